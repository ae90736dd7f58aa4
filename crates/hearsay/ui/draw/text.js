// The text of a document with its marks, paragraph by paragraph. Words are text nodes; a mark is a span around them.
// Not what the marks mean: that stands beside.

import { pieces } from "../logic/visible.js";
import { html, useEffect, useMemo } from "./html.js";
import { Sign } from "./words.js";
import { Windowed } from "./windowed.js";

/** @typedef {import("../logic/marks.js").Paragraph} Paragraph */
/** @typedef {import("../logic/marks.js").Segment} Segment */
/** @typedef {import("../logic/marks.js").Marked} Marked */
/** @typedef {import("../logic/contract.js").Span} Span */

/** Up to so many, all are drawn, so that the browser's own search finds everything. */
const PARAGRAPHS_WHOLE_MAX = 500;

/**
 * @param {{text: string, name: string, paragraphs: Paragraph[], marked: Marked, reveal: {idx: number, at: number}|null,
 *   choose: (id: string) => void, point: (id: string|null) => void, asked: Span|null}} properties
 */
export function Text({ text, name, paragraphs, marked, reveal, choose, point, asked }) {
  const drawn = useMemo(() => new Map(), [marked, paragraphs, asked]);
  const draw = (/** @type {number} */ idx) => {
    if (!drawn.has(idx)) drawn.set(idx, drawParagraph(text, paragraphs[idx], marked, asked));
    return drawn.get(idx);
  };
  const over = (/** @type {any} */ event) => point(topOf(event.target));
  const clicked = (/** @type {any} */ event) => {
    const id = topOf(event.target);
    if (id && getSelection()?.isCollapsed !== false) choose(id);
  };
  return html`<div class="text" lang="" onMouseOver=${over} onMouseLeave=${() => point(null)} onClick=${clicked}>
    <${Windowed} n=${paragraphs.length} name=${name} whole=${PARAGRAPHS_WHOLE_MAX} reveal=${reveal} draw=${draw}
      guess=${(/** @type {number} */ idx) => 24 + Math.ceil((paragraphs[idx].end - paragraphs[idx].start) / 68) * 31} />
  </div>`;
}

/** @param {HTMLElement} target @returns {string|null} the innermost mark there */
function topOf(target) {
  return /** @type {HTMLElement|null} */ (target.closest?.("[data-top]"))?.dataset["top"] ?? null;
}

/** @param {string} text @param {Paragraph} paragraph @param {Marked} marked @param {Span|null} asked */
function drawParagraph(text, paragraph, marked, asked) {
  const segments = marked.segments(paragraph.start, paragraph.end).flatMap((segment) => splitAsked(segment, asked));
  const tag = paragraph.kind === "heading" ? "h2" : "p";
  const kind = `paragraph paragraph-${paragraph.kind} ${paragraph.isContinued ? "paragraph-continued" : ""}`;
  return html`<${tag} class=${kind} dir="auto">${segments.map((segment) => drawSegment(text, segment, asked))}<//>`;
}

/** @param {Segment} segment @param {Span|null} asked @returns {Segment[]} */
function splitAsked(segment, asked) {
  if (!asked || asked[1] <= segment.start || asked[0] >= segment.end) return [segment];
  const places = [segment.start, Math.max(asked[0], segment.start), Math.min(asked[1], segment.end), segment.end];
  return places.slice(1).map((end, idx) => ({ ...segment, start: places[idx], end })).filter((one) => one.end > one.start);
}

/** @param {string} text @param {Segment} segment @param {Span|null} asked */
function drawSegment(text, segment, asked) {
  const words = pieces(text.slice(segment.start, segment.end));
  const inside = words.map((piece) => (piece.sign === null ? piece.text : html`<${Sign} piece=${piece} />`));
  const isAsked = asked && segment.start >= asked[0] && segment.end <= asked[1];
  if (segment.marks.length === 0 && !isAsked) return html`<span data-u=${segment.start}>${inside}</span>`;
  const kinds = new Set(segment.marks.map((mark) => `m-${mark.kind}`));
  const depth = Math.max(0, ...segment.marks.filter((mark) => mark.kind === "content" || mark.kind === "mended").map((mark) => mark.depth + 1));
  if (depth > 1) kinds.add("m-deep");
  if (isUnsure(segment)) kinds.add("m-unsure");
  if (isAsked) kinds.add("m-asked");
  const ids = [...new Set(segment.marks.map((mark) => mark.id))];
  return html`<span data-u=${segment.start} data-m=${ids.join(" ")} data-top=${top(segment)} class=${[...kinds].join(" ")}>${inside}</span>`;
}

/** Whether the reader is unsure of all that is said to be said here. @param {Segment} segment */
function isUnsure(segment) {
  const contents = segment.marks.filter((mark) => mark.kind === "content");
  return contents.length > 0 && contents.every((mark) => mark.isUnsure);
}

/** @param {Segment} segment the mark that a click means: the innermost attribution, else whatever is there */
function top(segment) {
  const size = (/** @type {{span: Span}} */ mark) => mark.span[1] - mark.span[0];
  const ordered = [...segment.marks].sort((one, other) => other.depth - one.depth || size(one) - size(other));
  return (ordered.find((mark) => mark.id.startsWith("a")) ?? ordered.find((mark) => !mark.id.startsWith("l")) ?? ordered[0])?.id;
}

/**
 * Lights up all that belongs to one claim.
 * @param {string|null} id
 * @param {string} kind the class that does
 * @param {unknown[]} on when to look again
 */
export function useLit(id, kind, on) {
  useEffect(() => {
    if (!id) return undefined;
    const lit = document.querySelectorAll(`[data-m~="${CSS.escape(id)}"]`);
    for (const element of lit) {
      const isContent = (element.getAttribute("data-m") ?? "").split(" ").includes(id);
      element.classList.toggle(kind, isContent);
    }
    return () => { for (const element of document.querySelectorAll(`.${kind}`)) element.classList.remove(kind); };
  }, [id, ...on]);
}

/**
 * Returns what is selected in the text, in units.
 * @returns {Span|null}
 */
export function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const within = document.querySelector(".text");
  if (!within || !range.intersectsNode(within)) return null;
  const start = unitAt(range.startContainer, range.startOffset, false);
  const end = unitAt(range.endContainer, range.endOffset, true);
  return start !== null && end !== null && end > start ? [start, end] : null;
}

/**
 * @param {Node} node
 * @param {number} offset
 * @param {boolean} isEnd
 * @returns {number|null}
 */
function unitAt(node, offset, isEnd) {
  const of = node instanceof Element ? node : node.parentElement;
  const segment = /** @type {HTMLElement|null} */ (of?.closest("[data-u]") ?? null);
  if (segment) {
    const before = document.createRange();
    before.selectNodeContents(segment);
    before.setEnd(node, offset);
    return Number(segment.dataset["u"]) + lengthOf(before.cloneContents());
  }
  if (!(node instanceof Element)) return null;
  // Between paragraphs: the end of what is before, or the beginning of what is behind.
  const beside = isEnd ? node.childNodes[offset - 1] ?? node.previousElementSibling : node.childNodes[offset] ?? node.nextElementSibling;
  const found = beside instanceof Element ? [...beside.querySelectorAll("[data-u]")] : [];
  const one = /** @type {HTMLElement|undefined} */ (isEnd ? found.at(-1) : found[0]);
  if (!one) return null;
  return Number(one.dataset["u"]) + (isEnd ? lengthOf(one) : 0);
}

/** @param {Node} node the length of its words; a sign stands for one hidden unit @returns {number} */
function lengthOf(node) {
  let length = 0;
  for (const child of node.childNodes) {
    if (child instanceof Element && child.classList.contains("sign")) length += 1;
    else length += child instanceof Text_ ? child.data.length : lengthOf(child);
  }
  return length;
}

const Text_ = globalThis.Text;

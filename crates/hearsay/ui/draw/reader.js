// The reader: a text with what was read in it, and beside it who says what on whose word.
// Nothing here leaves the text: claims, chain, judgements stand beside it.

import { drawnMarks, itemsOf } from "../logic/beside.js";
import * as days from "../logic/days.js";
import { Marked, paragraphsOf } from "../logic/marks.js";
import { trimmed, wholeWords } from "../logic/mending.js";
import { Places } from "../logic/places.js";
import { address, of } from "../logic/route.js";
import { Beside } from "./beside.js";
import { html, useEffect, useMemo, useRef, useState } from "./html.js";
import { judge, quoted } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { Failure, useLoaded, Waiting } from "./loading.js";
import { dialog, go, route } from "./state.js";
import { Mending, SelectionBar } from "./mending.js";
import { selected, Text, useLit } from "./text.js";
import { Words } from "./words.js";

/** @typedef {import("../logic/contract.js").DocumentPage} DocumentPage */
/** @typedef {import("../logic/contract.js").Span} Span */
/** @typedef {import("../logic/beside.js").Item} Item */

const KINDS = [["source", "who"], ["cue", "says"], ["content", "what"], ["hedge", "hedged"], ["verdict", "verdict"], ["artefact", "artefact"], ["furniture", "not read"]];

export function ReaderView() {
  const { value, error } = useLoaded(["documents", route.value.path[0] ?? ""]);
  const isLoadedOnce = useRef(/** @type {DocumentPage|null} */ (null));
  if (value) isLoadedOnce.current = value;
  const page = value ?? (isLoadedOnce.current?.listed.document === route.value.path[0] ? isLoadedOnce.current : null);
  if (error) return html`<div class="column"><${Failure} error=${error} /></div>`;
  if (!page) return html`<div class="column"><${Waiting} /></div>`;
  return html`<${Reader} key=${page.listed.document} page=${page} />`;
}

/** @param {{page: DocumentPage}} properties */
function Reader({ page }) {
  const { query } = route.value;
  const places = useMemo(() => new Places(page.text), [page.text]);
  const items = useMemo(() => itemsOf(page, places), [page]);
  const marked = useMemo(() => new Marked(drawnMarks(page, places, items)), [items]);
  const all = useMemo(() => paragraphsOf(page.text, page.blocks, places), [page.text, page.blocks]);
  const [hidden, setHidden] = useState(/** @type {Set<string>} */ (new Set()));
  const [shown, setShown] = useState({ own: false });
  const paragraphs = useMemo(() => (hidden.has("furniture") ? all.filter((one) => one.kind !== "furniture") : all), [all, hidden]);
  const [current, setCurrent] = useState({ id: query["at"] ?? "", at: 0 });
  const [pointed, setPointed] = useState(/** @type {string|null} */ (null));
  const [mended, setMended] = useState(query["act"] === "mend" ? query["at"] ?? "" : "");
  const asked = useMemo(() => spanOf(query["span"], places), [query["span"], places]);
  const listed = items.filter((one) => !one.isRejected && (one.attribution !== null || shown.own || one.id === current.id));
  const item = items.find((one) => one.id === current.id) ?? null;
  const reveal = useReveal(paragraphs, item, asked, current.at);
  useLit(pointed, "lit", [marked]);
  useLit(current.id, "current", [marked, reveal?.at]);
  useEffect(() => { if (query["at"]) setCurrent((before) => ({ id: /** @type {string} */ (query["at"]), at: before.at + 1 })); }, [query["at"]]);
  const move = (/** @type {number} */ by) => {
    const idx = listed.findIndex((one) => one.id === current.id);
    const next = listed[Math.max(0, Math.min(idx < 0 ? (by > 0 ? 0 : listed.length - 1) : idx + by, listed.length - 1))];
    if (next) setCurrent((before) => ({ id: next.id, at: before.at + 1 }));
  };
  const reference = (/** @type {Item} */ one) => `${page.listed.document}/${one.id}`;
  const words = (/** @type {Item} */ one) => one.content.map((span) => page.text.slice(...span)).join(" … ");
  const decide = (/** @type {Item|null} */ one, /** @type {"accept"|"reject"} */ kind) => { if (one) judge([{ kind, on: reference(one) }], `${kind === "accept" ? "Accepted" : "Rejected"} ${quoted(words(one))}`); };
  const sameAs = (/** @type {Item|null} */ one) => { if (one) dialog.value = { kind: "same", reference: reference(one), words: words(one), what: "claims" }; };
  const cite = (/** @type {Item|null} */ one) => { if (one?.claim) dialog.value = { kind: "evidence", reference: reference(one), words: words(one) }; };
  const toggle = (/** @type {string} */ kind) => setHidden((before) => { const after = new Set(before); if (!after.delete(kind)) after.add(kind); return after; });
  useKeys({
    j: () => move(1), k: () => move(-1), a: () => decide(item, "accept"), x: () => decide(item, "reject"),
    e: () => { if (item) setMended(item.id); }, m: () => sameAs(item), h: () => cite(item), f: () => toggle("furniture"),
    Enter: () => { if (item?.claim) go(of("claim", reference(item))); },
    Escape: () => { if (mended) setMended(""); else setCurrent({ id: "", at: 0 }); },
  });
  const selection = useSelection(page.text);
  const choose = (/** @type {string} */ id) => {
    if (id.startsWith("l")) go(of("artefacts", `${page.listed.document}/${id}`));
    else setCurrent((before) => ({ id: verdictHolder(page, id) ?? id, at: before.at }));
  };
  const acts = { decide, sameAs, cite, mend: (/** @type {Item} */ one) => setMended(one.id), choose: (/** @type {string} */ id) => setCurrent((before) => ({ id, at: before.at + 1 })), point: setPointed, words, reference };
  return html`<div class=${`reader ${[...hidden].map((kind) => `hide-${kind}`).join(" ")}`}>
    <article class="reader-text">
      <${Head} page=${page} opens=${page.text.slice(all[0]?.start ?? 0, all[0]?.end ?? 0)} />
      <${Legend} hidden=${hidden} toggle=${toggle} page=${page} />
      <${Text} text=${page.text} name=${`${page.listed.document} ${paragraphs.length}`} paragraphs=${paragraphs} marked=${marked} reveal=${reveal} choose=${choose} point=${setPointed} asked=${asked} />
    </article>
    <${Beside} page=${page} items=${items} listed=${listed} current=${current} pointed=${pointed} acts=${acts} shown=${shown} setShown=${setShown} />
    ${mended && html`<${Mending} key=${mended} page=${page} places=${places} item=${items.find((one) => one.id === mended)} selection=${selection} close=${() => setMended("")} reference=${reference} />`}
    ${!mended && selection && html`<${SelectionBar} page=${page} places=${places} selection=${selection} item=${item} mend=${() => item && setMended(item.id)} reference=${reference} />`}
  </div>`;
}

/** @param {{page: DocumentPage, opens: string}} properties `opens` is the first paragraph: a title that stands there is not said twice */
function Head({ page, opens }) {
  const { listed } = page;
  const title = listed.title ?? listed.file;
  return html`<header class="reader-head">
    <p class="kicker"><a href="#/documents">Documents</a> <span aria-hidden="true">/</span> <${Words} text=${listed.document} /></p>
    <h1 class=${opens.trim() === title ? "unseen" : ""}><${Words} text=${title} /></h1>
    <p class="reader-from">
      ${[listed.source, listed.author].filter(Boolean).map((name) => html`<span key=${name}><${Words} text=${name} /></span>`)}
      <span>${listed.published ? days.words(listed.published) : "day of publication not known"}</span>
      ${listed.captured && html`<span class="quiet">captured ${days.words(listed.captured)}</span>`}
      <a href=${address("claims", [], { document: listed.document, all: "true" })}>its claims as a list</a>
      ${listed.url && html`<span class="quiet reader-address"><${Words} text=${listed.url} /></span>`}
    </p>
  </header>`;
}

/** What the marks mean; each can be switched off. @param {{hidden: Set<string>, toggle: (kind: string) => void, page: DocumentPage}} properties */
function Legend({ hidden, toggle, page }) {
  const has = (/** @type {string} */ kind) => (kind === "furniture" ? page.blocks.some((one) => one.kind === "furniture") : kind === "verdict" ? page.reading.verdicts.length > 0 : kind === "artefact" ? page.reading.artefacts.length > 0 : true);
  return html`<div class="legend-marks" role="group" aria-label="Marks in the text">
    ${KINDS.filter(([kind]) => has(kind)).map(([kind, name]) => html`<button key=${kind} class="legend-mark" aria-pressed=${!hidden.has(kind)} onClick=${() => toggle(kind)}><span class=${`m-${kind}`}>${name}</span></button>`)}
  </div>`;
}

/**
 * Returns which paragraph to scroll to, and when.
 * @param {import("../logic/marks.js").Paragraph[]} paragraphs
 * @param {Item|null} item
 * @param {Span|null} asked
 * @param {number} at
 */
function useReveal(paragraphs, item, asked, at) {
  return useMemo(() => {
    const unit = at > 0 && item ? item.start : asked ? asked[0] : null;
    if (unit === null) return null;
    return { idx: paragraphs.findIndex((one) => unit < one.end), at };
  }, [paragraphs, at, asked]);
}

/** @param {string|undefined} span @param {Places} places @returns {Span|null} */
function spanOf(span, places) {
  const match = /^(\d+)-(\d+)$/.exec(span ?? "");
  return match ? places.units([Number(match[1]), Number(match[2])]) : null;
}

/** What a verdict is told in. @param {DocumentPage} page @param {string} id */
function verdictHolder(page, id) {
  if (!id.startsWith("v")) return null;
  return page.reading.verdicts.find((one) => one.id === id)?.within ?? null;
}

/** What is selected, as whole words. @param {string} text @returns {Span|null} */
function useSelection(text) {
  const [span, setSpan] = useState(/** @type {Span|null} */ (null));
  useEffect(() => {
    let timer = /** @type {any} */ (0);
    const changed = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // Writing in the field beside must not lose what was selected.
        if (document.activeElement?.matches("input, textarea")) return;
        const found = selected();
        const kept = found && trimmed(text, found);
        setSpan(kept ? wholeWords(text, kept) : null);
      }, 120);
    };
    document.addEventListener("selectionchange", changed);
    return () => { clearTimeout(timer); document.removeEventListener("selectionchange", changed); };
  }, [text]);
  return span;
}

// Draws of a long list what is in sight and a little beyond, with room for the rest.
// Not for short lists, which are drawn whole, so that the browser's own search finds everything.

import { Heights } from "../logic/windowing.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./html.js";

const DRAWN_WHOLE_MAX = 150;
const BEYOND = 900;
/** What is printed is drawn whole, as far as it was loaded. */
const PRINTED_MAX = 3000;

/**
 * @param {{n: number, guess: number|((idx: number) => number), draw: (idx: number) => any, name: string,
 *   reveal?: {idx: number, at: number}|null, tag?: string, itemTag?: string, class?: string, label?: string,
 *   whole?: number}} properties
 *   `name` says which list it is: another name is another list. `reveal` scrolls to an entry.
 */
export function Windowed({ n, guess, draw, name, reveal = null, tag = "div", itemTag = "div", class: kind = "", label, whole = DRAWN_WHOLE_MAX }) {
  const root = useRef(/** @type {HTMLElement|null} */ (null));
  const heights = useMemo(() => new Heights(n, guess), [n, name]);
  const [range, setRange] = useState(/** @type {[number, number]} */ ([0, Math.min(n, 30)]));
  const isPrinting = usePrinting();
  const isWhole = n <= whole || (isPrinting && n <= PRINTED_MAX);
  const [from, to] = isWhole ? [0, n] : [Math.min(range[0], n), Math.min(range[1], n)];
  const look = () => {
    if (isWhole || !root.current) return;
    const scroller = scrollerOf(root.current);
    const top = root.current.getBoundingClientRect().top;
    const [begin, end] = scroller === null ? [0, innerHeight] : [scroller.getBoundingClientRect().top, scroller.getBoundingClientRect().bottom];
    const next = heights.range(begin - top, end - top, BEYOND);
    setRange((before) => (before[0] === next[0] && before[1] === next[1] ? before : next));
  };
  useEffect(() => {
    if (isWhole) return undefined;
    look();
    addEventListener("scroll", look, { capture: true, passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look, { capture: true });
      removeEventListener("resize", look);
    };
  }, [heights, isWhole]);
  useLayoutEffect(() => {
    if (isWhole || !root.current) return;
    let changed = 0;
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.current.querySelectorAll(":scope > [data-idx]"))) {
      changed += Math.abs(heights.set(Number(element.dataset["idx"]), element.getBoundingClientRect().height));
    }
    if (changed > 1) look();
  });
  useEffect(() => {
    if (!reveal || !root.current || reveal.idx < 0) return;
    const drawn = /** @type {HTMLElement|null} */ (root.current.querySelector(`:scope > [data-idx="${reveal.idx}"]`));
    if (drawn) return intoSight(drawn);
    const scroller = scrollerOf(root.current) ?? document.scrollingElement;
    if (!scroller) return;
    const here = root.current.getBoundingClientRect().top - (scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top);
    scroller.scrollTop += here + heights.above(reveal.idx) - 120;
    look();
    // Once it is drawn, its true place is known.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const now = /** @type {HTMLElement|null} */ (root.current?.querySelector(`:scope > [data-idx="${reveal.idx}"]`) ?? null);
      if (now) intoSight(now);
    }));
  }, [reveal?.idx, reveal?.at]);
  const entries = [];
  for (let idx = from; idx < to; idx += 1) entries.push(html`<${itemTag} key=${idx} data-idx=${idx} class="windowed-entry">${draw(idx)}<//>`);
  const above = isWhole ? 0 : heights.above(from);
  const below = isWhole ? 0 : heights.total() - heights.above(to);
  return html`<${tag} ref=${root} class=${`windowed ${isWhole ? "windowed-whole" : ""} ${kind}`} aria-label=${label}>
    ${above > 0 && html`<${itemTag} key="above" aria-hidden="true" style=${{ height: `${above}px` }}><//>`}
    ${entries}
    ${below > 0 && html`<${itemTag} key="below" aria-hidden="true" style=${{ height: `${below}px` }}><//>`}
  <//>`;
}

/** Whether the page is being printed. */
function usePrinting() {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begins = () => setPrinting(true);
    const ends = () => setPrinting(false);
    addEventListener("beforeprint", begins);
    addEventListener("afterprint", ends);
    return () => {
      removeEventListener("beforeprint", begins);
      removeEventListener("afterprint", ends);
    };
  }, []);
  return isPrinting;
}

/**
 * Scrolls as little as needed.
 * @param {HTMLElement} element
 */
export function intoSight(element) {
  const box = element.getBoundingClientRect();
  const scroller = scrollerOf(element);
  const [top, bottom] = scroller ? [scroller.getBoundingClientRect().top, scroller.getBoundingClientRect().bottom] : [barHeight(), innerHeight - coveredBelow()];
  if (box.top >= top + 8 && box.bottom <= bottom - 8) return;
  const by = box.height > bottom - top - 16 || box.top < top + 8 ? box.top - top - 16 : box.bottom - bottom + 16;
  (scroller ?? document.scrollingElement)?.scrollBy({ top: by, behavior: "instant" });
}

/** What lies over the lower end of the page: the tabs and the open card of a narrow one. */
function coveredBelow() {
  const over = [...document.querySelectorAll(".tabs, .beside-open, .mending, .bulk")].filter((one) => getComputedStyle(one).position === "fixed");
  return Math.max(0, ...over.map((one) => innerHeight - one.getBoundingClientRect().top));
}

function barHeight() {
  return document.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
}

/** @param {HTMLElement} element @returns {HTMLElement|null} nothing if the page itself scrolls */
function scrollerOf(element) {
  for (let above = element.parentElement; above && above !== document.body; above = above.parentElement) {
    const flow = getComputedStyle(above).overflowY;
    if ((flow === "auto" || flow === "scroll") && above.dataset["scrolls"] !== undefined) return above;
  }
  return null;
}

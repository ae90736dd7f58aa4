// What stands beside a text: its claims in the order of their words, each with its judgements and its mended place.
// Not the drawing.

import { marksOf } from "./marks.js";
import { nearest } from "./mending.js";

/** @typedef {import("./contract.js").DocumentPage} DocumentPage */
/** @typedef {import("./contract.js").Attribution} Attribution */
/** @typedef {import("./contract.js").DocumentClaim} DocumentClaim */
/** @typedef {import("./contract.js").LogEntry} LogEntry */
/** @typedef {import("./contract.js").Span} Span */
/** @typedef {import("./places.js").Places} Places */
/** @typedef {import("./marks.js").Mark} Mark */
/** @typedef {{id: string, attribution: Attribution|null, claim: DocumentClaim|null, judgements: LogEntry[],
 *   isRejected: boolean, content: Span[], isMended: boolean, start: number, depth: number}} Item spans in units */

/**
 * Returns what is read in a document, in order.
 * @param {DocumentPage} page
 * @param {Places} places
 * @returns {Item[]}
 */
export function itemsOf(page, places) {
  const claims = new Map(page.claims.map((claim) => [idOf(claim.id), claim]));
  const judged = judgementsOf(page);
  const within = new Map(page.reading.attributions.map((one) => [one.id, one.within]));
  const items = page.reading.attributions.map((one) => item(page, places, one.id, one, claims.get(one.id) ?? null, judged.get(one.id) ?? [], one.content));
  for (const one of items) {
    for (let outer = within.get(one.id); outer && one.depth < 4; outer = within.get(outer)) one.depth += 1;
  }
  for (const [id, claim] of claims) {
    if (!within.has(id)) items.push(item(page, places, id, null, claim, judged.get(id) ?? [], claim.spans));
  }
  return items.sort((one, other) => one.start - other.start || one.depth - other.depth);
}

/**
 * @param {DocumentPage} page
 * @param {Places} places
 * @param {string} id
 * @param {Attribution|null} attribution
 * @param {DocumentClaim|null} claim
 * @param {LogEntry[]} judgements
 * @param {Span[]} spans
 * @returns {Item}
 */
function item(page, places, id, attribution, claim, judgements, spans) {
  const read = spans.map((span) => places.units(span));
  const edit = judgements.filter((one) => one.what === "edit").at(-1);
  const mended = edit?.value && read[0] ? nearest(page.text, edit.value, read[0]) : null;
  const content = mended ? [mended] : read;
  const all = attribution ? [...attribution.source, ...attribution.cue].map((span) => places.units(span)) : [];
  const start = Math.min(...[...content, ...all].map((span) => span[0]));
  return {
    id, attribution, claim, judgements, isRejected: judgements.some((one) => one.what === "reject"),
    content, isMended: mended !== null, start: Number.isFinite(start) ? start : 0, depth: 0,
  };
}

/** @param {DocumentPage} page @returns {Map<string, LogEntry[]>} */
function judgementsOf(page) {
  /** @type {Map<string, LogEntry[]>} */
  const of = new Map();
  for (const entry of page.judgements) {
    for (const on of entry.on) {
      if (on.document !== page.listed.document || !on.id) continue;
      of.set(idOf(on.id), [...(of.get(idOf(on.id)) ?? []), entry]);
    }
  }
  return of;
}

/**
 * Returns the marks to draw: what was read, as far as it is not rejected, with mended and added words in their place.
 * @param {DocumentPage} page
 * @param {Places} places
 * @param {Item[]} items
 * @returns {Mark[]}
 */
export function drawnMarks(page, places, items) {
  const of = new Map(items.map((one) => [one.id, one]));
  const marks = marksOf(page.reading, places).filter((mark) => {
    const known = of.get(mark.id);
    return !known || (!known.isRejected && !(known.isMended && mark.kind === "content"));
  });
  for (const one of items) {
    if (one.isRejected) continue;
    if (one.isMended) for (const span of one.content) marks.push({ id: one.id, kind: "mended", span, depth: one.depth });
    else if (!one.attribution) for (const span of one.content) marks.push({ id: one.id, kind: isAdded(one) ? "added" : "own", span, depth: 0 });
  }
  for (const added of addedIn(page)) if (!of.has(added.id)) marks.push({ id: `j${added.entry}`, kind: "added", span: places.units(added.span), depth: 0 });
  return marks;
}

/**
 * Returns whether the analyst marked it where nothing was read.
 * @param {Item} item
 */
export function isAdded(item) {
  return item.judgements.some((one) => one.what === "mark");
}

/**
 * Returns the words that the analyst marked where nothing was read, with what they are now.
 * @param {DocumentPage} page
 * @returns {{entry: number, span: Span, kind: string, id: string}[]}
 */
export function addedIn(page) {
  return page.judgements.filter((entry) => entry.what === "mark").flatMap((entry) => entry.on
    .filter((on) => on.document === page.listed.document && on.spans?.length)
    .map((on) => ({ entry: entry.entry, span: /** @type {Span[]} */ (on.spans)[0], kind: on.kind ?? "claim", id: on.id ? idOf(on.id) : "" })));
}

/** @param {string} reference */
export function idOf(reference) {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

// Cuts a text into pieces to draw, each with the marks that lie over it: source, cue, content, hedge, verdict, artefact.
// Not how they look, and nothing of the DOM.

import { Places } from "./places.js";

/** @typedef {import("./contract.js").Span} Span */
/** @typedef {import("./contract.js").Reading} Reading */
/** @typedef {import("./contract.js").Block} Block */
/** @typedef {"source"|"cue"|"content"|"hedge"|"verdict"|"artefact"|"own"|"mended"|"added"} MarkKind */
/** @typedef {{id: string, kind: MarkKind, span: Span, depth: number, isUnsure?: boolean}} Mark spans in units */
/** @typedef {{start: number, end: number, marks: Mark[]}} Segment */
/** @typedef {{kind: string, start: number, end: number, isContinued: boolean}} Paragraph a block, or a part of a long one */

/** Longer blocks are cut, so that what is out of sight need not be drawn. */
export const PARAGRAPH_UNITS_MAX = 4000;

/**
 * Returns the marks of a reading.
 * @param {Reading} reading
 * @param {Places} places
 * @returns {Mark[]}
 */
export function marksOf(reading, places) {
  /** @type {Mark[]} */
  const marks = [];
  const within = new Map(reading.attributions.map((one) => [one.id, one.within]));
  /** @param {string} id @param {MarkKind} kind @param {Span[]} spans @param {number} depth */
  const add = (id, kind, spans, depth, isUnsure = false) => {
    for (const span of spans) marks.push({ id, kind, span: places.units(span), depth, isUnsure });
  };
  for (const one of reading.attributions) {
    const depth = depthOf(one.id, within);
    add(one.id, "content", one.content, depth, one.confidence === "low");
    add(one.id, "source", one.source, depth);
    add(one.id, "cue", one.cue, depth);
    for (const hedge of one.hedges) add(one.id, "hedge", hedge.cue, depth);
  }
  for (const one of reading.verdicts) add(one.id, "verdict", one.cue, 0);
  for (const one of reading.artefacts) add(one.id, "artefact", one.mentions, 0);
  return marks;
}

/**
 * @param {string} id
 * @param {Map<string, string|null>} within
 */
function depthOf(id, within) {
  let depth = 0;
  for (let outer = within.get(id); outer && depth < 9; outer = within.get(outer)) depth += 1;
  return depth;
}

/**
 * Cuts a text into paragraphs: its blocks in order, with what lies between them if it is more than white space.
 * @param {string} text
 * @param {Block[]} blocks
 * @param {Places} places
 * @returns {Paragraph[]}
 */
export function paragraphsOf(text, blocks, places) {
  /** @type {Paragraph[]} */
  const paragraphs = [];
  let done = 0;
  /** @param {string} kind @param {number} start @param {number} end */
  const add = (kind, start, end) => {
    if (text.slice(start, end).trim() === "") return;
    let isContinued = false;
    for (const [from, to] of cut(text, start, end)) {
      paragraphs.push({ kind, start: from, end: to, isContinued });
      isContinued = true;
    }
  };
  const ordered = blocks.map((block) => ({ kind: block.kind, span: places.units(block.span) }));
  ordered.sort((one, other) => one.span[0] - other.span[0]);
  for (const { kind, span } of ordered) {
    if (span[0] > done) add("body", done, span[0]);
    add(kind, Math.max(span[0], done), span[1]);
    done = Math.max(done, span[1]);
  }
  if (done < text.length) add("body", done, text.length);
  return paragraphs;
}

/**
 * Cuts a long stretch behind white space, or anywhere but within a character if there is none.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Span[]}
 */
function cut(text, start, end) {
  /** @type {Span[]} */
  const parts = [];
  while (end - start > PARAGRAPH_UNITS_MAX) {
    let at = start + PARAGRAPH_UNITS_MAX;
    const window = text.slice(at - 200, at);
    const space = window.search(/\s\S*$/);
    if (space >= 0) at = at - 200 + space + 1;
    else if (isLow(text.charCodeAt(at))) at -= 1;
    parts.push([start, at]);
    start = at;
  }
  if (end > start) parts.push([start, end]);
  return parts;
}

/** @param {number} unit */
function isLow(unit) {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The marks of a text in the order of their places, so that those of a paragraph are found fast. */
export class Marked {
  /** @param {Mark[]} marks */
  constructor(marks) {
    this.marks = marks.filter((mark) => mark.span[1] > mark.span[0]);
    this.marks.sort((one, other) => one.span[0] - other.span[0] || other.span[1] - one.span[1]);
    /** The furthest end up to each mark. @type {number[]} */
    this.furthest = [];
    let furthest = 0;
    for (const mark of this.marks) {
      furthest = Math.max(furthest, mark.span[1]);
      this.furthest.push(furthest);
    }
  }

  /**
   * Returns the segments of a stretch: they tile it, and each has the marks that lie over all of it.
   * @param {number} start
   * @param {number} end
   * @returns {Segment[]}
   */
  segments(start, end) {
    const over = this.#over(start, end);
    const borders = new Set([start, end]);
    for (const mark of over) {
      borders.add(Math.max(mark.span[0], start));
      borders.add(Math.min(mark.span[1], end));
    }
    const places = [...borders].sort((one, other) => one - other);
    /** @type {Segment[]} */
    const segments = [];
    let active = /** @type {Mark[]} */ ([]);
    let next = 0;
    for (let idx = 0; idx + 1 < places.length; idx += 1) {
      const [from, to] = [places[idx], places[idx + 1]];
      while (next < over.length && over[next].span[0] <= from) active.push(over[next++]);
      active = active.filter((mark) => mark.span[1] > from);
      segments.push({ start: from, end: to, marks: [...active] });
    }
    return segments;
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  #over(start, end) {
    let low = 0;
    let high = this.furthest.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.furthest[middle] <= start) low = middle + 1;
      else high = middle;
    }
    /** @type {Mark[]} */
    const over = [];
    for (let idx = low; idx < this.marks.length && this.marks[idx].span[0] < end; idx += 1) {
      if (this.marks[idx].span[1] > start) over.push(this.marks[idx]);
    }
    return over;
  }
}

// Gathers the entries of a timeline into what is drawn in one place, and stacks what would overlap.
// Not the drawing.

import { number } from "./days.js";

/** @typedef {import("./contract.js").TimelineItem} TimelineItem */
/** @typedef {{lane: string, from: number, to: number, isStated: boolean, items: TimelineItem[], row: number,
 *   n_first: number}} Bundle entries of one lane with the same days */

/**
 * Gathers entries of the same lane and days.
 * @param {TimelineItem[]} items
 * @returns {Bundle[]}
 */
export function bundles(items) {
  /** @type {Map<string, Bundle>} */
  const found = new Map();
  for (const item of items) {
    const from = number(item.first_day) ?? number(item.last_day);
    const to = number(item.last_day) ?? from;
    if (from === null || to === null) continue;
    const name = `${item.lane} ${from} ${to}`;
    const bundle = found.get(name) ?? { lane: item.lane, from, to, isStated: false, items: [], row: 0, n_first: 0 };
    bundle.items.push(item);
    bundle.isStated ||= item.is_stated;
    bundle.n_first += item.is_first_appearance ? 1 : 0;
    found.set(name, bundle);
  }
  return [...found.values()].sort((one, other) => one.from - other.from || other.to - one.to || (one.lane < other.lane ? -1 : 1));
}

/**
 * Gives each bundle of one lane a row, so that none touches another of its row; returns how many rows there are.
 * @param {Bundle[]} lane
 * @param {(bundle: Bundle) => [number, number]} place from where to where it is drawn
 */
export function stack(lane, place) {
  /** @type {number[]} */
  const ends = [];
  for (const bundle of lane) {
    const [left, right] = place(bundle);
    let row = ends.findIndex((end) => end <= left);
    if (row < 0) row = ends.length;
    ends[row] = right + 3;
    bundle.row = row;
  }
  return ends.length;
}

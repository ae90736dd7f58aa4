// What became of what a source said: the record that a letter of the Admiralty scale can rest on.
// Not a score: counts with the claims behind them, and the letter is the analyst's.

import { kind } from "./standing.js";

/** @typedef {import("./contract.js").Group} Group */
/** @typedef {{confirmed: Group[], denied: Group[], disputed: Group[], withdrawn: Group[], unverified: Group[],
 *   alleged: Group[]}} Record */

/**
 * Sorts the claims of a source by what weighs most of what others did to them.
 * @param {Group[]} groups
 * @param {string[]} names whose own word confirms nothing
 * @returns {Record}
 */
export function record(groups, names) {
  /** @type {Record} */
  const found = { confirmed: [], denied: [], disputed: [], withdrawn: [], unverified: [], alleged: [] };
  const own = new Set(names.map((name) => name.toLowerCase()));
  for (const group of groups) {
    const events = group.standing.filter((event) => kind(event.what) !== "confirmed" || raises(event, own));
    const kinds = new Set(events.map((event) => kind(event.what)));
    const of = /** @type {(keyof Record)[]} */ (["withdrawn", "denied", "disputed", "confirmed", "unverified"]).find((name) => kinds.has(name));
    found[of ?? "alleged"].push(group);
  }
  return found;
}

/**
 * Returns whether a confirmation is by somebody else, and rests on another origin than the claim.
 * @param {import("./contract.js").StandingEvent} event
 * @param {Set<string>} own
 */
function raises(event, own) {
  return event.from_another_origin && !event.by.some((name) => own.has(name.toLowerCase()));
}

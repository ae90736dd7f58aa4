// How a claim or an artefact stands, in words: who said what of it. Never whether it is true.
// Not computed here: the server says what happened to a claim, this says it in a line.

import { stretch } from "./days.js";

/** @typedef {import("./contract.js").StandingEvent} StandingEvent */
/** @typedef {import("./contract.js").Claim} Claim */

/** From what weighs most to what weighs least, with the class that the page draws it in. @type {[string, string][]} */
const KINDS = [
  ["withdrawn", "withdrawn"],
  ["corrected", "withdrawn"],
  ["denied", "denied"],
  ["disputed", "disputed"],
  ["confirmed", "confirmed"],
  ["verified", "confirmed"],
  ["not verified", "unverified"],
  ["not commented on", "silent"],
  ["alleged", "alleged"],
];

/** The classes, for filters, with what the API calls each. */
export const FILTERS = [
  { value: "alleged", label: "only alleged" },
  { value: "confirmed", label: "confirmed by somebody" },
  { value: "unverified", label: "not verified" },
  { value: "disputed", label: "disputed" },
  { value: "denied", label: "denied" },
  { value: "withdrawn", label: "withdrawn" },
];

/** @param {string} what */
export function kind(what) {
  return KINDS.find(([name]) => name === what)?.[1] ?? "alleged";
}

/**
 * Returns what happened to a claim, each kind once, what weighs most first; `alleged` only if nothing else did.
 * @param {string[]} events
 * @returns {string[]}
 */
export function summary(events) {
  const found = KINDS.map(([name]) => name).filter((name) => events.includes(name));
  const unknown = events.filter((name) => !KINDS.some(([known]) => known === name));
  const all = [...new Set(unknown), ...found];
  return all.length > 1 ? all.filter((name) => name !== "alleged" && name !== "not commented on" || all.length === 1) : all;
}

/**
 * Returns what happened, with who did it: "denied by Katra Lind", "not verified by Meridian".
 * @param {string} what
 * @param {string[]} by
 */
export function by(what, by) {
  const names = by.length > 3 ? `${by.slice(0, 2).join(", ")} and ${by.length - 2} others` : list(by);
  return names ? `${what} by ${names}` : what;
}

/** @param {string[]} names */
export function list(names) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/**
 * Returns the way that a claim took to its reader, from whom it is said to come outward: source first, outlet last.
 * @param {{name: string, role: string}[]} chain
 */
export function way(chain) {
  const outward = [...chain].reverse();
  return outward.filter((link, idx) => idx === 0 || link.name !== outward[idx - 1].name);
}

const PRONOUN = /^(?:he|she|they|it|who|we|i|you|which|him|her|them)$/i;

/** @param {string} name */
export function isPronoun(name) {
  return PRONOUN.test(name.trim());
}

/**
 * Returns the chain of a claim with the source's name where its document only has a pronoun, if the record knows it.
 * @template {{name: string, role: string}} L
 * @param {L[]} chain
 * @param {StandingEvent[]} events
 * @param {string} document
 * @returns {L[]}
 */
export function named(chain, events, document) {
  const last = chain.at(-1);
  if (!last || !isPronoun(last.name)) return chain;
  const by = events.find((event) => event.document === document && event.by.length === 1 && !isPronoun(event.by[0]))?.by[0];
  return by ? [...chain.slice(0, -1), { ...last, name: `${by} (“${last.name}”)` }] : chain;
}

/** @typedef {import("./contract.js").Disagreement} Disagreement */
/** @typedef {{on: string, here: string, there: string, with: string[], canBothHold: boolean}} Difference */

/**
 * Gathers what is disagreed on in the same words, and says days as one would.
 * @param {Disagreement[]} disagreements
 * @returns {Difference[]}
 */
export function differences(disagreements) {
  /** @type {Map<string, Difference>} */
  const found = new Map();
  for (const one of disagreements) {
    const name = JSON.stringify([one.on, one.words, one.can_both_hold]);
    const known = found.get(name);
    if (known) known.with.push(one.with);
    else found.set(name, { on: one.on === "whether" ? "whether it is so" : one.on, here: told(one.words[0]), there: told(one.words[1]), with: [one.with], canBothHold: one.can_both_hold });
  }
  return [...found.values()];
}

/** @param {string} words what fills a slot: days, words of the text, or that it is asserted */
function told(words) {
  const range = /^(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$/.exec(words);
  if (range) return stretch(range[1], range[2]);
  if (words === "asserted") return words;
  return /^\d{4}-\d\d-\d\d$/.test(words) ? stretch(words, words) : `“${words}”`;
}

/** @param {number} count @param {string} one @param {string} [many] */
export function n(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** What the kinds of attribution are called on the page. */
export const ACTS = { speech: "said", attitude: "believed, wanted or feared", decree: "decided", finding: "shown" };

/** What a stance adds, where a source does not simply assert. @type {Record<string, string>} */
export const STANCES = {
  conditions: "only if",
  supposes: "supposed",
  asks: "asked",
  wills: "wanted",
  doubts: "doubted",
  denies: "denied",
  withholds: "not said",
};

/** How a source is said to know. @type {Record<string, string>} */
export const BASES = {
  told: "was told or tells it",
  heard: "heard it",
  saw: "saw it",
  document: "from a document",
  deduced: "deduced it",
};

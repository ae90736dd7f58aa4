// Hypotheses against evidence as they are laid out: cells, what counts of each, the order, and what it hangs on.
// Not the sums: the program makes them, with and without whatever is thought away; here they are put side by side.

/** @typedef {import("./contract.js").Matrix} Matrix */
/** @typedef {import("./contract.js").Evidence} Evidence */
/** @typedef {import("./contract.js").Removal} Removal */
/** @typedef {import("./contract.js").Rated} Rated */
/** @typedef {import("./contract.js").NewJudgement} NewJudgement */

/** How a claim can fit a hypothesis: the letters, what they mean, and the key that gives them in a cell. */
export const RATINGS = [
  { letters: "CC", words: "very consistent", key: "C", kind: "fits-much" },
  { letters: "C", words: "consistent", key: "c", kind: "fits" },
  { letters: "N", words: "neutral", key: "n", kind: "neutral" },
  { letters: "I", words: "inconsistent", key: "i", kind: "against" },
  { letters: "II", words: "very inconsistent", key: "I", kind: "against-much" },
  { letters: "NA", words: "not applicable", key: "-", kind: "neutral" },
];

/** @param {string} letters */
export function meaning(letters) {
  return RATINGS.find((one) => one.letters === letters)?.words ?? letters;
}

/**
 * Returns the ratings of one cell, in the order of the scale.
 * @param {Evidence} evidence
 * @param {string} hypothesis
 */
export function ratingsOf(evidence, hypothesis) {
  const place = (/** @type {Rated} */ one) => RATINGS.findIndex((rating) => rating.letters === one.rating);
  return evidence.ratings.filter((one) => one.hypothesis === hypothesis).sort((one, other) => place(one) - place(other));
}

/**
 * Returns what a cell shows: each letter once, in brackets if nothing of it counts, and how it is drawn.
 * @param {Rated[]} ratings
 * @param {number} share
 */
export function cell(ratings, share) {
  const letters = [...new Set(ratings.map((one) => one.rating))];
  const kind = letters.length === 0 ? "empty" : letters.length > 1 ? "differs" : RATINGS.find((one) => one.letters === letters[0])?.kind ?? "neutral";
  const told = letters.length === 0 ? "–" : letters.join("/");
  return { told: share <= 0 && letters.length > 0 ? `(${told})` : told, kind, isEcho: share <= 0 };
}

/**
 * Returns what a cell says to whoever does not see it.
 * @param {Rated[]} ratings
 */
export function spoken(ratings) {
  if (ratings.length === 0) return "not rated";
  return ratings.map((one) => `${meaning(one.rating)} (${one.analyst})`).join("; ");
}

/**
 * Returns the pieces of evidence in the order in which they are shown.
 * @param {Matrix} matrix
 * @param {boolean} isByDiagnosticity
 */
export function ordered(matrix, isByDiagnosticity) {
  const all = [...matrix.evidence];
  return isByDiagnosticity ? all.sort((one, other) => other.diagnosticity - one.diagnosticity || one.number - other.number) : all;
}

/**
 * Returns which share of a piece of evidence counts, as things are or with something thought away.
 * @param {Evidence} evidence
 * @param {Removal|null} without
 */
export function shareOf(evidence, without) {
  return without ? without.counts[evidence.number - 1] ?? 0 : evidence.share;
}

/** What names a removal in the address: two origins can be called alike. @param {Removal} removal */
export function nameOf(removal) {
  return `${removal.kind}:${removal.evidence.join("-")}:${removal.what}`;
}

/** @param {Removal} removal */
export function changes(removal) {
  return removal.changes_least_inconsistent || removal.changes_foremost;
}

/**
 * Returns what changes the order if it falls, whole origins first. Of several that take the same evidence with them, as a
 * source and its only claim, one is told.
 * @param {Matrix} matrix
 */
export function decisive(matrix) {
  const told = new Set();
  return [...matrix.if_fallen].reverse().filter((one) => {
    const falls = one.evidence.join();
    if (!changes(one) || (told.has(falls) && one.kind !== "origin")) return false;
    told.add(falls);
    return true;
  });
}

/**
 * Returns the hypotheses, those that least speaks against first, with what was before something was thought away.
 * @param {Matrix} matrix
 * @param {Removal|null} without
 */
export function ranked(matrix, without) {
  const of = matrix.hypotheses.map((one, idx) => ({
    hypothesis: one.hypothesis,
    text: one.text,
    against: without ? without.inconsistency[idx] : one.inconsistency,
    againstBefore: one.inconsistency,
    share: without ? without.shares[idx] : one.share,
    shareBefore: one.share,
    terms: one.recipe.map((term) => ({ ...term, share: without ? without.counts[term.evidence - 1] ?? 0 : term.share })).filter((term) => !without?.evidence.includes(term.evidence)),
  }));
  return of.map((one, idx) => ({ one, idx })).sort((left, right) => left.one.against - right.one.against || left.idx - right.idx).map(({ one }) => one);
}

/**
 * Says what the sums come to, and never who wins.
 * @param {Matrix} matrix
 * @param {Removal|null} without
 */
export function verdictless(matrix, without) {
  const least = without ? without.least_inconsistent : matrix.least_inconsistent;
  const foremost = without ? without.foremost : matrix.foremost;
  if (matrix.hypotheses.length < 2) return { least: "One hypothesis alone cannot be weighed: state another.", panel: "" };
  const names = (/** @type {string[]} */ all) => (all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all[0] ?? "");
  const values = ranked(matrix, without);
  const next = values.find((one) => !least.includes(one.hypothesis));
  const margin = next ? next.against - values[0].against : null;
  return {
    least: next && margin !== null ? `Least speaks against ${names(least)}, by ${margin < 0.005 ? "less than 0.01" : margin.toFixed(2)} before ${next.hypothesis}.` : `As much speaks against each of ${names(least)}.`,
    panel: foremost.length === matrix.hypotheses.length ? "The panel tells none of them apart." : `The panel is led by ${names(foremost)}.`,
  };
}

/** A share of the panel, never as certainty. @param {number} share */
export function shareWords(share) {
  return share < 0.01 ? "under 0.01" : share > 0.99 ? "over 0.99" : share.toFixed(2);
}

/**
 * Returns where the keys lead in a table, or nothing if the key leads nowhere.
 * @param {{row: number, column: number}} at
 * @param {string} key
 * @param {number} n_rows
 * @param {number} n_columns
 */
export function moved(at, key, n_rows, n_columns) {
  const to = { ...at };
  if (key === "ArrowDown") to.row += 1;
  else if (key === "ArrowUp") to.row -= 1;
  else if (key === "ArrowRight") to.column += 1;
  else if (key === "ArrowLeft") to.column -= 1;
  else if (key === "Home") to.column = 0;
  else if (key === "End") to.column = n_columns - 1;
  else return null;
  const within = (/** @type {number} */ place, /** @type {number} */ n) => Math.max(0, Math.min(place, n - 1));
  return { row: within(to.row, n_rows), column: within(to.column, n_columns) };
}

/** The letters that a key gives in a cell. @param {string} key */
export function letterOf(key) {
  return RATINGS.find((one) => one.key === key)?.letters ?? null;
}

/**
 * Returns the judgements that make the ratings of a claim what was chosen; what is so already is not judged again.
 * @param {string} claim
 * @param {Record<string, string>} chosen letters by hypothesis
 * @param {Record<string, string>} before
 * @param {string} because
 * @returns {NewJudgement[]}
 */
export function toRate(claim, chosen, before, because) {
  const changed = Object.keys(chosen).filter((hypothesis) => chosen[hypothesis] && chosen[hypothesis] !== before[hypothesis]);
  return changed.map((hypothesis) => ({ kind: "rate", on: claim, hypothesis, value: chosen[hypothesis], because: because || undefined }));
}

/**
 * Puts judgements that wait behind others that wait: of two ratings of one claim on one hypothesis the later holds.
 * @param {NewJudgement[]} before
 * @param {NewJudgement[]} after
 */
export function together(before, after) {
  const isReplaced = (/** @type {NewJudgement} */ one) => one.kind === "rate" && after.some((other) => other.kind === "rate" && other.on === one.on && other.hypothesis === one.hypothesis);
  return [...before.filter((one) => !isReplaced(one)), ...after];
}

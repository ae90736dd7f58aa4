// Tells an entry of the log in a sentence, and what a grade of the Admiralty means.
// Not the log itself, and nothing here decides.

/** @typedef {import("./contract.js").LogEntry} LogEntry */
/** @typedef {import("./contract.js").LogOn} LogOn */

/** How reliable a source is. @type {Record<string, string>} */
export const RELIABILITY = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};

/** How credible one item is, whoever says it. @type {Record<string, string>} */
export const CREDIBILITY = {
  1: "confirmed by other sources",
  2: "probably so",
  3: "possibly so",
  4: "doubtful",
  5: "improbable",
  6: "credibility cannot be judged",
};

/** What each judgement does. @type {Record<string, string>} */
const VERBS = {
  "accept": "accepted",
  "reject": "rejected",
  "edit": "mended",
  "mark": "marked",
  "said-by": "judged that",
  "same": "judged the same",
  "not-same": "judged not the same",
  "independent": "judged independent in origin",
  "grade-source": "graded the source",
  "grade-item": "graded the item",
  "hypothesis": "stated the hypothesis",
  "withdraw": "withdrew the hypothesis",
  "rate": "rated",
  "weigh": "weighed",
  "answer": "answered on",
  "added": "added the document",
  "undo": "took back",
};

/** What is judged, in words. @type {Record<string, string>} */
const KINDS = { claim: "claim", attribution: "attribution", mention: "name", verdict: "verdict", artefact: "artefact" };

/** @param {LogEntry} entry */
export function verb(entry) {
  return VERBS[entry.what] ?? entry.what;
}

/** @param {LogEntry} entry @returns {string} what stands between the two that it is about */
export function between(entry) {
  return entry.what === "said-by" ? "is said by" : "and";
}

/** @param {LogOn} on */
export function kind(on) {
  return on.kind ? KINDS[on.kind] ?? on.kind : "";
}

/** @param {LogEntry} entry @returns {string} what a grade or an edit says, in words */
export function value(entry) {
  if (!entry.value) return "";
  if (entry.what === "grade-source") return `${entry.value}, ${RELIABILITY[entry.value] ?? ""}`;
  if (entry.what === "grade-item") return `${entry.value}, ${CREDIBILITY[entry.value] ?? ""}`;
  return entry.value;
}

/**
 * Returns whether an entry is a judgement, and can be taken back.
 * @param {LogEntry} entry
 */
export function isJudgement(entry) {
  return entry.what !== "added" && entry.what !== "undo";
}

/**
 * Returns the judgements of a log that nobody took back; the log says it itself if the server is new enough.
 * @param {LogEntry[]} entries
 * @returns {LogEntry[]}
 */
export function inForce(entries) {
  const back = new Set(entries.filter((entry) => entry.what === "undo").map((entry) => entry.on[0]?.entry));
  return entries.filter((entry) => isJudgement(entry) && (entry.in_force ?? !back.has(entry.entry)));
}

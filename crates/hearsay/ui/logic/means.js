// Who had motive, opportunity and means: what the checklist MOM was answered, by whom the cited words name.
// Not a finding: that somebody is named in words on a motive is no more than that.

/** @typedef {import("./contract.js").Question} Question */
/** @typedef {import("./contract.js").Answered} Answered */
/** @typedef {{question: string, answer: Answered}} Cited */
/** @typedef {{name: string, id: string|null, answers: Cited[]}} Named */

/** What the checklists are called in full. @type {Record<string, string>} */
export const CHECKLISTS = {
  MOM: "motive, opportunity and means",
  POP: "past opposition practices",
  MOSES: "manipulability of sources",
  EVE: "evaluation of evidence",
};

/** What an answer points to. @type {Record<string, string>} */
export const FINDINGS = { suspect: "points to deception", clear: "speaks against deception", open: "cannot be told" };

/** The questions of the view, in order, with what to do where nobody answered. @type {[string, string][]} */
export const MEANS = [
  ["motive", "Look for words on who gains if it is believed: the interests it serves, who has spoken for or against it."],
  ["opportunity", "Look for words on the way it took: who had it, passed it on or had access, step by step."],
  ["means", "Look for words on who could make it: who knows what it tells, has the forms, the voice, the language."],
];

/**
 * Returns who is named in the words that the answers on motive, opportunity and means cite, those named on most questions
 * first; last, under no name, the answers whose words name nobody.
 * @param {Question[]} questions
 * @returns {Named[]}
 */
export function whoHad(questions) {
  /** @type {Map<string, Named>} */
  const by = new Map();
  /** @type {Named} */
  const nobody = { name: "", id: null, answers: [] };
  for (const [question] of MEANS) {
    for (const answer of questions.find((one) => one.question === question)?.answers ?? []) {
      if (answer.names.length === 0) nobody.answers.push({ question, answer });
      for (const { name, id } of answer.names) {
        const known = by.get(id ?? name) ?? { name, id, answers: [] };
        known.answers.push({ question, answer });
        by.set(id ?? name, known);
      }
    }
  }
  const n_questions = (/** @type {Named} */ one) => new Set(one.answers.map((cited) => cited.question)).size;
  const all = [...by.values()].sort((one, other) => n_questions(other) - n_questions(one) || one.name.localeCompare(other.name));
  return nobody.answers.length > 0 ? [...all, nobody] : all;
}

/**
 * Returns the questions that nobody answered, with what to do.
 * @param {Question[]} questions
 */
export function unanswered(questions) {
  return MEANS.filter(([name]) => (questions.find((one) => one.question === name)?.answers.length ?? 0) === 0);
}

// Hypotheses against evidence: cells, the order, what is thought away, the keys, who had means.
// Not the sums, which the program makes.

import assert from "node:assert/strict";
import test from "node:test";

import { cell, changes, decisive, letterOf, moved, nameOf, ordered, RATINGS, ranked, ratingsOf, shareOf, shareWords, spoken, together, toRate, verdictless } from "../logic/matrix.js";
import { MEANS, unanswered, whoHad } from "../logic/means.js";
import { chance } from "./chance.js";

/** @typedef {import("../logic/contract.js").Matrix} Matrix */

const rated = (/** @type {string} */ hypothesis, /** @type {string} */ rating, analyst = "Ann") => ({ hypothesis, rating, analyst, because: null, entry: 1 });
const evidence = (/** @type {number} */ number, /** @type {any[]} */ ratings, more = {}) => ({ number, claim: `d/a${number}`, words: "", by: null, publisher: "", published: null, ratings, credibility: [], relevance: [], grade: null, relied_on: 0.8, statement: number, origins: [], sources: [], share: 1, echo_of: [], diagnosticity: number % 3, ...more });
const removal = (/** @type {string} */ kind, /** @type {number[]} */ falls, /** @type {number[]} */ against, more = {}) => ({ kind, what: `${kind} ${falls.join()}`, evidence: falls, counts: [1, 2, 3].map((one) => (falls.includes(one) ? 0 : 1)), inconsistency: against, least_inconsistent: ["h1"], changes_least_inconsistent: true, shares: [0.5, 0.5], foremost: ["h1"], changes_foremost: false, ...more });

/** @returns {Matrix} */
function matrix() {
  const recipe = (/** @type {number} */ of) => [{ evidence: of, cell: 2, credibility: 1, relevance: 1, share: 1 }];
  return {
    analyst: null, origins: [], analysts: [], differences: [], withdrawn: [], unplaced: [], notice: "",
    hypotheses: [{ hypothesis: "h1", text: "one", inconsistency: 3, recipe: recipe(1), share: 0.2 }, { hypothesis: "h2", text: "two", inconsistency: 1, recipe: recipe(2), share: 0.8 }],
    evidence: [evidence(1, [rated("h1", "II")]), evidence(2, [rated("h2", "I")]), evidence(3, [rated("h1", "I")], { share: 0, echo_of: [1] })],
    least_inconsistent: ["h2"], margin: 2, foremost: ["h2"],
    if_fallen: [removal("claim", [1], [0, 1]), removal("source", [1], [0, 1]), removal("claim", [2], [3, 0], { changes_least_inconsistent: false }), removal("origin", [1, 3], [0, 1])],
  };
}

test("a cell has each letter once, brackets if it counts nothing, and says so in words", () => {
  assert.deepEqual(cell([], 1), { told: "–", kind: "empty", isEcho: false });
  assert.equal(cell([rated("h1", "II")], 1).kind, "against-much");
  assert.equal(cell([rated("h1", "II")], 0).told, "(II)");
  assert.equal(cell([], 0).told, "–");
  const both = ratingsOf(evidence(1, [rated("h1", "I", "Bo"), rated("h1", "CC"), rated("h2", "N")]), "h1");
  assert.deepEqual(cell(both, 1), { told: "CC/I", kind: "differs", isEcho: false });
  assert.equal(spoken(both), "very consistent (Ann); inconsistent (Bo)");
  assert.equal(spoken([]), "not rated");
});

test("every letter has a key of its own, and no key leads elsewhere", () => {
  for (const one of RATINGS) assert.equal(letterOf(one.key), one.letters);
  assert.equal(new Set(RATINGS.map((one) => one.key)).size, RATINGS.length);
  for (const key of ["x", "Enter", "t", "g", "u", "h", "/", "?"]) assert.equal(letterOf(key), null);
});

test("least against comes first, and the order reacts to what is thought away", () => {
  const laid = matrix();
  assert.deepEqual(ranked(laid, null).map((one) => one.hypothesis), ["h2", "h1"]);
  const without = laid.if_fallen[3];
  const after = ranked(laid, without);
  assert.deepEqual(after.map((one) => [one.hypothesis, one.against, one.againstBefore]), [["h1", 0, 3], ["h2", 1, 1]]);
  assert.deepEqual(after[0].terms, [], "what fell is in no sum");
  assert.deepEqual(laid.evidence.map((one) => shareOf(one, without)), [0, 1, 0]);
  assert.equal(shareOf(laid.evidence[2], laid.if_fallen[0]), 1, "an echo counts once what it echoes is gone");
});

test("of several that take the same with them one is told, a whole origin always", () => {
  const laid = matrix();
  assert.deepEqual(decisive(laid).map(nameOf), ["origin:1-3:origin 1,3", "source:1:source 1"]);
  assert.equal(laid.if_fallen.filter(changes).length, 3);
});

test("nobody is named the winner, and no share is certain", () => {
  const laid = matrix();
  assert.deepEqual(verdictless(laid, null), { least: "Least speaks against h2, by 2.00 before h1.", panel: "The panel is led by h2." });
  const level = { ...laid, least_inconsistent: ["h1", "h2"], foremost: ["h1", "h2"] };
  assert.deepEqual(verdictless(level, null), { least: "As much speaks against each of h1 and h2.", panel: "The panel tells none of them apart." });
  assert.match(verdictless({ ...laid, hypotheses: laid.hypotheses.slice(0, 1) }, null).least, /alone cannot be weighed/);
  assert.deepEqual([0, 0.004, 0.5, 1].map(shareWords), ["under 0.01", "under 0.01", "0.50", "over 0.99"]);
});

test("what tells most apart can come first, and nothing is lost by it", () => {
  const laid = matrix();
  assert.deepEqual(ordered(laid, true).map((one) => one.number), [2, 1, 3]);
  assert.deepEqual(ordered(laid, false).map((one) => one.number), [1, 2, 3]);
});

test("the keys never lead out of the table", () => {
  const random = chance(5);
  const keys = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];
  for (let round = 0; round < 200; round += 1) {
    const [n_rows, n_columns] = [1 + Math.floor(random() * 5), 1 + Math.floor(random() * 9)];
    let at = { row: 0, column: 0 };
    for (let step = 0; step < 20; step += 1) {
      at = moved(at, keys[Math.floor(random() * keys.length)], n_rows, n_columns) ?? at;
      assert.ok(at.row >= 0 && at.row < n_rows && at.column >= 0 && at.column < n_columns);
    }
  }
  assert.equal(moved({ row: 0, column: 0 }, "Enter", 3, 3), null);
});

test("only what changed is judged, and of two that wait for one cell the later holds", () => {
  const found = toRate("d/a1", { h1: "CC", h2: "I" }, { h1: "CC", h2: "N" }, "");
  assert.deepEqual(found, [{ kind: "rate", on: "d/a1", hypothesis: "h2", value: "I", because: undefined }]);
  const later = toRate("d/a1", { h2: "II" }, {}, "seen");
  assert.deepEqual(together([...found, { kind: "accept", on: "d/a1" }], later).map((one) => one.value ?? one.kind), ["accept", "II"]);
});

test("who is named in the cited words is told by question, and where nobody answered, what to do", () => {
  const answer = (/** @type {string[]} */ names) => ({ finding: "suspect", analyst: "Ann", cited: "", document: "d", claim: null, by: null, names: names.map((name) => ({ name, id: `d/${name}` })), because: null, entry: 1 });
  const question = (/** @type {string} */ name, /** @type {any[]} */ answers) => ({ of: "it", checklist: "MOM", question: name, words: "", answers });
  const asked = [question("motive", [answer(["Falk"]), answer([])]), question("opportunity", []), question("means", [answer(["Arno", "Falk"])]), question("risk", [answer(["Zora"])])];
  const found = whoHad(asked);
  assert.deepEqual(found.map((one) => [one.name, one.answers.map((cited) => cited.question)]), [["Falk", ["motive", "means"]], ["Arno", ["means"]], ["", ["motive"]]]);
  assert.deepEqual(unanswered(asked).map(([name]) => name), ["opportunity"]);
  assert.equal(unanswered([]).length, MEANS.length);
});

// What the page says: addresses, days in words, how a claim stands, the record of a source.
// Not where it is shown.

import assert from "node:assert/strict";
import test from "node:test";

import * as days from "../logic/days.js";
import { pressed } from "../logic/keys.js";
import { record } from "../logic/record.js";
import { address, of, parse, token } from "../logic/route.js";
import { inForce } from "../logic/sentences.js";
import { by, differences, named, summary, way } from "../logic/standing.js";
import { chance } from "./chance.js";

test("an address that was written is read as it was, whatever a document is called", () => {
  const random = chance(9);
  const letters = [..."ab/?#&=% +é😀\u202e.<>\"'"];
  for (let round = 0; round < 300; round += 1) {
    const word = () => `x${Array.from({ length: Math.floor(random() * 8) }, () => letters[Math.floor(random() * letters.length)]).join("")}`;
    const [name, setting] = [word(), word()];
    assert.deepEqual(parse(address("read", [name], { at: setting })), { view: "read", path: [name], query: { at: setting } });
    assert.deepEqual(parse(of("claim", `${name}/a3`)).path, [name, "a3"]);
  }
  assert.deepEqual(parse(""), { view: "claims", path: [], query: {} });
  assert.deepEqual(parse("#/read/%E0%A4%A"), { view: "read", path: ["%E0%A4%A"], query: {} });
});

test("only what looks like a token is taken for one", () => {
  assert.equal(token("#t=aB3-_x"), "aB3-_x");
  for (const other of ["", "#/claims", "#t=", "#t=a b", "#t=<script>", "#x#t=abc"]) assert.equal(token(other), null);
});

test("days that are known in part are told as one would say them", () => {
  const told = /** @type {[string|null, string|null, string][]} */ ([
    ["2024-03-02", "2024-03-02", "2 March 2024"],
    ["2024-02-01", "2024-02-29", "February 2024"],
    ["2023-01-01", "2023-12-31", "2023"],
    ["2020-01-01", "2022-12-31", "2020 to 2022"],
    ["2024-03-02", "2024-03-05", "between 2 and 5 March 2024"],
    ["2024-02-28", "2024-03-05", "between 28 February 2024 and 5 March 2024"],
    [null, "2024-03-05", "by 5 March 2024"],
    ["2024-03-05", null, "from 5 March 2024 on"],
    [null, null, "day not known"],
  ]);
  for (const [from, to, words] of told) assert.equal(days.stretch(from, to), words);
  assert.equal(days.number("not a day"), null);
  assert.equal(days.words("March"), "March");
});

test("what weighs most is said first, and alleged only if nothing else happened", () => {
  assert.deepEqual(summary(["alleged"]), ["alleged"]);
  assert.deepEqual(summary(["alleged", "confirmed", "denied", "alleged"]), ["denied", "confirmed"]);
  assert.deepEqual(summary([]), []);
  assert.deepEqual(summary(["called a dream"]), ["called a dream"]);
  assert.equal(by("denied", ["A", "B"]), "denied by A and B");
  assert.equal(by("denied", ["A", "B", "C", "D"]), "denied by A, B and 2 others");
  assert.equal(by("denied", []), "denied");
});

test("a value that is placed is told in words, one that is not is not told", () => {
  for (const [value, words] of [["2024-03-02", "2 March 2024"], ["2024-03-02T14:00", "2 March 2024"], ["2024-03", "March 2024"], ["2024", "2024"], ["XXXX-WXX-3", ""], ["P3D", ""], ["", ""]]) assert.equal(days.placed(value), words);
});

test("a pronoun gets the name that the record knows", () => {
  const chain = [{ name: "Ministry", role: "outlet" }, { name: "she", role: "source" }];
  const event = (/** @type {string} */ document) => /** @type {any} */ ({ document, by: ["Katra Lind"] });
  assert.equal(named(chain, [event("ministry")], "ministry")[1].name, "Katra Lind (“she”)");
  assert.equal(named(chain, [event("another")], "ministry")[1].name, "she");
  assert.equal(named([{ name: "Lind", role: "source" }], [event("ministry")], "ministry")[0].name, "Lind");
});

test("what is disagreed on in the same words is told once", () => {
  const one = (/** @type {string} */ other, /** @type {[string, string]} */ words) => ({ on: "whether", with: other, words, can_both_hold: false });
  const found = differences([one("a/a1", ["no", "asserted"]), one("b/a1", ["no", "asserted"]), { ...one("c/a1", ["2024-10-01 to 2024-10-31", "2023-10-01 to 2023-10-31"]), on: "when" }]);
  assert.deepEqual(found.map((each) => [each.on, each.here, each.there, each.with.length]), [["whether it is so", "“no”", "asserted", 2], ["when", "October 2024", "October 2023", 1]]);
});

test("a way goes from the source outward, and no stop twice", () => {
  const chain = ["Spyglass", "Spyglass", "Ledger", "the insider"].map((name) => ({ name, role: "source" }));
  assert.deepEqual(way(chain).map((link) => link.name), ["the insider", "Ledger", "Spyglass"]);
});

test("a source's own word confirms nothing it said", () => {
  const group = (/** @type {string} */ what, /** @type {string[]} */ who, isOther = true) => /** @type {any} */ ({ claims: [], standing: [{ what: "alleged", by: ["Lind"], from_another_origin: false }, { what, by: who, from_another_origin: isOther }] });
  const found = record([group("confirmed", ["Lind"]), group("confirmed", ["Falk"]), group("confirmed", ["Falk"], false), group("denied", ["Falk"]), group("withdrawn", ["Lind"])], ["Lind"]);
  assert.deepEqual(Object.fromEntries(Object.entries(found).map(([name, groups]) => [name, groups.length])), { confirmed: 1, denied: 1, disputed: 0, withdrawn: 1, unverified: 0, alleged: 2 });
});

test("what was taken back is not in force", () => {
  const entry = (/** @type {number} */ number, /** @type {string} */ what, /** @type {object[]} */ on = []) => /** @type {any} */ ({ entry: number, what, on });
  const log = [entry(1, "added"), entry(2, "accept"), entry(3, "reject"), entry(4, "undo", [{ entry: 2 }])];
  assert.deepEqual(inForce(log).map((one) => one.entry), [3]);
});

test("keys do nothing while somebody writes, but for leaving", () => {
  const press = (/** @type {string} */ key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
  assert.equal(pressed(press("x"), true), null);
  assert.equal(pressed(press("Escape"), true), "Escape");
  assert.equal(pressed(press("x"), false), "x");
  assert.equal(pressed(press("a", { ctrlKey: true }), false), null);
});

// What is laid out: the way of a claim, the axis of time, the lanes, long lists.
// Not how it is drawn.

import assert from "node:assert/strict";
import test from "node:test";

import { Axis } from "../logic/axis.js";
import { chain } from "../logic/chain.js";
import { number } from "../logic/days.js";
import { bundles, stack } from "../logic/lanes.js";
import { Heights } from "../logic/windowing.js";
import { chance } from "./chance.js";

/** @typedef {import("../logic/contract.js").Trace} Trace */

/**
 * @param {[string, string, string?][]} steps who has it from whom, and by what evidence; `d1` is a report, other names are not
 * @param {string[][]} origins names of each
 * @returns {Trace}
 */
function trace(steps, origins = []) {
  const numbers = new Map([...new Set(steps.flatMap(([from, to]) => [from, to]))].map((name, number) => [name, number]));
  const end = (/** @type {string} */ name) => ({ node: numbers.get(name), name, claim: /^d\d+$/.test(name) ? `${name}/a1` : null });
  const nodes = (/** @type {string[]} */ names) => names.flatMap((name) => numbers.get(name) ?? []);
  return /** @type {any} */ ({
    claim: { id: "d1/a1", document: "d1", words: "it fell", chain: [], act: "speech", stance: "asserts", hedges: [], published: null, said_on: null },
    steps: steps.map(([from, to, evidence]) => ({ from: end(from), to: end(to), evidence: evidence ?? "attribution", document: from, spans: [], words: "", because: "" })),
    origins: { claim: "d1/a1", n_origins: origins.length, origins: origins.map((names) => ({ names, nodes: nodes(names), kind: "named source", own_access: null, claims: [], recipe: "" })), between: [] },
    also_told_by: [], standing: [], warnings: [],
  });
}

test("a claim goes from its origin at the left to who repeats it at the right", () => {
  const drawn = chain(trace([["d1", "relay"], ["relay", "source"], ["d2", "d1", "copy"]], [["source"]]));
  const of = (/** @type {string} */ name) => drawn.nodes.find((one) => one.name === name);
  assert.deepEqual(["source", "relay", "d1", "d2"].map((name) => of(name)?.layer), [0, 1, 2, 3]);
  assert.deepEqual(["source", "relay", "d1", "d2"].map((name) => of(name)?.role), ["origin", "relay", "publisher", "repeats it"]);
  assert.deepEqual(drawn.edges.map((edge) => edge.line), ["solid", "solid", "dotted"]);
});

test("the names of one origin are one end, and two origins are two", () => {
  const drawn = chain(trace([["d1", "the insider"], ["d2", "an analyst"], ["d3", "the courier"]], [["the insider", "an analyst"], ["the courier"]]));
  const origins = drawn.nodes.filter((one) => one.isOrigin);
  assert.deepEqual(origins.map((one) => one.name).sort(), ["the courier", "the insider, an analyst"]);
});

test("an origin that one document calls otherwise is still that origin", () => {
  const asked = trace([["d1", "it"]], [["the second letter"]]);
  asked.origins.origins[0].nodes.push(asked.steps[0].to.node);
  assert.deepEqual(chain(asked).nodes.filter((one) => one.isOrigin).map((one) => one.name), ["the second letter"]);
});

test("two ends of one name are two", () => {
  const asked = trace([["d1", "the letter"], ["d2", "another letter"]]);
  asked.steps[1].to.name = "the letter";
  assert.deepEqual(chain(asked).nodes.filter((one) => one.isOrigin).map((one) => one.name), ["the letter", "the letter"]);
});

test("a kind of step that is filtered out is gone, and the claim asked for stays", () => {
  const drawn = chain(trace([["d1", "d2", "copy"], ["d3", "d2", "copy"]]), { hidden: new Set(["copy"]) });
  assert.deepEqual(drawn.nodes.map((one) => one.key), ["claim d1/a1"]);
  assert.equal(drawn.edges.length, 0);
});

test("a circle is drawn and ends", () => {
  const drawn = chain(trace([["d1", "d2"], ["d2", "d3"], ["d3", "d1"]]));
  assert.equal(drawn.nodes.length, 3);
  assert.equal(drawn.edges.length, 3);
});

test("of a thousand reports no more are drawn than can be read, those near the claim first", () => {
  /** @type {[string, string, string?][]} */
  const steps = Array.from({ length: 1000 }, (_, idx) => [`d${idx + 1}`, idx === 0 ? "source" : `d${Math.ceil(idx / 3)}`, "copy"]);
  const drawn = chain(trace(steps));
  assert.equal(drawn.nodes.length, 150);
  assert.equal(drawn.n_left_out, 1001 - 150);
  assert.ok(drawn.nodes.some((one) => one.isAsked) && drawn.nodes.some((one) => one.name === "source"));
});

test("no two stops lie on one place, and every line goes on through its bends", () => {
  const random = chance(5);
  for (let round = 0; round < 60; round += 1) {
    const n = 2 + Math.floor(random() * 14);
    /** @type {[string, string, string?][]} */
    const steps = Array.from({ length: n * 2 }, () => [`d${1 + Math.floor(random() * n)}`, random() < 0.4 ? `s${Math.floor(random() * 4)}` : `d${1 + Math.floor(random() * n)}`]);
    const drawn = chain(trace(steps));
    const places = [...drawn.nodes, ...drawn.edges.flatMap((edge) => edge.bends)].map((one) => `${one.layer} ${one.row}`);
    assert.equal(new Set(places).size, places.length);
    const layer = new Map(drawn.nodes.map((one) => [one.key, one.layer]));
    for (const edge of drawn.edges) {
      const between = (layer.get(edge.from) ?? 0) - (layer.get(edge.to) ?? 0) - 1;
      assert.equal(edge.bends.length, Math.max(between, 0));
    }
  }
});

test("later days lie further right, and all within the line", () => {
  const random = chance(6);
  for (let round = 0; round < 100; round += 1) {
    const day = () => Math.floor(random() ** 3 * 40_000) - 5_000;
    const stretches = Array.from({ length: 1 + Math.floor(random() * 30) }, () => {
      const from = day();
      return { from, to: from + Math.floor(random() ** 4 * 800) };
    });
    const axis = new Axis(stretches, 900);
    const days = stretches.flatMap((one) => [one.from, one.to]).sort((one, other) => one - other);
    let before = -1;
    for (const at of days) {
      const place = axis.place(at);
      assert.ok(place >= before - 1e-6 && place <= 900 + 1e-6, `${place} behind ${before}`);
      before = place;
    }
    const ticks = axis.ticks().map((tick) => axis.place(tick.at)).sort((one, other) => one - other);
    assert.ok(ticks.every((place) => place >= 0 && place <= 901));
  }
});

test("a typing error in a year costs neither memory nor the view", () => {
  const [from, to] = [number("2024-03-01") ?? 0, number("9999-03-01") ?? 0];
  const axis = new Axis([{ from, to: from }, { from: to, to }], 900);
  assert.ok(axis.parts.length < 10, `${axis.parts.length} parts`);
  assert.ok(axis.place(to) > axis.place(from));
});

test("entries of the same lane and days are one bundle, and none overlaps another of its row", () => {
  const random = chance(7);
  const day = (/** @type {number} */ at) => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);
  const items = Array.from({ length: 200 }, (_, idx) => {
    const from = Math.floor(random() * 90);
    return { lane: random() < 0.5 ? "said" : "happened", first_day: day(from), last_day: day(from + Math.floor(random() * 9)), is_stated: true, what: "alleged", claim: `d/a${idx}`, words: "", is_first_appearance: random() < 0.3 };
  });
  const all = bundles(items);
  assert.equal(all.reduce((sum, one) => sum + one.items.length, 0), items.length);
  const said = all.filter((one) => one.lane === "said");
  stack(said, (one) => [one.from * 4, (one.to + 1) * 4]);
  for (const one of said) for (const other of said) {
    if (one !== other && one.row === other.row) assert.ok(one.to < other.from || other.to < one.from);
  }
});

test("what is in sight of a long list is what adding up the heights gives", () => {
  const random = chance(8);
  for (let round = 0; round < 40; round += 1) {
    const n = 1 + Math.floor(random() * 300);
    const heights = new Heights(n, 40);
    const known = new Array(n).fill(40);
    for (let change = 0; change < 100; change += 1) {
      const idx = Math.floor(random() * n);
      known[idx] = 10 + Math.floor(random() * 90);
      heights.set(idx, known[idx]);
    }
    const total = known.reduce((sum, one) => sum + one, 0);
    assert.ok(Math.abs(heights.total() - total) < 1e-6);
    const top = random() * total * 0.999;
    let sum = 0;
    const idx = known.findIndex((one) => (sum += one) > top);
    assert.equal(heights.at(top), idx);
    const [from, to] = heights.range(top, top + 100, 0);
    assert.ok(from <= idx && idx < to && heights.above(to) >= Math.min(top + 100, total) - 1e-6);
  }
  assert.deepEqual(new Heights(0, 40).range(0, 100, 10), [0, 0]);
});

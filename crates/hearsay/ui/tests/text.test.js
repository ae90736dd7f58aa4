// Properties of places, marks and what is made visible: they hold for any text.
// Not how a text looks.

import assert from "node:assert/strict";
import test from "node:test";

import { Marked, PARAGRAPH_UNITS_MAX, paragraphsOf } from "../logic/marks.js";
import { nearest, trimmed, wholeWords } from "../logic/mending.js";
import { Places } from "../logic/places.js";
import { pieces, plain } from "../logic/visible.js";
import { anyText, chance } from "./chance.js";

test("a code point goes to its unit and back, whatever stands before it", () => {
  const random = chance(1);
  for (let round = 0; round < 400; round += 1) {
    const text = anyText(random, 60);
    const places = new Places(text);
    const points = [...text];
    let unit = 0;
    points.forEach((character, point) => {
      assert.equal(places.unit(point), unit, JSON.stringify(text));
      assert.equal(places.point(unit), point, JSON.stringify(text));
      if (character.length === 2) assert.equal(places.point(unit + 1), point, "within a wide character");
      unit += character.length;
    });
    assert.equal(places.unit(points.length), text.length);
    assert.equal(places.point(text.length), points.length);
  }
});

test("segments tile a stretch, and each has exactly the marks that lie over it", () => {
  const random = chance(2);
  for (let round = 0; round < 300; round += 1) {
    const length = 1 + Math.floor(random() * 80);
    const place = () => Math.floor(random() * (length + 1));
    const marks = Array.from({ length: Math.floor(random() * 12) }, (_, idx) => {
      const [one, other] = [place(), place()];
      return { id: `a${idx}`, kind: /** @type {const} */ ("content"), span: /** @type {[number, number]} */ ([Math.min(one, other), Math.max(one, other)]), depth: 0 };
    });
    const [from, to] = [place(), place()].sort((one, other) => one - other);
    if (from === to) continue;
    const segments = new Marked(marks).segments(from, to);
    let at = from;
    for (const segment of segments) {
      assert.equal(segment.start, at);
      assert.ok(segment.end > segment.start);
      at = segment.end;
      for (let unit = segment.start; unit < segment.end; unit += 1) {
        const over = marks.filter((mark) => mark.span[0] <= unit && unit < mark.span[1]).map((mark) => mark.id);
        assert.deepEqual(segment.marks.map((mark) => mark.id).sort(), over.sort());
      }
    }
    assert.equal(at, to);
  }
});

test("paragraphs lose nothing but white space, and none is too long to draw", () => {
  const random = chance(3);
  for (let round = 0; round < 60; round += 1) {
    const text = `${anyText(random, 300)}${"x".repeat(Math.floor(random() * 3 * PARAGRAPH_UNITS_MAX))}${"😀".repeat(Math.floor(random() * PARAGRAPH_UNITS_MAX))}`;
    const places = new Places(text);
    const n_points = [...text].length;
    const cut = [0, 1, 2, 3].map(() => Math.floor(random() * n_points)).sort((one, other) => one - other);
    const blocks = [{ kind: "heading", span: /** @type {[number, number]} */ ([cut[0], cut[1]]) }, { kind: "body", span: /** @type {[number, number]} */ ([cut[2], cut[3]]) }];
    const paragraphs = paragraphsOf(text, blocks, places);
    let done = 0;
    for (const one of paragraphs) {
      assert.equal(text.slice(done, one.start).trim(), "", "what is left out is white space");
      assert.ok(one.end - one.start <= PARAGRAPH_UNITS_MAX);
      assert.ok(!/^[\udc00-\udfff]/.test(text.slice(one.start)), "no character is cut in two");
      done = one.end;
    }
    assert.equal(text.slice(done).trim(), "");
  }
});

test("pieces put together are the text, and no hidden character is shown as it stands", () => {
  const random = chance(4);
  for (let round = 0; round < 400; round += 1) {
    const text = anyText(random, 40);
    assert.equal(pieces(text).map((piece) => piece.text).join(""), text);
    assert.doesNotMatch(plain(text), /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f]/);
  }
  assert.equal(plain("gnp\u202e.exe"), "gnp[RLO].exe");
  assert.equal(plain("pass\u200bword"), "pass[ZWSP]word");
  assert.equal(plain("a\u0000b\u001b[31m"), "a[U+0000]b[U+001B][31m");
  assert.equal(plain("👩\u200d🚀 می\u200cخواهم"), "👩\u200d🚀 می\u200cخواهم", "joiners that join stay");
  assert.equal(plain("pay\u200dpal"), "pay[ZWJ]pal");
  assert.equal(plain("tag\u{e0041}ged"), "tag[TAG]ged");
});

test("the mended words are found where they stand nearest to the mark", () => {
  const text = "the toll rose. the toll fell. the toll held.";
  assert.deepEqual(nearest(text, "the toll", [16, 20]), [15, 23]);
  assert.deepEqual(nearest(text, "the toll", [0, 4]), [0, 8]);
  assert.deepEqual(nearest(text, "the toll", [44, 44]), [30, 38]);
  assert.equal(nearest(text, "no toll", [0, 4]), null);
  assert.equal(nearest(text, "", [0, 4]), null);
});

test("a selection becomes whole words without the space around them", () => {
  const text = "  orders are refused, émigrés say ";
  assert.deepEqual(trimmed(text, [0, 9]), [2, 8]);
  assert.equal(trimmed(text, [0, 2]), null);
  assert.deepEqual(wholeWords(text, [4, 11]), [2, 12]);
  assert.equal(text.slice(...wholeWords(text, [24, 26])), "émigrés");
});

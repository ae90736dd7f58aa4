// What is shipped of this folder: small enough, with nothing from elsewhere, and the vendored files as they were pinned.
// Not what it does.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..");
const BYTES_MAX = 1_000_000;

/** @returns {string[]} */
function shipped() {
  const of = (/** @type {string} */ folder, /** @type {RegExp} */ kind) => readdirSync(join(FOLDER, folder)).filter((name) => kind.test(name)).map((name) => `${folder}/${name}`);
  return ["index.html", ...of("style", /\.css$/), ...of("logic", /\.js$/), ...of("draw", /\.js$/), ...of("vendor", /\.(js|woff2)$/)];
}

test("the page is under a megabyte", () => {
  const bytes = shipped().reduce((sum, file) => sum + readFileSync(join(FOLDER, file)).length, 0);
  assert.ok(bytes < BYTES_MAX, `${bytes} bytes`);
});

test("nothing names an address elsewhere, and nothing stands inline", () => {
  for (const file of shipped().filter((name) => !name.endsWith(".woff2"))) {
    const text = readFileSync(join(FOLDER, file), "utf8").replaceAll("http://www.w3.org/", "");
    if (!file.startsWith("vendor/")) assert.doesNotMatch(text, /https?:\/\/(?!127\.0\.0\.1)/, file);
    assert.doesNotMatch(text, /\b(eval|Function)\(|document\.write/, file);
    // Preact has the property for those who ask for it; nothing here does.
    if (!file.startsWith("vendor/")) assert.doesNotMatch(text, /(inner|outer|Adjacent|InnerHTML)HTML|dangerously/i, file);
  }
  const page = readFileSync(join(FOLDER, "index.html"), "utf8");
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

test("the vendored files are those that were pinned", () => {
  const lock = JSON.parse(readFileSync(join(FOLDER, "vendor/lock.json"), "utf8"));
  const pinned = lock.libraries.flatMap((/** @type {any} */ library) => library.files);
  for (const file of pinned) {
    assert.equal(createHash("sha256").update(readFileSync(join(FOLDER, "vendor", file.to))).digest("hex"), file.sha256, file.to);
  }
  const named = new Set(pinned.map((/** @type {any} */ file) => `vendor/${file.to}`));
  for (const file of shipped().filter((name) => name.startsWith("vendor/"))) assert.ok(named.has(file), `${file} is in no lock`);
});

test("every file says first what it is, and none is too long", () => {
  for (const file of shipped().filter((name) => /^(logic|draw)\//.test(name))) {
    const lines = readFileSync(join(FOLDER, file), "utf8").split("\n");
    assert.match(lines[0], /^\/\/ .{10}/, file);
    assert.ok(lines.length <= 600, `${file}: ${lines.length} lines`);
  }
});

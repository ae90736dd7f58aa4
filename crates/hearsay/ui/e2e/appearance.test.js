// Every view in both widths and both colours: nothing serious for axe, nothing that runs out of the page, no fault on the way.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { browser, missing, open, run, Served, show } from "./harness.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = ["#/claims", "#/claims?standing=denied", "#/claims?by=nobody+of+that+name", "#/documents", "#/read/02-ledger", "#/read/03-spyglass?at=a5", "#/claim/03-spyglass/a5", "#/claim/02-ledger/a9", "#/claim/nowhere/a1", "#/timeline", "#/people", "#/people/04-agency/e15", "#/artefacts", "#/artefacts/04-agency/l2", "#/sources/02-ledger/e18", "#/hypotheses", "#/hypotheses?turned=true", "#/hypotheses?without=WITHOUT", "#/log", "#/report?claims=03-spyglass%2Fa5&redact=persons", "#/report?claims=nowhere%2Fa1", "#/search?q=letter", "#/search?q=xyzzy"];

/** Lays out a matrix in which an origin changes the order, echoes stand and analysts differ. @param {string} file */
function weigh(file) {
  const hypothesis = (/** @type {string[]} */ ...words) => run("hypothesis", file, ...words);
  for (const words of ["A frightened clerk counted and wrote", "Somebody above had it written to be overheard", "It was made outside the service"]) hypothesis("add", words);
  const fits = ["01-post/a15 I CC N", "02-ledger/a6 I CC N", "06-lantern/a16 C C II", "05-ministry/o1 II II CC", "02-ledger/a4 CC C I", "04-agency/a8 C C N"];
  for (const [claim, ...letters] of fits.map((one) => one.split(" "))) hypothesis("rate", claim, ...letters.map((letter, idx) => `h${idx + 1}=${letter}`));
  hypothesis("weigh", "05-ministry/o1", "--credibility", "low");
  hypothesis("rate", "04-agency/a8", "h2=II", "--author", "Bo Bergman", "--because", "he would say so");
  hypothesis("add", "Nobody wrote it", "--parent", "h3");
  hypothesis("withdraw", "h4");
  hypothesis("answer", "04-agency/l2", "motive", "suspect", "05-ministry/o1", "--because", "it says so itself");
  const origin = JSON.parse(run("matrix", file, "--json")).if_fallen.find((/** @type {any} */ one) => one.kind === "origin");
  VIEWS.forEach((view, idx) => { VIEWS[idx] = view.replace("WITHOUT", encodeURIComponent(`origin:${origin.evidence.join("-")}:${origin.what}`)); });
}

/** @type {import("playwright-core").Browser} */
let chrome;
/** @type {Served} */
let served;
const skip = missing || false;
before(async () => {
  if (skip) return;
  served = new Served();
  weigh(served.case);
  await served.start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await served?.end();
});

for (const width of [1280, 390]) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`all views at ${width} pixels, ${colorScheme}`, { skip }, async () => {
      const { page, context, faults } = await open(chrome, served, { viewport: { width, height: 850 }, colorScheme, bypassCSP: true });
      await page.evaluate(AXE);
      /** @type {string[]} */
      const found = [];
      for (const view of VIEWS) {
        await show(page, view);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) found.push(`${view}: ${over} pixels too wide`);
        // @ts-ignore axe is put in by the test
        const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
        for (const one of result.violations.filter((/** @type {any} */ violation) => ["serious", "critical"].includes(violation.impact))) {
          found.push(`${view}: ${one.id}: ${one.nodes.slice(0, 3).map((/** @type {any} */ node) => node.html.slice(0, 160)).join(" | ")}`);
        }
      }
      assert.deepEqual(found, []);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}

test("axe sees what is wrong, so that its silence says something", { skip }, async () => {
  const { page, context } = await open(chrome, served, { bypassCSP: true });
  await page.evaluate(AXE);
  await page.evaluate(() => {
    const wrong = document.createElement("button");
    document.querySelector("main")?.append(wrong);
    const pale = document.createElement("p");
    pale.textContent = "hardly to be read";
    pale.style.color = "#ddd";
    document.querySelector("main")?.append(pale);
  });
  // @ts-ignore axe is put in by the test
  const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  const found = result.violations.map((/** @type {any} */ one) => one.id);
  assert.ok(found.includes("button-name") && found.includes("color-contrast"), found.join());
  await context.close();
});

test("what is chosen and open has nothing serious either", { skip }, async () => {
  const { page, context, faults } = await open(chrome, served, { bypassCSP: true });
  await page.evaluate(AXE);
  const serious = async () => {
    // @ts-ignore axe is put in by the test
    const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
    return result.violations.filter((/** @type {any} */ one) => ["serious", "critical"].includes(one.impact)).map((/** @type {any} */ one) => `${one.id} ${one.nodes[0].html.slice(0, 160)}`);
  };
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  assert.deepEqual(await serious(), []);
  await page.keyboard.press("Escape");
  await show(page, "#/read/02-ledger?at=a4");
  await page.keyboard.press("e");
  await page.waitForSelector(".mending");
  assert.deepEqual(await serious(), []);
  await show(page, "#/claim/02-ledger/a9");
  await page.keyboard.press("m");
  await page.waitForSelector("dialog .choice");
  assert.deepEqual(await serious(), []);
  await page.keyboard.press("Escape");
  await page.locator(".edge-button").first().click();
  await page.waitForSelector(".proof");
  assert.deepEqual(await serious(), []);
  await page.keyboard.press("h");
  await page.waitForSelector("dialog .fit");
  assert.deepEqual(await serious(), []);
  await page.keyboard.press("Escape");
  await show(page, "#/hypotheses");
  await page.locator(".cell").first().click();
  await page.locator(".offered summary").click();
  await page.waitForSelector(".offered-one");
  assert.deepEqual(await serious(), []);
  await page.keyboard.press("Enter");
  await show(page, "#/artefacts/04-agency/l2");
  await page.locator(".means-missing .button").first().click();
  await page.waitForSelector("dialog .choice");
  assert.deepEqual(await serious(), []);
  assert.deepEqual(faults, []);
  await context.close();
});

// Documents that attack whoever reads them: their words are shown, and are nothing but words. Also: a line of ten megabytes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { pieces } from "../logic/visible.js";
import { browser, missing, open, run, Served, show } from "./harness.js";
import { PAYLOADS } from "./payloads.js";

/** @type {import("playwright-core").Browser} */
let chrome;
/** @type {Served} */
let served;
const skip = missing || false;

/** Words that stand for a payload where only text can be compared: with the signs that the page shows. */
const shown = (/** @type {string} */ payload) => pieces(payload).map((piece) => piece.sign ?? piece.text).join("");

before(async () => {
  if (skip) return;
  const letters = PAYLOADS.map((payload, idx) => `Minister Anna Halvek said on Monday that letter ${idx + 1} is called ${payload} and that nobody had read it.`);
  const speakers = PAYLOADS.map((payload, idx) => `"The bridge ${idx + 1} was closed," ${payload} told the Courier.`);
  const escaped = (/** @type {string} */ text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  const page = `<html><head><title>${escaped(PAYLOADS[2])}</title><meta name="author" content="${escaped(PAYLOADS[3])}"><meta property="og:site_name" content="${escaped(PAYLOADS[0])}"></head><body><article><h1>${escaped(PAYLOADS[2])}</h1>${letters.map((one) => `<p>${escaped(one)}</p>`).join("")}</article></body></html>`;
  served = new Served({
    "letters.txt": letters.join("\n\n"),
    "speakers.txt": speakers.join("\n\n"),
    "page.html": page,
    "<img src=x onerror=window.pwned=41>.txt": "Minister Anna Halvek said that the bridge was closed.",
    "\"><script>window.pwned=42<script>.txt": "The mayor, Ole Brandt, denied that the bridge was closed.",
    "line.txt": `Minister Anna Halvek said that the bridge was closed. ${"x".repeat(10_000_000)}`,
  }, ["--reader", "fast"]);
  for (const payload of PAYLOADS) run("hypothesis", served.case, "add", "--", payload);
  run("hypothesis", served.case, "rate", "letters/a1", "h1=CC", "h3=II", "--because", PAYLOADS[2]);
  run("hypothesis", served.case, "rate", "speakers/a1", "h1=I", "--author", PAYLOADS[0], "--because", PAYLOADS[3]);
  await served.start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await served?.end();
});

/** What must not be on the page, whatever was read. */
async function trespasses(/** @type {import("playwright-core").Page} */ page) {
  return page.evaluate(() => {
    const found = [];
    // @ts-ignore set by a payload, if one ran
    if (globalThis.pwned !== undefined) found.push(`a payload ran: ${globalThis.pwned}`);
    // @ts-ignore
    if ({}.pwned !== undefined) found.push("the prototype was changed");
    for (const element of document.querySelectorAll("body *")) {
      if (/^(SCRIPT|IFRAME|IMG|OBJECT|EMBED|VIDEO|BASE|META|LINK|STYLE|MATH|TEMPLATE)$/i.test(element.tagName)) found.push(`an element ${element.tagName}`);
      for (const attribute of element.attributes) {
        if (/^on/i.test(attribute.name)) found.push(`a handler ${attribute.name}`);
        if (/^(href|src|action|formaction|data|xlink:href)$/i.test(attribute.name) && !attribute.value.startsWith("#")) found.push(`an address ${attribute.value.slice(0, 60)}`);
      }
    }
    return found;
  });
}

test("forty payloads are shown as the words they are, in every view", { skip }, async () => {
  assert.equal(PAYLOADS.length, 40);
  const { page, context, faults } = await open(chrome, served);
  for (const document of ["letters", "speakers", "page"]) {
    await show(page, `#/read/${document}`);
    const text = await page.locator(".text").evaluate((element) => element.textContent ?? "");
    for (const payload of PAYLOADS) {
      // An HTML page may not hold control characters, and import drops them there.
      // eslint-disable-next-line no-control-regex
      if (document === "page" && /[\u0000-\u001f]/.test(payload)) continue;
      assert.ok(text.includes(shown(payload)), `${document} shows ${JSON.stringify(payload)}`);
    }
    assert.deepEqual(await trespasses(page), [], document);
  }
  const views = ["#/claims?all=true", "#/documents", "#/timeline", "#/people", "#/artefacts", "#/sources", "#/hypotheses", "#/hypotheses?turned=true", "#/hypotheses?without=%3Cscript%3Ewindow.pwned=45%3C/script%3E", "#/hypotheses?analyst=%3Cimg%20src=x%20onerror=window.pwned=46%3E", "#/log", "#/search?q=script", "#/search?q=%3Cimg%20src=x%20onerror=alert(1)%3E", "#/claims?by=%3Cscript%3Ewindow.pwned=43%3C/script%3E", "#/read/%3Cscript%3Ewindow.pwned=44%3C%2Fscript%3E", "#/claim/letters/a1", "#/claim/speakers/a1", "#/%3Cscript%3E"];
  for (const view of views) {
    await show(page, view);
    assert.deepEqual(await trespasses(page), [], view);
  }
  await show(page, "#/documents");
  const listed = await page.locator(".rows").innerText();
  assert.ok(listed.includes("<img src=x onerror=window.pwned=41>"), "a file's name is text");
  await page.locator(".row", { hasText: "onerror=window.pwned=41" }).first().click();
  await page.waitForSelector(".text");
  assert.deepEqual(await trespasses(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("hostile names of hypotheses and analysts are shown as text", { skip }, async () => {
  const { page, context, faults } = await open(chrome, served);
  await show(page, "#/hypotheses");
  const plain = (/** @type {string} */ text) => text.split(/\s+/).join(" ");
  const names = (await page.locator(".matrix .hypothesis").allInnerTexts()).map(plain);
  assert.equal(names.length, PAYLOADS.length);
  for (const [idx, payload] of PAYLOADS.entries()) assert.ok(names[idx].includes(plain(shown(payload))), `${names[idx]} shows ${JSON.stringify(payload)}`);
  assert.ok((await page.locator(".analysts").innerText()).includes(PAYLOADS[0]), "an analyst's name is text");
  await page.locator(".cell").first().click();
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog .rated");
  assert.ok((await page.locator("dialog").innerText()).includes(PAYLOADS[2]), "a reason is text");
  assert.deepEqual(await trespasses(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test("what turns or hides text is shown as a sign, in the text, in titles and in lists", { skip }, async () => {
  const { page, context, faults } = await open(chrome, served);
  await show(page, "#/read/letters");
  const signs = new Set(await page.locator(".text .sign").allInnerTexts());
  for (const sign of ["RLO", "RLI", "PDI", "ZWSP", "WJ", "U+001B", "U+0007"]) assert.ok(signs.has(sign), sign);
  const raw = await page.evaluate(() => /[\u202a-\u202e\u2066-\u2069\u200b]/.test(document.body.innerText));
  assert.equal(raw, false);
  await show(page, "#/claims?about=invoice");
  assert.match(await page.locator(".card").first().innerText(), /invoice\s*RLO\s*gnp\.exe/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("words behind a hidden character are mended at their true place", { skip }, async () => {
  const { page, context, faults } = await open(chrome, served);
  await show(page, "#/read/letters");
  const got = await page.evaluate(() => {
    const segment = [...document.querySelectorAll(".text [data-u]")].find((one) => one.textContent?.includes("gnp.exe"));
    const words = [...(segment?.childNodes ?? [])].find((one) => one.textContent?.startsWith("gnp.exe"));
    if (!words) throw new Error("the words are not there");
    getSelection()?.setBaseAndExtent(words, 0, words, 7);
    return words.textContent;
  });
  assert.ok(got);
  await page.waitForSelector(".selection-bar");
  assert.match(await page.locator(".selection-words").innerText(), /gnp\.exe/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a line of ten megabytes opens, scrolls, and is never drawn whole", { skip }, async () => {
  const { page, context, faults } = await open(chrome, served);
  await show(page, "#/read/line");
  const sizes = () => page.evaluate(() => ({ nodes: document.querySelectorAll("*").length, drawn: document.querySelector(".text")?.textContent?.length ?? 0 }));
  const first = await sizes();
  assert.ok(first.nodes < 3000 && first.drawn < 200_000, JSON.stringify(first));
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForFunction(() => (document.querySelector(".text")?.textContent ?? "").endsWith("x".repeat(50)));
  const last = await sizes();
  assert.ok(last.nodes < 3000 && last.drawn < 200_000, JSON.stringify(last));
  assert.deepEqual(faults, []);
  await context.close();
});

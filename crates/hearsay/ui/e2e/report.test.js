// The report: shown in a frame in which nothing runs, opened by itself and printed, with names and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { browser, missing, open, run, Served, show } from "./harness.js";
import { PAYLOADS } from "./payloads.js";

/** @param {import("playwright-core").Page} page */
const sessionKey = (page) => page.evaluate(() => localStorage.getItem("hearsay-key"));

/** @type {import("playwright-core").Browser} */
let chrome;
/** @type {Served} */
let served;
const skip = missing || false;
before(async () => {
  if (skip) return;
  served = new Served();
  run("judge", served.case, "accept", "02-ledger/a4", "--because", "read twice; it is likely, and we have high confidence in it");
  run("hypothesis", served.case, "add", "A frightened clerk wrote it");
  run("hypothesis", served.case, "add", "It was made abroad");
  run("hypothesis", served.case, "rate", "05-ministry/o1", "h1=II", "h2=CC");
  await served.start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await served?.end();
});

test("the report is shown, tells where the wording slips, and can be taken away", { skip }, async () => {
  const { page, context, faults } = await open(chrome, served);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.waitForSelector("iframe.report-page");
  const inside = page.frameLocator("iframe.report-page");
  await inside.locator("h1").waitFor();
  assert.match(await inside.locator("body").innerText(), /It never says that a claim is true/);
  assert.match(await page.locator(".list-count").innerText(), /^\d+ claims, quoted from \d+ of 8 documents$/);
  assert.match(await page.locator(".report-slips").innerText(), /confidence and likelihood stand in one sentence/);
  const [kept] = await Promise.all([page.waitForEvent("download"), page.getByText("Keep as Markdown").click()]);
  assert.match(kept.suggestedFilename(), /report\.md$/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("names are left out of what is shown", { skip }, async () => {
  const { page, context, faults } = await open(chrome, served);
  await show(page, "#/report");
  await page.getByLabel("Persons").check();
  await page.getByLabel("Leave out besides").fill("Quarry");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  const inside = page.frameLocator("iframe.report-page");
  await inside.locator(".warning").first().waitFor();
  const words = await inside.locator("html").innerText();
  assert.match(words, /\[person 1\]/);
  assert.doesNotMatch(words, /veresk|orlec|halvek|rudge|quarry/i);
  assert.deepEqual(faults, []);
  await context.close();
});

test("opened by itself it prints on white pages, runs nothing and loads nothing", { skip }, async () => {
  const { page, context, faults, own } = await open(chrome, served, { colorScheme: "dark" });
  const answer = await page.goto(`${own}/api/v1/report?format=html&key=${await sessionKey(page)}`);
  assert.match(answer?.headers()["content-security-policy"] ?? "", /default-src 'none'.*sandbox/);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  assert.ok(pages >= 2 && pages < 60, `${pages} pages`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(255, 255, 255)");
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("forty payloads are words in the report too", { skip }, async () => {
  const text = PAYLOADS.map((/** @type {string} */ payload, /** @type {number} */ idx) => `The mayor said that number ${idx} is ${payload.replace(/\s+/g, " ")} and no more.`).join("\n\n");
  const hostile = new Served({ "page.txt": text }, ["--reader", "fast"]);
  await hostile.start();
  const { page, context, faults, own } = await open(chrome, hostile);
  await page.goto(`${own}/api/v1/report?format=html&all=true&key=${await sessionKey(page)}`);
  const found = await page.evaluate(() => {
    const wrong = [];
    for (const element of document.querySelectorAll("body *")) {
      if (!/^(MAIN|H[1-4]|P|SECTION|UL|LI|TABLE|THEAD|TBODY|TR|TH|TD|DIV|BLOCKQUOTE|FOOTER|MARK|BDI|SPAN|CODE|STRONG|TIME|A)$/.test(element.tagName)) wrong.push(element.tagName);
      for (const attribute of element.attributes) if (!["class", "dir", "id", "scope"].includes(attribute.name) && !(attribute.name === "href" && attribute.value.startsWith("#claim-"))) wrong.push(`${attribute.name}=${attribute.value.slice(0, 60)}`);
    }
    return { wrong, pwned: /** @type {any} */ (globalThis).pwned ?? null, turns: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText), claims: document.querySelectorAll("h3").length };
  });
  assert.ok(found.claims > 10, `${found.claims} claims`);
  assert.deepEqual({ ...found, claims: 0 }, { wrong: [], pwned: null, turns: false, claims: 0 });
  assert.deepEqual(faults, []);
  await context.close();
  await hostile.end();
});

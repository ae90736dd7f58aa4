// A day with the example case: follow a claim to its origin, correct a span, merge two people, take back; nothing is lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { browser, missing, open, run, Served, show } from "./harness.js";

/** @type {import("playwright-core").Browser} */
let chrome;
/** @type {Served} */
let served;
/** @type {import("playwright-core").Page} */
let page;
/** @type {string[]} */
let faults;

const skip = missing || false;
before(async () => {
  if (skip) return;
  served = new Served();
  await served.start();
  chrome = await browser();
  ({ page, faults } = await open(chrome, served));
});
after(async () => {
  await chrome?.close();
  await served?.end();
});

test("the token leaves the address, and the claims are there", { skip }, async () => {
  assert.doesNotMatch(page.url(), /t=/);
  // The list draws what is in sight.
  await page.locator(".card-words").nth(4).waitFor({ state: "attached" });
  assert.match(await page.locator(".list-count").innerText(), /\d{2,} claims/);
  assert.doesNotMatch(await page.locator("main").innerText(), /\d+ sources\b/, "origins are counted, never sources");
});

test("a claim is followed to its origin, and a line shows the words that prove it", { skip }, async () => {
  await page.getByLabel("About").fill("refused on every floor");
  await page.locator(".card-words", { hasText: "refused on every floor" }).first().click();
  await page.waitForSelector(".node-origin");
  assert.match(await page.locator(".node-origin").innerText(), /Quarry insider/);
  assert.match(await page.locator(".claim-head").innerText(), /1 origin\s*in 2 documents/);
  await page.getByRole("button", { name: /Dale Rudge has it from the Quarry insider/ }).click();
  assert.match(await page.locator(".proof").innerText(), /claims Veresk's insider/);
  await page.locator(".proof .place").first().click();
  await page.waitForSelector(".m-asked");
  assert.match(await page.locator(".m-asked").first().innerText(), /Veresk's insider|claims/);
});

test("hovering lights up both sides", { skip }, async () => {
  await show(page, "#/read/02-ledger");
  await page.locator(".m-cue", { hasText: "warned" }).first().hover();
  await page.waitForSelector(".note-pointed");
  assert.match(await page.locator(".note-pointed").innerText(), /the letter warned/);
  await page.locator(".note", { hasText: "Quarry insider according to" }).first().hover();
  await page.waitForSelector(".m-cue.lit");
  assert.equal(await page.locator(".m-cue.lit").first().innerText(), "according to");
});

test("a span is corrected by selecting words, and stays so", { skip }, async () => {
  await show(page, "#/read/02-ledger");
  await page.locator(".m-content", { hasText: "that orders are being refused on every floor" }).first().click();
  await page.waitForSelector(".note-current");
  await page.keyboard.press("e");
  await page.waitForSelector(".mending");
  await page.evaluate(() => {
    const segment = [...document.querySelectorAll(".text [data-u]")].find((one) => one.textContent?.startsWith("that orders are being refused"));
    const words = segment?.firstChild;
    if (!words) throw new Error("the words are not there");
    // What is selected is widened to whole words.
    getSelection()?.setBaseAndExtent(words, 6, words, 41);
    /** @type {HTMLElement} */ (document.activeElement)?.blur();
  });
  await page.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector(".mending textarea"))?.value === "orders are being refused on every floor");
  await page.getByRole("button", { name: "Mend", exact: true }).last().click();
  await page.waitForSelector(".m-mended");
  assert.equal(await page.locator(".m-mended").innerText(), "orders are being refused on every floor");
  const last = served.log().at(-1);
  assert.equal(last.what, "edit");
  assert.equal(last.value, "orders are being refused on every floor");
  assert.equal(last.author, "Ann Analyst");
  await page.reload();
  await page.waitForSelector(".m-mended");
});

test("who says it is put right by selecting the name, and words that nobody read become a claim", { skip }, async () => {
  const select = (/** @type {string} */ name) => page.evaluate((words) => {
    const walker = document.createTreeWalker(document.querySelector(".text") ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(words) ?? -1;
      if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
    }
    throw new Error("the words are not there");
  }, name);
  await show(page, "#/read/02-ledger?at=a4");
  await page.waitForSelector(".note-current");
  await select("Veresk");
  await page.getByRole("button", { name: "Who says a4" }).click();
  await page.locator(".notice", { hasText: "Said by" }).waitFor();
  assert.equal(served.log().at(-1).what, "said-by");
  await show(page, "#/claim/02-ledger/a4");
  await page.locator("main", { hasText: "Veresk" }).waitFor();
  await show(page, "#/read/02-ledger");
  await select("Veresk, 44");
  await page.getByRole("button", { name: "Mark as a claim" }).click();
  await page.waitForSelector(".m-added");
  assert.equal(served.log().at(-1).what, "mark");
  await page.keyboard.press("u");
  await page.waitForFunction(() => !document.querySelector(".m-added"));
  assert.equal(served.log().at(-1).what, "undo");
});

test("a wrong reading is rejected with a key and taken back with another", { skip }, async () => {
  await show(page, "#/read/02-ledger?at=a2");
  await page.waitForSelector(".note-current");
  const n_before = served.log().length;
  await page.keyboard.press("x");
  await page.waitForSelector(".beside-section s");
  assert.equal(served.log().length, n_before + 1);
  await page.keyboard.press("u");
  await page.waitForFunction(() => !document.querySelector(".beside-section s"));
  assert.deepEqual(served.log().slice(-2).map((entry) => entry.what), ["reject", "undo"]);
});

test("two people are merged, and parted again from the log", { skip }, async () => {
  await show(page, "#/people");
  await page.locator(".proposals summary").click();
  const proposal = page.locator(".proposal").first();
  const names = (await proposal.locator("a").allInnerTexts()).join();
  await proposal.getByRole("button", { name: "They are one" }).click();
  await page.locator(".notice", { hasText: "the same as" }).waitFor();
  assert.equal(served.log().at(-1).what, "same");
  await page.waitForFunction((before) => [...document.querySelectorAll(".proposal")].every((one) => [...one.querySelectorAll("a")].map((link) => link.textContent).join() !== before), names);
  await show(page, "#/log");
  await page.locator(".log-line", { hasText: "judged the same" }).first().getByRole("button", { name: "Take back" }).click();
  await page.waitForSelector(".log-back");
  assert.equal(served.log().at(-1).what, "undo");
  await show(page, "#/people");
  await page.locator(".proposals summary").click();
  assert.equal((await page.locator(".proposal").first().locator("a").allInnerTexts()).join(), names);
});

test("a source gets a letter, with the reason", { skip }, async () => {
  await show(page, "#/sources");
  await page.locator(".row").first().click();
  await page.getByLabel("Because").fill("spoke to two papers, was right once");
  await page.getByRole("button", { name: /fairly reliable/ }).click();
  await page.waitForSelector(".grade-given");
  assert.match(await page.locator(".grade-given").innerText(), /C, fairly reliable: spoke to two papers, was right once/);
  await page.waitForFunction(() => document.querySelector(".row-current .letter")?.textContent === "C");
});

test("several claims are judged at once: all or none", { skip }, async () => {
  await show(page, "#/claims");
  for (const idx of [0, 1, 2]) await page.locator(".card-choose input").nth(idx).check();
  const n_before = served.log().length;
  await page.getByRole("region", { name: "Chosen claims" }).getByRole("button", { name: "Accept" }).click();
  await page.waitForSelector(".judged-accept");
  assert.deepEqual(served.log().slice(n_before).map((entry) => entry.what), ["accept", "accept", "accept"]);
  assert.equal(await page.locator(".bulk").count(), 0);
});

test("the keys go through a list, open and search", { skip }, async () => {
  await show(page, "#/claims");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.waitForSelector(".card-current");
  const words = await page.locator(".card-current .card-words").innerText();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".claim-words");
  assert.equal(await page.locator(".claim-words").innerText(), words);
  await page.keyboard.press("/");
  await page.keyboard.type("hospital train");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".found mark");
  assert.match((await page.locator(".found mark").allInnerTexts()).join(" "), /hospital|train/i);
  await page.locator("h1").click();
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.waitForSelector(".lanes-drawing");
});

test("two lanes, and a bundle chooses what is listed", { skip }, async () => {
  await show(page, "#/timeline");
  const bundle = page.locator(".bundle-said").filter({ has: page.locator("text") }).first();
  const n_entries = Number(await bundle.locator("text").textContent());
  await bundle.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".bundle-chosen");
  assert.equal(await page.locator(".entry").count(), n_entries);
  assert.equal(await page.locator(".entry-happened").count(), 0);
});

test("a judgement on a stale view is not written, is told, and is not lost", { skip }, async () => {
  await show(page, "#/claim/03-spyglass/a5");
  await page.waitForSelector(".claim-words");
  // Somebody else works on the same case.
  run("judge", served.case, "accept", "01-post/a7", "--because", "seen by hand");
  const n_before = served.log().length;
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "The case has changed meanwhile" });
  await dialog.waitFor();
  assert.equal(served.log().length, n_before, "nothing was written");
  assert.match(await dialog.innerText(), /Ann Analyst accepted/);
  await dialog.getByRole("button", { name: "Load what is new" }).click();
  await dialog.getByRole("button", { name: "Write it now" }).click();
  await page.waitForSelector(".judged-accept");
  assert.equal(served.log().length, n_before + 1);
});

test("what somebody else changed is told when the next answer comes, and shown", { skip }, async () => {
  await show(page, "#/claims");
  run("judge", served.case, "grade-item", "02-ledger/a9", "3");
  await page.evaluate(() => { location.hash = "#/log"; });
  await page.locator(".notice", { hasText: "Somebody else has changed the case" }).waitFor();
  await page.locator(".log-line", { hasText: "graded the item" }).first().waitFor();
});

test("what was judged is there after the program was killed, and the page says what to do", { skip }, async () => {
  const judged = served.log();
  await served.kill();
  await page.evaluate(() => { location.hash = "#/documents"; });
  await page.waitForSelector(".failure");
  assert.match(await page.locator(".failure").innerText(), /does not answer|signed in/i);
  assert.deepEqual(served.log(), judged);
  assert.deepEqual(faults.filter((fault) => !/ERR_CONNECTION_REFUSED|502/.test(fault)), []);
});

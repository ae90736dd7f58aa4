// Three hypotheses over eight claims, laid out in the page with the keyboard; an origin thought away; the checklists.
// What was rated is in the file, however the program ends.

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
/** @type {{id: string, document: string, words: string}[]} */
let claims;

const HYPOTHESES = ["A frightened clerk counted and wrote", "Somebody above had it written to be overheard", "It was made outside the service"];

/** Claims of the examples by document and words, so that a better reader may number them otherwise; how each fits. @type {[string, string, string][]} */
const FITS = [
  ["01-post", "to be overheard: governments", "I CC N"],
  ["02-ledger", "The rebels want to be overheard", "I CC N"],
  ["01-post", "could have exceeded 4,000", "CC C I"],
  ["02-ledger", "More than 4,000 Sorvian soldiers could have died", "CC C I"],
  ["05-ministry", "is a fabrication from the first line", "II II CC"],
  ["06-lantern", "written by a serving or former analyst", "C C II"],
  ["04-agency", "hospital train had left the station empty", "C C N"],
  ["08-call", "He is not a man who lies", "C I I"],
];

/** @param {string} document @param {string} words */
function named(document, words) {
  const found = claims.filter((one) => one.document === document && one.words.replace(/\s+/g, " ").includes(words)).sort((one, other) => one.words.length - other.words.length)[0];
  assert.ok(found, `${document} claims: ${words}`);
  return found.id;
}

/** The order of the hypotheses as the page has it. */
const order = () => page.locator(".rank .hypothesis-id").allInnerTexts();

/** The matrix as the command has it. @returns {any} */
const matrix = () => JSON.parse(run("matrix", served.case, "--json"));

/** What Ann rated on a claim, in the order of the hypotheses. @param {any} laid @param {string} id */
const letters = (laid, id) => laid.evidence.find((/** @type {any} */ one) => one.claim === id)?.ratings.filter((/** @type {any} */ one) => one.analyst === "Ann Analyst").map((/** @type {any} */ one) => one.rating).join(" ");

const skip = missing || false;
before(async () => {
  if (skip) return;
  served = new Served();
  claims = run("claims", served.case, "--all", "--json").split("\n").filter(Boolean).flatMap((line) => JSON.parse(line).claims);
  await served.start();
  chrome = await browser();
  ({ page, faults } = await open(chrome, served));
});
after(async () => {
  await chrome?.close();
  await served?.end();
});

test("hypotheses are stated, one of them as a document puts it forward", { skip }, async () => {
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.waitForSelector(".stating-first");
  await page.locator(".offered-one").first().waitFor();
  const n_offered = await page.locator(".offered-one").count();
  assert.ok(n_offered >= 3, `${n_offered} are offered`);
  for (const [idx, words] of HYPOTHESES.entries()) {
    await page.getByLabel("What is supposed").fill(words);
    await page.keyboard.press("Enter");
    await page.locator(".rank", { hasText: words }).waitFor();
    assert.equal(await page.locator(".rank").count(), idx + 1);
  }
  const offered = page.locator(".offered-one", { has: page.getByRole("button", { name: "State it" }) }).first();
  await offered.getByRole("button", { name: "State it" }).click();
  await page.locator(".offered-one .fact", { hasText: "stated as h4" }).waitFor();
  await page.locator(".notice", { hasText: "Stated" }).getByRole("button", { name: "Take back" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".rank").length === 3);
  assert.deepEqual(served.log().slice(-5).map((entry) => entry.what), ["hypothesis", "hypothesis", "hypothesis", "hypothesis", "undo"]);
});

test("a claim is cited with h, from its card, a list and a text, and rated with the arrows", { skip }, async () => {
  const press = async (/** @type {string[]} */ ...keys) => { for (const key of keys) await page.keyboard.press(key); };
  const rateAll = async (/** @type {string} */ fits) => {
    const scale = ["CC", "C", "N", "I", "II", "NA"];
    await page.locator("dialog .fit input:focus").waitFor();
    for (const [at, letter] of fits.split(" ").entries()) {
      if (at > 0) await press("Tab");
      await press("Space", ...Array(scale.indexOf(letter)).fill("ArrowRight"));
    }
    const written = page.waitForResponse((response) => response.url().endsWith("/judgements"));
    await press("Enter");
    assert.equal((await written).status(), 201);
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  };
  for (const [at, [document, words, fits]] of FITS.slice(0, 4).entries()) {
    const id = named(document, words);
    if (at === 1) {
      await show(page, `#/read/${id.replace("/", "?at=")}`);
      await page.waitForSelector(".note-current");
    } else if (at === 2) {
      await show(page, `#/claims?about=${encodeURIComponent(words)}`);
      await press("j");
      await page.waitForSelector(".card-current");
    } else await show(page, `#/claim/${id}`);
    await press("h");
    await rateAll(fits);
    const cited = matrix().evidence.map((/** @type {any} */ one) => one.claim);
    assert.equal(cited.length, at + 1);
    if (at !== 2) assert.equal(letters(matrix(), id), fits);
  }
});

test("the matrix is filled with the keys, as fast as they are pressed", { skip }, async () => {
  for (const [document, words] of FITS.slice(4)) run("hypothesis", served.case, "weigh", named(document, words), "--relevance", "medium");
  await show(page, "#/hypotheses");
  await page.waitForFunction(() => document.querySelectorAll(".matrix .evidence").length === 8);
  const keys = /** @type {Record<string, string>} */ ({ CC: "C", C: "c", N: "n", I: "i", II: "I", NA: "-" });
  const order = matrix().evidence.map((/** @type {any} */ one) => one.claim);
  await page.locator('.cell[tabindex="0"]').focus();
  await page.keyboard.press("Home");
  for (const [column, id] of order.entries()) {
    const fits = FITS.find(([document, words]) => named(document, words) === id)?.[2].split(" ") ?? [];
    for (const letter of fits) {
      await page.keyboard.press(keys[letter]);
      await page.keyboard.press("ArrowDown");
    }
    for (const _ of fits) await page.keyboard.press("ArrowUp");
    if (column < order.length - 1) await page.keyboard.press("ArrowRight");
  }
  await page.waitForFunction(() => !document.querySelector(".cell-waiting, .cell-empty"), null, { timeout: 60_000 });
  assert.equal(await page.locator("dialog[open]").count(), 0, "nothing was refused as stale");
  const laid = matrix();
  for (const [document, words, fits] of FITS) assert.equal(letters(laid, named(document, words)), fits, words);
  assert.match(await page.locator(".list-count").innerText(), /3 hypotheses over 8 claims; no number here is a probability/);
});

test("an echo stands in brackets, and what the order hangs on is told", { skip }, async () => {
  const echo = page.locator(".evidence", { hasText: "The rebels want to be overheard" });
  assert.match(await echo.innerText(), /echo of \d/);
  assert.ok((await page.locator(".cell-echo").allInnerTexts()).includes("(CC)"));
  const told = await page.locator("main").innerText();
  assert.doesNotMatch(told, /winner|likely|%/i);
  assert.match(told, /No number here is a probability of anything in the world/);
});

test("a claim is weighed, and an origin is thought away: the order reacts, and comes back", { skip }, async () => {
  await page.locator(".evidence-words", { hasText: "He is not a man who lies" }).click();
  await page.getByRole("group", { name: "relevance" }).getByRole("button", { name: "low" }).click();
  await page.waitForFunction(() => document.querySelector('dialog [aria-label="relevance"] [aria-pressed="true"]')?.textContent === "low");
  await page.keyboard.press("Escape");
  await page.locator(".evidence .fact", { hasText: "relevance low" }).waitFor();
  const before = await order();
  assert.deepEqual(before, ["h2", "h1", "h3"]);
  const sums = await page.locator(".matrix .sum strong").allInnerTexts();
  const choice = page.getByLabel("Think away");
  await choice.focus();
  const origin = await choice.locator("optgroup[label='Whole origins'] option", { hasText: "insider" }).first().getAttribute("value");
  await choice.selectOption(origin);
  await page.locator(".thought-away", { hasText: "Thought away: the origin" }).waitFor();
  await page.waitForFunction(() => document.querySelector(".rank .hypothesis-id")?.textContent === "h1");
  assert.notDeepEqual(await order(), before);
  assert.notDeepEqual(await page.locator(".matrix .sum strong").allInnerTexts(), sums);
  assert.ok(await page.locator(".evidence-fallen").count() >= 2, "all who relay it fall with it");
  assert.match(await page.locator(".order-told").innerText(), /Least speaks against h1/);
  const fallen = matrix().if_fallen.find((/** @type {any} */ one) => `${one.kind}:${one.evidence.join("-")}:${one.what}` === origin);
  assert.equal(fallen.changes_least_inconsistent, true);
  const shown = await page.locator(".matrix .sum:not(.sum-share) strong").allInnerTexts();
  assert.deepEqual(shown.map(Number), fallen.inconsistency.map((/** @type {number} */ value) => Number(value.toFixed(2))));
  await page.getByRole("button", { name: "Put it back" }).first().click();
  await page.waitForFunction(() => !document.querySelector(".evidence-fallen"));
  assert.deepEqual(await order(), before);
});

test("the matrix turns with a key, and what tells most apart can come first", { skip }, async () => {
  await page.keyboard.press("t");
  await page.waitForSelector(".matrix-turned");
  assert.equal(await page.locator(".matrix tbody th.evidence[scope=row]").count(), 8);
  await page.locator(".tool-choice", { hasText: "Evidence" }).locator("select").selectOption("apart");
  await page.waitForFunction(() => document.querySelector(".evidence-number")?.textContent !== "1");
  await page.locator('.cell[tabindex="0"]').focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await page.waitForFunction(() => !document.querySelector(".matrix-turned"));
});

test("another analyst's ratings stand beside, and differences are told", { skip }, async () => {
  const call = named("08-call", "He is not a man who lies");
  run("hypothesis", served.case, "rate", call, "h2=CC", "--author", "Bo Bergman", "--because", "he would say so");
  await show(page, "#/log");
  await show(page, "#/hypotheses");
  await page.locator(".cell", { hasText: "CC/I" }).waitFor();
  assert.match(await page.locator(".analysts").innerText(), /extreme disagreement\s+claim \d on h2: Ann Analyst I, Bo Bergman CC/);
  await page.getByLabel("Ratings of").selectOption("Bo Bergman");
  await page.waitForFunction(() => [...document.querySelectorAll(".cell")].filter((one) => one.textContent !== "–").length === 1);
  await page.getByLabel("Ratings of").selectOption("");
  await page.locator(".cell", { hasText: "CC/I" }).waitFor();
});

test("what is rated fast on a stale view waits together, and none of it is lost", { skip }, async () => {
  await page.locator('[data-cell="0 0"]').focus();
  run("hypothesis", served.case, "weigh", named("08-call", "He is not a man who lies"), "--relevance", "medium", "--author", "Bo Bergman");
  const n_before = served.log().length;
  // The first answer comes when all keys are pressed, as it does where the case is large.
  /** @type {() => void} */
  let release = () => {};
  const pressed = new Promise((resolve) => { release = () => resolve(null); });
  await page.route("**/judgements", async (route) => { await pressed; await route.continue(); });
  for (const key of ["n", "ArrowDown", "C", "ArrowUp", "i"]) await page.keyboard.press(key);
  release();
  const dialog = page.getByRole("dialog", { name: "The case has changed meanwhile" });
  await dialog.waitFor();
  await page.waitForFunction(() => /h2: CC.*h1: I/s.test(document.querySelector("dialog .stale-words")?.textContent ?? ""));
  assert.equal(served.log().length, n_before, "nothing was written");
  await dialog.getByRole("button", { name: "Load what is new" }).click();
  const answer = page.waitForResponse((response) => response.url().endsWith("/judgements"));
  await dialog.getByRole("button", { name: "Write it now" }).click();
  assert.equal((await answer).status(), 201);
  await page.unroute("**/judgements");
  const written = served.log().slice(n_before).map((entry) => entry.value);
  assert.deepEqual(written, ["h2 CC", "h1 I"], "of two on one cell the later");
});

test("a hypothesis is withdrawn and weighed again", { skip }, async () => {
  await page.locator(".rank", { hasText: HYPOTHESES[2] }).locator("summary").click();
  await page.getByRole("button", { name: "withdraw h3" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".rank").length === 2);
  assert.equal(served.log().at(-1).what, "withdraw");
  await page.getByRole("button", { name: "weigh it again" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".rank").length === 3);
});

test("who had motive is answered on cited words; what nobody answered says what to do", { skip }, async () => {
  await show(page, "#/artefacts/02-ledger/l1");
  const means = page.getByRole("region", { name: "Who had motive, opportunity and means" });
  await means.waitFor();
  assert.equal(await means.locator(".means-missing li").count(), 3);
  assert.match(await means.innerText(), /Look for words on who gains/);
  await means.getByRole("button", { name: /Answer: Have they the knowledge/ }).click();
  await page.getByLabel("cannot be told").check();
  await page.getByLabel("Which claim says so?").fill("written by a serving or former analyst");
  await page.locator(".cited-choice", { hasText: "written by a serving or former analyst" }).first().click();
  await page.getByLabel("Because").fill("only who works there knows the forms");
  await page.getByRole("button", { name: "Write the answer" }).click();
  await means.locator(".means-table").waitFor();
  assert.match(await means.locator(".means-table").innerText(), /Second Department[\s\S]*cannot be told[\s\S]*only who works there knows the forms/);
  assert.equal(await means.locator(".means-missing li").count(), 2);
  assert.equal(served.log().at(-1).what, "answer");
  assert.equal(served.log().at(-1).value, "means open");
  await page.locator(".checklist", { hasText: "MOM" }).locator(".answered").getByRole("button", { name: "take back" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".means-missing li").length === 3);
});

test("a source is asked too", { skip }, async () => {
  await show(page, "#/sources");
  await page.locator(".row").first().click();
  const lists = page.getByRole("region", { name: "Was it made to mislead?" });
  await lists.waitFor();
  assert.deepEqual(await lists.locator("summary strong").allInnerTexts(), ["MOM", "POP", "MOSES", "EVE"]);
});

test("what was rated is in the file after the program was killed", { skip }, async () => {
  await show(page, "#/hypotheses");
  await page.locator('.cell[tabindex="0"]').focus();
  const n_before = served.log().length;
  await page.keyboard.press("-");
  await page.waitForFunction(() => document.activeElement?.textContent === "NA");
  await page.locator(".notice", { hasText: "NA" }).waitFor();
  await served.kill();
  const log = served.log();
  assert.equal(log.length, n_before + 1);
  assert.match(log.at(-1).value, /^h\d NA$/);
  const laid = matrix();
  const ids = FITS.map(([document, words]) => named(document, words));
  const kept = ids.filter((id, idx) => letters(laid, id) === FITS[idx][2]);
  assert.equal(kept.length, 7, "all but the claim that was rated anew are as they were");
  assert.match(run("audit", served.case), /holds/);
  assert.deepEqual(faults.filter((fault) => !/ERR_CONNECTION_REFUSED|502/.test(fault)), []);
});

// Starts the real program on a case of its own and a real browser on its page.
// Not a mock: what is tested is what an analyst starts.
//
// HEARSAY names the program, CHROMIUM the browser (/usr/bin/chromium if not). HEARSAY_PAGE=disk takes the page from this
// folder instead of the program, so that a change can be tested before it is built in.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { proxy } from "./proxy.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const EXAMPLES = join(HERE, "../../../../examples");
const PROGRAM = process.env["HEARSAY"] ?? "";
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why nothing can be tested here; empty if it can. */
export const missing = !PROGRAM || !existsSync(PROGRAM) ? "HEARSAY names no program" : existsSync(CHROMIUM) ? "" : `there is no browser at ${CHROMIUM}`;

/**
 * Runs a command of the program and returns what it printed.
 * @param {string[]} words
 */
export function run(...words) {
  return execFileSync(PROGRAM, words, { encoding: "utf8", env: { ...process.env, HEARSAY_AUTHOR: "Ann Analyst" }, maxBuffer: 1 << 28 });
}

/** The invented articles, without the text that tells of them. */
function examples() {
  return readdirSync(EXAMPLES).filter((name) => /^\d/.test(name)).sort().map((name) => join(EXAMPLES, name));
}

/** One case, served. */
export class Served {
  /**
   * @param {Record<string, string>} files names and texts; the examples if there are none
   * @param {string[]} options of `hearsay add`
   */
  constructor(files = {}, options = []) {
    this.folder = mkdtempSync(join(tmpdir(), "hearsay-e2e-"));
    this.case = join(this.folder, "quarry.case");
    run("new", this.case);
    const names = Object.keys(files);
    for (const name of names) writeFileSync(join(this.folder, name), files[name]);
    run("add", this.case, "--quiet", ...options, ...(names.length ? names.map((name) => join(this.folder, name)) : examples()));
    /** @type {import("node:child_process").ChildProcess|null} */
    this.process = null;
    this.address = "";
    /** @type {(() => void)|null} */
    this.closeProxy = null;
  }

  /** Starts `hearsay serve`; returns the address to open. */
  async start() {
    this.process = spawn(PROGRAM, ["serve", this.case], { env: { ...process.env, HEARSAY_AUTHOR: "Ann Analyst" }, stdio: ["ignore", "pipe", "pipe"] });
    const printed = await new Promise((resolve, reject) => {
      let words = "";
      const heard = (/** @type {Buffer} */ bytes) => {
        words += bytes.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+\/#t=\S+/.exec(words);
        if (found) resolve(found[0]);
      };
      this.process?.stdout?.on("data", heard);
      this.process?.stderr?.on("data", heard);
      this.process?.on("exit", (code) => reject(new Error(`hearsay serve ended with ${code}: ${words}`)));
    });
    this.address = printed;
    if (process.env["HEARSAY_PAGE"] === "disk") {
      const { address, close } = await proxy(printed);
      this.address = address;
      this.closeProxy = close;
    }
    return this.address;
  }

  /** Ends it without a word, as a power cut would. */
  async kill() {
    this.closeProxy?.();
    const ended = this.process;
    if (!ended || ended.exitCode !== null) return;
    const gone = new Promise((resolve) => ended.on("exit", resolve));
    ended.removeAllListeners("exit");
    const really = new Promise((resolve) => ended.once("exit", resolve));
    ended.kill("SIGKILL");
    await Promise.race([gone, really]);
  }

  /** What the log of the case says. @returns {any[]} */
  log() {
    return run("log", this.case, "--json").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  async end() {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<import("playwright-core").Browser>} */
export function browser() {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/**
 * Opens the page, and notes whatever goes wrong on it.
 * @param {import("playwright-core").Browser} chrome
 * @param {Served} served
 * @param {import("playwright-core").BrowserContextOptions} options
 */
export async function open(chrome, served, options = {}) {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  const own = new URL(served.address).origin;
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith(`${own}/`) && !request.url().startsWith("data:")) faults.push(`asked for ${request.url()}`); });
  page.on("console", (message) => { if (message.type() === "error" && !/status of (409|400|404)/.test(message.text())) faults.push(`console: ${message.text()}`); });
  await page.goto(served.address);
  await page.waitForSelector("h1, .empty, .failure");
  return { page, context, faults, own };
}

/**
 * Goes to a view and waits for what it shows.
 * @param {import("playwright-core").Page} page
 * @param {string} hash
 */
export async function show(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await page.waitForFunction((to) => location.hash === to && !document.querySelector(".waiting, .row-waiting, .card-waiting") && Boolean(document.querySelector("main h1, main h2, main .empty, main .failure")), hash);
  await page.waitForTimeout(80);
}

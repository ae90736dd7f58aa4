// Writes what the analyst decides, says what was done, and keeps a judgement that came too late.
// Not the log, and nothing is decided here.

import { together } from "../logic/matrix.js";
import { plain } from "../logic/visible.js";
import * as server from "./server.js";
import { caseInfo, notice, revision, stale } from "./state.js";

/** @typedef {import("../logic/contract.js").NewJudgement} NewJudgement */

/**
 * Writes judgements and says so, with the way back.
 * @param {NewJudgement[]} judgements
 * @param {string} words what was done, for the notice
 * @returns {Promise<boolean>} whether it was written
 */
export async function judge(judgements, words) {
  return inTurn(() => written(() => server.judge(judgements), { judgements, undo: null, words }));
}

/**
 * Takes an entry of the log back.
 * @param {number} entry
 */
export async function undo(entry) {
  return inTurn(() => written(() => server.undo(entry), { judgements: [], undo: entry, words: `Took back entry ${entry}` }));
}

/** What is written last. @type {Promise<any>} */
let last = Promise.resolve();

/**
 * Writes when all before is written and shown: who decides fast decides on what is going to be shown, and not on a stale view.
 * @param {() => Promise<boolean>} write
 * @returns {Promise<boolean>}
 */
function inTurn(write) {
  const turn = last.then(write);
  last = turn.catch(() => false);
  return turn;
}

/** Writes what waited while the case was loaded anew. */
export async function again() {
  const waiting = stale.value;
  stale.value = null;
  if (!waiting) return false;
  return waiting.undo === null ? judge(waiting.judgements, waiting.words) : undo(waiting.undo);
}

let isReloading = false;

/** Asks for everything anew that is shown. */
export async function reload() {
  isReloading = true;
  try {
    caseInfo.value = await server.get(["case"]);
    revision.value += 1;
  } finally {
    isReloading = false;
  }
}

server.whenChanged(() => {
  if (isReloading) return;
  notice.value = { words: "Somebody else has changed the case. What is shown is loaded anew." };
  reload().catch(() => {});
});

/**
 * @param {() => Promise<any>} write
 * @param {{judgements: NewJudgement[], undo: number|null, words: string}} what
 */
async function written(write, what) {
  try {
    const answer = await write();
    const entry = answer?.entry ?? answer?.entries?.at(-1);
    notice.value = { words: what.words, undo: what.undo === null && what.judgements.length === 1 ? entry : undefined };
    await reload();
    return true;
  } catch (error) {
    const trouble = /** @type {server.Trouble} */ (error);
    if (trouble.status === 409) stale.value = waitingWith(what, trouble.since);
    else notice.value = { words: [trouble.message, trouble.hint].filter(Boolean).join(": "), isBad: true };
    return false;
  }
}

/**
 * Returns what waits now: what came too late, behind what did before it.
 * @param {{judgements: NewJudgement[], undo: number|null, words: string}} what
 * @param {server.LogEntry[]} since
 * @returns {import("./state.js").Stale}
 */
function waitingWith(what, since) {
  const before = stale.value;
  if (!before || before.undo !== null || what.undo !== null) return { ...what, since, isLoaded: false };
  const judgements = together(before.judgements, what.judgements);
  return { judgements, undo: null, words: `${before.words}; ${what.words}`, since, isLoaded: false };
}

/**
 * Returns words in quotation marks for a notice, not too many of them.
 * @param {string} words
 */
export function quoted(words) {
  const all = plain(words).replace(/^["“”']+|["“”']+$/g, "");
  return `“${all.length > 70 ? `${all.slice(0, 67)}…` : all}”`;
}

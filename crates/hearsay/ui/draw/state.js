// What several views share: where we are, which case, what is waiting to be said to the user.
// Not what a single view shows; that is its own.

import { address, parse } from "../logic/route.js";
import { signal } from "./html.js";

/** @typedef {import("../logic/contract.js").CaseInfo} CaseInfo */
/** @typedef {import("../logic/contract.js").NewJudgement} NewJudgement */
/** @typedef {import("../logic/contract.js").LogEntry} LogEntry */
/** @typedef {{words: string, undo?: number, isBad?: boolean}} Notice */
/** @typedef {{judgements: NewJudgement[], undo: number|null, since: LogEntry[], words: string, isLoaded: boolean}} Stale */
/** @typedef {{kind: "help"}|{kind: "same", reference: string, words: string, what: "claims"|"entities"|"artefacts"}
 *   |{kind: "evidence", reference: string, words: string}
 *   |{kind: "answer", reference: string, question: string, words: string, of: string}} Dialog */

export const route = signal(parse(location.hash));

/** @type {import("../vendor/signals-core.js").Signal<CaseInfo|null>} */
export const caseInfo = signal(/** @type {CaseInfo|null} */ (null));

/** Grows whenever the case has changed: what is shown is then asked for again. */
export const revision = signal(0);

export const notice = signal(/** @type {Notice|null} */ (null));
export const stale = signal(/** @type {Stale|null} */ (null));
export const dialog = signal(/** @type {Dialog|null} */ (null));
export const trouble = signal(/** @type {import("./server.js").Trouble|null} */ (null));

/** "auto", "light" or "dark". */
export const theme = signal("auto");

addEventListener("hashchange", () => {
  route.value = parse(location.hash);
});

/**
 * Goes to a view.
 * @param {string} to an address
 */
export function go(to) {
  location.hash = to;
}

/**
 * Changes settings of the view, without a new entry in the history.
 * @param {Record<string, string|undefined>} settings
 */
export function set(settings) {
  const now = route.value;
  const to = address(now.view, now.path, { ...now.query, ...settings });
  history.replaceState(null, "", to);
  route.value = parse(to);
}

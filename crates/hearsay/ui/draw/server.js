// Asks the program on this machine. Every failure comes back as a `Trouble` with what to do.
// Not a cache: a view keeps what it shows, and asks again when the case has changed.

/** @typedef {import("../logic/contract.js").NewJudgement} NewJudgement */
/** @typedef {import("../logic/contract.js").LogEntry} LogEntry */

const API = "/api/v1";

/** What went wrong, in words for the user. */
export class Trouble extends Error {
  /**
   * @param {number} status 0 if no answer came
   * @param {string} message
   * @param {string} hint
   * @param {LogEntry[]} since what was done since the view was drawn, of a stale one
   */
  constructor(status, message, hint = "", since = []) {
    super(message);
    this.status = status;
    this.hint = hint;
    this.since = since;
  }
}

/** What the last answer was drawn from; handed back with each judgement, so that none is made on a stale view. */
let seen = "";

/** How often something was written: an answer that was asked for before tells of the case as it was. */
let n_written = 0;

/** Called when an answer shows that somebody else has changed the case. */
let changed = () => {};

/** @param {() => void} call */
export function whenChanged(call) {
  changed = call;
}

/**
 * Asks for something.
 * @param {string[]} path
 * @param {Record<string, string|number|boolean|undefined|null>} query empty settings are left out
 * @returns {Promise<any>}
 */
export async function get(path, query = {}) {
  const settings = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "" && value !== false) settings.set(name, String(value));
  }
  const behind = settings.toString();
  return ask(`${API}/${path.map(encodeURIComponent).join("/")}${behind ? `?${behind}` : ""}`, { method: "GET" });
}

/** What every request hands over beside the cookie, for a cookie is sent to other programs on this machine too. */
const KEY = "hearsay-key";

/**
 * Exchanges the token of the address for a session, which other tabs of this address are in too.
 * @param {string} token
 */
export async function open(token) {
  await ask(`${API}/session`, posted({ token }));
}

/**
 * Writes judgements: all of them or none.
 * @param {NewJudgement[]} judgements
 * @returns {Promise<{entry?: number, entries?: number[]}>}
 */
export async function judge(judgements) {
  const body = judgements.length === 1 ? { judgement: judgements[0], seen } : { judgements, seen };
  return ask(`${API}/judgements`, posted(body));
}

/**
 * Asks for a file, with the name under which it is kept.
 * @param {string} address
 * @returns {Promise<{name: string, blob: Blob}>}
 */
export async function file(address) {
  const response = await fetch(address, { headers: { [KEY]: sessionKey() }, credentials: "same-origin", cache: "no-store" });
  if (!response.ok) throw new Trouble(response.status, `the program answered ${response.status}`, "load the page anew");
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  return { name: name ?? "report.json", blob: await response.blob() };
}

/** What goes with the cookie, for an address that is opened by itself. */
export function sessionKey() {
  return localStorage.getItem(KEY) ?? "";
}

/** @param {number} entry */
export async function undo(entry) {
  return ask(`${API}/undo`, posted({ entry, seen }));
}

/** @param {object} body @returns {RequestInit} */
function posted(body) {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/**
 * @param {string} address
 * @param {RequestInit} request
 */
async function ask(address, request) {
  const n_before = n_written;
  const headers = new Headers(request.headers);
  headers.set(KEY, sessionKey());
  const response = await fetch(address, { ...request, headers, credentials: "same-origin", cache: "no-store" }).catch(() => {
    throw new Trouble(0, "the program does not answer", "it may have been closed; start `hearsay serve` again");
  });
  const stale = response.status === 409;
  const now = response.headers.get("hearsay-seen");
  // A stale view stays stale until it is loaded anew; and no view is made of answers from before and after a change.
  if (now && !stale && (request.method !== "GET" || n_before === n_written)) {
    if (request.method !== "GET") n_written += 1;
    const isByAnother = seen !== "" && now !== seen && request.method === "GET";
    seen = now;
    if (isByAnother) changed();
  }
  const key = response.headers.get(KEY);
  if (key) localStorage.setItem(KEY, key);
  if (response.status === 204) return null;
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  if (response.status === 401) {
    const hint = "the program was started anew: open the address that it shows in the terminal";
    throw new Trouble(401, "this page is not signed in", body?.hint || hint);
  }
  throw new Trouble(response.status, body?.error ?? `the program answered ${response.status}`, body?.hint ?? "", body?.since ?? []);
}

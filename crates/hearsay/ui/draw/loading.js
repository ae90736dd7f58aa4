// Asks the program for what a view shows, and again when the case has changed; long lists page by page.
// Not a cache across views.

import { plain } from "../logic/visible.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { get } from "./server.js";
import { caseInfo, revision, trouble } from "./state.js";

/** @template T @typedef {{value: T|null, error: import("./server.js").Trouble|null}} Loaded */

const PAGE = 100;

/**
 * Returns what the program answers; the former answer stays until the next is there.
 * @param {string[]|null} path
 * @param {Record<string, any>} [query]
 * @returns {Loaded<any>}
 */
export function useLoaded(path, query = {}) {
  const [state, setState] = useState(/** @type {Loaded<any> & {of: string}} */ ({ value: null, error: null, of: "" }));
  const name = JSON.stringify([path, query]);
  const at = revision.value;
  useEffect(() => {
    if (!path) return undefined;
    let isCurrent = true;
    get(path, query).then(
      (value) => { if (isCurrent) setState({ value, error: null, of: name }); },
      (error) => { if (isCurrent) failed(error, () => setState({ value: null, error, of: name })); },
    );
    return () => { isCurrent = false; };
  }, [name, at]);
  return state.of === name ? state : { value: null, error: null };
}

/** @param {any} error @param {() => void} tell */
function failed(error, tell) {
  if (error.status === 401 || error.status === 0) trouble.value = error;
  tell();
}

/**
 * Returns a list of which pages are asked for as they come into sight.
 * @param {string[]} path
 * @param {Record<string, any>} query
 */
export function usePaged(path, query) {
  const name = JSON.stringify([path, query]);
  const at = revision.value;
  const [, redraw] = useState(0);
  const pages = useRef({ of: "", total: -1, items: /** @type {any[]} */ ([]), asked: new Set(), error: /** @type {any} */ (null), answer: /** @type {any} */ (null) });
  /** @param {number} page @param {string} of */
  const ask = (page, of) => {
    const list = pages.current;
    if (list.asked.has(page)) return;
    list.asked.add(page);
    get(path, { ...query, offset: page * PAGE, limit: PAGE }).then((answer) => {
      if (pages.current !== list || list.of !== of) return;
      list.total = answer.total;
      list.answer = answer;
      answer.items.forEach((/** @type {any} */ item, /** @type {number} */ idx) => { list.items[page * PAGE + idx] = item; });
      redraw((n) => n + 1);
    }, (error) => failed(error, () => { list.error = error; redraw((n) => n + 1); }));
  };
  useEffect(() => {
    const before = pages.current;
    const isSame = before.of === name;
    // What was shown stays until the first page of the new is there.
    const list = { of: name, total: isSame ? before.total : -1, items: isSame ? [...before.items] : [], asked: new Set(), error: null, answer: before.answer };
    pages.current = list;
    ask(0, name);
    redraw((n) => n + 1);
  }, [name, at]);
  const list = pages.current;
  return {
    total: list.of === name ? list.total : -1,
    error: list.error,
    answer: list.answer,
    items: list.items,
    /** @param {number} idx */
    item(idx) {
      const page = Math.floor(idx / PAGE);
      if (list.of === name && !list.asked.has(page)) queueMicrotask(() => ask(page, name));
      return list.items[idx];
    },
  };
}

/** @param {{error: import("./server.js").Trouble}} properties */
export function Failure({ error }) {
  return html`<div class="failure" role="alert">
    <p class="failure-title">${plain(sentence(error.message))}</p>
    ${error.hint && html`<p>${plain(sentence(error.hint))}</p>`}
    <button class="button" onClick=${again}>Try again</button>
  </div>`;
}

async function again() {
  try {
    caseInfo.value = await get(["case"]);
    trouble.value = null;
    revision.value += 1;
  } catch (error) {
    trouble.value = /** @type {import("./server.js").Trouble} */ (error);
  }
}

export function Waiting() {
  return html`<div class="waiting" role="status"><span class="waiting-line"></span><span class="waiting-line"></span><span class="waiting-line"></span><span class="unseen">Loading</span></div>`;
}

/** @param {{title: string, children?: any}} properties */
export function Empty({ title, children }) {
  return html`<div class="empty"><p class="empty-title">${title}</p>${children}</div>`;
}

/** @param {string} words */
export function sentence(words) {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

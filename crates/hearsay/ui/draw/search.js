// What a search found, in claims and in documents, with the found words marked.
// Not how the words are looked for: that is the program's.

import { Places } from "../logic/places.js";
import { of } from "../logic/route.js";
import { n } from "../logic/standing.js";
import { html, useState } from "./html.js";
import { useKeys } from "./keyboard.js";
import { Empty, Failure, useLoaded, Waiting } from "./loading.js";
import { go, route } from "./state.js";
import { Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Found} Found */

export function SearchView() {
  const asked = route.value.query["q"] ?? "";
  const { value, error } = useLoaded(asked ? ["search"] : null, { q: asked, limit: 100 });
  const [at, setAt] = useState(-1);
  const items = /** @type {Found[]} */ (value?.items ?? []);
  const move = (/** @type {number} */ by) => setAt((before) => Math.max(0, Math.min(before + by, items.length - 1)));
  useKeys({ j: () => move(1), k: () => move(-1), Enter: () => { const one = items[at]; if (one) go(target(one)); } });
  const claims = items.filter((one) => one.claim !== null);
  const documents = items.filter((one) => one.claim === null);
  return html`<div class="column">
    <div class="list-head"><h1>Search</h1><p class="list-count" role="status">${value && html`${n(value.total ?? items.length, "hit")} for “<${Words} text=${asked} />”`}</p></div>
    ${!asked && html`<${Hints} />`}
    ${error && (error.status === 400 || error.status === 404 ? html`<div class="failure" role="alert"><p class="failure-title"><${Words} text=${error.message} /></p><p><${Words} text=${error.hint} /></p></div>` : html`<${Failure} error=${error} />`)}
    ${asked && !value && !error && html`<${Waiting} />`}
    ${value && items.length === 0 && html`<${Empty} title="These words are nowhere in the case"><${Hints} /><//>`}
    ${claims.length > 0 && html`<section class="block"><h2>In claims</h2><ol class="found">${claims.map((one) => html`<${Hit} key=${one.reference} one=${one} isCurrent=${items[at] === one} />`)}</ol></section>`}
    ${documents.length > 0 && html`<section class="block"><h2>In documents</h2><ol class="found">${documents.map((one) => html`<${Hit} key=${one.reference} one=${one} isCurrent=${items[at] === one} />`)}</ol></section>`}
  </div>`;
}

/** @param {Found} one */
function target(one) {
  return one.claim ? of("claim", one.reference) : of("read", one.document, { span: one.found[0]?.join("-") });
}

/** @param {{one: Found, isCurrent: boolean}} properties */
function Hit({ one, isCurrent }) {
  return html`<li class=${`hit ${isCurrent ? "hit-current" : ""}`}>
    <a class="hit-words" href=${target(one)} dir="auto"><${Marked} one=${one} /></a>
    <p class="quiet">${one.by && html`<${Words} text=${one.by} />, `}<${Words} text=${one.title ?? one.document} />${one.source && html`, <${Words} text=${one.source} />`}${one.published && `, ${one.published}`} · <${Words} text=${one.reference} /></p>
  </li>`;
}

/** The passage is told by its pieces, which tile it; those that were found are marked. @param {{one: Found}} properties */
function Marked({ one }) {
  const places = new Places(one.words);
  let done = 0;
  return one.passage.map(([from, to], idx) => {
    const [start, end] = [places.unit(done), places.unit(done + (to - from))];
    done += to - from;
    const isFound = one.found.some((found) => found[0] === from && found[1] === to);
    const words = html`${idx > 0 && from > one.passage[idx - 1][1] ? " … " : ""}<${Words} text=${one.words.slice(start, end)} />`;
    return isFound ? html`<mark key=${idx}>${words}</mark>` : html`<span key=${idx}>${words}</span>`;
  });
}

function Hints() {
  const hints = [["fire trucks", "both words"], ["\"harbour fire\"", "a phrase"], ["fire OR blaze", "one of them"], ["fire -drill", "without the second"], ["minist*", "any word that begins so"], ["NEAR(harbour fire, 5)", "at most five words between"]];
  return html`<dl class="hints">${hints.map(([words, does]) => html`<div key=${words}><dt><code>${words}</code></dt><dd>${does}</dd></div>`)}</dl>`;
}

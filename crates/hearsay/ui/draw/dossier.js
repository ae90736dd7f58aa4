// What the people and the artefacts have in common: a list with a dossier beside it, proposals to decide, claims with their place.
// Not what stands in either dossier.

import { of } from "../logic/route.js";
import { html, useEffect, useState } from "./html.js";
import { judge, quoted } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { Empty, Failure, useLoaded, usePaged, Waiting } from "./loading.js";
import { go, route, set } from "./state.js";
import { Card, useIsWide } from "./claims.js";
import { Place, Words } from "./words.js";
import { Windowed } from "./windowed.js";

/**
 * A list with, beside it, what is open of it.
 * @param {{view: string, title: string, path: string[], query: Record<string, any>, row: (item: any) => any, open: any,
 *   none: string, head?: any, guess?: number}} properties
 */
export function ListAndDossier({ view, title, path, query, row, open, none, head, guess = 68 }) {
  const list = usePaged(path, query);
  const opened = route.value.path.length > 1 ? route.value.path.join("/") : "";
  const isWide = useIsWide();
  const [at, setAt] = useState({ idx: -1, at: 0 });
  const move = (/** @type {number} */ by) => setAt((before) => ({ idx: Math.max(0, Math.min(before.idx + by, list.total - 1)), at: before.at + 1 }));
  useEffect(() => {
    const item = list.items[at.idx];
    if (at.at > 0 && item?.id && isWide) go(of(view, item.id, route.value.query));
  }, [at.at]);
  useKeys({
    j: () => move(1), k: () => move(-1),
    Enter: () => { const item = list.items[at.idx]; if (item?.id) go(of(view, item.id, route.value.query)); },
    Escape: () => go(of(view, "", route.value.query).replace(/\/(?=\?|$)/, "")),
  });
  const isListHidden = !isWide && opened !== "";
  return html`<div class="pair">
    ${!isListHidden && html`<section class="pair-list" data-scrolls aria-label=${title}>
      <div class="list-head"><h1>${title}</h1></div>
      ${head}
      ${list.error ? html`<${Failure} error=${list.error} />` : list.total < 0 ? html`<${Waiting} />` : list.total === 0 ? html`<${Empty} title=${none} />` : html`
        <${Windowed} n=${list.total} name=${JSON.stringify([path, query])} guess=${guess} reveal=${at} tag="ul" itemTag="li" class="rows" label=${title} draw=${(/** @type {number} */ idx) => {
          const item = list.item(idx);
          if (item && item.id === null) return html`<div class="row row-unnamed" title="named in metadata or a credit only, so there are no words to open or judge">${row(item)}</div>`;
          return item ? html`<a class=${`row ${item.id === opened ? "row-current" : ""}`} aria-current=${item.id === opened ? "true" : undefined} href=${of(view, item.id, route.value.query)}>${row(item)}</a>` : html`<div class="row row-waiting"></div>`;
        }} />`}
    </section>`}
    ${(opened || isWide) && html`<section class="pair-open" aria-label="Dossier">
      ${opened ? html`${!isWide && html`<p class="kicker"><a href=${`#/${view}`}>${title}</a></p>`}${open(opened)}` : html`<${Empty} title="Choose one at the left"><p class="quiet">Or go through them with <kbd>j</kbd> and <kbd>k</kbd>.</p><//>`}
    </section>`}
  </div>`;
}

/** Narrows a list by words. @param {{label: string}} properties */
export function Narrow({ label }) {
  return html`<label class="field narrow"><span class="unseen">${label}</span><input type="search" placeholder=${label} defaultValue=${route.value.query["text"] ?? ""} onInput=${(/** @type {any} */ event) => {
    clearTimeout(event.target.timer);
    event.target.timer = setTimeout(() => set({ text: event.target.value }), 250);
  }} /></label>`;
}

/** Pairs that may be one, for the analyst to decide. @param {{path: string}} properties */
export function Proposals({ path }) {
  const { value } = useLoaded([path, "possible"], { limit: 100 });
  const pairs = value?.items ?? [];
  if (pairs.length === 0) return null;
  return html`<details class="proposals"><summary>${pairs.length} to decide: may these be one?</summary><ul>
    ${pairs.map((/** @type {any} */ pair) => {
      const [one, other] = pair.between;
      const decide = (/** @type {string} */ kind, /** @type {string} */ said) => judge([{ kind, on: one.id, other: other.id }], `Judged ${quoted(one.name)} ${said} ${quoted(other.name)}`);
      return html`<li key=${`${one.id} ${other.id}`} class="proposal">
        <p><a href=${of(path === "entities" ? "people" : "artefacts", one.id ?? "")}><${Words} text=${one.name} /></a> <span class="quiet"><${Words} text=${one.id} /></span> and <a href=${of(path === "entities" ? "people" : "artefacts", other.id ?? "")}><${Words} text=${other.name} /></a> <span class="quiet"><${Words} text=${other.id} /></span></p>
        <p class="quiet"><${Words} text=${pair.because.join("; ")} /></p>
        ${one.id && other.id ? html`<div class="acts acts-small"><button class="button button-small" onClick=${() => decide("same", "the same as")}>They are one</button><button class="button button-small" onClick=${() => decide("not-same", "not the same as")}>They are not</button></div>` : html`<p class="quiet">One of them is named in metadata only, so it cannot be judged.</p>`}
      </li>`;
    })}</ul></details>`;
}

/** Where a name stands, document by document. @param {{names: {name: string, places: {document: string, spans: [number, number][]}[]}[]}} properties */
export function Names({ names }) {
  return html`<ul class="names">${names.map((one) => html`<li key=${one.name}><strong><${Words} text=${one.name} /></strong> <span class="quiet">in</span> ${one.places.map((place, idx) => html`<span key=${idx}>${idx > 0 ? ", " : " "}<${Place} document=${place.document} span=${place.spans?.[0] ?? null} /></span>`)}</li>`)}</ul>`;
}

/** Claims that somebody says, passes on or publishes, as cards. @param {{query: Record<string, any>, none: string, name: string}} properties */
export function ClaimsOf({ query, none, name }) {
  const list = usePaged(["claims"], { ...query, all: true });
  if (list.error) return html`<${Failure} error=${list.error} />`;
  if (list.total < 0) return html`<${Waiting} />`;
  if (list.total === 0) return html`<p class="quiet">${none}</p>`;
  return html`<${Windowed} n=${list.total} name=${name} guess=${150} whole=${60} tag="ol" itemTag="li" class="cards" label="Claims" draw=${(/** @type {number} */ idx) => html`<${Card} group=${list.item(idx)} />`} />`;
}

/**
 * Returns the claims of which somebody is the deepest source that is named.
 * @param {string} id
 * @param {string[]|undefined} claims as the card of the entity has them
 */
export function useSaid(id, claims) {
  const { value, error } = useLoaded(["claims"], { source: id, all: true, limit: 1000 });
  const said = new Set(claims ?? []);
  const groups = value && claims ? value.items.filter((/** @type {any} */ group) => group.claims.some((/** @type {any} */ claim) => said.has(claim.id))) : null;
  return { groups: /** @type {import("../logic/contract.js").Group[]|null} */ (groups), error, isCut: Boolean(value && value.total > value.items.length) };
}

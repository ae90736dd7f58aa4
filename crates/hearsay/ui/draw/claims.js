// Claims: one card for all that say the same, with its origins, how it stands, and what speaks against it.
// Not whether any of it is so.

import { of, parts } from "../logic/route.js";
import { differences, FILTERS, n, named } from "../logic/standing.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { judge, quoted } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { Empty, Failure, usePaged, Waiting } from "./loading.js";
import { caseInfo, dialog, go, route, set } from "./state.js";
import { Hedges, Judged, Origins, Quote, Standing, Way, when, Words } from "./words.js";
import { Windowed } from "./windowed.js";

/** @typedef {import("../logic/contract.js").Group} Group */

const SORTS = [["told", "most told first"], ["origins", "most origins first"], ["newest", "newest first"]];

export function ClaimsView() {
  const { query } = route.value;
  const asked = {
    text: query["text"], by: query["by"], about: query["about"], standing: query["standing"], hedged: query["hedged"],
    since: query["since"], origins_at_least: query["origins"], document: query["document"], matter: query["matter"],
    source: query["source"], all: query["all"], sort: query["sort"],
  };
  const list = usePaged(["claims"], asked);
  const [at, setAt] = useState({ idx: -1, at: 0 });
  const [chosen, setChosen] = useState(/** @type {Map<string, string>} */ (new Map()));
  const current = () => /** @type {Group|undefined} */ (list.item(at.idx));
  const move = (/** @type {number} */ by) => setAt((before) => ({ idx: Math.max(0, Math.min(before.idx + by, list.total - 1)), at: before.at + 1 }));
  const name = JSON.stringify(asked);
  useEffect(() => { setAt({ idx: -1, at: 0 }); setChosen(new Map()); }, [name]);
  useEffect(() => {
    if (at.idx < 0) return;
    requestAnimationFrame(() => /** @type {HTMLElement|null} */ (document.querySelector(`[data-idx="${at.idx}"] .card`))?.focus({ preventScroll: true }));
  }, [at.at]);
  const toggle = (/** @type {Group|undefined} */ group) => {
    if (!group) return;
    setChosen((before) => {
      const after = new Map(before);
      if (!after.delete(reference(group))) after.set(reference(group), group.claims[0].words);
      return after;
    });
  };
  useKeys({
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    Enter: () => { const group = current(); if (group) go(of("claim", reference(group))); },
    r: () => { const group = current(); if (group) go(readAt(group)); },
    a: () => decide(current(), "accept"), x: () => decide(current(), "reject"),
    e: () => { const group = current(); if (group) go(readAt(group, "mend")); },
    m: () => { const group = current(); if (group) sameAs(group); },
    h: () => { const group = current(); if (group) cite(group); },
    " ": () => toggle(current()), Escape: () => setChosen(new Map()),
  });
  return html`<div class="claims">
    <${Filters} asked=${query} />
    <section class="claims-list" aria-label="Claims">
      <div class="list-head">
        <h1>Claims</h1>
        <p class="list-count" role="status">${list.total >= 0 ? counted(list.total, query) : ""}</p>
        <label class="sort"><span class="unseen">Order</span><select value=${query["sort"] ?? "told"} onChange=${(/** @type {any} */ event) => set({ sort: event.target.value === "told" ? "" : event.target.value })}>
          ${SORTS.map(([value, label]) => html`<option value=${value} key=${value}>${label}</option>`)}</select></label>
      </div>
      ${list.error ? html`<${Failure} error=${list.error} />` : list.total < 0 ? html`<${Waiting} />` : list.total === 0 ? html`<${NoClaims} />` : html`
        <${Windowed} n=${list.total} name=${name} guess=${168} reveal=${at} tag="ol" itemTag="li" class="cards" label="Claims"
          draw=${(/** @type {number} */ idx) => html`<${Card} group=${list.item(idx)} isCurrent=${idx === at.idx} isChosen=${chosen} toggle=${toggle} />`} />`}
    </section>
    ${chosen.size > 0 && html`<${Bulk} chosen=${chosen} done=${() => setChosen(new Map())} />`}
  </div>`;
}

/** @param {number} total @param {Record<string, string>} query */
function counted(total, query) {
  const isFiltered = Object.keys(query).some((name) => !["sort", "all"].includes(name) && query[name]);
  return `${n(total, "claim")}${isFiltered ? " that fit" : ""}; how each stands is what the record says, never whether it is so`;
}

/** @param {Group} group */
export function reference(group) {
  return group.ref ?? group.claims[0].id;
}

/** @param {Group} group @param {string} [act] */
function readAt(group, act) {
  const [document, id] = parts(group.claims[0].id);
  return of("read", document, { at: id, act });
}

/** @param {Group|undefined} group @param {"accept"|"reject"} kind */
async function decide(group, kind) {
  if (!group) return;
  const claim = group.claims[0];
  await judge([{ kind, on: claim.id }], `${kind === "accept" ? "Accepted" : "Rejected"} ${quoted(claim.words)}`);
}

/** @param {Group} group */
function sameAs(group) {
  dialog.value = { kind: "same", reference: group.claims[0].id, words: group.claims[0].words, what: "claims" };
}

/** @param {Group} group */
function cite(group) {
  dialog.value = { kind: "evidence", reference: group.claims[0].id, words: group.claims[0].words };
}

/** @param {{group: Group|undefined, isCurrent?: boolean, isChosen?: Map<string, string>, toggle?: (group: Group) => void}} properties */
export function Card({ group, isCurrent = false, isChosen, toggle }) {
  if (!group) return html`<div class="card card-waiting" aria-hidden="true"></div>`;
  const claim = group.claims[0];
  const hedges = group.claims.flatMap((one) => one.hedges);
  const name = reference(group);
  return html`<article class=${`card ${isCurrent ? "card-current" : ""} ${isChosen?.has(name) ? "card-chosen" : ""}`} tabindex="-1" aria-current=${isCurrent ? "true" : undefined}>
    ${toggle && html`<label class="card-choose"><input type="checkbox" checked=${isChosen?.has(name)} onChange=${() => toggle(group)} aria-label="Choose this claim" /></label>`}
    <div class="card-inside">
      <a class="card-words" href=${of("claim", name)}><${Quote} text=${claim.words} /></a>
      <div class="card-way"><${Way} chain=${named(claim.chain, group.standing, claim.document)} document=${claim.document} /><span class="quiet card-when">${when(claim)}</span></div>
      <div class="card-facts">
        <${Origins} n_documents=${group.n_documents} n_origins=${group.n_origins} />
        <${Standing} events=${group.standing} />
        <${Hedges} words=${hedges.slice(0, 3)} />
        ${group.variants && group.variants.length > 0 && html`<a class="variants" href=${of("claim", name)}>${n(group.variants.length, "other version")}</a>`}
        <${Judged} judgements=${group.judgements} />
      </div>
      <${Disagreements} all=${group.disagreements} max=${2} />
      ${group.warnings.map((one) => html`<p class="card-warning" key=${one.because}><strong>${WARNINGS[one.kind] ?? one.kind}</strong> <${Words} text=${one.because} /></p>`)}
    </div>
  </article>`;
}

/** @type {Record<string, string>} */
export const WARNINGS = {
  "loop": "A circle:",
  "circular-confirmation": "Confirms itself:",
  "rests-on-withdrawn": "Rests on a word taken back:",
};

/** What other versions of the matter say differently. @param {{all: import("../logic/contract.js").Disagreement[], max?: number}} properties */
export function Disagreements({ all, max = Infinity }) {
  const found = differences(all);
  return html`${found.slice(0, max).map((one) => html`<p class="disagreement" key=${one.on + one.here + one.there}>
      <span class="disagreement-name">${one.canBothHold ? "Differs" : "Disagrees"} on ${one.on}</span>
      <span class="disagreement-words"><${Words} text=${one.here} /> <span class="quiet">here,</span> <${Words} text=${one.there} /> <span class="quiet">in</span> ${one.with.slice(0, 4).map((id, idx) => html`${idx > 0 ? ", " : ""}<a href=${of("claim", id)} key=${id}><${Words} text=${id} /></a>`)}${one.with.length > 4 && html` <span class="quiet">and ${one.with.length - 4} more</span>`}</span>
    </p>`)}
    ${found.length > max && html`<p class="card-more quiet">and ${n(found.length - max, "more difference")}</p>`}`;
}

/** @param {{asked: Record<string, string>}} properties */
function Filters({ asked }) {
  const isSet = ["standing", "by", "about", "since", "hedged", "origins", "document", "all", "text", "matter", "source"].some((name) => asked[name]);
  const form = html`<form class="filters-form" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <fieldset class="filter"><legend>What the record says</legend>
      ${[{ value: "", label: "anything" }, ...FILTERS].map((one) => html`<label key=${one.value} class="choice-line"><input type="radio" name="standing" checked=${(asked["standing"] ?? "") === one.value} onChange=${() => set({ standing: one.value })} />${one.label}</label>`)}
    </fieldset>
    <${Written} label="Said, passed on or published by" name="by" value=${asked["by"]} />
    <${Written} label="About" name="about" value=${asked["about"]} hint="all these words" />
    <${Written} label="Since" name="since" value=${asked["since"]} type="date" />
    <fieldset class="filter"><legend>And</legend>
      <label class="choice-line"><input type="checkbox" checked=${asked["hedged"] === "true"} onChange=${(/** @type {any} */ event) => set({ hedged: event.target.checked ? "true" : "" })} />hedged</label>
      <label class="choice-line"><input type="checkbox" checked=${asked["origins"] === "2"} onChange=${(/** @type {any} */ event) => set({ origins: event.target.checked ? "2" : "" })} />two or more origins</label>
      <label class="choice-line"><input type="checkbox" checked=${asked["all"] === "true"} onChange=${(/** @type {any} */ event) => set({ all: event.target.checked ? "true" : "" })} />writers’ own words too</label>
    </fieldset>
    ${["document", "matter", "source"].filter((name) => asked[name]).map((name) => html`<p class="filter-given" key=${name}>only ${name} <strong><${Words} text=${asked[name]} /></strong> <button class="link" onClick=${() => set({ [name]: "" })}>drop</button></p>`)}
    ${isSet && html`<button class="link filters-clear" onClick=${() => set(Object.fromEntries(Object.keys(asked).map((name) => [name, ""])))}>Show all claims</button>`}
  </form>`;
  const isWide = useIsWide();
  return html`<aside class="filters" aria-label="Filters">
    ${isWide ? form : html`<details class="filters-folded" open=${false}><summary>Filter${isSet ? " (on)" : ""}</summary>${form}</details>`}
  </aside>`;
}

export function useIsWide(query = "(min-width: 60rem)") {
  const media = useRef(matchMedia(query));
  const [is, setIs] = useState(media.current.matches);
  useEffect(() => {
    const changed = () => setIs(media.current.matches);
    media.current.addEventListener("change", changed);
    return () => media.current.removeEventListener("change", changed);
  }, []);
  return is;
}

/** A field that asks once the writing pauses. @param {{label: string, name: string, value?: string, type?: string, hint?: string}} properties */
function Written({ label, name, value = "", type = "text", hint }) {
  const timer = useRef(/** @type {any} */ (0));
  const written = (/** @type {any} */ event) => {
    clearTimeout(timer.current);
    const words = event.target.value;
    timer.current = setTimeout(() => set({ [name]: words }), 300);
  };
  return html`<label class="filter field"><span>${label}</span><input type=${type} defaultValue=${value} key=${value === "" ? "empty" : "written"} onInput=${written} placeholder=${hint} /></label>`;
}

/** A judgement on several. @param {{chosen: Map<string, string>, done: () => void}} properties */
function Bulk({ chosen, done }) {
  const decide = async (/** @type {string} */ kind, /** @type {string} */ said) => {
    const judgements = [...chosen.keys()].map((on) => ({ kind, on }));
    if (await judge(judgements, `${said} ${n(judgements.length, "claim")}`)) done();
  };
  const join = async () => {
    const [first, ...others] = [...chosen.keys()];
    if (await judge(others.map((other) => ({ kind: "same", on: first, other })), `Judged ${n(chosen.size, "claim")} the same`)) done();
  };
  return html`<div class="bulk" role="region" aria-label="Chosen claims">
    <strong>${n(chosen.size, "claim")} chosen</strong>
    <button class="button button-small" onClick=${() => decide("accept", "Accepted")}>Accept</button>
    <button class="button button-small" onClick=${() => decide("reject", "Rejected")}>Reject</button>
    ${chosen.size > 1 && html`<button class="button button-small" onClick=${join}>They are the same</button>`}
    <button class="button button-small button-plain" onClick=${done}>Choose none</button>
  </div>`;
}

function NoClaims() {
  const info = caseInfo.value;
  if (info && info.n_documents === 0) {
    return html`<${Empty} title="There is nothing in this case yet"><p>Add files in the terminal, then reload this page:</p><pre class="command">hearsay add ${info.name} FILE...</pre><//>`;
  }
  return html`<${Empty} title="No claim fits"><p>Take a filter away, or <a href="#/claims?all=true">show all, the writers’ own words too</a>.</p><//>`;
}

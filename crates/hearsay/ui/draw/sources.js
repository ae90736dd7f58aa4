// Sources: the Admiralty's letter with its reasons, and what became of what each said.
// The letter is the analyst's; the page counts and shows the claims behind each count.

import { record } from "../logic/record.js";
import { n } from "../logic/standing.js";
import { Card } from "./claims.js";
import { Checklists } from "./checklists.js";
import { ListAndDossier, Narrow, useSaid } from "./dossier.js";
import { html, useState } from "./html.js";
import { Failure, useLoaded, Waiting } from "./loading.js";
import { Grade } from "./people.js";
import { route } from "./state.js";
import { Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Entity} Entity */
/** @typedef {import("../logic/record.js").Record} Record */

/** @type {[keyof Record, string][]} */
const KINDS = [["confirmed", "confirmed by another"], ["denied", "denied"], ["disputed", "disputed"], ["withdrawn", "withdrawn or corrected"], ["unverified", "could not be verified"], ["alleged", "only alleged"]];

export function SourcesView() {
  const head = html`<div class="pair-head"><${Narrow} label="Find a source" /></div>`;
  return html`<${ListAndDossier} view="sources" title="Sources" path=${["entities"]} query=${{ sources: true, text: route.value.query["text"] }} head=${head} none="Nobody says anything in this case" row=${row}
    open=${(/** @type {string} */ id) => html`<${Opened} key=${id} id=${id} />`} />`;
}

/** @param {Entity} one */
function row(one) {
  return html`<span class="row-with-letter"><span class=${`letter ${one.grade ? "" : "letter-none"}`}>${one.grade?.value ?? "–"}</span>
    <span><span class="row-title"><${Words} text=${one.name} /></span><span class="row-facts"><span class="quiet">${one.kind}, says ${n(one.n_claims, "claim")}${one.n_passed_on ? `, passes on ${one.n_passed_on}` : ""}</span></span></span></span>`;
}

/** @param {{id: string}} properties */
function Opened({ id }) {
  const card = useLoaded(["entities", ...id.split("/")]);
  const said = useSaid(id, card.value?.claims);
  const error = card.error ?? said.error;
  if (error) return html`<${Failure} error=${error} />`;
  if (!card.value || !said.groups) return html`<${Waiting} />`;
  const { entity } = card.value;
  return html`<article class="dossier">
    <header><p class="kicker">source, <${Words} text=${entity.id} /></p><h2 class="dossier-name"><${Words} text=${entity.name} /></h2>
      <p class="dossier-sum">${entity.roles.at(-1) ? html`<${Words} text=${entity.roles.at(-1).words} />, ` : ""}<a href=${`#/people/${entity.id.split("/").map(encodeURIComponent).join("/")}`}>who that is</a></p></header>
    <${Grade} id=${entity.id} name=${entity.name} grade=${card.value.grade ?? entity.grade ?? null} />
    <${Checklists} kind="entities" id=${entity.id} />
    <${WhatBecame} groups=${said.groups} isCut=${said.isCut} names=${[entity.name, ...entity.also]} />
  </article>`;
}

/** @param {{groups: import("../logic/contract.js").Group[], isCut: boolean, names: string[]}} properties */
function WhatBecame({ groups, isCut, names }) {
  const found = record(groups, names);
  const [open, setOpen] = useState(/** @type {keyof Record|null} */ (null));
  const shown = open ?? KINDS.find(([kind]) => found[kind].length > 0)?.[0] ?? "alleged";
  return html`<section class="block"><h3>What became of these words</h3>
    ${isCut && html`<p class="block-note">Only the first thousand of the claims that name this source are counted.</p>`}
    <div class="record" role="group" aria-label="Claims by what became of them">${KINDS.map(([kind, words]) => html`<button key=${kind} class=${`record-cell ${found[kind].length ? "" : "record-none"}`} aria-pressed=${shown === kind} onClick=${() => setOpen(kind)}><span class="record-count">${found[kind].length}</span><span class="record-words">${words}</span></button>`)}</div>
    ${found[shown].length === 0 ? html`<p class="quiet">None of its claims.</p>` : html`<ol class="cards">${found[shown].slice(0, 100).map((group) => html`<li key=${group.claims[0].id}><${Card} group=${group} /></li>`)}</ol>`}
  </section>`;
}

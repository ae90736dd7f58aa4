// People, bodies, outlets and places: who they are said to be, why they are taken for one, what they say and pass on.
// Nothing is merged for good: joining and parting are judgements.

import * as days from "../logic/days.js";
import { RELIABILITY } from "../logic/sentences.js";
import { n } from "../logic/standing.js";
import { plain } from "../logic/visible.js";
import { Card } from "./claims.js";
import { ClaimsOf, ListAndDossier, Names, Narrow, Proposals, useSaid } from "./dossier.js";
import { html, useState } from "./html.js";
import { judge, quoted } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { Failure, useLoaded, Waiting } from "./loading.js";
import { dialog, route, set } from "./state.js";
import { Windowed } from "./windowed.js";
import { Place, Words } from "./words.js";

/** @typedef {import("../logic/contract.js").EntityCard} EntityCard */
/** @typedef {import("../logic/contract.js").Entity} Entity */

const KINDS = [["", "all"], ["person", "people"], ["organisation", "organisations"], ["outlet", "outlets"], ["place", "places"], ["group", "groups"]];

export function PeopleView() {
  const { query } = route.value;
  const head = html`<div class="pair-head">
    <${Narrow} label="Find a name" />
    <div class="toggles" role="group" aria-label="Kinds">${KINDS.map(([kind, name]) => html`<button key=${kind} class="toggle" aria-pressed=${(query["kind"] ?? "") === kind} onClick=${() => set({ kind })}>${name}</button>`)}</div>
    <${Proposals} path="entities" /></div>`;
  return html`<${ListAndDossier} view="people" title="People" path=${["entities"]} query=${{ kind: query["kind"], text: query["text"] }} head=${head} none="Nobody of that name" row=${row}
    open=${(/** @type {string} */ id) => html`<${Person} key=${id} id=${id} />`} />`;
}

/** @param {Entity} one */
function row(one) {
  return html`<span class="row-title"><${Words} text=${one.name} />${one.grade && html` <span class="letter letter-small">${one.grade.value}</span>`}</span>
    <span class="row-facts">${one.roles[0] ? html`<span><${Words} text=${one.roles.at(-1)?.words ?? ""} /></span>` : html`<span>${one.kind}</span>`}
    <span class="quiet">${n(one.n_documents, "document")}${one.n_claims ? `, says ${n(one.n_claims, "claim")}` : ""}${one.n_passed_on ? `, passes on ${one.n_passed_on}` : ""}</span></span>`;
}

/** @param {{id: string}} properties */
function Person({ id }) {
  const { value, error } = useLoaded(["entities", ...id.split("/")]);
  if (error) return html`<${Failure} error=${error} />`;
  if (!value) return html`<${Waiting} />`;
  return html`<${Dossier} card=${value} />`;
}

/** @param {{card: EntityCard}} properties */
function Dossier({ card }) {
  const { entity } = card;
  const id = entity.id ?? "";
  const [tab, setTab] = useState("says");
  const sameAs = () => { dialog.value = { kind: "same", reference: id, words: entity.name, what: "entities" }; };
  const reject = () => judge([{ kind: "reject", on: id }], `Rejected ${quoted(entity.name)}`);
  useKeys({ m: sameAs, x: reject });
  const roles = [...entity.roles].sort((one, other) => (one.published ?? "").localeCompare(other.published ?? ""));
  return html`<article class="dossier">
    <header><p class="kicker">${entity.kind}, <${Words} text=${id} /></p>
      <h2 class="dossier-name"><${Words} text=${entity.name} /></h2>
      ${entity.also.length > 0 && html`<p class="dossier-also">also ${entity.also.map((name, idx) => html`${idx > 0 ? ", " : ""}<${Words} text=${name} />`)}</p>`}
      <p class="dossier-sum">in ${n(entity.n_documents, "document")} · says ${n(entity.n_claims, "claim")} · passes on ${entity.n_passed_on}</p>
      <div class="acts"><button class="button" onClick=${sameAs}>The same as …</button><button class="button" onClick=${reject}>Not anybody</button></div>
    </header>
    <${Grade} id=${id} name=${entity.name} grade=${card.grade ?? entity.grade ?? null} />
    ${roles.length > 0 && html`<section class="block"><h3>Said to be</h3><ul class="roles">${roles.map((role, idx) => html`<li key=${idx}><span class="role-day">${role.published ? days.words(role.published) : "day not known"}</span><span><${Words} text=${role.words} /> <span class="quiet">in</span> <${Place} document=${role.document} /></span></li>`)}</ul></section>`}
    <section class="block"><div class="toggles" role="group" aria-label="Claims">
      <button class="toggle" aria-pressed=${tab === "says"} onClick=${() => setTab("says")}>Says ${entity.n_claims}</button><button class="toggle" aria-pressed=${tab === "by"} onClick=${() => setTab("by")}>Says, passes on or publishes</button></div>
      ${tab === "says" ? html`<${Says} id=${id} claims=${card.claims} />` : html`<${ClaimsOf} query=${{ source: id }} name=${`by ${id}`} none="No claim names it." />`}
    </section>
    <section class="block"><h3>Names, and where they stand</h3><${Names} names=${card.names} /></section>
    ${card.because.length > 0 && html`<section class="block"><h3>Why it is taken for one</h3><ul class="reasons">${card.because.map((one, idx) => html`<li key=${idx}><span class="fact">${one.surety}</span> <${Words} text=${one.because} /> <span class="quiet">${plain(one.joined.map((member) => member.id ?? `${member.document} (${member.named_as})`).join(" and "))}${one.n_times > 1 ? `, and ${one.n_times - 1} more` : ""}</span>
      ${one.joined.length === 2 && one.joined[0].id && one.joined[1].id && html` <button class="link" onClick=${() => judge([{ kind: "not-same", on: /** @type {string} */ (one.joined[0].id), other: /** @type {string} */ (one.joined[1].id) }], plain(`Parted ${one.joined[0].id} from ${one.joined[1].id}`))}>they are not one</button>`}</li>`)}</ul></section>`}
  </article>`;
}

/** @param {{id: string, claims: string[]}} properties */
function Says({ id, claims }) {
  const { groups, error } = useSaid(id, claims);
  if (error) return html`<${Failure} error=${error} />`;
  if (!groups) return html`<${Waiting} />`;
  if (groups.length === 0) return html`<p class="quiet">No claim has this name as its deepest source.</p>`;
  return html`<${Windowed} n=${groups.length} name=${`says ${id}`} guess=${150} whole=${60} tag="ol" itemTag="li" class="cards" label="Claims" draw=${(/** @type {number} */ idx) => html`<${Card} group=${groups[idx]} />`} />`;
}

/** The Admiralty's letter, which only the analyst gives. @param {{id: string, name: string, grade: import("../logic/contract.js").Grade|null}} properties */
export function Grade({ id, name, grade }) {
  const [why, setWhy] = useState("");
  const give = async (/** @type {string} */ value) => {
    if (await judge([{ kind: "grade-source", on: id, value, because: why || undefined }], `Graded ${quoted(name)}: ${value}, ${RELIABILITY[value]}`)) setWhy("");
  };
  return html`<section class="block grade-block"><h3>How reliable, in your judgement</h3>
    <div class="letters" role="group" aria-label="Reliability, A to F">${Object.entries(RELIABILITY).map(([value, words]) => html`<button key=${value} class="letter-button" aria-pressed=${grade?.value === value} title=${words} onClick=${() => give(value)}><span class="letter">${value}</span><span class="letter-words">${words}</span></button>`)}</div>
    ${grade ? html`<p class="grade-given"><strong>${grade.value}</strong>, ${RELIABILITY[grade.value]}: ${grade.because ? html`<${Words} text=${grade.because} />` : html`<span class="quiet">no reason was written</span>`} <span class="quiet">${grade.author}, ${days.moment(grade.at)}, entry ${grade.entry}</span></p>` : html`<p class="quiet">Not graded.</p>`}
    <label class="field field-line"><span>Because</span><input value=${why} placeholder="why this letter; written with it" onInput=${(/** @type {any} */ event) => setWhy(event.target.value)} /></label>
  </section>`;
}

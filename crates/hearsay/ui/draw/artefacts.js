// Letters, recordings, documents: what each is called, through whose hands it went, who verified or denied it, what it says.
// On cited words only; whether one is genuine is nobody's but a named person's word.

import * as days from "../logic/days.js";
import { of } from "../logic/route.js";
import { by, kind, n } from "../logic/standing.js";
import { Card } from "./claims.js";
import { Checklists, Means } from "./checklists.js";
import { ListAndDossier, Names, Proposals } from "./dossier.js";
import { html, useEffect, useState } from "./html.js";
import { judge, quoted } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { Failure, useLoaded, Waiting } from "./loading.js";
import { get } from "./server.js";
import { dialog } from "./state.js";
import { Place, Quote, Words } from "./words.js";

/** @typedef {import("../logic/contract.js").ArtefactCard} ArtefactCard */
/** @typedef {import("../logic/contract.js").Artefact} Artefact */
/** @typedef {import("../logic/contract.js").Custody} Custody */

/** The order in which hands are told of, with what each did. @type {[string, string][]} */
const ROLES = [["author", "written by"], ["participant", "between"], ["recipient", "to"], ["recorded-by", "recorded by"], ["obtained-by", "obtained by"], ["leaked-by", "leaked by"], ["published-by", "published by"], ["about", "about"], ["where", "where"], ["when", "when"]];

/** Words that verdicts of artefacts use, by how they are drawn. @type {Record<string, string>} */
const VERDICTS = { "called nonsense": "denied", "called false": "denied", "dismissed": "denied", "called genuine": "confirmed", "authenticated": "confirmed" };

export function ArtefactsView() {
  const head = html`<div class="pair-head"><${Proposals} path="artefacts" /></div>`;
  return html`<${ListAndDossier} view="artefacts" title="Artefacts" path=${["artefacts"]} query=${{}} head=${head} none="No letter, recording or other artefact is told of" row=${row}
    open=${(/** @type {string} */ id) => html`<${Opened} key=${id} id=${id} />`} />`;
}

/** @param {Artefact} one */
function name(one) {
  return [...one.names].sort((left, right) => right.length - left.length)[0] ?? one.kind;
}

/** @param {Artefact} one */
function row(one) {
  const by = one.custody.find((role) => role.role === "published-by") ?? one.custody.find((role) => role.role === "author");
  return html`<span class="row-title"><${Words} text=${name(one)} /></span>
    <span class="row-facts"><span>${one.kind}</span>${by && html`<span>${ROLES.find(([role]) => role === by.role)?.[1]} <${Words} text=${by.name} /></span>`}<span class="quiet">${n(one.n_documents, "document")}${one.verdicts.length ? `, ${n(one.verdicts.length, "verdict")}` : ""}</span></span>`;
}

/** @param {{id: string}} properties */
function Opened({ id }) {
  const { value, error } = useLoaded(["artefacts", ...id.split("/")]);
  if (error) return html`<${Failure} error=${error} />`;
  if (!value) return html`<${Waiting} />`;
  return html`<${Dossier} card=${value} />`;
}

/** @param {{card: ArtefactCard}} properties */
function Dossier({ card }) {
  const { artefact } = card;
  const title = name(artefact);
  const sameAs = () => { dialog.value = { kind: "same", reference: artefact.id, words: title, what: "artefacts" }; };
  const reject = () => judge([{ kind: "reject", on: artefact.id }], `Rejected ${quoted(title)}`);
  useKeys({ m: sameAs, x: reject });
  const order = (/** @type {Custody} */ one) => { const at = ROLES.findIndex(([role]) => role === one.role); return at < 0 ? 99 : at; };
  const custody = [...artefact.custody].sort((one, other) => order(one) - order(other));
  const verdicts = [...artefact.verdicts].sort((one, other) => (one.when ?? one.published ?? "9").localeCompare(other.when ?? other.published ?? "9"));
  return html`<article class="dossier">
    <header><p class="kicker">${artefact.kind}, <${Words} text=${artefact.id} /></p><h2 class="dossier-name"><${Words} text=${title} /></h2>
      <p class="dossier-sum">told of in ${n(artefact.n_documents, "document")}</p>
      ${artefact.hedges.length > 0 && html`<p class="dossier-hedges">${artefact.hedges.map((hedge, idx) => html`<span class="hedge-chip" key=${idx}><span class="chip-name">hedged</span> <${Words} text=${hedge.words} /> <${Place} document=${hedge.document} /></span>`)}</p>`}
      <div class="acts"><button class="button" onClick=${sameAs}>The same as …</button><button class="button" onClick=${reject}>No artefact</button></div>
    </header>
    <section class="block"><h3>Whose hands it went through</h3>
      ${custody.length === 0 && html`<p class="quiet">Nothing is told of who wrote, had or published it.</p>`}
      <dl class="custody">${custody.map((one, idx) => html`<div class="custody-row" key=${idx}><dt>${ROLES.find(([role]) => role === one.role)?.[1] ?? one.role}</dt>
        <dd><p class="custody-name">${one.entity ? html`<a href=${of("people", one.entity)}><${Words} text=${one.name} /></a>` : html`<${Words} text=${one.name} />`}${one.is_hedged && html` <span class="hedge-chip"><span class="chip-name">hedged</span></span>`}</p>
        ${one.told.map((told, at) => html`<p class="quiet" key=${at}>in <${Place} document=${told.document} span=${told.spans[0] ?? null} />: “<${Words} text=${told.words} />”${told.hedges.length > 0 && html`, hedged <${Words} text=${told.hedges.join(", ")} />`}${told.on_the_word_of ? html`, on the word of <${Words} text=${told.on_the_word_of} />` : ", in the writer’s own voice"}</p>`)}</dd></div>`)}</dl>
    </section>
    <${Means} id=${artefact.id} />
    <section class="block"><h3>Who verified or denied it</h3>
      <dl class="custody"><${Stands} of="that it is genuine" events=${artefact.standing.authenticity} /><${Stands} of="who made it" events=${artefact.standing.authorship} /></dl>
      ${verdicts.length === 0 && html`<p class="quiet">Nobody is told to have verified, doubted or denied it.</p>`}
      <ul class="events">${verdicts.map((one) => html`<li class="event" key=${one.id}><p class="event-day">${one.when ? days.words(one.when) : one.published ? html`${days.words(one.published)}<br /><span class="quiet">published</span>` : "day not known"}</p><div class="event-body">
        <p><span class=${`stand stand-${one.by.length ? VERDICTS[one.what] ?? kind(one.what) : "alleged"}`}><span class="stand-shape" aria-hidden="true"></span><${Words} text=${one.what} /> <span>by ${one.by.length ? html`<${Words} text=${one.by.join(", ")} />` : "nobody named"}</span></span> <span class="fact">${one.about}</span></p>
        <p><${Quote} text=${one.words} /></p><p class="quiet">${one.on_the_word_of ? html`on the word of <${Words} text=${one.on_the_word_of} />, ` : ""}in <${Place} document=${one.id.slice(0, one.id.lastIndexOf("/"))} span=${one.spans[0] ?? null} /></p></div></li>`)}</ul>
    </section>
    ${card.claims.length > 0 && html`<section class="block"><h3>What it is said to say</h3><${Says} ids=${card.claims} /></section>`}
    <${Checklists} kind="artefacts" id=${artefact.id} />
    <section class="block"><h3>What it is called, and where</h3><${Names} names=${card.names} /></section>
  </article>`;
}

/** How an artefact stands on one question: what rests on one word stands once.
 * @param {{of: string, events: import("../logic/contract.js").StandingEvent[]}} properties */
function Stands({ of, events }) {
  if (events.length === 0) return null;
  return html`<div class="custody-row"><dt>${of}</dt><dd>${events.map((event, idx) => html`<p key=${idx}><span class=${`stand stand-${kind(event.what)}`}><span class="stand-shape" aria-hidden="true"></span><${Words} text=${by(event.what, event.by)} /></span>${event.passed_on_by.length > 0 && html` <span class="quiet">passed on by ${n(event.passed_on_by.length, "document")}</span>`}${event.notes.map((note, at) => html` <span class="quiet" key=${at}><${Words} text=${note} /></span>`)}</p>`)}</dd></div>`;
}

/** The claims that an artefact is the source of. @param {{ids: string[]}} properties */
function Says({ ids }) {
  const [traces, setTraces] = useState(/** @type {any[]|null} */ (null));
  useEffect(() => {
    let isCurrent = true;
    Promise.all(ids.slice(0, 30).map((id) => get(["claims", ...splitId(id)]).catch(() => null))).then((all) => { if (isCurrent) setTraces(all.filter(Boolean)); });
    return () => { isCurrent = false; };
  }, [ids.join()]);
  if (!traces) return html`<${Waiting} />`;
  return html`<ol class="cards">${traces.map((trace) => html`<li key=${trace.claim.id}><${Card} group=${{ ref: trace.claim.id, claims: [trace.claim], matter: null, n_documents: new Set((trace.claims ?? [trace.claim]).map((/** @type {any} */ one) => one.document)).size, n_origins: trace.origins.n_origins, standing: trace.standing, disagreements: trace.disagreements ?? [], warnings: trace.warnings, judgements: trace.judgements }} /></li>`)}</ol>
    ${ids.length > 30 && html`<p class="quiet">and ${ids.length - 30} more</p>`}`;
}

/** @param {string} id */
function splitId(id) {
  const at = id.lastIndexOf("/");
  return [id.slice(0, at), id.slice(at + 1)];
}

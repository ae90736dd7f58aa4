// One claim: where it comes from, on how many origins it rests, what became of it, who else tells it.
// Every line opens the words that it rests on.

import * as days from "../logic/days.js";
import { address, of, parts } from "../logic/route.js";
import { CREDIBILITY } from "../logic/sentences.js";
import { ACTS, BASES, n, named, STANCES } from "../logic/standing.js";
import { plain } from "../logic/visible.js";
import { ChainDrawing } from "./chain_drawing.js";
import { Disagreements, WARNINGS } from "./claims.js";
import { html, useState } from "./html.js";
import { judge, quoted } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { Failure, useLoaded, Waiting } from "./loading.js";
import { dialog, go, route } from "./state.js";
import { Days, Hedges, Judged, Origins, Place, Quote, Stand, Way, when, Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Trace} Trace */
/** @typedef {import("../logic/contract.js").Claim} Claim */

export function ClaimView() {
  const { path } = route.value;
  const { value, error } = useLoaded(["claims", path[0] ?? "", path[1] ?? ""]);
  if (error) return html`<div class="column"><${Failure} error=${error} /></div>`;
  if (!value) return html`<div class="column"><${Waiting} /></div>`;
  return html`<${ClaimPage} key=${value.claim.id} trace=${value} />`;
}

/** @param {{trace: Trace}} properties */
function ClaimPage({ trace }) {
  const { claim } = trace;
  const [document, id] = parts(claim.id);
  const decide = (/** @type {"accept"|"reject"} */ kind) => judge([{ kind, on: claim.id }], `${kind === "accept" ? "Accepted" : "Rejected"} ${quoted(claim.words)}`);
  const sameAs = () => { dialog.value = { kind: "same", reference: claim.id, words: claim.words, what: "claims" }; };
  const cite = () => { dialog.value = { kind: "evidence", reference: claim.id, words: claim.words }; };
  useKeys({
    h: cite,
    a: () => decide("accept"), x: () => decide("reject"), m: sameAs,
    r: () => go(of("read", document, { at: id })), e: () => go(of("read", document, { at: id, act: "mend" })),
    Escape: () => history.back(),
  });
  const n_documents = new Set((trace.claims ?? [claim]).map((one) => one.document)).size;
  return html`<article class="claim column">
    <header class="claim-head">
      <p class="kicker"><a href="#/claims">Claims</a> <span aria-hidden="true">/</span> <${Words} text=${claim.id} /></p>
      <h1 class="claim-words"><${Quote} text=${claim.words} /></h1>
      <p class="claim-way"><${Way} chain=${named(claim.chain, trace.standing, claim.document)} document=${claim.document} /></p>
      <div class="card-facts">
        <${Origins} n_documents=${n_documents} n_origins=${trace.origins.n_origins} />
        <${Facts} claim=${claim} />
        <${Judged} judgements=${trace.judgements} />
      </div>
      <div class="acts">
        <a class="button button-first" href=${of("read", document, { at: id })}>Read it in <${Words} text=${document} /></a>
        <button class="button" onClick=${() => decide("accept")}>Accept</button>
        <button class="button" onClick=${() => decide("reject")}>Reject</button>
        <button class="button" onClick=${sameAs}>The same as …</button>
        <button class="button" onClick=${cite}>As evidence …</button>
        <a class="button button-plain" href=${address("timeline", [], { claim: claim.id })}>Its days</a>
        <${GradeItem} claim=${claim} judgements=${trace.judgements ?? []} />
      </div>
    </header>
    ${trace.warnings.map((one) => html`<p class="card-warning" key=${one.because}><strong>${WARNINGS[one.kind] ?? one.kind}</strong> <${Words} text=${one.because} /></p>`)}
    <${ChainDrawing} trace=${trace} />
    <div class="claim-columns">
      <${OriginList} trace=${trace} />
      <${StandingList} trace=${trace} />
    </div>
    <${AlsoTold} trace=${trace} />
    <${Variants} trace=${trace} />
  </article>`;
}

/** @param {{claim: Claim}} properties */
function Facts({ claim }) {
  const basis = claim.chain.at(-1)?.basis ?? "";
  return html`
    ${claim.act && html`<span class="fact">${/** @type {Record<string, string>} */ (ACTS)[claim.act] ?? claim.act}</span>`}
    ${!claim.act && html`<span class="fact">in the writer’s own voice</span>`}
    ${STANCES[claim.stance] && html`<span class="fact fact-strong">${STANCES[claim.stance]}</span>`}
    ${BASES[basis] && html`<span class="fact">${BASES[basis]}</span>`}
    <${Hedges} words=${claim.hedges} />
    <span class="quiet">${when(claim)}</span>`;
}

/** @param {{claim: Claim, judgements: import("../logic/contract.js").GroupJudgement[]}} properties */
function GradeItem({ claim, judgements }) {
  const given = judgements.filter((one) => one.what === "grade-item" && one.on.includes(claim.id)).at(-1)?.value ?? "";
  const grade = (/** @type {any} */ event) => {
    const value = event.target.value;
    if (value) judge([{ kind: "grade-item", on: claim.id, value }], `Graded ${quoted(claim.words)}: ${value}`);
  };
  return html`<label class="grade"><span class="unseen">Credibility of this item</span><select value=${given} onChange=${grade}>
    <option value="">Grade the item 1 to 6 …</option>
    ${Object.entries(CREDIBILITY).map(([value, words]) => html`<option value=${value} key=${value}>${value}: ${words}</option>`)}
  </select></label>`;
}

/** @param {{trace: Trace}} properties */
function OriginList({ trace }) {
  const { origins, between } = trace.origins;
  const name = (/** @type {string} */ idx) => origins[Number(idx)]?.names.join(", ") || `origin ${Number(idx) + 1}`;
  const independent = (/** @type {string} */ one, /** @type {string} */ other) => {
    const [on, against] = [origins[Number(one)]?.claims[0], origins[Number(other)]?.claims[0]];
    if (on && against) judge([{ kind: "independent", on, other: against }], `Judged ${quoted(name(one))} and ${quoted(name(other))} independent`);
  };
  return html`<section class="block"><h2>${n(trace.origins.n_origins, "origin")}</h2>
    <p class="block-note">Where the claim enters the record. Outlets that have it from one origin corroborate nothing.</p>
    <ol class="origin-list">
      ${origins.map((origin, idx) => html`<li class="origin" key=${idx}>
        <p class="origin-name">${origin.names.length > 0 ? html`<${Words} text=${origin.names.join(", ")} />` : "nobody named"}</p>
        <p class="quiet">${origin.kind}${origin.own_access ? `, with access of its own: ${origin.own_access}` : ""}</p>
        <p class="origin-claims"><span class="quiet">rest on it:</span> ${origin.claims.map((id) => html`<a key=${id} href=${of("claim", id)}><${Words} text=${id} /></a> `)}</p>
      </li>`)}
    </ol>
    ${between.length > 0 && html`<h3>Between them</h3><ul class="between">
      ${between.map((one) => html`<li key=${one.between.join()}><span><${Words} text=${name(one.between[0])} /> <span class="quiet">and</span> <${Words} text=${name(one.between[1])} /></span>
        <span class="answer">${one.answer}</span>
        ${one.answer === "independence not established" && html`<button class="link" onClick=${() => independent(...one.between)}>judge them independent</button>`}</li>`)}
    </ul>`}
  </section>`;
}

/** @param {{trace: Trace}} properties */
function StandingList({ trace }) {
  return html`<section class="block"><h2>What the record says</h2>
    <p class="block-note">Who said it, and who has since confirmed, denied or taken it back.</p>
    <ol class="events">
      ${trace.standing.map((event, idx) => html`<li class="event" key=${idx}>
        <p class="event-day"><${Days} from=${event.first_day} to=${event.last_day} /></p>
        <div class="event-body">
          <p><${Stand} what=${event.what} by=${event.by} /></p>
          <p class="event-words"><${Quote} text=${event.words} /></p>
          <p class="quiet">${event.on_the_word_of.length > 0 && html`on the word of <${Words} text=${event.on_the_word_of.join(", ")} />, `}in <${Place} document=${event.document} />${event.passed_on_by.length > 0 && html`, passed on by ${event.passed_on_by.map((one, at) => html`${at > 0 ? ", " : ""}<${Place} document=${one} />`)}`}</p>
          ${event.what === "confirmed" && !event.from_another_origin && html`<p class="event-note">rests on an origin that the claim has already, so it adds none</p>`}
          ${event.notes.map((note) => html`<p class="event-note" key=${note}>${note}</p>`)}
        </div>
      </li>`)}
      ${trace.standing.length === 0 && html`<li class="quiet">Nothing is recorded.</li>`}
    </ol>
  </section>`;
}

/** @param {{trace: Trace}} properties */
function AlsoTold({ trace }) {
  const claims = new Map((trace.claims ?? []).map((one) => [one.id, one]));
  if (trace.also_told_by.length === 0) return null;
  return html`<section class="block"><h2>Also told by</h2>
    <ul class="also">
      ${trace.also_told_by.map((one) => {
        const id = one.between[1];
        const claim = claims.get(id);
        return html`<li key=${id} class="also-one">
          <p class="also-head"><a href=${of("claim", id)}><${Words} text=${id} /></a> <span class="answer">${one.answer}</span> ${claim?.published && html`<span class="quiet">${days.words(claim.published)}</span>`}</p>
          ${claim && html`<p><${Quote} text=${claim.words} /></p><p class="also-way"><${Way} chain=${named(claim.chain, trace.standing, claim.document)} document=${claim.document} /></p>`}
          ${one.because && html`<p class="quiet">taken for the same: <${Words} text=${one.because} /></p>`}
          <button class="link" onClick=${() => judge([{ kind: "not-same", on: trace.claim.id, other: id }], `Judged ${quoted(trace.claim.words)} not the same as ${plain(id)}`)}>not the same</button>
        </li>`;
      })}
    </ul></section>`;
}

/** @param {{trace: Trace}} properties */
function Variants({ trace }) {
  const variants = trace.variants ?? [];
  const disagreements = trace.disagreements ?? [];
  const [isWhole, setWhole] = useState(false);
  if (variants.length === 0 && disagreements.length === 0) return null;
  const shown = isWhole ? variants : variants.slice(0, 6);
  return html`<section class="block"><h2>Other versions of this matter</h2>
    <div class="versions"><${Disagreements} all=${disagreements} /></div>
    <ul class="also">${shown.map((one) => html`<li key=${one.ref} class="also-one"><p><a class="quiet-link" href=${of("claim", one.ref)}><${Quote} text=${one.words} /></a></p><p class="quiet"><${Words} text=${one.ref} />${one.on?.length ? `, differs on ${one.on.join(", ")}` : ""}</p></li>`)}</ul>
    ${variants.length > shown.length && html`<button class="link" onClick=${() => setWhole(true)}>show all ${variants.length}</button>`}
  </section>`;
}

// One claim as evidence: how it fits each hypothesis, how much it weighs, what it rests on, what falls with it.
// The same dialog where a claim is cited first and where it stands in the matrix.

import * as matrices from "../logic/matrix.js";
import { address, of } from "../logic/route.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { judge, quoted, undo } from "./judging.js";
import { Modal } from "./dialogs.js";
import { Failure, useLoaded, Waiting } from "./loading.js";
import { rests } from "./matrix.js";
import { caseInfo, dialog, go, route } from "./state.js";
import { Quote, Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Matrix} Matrix */
/** @typedef {import("../logic/contract.js").Evidence} Evidence */

const LEVELS = ["low", "medium", "high"];

/** @param {{of: {reference: string, words: string}}} properties */
export function EvidenceDialog({ of: { reference, words } }) {
  const { value: matrix, error } = useLoaded(["matrix"]);
  const close = () => { dialog.value = null; };
  return html`<${Modal} title="As evidence" close=${close} class="modal-wide">
    <p class="same-of"><${Quote} text=${words} /> <a class="quiet" href=${of("claim", reference)} onClick=${close}><${Words} text=${reference} /></a></p>
    ${error ? html`<${Failure} error=${error} />` : !matrix ? html`<${Waiting} />` : matrix.hypotheses.length === 0 ? html`<${First} words=${words} />` : html`<${Rating} matrix=${matrix} reference=${reference} words=${words} close=${close} />`}
  <//>`;
}

/** There is nothing to rate it on yet. @param {{words: string}} properties */
function First({ words }) {
  const [text, setText] = useState("");
  const field = useRef(/** @type {HTMLInputElement|null} */ (null));
  useEffect(() => { field.current?.focus(); }, []);
  const state = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (text.trim()) judge([{ kind: "hypothesis", value: text }], `Stated ${quoted(text)}`);
  };
  return html`<form class="stating-form" onSubmit=${state}>
    <label class="field stating-words"><span>No hypothesis is stated yet. What could be so?</span><input ref=${field} value=${text} dir="auto" placeholder="As in: a clerk wrote it" onInput=${(/** @type {any} */ event) => setText(event.target.value)} /></label>
    <button type="submit" class="button button-first" disabled=${!text.trim()} aria-label=${`State it, then rate ${quoted(words)}`}>State it</button></form>`;
}

/** @param {{matrix: Matrix, reference: string, words: string, close: () => void}} properties */
function Rating({ matrix, reference, words, close }) {
  const author = caseInfo.value?.author ?? "";
  const cited = matrix.evidence.find((one) => one.claim === reference) ?? null;
  const before = Object.fromEntries((cited?.ratings ?? []).filter((one) => one.analyst === author).map((one) => [one.hypothesis, one.rating]));
  const [chosen, setChosen] = useState(/** @type {Record<string, string>} */ ({}));
  const [why, setWhy] = useState("");
  const judgements = matrices.toRate(reference, chosen, before, why);
  const write = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (judgements.length === 0) return;
    if (await judge(judgements, `Rated ${quoted(words)}: ${judgements.map((one) => `${one.hypothesis} ${one.value}`).join(", ")}`)) close();
  };
  const form = useRef(/** @type {HTMLFormElement|null} */ (null));
  // The dialog was open before the hypotheses were there.
  useEffect(() => { /** @type {HTMLElement|null|undefined} */ (form.current?.querySelector("input:checked") ?? form.current?.querySelector("input"))?.focus(); }, []);
  const isInView = route.value.view === "hypotheses";
  return html`<form class="evidence-form" ref=${form} onSubmit=${write}>
    ${matrix.hypotheses.map((one) => html`<fieldset class="fit" key=${one.hypothesis}><legend><span class="hypothesis-id">${one.hypothesis}</span> <${Words} text=${one.text} /></legend>
      <div class="fit-letters">${matrices.RATINGS.map((rating) => html`<label key=${rating.letters} class=${`fit-letter cell-${rating.kind}`} title=${rating.words}><input type="radio" name=${`fit-${one.hypothesis}`} value=${rating.letters} checked=${(chosen[one.hypothesis] ?? before[one.hypothesis]) === rating.letters} onChange=${() => setChosen((now) => ({ ...now, [one.hypothesis]: rating.letters }))} /><span>${rating.letters}</span><span class="unseen">${rating.words}</span></label>`)}</div>
    </fieldset>`)}
    <p class="fit-legend quiet">${matrices.RATINGS.map((one) => `${one.letters} ${one.words}`).join(", ")}. Ask of each: would this be said if it were so?</p>
    <div class="evidence-foot"><label class="field field-line"><span>Because</span><input value=${why} placeholder="optional" onInput=${(/** @type {any} */ event) => setWhy(event.target.value)} /></label>
      <button type="submit" class="button button-first" disabled=${judgements.length === 0}>${cited ? "Write it" : "Cite it as evidence"}</button>
      ${!isInView && html`<button type="button" class="button button-plain" onClick=${() => { close(); go(address("hypotheses")); }}>To the matrix</button>`}</div>
  </form>
  ${cited && html`<${Cited} matrix=${matrix} cited=${cited} author=${author} close=${close} />`}`;
}

/** What is known of it in the matrix. @param {{matrix: Matrix, cited: Evidence, author: string, close: () => void}} properties */
function Cited({ matrix, cited, author, close }) {
  const falls = matrix.if_fallen.filter((one) => one.evidence.includes(cited.number));
  const away = (/** @type {string} */ name) => { close(); go(address("hypotheses", [], { ...(route.value.view === "hypotheses" ? route.value.query : {}), without: name })); };
  const weigh = (/** @type {"credibility"|"relevance"} */ what, /** @type {string} */ level) => judge([{ kind: "weigh", on: cited.claim, [what]: level }], `Weighed claim ${cited.number}: ${what} ${level}`);
  return html`<section class="evidence-known" aria-label="In the matrix">
    <h3>Claim ${cited.number} of the matrix</h3>
    <p>${cited.by ? html`<${Words} text=${cited.by} />` : html`the writer, <${Words} text=${cited.publisher} />`}; ${rests(matrix, cited)}.
      ${cited.echo_of.length > 0 ? ` It says the same on the same origin as claim ${cited.echo_of.join(", ")}: an echo, of which ${cited.share.toFixed(2)} counts.` : cited.share < 1 ? ` Not shown to be independent of what others said before: ${cited.share.toFixed(2)} of it counts.` : ""}
      ${cited.diagnosticity > 0 ? ` It tells the hypotheses apart by ${cited.diagnosticity.toFixed(2)} nats.` : " It tells nothing apart, whatever its letters say."}
      ${cited.grade ? ` Its source is graded ${cited.grade}; the panel relies on it to ${cited.relied_on.toFixed(2)}.` : ` Its source is not graded; the panel relies on it to ${cited.relied_on.toFixed(2)}.`}</p>
    ${/** @type {const} */ (["credibility", "relevance"]).map((what) => html`<${Weight} key=${what} what=${what} all=${cited[what]} author=${author} weigh=${weigh} />`)}
    ${cited.ratings.length > 0 && html`<ul class="reasons rated">${cited.ratings.map((one) => html`<li key=${one.entry}><strong title=${matrices.meaning(one.rating)}>${one.rating}</strong> on ${one.hypothesis} <span class="quiet"><${Words} text=${one.analyst} />, entry ${one.entry}</span>${one.because && html` because <${Words} text=${one.because} />`}${one.analyst === author && html` <button class="link" onClick=${() => undo(one.entry)}>take back</button>`}</li>`)}</ul>`}
    <p class="falls"><span class="quiet">Think away:</span> ${falls.map((one) => html`<button key=${matrices.nameOf(one)} class="link" onClick=${() => away(matrices.nameOf(one))}><${Words} text=${one.what} /></button> `)}</p>
  </section>`;
}

/** @param {{what: "credibility"|"relevance", all: {analyst: string, level: string}[], author: string, weigh: (what: any, level: string) => void}} properties */
function Weight({ what, all, author, weigh }) {
  const mine = all.find((one) => one.analyst === author)?.level;
  const others = all.filter((one) => one.analyst !== author);
  return html`<div class="weight"><span class="weight-name">${what}</span><div class="toggles" role="group" aria-label=${what}>${LEVELS.map((level) => html`<button key=${level} class="toggle" aria-pressed=${mine === level} onClick=${() => weigh(what, level)}>${level}</button>`)}</div>
    <span class="quiet">${mine || others.length > 0 ? "" : "not weighed: as medium"}${others.map((one, idx) => html`${idx > 0 ? ", " : ""}<${Words} text=${one.analyst} /> ${one.level}`)}</span></div>`;
}

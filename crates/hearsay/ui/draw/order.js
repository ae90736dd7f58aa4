// What speaks against each hypothesis and the panel, side by side; what the order hangs on; where analysts differ.
// Not an answer: each sum with its recipe, and what would change it.

import { changes, decisive, meaning, nameOf, ranked, shareWords, verdictless } from "../logic/matrix.js";
import { n } from "../logic/standing.js";
import { html } from "./html.js";
import { judge, quoted } from "./judging.js";
import { Was } from "./matrix.js";
import { set } from "./state.js";
import { Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Matrix} Matrix */
/** @typedef {import("../logic/contract.js").Removal} Removal */
/** @typedef {import("../logic/contract.js").Stated} Stated */

/** @param {{matrix: Matrix, stated: Stated[], without: Removal|null}} properties */
export function Order({ matrix, stated, without }) {
  const rows = ranked(matrix, without);
  const told = verdictless(matrix, without);
  const most = Math.max(...rows.flatMap((one) => [one.against, one.againstBefore]), 0.01);
  const known = new Map(stated.map((one) => [one.hypothesis, one]));
  const withdraw = (/** @type {string} */ hypothesis, /** @type {string} */ text) => judge([{ kind: "withdraw", hypothesis }], `Withdrew ${quoted(text)}`);
  return html`<section class="block order" aria-label="Order"><h2>What speaks against each${without ? ", with that thought away" : ""}</h2>
    <p class="order-told" role="status">${told.least} ${told.panel}</p>
    <ol class="ranking">${rows.map((one) => html`<li class="rank" key=${one.hypothesis}>
      <p class="rank-name"><span class="hypothesis-id">${one.hypothesis}</span> <${Words} text=${one.text} />${known.get(one.hypothesis)?.parent && html` <span class="quiet">a variety of ${known.get(one.hypothesis)?.parent}</span>`}</p>
      <div class="rank-bars">
        <${Bar} name="against" kind="bar-against" part=${one.against / most} before=${one.againstBefore / most} now=${one.against.toFixed(2)} was=${one.againstBefore.toFixed(2)} />
        <${Bar} name="panel" kind="bar-panel" part=${one.share} before=${one.shareBefore} now=${shareWords(one.share)} was=${shareWords(one.shareBefore)} />
      </div>
      <details class="recipe"><summary>how the sum is made</summary>
        ${one.terms.length === 0 ? html`<p class="quiet">Nothing that counts was rated against it.</p>` : html`<ul>${one.terms.map((term) => html`<li key=${term.evidence}>claim ${term.evidence}: ${term.cell.toFixed(2)}${factor("credibility", term.credibility)}${factor("relevance", term.relevance)}${factor("share that counts", term.share)}</li>`)}</ul>`}
        <p class="quiet">stated by <${Words} text=${known.get(one.hypothesis)?.analyst} />, entry ${known.get(one.hypothesis)?.entry}${known.get(one.hypothesis)?.because && html`, because <${Words} text=${known.get(one.hypothesis)?.because} />`}</p>
        <p><button class="link" onClick=${() => withdraw(one.hypothesis, one.text)}>withdraw ${one.hypothesis}</button></p></details>
    </li>`)}</ol>
    <p class="block-note"><strong>Against</strong>: letters (I 1, II 2) times credibility and relevance (0.71, 1, 1.41) times the share that counts, summed. <strong>Panel</strong>: the share of each if exactly one of them holds and the letters stand for likelihoods (CC 0.9, C 0.7, N and NA 0.5, I 0.3, II 0.1); the likelihoods are set, not measured.</p>
  </section>`;
}

/** @param {string} name @param {number} value */
function factor(name, value) {
  return Math.abs(value - 1) < 0.0001 ? "" : ` × ${name} ${value.toFixed(2)}`;
}

/** @param {{name: string, kind: string, part: number, before: number, now: string, was: string}} properties */
function Bar({ name, kind, part, before, now, was }) {
  const width = (/** @type {number} */ of) => ({ width: `${Math.max(0, Math.min(100, 100 * of))}%` });
  return html`<div class=${`rank-bar ${kind}`}><span class="bar-name-of">${name}</span><span class="bar-track" aria-hidden="true">${Math.abs(before - part) > 0.002 && html`<span class="bar-before" style=${width(before)}></span>`}<span class="bar-now" style=${width(part)}></span></span><span class="bar-number"><${Was} before=${was} now=${now} /></span></div>`;
}

/** @param {{matrix: Matrix, without: Removal|null}} properties */
export function Sensitivity({ matrix, without }) {
  const all = decisive(matrix);
  const count = (/** @type {string} */ kind) => matrix.if_fallen.filter((one) => one.kind === kind).length;
  const names = (/** @type {string[]} */ ids) => ids.join(" and ");
  const n_still = matrix.if_fallen.filter((one) => !changes(one)).length;
  return html`<section class="block sensitivity" aria-label="What the order hangs on"><h2>What the order hangs on</h2>
    <p class="block-note">${n(count("claim"), "claim")}, ${n(count("source"), "source")} and ${n(count("origin"), "origin")} were thought away in turn, an origin with all who relay it. ${all.length === 0 ? "None of them alone changes the order." : ""}</p>
    <ul class="removals">${all.map((one) => {
      const isOn = without !== null && nameOf(without) === nameOf(one);
      return html`<li class="removal" key=${nameOf(one)}>
        <div><p class="removal-what">without <strong><${Words} text=${one.what} /></strong></p>
          <p class="quiet">${one.evidence.length > 0 ? `with ${one.evidence.length === 1 ? "claim" : "claims"} ${one.evidence.join(", ")}` : "no claim falls, but what rested on it too counts otherwise"}</p>
          ${one.changes_least_inconsistent && html`<p>least against ${names(one.least_inconsistent)} <span class="quiet">(${one.inconsistency.map((value, idx) => `${matrix.hypotheses[idx].hypothesis} ${value.toFixed(2)}`).join(", ")})</span></p>`}
          ${one.changes_foremost && html`<p>panel led by ${names(one.foremost)} <span class="quiet">(${one.shares.map((value, idx) => `${matrix.hypotheses[idx].hypothesis} ${shareWords(value)}`).join(", ")})</span></p>`}</div>
        <button class="button button-small" aria-pressed=${isOn} onClick=${() => set({ without: isOn ? "" : nameOf(one) })}>${isOn ? "Put it back" : "Think it away"}</button>
      </li>`;
    })}</ul>
    ${all.length > 0 && html`<p class="quiet removals-rest">${n_still > 0 ? `The other ${n_still} leave the order as it is.` : "Each of them changes the order."}</p>`}
  </section>`;
}

/** @param {{matrix: Matrix}} properties */
export function Analysts({ matrix }) {
  if (matrix.analysts.length < 2) return null;
  const ids = new Set(matrix.hypotheses.map((one) => one.hypothesis));
  const rated = (/** @type {string} */ name) => matrix.evidence.reduce((sum, one) => sum + one.ratings.filter((rating) => rating.analyst === name && ids.has(rating.hypothesis)).length, 0);
  const differing = matrix.differences.filter((one) => one.deviation > 0);
  return html`<section class="block analysts" aria-label="Where analysts differ"><h2>Where analysts differ</h2>
    <div class="matrix-place" data-scrolls tabindex="0" role="group" aria-label="Sums of each analyst"><table class="sums"><thead><tr><th scope="col">against</th>${matrix.hypotheses.map((one) => html`<th scope="col" key=${one.hypothesis}>${one.hypothesis}</th>`)}${!matrix.analyst && html`<th scope="col">rated</th>`}</tr></thead>
      <tbody>${matrix.analysts.map((one) => html`<tr key=${one.name}><th scope="row"><${Words} text=${one.name} /></th>${one.inconsistency.map((value, idx) => html`<td key=${idx}>${value.toFixed(2)}</td>`)}${!matrix.analyst && html`<td class="quiet">${rated(one.name)} of ${n(matrix.hypotheses.length * matrix.evidence.length, "cell")}</td>`}</tr>`)}</tbody></table></div>
    ${differing.length === 0 ? html`<p class="quiet">They rated no cell differently.</p>` : html`<ul class="reasons">${differing.map((one) => html`<li key=${`${one.evidence} ${one.hypothesis}`}><span class="fact fact-strong">${one.agreement}</span> claim ${one.evidence} on ${one.hypothesis}: ${one.ratings.map((rated, idx) => html`${idx > 0 ? ", " : ""}<${Words} text=${rated.analyst} /> <strong title=${meaning(rated.rating)}>${rated.rating}</strong>`)}</li>`)}</ul>`}
    <p class="block-note">The spread of the letters (CC 2, C 1.5, N 0, I −1.5, II −2) as Open Source ACH takes it. Not who is right: what to talk about first.</p>
  </section>`;
}

// Hypotheses: state them, lay them against evidence, see what the order hangs on.
// Nobody is named the winner, and no number is called a probability.

import { nameOf } from "../logic/matrix.js";
import { n } from "../logic/standing.js";
import { html, useState } from "./html.js";
import { judge, quoted, undo } from "./judging.js";
import { Empty, Failure, useLoaded, Waiting } from "./loading.js";
import { Laid } from "./matrix.js";
import { Analysts, Order, Sensitivity } from "./order.js";
import { route } from "./state.js";
import { Place, Quote, Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Matrix} Matrix */
/** @typedef {import("../logic/contract.js").Stated} Stated */
/** @typedef {import("../logic/contract.js").Offered} Offered */

export function HypothesesView() {
  const { query } = route.value;
  const { value: matrix, error } = useLoaded(["matrix"], { analyst: query["analyst"] });
  const stated = useLoaded(["hypotheses"], { limit: 1000 });
  const failed = error ?? stated.error;
  if (failed) return html`<div class="column"><${Failure} error=${failed} />${query["analyst"] && html`<p class="kicker"><a href="#/hypotheses">Show all analysts together</a></p>`}</div>`;
  if (!matrix || !stated.value) return html`<div class="column"><${Waiting} /></div>`;
  return html`<${Page} matrix=${matrix} stated=${stated.value.items} />`;
}

/** @param {{matrix: Matrix, stated: Stated[]}} properties */
function Page({ matrix, stated }) {
  const asked = route.value.query["without"] ?? "";
  const without = matrix.if_fallen.find((one) => nameOf(one) === asked) ?? null;
  const [n_hypotheses, n_claims] = [matrix.hypotheses.length, matrix.evidence.length];
  const weighed = stated.filter((one) => one.withdrawn === null);
  return html`<div class="weighing column">
    <div class="list-head"><h1>Hypotheses</h1><p class="list-count" role="status">${n_hypotheses === 0 ? "none is stated yet" : `${n(n_hypotheses, "hypothesis", "hypotheses")} over ${n(n_claims, "claim")}; no number here is a probability, and no hypothesis is called true`}</p></div>
    <${State} stated=${weighed} isFirst=${n_hypotheses === 0} />
    ${n_hypotheses > 0 && n_claims > 0 && html`
      <${Laid} matrix=${matrix} without=${without} />
      <div class="weighing-columns"><${Order} matrix=${matrix} stated=${weighed} without=${without} /><${Sensitivity} matrix=${matrix} without=${without} /></div>
      <${Analysts} matrix=${matrix} />`}
    ${n_hypotheses > 0 && n_claims === 0 && html`<${NoEvidence} stated=${weighed} />`}
    <${LeftOut} matrix=${matrix} stated=${stated} />
    <p class="weighing-notice">${matrix.notice}</p>
  </div>`;
}

/** States a hypothesis; beside it what the documents put forward. @param {{stated: Stated[], isFirst: boolean}} properties */
function State({ stated, isFirst }) {
  const [words, setWords] = useState("");
  const [parent, setParent] = useState("");
  const [isOpen, setOpen] = useState(isFirst);
  const [why, setWhy] = useState("");
  const state = async (/** @type {string} */ value) => judge([{ kind: "hypothesis", value, parent: parent || undefined, because: why || undefined }], `Stated ${quoted(value)}`);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (words.trim() && await state(words)) { setWords(""); setParent(""); setWhy(""); }
  };
  return html`<section class="stating" aria-label="State a hypothesis">
    ${isFirst && html`<p class="stating-first">State what could be so, two or more that exclude each other, and then say of one claim after the other how it fits each: <kbd>h</kbd> on a claim cites it.</p>`}
    <form class="stating-form" onSubmit=${submit}>
      <label class="field stating-words"><span class="unseen">What is supposed</span><input value=${words} placeholder="What could be so? As in: a clerk wrote it" autocomplete="off" dir="auto" onInput=${(/** @type {any} */ event) => setWords(event.target.value)} /></label>
      ${stated.length > 0 && html`<label class="field stating-parent"><span class="unseen">A variety of</span><select value=${parent} onChange=${(/** @type {any} */ event) => setParent(event.target.value)}><option value="">on its own</option>${stated.map((one) => html`<option key=${one.hypothesis} value=${one.hypothesis}>a variety of ${one.hypothesis}</option>`)}</select></label>`}
      <button type="submit" class="button button-first" disabled=${!words.trim()}>State it</button>
      ${words.trim() !== "" && html`<label class="field field-line stating-why"><span>Because</span><input value=${why} placeholder="optional" onInput=${(/** @type {any} */ event) => setWhy(event.target.value)} /></label>`}
    </form>
    <details class="offered" open=${isOpen} onToggle=${(/** @type {any} */ event) => setOpen(event.target.open)}>
      <summary>What the documents put forward themselves</summary>
      ${isOpen && html`<${OfferedList} state=${state} />`}
    </details>
  </section>`;
}

/** @param {{state: (words: string) => Promise<boolean>}} properties */
function OfferedList({ state }) {
  const { value, error } = useLoaded(["hypotheses", "offered"], { limit: 200 });
  if (error) return html`<${Failure} error=${error} />`;
  if (!value) return html`<${Waiting} />`;
  if (value.total === 0) return html`<p class="quiet offered-none">No document of the case puts a hypothesis forward, as in “What if …”.</p>`;
  return html`<ul class="offered-list">
    ${value.items.map((/** @type {Offered} */ one) => html`<li class="offered-one" key=${one.words}>
      <div><p><${Quote} text=${one.words} /></p>
        <p class="quiet">${one.places.slice(0, 4).map((place, idx) => html`${idx > 0 ? "; " : ""}${place.by ? html`<${Words} text=${place.by} />` : "the writer"} in <${Place} document=${place.document} span=${place.spans[0] ?? null} />`)}${one.places.length > 4 ? ` and ${one.places.length - 4} more` : ""}</p></div>
      ${one.stated ? html`<span class="fact">stated as ${one.stated}</span>` : html`<button class="button button-small" onClick=${() => state(one.words)}>State it</button>`}
    </li>`)}
    ${value.total > value.items.length && html`<li class="quiet">and ${value.total - value.items.length} more: <code>hearsay hypothesis CASE offered</code></li>`}
  </ul>`;
}

/** @param {{stated: Stated[]}} properties */
function NoEvidence({ stated }) {
  return html`<ol class="ranking">${stated.map((one) => html`<li class="rank" key=${one.hypothesis}><p class="rank-name"><span class="hypothesis-id">${one.hypothesis}</span> <${Words} text=${one.text} /></p></li>`)}</ol>
    <${Empty} title="No claim is cited on them yet"><p>Go through the <a href="#/claims">claims</a>, in the list, on a card or in a text, and press <kbd>h</kbd> on what speaks for one of them or against it.</p><//>`;
}

/** @param {{matrix: Matrix, stated: Stated[]}} properties */
function LeftOut({ matrix, stated }) {
  const withdrawn = stated.filter((one) => one.withdrawn !== null);
  const n_unrated = matrix.evidence.reduce((sum, one) => sum + matrix.hypotheses.length - new Set(one.ratings.map((rated) => rated.hypothesis).filter((id) => matrix.hypotheses.some((known) => known.hypothesis === id))).size, 0);
  if (withdrawn.length === 0 && n_unrated === 0 && matrix.unplaced.length === 0) return null;
  return html`<section class="block left-out"><h2>Left out</h2><ul class="reasons">
    ${withdrawn.map((one) => html`<li key=${one.hypothesis}><span class="fact">withdrawn</span> <span class="hypothesis-id">${one.hypothesis}</span> <${Words} text=${one.text} /> <button class="link" onClick=${() => undo(/** @type {number} */ (one.withdrawn))}>weigh it again</button></li>`)}
    ${n_unrated > 0 && html`<li>${n(n_unrated, "cell")} not rated (–): they count as neutral</li>`}
    ${matrix.unplaced.length > 0 && html`<li>on claims that are rejected or not read any more: ${matrix.unplaced.length > 1 ? "entries" : "entry"} ${matrix.unplaced.join(", ")} of the <a href="#/log">log</a></li>`}
  </ul></section>`;
}

// The matrix: a plain table of hypotheses and evidence, whose cells are rated by keys or with the pointer.
// Letters say what colours say; what says the same on the same origin stands in brackets and counts once.

import { cell, letterOf, moved, nameOf, ordered, RATINGS, ratingsOf, shareOf, shareWords, spoken } from "../logic/matrix.js";
import { n } from "../logic/standing.js";
import { plain } from "../logic/visible.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { judge, undo } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { caseInfo, dialog, route, set } from "./state.js";
import { Icon, Quote, Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Matrix} Matrix */
/** @typedef {import("../logic/contract.js").Evidence} Evidence */
/** @typedef {import("../logic/contract.js").Removal} Removal */
/** @typedef {import("../logic/contract.js").Weighed} Weighed */

/** @param {{matrix: Matrix, without: Removal|null}} properties */
export function Laid({ matrix, without }) {
  const { query } = route.value;
  const isTurned = query["turned"] === "true";
  const evidence = ordered(matrix, query["sort"] === "apart");
  const [at, setAt] = useState({ row: 0, column: 0 });
  const [isChosen, setChosen] = useState(false);
  const [waiting, setWaiting] = useState(/** @type {Record<string, string>} */ ({}));
  const [why, setWhy] = useState("");
  const table = useRef(/** @type {HTMLTableElement|null} */ (null));
  const [n_rows, n_columns] = isTurned ? [evidence.length, matrix.hypotheses.length] : [matrix.hypotheses.length, evidence.length];
  const here = { row: Math.min(at.row, n_rows - 1), column: Math.min(at.column, n_columns - 1) };
  const chosen = { hypothesis: matrix.hypotheses[isTurned ? here.column : here.row], evidence: evidence[isTurned ? here.row : here.column] };
  const author = caseInfo.value?.author ?? "";
  const mine = ratingsOf(chosen.evidence, chosen.hypothesis.hypothesis).find((one) => one.analyst === author);
  const isOwn = !matrix.analyst || matrix.analyst === author;
  const turn = () => { setAt({ row: here.column, column: here.row }); set({ turned: isTurned ? "" : "true" }); };
  useKeys({ t: turn, ...(isChosen ? { Escape: () => setChosen(false) } : {}) });
  // A reason is of the cell that it was written for.
  const put = (/** @type {{row: number, column: number}} */ to) => {
    if (to.row !== here.row || to.column !== here.column) setWhy("");
    setAt(to);
  };
  const focus = (/** @type {{row: number, column: number}} */ to) => {
    put(to);
    /** @type {HTMLElement|null|undefined} */ (table.current?.querySelector(`[data-cell="${to.row} ${to.column}"]`))?.focus();
  };
  const rate = async (/** @type {string} */ value) => {
    if (!isOwn || mine?.rating === value) return;
    const { claim, number } = chosen.evidence;
    const { hypothesis } = chosen.hypothesis;
    const name = `${claim} ${hypothesis}`;
    setWaiting((before) => ({ ...before, [name]: value }));
    const isWritten = await judge([{ kind: "rate", on: claim, hypothesis, value, because: why || undefined }], `Rated claim ${number} on ${hypothesis}: ${value}`);
    if (isWritten) setWhy((now) => (now === why ? "" : now));
    setWaiting((before) => { const after = { ...before }; delete after[name]; return after; });
  };
  const takeBack = () => { if (mine && isOwn) undo(mine.entry); };
  const open = (/** @type {Evidence} */ one) => { dialog.value = { kind: "evidence", reference: one.claim, words: one.words }; };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(/** @type {HTMLElement} */ (event.target)).dataset["cell"]) return;
    const to = moved(here, event.key, n_rows, n_columns);
    const letters = letterOf(event.key);
    if (to) focus(to);
    else if (letters) rate(letters);
    else if (event.key === "Delete" || event.key === "Backspace") takeBack();
    else if (event.key === "Enter") open(chosen.evidence);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const draw = (/** @type {number} */ row, /** @type {number} */ column) => {
    const [one, hypothesis] = isTurned ? [evidence[row], matrix.hypotheses[column]] : [evidence[column], matrix.hypotheses[row]];
    const isHere = row === here.row && column === here.column;
    return html`<${Cell} key=${`${one.claim} ${hypothesis.hypothesis}`} place=${`${row} ${column}`} evidence=${one} hypothesis=${hypothesis} without=${without} waiting=${waiting[`${one.claim} ${hypothesis.hypothesis}`]} isHere=${isHere} isChosen=${isHere && isChosen}
      choose=${() => { put({ row, column }); setChosen(true); }} />`;
  };
  return html`<section class="laid" aria-label="Matrix">
    <${Tools} matrix=${matrix} without=${without} isTurned=${isTurned} turn=${turn} />
    <${Table} matrix=${matrix} without=${without} evidence=${evidence} isTurned=${isTurned} element=${table} pressed=${pressed} draw=${draw} open=${open} />
    ${isChosen && html`<${RatingBar} chosen=${chosen} mine=${mine?.rating ?? ""} isOwn=${isOwn} analyst=${matrix.analyst ?? ""} why=${why} setWhy=${setWhy} rate=${rate} takeBack=${takeBack} open=${() => open(chosen.evidence)} close=${() => setChosen(false)} />`}
  </section>`;
}

/**
 * Hypotheses in rows and evidence in columns, or turned.
 * @param {{matrix: Matrix, without: Removal|null, evidence: Evidence[], isTurned: boolean, element: any,
 *   pressed: (event: KeyboardEvent) => void, draw: (row: number, column: number) => any, open: (one: Evidence) => void}} properties
 */
function Table({ matrix, without, evidence, isTurned, element, pressed, draw, open }) {
  const most = Math.max(...evidence.map((one) => one.diagnosticity), 0);
  const head = (/** @type {Evidence} */ one) => html`<${Head} key=${one.claim} one=${one} matrix=${matrix} without=${without} most=${most} scope=${isTurned ? "row" : "col"} open=${() => open(one)} />`;
  return html`<div class=${`matrix-place ${isTurned ? "matrix-turned" : ""}`} data-scrolls>
    <table class="matrix" ref=${element} onKeyDown=${pressed}>
      <caption class="unseen">How each claim fits each hypothesis. In a cell: the arrows lead on; c, C, n, i, I and - rate; Delete takes your rating back; Enter opens the claim.</caption>
      ${isTurned ? html`
        <thead><tr><td class="matrix-corner"></td>${matrix.hypotheses.map((one) => html`<th scope="col" class="hypothesis" key=${one.hypothesis}><${Named} one=${one} /></th>`)}</tr></thead>
        <tbody><tr class="matrix-sums"><th scope="row" class="sum-name">Against <span class="quiet">weighted sum</span></th>${matrix.hypotheses.map((one, idx) => html`<${Against} key=${one.hypothesis} one=${one} idx=${idx} without=${without} />`)}</tr>
        <tr class="matrix-sums"><th scope="row" class="sum-name">Panel <span class="quiet">share</span></th>${matrix.hypotheses.map((one, idx) => html`<${Share} key=${one.hypothesis} one=${one} idx=${idx} without=${without} />`)}</tr>
        ${evidence.map((one, row) => html`<tr key=${one.claim}>${head(one)}${matrix.hypotheses.map((_, column) => draw(row, column))}</tr>`)}</tbody>` : html`
        <thead><tr><td class="matrix-corner"></td><th scope="col" class="sum-name">Against<span class="quiet">weighted sum</span></th><th scope="col" class="sum-name">Panel<span class="quiet">share</span></th>${evidence.map(head)}</tr></thead>
        <tbody>${matrix.hypotheses.map((one, row) => html`<tr key=${one.hypothesis}><th scope="row" class="hypothesis"><${Named} one=${one} /></th><${Against} one=${one} idx=${row} without=${without} /><${Share} one=${one} idx=${row} without=${without} />${evidence.map((_, column) => draw(row, column))}</tr>`)}</tbody>`}
    </table>
  </div>`;
}

/** @param {{one: Weighed}} properties */
function Named({ one }) {
  return html`<span class="hypothesis-id">${one.hypothesis}</span> <span class="hypothesis-words"><${Words} text=${one.text} /></span>`;
}

/** @param {{one: Weighed, idx: number, without: Removal|null}} properties */
function Against({ one, idx, without }) {
  const now = without ? without.inconsistency[idx] : one.inconsistency;
  return html`<td class=${`sum ${Math.abs(now - one.inconsistency) >= 0.005 ? "sum-changed" : ""}`}><${Was} before=${one.inconsistency.toFixed(2)} now=${now.toFixed(2)} /></td>`;
}

/** @param {{one: Weighed, idx: number, without: Removal|null}} properties */
function Share({ one, idx, without }) {
  const now = without ? without.shares[idx] : one.share;
  return html`<td class=${`sum sum-share ${Math.abs(now - one.share) >= 0.005 ? "sum-changed" : ""}`}><${Was} before=${shareWords(one.share)} now=${shareWords(now)} /></td>`;
}

/** A number, with what it was. @param {{before: string, now: string}} properties */
export function Was({ before, now }) {
  return html`<strong>${now}</strong>${before !== now && html` <span class="was">was ${before}</span>`}`;
}

/** @param {{one: Evidence, matrix: Matrix, without: Removal|null, most: number, scope: string, open: () => void}} properties */
function Head({ one, matrix, without, most, scope, open }) {
  const isFallen = Boolean(without?.evidence.includes(one.number));
  const share = shareOf(one, without);
  const levels = (/** @type {string} */ name, /** @type {import("../logic/contract.js").Level[]} */ all) => (all.length > 0 ? html`<span class="fact">${name} ${[...new Set(all.map((level) => level.level))].join("/")}</span>` : "");
  return html`<th scope=${scope} class=${`evidence ${isFallen ? "evidence-fallen" : ""} ${share <= 0 ? "evidence-echo" : ""}`}><div class="evidence-inside">
    <p class="evidence-top"><span class="evidence-number">${one.number}</span>
      ${isFallen ? html`<span class="chip-fallen">thought away</span>` : one.echo_of.length > 0 && share < 1 ? html`<span class="chip-echo" title="says the same on the same origin, so it counts once">echo of ${one.echo_of[0]}</span>` : ""}</p>
    <button class="evidence-words" onClick=${open} title="Open: weigh it, rate it on all"><${Quote} text=${one.words} /></button>
    <div class="evidence-rest"><p class="evidence-by">${one.by ? html`<${Words} text=${one.by} />` : html`the writer, <${Words} text=${one.publisher} />`}</p>
    <p class="evidence-origin">${rests(matrix, one)}</p>
    <p class="evidence-facts">${levels("credibility", one.credibility)}${levels("relevance", one.relevance)}${one.grade && html`<span class="fact">source ${one.grade}</span>`}${!isFallen && share < 1 && html`<span class="fact">counts ${share.toFixed(2)}</span>`}</p>
    <p class=${`apart ${one.diagnosticity > 0 ? "" : "apart-none"}`}><span class="apart-bar" aria-hidden="true"><span style=${{ width: `${most > 0 ? (100 * one.diagnosticity) / most : 0}%` }}></span></span><span>${one.diagnosticity > 0 ? `tells apart ${one.diagnosticity.toFixed(2)} nats` : "tells nothing apart"}</span></p></div>
  </div></th>`;
}

/** What a claim rests on. @param {Matrix} matrix @param {Evidence} one */
export function rests(matrix, one) {
  if (one.origins.length === 0) return "rests on no origin: nobody asserts it";
  return html`rests on ${one.origins.map((idx, place) => html`${place > 0 ? ", and on " : ""}${matrix.origins[idx] ? html`<${Words} text=${matrix.origins[idx]} />` : "somebody who is not named"}`)}`;
}

/** @param {{place: string, evidence: Evidence, hypothesis: Weighed, without: Removal|null, waiting: string|undefined, isHere: boolean, isChosen: boolean, choose: () => void}} properties */
function Cell({ place, evidence, hypothesis, without, waiting, isHere, isChosen, choose }) {
  const ratings = ratingsOf(evidence, hypothesis.hypothesis);
  const isFallen = Boolean(without?.evidence.includes(evidence.number));
  const shown = cell(ratings, isFallen ? 1 : shareOf(evidence, without));
  const kind = waiting ? "waiting" : shown.kind;
  const why = ratings.map((one) => `${one.analyst}: ${one.rating}${one.because ? `, ${one.because}` : ""}`).join("\n");
  return html`<td class="cell-place"><button class=${`cell cell-${kind} ${shown.isEcho && !isFallen ? "cell-echo" : ""} ${isFallen ? "cell-fallen" : ""} ${isChosen ? "cell-chosen" : ""}`} data-cell=${place} tabindex=${isHere ? 0 : -1} title=${plain(why)}
    aria-label=${plain(`${waiting ?? shown.told}: claim ${evidence.number} on ${hypothesis.hypothesis}, ${waiting ? "being written" : spoken(ratings)}${isFallen ? ", thought away" : shown.isEcho ? ", an echo, counts nothing" : ""}`)} onFocus=${choose} onClick=${choose}>${waiting ?? shown.told}</button></td>`;
}

/** @param {{matrix: Matrix, without: Removal|null, isTurned: boolean, turn: () => void}} properties */
function Tools({ matrix, without, isTurned, turn }) {
  const kinds = [["origin", "Whole origins"], ["source", "Sources"], ["claim", "Claims"]];
  const { query } = route.value;
  return html`<div class="matrix-tools">
    <label class="field field-line tool-choice"><span>Think away</span><select value=${without ? nameOf(without) : ""} onChange=${(/** @type {any} */ event) => set({ without: event.target.value })}>
      <option value="">nothing</option>
      ${kinds.map(([kind, label]) => html`<optgroup key=${kind} label=${label}>${matrix.if_fallen.filter((one) => one.kind === kind).map((one) => html`<option key=${nameOf(one)} value=${nameOf(one)}>${plain(one.what)}${one.evidence.length > 0 ? ` (${one.evidence.join(", ")})` : ""}</option>`)}</optgroup>`)}</select></label>
    <${AnalystChoice} matrix=${matrix} />
    <label class="field field-line tool-choice"><span>Evidence</span><select value=${query["sort"] ?? ""} onChange=${(/** @type {any} */ event) => set({ sort: event.target.value })}><option value="">by day</option><option value="apart">what tells most apart first</option></select></label>
    <button class="button button-small" onClick=${turn} aria-pressed=${isTurned} title="Hypotheses in rows or in columns (t)">Turn it <kbd>t</kbd></button>
    <p class="thought-away" role="status">${without && html`Thought away: <strong><${Words} text=${without.what} /></strong>${without.evidence.length > 0 ? `, and with it ${n(without.evidence.length, "claim")} (${without.evidence.join(", ")})` : "; no claim falls, but what rested on it too counts otherwise"}. <button class="link" onClick=${() => set({ without: "" })}>Put it back</button>`}</p>
  </div>`;
}

/** Whose ratings are shown. @param {{matrix: Matrix}} properties */
function AnalystChoice({ matrix }) {
  if (matrix.analysts.length < 2) return null;
  return html`<label class="field field-line tool-choice"><span>Ratings of</span><select value=${matrix.analyst ?? ""} onChange=${(/** @type {any} */ event) => set({ analyst: event.target.value, without: "" })}>
    <option value="">all together</option>${matrix.analysts.map((one) => html`<option key=${one.name} value=${one.name}>${one.name}</option>`)}</select></label>`;
}

/** Rates the cell that is chosen. @param {any} properties */
function RatingBar({ chosen, mine, isOwn, analyst, why, setWhy, rate, takeBack, open, close }) {
  const bar = useRef(/** @type {HTMLElement|null} */ (null));
  useEffect(() => {
    // What is rated stays in sight above the bar.
    const element = /** @type {HTMLElement|null} */ (document.querySelector(".cell-chosen"));
    const [below, top] = [element?.getBoundingClientRect().bottom ?? 0, bar.current?.getBoundingClientRect().top ?? Infinity];
    if (below > top - 8) scrollBy({ top: below - top + 24 });
  }, [chosen.evidence.claim, chosen.hypothesis.hypothesis]);
  const { evidence, hypothesis } = chosen;
  return html`<div class="rating-bar" role="region" aria-label="Rate the chosen cell" ref=${bar}>
    <p class="rating-of"><strong>Claim ${evidence.number} on ${hypothesis.hypothesis}</strong> <span class="rating-words"><${Quote} text=${evidence.words} /> <span class="quiet">on</span> <${Words} text=${hypothesis.text} /></span></p>
    ${isOwn ? html`<div class="rating-buttons" role="group" aria-label="How it fits">${RATINGS.map((one) => html`<button key=${one.letters} class=${`rating-button cell-${one.kind}`} aria-pressed=${mine === one.letters} onClick=${() => rate(one.letters)}><span class="rating-letters">${one.letters}</span><kbd aria-hidden="true">${one.key}</kbd><span class="rating-meaning">${one.words}</span></button>`)}</div>
      <div class="rating-more"><label class="field field-line"><span>Because</span><input value=${why} placeholder="written with the next letter" onInput=${(/** @type {any} */ event) => setWhy(event.target.value)} /></label>
      <button class="button button-small button-plain" disabled=${!mine} onClick=${takeBack}>Take mine back</button>
      <button class="button button-small button-plain" onClick=${open}>All of the claim</button></div>` : html`<p class="quiet">These are the ratings of <${Words} text=${analyst} />. Choose “all together” to give your own.</p>`}
    <button class="tool rating-close" onClick=${close} aria-label="Close"><${Icon} name="close" /></button>
  </div>`;
}

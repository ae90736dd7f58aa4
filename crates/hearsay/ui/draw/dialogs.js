// What opens over a view: the keys, the choice of another claim or person, the word that the case has changed.
// Not a library of dialogs: the browser's own `<dialog>` keeps the focus.

import { moment } from "../logic/days.js";
import { SHORTCUTS } from "../logic/keys.js";
import * as sentences from "../logic/sentences.js";
import { n } from "../logic/standing.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./html.js";
import { again, judge, quoted, reload, undo } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { AnswerDialog } from "./checklists.js";
import { EvidenceDialog } from "./evidence.js";
import { useLoaded } from "./loading.js";
import { dialog, notice, stale } from "./state.js";
import { Icon, Origins, Quote, Words } from "./words.js";

export function Dialogs() {
  const open = dialog.value;
  return html`
    ${open?.kind === "help" && html`<${Help} />`}
    ${open?.kind === "same" && html`<${SameAs} key=${open.reference} of=${open} />`}
    ${open?.kind === "evidence" && html`<${EvidenceDialog} key=${open.reference} of=${open} />`}
    ${open?.kind === "answer" && html`<${AnswerDialog} key=${`${open.reference} ${open.question}`} of=${open} />`}
    ${stale.value && html`<${Stale} />`}`;
}

/** @param {{title: string, close: () => void, children: any, class?: string}} properties */
export function Modal({ title, close, children, class: kind = "" }) {
  const element = useRef(/** @type {HTMLDialogElement|null} */ (null));
  useKeys({ Escape: close }, { isAlone: true });
  useLayoutEffect(() => {
    const before = /** @type {HTMLElement|null} */ (document.activeElement);
    element.current?.showModal();
    return () => before?.focus?.();
  }, []);
  return html`<dialog class=${`modal ${kind}`} ref=${element} aria-label=${title} onCancel=${(/** @type {Event} */ event) => { event.preventDefault(); close(); }}
      onClick=${(/** @type {Event} */ event) => { if (event.target === element.current) close(); }}>
    <div class="modal-inside">
      <div class="modal-head"><h2>${title}</h2><button class="tool" onClick=${close} aria-label="Close"><${Icon} name="close" /></button></div>
      ${children}
    </div>
  </dialog>`;
}

function Help() {
  return html`<${Modal} title="Keys" close=${() => { dialog.value = null; }}>
    <div class="keys">
      ${SHORTCUTS.map((group) => html`<section key=${group.title}><h3>${group.title}</h3><dl>
        ${group.shortcuts.map((one) => html`<div class="key-row" key=${one.does}><dt>${one.keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${one.does}</dd></div>`)}
      </dl></section>`)}
    </div>
    <p class="modal-foot">What you decide is signed, kept in the log of the case, and can be taken back. Nothing on this page leaves the machine.</p>
  <//>`;
}

/** Chooses what something is the same as. @param {{of: {reference: string, words: string, what: string}}} properties */
function SameAs({ of }) {
  const [words, setWords] = useState("");
  const [why, setWhy] = useState("");
  const query = of.what === "claims" ? { about: words, all: true, limit: 30 } : { text: words, limit: 30 };
  const { value } = useLoaded([of.what], of.what === "artefacts" ? { limit: 100 } : query);
  const close = () => { dialog.value = null; };
  const choices = (value?.items ?? []).map(choice).filter((/** @type {any} */ one) => one.reference !== of.reference && one.holds(words));
  const choose = async (/** @type {any} */ one, /** @type {string} */ kind) => {
    close();
    const said = kind === "same" ? "the same as" : "not the same as";
    await judge([{ kind, on: of.reference, other: one.reference, because: why || undefined }], `Judged ${quoted(of.words)} ${said} ${quoted(one.words)}`);
  };
  return html`<${Modal} title="The same as …" close=${close} class="modal-wide">
    <p class="same-of"><${Quote} text=${of.words} /> <span class="quiet"><${Words} text=${of.reference} /></span></p>
    <div class="fields">
      <label class="field"><span>Look for</span><input type="search" value=${words} onInput=${(/** @type {any} */ event) => setWords(event.target.value)} autofocus /></label>
      <label class="field"><span>Because</span><input value=${why} onInput=${(/** @type {any} */ event) => setWhy(event.target.value)} placeholder="optional" /></label>
    </div>
    <ul class="choices" data-scrolls>
      ${choices.slice(0, 40).map((/** @type {any} */ one) => html`<li key=${one.reference} class="choice">
        <div class="choice-words"><${Words} text=${one.words} /><span class="quiet"> <${Words} text=${one.reference} />${one.more ? " · " : ""}${one.more}</span></div>
        <div class="choice-acts"><button class="button button-small" onClick=${() => choose(one, "same")}>The same</button><button class="button button-small button-plain" onClick=${() => choose(one, "not-same")}>Not the same</button></div>
      </li>`)}
      ${value && choices.length === 0 && html`<li class="quiet">Nothing in the case has these words.</li>`}
    </ul>
  <//>`;
}

/** @param {any} item a group of claims, an entity or an artefact */
function choice(item) {
  const words = item.claims?.[0].words ?? item.name ?? item.names?.[0] ?? "";
  const names = [words, ...(item.also ?? item.names ?? [])].join(" ").toLowerCase();
  return {
    reference: item.ref ?? item.claims?.[0].id ?? item.id,
    words,
    more: item.claims ? html`<${Origins} n_documents=${item.n_documents} n_origins=${item.n_origins} />` : `${item.kind}, ${n(item.n_documents, "document")}`,
    holds: (/** @type {string} */ asked) => Boolean(item.claims) || asked.toLowerCase().split(/\s+/).every((word) => names.includes(word)),
  };
}

/** The case has changed since the view was drawn: nothing was written, and nothing is lost. */
function Stale() {
  const waiting = stale.value;
  if (!waiting) return null;
  const drop = () => { stale.value = null; };
  const load = async () => {
    await reload();
    stale.value = { ...waiting, isLoaded: true };
  };
  const what = waiting.undo === null ? n(waiting.judgements.length, "judgement") : "taking back";
  return html`<${Modal} title="The case has changed meanwhile" close=${drop}>
    <p>Your ${what} is <strong>not written yet</strong>, since it was made on what the page showed before:</p>
    <p class="stale-words"><${Words} text=${waiting.words} /></p>
    ${waiting.since.length > 0 && html`<p>Since then:</p><ul class="stale-since">
      ${waiting.since.slice(-8).map((entry) => html`<li key=${entry.entry}><strong><${Words} text=${entry.author} /></strong> ${sentences.verb(entry)} ${entry.on.map((on) => html`${on.words ? html`“<${Words} text=${on.words} />”` : html`<${Words} text=${on.document ?? `entry ${on.entry}`} />`} `)}<span class="quiet">${moment(entry.at)}</span></li>`)}
    </ul>`}
    <div class="acts">
      ${waiting.isLoaded
        ? html`<span class="stale-done" role="status">What is new is shown behind this.</span><button class="button button-first" autofocus onClick=${again}>Write it now</button>`
        : html`<button class="button button-first" autofocus onClick=${load}>Load what is new</button>`}
      <button class="button button-plain" onClick=${drop}>Drop it</button>
    </div>
  <//>`;
}

/** Says what was done, with the way back. */
export function Notice() {
  const shown = notice.value;
  useEffect(() => {
    if (!shown || shown.isBad) return undefined;
    const timer = setTimeout(() => { if (notice.value === shown) notice.value = null; }, 9000);
    return () => clearTimeout(timer);
  }, [shown]);
  return html`<div class="notice-place" role="status" aria-live="polite">
    ${shown && html`<div class=${`notice ${shown.isBad ? "notice-bad" : ""}`}>
      <span class="notice-words">${shown.words}</span>
      ${shown.undo !== undefined && html`<button class="button button-small" onClick=${() => undo(/** @type {number} */ (shown.undo))}>Take back</button>`}
      <button class="tool" onClick=${() => { notice.value = null; }} aria-label="Dismiss"><${Icon} name="close" /></button>
    </div>`}
  </div>`;
}

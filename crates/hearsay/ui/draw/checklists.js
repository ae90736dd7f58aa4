// The checklists against deception on a source or an artefact, and who had motive, opportunity and means.
// Each answer cites a claim; the answers are not added up, for one good motive proves nothing.

import { CHECKLISTS, FINDINGS, MEANS, unanswered, whoHad } from "../logic/means.js";
import { of } from "../logic/route.js";
import { Modal } from "./dialogs.js";
import { html, useState } from "./html.js";
import { judge, quoted, undo } from "./judging.js";
import { Failure, useLoaded, Waiting } from "./loading.js";
import { caseInfo, dialog } from "./state.js";
import { Quote, Way, Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Question} Question */
/** @typedef {import("../logic/contract.js").Answered} Answered */

/** @param {{kind: "entities"|"artefacts", id: string}} properties */
function useQuestions({ kind, id }) {
  const { value, error } = useLoaded([kind, ...splitId(id), "checklist"]);
  return { questions: /** @type {Question[]|null} */ (value?.items ?? null), error };
}

/** @param {string} id @param {Question} question */
function ask(id, question) {
  dialog.value = { kind: "answer", reference: id, question: question.question, words: question.words, of: question.of };
}

/** All questions with their answers. @param {{kind: "entities"|"artefacts", id: string}} properties */
export function Checklists({ kind, id }) {
  const { questions, error } = useQuestions({ kind, id });
  if (error) return html`<${Failure} error=${error} />`;
  if (!questions) return html`<${Waiting} />`;
  const n_answered = questions.filter((one) => one.answers.length > 0).length;
  return html`<section class="block checklists" aria-label="Was it made to mislead?"><h3>Was it made to mislead?</h3>
    <p class="block-note">${n_answered === 0 ? "Nobody has answered any of these questions yet." : `${n_answered} of ${questions.length} questions are answered.`} Each answer rests on a claim. They are not added up: one good motive proves nothing, and one forged page is enough.</p>
    ${Object.keys(CHECKLISTS).map((name) => html`<details class="checklist" key=${name} open=${questions.some((one) => one.checklist === name && one.answers.length > 0)}>
      <summary><strong>${name}</strong> <span class="quiet">${CHECKLISTS[name]}, ${questions.filter((one) => one.checklist === name && one.answers.length > 0).length} of ${questions.filter((one) => one.checklist === name).length} answered</span></summary>
      <dl>${questions.filter((one) => one.checklist === name).map((one) => html`<div class="question" key=${one.question}><dt>${one.words}</dt><dd>
        ${one.answers.map((answer) => html`<${Answer} key=${answer.entry} answer=${answer} />`)}
        <button class="button button-small" onClick=${() => ask(id, one)} aria-label=${`${one.answers.length > 0 ? "Answer anew" : "Answer"}: ${one.words}`}>${one.answers.length > 0 ? "Answer anew" : "Answer"}</button></dd></div>`)}</dl>
    </details>`)}
  </section>`;
}

/** @param {{answer: Answered}} properties */
function Answer({ answer }) {
  return html`<div class="answered"><p><${Finding} finding=${answer.finding} /> ${answer.because && html`<${Words} text=${answer.because} />`}</p>
    <p><${Cites} answer=${answer} /></p>
    <p class="quiet"><${Words} text=${answer.analyst} />, entry ${answer.entry}${answer.analyst === caseInfo.value?.author && html` <button class="link" onClick=${() => undo(answer.entry)}>take back</button>`}</p></div>`;
}

/** What an answer points to: a word in a shape, never colour alone. @param {{finding: string}} properties */
function Finding({ finding }) {
  const kind = /** @type {Record<string, string>} */ ({ suspect: "denied", clear: "confirmed", open: "unverified" })[finding] ?? "alleged";
  return html`<span class=${`stand stand-${kind}`}><span class="stand-shape" aria-hidden="true"></span>${FINDINGS[finding] ?? finding}</span>`;
}

/** The words that an answer rests on, and who says them. @param {{answer: Answered}} properties */
function Cites({ answer }) {
  const words = html`<${Quote} text=${answer.cited} />`;
  return html`${answer.claim ? html`<a class="quiet-link" href=${of("claim", answer.claim)}>${words}</a>` : words} <span class="quiet">${answer.by ? html`<${Words} text=${answer.by} />` : "the writer"} in <a href=${answer.claim ? of("read", answer.document, { at: answer.claim.slice(answer.claim.lastIndexOf("/") + 1) }) : of("read", answer.document)}><${Words} text=${answer.document} /></a>${answer.claim ? "" : "; the claim is rejected or not read any more"}</span>`;
}

/** Who had motive, opportunity and means, on cited words only. @param {{id: string}} properties */
export function Means({ id }) {
  const { questions, error } = useQuestions({ kind: "artefacts", id });
  if (error) return html`<${Failure} error=${error} />`;
  if (!questions) return html`<${Waiting} />`;
  const people = whoHad(questions);
  const missing = unanswered(questions);
  return html`<section class="block means" aria-label="Who had motive, opportunity and means"><h3>Who had motive, opportunity and means</h3>
    <p class="block-note">On cited words only: whom the words name that the answers rest on. To be named there is to be looked at, and no more.</p>
    ${people.length > 0 && html`<div class="matrix-place" data-scrolls tabindex="0" role="group" aria-label="By whom the words name"><table class="means-table"><thead><tr><th scope="col">Named in the words</th>${MEANS.map(([name]) => html`<th scope="col" key=${name}>${name}</th>`)}</tr></thead>
      <tbody>${people.map((one) => html`<tr key=${one.id ?? one.name}><th scope="row">${one.id ? html`<a href=${of("people", one.id)}><${Words} text=${one.name} /></a>` : one.name ? html`<${Words} text=${one.name} />` : html`<span class="quiet">nobody is named</span>`}</th>
        ${MEANS.map(([name]) => html`<td key=${name}>${one.answers.filter((cited) => cited.question === name).map(({ answer }) => html`<div class="answered" key=${answer.entry}><p><${Finding} finding=${answer.finding} /></p><p><${Cites} answer=${answer} /></p>${answer.because && html`<p class="quiet"><${Words} text=${answer.because} /> (<${Words} text=${answer.analyst} />)</p>`}</div>`)}</td>`)}</tr>`)}</tbody></table></div>`}
    ${missing.length > 0 && html`<ul class="means-missing">${missing.map(([name, todo]) => {
      const question = questions.find((one) => one.question === name);
      return question && html`<li key=${name}><div><p><strong>${name}</strong> <span class="quiet">nobody has answered:</span> ${question.words}</p><p class="quiet">${todo}</p></div><button class="button button-small" onClick=${() => ask(id, question)} aria-label=${`Answer: ${question.words}`}>Answer</button></li>`;
    })}</ul>`}
  </section>`;
}

/** Answers a question, on the words of a claim. @param {{of: {reference: string, question: string, words: string, of: string}}} properties */
export function AnswerDialog({ of: asked }) {
  const [finding, setFinding] = useState("");
  const [words, setWords] = useState("");
  const [cites, setCites] = useState(/** @type {{id: string, words: string}|null} */ (null));
  const [why, setWhy] = useState("");
  const { value } = useLoaded(["claims"], { text: words, all: true, limit: 30 });
  const close = () => { dialog.value = null; };
  const write = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!finding || !cites) return;
    const answer = { kind: "answer", on: asked.reference, question: asked.question, value: finding, cites: cites.id, because: why || undefined };
    if (await judge([answer], `Answered on ${quoted(asked.of)}: ${asked.question} ${FINDINGS[finding]}`)) close();
  };
  const claims = (value?.items ?? []).map((/** @type {any} */ group) => group.claims.find((/** @type {any} */ one) => words.toLowerCase().split(/\s+/).every((word) => one.words.toLowerCase().includes(word))) ?? group.claims[0]);
  return html`<${Modal} title=${asked.words} close=${close} class="modal-wide">
    <form class="answer-form" onSubmit=${write}>
    <p class="quiet">Asked of <${Words} text=${asked.of} />, <${Words} text=${asked.reference} /></p>
    <fieldset class="fit"><legend class="unseen">What it points to</legend><div class="answer-findings">${Object.entries(FINDINGS).map(([name, told], idx) => html`<label class="choice-line" key=${name}><input type="radio" name="finding" value=${name} checked=${finding === name} autofocus=${idx === 0} onChange=${() => setFinding(name)} />${told}</label>`)}</div></fieldset>
    <div class="fields"><label class="field"><span>Which claim says so? Look for its words</span><input type="search" value=${words} onInput=${(/** @type {any} */ event) => setWords(event.target.value)} /></label>
      <label class="field"><span>Because</span><input value=${why} placeholder="optional" onInput=${(/** @type {any} */ event) => setWhy(event.target.value)} /></label></div>
    <ul class="choices" data-scrolls>${claims.map((/** @type {any} */ one) => html`<li key=${one.id}><label class="choice cited-choice"><input type="radio" name="cites" checked=${cites?.id === one.id} onChange=${() => setCites({ id: one.id, words: one.words })} />
      <span class="choice-words"><${Words} text=${one.words} /><span class="quiet"> <${Way} chain=${one.chain} document=${one.document} /></span></span></label></li>`)}
      ${value && claims.length === 0 && html`<li class="quiet">No claim of the case has these words.</li>`}</ul>
    <div class="acts"><button type="submit" class="button button-first" disabled=${!finding || !cites}>Write the answer</button><button type="button" class="button button-plain" onClick=${close}>Leave it</button></div>
    </form>
  <//>`;
}

/** @param {string} id */
function splitId(id) {
  const at = id.lastIndexOf("/");
  return [id.slice(0, at), id.slice(at + 1)];
}

// The report that is handed over: what it tells of, whose names it leaves out, how it looks, and the ways to take it away.
// Not the report itself: the program writes it, and it is shown in a frame in which nothing runs.

import { html, useEffect, useRef, useState } from "./html.js";
import { useKeys } from "./keyboard.js";
import { Waiting } from "./loading.js";
import { file, get, sessionKey } from "./server.js";
import { go, revision, route } from "./state.js";
import { address, reportAddress } from "../logic/route.js";
import { Words } from "./words.js";

/** Whose names can be left out. @type {[string, string][]} */
const WHOSE = [["persons", "Persons"], ["organisations", "Organisations and outlets"], ["places", "Places"], ["analysts", "Analysts"]];

/** The forms in which it can be taken away. @type {[string, string][]} */
const FORMS = [["html", "Page"], ["markdown", "Markdown"], ["json", "JSON"]];

/** What is kept of the choice in the address. */
const SETTINGS = ["title", "claims", "redact", "redact_also", "all"];

export function ReportView() {
  const { query } = route.value;
  const asked = Object.fromEntries(SETTINGS.map((name) => [name, query[name]]));
  const shown = useTold(asked);
  const form = useRef(/** @type {HTMLFormElement|null} */ (null));
  useKeys({ p: () => { if (!shown.error) globalThis.open(reportAddress({ ...asked, format: "html" }, sessionKey()), "_blank", "noopener"); } });
  const show = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (form.current) go(address("report", [], chosen(new FormData(form.current))));
  };
  return html`<div class="column column-wide report">
    <div class="list-head"><h1>Report</h1><p class="list-count" role="status">${shown.told ?? ""}</p></div>
    <form class="report-form" ref=${form} onSubmit=${show} key=${JSON.stringify(asked)}>
      <label class="field"><span>Title</span><input name="title" defaultValue=${query["title"] ?? ""} autocomplete="off" /></label>
      <label class="field"><span>Claims</span><input name="claims" defaultValue=${query["claims"] ?? ""} placeholder="those that analysts judged, else the most told" autocomplete="off" spellcheck=${false} /></label>
      <label class="field"><span>Leave out besides</span><input name="redact_also" defaultValue=${query["redact_also"] ?? ""} placeholder="names or words, with commas between" autocomplete="off" spellcheck=${false} /></label>
      <fieldset class="report-whose"><legend>Leave out the names of</legend>
        ${WHOSE.map(([name, words]) => html`<label class="report-choice" key=${name}><input type="checkbox" name="redact" value=${name} defaultChecked=${(query["redact"] ?? "").split(",").includes(name)} /> ${words}</label>`)}
      </fieldset>
      <div class="report-acts">
        <label class="report-choice"><input type="checkbox" name="all" value="true" defaultChecked=${query["all"] === "true"} /> All, however many</label>
        <button class="button button-first" type="submit">Show</button>
      </div>
    </form>
    ${shown.error ? html`<div class="failure" role="alert"><p class="failure-title"><${Words} text=${shown.error.message} /></p><p><${Words} text=${shown.error.hint} /></p></div>` : html`
      <div class="report-take">
        <a class="button" href=${reportAddress({ ...asked, format: "html" }, sessionKey())} target="_blank" rel="noopener">Open to print <kbd>p</kbd></a>
        ${FORMS.map(([format, words]) => html`<button type="button" class="button" key=${format} onClick=${() => keep({ ...asked, format, download: "true" })}>Keep as ${words}</button>`)}
      </div>
      ${(query["redact"] || query["redact_also"]) && html`<p class="block-note">Only names that were read as such are left out. Read it all before you hand it over, and print without headers and footers: a browser can put the address there, and what you left out is in it.</p>`}
      ${shown.slips.length > 0 && html`<ul class="report-slips" aria-label="Wording">${shown.slips.map((slip) => html`<li>${slip.place}: ${slip.meaning} (${slip.words.map((words, idx) => html`${idx > 0 ? ", " : ""}<q><${Words} text=${words} /></q>`)})</li>`)}</ul>`}
      ${shown.told === null ? html`<${Waiting} />` : html`<iframe class="report-page" title="The report" sandbox="" referrerpolicy="no-referrer" src=${reportAddress({ ...asked, format: "html" }, sessionKey())} key=${`${revision.value} ${JSON.stringify(asked)}`}></iframe>`}`}
  </div>`;
}

/**
 * Keeps a report as a file. Not by its address: downloads are listed with theirs, and what is left out stands in it.
 * @param {Record<string, string|undefined>} asked
 */
async function keep(asked) {
  const { name, blob } = await file(reportAddress(asked, ""));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @typedef {{place: string, meaning: string, words: string[]}} Slip */

/**
 * What the report tells of, in a line; or why there is none.
 * @param {Record<string, string|undefined>} asked
 */
function useTold(asked) {
  const none = { told: /** @type {string|null} */ (null), slips: /** @type {Slip[]} */ ([]), error: /** @type {any} */ (null) };
  const [state, setState] = useState({ ...none, of: "" });
  const at = revision.value;
  const name = JSON.stringify(asked);
  useEffect(() => {
    let isCurrent = true;
    const told = (/** @type {any} */ report) => {
      const claims = report.claims.length === 1 ? "1 claim" : `${report.claims.length} claims`;
      return `${claims}, quoted from ${report.documents.length} of ${report.n_documents} documents`;
    };
    get(["report"], asked).then(
      (report) => { if (isCurrent) setState({ told: told(report), slips: report.estimates.slips, error: null, of: name }); },
      (error) => { if (isCurrent) setState({ told: null, slips: [], error, of: name }); },
    );
    return () => { isCurrent = false; };
  }, [name, at]);
  return state.of === name ? state : none;
}

/** @param {FormData} given */
function chosen(given) {
  const text = (/** @type {string} */ name) => String(given.get(name) ?? "").trim();
  return { title: text("title"), claims: text("claims"), redact: given.getAll("redact").join(","), redact_also: text("redact_also"), all: text("all") };
}

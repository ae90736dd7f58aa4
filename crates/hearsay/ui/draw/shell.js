// What stands around every view: the case, the way to the views, search, notices, dialogs.
// Not a view.

import { address, caseName } from "../logic/route.js";
import { n } from "../logic/standing.js";
import { ArtefactsView } from "./artefacts.js";
import { ClaimView } from "./claim.js";
import { ClaimsView } from "./claims.js";
import { Dialogs, Notice } from "./dialogs.js";
import { DocumentsView } from "./documents.js";
import { html, useEffect, useRef } from "./html.js";
import { HypothesesView } from "./hypotheses.js";
import { undo } from "./judging.js";
import { useKeys } from "./keyboard.js";
import { Failure } from "./loading.js";
import { LogView } from "./log.js";
import { PeopleView } from "./people.js";
import { ReaderView } from "./reader.js";
import { ReportView } from "./report.js";
import { SearchView } from "./search.js";
import { get } from "./server.js";
import { SourcesView } from "./sources.js";
import { caseInfo, dialog, go, notice, route, theme, trouble } from "./state.js";
import { nextTheme } from "./theme.js";
import { TimelineView } from "./timeline.js";
import { Icon, Words } from "./words.js";

/** @type {{view: string, name: string, key: string, also: string[]}[]} */
const VIEWS = [
  { view: "claims", name: "Claims", key: "c", also: ["claim"] },
  { view: "documents", name: "Documents", key: "d", also: ["read"] },
  { view: "timeline", name: "Timeline", key: "t", also: [] },
  { view: "people", name: "People", key: "p", also: [] },
  { view: "artefacts", name: "Artefacts", key: "a", also: [] },
  { view: "sources", name: "Sources", key: "s", also: [] },
  { view: "hypotheses", name: "Hypotheses", key: "h", also: [] },
  { view: "log", name: "Log", key: "l", also: [] },
];

/** The report is no view of the case but what is made of it, so it stands with the tools. */
const REPORT = { view: "report", name: "Report", key: "r", also: [] };

/** @type {Record<string, any>} */
const DRAWN = {
  claims: ClaimsView, claim: ClaimView, documents: DocumentsView, read: ReaderView, timeline: TimelineView,
  people: PeopleView, artefacts: ArtefactsView, sources: SourcesView, hypotheses: HypothesesView, log: LogView, search: SearchView,
  report: ReportView,
};

export function Shell() {
  const { view, path } = route.value;
  const of = [...VIEWS, REPORT].find((one) => one.view === view || one.also.includes(view));
  const isGoing = useRef(0);
  useKeys({
    "/": () => document.getElementById("search")?.focus(),
    "?": () => { dialog.value = { kind: "help" }; },
    "u": undoLast,
    "g": () => { isGoing.current = Date.now(); },
  });
  useGoing(isGoing);
  useEffect(() => {
    const name = caseName(caseInfo.value?.name ?? "");
    document.title = [of?.name ?? "Search", name, "hearsay"].filter(Boolean).join(" · ");
    document.getElementById("main")?.scrollTo?.(0, 0);
    scrollTo(0, 0);
  }, [view, path.join("/")]);
  const View = DRAWN[view] ?? ClaimsView;
  return html`
    <a class="skip" href="#main" onClick=${(/** @type {Event} */ event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>To the contents</a>
    <${Bar} current=${of?.view ?? ""} />
    <main id="main" tabindex="-1" class=${`view view-${view}`}>
      ${trouble.value ? html`<div class="column"><${Failure} error=${trouble.value} /></div>` : html`<${View} key=${view} />`}
    </main>
    <${Tabs} current=${of?.view ?? ""} />
    <${Notice} />
    <${Dialogs} />`;
}

/** @param {{current: string}} properties */
function Bar({ current }) {
  const info = caseInfo.value;
  return html`<header class="bar">
    <a class="bar-case" href=${address("claims")} title="hearsay">
      <span class="bar-mark" aria-hidden="true"></span>
      <span class="bar-name"><${Words} text=${caseName(info?.name ?? "") || "hearsay"} /></span>
      ${info && html`<span class="bar-size">${n(info.n_documents, "document")}</span>`}
    </a>
    <nav class="bar-views" aria-label="Views">
      ${VIEWS.map((one) => html`<a key=${one.view} class="bar-view" href=${address(one.view)} aria-current=${one.view === current ? "page" : undefined}>${one.name}</a>`)}
    </nav>
    <${SearchBox} />
    <div class="bar-tools">
      <a class="tool" href=${address("report")} title="Report (g r)" aria-label="Report" aria-current=${current === "report" ? "page" : undefined}><${Icon} name="report" /></a>
      <button class="tool" onClick=${nextTheme} title=${`Colours: ${theme.value === "auto" ? "as the machine has them" : theme.value}`} aria-label=${`Colours: ${theme.value}; change`}>
        <${Icon} name=${/** @type {Record<string, string>} */ ({ auto: "auto", light: "sun", dark: "moon" })[theme.value]} /></button>
      <button class="tool" onClick=${() => { dialog.value = { kind: "help" }; }} title="Keys (?)" aria-label="Keys"><${Icon} name="help" /></button>
    </div>
  </header>`;
}

function SearchBox() {
  const field = useRef(/** @type {HTMLInputElement|null} */ (null));
  const words = route.value.view === "search" ? route.value.query["q"] ?? "" : "";
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const asked = field.current?.value.trim() ?? "";
    if (asked) go(address("search", [], { q: asked }));
  };
  return html`<form class="bar-search" role="search" onSubmit=${submit}>
    <${Icon} name="search" />
    <input id="search" ref=${field} type="search" key=${words} defaultValue=${words} placeholder="Search" aria-label="Search the documents and claims" autocomplete="off" spellcheck=${false} />
    <kbd class="bar-key" aria-hidden="true">/</kbd>
  </form>`;
}

/** The views at the bottom of a narrow page. @param {{current: string}} properties */
function Tabs({ current }) {
  const tabs = useRef(/** @type {HTMLElement|null} */ (null));
  useEffect(() => {
    const tab = /** @type {HTMLElement|null|undefined} */ (tabs.current?.querySelector("[aria-current]"));
    if (tabs.current && tab) tabs.current.scrollLeft = tab.offsetLeft + tab.offsetWidth / 2 - tabs.current.clientWidth / 2;
  }, [current]);
  return html`<nav class="tabs" aria-label="Views" ref=${tabs}>
    ${VIEWS.map((one) => html`<a key=${one.view} class="tab" href=${address(one.view)} aria-current=${one.view === current ? "page" : undefined}><${Icon} name=${one.view} /><span>${one.name}</span></a>`)}
  </nav>`;
}

/** Takes the last judgement back that is in force. */
async function undoLast() {
  const log = await get(["log"], { newest: true, limit: 200 }).catch(() => null);
  const last = log?.items.find((/** @type {any} */ entry) => entry.in_force);
  if (last) await undo(last.entry);
  else notice.value = { words: "Nothing to take back among the last 200 entries" };
}

/**
 * After `g`, the next letter goes to a view.
 * @param {{current: number}} since
 */
function useGoing(since) {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const heard = (event) => {
      if (event.key === "g" || Date.now() - since.current > 1500) return;
      const to = [...VIEWS, REPORT].find((one) => one.key === event.key);
      since.current = 0;
      if (!to) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      go(address(to.view));
    };
    addEventListener("keydown", heard, { capture: true });
    return () => removeEventListener("keydown", heard, { capture: true });
  }, []);
}

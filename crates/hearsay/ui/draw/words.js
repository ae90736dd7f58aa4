// The small pieces that every view is made of: words of a document, how a claim stands, the way it took, its marks.
// Words of documents are only ever text nodes; what would hide in them is shown as a sign.

import * as days from "../logic/days.js";
import { of } from "../logic/route.js";
import * as standing from "../logic/standing.js";
import { pieces, plain } from "../logic/visible.js";
import { html } from "./html.js";

/** @typedef {import("../logic/contract.js").Claim} Claim */
/** @typedef {import("../logic/contract.js").Group} Group */
/** @typedef {import("../logic/contract.js").StandingEvent} StandingEvent */

/**
 * Words of a document, or a name from one.
 * @param {{text: string|null|undefined}} properties
 */
export function Words({ text }) {
  if (!text) return null;
  const all = pieces(text);
  if (all.length === 1 && all[0].sign === null) return html`<bdi>${text}</bdi>`;
  return html`<bdi>${all.map((piece) => (piece.sign === null ? piece.text : html`<${Sign} piece=${piece} />`))}</bdi>`;
}

/** @param {{piece: {sign: string|null, meaning: string}}} properties */
export function Sign({ piece }) {
  return html`<span class="sign" title=${piece.meaning}>${piece.sign}</span>`;
}

/** What a claim says, as its document has it. @param {{text: string, class?: string}} properties */
export function Quote({ text, class: kind = "" }) {
  return html`<q class=${`quote ${kind}`} dir="auto"><${Words} text=${text} /></q>`;
}

/** How a claim stands: a word in a shape, never colour alone. @param {{what: string, by?: string[]}} properties */
export function Stand({ what, by = [] }) {
  return html`<span class=${`stand stand-${standing.kind(what)}`}><span class="stand-shape" aria-hidden="true"></span><${Words} text=${standing.by(what, by)} /></span>`;
}

/** @param {{events: StandingEvent[]}} properties each kind once, with whoever did it */
export function Standing({ events }) {
  const kinds = standing.summary(events.map((event) => event.what));
  return kinds.map((what) => {
    const of_kind = events.filter((event) => event.what === what);
    const by = [...new Set(of_kind.flatMap((event) => event.by))];
    return html`<${Stand} key=${what} what=${what} by=${what === "alleged" ? [] : by} />`;
  });
}

/** Who has it from whom: source first, outlet last. @param {{chain: {role: string, name: string}[], document?: string}} properties */
export function Way({ chain, document }) {
  const links = standing.way(chain);
  return html`<span class="way">
    ${links.length === 0 && html`<span class="way-link way-nobody">nobody named</span>`}
    ${links.map((link, idx) => html`<span class=${`way-link way-${link.role}`} title=${link.role}>${idx > 0 && html`<span class="way-arrow" aria-label="told to">→</span>`}<${Words} text=${link.name} /></span>`)}
    ${document && html`<span class="way-link way-document"><span class="way-arrow" aria-label="in">→</span><${Words} text=${document} /></span>`}
  </span>`;
}

/** So many documents, so few origins. @param {{n_documents: number, n_origins: number}} properties */
export function Origins({ n_documents, n_origins }) {
  return html`<span class="origins"><strong>${standing.n(n_origins, "origin")}</strong><span class="origins-of"> in ${standing.n(n_documents, "document")}</span></span>`;
}

/** @param {{words: string[]}} properties */
export function Hedges({ words }) {
  const once = [...new Set(words)];
  return once.map((hedge) => html`<span class="hedge-chip" key=${hedge}><span class="chip-name">hedged</span> <${Words} text=${hedge} /></span>`);
}

/** Where something stands, to open there. @param {{document: string, id?: string|null, span?: [number, number]|null, children?: any}} properties */
export function Place({ document, id, span, children }) {
  const query = { at: id ?? undefined, span: span ? span.join("-") : undefined };
  return html`<a class="place" href=${of("read", document, query)}>${children ?? html`<${Words} text=${document} />`}</a>`;
}

/** @param {{from: string|null, to: string|null}} properties */
export function Days({ from, to }) {
  return html`<span class="days">${days.stretch(from, to)}</span>`;
}

/** @param {Claim} claim what is to be said first of when */
export function when(claim) {
  const said = days.placed(claim.said_on);
  if (said) return `said ${/^\d+ /.test(said) ? "on" : "in"} ${said}`;
  return claim.published ? `published ${days.words(claim.published)}` : "day not known";
}

/** What the analyst decided on a claim. @param {{judgements?: {entry: number, what: string, value: string|null, because: string|null}[]}} properties */
export function Judged({ judgements = [] }) {
  const names = /** @type {Record<string, string>} */ ({ "accept": "accepted", "reject": "rejected", "edit": "mended", "mark": "marked by hand", "said-by": "source mended", "same": "judged the same", "not-same": "judged not the same", "independent": "judged independent", "grade-item": "item graded", "grade-source": "source graded", "rate": "rated", "weigh": "weighed", "answer": "cited on" });
  return judgements.map((one) => html`<span class=${`judged judged-${one.what}`} key=${one.entry} title=${plain(one.because ?? "")}>${names[one.what] ?? one.what}${/^(grade-|rate$|weigh$|answer$)/.test(one.what) ? ` ${one.value}` : ""}</span>`);
}

/** @param {{name: string}} properties */
export function Icon({ name }) {
  const paths = /** @type {Record<string, string>} */ ({
    search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3 20 20",
    sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.8v2M12 19.2v2M2.8 12h2M19.2 12h2M5.5 5.5l1.4 1.4M17.1 17.1l1.4 1.4M5.5 18.5l1.4-1.4M17.1 6.9l1.4-1.4",
    moon: "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z",
    auto: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 3.5v17M14 5v14M16.5 6.5v11M19 9v6",
    help: "M9 9a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.1v.4M12 17.6v.2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
    claims: "M5 5h14v10H9l-4 4zM8.5 9h7M8.5 12h4.5",
    documents: "M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12h5M10 15.5h5",
    timeline: "M3.5 12h17M7 12V7M12 12v5M17 12V8M7 7h.01M12 17h.01M17 8h.01",
    people: "M12 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 12 5zM5 19.5c.6-3.6 3.3-5.4 7-5.4s6.4 1.8 7 5.4",
    artefacts: "M4 6.5h16v11.5H4zM4 7l8 6 8-6",
    sources: "M5 19.5V9M10 19.5V5M15 19.5v-8M20 19.5V7.5",
    hypotheses: "M12 4.5v15M8 19.5h8M5 7.5h14M5 7.5 2.8 13h4.4zM19 7.5 16.8 13h4.4z",
    log: "M6 6h13M6 12h13M6 18h13M3.2 6h.01M3.2 12h.01M3.2 18h.01",
    report: "M6 3.5h12v17l-3-1.8-3 1.8-3-1.8-3 1.8zM9 8h6M9 11.5h6M9 15h3.5",
    close: "M6 6l12 12M18 6 6 18",
    undo: "M8.5 5 4.5 9l4 4M4.5 9h9a5.5 5.5 0 0 1 0 11H9",
  });
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${paths[name]} /></svg>`;
}

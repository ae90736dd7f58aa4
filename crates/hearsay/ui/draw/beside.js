// What stands beside a text: its claims, verdicts and artefacts, in the order of their words.
// Not the text.

import { of } from "../logic/route.js";
import * as standing from "../logic/standing.js";
import { addedIn } from "../logic/beside.js";
import { Places } from "../logic/places.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { undo } from "./judging.js";
import { Judged, Quote, Stand, Way, Words } from "./words.js";
import { intoSight, Windowed } from "./windowed.js";

/** @typedef {import("../logic/contract.js").DocumentPage} DocumentPage */
/** @typedef {import("../logic/beside.js").Item} Item */

/**
 * @param {{page: DocumentPage, items: Item[], listed: Item[], current: {id: string, at: number}, pointed: string|null,
 *   acts: any, shown: {own: boolean}, setShown: (shown: {own: boolean}) => void}} properties
 */
export function Beside({ page, items, listed, current, pointed, acts, shown, setShown }) {
  const [tab, setTab] = useState("claims");
  const idx = listed.findIndex((one) => one.id === current.id);
  const place = useRef(/** @type {HTMLElement|null} */ (null));
  useEffect(() => {
    if (!current.id) return;
    requestAnimationFrame(() => {
      const card = /** @type {HTMLElement|null} */ (place.current?.querySelector(".note-current") ?? null);
      if (card && getComputedStyle(/** @type {Element} */ (place.current)).position !== "fixed") intoSight(card);
      if (current.at > 0) card?.focus({ preventScroll: true });
    });
  }, [current.id, current.at]);
  useFollowing(place, listed, tab === "claims", current.at);
  const n_own = items.filter((one) => !one.attribution && !one.isRejected).length;
  const tabs = [["claims", standing.n(listed.length, "claim")], ["verdicts", standing.n(page.reading.verdicts.length, "verdict")], ["artefacts", standing.n(page.reading.artefacts.length, "artefact")]];
  return html`<aside class=${`beside ${current.id ? "beside-open" : ""}`} ref=${place} data-scrolls aria-label="What is said in it">
    <div class="beside-head">
      <div class="beside-tabs" role="group" aria-label="What to list">
        ${tabs.map(([name, label]) => html`<button key=${name} aria-pressed=${tab === name} class="beside-tab" onClick=${() => setTab(name)}>${label}</button>`)}
      </div>
      ${tab === "claims" && n_own > 0 && html`<label class="choice-line beside-own"><input type="checkbox" checked=${shown.own} onChange=${(/** @type {any} */ event) => setShown({ own: event.target.checked })} />the writer’s own words (${n_own})</label>`}
    </div>
    ${tab === "claims" && html`
      <${Windowed} n=${listed.length} name=${`${page.listed.document} ${shown.own}`} guess=${112} reveal=${idx >= 0 ? { idx, at: current.at } : null} tag="ol" itemTag="li" class="notes" label="Claims of this document"
        draw=${(/** @type {number} */ at) => html`<${Note} item=${listed[at]} isCurrent=${listed[at].id === current.id} isPointed=${listed[at].id === pointed} page=${page} acts=${acts} />`} />
      ${listed.length === 0 && html`<p class="quiet beside-none">Nobody was found to say anything here${n_own > 0 ? "; the writer’s own words are left out" : ""}.</p>`}
      <${Added} page=${page} /><${Rejected} items=${items} acts=${acts} />`}
    ${tab === "verdicts" && html`<${Verdicts} page=${page} acts=${acts} />`}
    ${tab === "artefacts" && html`<${Artefacts} page=${page} />`}
  </aside>`;
}

/**
 * Lets the notes follow the text as it is scrolled, but not while the pointer is on them or a key has just moved both.
 * @param {{current: HTMLElement|null}} place
 * @param {Item[]} listed
 * @param {boolean} isListing
 * @param {number} moved
 */
function useFollowing(place, listed, isListing, moved) {
  const still = useRef(0);
  useEffect(() => { still.current = Date.now() + 500; }, [moved]);
  useEffect(() => {
    let frame = 0;
    const follow = () => {
      frame = 0;
      const panel = place.current;
      if (!panel || !isListing || Date.now() < still.current || getComputedStyle(panel).position !== "sticky" || panel.matches(":hover")) return;
      const text = document.querySelector(".text")?.getBoundingClientRect();
      if (!text) return;
      const top = panel.getBoundingClientRect().top;
      const at = /** @type {HTMLElement|null|undefined} */ (document.elementFromPoint(text.left + 40, Math.max(top + 30, text.top + 4))?.closest(".paragraph")?.querySelector("[data-u]"));
      if (!at) return;
      const idx = listed.findIndex((one) => one.start >= Number(at.dataset["u"]));
      const note = /** @type {HTMLElement|null} */ (panel.querySelector(`[data-idx="${idx}"]`));
      if (note) panel.scrollTop += note.getBoundingClientRect().top - top - (panel.querySelector(".beside-head")?.getBoundingClientRect().height ?? 0) - 8;
      else if (idx >= 0) panel.scrollTop = (panel.scrollHeight * idx) / listed.length;
    };
    const heard = (/** @type {Event} */ event) => { if (event.target === document && !frame) frame = requestAnimationFrame(follow); };
    addEventListener("scroll", heard, { passive: true });
    return () => { cancelAnimationFrame(frame); removeEventListener("scroll", heard); };
  }, [listed, isListing]);
}

/** @param {{item: Item, isCurrent: boolean, isPointed: boolean, page: DocumentPage, acts: any}} properties */
function Note({ item, isCurrent, isPointed, page, acts }) {
  const { attribution, claim } = item;
  const words = acts.words(item);
  const kinds = claim ? standing.summary(claim.standing) : [];
  const kind = `note ${isCurrent ? "note-current" : ""} ${isPointed ? "note-pointed" : ""} note-depth-${Math.min(item.depth, 3)}`;
  return html`<article class=${kind} tabindex="-1" aria-current=${isCurrent ? "true" : undefined} onMouseEnter=${() => acts.point(item.id)} onMouseLeave=${() => acts.point(null)}>
    <button class="note-main" aria-expanded=${isCurrent} onClick=${() => acts.choose(isCurrent ? "" : item.id)}>
      <span class="note-who"><${Who} item=${item} page=${page} /></span>
      <span class="note-words" dir="auto"><${Words} text=${words} /></span>
      <span class="note-facts">
        ${attribution && attribution.negated && html`<span class="fact fact-strong">not said</span>`}
        ${attribution && !attribution.negated && standing.STANCES[attribution.stance] && html`<span class="fact fact-strong">${standing.STANCES[attribution.stance]}</span>`}
        ${attribution && attribution.act !== "speech" && html`<span class="fact">${attribution.act}</span>`}
        ${attribution?.hedges.map((hedge) => html`<span class="hedge-chip" key=${hedge.cue.join()}><span class="chip-name">hedged</span> ${hedge.about !== "content" && `(${hedge.about}) `}<${Words} text=${spanWords(page, hedge.cue)} /></span>`)}
        ${kinds.filter((one) => one !== "alleged").map((one) => html`<${Stand} key=${one} what=${one} />`)}
        ${claim && (claim.n_documents > 1 || claim.n_origins > 1) && html`<span class="note-origins">${standing.n(claim.n_origins, "origin")} in ${standing.n(claim.n_documents, "document")}</span>`}
        ${claim && claim.n_disagreements > 0 && html`<span class="fact fact-strong">another version disagrees</span>`}
        ${attribution && html`<${Confidence} band=${attribution.confidence} />`}
        <${Judged} judgements=${item.judgements} />
      </span>
    </button>
    ${isCurrent && html`<div class="note-more">
      ${attribution && html`<p class="note-way"><${Way} chain=${attribution.links} document="this document" /></p>`}
      <div class="acts acts-small">
        ${claim && html`<a class="button button-small button-first" href=${of("claim", acts.reference(item))}>Where it comes from</a>`}
        <button class="button button-small" onClick=${() => acts.decide(item, "accept")}>Accept</button>
        <button class="button button-small" onClick=${() => acts.decide(item, "reject")}>Reject</button>
        <button class="button button-small" onClick=${() => acts.mend(item)}>Mend</button>
        <button class="button button-small" onClick=${() => acts.sameAs(item)}>Same as …</button>
        ${claim && html`<button class="button button-small" onClick=${() => acts.cite(item)}>As evidence …</button>`}
      </div>
    </div>`}
  </article>`;
}

/** @param {{item: Item, page: DocumentPage}} properties */
function Who({ item, page }) {
  const { attribution } = item;
  if (!attribution) return html`<em>the writer</em>`;
  const cue = spanWords(page, attribution.cue);
  const link = attribution.links.at(-1);
  const source = link?.role === "source" ? link.name : spanWords(page, attribution.source);
  // Whom a pronoun stands for, if the reader found a name.
  const entity = standing.isPronoun(source) ? page.reading.entities.find((one) => one.named && attribution.sources.includes(one.id)) : undefined;
  return html`<strong>${source ? html`<${Words} text=${entity?.name ?? source} />` : "nobody named"}</strong> ${entity && html`<span class="note-as">“<${Words} text=${source} />”</span> `}<span class="note-cue"><${Words} text=${cue} /></span> <span class="note-id">${item.id}</span>`;
}

/** How often marks like this one are right, as bars and in words. @param {{band: string}} properties */
export function Confidence({ band }) {
  const n_bars = /** @type {Record<string, number>} */ ({ low: 1, medium: 2, high: 3 })[band] ?? 0;
  const meaning = /** @type {Record<string, string>} */ ({ low: "fewer than six in ten like it are right", medium: "six to nine in ten like it are right", high: "nine in ten or more like it are right" })[band] ?? band;
  return html`<span class=${`confidence confidence-${band}`} title=${`read with ${band} confidence: ${meaning}`}>
    <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">${[1, 2, 3].map((at) => html`<rect key=${at} x=${(at - 1) * 5} y=${10 - at * 3} width="3.5" height=${at * 3} rx="0.8" class=${at <= n_bars ? "bar-on" : "bar-off"} />`)}</svg>
    <span class=${band === "low" ? "" : "unseen"}>${band === "low" ? "unsure" : `${band} confidence`}</span></span>`;
}

/** @type {WeakMap<DocumentPage, Places>} */
const placesOf = new WeakMap();

/** @param {DocumentPage} page @param {[number, number][]} spans in code points */
function spanWords(page, spans) {
  const places = placesOf.get(page) ?? new Places(page.text);
  placesOf.set(page, places);
  return spans.map((span) => page.text.slice(...places.units(span))).join(" … ").replace(/\s+/g, " ");
}

/** What the analyst marked, where nothing was read. @param {{page: DocumentPage}} properties */
function Added({ page }) {
  const added = addedIn(page);
  if (added.length === 0) return null;
  return html`<section class="beside-section"><h3>Marked by hand</h3><ul>${added.map((one) => html`<li key=${one.entry} class="beside-line"><${Quote} text=${spanWords(page, [one.span])} /> <span class="quiet">${one.kind}</span> <button class="link" onClick=${() => undo(one.entry)}>take back</button></li>`)}</ul></section>`;
}

/** @param {{items: Item[], acts: any}} properties */
function Rejected({ items, acts }) {
  const rejected = items.filter((one) => one.isRejected);
  if (rejected.length === 0) return null;
  return html`<section class="beside-section"><h3>Rejected</h3><ul>${rejected.map((one) => {
    const entry = one.judgements.filter((judgement) => judgement.what === "reject").at(-1);
    return html`<li key=${one.id} class="beside-line"><s><${Quote} text=${acts.words(one)} /></s> <span class="quiet">${one.id}</span> <button class="link" onClick=${() => entry && undo(entry.entry)}>take back</button></li>`;
  })}</ul></section>`;
}

/** @param {{page: DocumentPage, acts: any}} properties */
function Verdicts({ page, acts }) {
  if (page.reading.verdicts.length === 0) return html`<p class="quiet beside-none">Nobody is told to have verified, confirmed or denied anything here.</p>`;
  return html`<ul class="notes">${page.reading.verdicts.map((one) => html`<li key=${one.id}><article class="note" onMouseEnter=${() => acts.point(one.id)} onMouseLeave=${() => acts.point(null)}>
    <button class="note-main" onClick=${() => acts.choose(one.within ?? (one.about.id?.startsWith("a") ? one.about.id : ""))}>
      <span class="note-who"><strong>${one.by.length ? html`<${Words} text=${spanWords(page, one.by)} />` : "nobody named"}</strong> <span class="note-cue">${one.outcome === "done" ? one.kind : `${one.kind}: ${one.outcome}`}</span> <span class="note-id">${one.id}</span></span>
      <span class="note-words"><${Words} text=${spanWords(page, one.cue)} /></span>
      <span class="note-facts"><span class="fact">about ${one.about.what === "claim" ? "a claim" : `${one.about.what} of an artefact`}${one.about.id ? ` (${one.about.id})` : ""}</span>${one.about.span && html`<span class="fact"><${Words} text=${spanWords(page, [one.about.span])} /></span>`}</span>
    </button></article></li>`)}</ul>`;
}

/** @param {{page: DocumentPage}} properties */
function Artefacts({ page }) {
  if (page.reading.artefacts.length === 0) return html`<p class="quiet beside-none">No letter, recording or other artefact is told of here.</p>`;
  return html`<ul class="notes">${page.reading.artefacts.map((one) => html`<li key=${one.id}><a class="note note-link" href=${of("artefacts", `${page.listed.document}/${one.id}`)}>
    <span class="note-who"><strong><${Words} text=${one.mentions[0] ? spanWords(page, [one.mentions[0]]) : one.kind} /></strong> <span class="note-id">${one.id}</span></span>
    <span class="note-facts"><span class="fact">${one.kind}</span><span class="quiet">${standing.n(one.mentions.length, "mention")}</span></span></a></li>`)}</ul>`;
}

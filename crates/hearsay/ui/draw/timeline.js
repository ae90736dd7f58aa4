// Two lanes over one axis: when it was said, and when it is said to have happened. They are never mixed.
// Days that are known in part are drawn with soft ends; empty stretches are folded. A list stands beside the drawing.

import { Axis } from "../logic/axis.js";
import * as days from "../logic/days.js";
import { bundles, stack } from "../logic/lanes.js";
import { address, of } from "../logic/route.js";
import { n } from "../logic/standing.js";
import { plain } from "../logic/visible.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./html.js";
import { useKeys } from "./keyboard.js";
import { Empty, Failure, Waiting } from "./loading.js";
import { get } from "./server.js";
import { go, revision, route, set } from "./state.js";
import { Days, Quote, Stand, Words } from "./words.js";
import { Windowed } from "./windowed.js";

/** @typedef {import("../logic/contract.js").TimelineItem} TimelineItem */
/** @typedef {import("../logic/lanes.js").Bundle} Bundle */

const ITEMS_MAX = 5000;
const ROW = 15;
const LANES = [["said", "Said"], ["happened", "Said to have happened"]];

export function TimelineView() {
  const { query } = route.value;
  const { items, total, error } = useItems(query);
  const [chosen, setChosen] = useState(/** @type {Bundle|null} */ (null));
  const [at, setAt] = useState({ idx: -1, at: 0 });
  useEffect(() => { setChosen(null); setAt({ idx: -1, at: 0 }); }, [JSON.stringify(query)]);
  const listed = useMemo(() => (chosen ? chosen.items : items ?? []).filter((one) => !query["lane"] || one.lane === query["lane"]), [items, chosen, query["lane"]]);
  const move = (/** @type {number} */ by) => setAt((before) => ({ idx: Math.max(0, Math.min(before.idx + by, listed.length - 1)), at: before.at + 1 }));
  useKeys({ j: () => move(1), k: () => move(-1), Escape: () => setChosen(null), Enter: () => { const one = listed[at.idx]; if (one) go(of("claim", one.claim)); } });
  return html`<div class="timeline column column-wide">
    <div class="list-head"><h1>Timeline</h1>
      <p class="list-count" role="status">${items ? `${n(total, "entry", "entries")}${query["claim"] ? ` of the claim ${query["claim"]}` : ""}` : ""}</p></div>
    <form class="timeline-filters" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <label class="field field-line"><span>From</span><input type="date" value=${query["since"] ?? ""} onChange=${(/** @type {any} */ event) => set({ since: event.target.value })} /></label>
      <label class="field field-line"><span>to</span><input type="date" value=${query["until"] ?? ""} onChange=${(/** @type {any} */ event) => set({ until: event.target.value })} /></label>
      <label class="field field-line"><span>List</span><select value=${query["lane"] ?? ""} onChange=${(/** @type {any} */ event) => set({ lane: event.target.value })}><option value="">both lanes</option><option value="said">what was said</option><option value="happened">what happened</option></select></label>
      ${(query["since"] || query["until"] || query["claim"]) && html`<a class="link" href=${address("timeline")}>show all</a>`}
    </form>
    ${error && html`<${Failure} error=${error} />`}
    ${!error && !items && html`<${Waiting} />`}
    ${items && items.length === 0 && html`<${Empty} title="Nothing has a day here"><p>No claim of the case is dated in these days.</p><//>`}
    ${items && items.length > 0 && html`
      ${total > items.length && html`<p class="block-note">Only the first ${items.length} of ${total} are drawn: choose fewer days.</p>`}
      <div class="timeline-both">
      <${Lanes} items=${items} chosen=${chosen} choose=${setChosen} />
      <div class="timeline-list">
        <div class="block-head"><h2>${chosen ? html`<${Days} from=${chosen.items[0].first_day} to=${chosen.items[0].last_day} />, ${chosen.lane === "said" ? "said" : "said to have happened"}` : "All, by day"}</h2>${chosen && html`<button class="link" onClick=${() => setChosen(null)}>show all days</button>`}</div>
        <${Windowed} n=${listed.length} name=${`${listed.length} ${chosen?.from} ${chosen?.lane} ${query["lane"]}`} guess=${86} reveal=${at} tag="ol" itemTag="li" class="entries" label="Entries"
          draw=${(/** @type {number} */ idx) => html`<${Entry} item=${listed[idx]} before=${listed[idx - 1]} isCurrent=${idx === at.idx} />`} />
      </div></div>`}
  </div>`;
}

/** @param {Record<string, string>} query */
function useItems(query) {
  const [state, setState] = useState(/** @type {{items: TimelineItem[]|null, total: number, error: any}} */ ({ items: null, total: 0, error: null }));
  const name = `${query["claim"] ?? ""} ${query["since"] ?? ""} ${query["until"] ?? ""}`;
  const at = revision.value;
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      /** @type {TimelineItem[]} */
      const items = [];
      let total = 1;
      while (items.length < Math.min(total, ITEMS_MAX) && isCurrent) {
        const answer = await get(["timeline"], { claim: query["claim"], since: query["since"], until: query["until"], offset: items.length, limit: 1000 });
        total = answer.total;
        if (answer.items.length === 0) break;
        items.push(...answer.items);
      }
      if (isCurrent) setState({ items, total, error: null });
    };
    ask().catch((error) => { if (isCurrent) setState({ items: null, total: 0, error }); });
    return () => { isCurrent = false; };
  }, [name, at]);
  return state;
}

/** @param {{item: TimelineItem, before: TimelineItem|undefined, isCurrent: boolean}} properties */
function Entry({ item, before, isCurrent }) {
  const isSameDay = before && before.first_day === item.first_day && before.last_day === item.last_day && before.lane === item.lane;
  return html`<article class=${`entry ${isCurrent ? "entry-current" : ""} entry-${item.lane}`}>
    <p class="entry-day">${isSameDay ? "" : html`<${Days} from=${item.first_day} to=${item.last_day} />`}</p>
    <div><p><a class="quiet-link" href=${of("claim", item.claim)}><${Quote} text=${item.words} /></a></p>
      <p class="entry-facts"><span class=${`lane-chip lane-chip-${item.lane}`}>${item.lane}</span>${item.what !== "alleged" && html`<${Stand} what=${item.what} />`}${item.is_first_appearance && html`<span class="fact fact-strong">first appearance</span>`}
        <span class="quiet"><${Words} text=${item.claim} />${item.is_stated ? "" : ", by the day of publication"}</span></p></div>
  </article>`;
}

/** @param {{items: TimelineItem[], chosen: Bundle|null, choose: (bundle: Bundle|null) => void}} properties */
function Lanes({ items, chosen, choose }) {
  const [width, setWidth] = useState(960);
  const element = useRef(/** @type {HTMLElement|null} */ (null));
  useLayoutEffect(() => {
    if (!element.current) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(280, Math.round(entry.contentRect.width))));
    watch.observe(element.current);
    return () => watch.disconnect();
  }, []);
  const drawn = useMemo(() => layout(items, width), [items, width]);
  const bottom = drawn.axisTop + 22 + drawn.lanes[1].height;
  return html`<div class="lanes" ref=${element}>
    <svg width=${width} height=${bottom} viewBox=${`0 0 ${width} ${bottom}`} class="lanes-drawing" role="group" aria-label="When it was said, above, and when it is said to have happened, below">
      <defs>
        <linearGradient id="soft-said"><stop offset="0" class="soft-none" /><stop offset="0.14" class="soft-said" /><stop offset="0.86" class="soft-said" /><stop offset="1" class="soft-none" /></linearGradient>
        <linearGradient id="soft-happened"><stop offset="0" class="soft-none" /><stop offset="0.14" class="soft-happened" /><stop offset="0.86" class="soft-happened" /><stop offset="1" class="soft-none" /></linearGradient>
      </defs>
      ${drawn.folds.map((fold) => html`<${Fold} key=${fold.left} fold=${fold} height=${bottom} />`)}
      <text class="lane-name" x="0" y="14">${LANES[0][1]}</text>
      <text class="lane-name" x="0" y=${bottom - 4}>${LANES[1][1]}</text>
      <g class="axis"><line x1="0" x2=${width} y1=${drawn.axisTop} y2=${drawn.axisTop} />
        ${drawn.ticks.map((tick) => html`<g key=${tick.at}><line x1=${tick.x} x2=${tick.x} y1=${drawn.axisTop} y2=${drawn.axisTop + 5} /><text x=${Math.min(tick.x + 2, width - tick.label.length * 6.5)} y=${drawn.axisTop + 16}>${tick.label}</text></g>`)}</g>
      ${drawn.lanes.map((lane, idx) => lane.bundles.map((bundle) => html`<${Mark} key=${`${idx} ${bundle.from} ${bundle.to}`} bundle=${bundle} axis=${drawn.axis} y=${idx === 0 ? drawn.axisTop - 12 - bundle.row * ROW : drawn.axisTop + 34 + bundle.row * ROW} isChosen=${chosen === bundle} choose=${choose} />`))}
    </svg>
    <p class="legend"><span class="legend-line"><span class="dot dot-first"></span>a claim appears first</span><span class="legend-line"><span class="dot"></span>told again</span><span class="legend-line"><span class="soft-bar"></span>somewhen in these days</span><span class="legend-line"><svg class="fold-sign" width="12" height="16" aria-hidden="true"><path d="M6 0l3 4-6 4 6 4-3 4" /></svg>nothing for a while, folded</span></p>
  </div>`;
}

/** @param {TimelineItem[]} items @param {number} width */
function layout(items, width) {
  const all = bundles(items);
  const axis = new Axis(all, width);
  const lanes = LANES.map(([name]) => {
    const of_lane = all.filter((bundle) => bundle.lane === name);
    const rows = stack(of_lane, (bundle) => box(bundle, axis));
    return { bundles: of_lane, height: Math.max(rows, 1) * ROW + 34 };
  });
  const axisTop = lanes[0].height + 6;
  const folds = axis.parts.filter((part) => part.isFold);
  const ticks = axis.ticks().map((tick) => ({ ...tick, x: axis.place(tick.at) }));
  return { axis, lanes, axisTop, folds, ticks };
}

/** @param {Bundle} bundle @param {Axis} axis @returns {[number, number]} */
function box(bundle, axis) {
  const [left, right] = [axis.place(bundle.from), axis.place(bundle.to + 1)];
  const least = bundle.items.length > 1 ? 14 + String(bundle.items.length).length * 7 : 11;
  if (right - left >= least) return [left, right];
  const middle = (left + right) / 2;
  const begin = Math.max(0, Math.min(middle - least / 2, axis.width - least));
  return [begin, begin + least];
}

/** @param {{bundle: Bundle, axis: Axis, y: number, isChosen: boolean, choose: (bundle: Bundle|null) => void}} properties */
function Mark({ bundle, axis, y, isChosen, choose }) {
  const [left, right] = box(bundle, axis);
  const isSoft = bundle.to > bundle.from;
  const label = `${days.stretch(bundle.items[0].first_day, bundle.items[0].last_day)}, ${bundle.lane}: ${n(bundle.items.length, "entry", "entries")}${bundle.n_first ? `, ${bundle.n_first} of them first appearances` : ""}. ${plain(bundle.items[0].words).slice(0, 80)}`;
  const press = (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(isChosen ? null : bundle); } };
  return html`<g class=${`bundle bundle-${bundle.lane} ${isSoft ? "bundle-soft" : ""} ${bundle.n_first ? "bundle-first" : ""} ${isChosen ? "bundle-chosen" : ""}`} tabindex="0" role="button" aria-pressed=${isChosen} aria-label=${label} onClick=${() => choose(isChosen ? null : bundle)} onKeyDown=${press}>
    <title>${label}</title>
    <rect x=${left} y=${y - 6} width=${right - left} height="12" rx="6" fill=${isSoft ? `url(#soft-${bundle.lane})` : undefined} />
    ${bundle.items.length > 1 && html`<text x=${(left + right) / 2} y=${y + 3.6} text-anchor="middle">${bundle.items.length}</text>`}
  </g>`;
}

/** @param {{fold: import("../logic/axis.js").Part, height: number}} properties */
function Fold({ fold, height }) {
  const middle = (fold.left + fold.right) / 2;
  let path = `M${middle} 20`;
  for (let y = 20; y < height - 22; y += 8) path += `l${(y / 8) % 2 < 1 ? 4 : -4} 8`;
  return html`<g class="fold"><path d=${path} /><title>nothing from ${days.words(isoOf(fold.from))} to ${days.words(isoOf(fold.to))}</title></g>`;
}

/** @param {number} at */
function isoOf(at) {
  const { year, month, day } = days.parts(at);
  return `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

// The log: every addition and judgement, by whom and when, and the way to take one back.
// Nothing in it is ever changed; what is taken back stays, with the taking back.

import { moment } from "../logic/days.js";
import { of } from "../logic/route.js";
import * as sentences from "../logic/sentences.js";
import { html } from "./html.js";
import { undo } from "./judging.js";
import { Empty, Failure, usePaged, Waiting } from "./loading.js";
import { caseInfo } from "./state.js";
import { Quote, Words } from "./words.js";
import { Windowed } from "./windowed.js";

/** @typedef {import("../logic/contract.js").LogEntry} LogEntry */
/** @typedef {import("../logic/contract.js").LogOn} LogOn */

export function LogView() {
  const list = usePaged(["log"], { newest: true });
  const head = caseInfo.value?.head;
  return html`<div class="column">
    <div class="list-head"><h1>Log</h1><p class="list-count">${head ? `${head.number} entries` : ""}</p></div>
    ${head && html`<p class="head-hash"><span>Hash of the last entry</span> <code>${head.hash}</code> <span class="quiet">Keep it elsewhere: it proves that nothing before it was changed (<code>hearsay audit</code>).</span></p>`}
    ${list.error ? html`<${Failure} error=${list.error} />` : list.total < 0 ? html`<${Waiting} />` : list.total === 0 ? html`<${Empty} title="Nothing was done to this case yet" />` : html`
      <${Windowed} n=${list.total} name="log" guess=${74} tag="ol" itemTag="li" class="log" label="Entries, the newest first" draw=${(/** @type {number} */ idx) => html`<${Line} entry=${list.item(idx)} />`} />`}
  </div>`;
}

/** @param {{entry: LogEntry|undefined}} properties */
function Line({ entry }) {
  if (!entry) return html`<div class="log-line log-waiting"></div>`;
  const isBack = entry.taken_back_by !== null && entry.taken_back_by !== undefined;
  const value = sentences.value(entry);
  return html`<article class=${`log-line ${isBack ? "log-back" : ""} ${entry.what === "added" ? "log-added" : ""}`}>
    <span class="log-number">${entry.entry}</span>
    <div class="log-body">
      <p><strong><${Words} text=${entry.author} /></strong> ${sentences.verb(entry)} ${entry.on.map((on, idx) => html`${idx > 0 ? html` <span class="quiet">${sentences.between(entry)}</span> ` : ""}<${On} on=${on} />`)}${value && html`<span class="log-value">${entry.what === "edit" ? " to read " : ": "}${entry.what === "edit" ? html`<${Quote} text=${value} />` : html`<${Words} text=${value} />`}</span>`}</p>
      <p class="quiet">${entry.because && html`because <${Words} text=${entry.because} />, `}${moment(entry.at)}${isBack ? `, taken back by entry ${entry.taken_back_by}` : ""}</p>
    </div>
    ${entry.in_force && html`<button class="button button-small" onClick=${() => undo(entry.entry)}>Take back</button>`}
  </article>`;
}

/** @param {{on: LogOn}} properties */
function On({ on }) {
  if (on.entry !== undefined) return html`<span>entry ${on.entry}</span>`;
  if (!on.kind) return html`<a href=${of("read", on.document ?? "")}><${Words} text=${on.document ?? ""} /></a>`;
  const span = on.spans?.[0];
  return html`<span><span class="quiet">the ${sentences.kind(on)}</span> <${Quote} text=${on.words ?? ""} /> <span class="quiet">in</span> <a href=${of("read", on.document ?? "", { span: span ? span.join("-") : undefined, at: on.id?.slice(on.id.lastIndexOf("/") + 1) })}><${Words} text=${on.document ?? ""} /></a></span>`;
}

// The documents of the case, to open one.
// Not what was read in them.

import * as days from "../logic/days.js";
import { of } from "../logic/route.js";
import { n } from "../logic/standing.js";
import { html, useState } from "./html.js";
import { useKeys } from "./keyboard.js";
import { Empty, Failure, usePaged, Waiting } from "./loading.js";
import { caseInfo, go } from "./state.js";
import { Words } from "./words.js";
import { Windowed } from "./windowed.js";

/** @typedef {import("../logic/contract.js").Listed} Listed */

export function DocumentsView() {
  const list = usePaged(["documents"], {});
  const [at, setAt] = useState({ idx: -1, at: 0 });
  const move = (/** @type {number} */ by) => setAt((before) => ({ idx: Math.max(0, Math.min(before.idx + by, list.total - 1)), at: before.at + 1 }));
  useKeys({
    j: () => move(1), k: () => move(-1),
    Enter: () => { const one = list.item(at.idx); if (one) go(of("read", one.document)); },
  });
  return html`<div class="column">
    <div class="list-head"><h1>Documents</h1><p class="list-count">${list.total >= 0 ? n(list.total, "document") : ""}${unread()}</p></div>
    ${list.error ? html`<${Failure} error=${list.error} />` : list.total < 0 ? html`<${Waiting} />` : list.total === 0 ? html`
      <${Empty} title="There is nothing in this case yet"><p>Add files in the terminal, then reload this page:</p><pre class="command">hearsay add ${caseInfo.value?.name ?? "CASE"} FILE...</pre><//>` : html`
      <${Windowed} n=${list.total} name="documents" guess=${88} reveal=${at} tag="ul" itemTag="li" class="rows" label="Documents"
        draw=${(/** @type {number} */ idx) => html`<${Row} listed=${list.item(idx)} isCurrent=${idx === at.idx} />`} />`}
  </div>`;
}

function unread() {
  const count = caseInfo.value?.n_unread ?? 0;
  return count > 0 ? `, ${n(count, "of them unread", "of them unread")}: \`hearsay reread\` reads them` : "";
}

/** @param {{listed: Listed|undefined, isCurrent: boolean}} properties */
function Row({ listed, isCurrent }) {
  if (!listed) return html`<div class="row row-waiting"></div>`;
  const from = [listed.source, listed.author].filter(Boolean);
  return html`<a class=${`row ${isCurrent ? "row-current" : ""}`} href=${of("read", listed.document)}>
    <span class="row-title"><${Words} text=${listed.title ?? listed.file} /></span>
    <span class="row-facts">
      ${from.map((name) => html`<span key=${name}><${Words} text=${name} /></span>`)}
      <span>${listed.published ? days.words(listed.published) : "day not known"}</span>
      <span class="quiet"><${Words} text=${listed.document} /></span>
      ${listed.attached_to && html`<span class="quiet">attached to <${Words} text=${listed.attached_to} /></span>`}
    </span>
  </a>`;
}

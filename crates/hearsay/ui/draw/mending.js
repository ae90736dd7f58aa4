// Mends a mark, or makes a new one: the words are selected in the text, or written as the text has them.
// Not a change to the text or the reading: a judgement that stands beside both.

import { nearest } from "../logic/mending.js";
import { address } from "../logic/route.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { judge, quoted } from "./judging.js";
import { go } from "./state.js";
import { Quote } from "./words.js";

/** @typedef {import("../logic/contract.js").DocumentPage} DocumentPage */
/** @typedef {import("../logic/contract.js").Span} Span */
/** @typedef {import("../logic/beside.js").Item} Item */
/** @typedef {import("../logic/places.js").Places} Places */

/**
 * @param {{page: DocumentPage, places: Places, item: Item|undefined, selection: Span|null, close: () => void,
 *   reference: (item: Item) => string}} properties
 */
export function Mending({ page, item, selection, close, reference }) {
  const before = item ? page.text.slice(...(item.content[0] ?? [0, 0])) : "";
  const [words, setWords] = useState(before);
  const [why, setWhy] = useState("");
  const field = useRef(/** @type {HTMLTextAreaElement|null} */ (null));
  useEffect(() => { field.current?.focus(); }, []);
  useEffect(() => { if (selection) setWords(page.text.slice(...selection)); }, [selection?.[0], selection?.[1]]);
  if (!item) return null;
  const found = nearest(page.text, words, item.content[0] ?? [0, 0]);
  const save = async () => {
    if (!found || words === before) return;
    if (await judge([{ kind: "edit", on: reference(item), value: words, because: why || undefined }], `Mended: now ${quoted(words)}`)) close();
  };
  return html`<form class="mending" aria-label="Mend the words" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); save(); }}>
    <p class="mending-title"><strong>Mend ${item.id}</strong> Select in the text what it should be, or write it as the text has it.</p>
    <textarea ref=${field} rows="3" value=${words} dir="auto" aria-label="The words that it should be" onInput=${(/** @type {any} */ event) => setWords(event.target.value)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter") { event.preventDefault(); save(); } }}></textarea>
    <div class="mending-foot">
      <label class="field field-line"><span>Because</span><input value=${why} placeholder="optional" onInput=${(/** @type {any} */ event) => setWhy(event.target.value)} /></label>
      <span class="mending-state" role="status">${words === before ? "" : found ? "" : "These words are not in the text."}</span>
      <button type="submit" class="button button-first" disabled=${!found || words === before}>Mend</button>
      <button type="button" class="button button-plain" onClick=${close}>Leave it</button>
    </div>
  </form>`;
}

/**
 * What words that were selected may become.
 * @param {{page: DocumentPage, places: Places, selection: Span, item: Item|null, mend: () => void,
 *   reference: (item: Item) => string}} properties
 */
export function SelectionBar({ page, places, selection, item, mend, reference }) {
  const words = page.text.slice(...selection);
  const add = (/** @type {string} */ kind, /** @type {string} */ name) => judge(
    [{ kind: "accept", on: { document: page.listed.document, kind, spans: [places.points(selection)] } }],
    `Marked ${quoted(words)} as ${name}`,
  );
  const saidBy = (/** @type {string} */ claim) => judge(
    [{ kind: "said-by", on: claim, other: { document: page.listed.document, kind: "mention", spans: [places.points(selection)] } }],
    `Said by ${quoted(words)}`,
  );
  // The selection would be lost with the focus.
  const keep = (/** @type {Event} */ event) => event.preventDefault();
  return html`<div class="selection-bar" role="toolbar" aria-label="Selected words" onMouseDown=${keep}>
    <span class="selection-words"><${Quote} text=${words.length > 90 ? `${words.slice(0, 87)}…` : words} /></span>
    ${item && html`<button class="button button-small button-first" onClick=${mend}>Make it ${item.id}’s words</button>`}
    <button class="button button-small" onClick=${() => add("claim", "a claim")}>Mark as a claim</button>
    ${item?.claim && html`<button class="button button-small" onClick=${() => saidBy(reference(item))}>Who says ${item.id}</button>`}
    <button class="button button-small" onClick=${() => go(address("search", [], { q: `"${words.replace(/"/g, "").slice(0, 120)}"` }))}>Search for it</button>
  </div>`;
}

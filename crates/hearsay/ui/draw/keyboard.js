// Listens for keys and hands each to the view that is on top.
// Not the list of what keys do: that is `logic/keys.js`.

import { pressed } from "../logic/keys.js";
import { useLayoutEffect, useRef } from "./html.js";

/** @typedef {Record<string, (event: KeyboardEvent) => void>} Keys */

/** From the bottom to the top. @type {{current: Keys, isAlone: boolean}[]} */
const listening = [];

/**
 * Listens while the component is drawn.
 * @param {Keys} keys
 * @param {{isAlone?: boolean}} options whether what lies below hears nothing
 */
export function useKeys(keys, { isAlone = false } = {}) {
  const mine = useRef(keys);
  mine.current = keys;
  // At once, and not after the next frame: a key pressed just after a dialog was closed is for what lies below.
  useLayoutEffect(() => {
    const entry = { get current() { return mine.current; }, isAlone };
    listening.push(entry);
    return () => { listening.splice(listening.indexOf(entry), 1); };
  }, []);
}

/** @param {KeyboardEvent} event */
function heard(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const isWriting = target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const key = pressed(event, Boolean(isWriting));
  if (key === null) return;
  // What a focused control does with Enter and Space is its own.
  if ((key === "Enter" || key === " ") && target.matches?.("a, button, summary, input, [role=button]")) return;
  for (const entry of [...listening].reverse()) {
    const answer = entry.current[key];
    if (answer) {
      event.preventDefault();
      answer(event);
      return;
    }
    if (entry.isAlone) return;
  }
}

addEventListener("keydown", heard);

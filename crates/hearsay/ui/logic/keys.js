// Which key does what, and the list of them that `?` shows.
// Not the listening: that is `draw/keyboard.js`.

/** @typedef {{keys: string[], does: string}} Shortcut */
/** @typedef {{title: string, shortcuts: Shortcut[]}} ShortcutGroup */

/** @type {ShortcutGroup[]} */
export const SHORTCUTS = [
  {
    title: "Everywhere",
    shortcuts: [
      { keys: ["/"], does: "search" },
      { keys: ["g", "…"], does: "go: then c claims, d documents, t timeline, p people, a artefacts, s sources, h hypotheses, l log, r report" },
      { keys: ["u"], does: "take the last judgement back" },
      { keys: ["?"], does: "this list" },
      { keys: ["Esc"], does: "close what is open" },
    ],
  },
  {
    title: "On claims, in a list or beside a text",
    shortcuts: [
      { keys: ["j"], does: "next" },
      { keys: ["k"], does: "previous" },
      { keys: ["Enter"], does: "open: where it comes from" },
      { keys: ["r"], does: "read it in its document" },
      { keys: ["a"], does: "accept: it was read right" },
      { keys: ["x"], does: "reject: it was read wrongly, leave it out" },
      { keys: ["e"], does: "mend: select the words that it should be" },
      { keys: ["m"], does: "the same as another claim" },
      { keys: ["h"], does: "cite it as evidence on hypotheses" },
      { keys: ["Space"], does: "choose it, for a judgement on several" },
    ],
  },
  {
    title: "In the matrix",
    shortcuts: [
      { keys: ["t"], does: "turn it: evidence in rows, hypotheses in columns" },
      { keys: ["←", "→", "↑", "↓"], does: "from cell to cell" },
      { keys: ["C", "c"], does: "very consistent; consistent" },
      { keys: ["n"], does: "neutral" },
      { keys: ["i", "I"], does: "inconsistent; very inconsistent" },
      { keys: ["-"], does: "not applicable" },
      { keys: ["Del"], does: "take your rating back" },
      { keys: ["Enter"], does: "all of the claim: weigh it, rate it on all" },
    ],
  },
  {
    title: "In a text",
    shortcuts: [{ keys: ["f"], does: "show or hide page furniture" }],
  },
  {
    title: "On a report",
    shortcuts: [{ keys: ["p"], does: "open it by itself, to print" }],
  },
];

/**
 * Returns what a press means: its name, or nothing if it is for the field that is being written in or for the browser.
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} press
 * @param {boolean} isWriting
 */
export function pressed(press, isWriting) {
  if (press.key === "Escape") return "Escape";
  if (isWriting || press.ctrlKey || press.metaKey || press.altKey) return null;
  return press.key;
}

// Where the words stand that the analyst put in the place of others, and what a selection in the text may become.
// Not the writing of a judgement.

/** @typedef {import("./contract.js").Span} Span */

/**
 * Returns the place of `words` in the text, whole and with any white space between them, that is nearest to where the mended
 * mark stands.
 * @param {string} text
 * @param {string} words
 * @param {Span} near in units
 * @returns {Span|null}
 */
export function nearest(text, words, near) {
  const parts = words.split(/\s+/u).filter(Boolean).map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  if (parts.length === 0) return null;
  const [before, after] = [/^[\p{L}\p{N}]/u.test(words.trim()) ? "(?<![\\p{L}\\p{N}])" : "", /[\p{L}\p{N}]$/u.test(words.trim()) ? "(?![\\p{L}\\p{N}])" : ""];
  /** @type {Span|null} */
  let found = null;
  for (const match of text.matchAll(new RegExp(`${before}${parts.join("\\s+")}${after}`, "gu"))) {
    if (!found || Math.abs(match.index - near[0]) < Math.abs(found[0] - near[0])) found = [match.index, match.index + match[0].length];
  }
  return found;
}

/**
 * Returns a selection without the white space at its ends; nothing if nothing is left.
 * @param {string} text
 * @param {Span} span in units
 * @returns {Span|null}
 */
export function trimmed(text, span) {
  let [start, end] = span;
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return end > start ? [start, end] : null;
}

/**
 * Returns a selection widened to whole words.
 * @param {string} text
 * @param {Span} span in units
 * @returns {Span}
 */
export function wholeWords(text, span) {
  const isWord = (/** @type {number} */ at) => at >= 0 && at < text.length && /[\p{L}\p{N}\p{M}\ud800-\udfff]/u.test(text[at]);
  let [start, end] = span;
  while (isWord(start) && isWord(start - 1)) start -= 1;
  while (isWord(end) && isWord(end - 1)) end += 1;
  return [start, end];
}

// Where the words stand that the analyst put in the place of others, and what a selection in the text may become.
// Not the writing of a judgement.

/** @typedef {import("./contract.js").Span} Span */

/**
 * Returns the place of `words` in the text that is nearest to where the mended mark stands.
 * @param {string} text
 * @param {string} words
 * @param {Span} near in units
 * @returns {Span|null}
 */
export function nearest(text, words, near) {
  if (words === "") return null;
  const back = text.lastIndexOf(words, Math.max(near[0], 0));
  const forth = text.indexOf(words, Math.max(near[0], 0));
  const distance = (/** @type {number} */ at) => (at < 0 ? Infinity : Math.abs(at - near[0]));
  const at = distance(back) < distance(forth) ? back : forth;
  return at < 0 ? null : [at, at + words.length];
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

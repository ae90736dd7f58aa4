// Makes visible what a text hides: characters that turn the direction of writing, have no width, or control a terminal.
// Not an escaper: the page inserts text as text nodes only, so markup in it is never markup.

/** @typedef {{text: string, sign: null}|{text: string, sign: string}} Piece `sign` is what stands for hidden text */

/** @type {Map<number, [string, string]>} what is shown, and what it is */
const HIDDEN = new Map([
  [0x00ad, ["SHY", "soft hyphen"]],
  [0x034f, ["CGJ", "combining grapheme joiner"]],
  [0x061c, ["ALM", "Arabic letter mark"]],
  [0x115f, ["HF", "Hangul filler"]],
  [0x1160, ["HF", "Hangul filler"]],
  [0x180e, ["MVS", "Mongolian vowel separator"]],
  [0x200b, ["ZWSP", "space without width"]],
  [0x200e, ["LRM", "left-to-right mark"]],
  [0x200f, ["RLM", "right-to-left mark"]],
  [0x2028, ["LS", "line separator"]],
  [0x2029, ["PS", "paragraph separator"]],
  [0x202a, ["LRE", "left-to-right embedding"]],
  [0x202b, ["RLE", "right-to-left embedding"]],
  [0x202c, ["PDF", "end of a direction"]],
  [0x202d, ["LRO", "left-to-right override: what follows may be shown in another order than written"]],
  [0x202e, ["RLO", "right-to-left override: what follows would be shown backwards"]],
  [0x2060, ["WJ", "word joiner"]],
  [0x2066, ["LRI", "left-to-right isolate"]],
  [0x2067, ["RLI", "right-to-left isolate"]],
  [0x2068, ["FSI", "isolate"]],
  [0x2069, ["PDI", "end of an isolate"]],
  [0x3164, ["HF", "Hangul filler"]],
  [0xfeff, ["BOM", "byte order mark"]],
  [0xffa0, ["HF", "Hangul filler"]],
]);

const CANDIDATE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** Letters beside which a joiner does nothing but hide. */
const JOINS_NOTHING = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u;

/**
 * Returns the sign for one hidden character and what it is; nothing if it has its use where it stands.
 * @param {string} character
 * @param {string} before
 * @returns {[string, string]|null}
 */
function sign(character, before) {
  const point = character.codePointAt(0) ?? 0;
  if (point === 0x200c || point === 0x200d) {
    if (before !== "" && !JOINS_NOTHING.test(before)) return null;
    return point === 0x200c ? ["ZWNJ", "joiner without width"] : ["ZWJ", "joiner without width"];
  }
  const known = HIDDEN.get(point);
  if (known) return known;
  if (point >= 0xe0000) return ["TAG", "invisible tag character"];
  return [`U+${point.toString(16).toUpperCase().padStart(4, "0")}`, "control character"];
}

/**
 * Cuts a text into what is shown as it stands and what a sign stands for.
 * @param {string} text
 * @returns {(Piece & {meaning: string})[]}
 */
export function pieces(text) {
  /** @type {(Piece & {meaning: string})[]} */
  const found = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const at = match.index;
    const known = sign(match[0], at > 0 ? String.fromCodePoint(codePointBefore(text, at)) : "");
    if (!known) continue;
    if (at > done) found.push({ text: text.slice(done, at), sign: null, meaning: "" });
    found.push({ text: match[0], sign: known[0], meaning: known[1] });
    done = at + match[0].length;
  }
  if (done < text.length) found.push({ text: text.slice(done), sign: null, meaning: "" });
  return found;
}

/**
 * Returns a text for where only text can stand, such as a tooltip: signs in brackets.
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  return pieces(text).map((piece) => (piece.sign === null ? piece.text : `[${piece.sign}]`)).join("");
}

/**
 * @param {string} text
 * @param {number} at
 */
function codePointBefore(text, at) {
  const low = text.charCodeAt(at - 1);
  const isLow = low >= 0xdc00 && low <= 0xdfff && at > 1;
  return (isLow ? text.codePointAt(at - 2) : low) ?? low;
}

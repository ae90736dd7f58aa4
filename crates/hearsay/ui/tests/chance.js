// Chance that is the same in every run, for properties.
// Not a generator of anything in particular.

/**
 * Returns numbers from 0 to 1, drawn from a seed (mulberry32).
 * @param {number} seed
 */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Returns a text of letters, spaces, wide characters and hidden ones.
 * @param {() => number} random
 * @param {number} length_max
 */
export function anyText(random, length_max) {
  const parts = ["a", "b", "é", " ", "\n", "ж", "𝒜", "😀", "\u202e", "\u200b", "‍", "<script>", "&amp;"];
  const length = Math.floor(random() * length_max);
  return Array.from({ length }, () => parts[Math.floor(random() * parts.length)]).join("");
}

// Which entries of a long list are in sight, when each has a height of its own that is known only once it was drawn.
// Not the drawing, and nothing of the DOM.

/** The heights of a list: measured where they are known, guessed elsewhere. */
export class Heights {
  /**
   * @param {number} n_entries
   * @param {number|((idx: number) => number)} guess
   */
  constructor(n_entries, guess) {
    this.n_entries = n_entries;
    /** Sums over ranges, in a tree of Fenwick. @type {Float64Array} */
    this.sums = new Float64Array(n_entries + 1);
    /** @type {Float64Array} */
    this.heights = new Float64Array(n_entries);
    for (let idx = 0; idx < n_entries; idx += 1) {
      const height = typeof guess === "number" ? guess : guess(idx);
      this.heights[idx] = height;
      this.sums[idx + 1] += height;
      const above = idx + 1 + ((idx + 1) & -(idx + 1));
      if (above <= n_entries) this.sums[above] += this.sums[idx + 1];
    }
  }

  /**
   * Notes the height of an entry; returns by how much it differs from what was known.
   * @param {number} idx
   * @param {number} height
   */
  set(idx, height) {
    if (idx >= this.n_entries) return 0;
    const difference = height - this.heights[idx];
    if (Math.abs(difference) < 0.5) return 0;
    this.heights[idx] = height;
    for (let at = idx + 1; at <= this.n_entries; at += at & -at) this.sums[at] += difference;
    return difference;
  }

  /**
   * Returns how high all entries before one are.
   * @param {number} idx
   */
  above(idx) {
    let sum = 0;
    for (let at = Math.min(idx, this.n_entries); at > 0; at -= at & -at) sum += this.sums[at];
    return sum;
  }

  /** Returns how high all entries are. */
  total() {
    return this.above(this.n_entries);
  }

  /**
   * Returns the entry that lies at a height.
   * @param {number} top
   */
  at(top) {
    let idx = 0;
    let step = 1 << Math.floor(Math.log2(Math.max(this.n_entries, 1)));
    let left = top;
    for (; step > 0; step >>= 1) {
      const next = idx + step;
      if (next <= this.n_entries && this.sums[next] <= left) {
        idx = next;
        left -= this.sums[next];
      }
    }
    return Math.min(idx, Math.max(this.n_entries - 1, 0));
  }

  /**
   * Returns the entries from `top` to `bottom`, the last one out, with some beyond.
   * @param {number} top
   * @param {number} bottom
   * @param {number} beyond
   * @returns {[number, number]}
   */
  range(top, bottom, beyond) {
    if (this.n_entries === 0) return [0, 0];
    return [this.at(Math.max(top - beyond, 0)), Math.min(this.at(bottom + beyond) + 1, this.n_entries)];
  }
}

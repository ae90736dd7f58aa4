// From the code points of the API to the UTF-16 units of the page, and back.
// Not for bytes: nothing that reaches the page counts in them but the log, which the server translates.

/** @typedef {import("./contract.js").Span} Span */

/** The places of one text. */
export class Places {
  /** @param {string} text */
  constructor(text) {
    /** The unit at which each character beyond the first plane begins. @type {number[]} */
    this.wide = [];
    for (const match of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) this.wide.push(match.index);
    this.length = text.length;
  }

  /**
   * Returns the unit at which a code point begins.
   * @param {number} point
   */
  unit(point) {
    // The i-th wide character stands at code point wide[i] - i.
    const before = this.#below((idx) => this.wide[idx] - idx < point);
    return Math.min(point + before, this.length);
  }

  /**
   * Returns the code point that a unit belongs to.
   * @param {number} unit
   */
  point(unit) {
    return unit - this.#below((idx) => this.wide[idx] + 1 <= unit);
  }

  /**
   * @param {Span} span in code points
   * @returns {Span} in units
   */
  units(span) {
    return [this.unit(span[0]), this.unit(span[1])];
  }

  /**
   * @param {Span} span in units
   * @returns {Span} in code points
   */
  points(span) {
    return [this.point(span[0]), this.point(span[1])];
  }

  /**
   * Returns how many wide characters fulfil a condition that the first ones do and the rest do not.
   * @param {(idx: number) => boolean} holds
   */
  #below(holds) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

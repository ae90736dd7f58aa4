// A time axis that gives room where days are crowded: a busy week and a lone year can both be read on one line.
// Not a calendar: days are numbers, and what they are called is in `days`.

import { first, monthName, parts } from "./days.js";

/** @typedef {{from: number, to: number}} Stretch days, the last one in */
/** @typedef {{from: number, to: number, left: number, right: number, isFold: boolean}} Part `to` is the day behind */
/** @typedef {{at: number, label: string, isMajor: boolean}} Tick */

/** What is known more roughly makes nothing crowded. */
const EXACT_DAYS_MAX = 3;
/** How much room an empty month takes, of what a day with something on it does. */
const MONTH_WEIGHT = 0.25;
/** So many months without anything are folded. */
const FOLD_MONTHS_MIN = 2;
const FOLD_WIDTH = 22;
/** Months of a longer span are not told apart: a typing error in a year must not cost memory. */
const MONTHS_MAX = 12_000;

/** From days to the places on a line of `width`. */
export class Axis {
  /**
   * @param {Stretch[]} stretches what is to be placed
   * @param {number} width
   */
  constructor(stretches, width) {
    this.width = width;
    /** @type {Part[]} */
    this.parts = partsOf(stretches, width);
  }

  /**
   * Returns where a day begins.
   * @param {number} day
   */
  place(day) {
    const all = this.parts;
    if (all.length === 0) return 0;
    let low = 0;
    let high = all.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (day < all[middle].to) high = middle;
      else low = middle + 1;
    }
    const part = all[low];
    const share = (day - part.from) / Math.max(part.to - part.from, 1);
    return part.left + Math.min(Math.max(share, 0), 1) * (part.right - part.left);
  }

  /**
   * Returns what to write at the line: days, months or years, as there is room.
   * @returns {Tick[]}
   */
  ticks() {
    /** @type {Tick[]} */
    const ticks = [];
    let isAfterFold = true;
    for (const part of this.parts) {
      if (part.isFold) {
        isAfterFold = true;
        continue;
      }
      const { month, year } = parts(part.from);
      const wide = part.right - part.left;
      const perDay = wide / (part.to - part.from);
      if (wide > 56) ticks.push({ at: part.from, label: isAfterFold || month === 0 || wide > 90 ? `${short(month)} ${year}` : short(month), isMajor: true });
      else if (isAfterFold || month === 0) ticks.push({ at: part.from, label: wide > 40 || month !== 0 ? `${short(month)} ${year}` : `${year}`, isMajor: true });
      if (perDay > 9) ticks.push(...dayTicks(part, perDay));
      isAfterFold = false;
    }
    return spaced(ticks, (tick) => this.place(tick.at));
  }
}

/**
 * Cuts the days into months, each with room by how many days of it have something, and folds where nothing is.
 * @param {Stretch[]} stretches
 * @param {number} width
 * @returns {Part[]}
 */
function partsOf(stretches, width) {
  if (stretches.length === 0) return [];
  const begin = parts(Math.min(...stretches.map((one) => one.from)));
  const end = parts(Math.max(...stretches.map((one) => one.to)));
  const n_months = Math.min((end.year - begin.year) * 12 + end.month - begin.month + 1, MONTHS_MAX);
  const index = (/** @type {number} */ day) => {
    const { year, month } = parts(day);
    return Math.min((year - begin.year) * 12 + month - begin.month, n_months - 1);
  };
  const exact = Array.from({ length: n_months }, () => /** @type {Set<number>} */ (new Set()));
  const isCovered = new Array(n_months).fill(false);
  for (const { from, to } of stretches) {
    for (let idx = index(from); idx <= index(to); idx += 1) isCovered[idx] = true;
    if (to - from < EXACT_DAYS_MAX) for (let day = from; day <= to; day += 1) exact[index(day)].add(day);
  }
  /** @type {{from: number, to: number, weight: number, isFold: boolean}[]} */
  const months = [];
  for (let idx = 0; idx < n_months; idx += 1) {
    let behind = idx;
    while (behind < n_months && !isCovered[behind]) behind += 1;
    const isFold = behind - idx >= FOLD_MONTHS_MIN;
    const until = isFold ? behind : idx + 1;
    months.push({ from: first(begin.year, begin.month + idx), to: first(begin.year, begin.month + until), weight: isFold ? 0 : MONTH_WEIGHT + exact[idx].size, isFold });
    idx = until - 1;
  }
  return placed(months, width);
}

/**
 * @param {{from: number, to: number, weight: number, isFold: boolean}[]} months
 * @param {number} width
 * @returns {Part[]}
 */
function placed(months, width) {
  const n_folds = months.filter((one) => one.isFold).length;
  const fold = Math.min(FOLD_WIDTH, (width * 0.3) / Math.max(n_folds, 1));
  const weights = months.reduce((sum, one) => sum + one.weight, 0);
  const unit = (width - n_folds * fold) / Math.max(weights, MONTH_WEIGHT);
  let left = 0;
  return months.map(({ from, to, weight, isFold }) => {
    const right = left + (isFold ? fold : weight * unit);
    const part = { from, to, left, right, isFold };
    left = right;
    return part;
  });
}

/** @param {Part} part @param {number} perDay @returns {Tick[]} */
function dayTicks(part, perDay) {
  const every = perDay > 30 ? 1 : perDay > 16 ? 2 : 5;
  /** @type {Tick[]} */
  const ticks = [];
  for (let at = part.from + 1; at < part.to; at += 1) {
    const { day } = parts(at);
    if (day % every === 0) ticks.push({ at, label: `${day}`, isMajor: false });
  }
  return ticks;
}

/** @param {number} month */
function short(month) {
  return monthName(month).slice(0, 3);
}

/**
 * Leaves out labels that would touch.
 * @param {Tick[]} ticks
 * @param {(tick: Tick) => number} place
 */
function spaced(ticks, place) {
  /** @type {[number, number][]} */
  const taken = [];
  const fits = (/** @type {Tick} */ tick) => {
    const [from, to] = [place(tick) - 4, place(tick) + tick.label.length * 7 + 6];
    if (taken.some(([left, right]) => from < right && to > left)) return false;
    taken.push([from, to]);
    return true;
  };
  // The names of months and years come before the numbers of days.
  const kept = new Set([...ticks.filter((tick) => tick.isMajor), ...ticks.filter((tick) => !tick.isMajor)].filter(fits));
  return ticks.filter((tick) => kept.has(tick));
}

// Days that are known in part, in words: "2 March 2024", "March 2024", "between 2 and 5 March 2024".
// Not a clock, and no zones: a day is what the document says.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

/**
 * Returns the number of a day, counted from 1970-01-01; nothing if it is none.
 * @param {string|null|undefined} day
 * @returns {number|null}
 */
export function number(day) {
  const match = /^(-?\d{4,6})-(\d\d)-(\d\d)/.exec(day ?? "");
  if (!match) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const at = Math.floor(date.getTime() / 86400000);
  return Number.isFinite(at) ? at : null;
}

/** @param {number} at @returns {{year: number, month: number, day: number}} */
export function parts(at) {
  const date = new Date(at * 86400000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** @param {number} year @param {number} month from 0 */
export function first(year, month) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return Math.floor(date.getTime() / 86400000);
}

/** @param {string|null|undefined} day */
export function words(day) {
  const at = number(day);
  if (at === null) return day ?? "";
  const { year, month, day: of } = parts(at);
  return `${of} ${MONTHS[month]} ${year}`;
}

/**
 * Tells of a value of TIMEX3 as far as it is placed: "2 March 2024", "March 2024", "2024"; nothing if it is not.
 * @param {string|null|undefined} value
 * @returns {string}
 */
export function placed(value) {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(value ?? "");
  if (!match) return "";
  if (match[3]) return words(`${match[1]}-${match[2]}-${match[3]}`);
  return match[2] ? `${MONTHS[Number(match[2]) - 1] ?? match[2]} ${match[1]}` : match[1];
}

/**
 * Tells of a stretch of days as one would say it.
 * @param {string|null} from
 * @param {string|null} to
 */
export function stretch(from, to) {
  const [one, other] = [number(from), number(to)];
  if (one === null && other === null) return "day not known";
  if (one === null) return `by ${words(to)}`;
  if (other === null) return `from ${words(from)} on`;
  if (one === other) return words(from);
  const [begin, behind] = [parts(one), parts(other + 1)];
  if (begin.day === 1 && behind.day === 1) {
    const n_months = (behind.year - begin.year) * 12 + behind.month - begin.month;
    if (n_months === 1) return `${MONTHS[begin.month]} ${begin.year}`;
    if (n_months === 12 && begin.month === 0) return `${begin.year}`;
    if (n_months % 12 === 0 && begin.month === 0) return `${begin.year} to ${behind.year - 1}`;
  }
  const end = parts(other);
  if (begin.year === end.year && begin.month === end.month) {
    return `between ${begin.day} and ${end.day} ${MONTHS[end.month]} ${end.year}`;
  }
  return `between ${words(from)} and ${words(to)}`;
}

/** @param {number} month from 0 */
export function monthName(month) {
  return MONTHS[month];
}

/**
 * Tells of a moment of the log in the machine's own zone.
 * @param {string} at RFC 3339
 */
export function moment(at) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}, ${two(date.getHours())}:${two(date.getMinutes())}`;
}

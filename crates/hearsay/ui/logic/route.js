// The address within the page: which view, of what, with which settings. Kept behind the `#`, so it never leaves the machine.
// Not navigation: the page changes the address and draws what it says.

/** @typedef {{view: string, path: string[], query: Record<string, string>}} Route */

/**
 * Reads what stands behind the `#`.
 * @param {string} hash
 * @returns {Route}
 */
export function parse(hash) {
  const [path, query] = split(hash.replace(/^#?\/?/, ""), "?");
  const parts = path.split("/").filter((part) => part !== "").map(decode);
  return { view: parts[0] ?? "claims", path: parts.slice(1), query: Object.fromEntries(new URLSearchParams(query)) };
}

/**
 * Writes an address; settings that are empty are left out.
 * @param {string} view
 * @param {string[]} path
 * @param {Record<string, string|undefined>} query
 * @returns {string}
 */
export function address(view, path = [], query = {}) {
  const settings = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) settings.set(name, value);
  const behind = settings.toString();
  return `#/${[view, ...path].map(encodeURIComponent).join("/")}${behind ? `?${behind}` : ""}`;
}

/**
 * Returns the address of a claim, an entity or an artefact that is named as in `courier/a3`.
 * @param {string} view
 * @param {string} reference
 * @param {Record<string, string|undefined>} query
 */
export function of(view, reference, query = {}) {
  const at = reference.lastIndexOf("/");
  return address(view, at < 0 ? [reference] : [reference.slice(0, at), reference.slice(at + 1)], query);
}

/**
 * Returns the address of a report, which the program writes: a page of its own, or a file. It has the key of the session in
 * it, for whoever opens it sends no headers.
 * @param {Record<string, string|undefined>} query
 * @param {string} key
 * @returns {string}
 */
export function reportAddress(query, key) {
  const settings = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, key })) if (value) settings.set(name, value);
  return `/api/v1/report?${settings}`;
}

/**
 * Splits `courier/a3` at its last slash.
 * @param {string} reference
 * @returns {[string, string]}
 */
export function parts(reference) {
  const at = reference.lastIndexOf("/");
  return at < 0 ? [reference, ""] : [reference.slice(0, at), reference.slice(at + 1)];
}

/**
 * Returns what a case is called: the name of its file without folders and extension.
 * @param {string} file
 */
export function caseName(file) {
  return file.replace(/^.*[/\\]/, "").replace(/\.case$/, "");
}

/**
 * Returns the token of the address that `hearsay serve` prints, if it is one.
 * @param {string} hash
 * @returns {string|null}
 */
export function token(hash) {
  const match = /^#t=([A-Za-z0-9_-]+)$/.exec(hash);
  return match ? match[1] : null;
}

/** @param {string} text @param {string} at @returns {[string, string]} */
function split(text, at) {
  const place = text.indexOf(at);
  return place < 0 ? [text, ""] : [text.slice(0, place), text.slice(place + 1)];
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

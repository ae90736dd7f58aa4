// What every component is written with: markup in templates, hooks, signals.
// Not a layer over them: the names are the libraries' own.

import { h } from "../vendor/preact.js";
import htm from "../vendor/htm.js";

export { Fragment, render } from "../vendor/preact.js";
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from "../vendor/hooks.js";
export { batch, computed, effect, signal } from "../vendor/signals.js";

export const html = htm.bind(h);

/** @typedef {import("../vendor/preact.js").Child} Child */

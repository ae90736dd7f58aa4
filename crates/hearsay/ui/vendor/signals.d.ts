// What the page uses of signals in components. Ours, for tsc; not shipped.
export * from "./signals-core.js";

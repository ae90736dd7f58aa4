// Light, dark, or as the machine has it.
// Kept for the tab only: nothing is left on the machine when it is closed.

import { theme } from "./state.js";

const NEXT = /** @type {Record<string, string>} */ ({ auto: "light", light: "dark", dark: "auto" });

export function applyTheme() {
  theme.value = sessionStorage.getItem("theme") ?? "auto";
  show();
}

export function nextTheme() {
  theme.value = NEXT[theme.value] ?? "auto";
  sessionStorage.setItem("theme", theme.value);
  show();
}

function show() {
  if (theme.value === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
}

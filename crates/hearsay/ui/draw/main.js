// Starts the page: exchanges the token of the address for a session, asks which case it is, draws.
// Not a view.

import { token } from "../logic/route.js";
import { parse } from "../logic/route.js";
import { html, render } from "./html.js";
import { get, open } from "./server.js";
import { Shell } from "./shell.js";
import { caseInfo, route, trouble } from "./state.js";
import { applyTheme } from "./theme.js";

async function start() {
  applyTheme();
  const given = token(location.hash);
  try {
    if (given) {
      // The token stays in no history and no bookmark.
      history.replaceState(null, "", location.pathname);
      route.value = parse("");
      await open(given);
    }
    caseInfo.value = await get(["case"]);
  } catch (error) {
    trouble.value = /** @type {import("./server.js").Trouble} */ (error);
  }
  const page = document.getElementById("page");
  if (!page) return;
  page.replaceChildren();
  render(html`<${Shell} />`, page);
}

start();

// @ts-check
import { kept } from "./keep.js";
import { chosenLanguage } from "./language.js";
import { askAhead } from "./store/ahead.js";

/** Has a script come that is asked for later. @param {string} name by which the document names it */
function fetchAhead(name) {
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = /** @type {HTMLElement | null} */ (document.querySelector("script[data-later]"))?.dataset[name] ?? "";
  document.head.append(link);
}

// This script is small and comes first: what the page asks of the server is under way while the page's own script is.
askAhead();
if (chosenLanguage() === "zh") fetchAhead("chinese");
if (kept("account") && location.hash.length > 2) fetchAhead("later");

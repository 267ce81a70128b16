// @ts-check
import { useEffect, useMemo } from "../../vendor/hooks.js";
import { newAct } from "../act.js";
import { html } from "../html.js";
import { tell } from "../once.js";
import { say } from "../words.js";
import { Trouble } from "./trouble.js";

/**
 * Something that the server is asked to do as long as a part of the page is there. What was not made then is said over the view that is
 * there by that time.
 */
export function useAct() {
  const act = useMemo(() => newAct(refusal => {
    // Whoever is signed out sees the door, and whoever is signed in now has not done it.
    if (!refusal || refusal.name === "not-signed-in" || refusal.name === "other-account") return;
    tell({ title: () => say("It was not done"), body: () => html`<${Trouble} refusal=${refusal} />` });
  }), []);
  useEffect(() => act.end, []);
  return act;
}

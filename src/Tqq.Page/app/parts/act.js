// @ts-check
import { useEffect, useMemo } from "../../vendor/hooks.js";
import { newAct } from "../act.js";

/** Something that the server is asked to do as long as a part of the page is there. */
export function useAct() {
  const act = useMemo(newAct, []);
  useEffect(() => act.end, []);
  return act;
}

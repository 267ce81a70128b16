// @ts-check
/** @typedef {{ name: string, data: string, id: string }} Said `id` is empty where one cannot go on behind it */

/**
 * Takes the text of a stream of events apart, however it is cut.
 * @param {(event: Said) => void} hear
 * @returns {(text: string) => void} to be given what comes
 */
export function reader(hear) {
  let rest = "";
  /** @type {Said} */
  let event = { name: "message", data: "", id: "" };
  /** @param {string} line */
  const take = line => {
    if (!line) {
      if (event.data) hear({ ...event, data: event.data.slice(0, -1) });
      event = { name: "message", data: "", id: "" };
      return;
    }

    const [, field, value] = /** @type {RegExpMatchArray} */ (/^([^:]*)(?:: ?(.*))?$/s.exec(line));
    if (field === "event") event.name = value ?? "";
    else if (field === "data") event.data += `${value ?? ""}\n`;
    else if (field === "id") event.id = value ?? "";
  };
  return text => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  };
}

/**
 * Whether an event stands behind another in the log. Of another epoch, it does.
 * @param {string} id EPOCH-NUMBER
 * @param {string} last the same, or nothing
 */
export function isBehind(id, last) {
  const [[epoch, number], [lastEpoch, lastNumber]] = [id.split("-"), last.split("-")];
  return epoch !== lastEpoch || Number(number) > Number(lastNumber);
}

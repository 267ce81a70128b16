// @ts-check
import { html } from "../../../../src/Tqq.Page/app/html.js";
import { useModal } from "../../../../src/Tqq.Page/app/parts/modal.js";
import { render } from "../../../../src/Tqq.Page/vendor/preact.js";
import { equal } from "../../check.js";

/** A dialog that only a button of its own may close. */
function Kept() {
  const { props } = useModal(() => {}, true);
  return html`<dialog ...${props}><button type="button" data-first>I have it</button></dialog>`;
}

/** Whether the browser asks before it leaves the page. */
function asks() {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}

const focused = () => document.activeElement?.textContent;

export const tests = {
  "as soon as the dialog is there it is modal and the browser asks; as soon as it is gone, neither is so and the focus is back": () => {
    const [before, place] = [document.createElement("button"), document.createElement("div")];
    before.textContent = "before";
    document.body.append(before, place);
    before.focus();
    render(html`<${Kept} />`, place);
    equal([place.querySelector("dialog")?.matches(":modal"), focused(), asks()], [true, "I have it", true]);
    render(null, place);
    equal([place.childElementCount, focused(), asks()], [0, "before", false]);
  },
};

// @ts-check
import { useComputed, useSignal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { faceOf } from "../../parts/face.js";
import { Field, Form } from "../../parts/form.js";
import { PageHead } from "../../parts/page-head.js";
import { Trouble } from "../../parts/trouble.js";
import { me, renew } from "../../store/signed.js";
import { say } from "../../words.js";
import { Audience } from "./audience.js";
import { codes, fields } from "./fields.js";
import { SeenAs } from "./seen-as.js";

/** The avatars that are shown first; whoever has another one keeps it. */
const offered = Array.from({ length: 24 }, (_, at) => at * 3);

/** For so long, in milliseconds, it is said that it was saved. */
const shown = 4000;

/**
 * The changes with another value of a field; one that is as it was is no change.
 * @type {(name: string, value: any, was: any, changes: any) => any}
 */
const changedBy = (name, value, was, changes) => {
  const { [name]: _, ...others } = changes;
  return value === was ? others : { ...others, [name]: value };
};

/** The own profile, to be changed. */
export function OwnCard() {
  const changed = useSignal(/** @type {Record<string, any>} */ ({}));
  const chosen = useSignal(/** @type {Record<string, string>} */ ({}));
  // For a while after it was saved, that is said.
  const isSaved = useSignal(false);
  const act = useAct();
  const { isBusy, refusal, run, forget } = act;
  const { profile, settings } = me.value;
  // What was kept for a page without network may be of a server that knew no such choice.
  const whoSees = settings.whoSees ?? {};
  const count = useComputed(() => Object.keys(changed.value).length + Object.keys(chosen.value).length);
  /** @param {string} name */
  const valueOf = name => changed.value[name] ?? profile[name] ?? "";
  /** @param {string} name @param {string} value */
  const change = (name, value) => { changed.value = changedBy(name, value, profile[name] ?? "", changed.value); };
  /** @param {string} name @param {string} value */
  const choose = (name, value) => { chosen.value = changedBy(name, value, whoSees[name], chosen.value); };
  const discard = () => {
    forget();
    [changed.value, chosen.value] = [{}, {}];
  };
  const save = () => {
    run(async () => {
      const { age, ...others } = changed.value;
      renew(await ask("PATCH", "/me",
        { profile: age === undefined ? others : { ...others, age: Number(age) }, settings: { whoSees: chosen.value } }));
      discard();
      isSaved.value = true;
      setTimeout(() => { isSaved.value = false; }, shown);
    });
  };
  const faces = offered.includes(profile.avatar) ? offered : [profile.avatar, ...offered.slice(0, -1)];
  return html`<main class="pane" id="main" tabindex="-1"><${PageHead} title=${say("My card")} />
    <${Form} act=${act} class="form" onSend=${save}>
      <div class="scroll"><div class="page">
        <fieldset class="section"><legend class="field"><span class="label">${say("Face")}</span></legend>
          <div class="faces">${faces.map(one => html`
          <label key=${one}><input type="radio" name="avatar" value=${one} checked=${valueOf("avatar") === one}
            onChange=${() => change("avatar", one)} />
            <img src=${faceOf(one)} width="40" height="40" alt=${one / 3 + 1} /></label>`)}</div></fieldset>
        ${fields.map(([title, some]) => html`<section class="section" key=${title}><div class="head"><h2>${say(title)}</h2></div>
          <div class="grid2">${some.map(one => html`<${OwnField} key=${one.name} one=${one} value=${valueOf(one.name)}
            isChanged=${one.name in changed.value}
            seenBy=${chosen.value[one.name] ?? whoSees[one.name]}
            onChange=${(/** @type {string} */ value) => change(one.name, value)}
            onChoose=${(/** @type {string} */ value) => choose(one.name, value)} />`)}</div></section>`)}
        <section class="section"><div class="head"><h2>${say("Who sees what")}</h2></div>
          <p class="hint">${say("Everyone sees nickname, face, introduction and sex. Clients of 2005 obey the same rules.")}</p>
          <${SeenAs} isChanged=${count.value > 0} /></section>
      </div></div>
      <div class="save">
        <span class="small muted">${count.value > 1 ? say("{n} changes", { n: count.value }) : count.value > 0 && say("One change")}
          <span role="status">${isSaved.value && !count.value && say("Saved")}</span></span>
        <${Trouble} refusal=${refusal.value} />
        <button type="button" class="btn quiet" disabled=${!count.value} onClick=${discard}>${say("Discard")}</button>
        <button class="btn primary" disabled=${!count.value || isBusy.value}>${say("Save")}</button></div>
    <//></main>`;
}

/** What of a mobile number is seen by those who may not see it. @param {string} seenBy */
const hintOfMobile = seenBy => seenBy === "nobody" ? say("Everyone sees its beginning: 136********.")
  : seenBy === "friends" && say("All but friends see its beginning alone: 136********.");

/**
 * @param {{ one: import("./fields.js").Field, value: any, isChanged: boolean, seenBy?: string, onChange: (value: string) => void,
 *   onChoose: (value: string) => void }} props `seenBy` who sees it, where that can be chosen
 */
function OwnField({ one, value, isChanged, seenBy, onChange, onChoose }) {
  /** @param {Written} event */
  const set = event => onChange(event.currentTarget.value);
  const options = codes[one.name];
  const kind = options ? { as: "select", onChange: set } : { onInput: set, ...one.name === "introduction" ? { as: "textarea", rows: 3 }
    : one.name === "age" ? { type: "number", min: 0, max: 200 } : {} };
  return html`<${Field} ...${kind} name=${one.name} id=${`own-${one.name}`} label=${say(one.words)} box=${one.isWide ? "full" : ""}
    aside=${html`<span class="key" aria-hidden="true" title=${say("Its key in HTTP QQ")}>${one.key}</span>`}
    value=${value} most=${one.most} hint=${one.name === "mobile" && seenBy && hintOfMobile(seenBy)}
    kind=${isChanged ? one.kind : undefined}
    required=${one.name === "nick"} around=${(/** @type {any} */ control) => html`<div class="vis">${control}
      ${seenBy && html`<${Audience} field=${one.words} value=${seenBy} onChoose=${onChoose} />`}</div>`}>
    ${options && html`<option value="">${say("Not said")}</option>
      ${options.map(([code, words]) => html`<option key=${code} value=${code}>${say(words)}</option>`)}`}<//>`;
}

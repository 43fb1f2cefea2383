/** Block Kit's interactive elements, each a native control with an accessible name. */
import { act, busyKey } from "./actions.js";
import { h, idOf } from "./dom.js";
import { optionLabel, valueKey, valueOf } from "./forms.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { mrkdwn, plain, textNodes } from "./mrkdwn.js";
import { external, multi } from "./pickers.js";
import { fromTyped, toTyped } from "./rich.js";
import { appChannel, channelName, channelTitle, channels, current, invalidate, isPerson, nameOf, store, users, viewerZone } from "./state.js";
import { fromWall, toWall } from "./time.js";

/** @typedef {import("./actions.js").Context} Context */

/** The id of an element's control, which a <label for> points at. @param {Context} ctx */
export const controlId = (ctx, el) => idOf(ctx.scope, ctx.block.block_id, el.action_id);

/** Elements that are groups of controls: labelled by aria-labelledby instead of <label for>. */
export const isGroup = (el) => el.type === "radio_buttons" || el.type === "checkboxes" || el.type.startsWith("multi_");

/** @param {any} el @param {Context} ctx */
export function element(el, ctx) {
  const make = MAKERS[el.type];
  if (!make) return h("span", { class: "unsupported" }, `(${el.type})`);
  return make(el, ctx);
}

// ---- shared

const read = (el, ctx) => valueOf(el, ctx.block.block_id, ctx.form, ctx.state);

/** Remembers a value; tells the app where Slack would. */
function change(el, ctx, value, { commit = true } = {}) {
  const full = { type: el.type, [valueKey(el.type)]: value };
  ctx.form.set(ctx.block.block_id, el.action_id, full);
  invalidate();
  if (commit && (!ctx.inInput || ctx.block.dispatch_action)) act(ctx, el, full);
}

/** Attributes every control shares. @param {Context} ctx */
function common(el, ctx) {
  return {
    id: controlId(ctx, el),
    "aria-label": ctx.inInput ? null : ctx.label || plain(el.placeholder) || el.action_id,
    "aria-describedby": ctx.describedby,
    "aria-invalid": ctx.invalid ? "true" : null,
    "aria-required": ctx.inInput && !ctx.block.optional ? "true" : null,
    "aria-busy": store.busy.has(busyKey(ctx, el)) ? "true" : null,
    "data-focus-on-load": el.focus_on_load ? "" : null,
  };
}

// ---- buttons

function button(el, ctx) {
  const style = el.style === "primary" || el.style === "danger" ? ` button-${el.style}` : "";
  const busy = store.busy.has(busyKey(ctx, el));
  const props = {
    key: `${ctx.block.block_id}/${el.action_id}`,
    class: `button${style}`,
    "aria-label": el.accessibility_label,
    "aria-busy": busy ? "true" : null,
  };
  const text = plain(el.text);
  if (el.url && /^https?:/i.test(el.url)) {
    return h("a", { ...props, href: el.url, target: "_blank", rel: "noopener noreferrer", on: { click: () => act(ctx, el) } }, text);
  }
  return h("button", { ...props, type: "button", on: { click: () => act(ctx, el) } }, text);
}

function overflow(el, ctx) {
  return menuButton({
    key: `${ctx.block.block_id}/${el.action_id}`,
    label: ctx.label ? `More: ${ctx.label}` : "More options",
    class: "button button-square",
    content: icon("more"),
    busy: store.busy.has(busyKey(ctx, el)),
    items: () =>
      el.options.map((option) => ({
        label: optionLabel(option),
        note: plain(option.description),
        href: /^https?:/i.test(option.url ?? "") ? option.url : undefined,
        run: () => act(ctx, el, { type: "overflow", selected_option: option }),
      })),
  });
}

// ---- one of many

/** What may be chosen: groups of `{id, label, note, raw}`. */
export function choices(el) {
  const option = (o) => ({ id: o.value, label: optionLabel(o), note: plain(o.description), raw: o });
  const kind = el.type.replace("multi_", "");
  if (kind === "users_select") {
    return [{ label: "", items: users().filter(isPerson).map((u) => ({ id: u.id, label: nameOf(u.id), note: u.title ?? "", raw: u.id })) }];
  }
  if (kind === "channels_select") return [{ label: "", items: conversations({ include: ["public"] }) }];
  if (kind === "conversations_select") return [{ label: "", items: conversations(el.filter ?? {}) }];
  if (el.option_groups) return el.option_groups.map((g) => ({ label: plain(g.label), items: g.options.map(option) }));
  return [{ label: "", items: (el.options ?? []).map(option) }];
}

const SLACK_KIND = { channel: "public", private: "private", im: "im", mpim: "mpim" };

function conversations({ include, exclude_bot_users: noBots }) {
  const app = appChannel();
  return channels()
    .filter((c) => !c.archived && (c.member || c.kind === "channel"))
    .filter((c) => !include || include.includes(SLACK_KIND[c.kind]))
    .filter((c) => !(noBots && c.id === app?.id))
    .map((c) => ({ id: c.id, label: channelTitle(c) || channelName(c), note: "", raw: c.id }));
}

function select(el, ctx) {
  const groups = choices(el);
  const all = groups.flatMap((g) => g.items);
  let value = read(el, ctx);
  if (value === null && el.default_to_current_conversation) {
    value = current()?.id ?? null;
    if (value !== null) ctx.form.values.set(JSON.stringify([ctx.block.block_id, el.action_id]), { type: el.type, [valueKey(el.type)]: value });
  }
  const chosen = value === null ? "" : typeof value === "object" ? value.value : value;
  const at = all.findIndex((item) => item.id === chosen);
  const item = (o) => h("option", { value: `${all.indexOf(o)}` }, o.label);
  const note = typeof all[at]?.raw === "object" ? all[at].note : "";
  return h(
    "div",
    { class: "select-wrap" },
    h(
      "select",
      {
        ...common(el, ctx),
        class: chosen ? "field" : "field field-empty",
        value: at < 0 ? "" : `${at}`,
        on: { change: (event) => change(el, ctx, event.target.value === "" ? null : all[Number(event.target.value)].raw) },
      },
      h("option", { value: "" }, plain(el.placeholder) || "Choose one"),
      groups.map((g) => (g.label ? h("optgroup", { label: g.label }, g.items.map(item)) : g.items.map(item))),
    ),
    note && ctx.inInput ? h("small", { class: "note" }, note) : null,
  );
}

function radios(el, ctx) {
  const chosen = read(el, ctx)?.value;
  return optionGroup(el, ctx, "radio", (o) => o.value === chosen, (option) => change(el, ctx, option));
}

function checkboxes(el, ctx) {
  const chosen = new Set((read(el, ctx) ?? []).map((o) => o.value));
  return optionGroup(el, ctx, "checkbox", (o) => chosen.has(o.value), (option, on) => {
    if (on) chosen.add(option.value);
    else chosen.delete(option.value);
    change(el, ctx, el.options.filter((o) => chosen.has(o.value)));
  });
}

function optionGroup(el, ctx, type, isOn, set) {
  const base = controlId(ctx, el);
  const { id, "aria-required": required, ...group } = common(el, ctx);
  return h(
    "div",
    {
      ...group,
      id,
      class: "options",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-required": type === "radio" ? required : null,
      "aria-invalid": type === "radio" ? group["aria-invalid"] : null,
      "aria-labelledby": ctx.inInput ? `${id}--label` : null,
    },
    el.options.map((option, i) =>
      h(
        "div",
        { class: "option" },
        h("input", {
          type,
          id: `${base}--${i}`,
          name: base,
          value: option.value,
          checked: isOn(option),
          "aria-describedby": option.description ? `${base}--${i}-note` : null,
          on: { change: (event) => set(option, event.target.checked) },
        }),
        h("label", { for: `${base}--${i}` }, option.text?.type === "mrkdwn" ? mrkdwn(option.text.text) : optionLabel(option)),
        option.description ? h("div", { class: "note", id: `${base}--${i}-note` }, textNodes(option.description)) : null,
      ),
    ),
  );
}

// ---- typed

/** When Slack tells the app about typing: on Enter, on each character, or not at all. */
function dispatchOn(el, ctx, what) {
  if (!ctx.inInput || !ctx.block.dispatch_action) return false;
  const config = el.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return config.includes(what);
}

/** @type {Map<string, any>} */
const pending = new Map();

function typed(el, ctx, type, extra = {}) {
  const commit = (event) => change(el, ctx, event.target.value || null);
  const onInput = (event) => {
    change(el, ctx, event.target.value || null, { commit: false });
    if (!dispatchOn(el, ctx, "on_character_entered")) return;
    const key = busyKey(ctx, el);
    clearTimeout(pending.get(key));
    const { target } = event;
    pending.set(key, setTimeout(() => commit({ target }), 300));
  };
  const onKey = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !dispatchOn(el, ctx, "on_enter_pressed")) return;
    event.preventDefault();
    commit(event);
  };
  return h(el.multiline ? "textarea" : "input", {
    ...common(el, ctx),
    ...(el.multiline ? { rows: "4" } : { type, autocomplete: "off" }),
    class: "field",
    placeholder: plain(el.placeholder) || null,
    value: read(el, ctx) ?? "",
    on: { input: onInput, keydown: onKey },
    ...extra,
  });
}

function plainInput(el, ctx) {
  const id = controlId(ctx, el);
  const field = typed(el, ctx, "text");
  const n = [...(read(el, ctx) ?? "")].length;
  const limits = [
    el.min_length ? `at least ${el.min_length}` : "",
    el.max_length ? `${n} of ${el.max_length} characters` : el.min_length ? `${n} characters` : "",
  ].filter(Boolean);
  if (!limits.length) return field;
  const over = el.max_length && n > el.max_length;
  field.setAttribute("aria-describedby", [ctx.describedby, `${id}--count`].filter(Boolean).join(" "));
  return h("div", null, field, h("small", { class: over ? "counter over" : "counter", id: `${id}--count` }, limits.join(", ")));
}

const numberInput = (el, ctx) =>
  typed(el, ctx, "number", {
    min: el.min_value,
    max: el.max_value,
    step: el.is_decimal_allowed ? "any" : "1",
    inputmode: el.is_decimal_allowed ? "decimal" : "numeric",
  });

function richInput(el, ctx) {
  const value = read(el, ctx);
  const key = `${ctx.block.block_id}/${el.action_id}`;
  const texts = (ctx.form.typedRich ??= new Map());
  const text = texts.get(key) ?? toTyped(value);
  return h("textarea", {
    ...common(el, ctx),
    rows: "5",
    class: "field",
    placeholder: plain(el.placeholder) || null,
    value: text,
    on: {
      input: (event) => {
        texts.set(key, event.target.value);
        change(el, ctx, event.target.value ? fromTyped(event.target.value) : null);
      },
    },
  });
}

// ---- dates and times

const dated = (type, toField, fromField) => (el, ctx) => {
  const value = read(el, ctx);
  return h("input", {
    ...common(el, ctx),
    type,
    class: "field field-date",
    value: value === null ? "" : toField(value),
    on: { change: (event) => change(el, ctx, event.target.value ? fromField(event.target.value) : null) },
  });
};

const same = (value) => value;

const MAKERS = {
  button,
  overflow,
  workflow_button: button,
  static_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  external_select: (el, ctx) => external(el, ctx, common(el, ctx), read(el, ctx), (value) => change(el, ctx, value)),
  radio_buttons: radios,
  checkboxes,
  plain_text_input: plainInput,
  number_input: numberInput,
  email_text_input: (el, ctx) => typed(el, ctx, "email"),
  url_text_input: (el, ctx) => typed(el, ctx, "url"),
  rich_text_input: richInput,
  datepicker: dated("date", same, same),
  timepicker: dated("time", same, same),
  datetimepicker: dated(
    "datetime-local",
    (epoch) => toWall(epoch, viewerZone()),
    (wall) => fromWall(wall, viewerZone()),
  ),
  file_input: (el, ctx) =>
    h("div", null, h("input", { ...common(el, ctx), type: "file", class: "field", disabled: true }), h("small", { class: "note" }, "The playground does not take files.")),
  image: (el) => picture(el),
};
for (const kind of ["static", "users", "conversations", "channels", "external"]) {
  MAKERS[`multi_${kind}_select`] = (el, ctx) => multi(el, ctx, common(el, ctx), choices, read(el, ctx), (value) => change(el, ctx, value));
}

/** Files of this server, whether it is called 127.0.0.1 or localhost. */
const here = (url) => (new RegExp(`^http://(127\\.0\\.0\\.1|localhost):${location.port}/files/`).test(url) ? new URL(url).pathname : url);

/** An image from this server or inline; anything else is a link, because the page loads nothing from elsewhere. */
export function picture(el) {
  const url = here(el.image_url ?? el.slack_file?.url ?? "");
  const alt = el.alt_text ?? "";
  let local = /^data:image\//.test(url);
  try {
    local ||= new URL(url, location.href).origin === location.origin;
  } catch {
    local = false;
  }
  if (local) return h("img", { src: url, alt, loading: "lazy", class: "picture" });
  return h("span", { class: "picture-elsewhere", title: url }, icon("eye"), alt || "Image");
}

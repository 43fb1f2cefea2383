/**
 * What is typed and chosen in a view or a message, apart from the DOM, so that an update of the view never
 * loses it: a value stays while its block_id and action_id stay, as in Slack.
 */
import { plain } from "./mrkdwn.js";

/** @typedef {{type: "view", view_id: string} | {type: "message", channel: string, ts: string}} Container */

export class Form {
  /** @type {Map<string, any>} touched values, in the form of Slack's `state.values` */
  values = new Map();
  /** @type {Map<string, string>} messages by block_id */
  errors = new Map();
  /** Grows with each change, for the signature of rendered messages. */
  version = 0;

  set(blockId, actionId, value) {
    this.values.set(JSON.stringify([blockId, actionId]), value);
    this.errors.delete(blockId);
    this.version += 1;
  }

  get(blockId, actionId) {
    return this.values.get(JSON.stringify([blockId, actionId]));
  }
}

/** @type {Map<string, Form>} */
const forms = new Map();

/** @param {Container} container */
export const containerKey = (container) =>
  container.type === "view" ? `view:${container.view_id}` : `message:${container.channel}:${container.ts}`;

/** @param {Container} container @returns {Form} */
export function formOf(container) {
  const key = containerKey(container);
  let form = forms.get(key);
  if (!form) forms.set(key, (form = new Form()));
  return form;
}

/** @param {Container} container */
export const forget = (container) => forms.delete(containerKey(container));

// ---- values

/** Where each kind of element keeps its value, and what it starts with. */
const KINDS = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  rich_text_input: ["rich_text_value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  file_input: ["files", ""],
};

const MANY = new Set(["checkboxes", "file_input"]);
const isMany = (type) => type.startsWith("multi_") || MANY.has(type);

/** The key of an element's value, e.g. `selected_option`. */
export const valueKey = (type) => KINDS[type]?.[0] ?? "value";

/**
 * An element's present value: what was touched here, else what the server remembers, else its initial value.
 * @param {any} el @param {string} blockId @param {Form} form @param {any} [state] the view's own `state.values`
 */
export function valueOf(el, blockId, form, state) {
  const touched = form.get(blockId, el.action_id);
  if (touched !== undefined && touched.type === el.type) return touched[valueKey(el.type)];
  const kept = state?.[blockId]?.[el.action_id];
  if (kept && kept.type === el.type && valueKey(el.type) in kept) return kept[valueKey(el.type)];
  const initial = el[KINDS[el.type]?.[1] ?? ""];
  return initial ?? (isMany(el.type) ? [] : null);
}

/** The interactive elements of blocks that hold a value, with their block. */
function* fields(blocks) {
  for (const block of blocks ?? []) {
    const elements =
      block.type === "input" ? [block.element] : block.type === "actions" ? block.elements : block.accessory ? [block.accessory] : [];
    for (const el of elements ?? []) if (el && KINDS[el.type]) yield { block, el };
  }
}

/** Slack's `state.values` of some blocks. */
export function collect(blocks, form, state) {
  /** @type {Record<string, Record<string, any>>} */
  const out = {};
  for (const { block, el } of fields(blocks)) {
    (out[block.block_id] ??= {})[el.action_id] = { type: el.type, [valueKey(el.type)]: valueOf(el, block.block_id, form, state) };
  }
  return out;
}

// ---- checking before sending, as Slack's own client does

const isEmpty = (value) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length) || value?.elements?.length === 0;

/** @returns {Map<string, string>} what is wrong, by block_id */
export function check(blocks, form, state) {
  const errors = new Map();
  for (const { block, el } of fields(blocks)) {
    if (block.type !== "input") continue;
    const value = valueOf(el, block.block_id, form, state);
    const text = isEmpty(value) ? (block.optional ? "" : "Please complete this required field.") : wrong(el, value);
    if (text) errors.set(block.block_id, text);
  }
  return errors;
}

function wrong(el, value) {
  if (el.type === "plain_text_input") {
    const n = [...value].length;
    if (n > (el.max_length ?? 3000)) return `That is ${n} characters; at most ${el.max_length ?? 3000} fit here.`;
    if (n < (el.min_length ?? 0)) return `Please write at least ${el.min_length} characters.`;
  }
  if (el.type === "number_input") {
    const n = Number(value);
    if (Number.isNaN(n)) return "Please write a number.";
    if (!el.is_decimal_allowed && !Number.isInteger(n)) return "Please write a whole number.";
    if (el.min_value !== undefined && n < Number(el.min_value)) return `Please write ${el.min_value} or more.`;
    if (el.max_value !== undefined && n > Number(el.max_value)) return `Please write ${el.max_value} or less.`;
  }
  if (el.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(value)) return "Please write an email address.";
  if (el.type === "url_text_input" && !URL.canParse(value)) return "Please write a full web address.";
  if (el.max_selected_items && value.length > el.max_selected_items) return `Please choose at most ${el.max_selected_items}.`;
  return "";
}

export const optionLabel = (option) => plain(option?.text);

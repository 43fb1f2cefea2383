/** Block Kit blocks as DOM. */
import { h, idOf } from "./dom.js";
import { controlId, element, isGroup, picture } from "./elements.js";
import { markdown } from "./markdown.js";
import { mrkdwn, link, plain, textNodes } from "./mrkdwn.js";
import { richText } from "./rich.js";

/**
 * @param {any[]} blocks
 * @param {Omit<import("./actions.js").Context, "block" | "blocks"> & {errors?: Map<string, string>}} base
 */
export function renderBlocks(blocks, base) {
  return (blocks ?? []).map((block, i) => {
    const ctx = { ...base, blocks, block };
    const make = MAKERS[block.type] ?? other;
    const node = /** @type {any} */ (make(block, ctx));
    node.__key = block.block_id ?? `${block.type}-${i}`;
    return node;
  });
}

function section(block, ctx) {
  const words = block.text ? plain(block.text).split("\n")[0].slice(0, 80) : "";
  return h(
    "div",
    { class: block.accessory ? "block section has-accessory" : "block section" },
    h(
      "div",
      { class: "section-text" },
      block.text ? h("div", { class: "prose" }, textNodes(block.text)) : null,
      block.fields?.length
        ? h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "prose" }, textNodes(field))))
        : null,
    ),
    block.accessory ? h("div", { class: "accessory" }, element(block.accessory, { ...ctx, label: words })) : null,
  );
}

const header = (block) => h("h3", { class: "block block-header" }, plain(block.text));

const context = (block) =>
  h(
    "div",
    { class: "block context" },
    (block.elements ?? []).map((el) => (el.type === "image" ? picture(el) : h("div", { class: "prose" }, textNodes(el)))),
  );

const actions = (block, ctx) =>
  h(
    "div",
    { class: "block actions" },
    (block.elements ?? []).map((el) => element(el, { ...ctx, label: plain(el.placeholder) })),
  );

const image = (block) =>
  h(
    "figure",
    { class: "block image" },
    block.title ? h("figcaption", null, plain(block.title)) : null,
    picture(block),
  );

/** An input with its label, hint and error, all bound to the control. */
function input(block, ctx) {
  const el = block.element;
  const id = controlId(ctx, el);
  const error = ctx.errors?.get(block.block_id);
  const described = [error ? `${id}--error` : "", block.hint ? `${id}--hint` : ""].filter(Boolean).join(" ");
  const label = plain(block.label);
  const inner = { ...ctx, inInput: true, label, describedby: described || undefined, invalid: Boolean(error) };
  const name = [label, block.optional ? h("span", { class: "optional" }, " (optional)") : null];
  return h(
    "div",
    { class: error ? "block input has-error" : "block input", "data-block": block.block_id },
    isGroup(el)
      ? h("p", { class: "label", id: `${id}--label` }, name)
      : h("label", { class: "label", for: id, id: `${id}--label` }, name),
    element(el, inner),
    error ? h("p", { class: "error", id: `${id}--error` }, error) : null,
    block.hint ? h("p", { class: "hint", id: `${id}--hint` }, plain(block.hint)) : null,
  );
}

function table(block) {
  const cell = (c) => (c?.type === "rich_text" ? richText(c) : (c?.text ?? c?.value ?? ""));
  const [head = [], ...rows] = block.rows ?? [];
  return h(
    "div",
    { class: "block table-wrap", tabindex: "0", role: "region", "aria-label": "Table" },
    h(
      "table",
      null,
      h("thead", null, h("tr", null, head.map((c) => h("th", { scope: "col" }, cell(c))))),
      h("tbody", null, rows.map((row) => h("tr", null, row.map((c) => h("td", null, cell(c)))))),
    ),
  );
}

const video = (block) =>
  h(
    "div",
    { class: "block video" },
    h("p", null, h("strong", null, plain(block.title)), " (video)"),
    block.description ? h("p", null, plain(block.description)) : null,
    block.video_url ? h("p", null, link(block.title_url ?? block.video_url, block.alt_text)) : null,
  );

/** A block the playground does not draw: its words, and its name. */
function other(block) {
  const words = [block.title, block.subtitle, block.text, block.body].filter(Boolean);
  return h(
    "div",
    { class: "block unsupported" },
    words.map((text) => h("div", { class: "prose" }, typeof text === "string" ? mrkdwn(text) : textNodes(text))),
    h("p", { class: "note" }, `A “${block.type}” block, which the playground does not draw.`),
  );
}

const MAKERS = {
  section,
  header,
  context,
  actions,
  image,
  input,
  table,
  video,
  divider: () => h("hr", { class: "block divider" }),
  rich_text: (block) => h("div", { class: "block prose" }, richText(block)),
  markdown: (block) => h("div", { class: "block prose" }, markdown(block.text)),
};

/** The scope of DOM ids of a surface. */
export const scopeOf = (...parts) => idOf(...parts);

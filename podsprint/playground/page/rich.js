/** rich_text blocks, both ways: to the DOM, and from what is typed in a rich_text_input. */
import { h } from "./dom.js";
import { EMOJI } from "./emoji.js";
import { dateToken, emojiNode, link, mention } from "./mrkdwn.js";
import { channel } from "./state.js";

/** @param {any} block @returns {any[]} */
export function richText(block) {
  return (block?.elements ?? []).map(part);
}

function part(el) {
  const inside = () => (el.elements ?? []).map(leaf);
  switch (el.type) {
    case "rich_text_list":
      return h(
        el.style === "ordered" ? "ol" : "ul",
        { class: `rich-list indent-${Math.min(el.indent ?? 0, 4)}`, start: el.offset ? el.offset + 1 : null },
        (el.elements ?? []).map((item) => h("li", null, (item.elements ?? []).map(leaf))),
      );
    case "rich_text_quote":
      return h("blockquote", null, h("p", null, inside()));
    case "rich_text_preformatted":
      return h("pre", null, h("code", null, (el.elements ?? []).map((e) => e.text ?? e.url ?? "")));
    default:
      return h("p", null, inside());
  }
}

const STYLES = { bold: "strong", italic: "em", strike: "del", code: "code", underline: "u" };

function leaf(el) {
  let node;
  switch (el.type) {
    case "text":
      node = el.text;
      break;
    case "link":
      node = link(el.url, el.text ?? "");
      break;
    case "user":
      node = mention(el.user_id);
      break;
    case "channel":
      node = h("span", { class: "mention" }, `#${channel(el.channel_id)?.name ?? el.channel_id}`);
      break;
    case "usergroup":
      node = h("span", { class: "mention" }, "@group");
      break;
    case "broadcast":
      node = h("span", { class: "mention mention-all" }, `@${el.range}`);
      break;
    case "emoji":
      node = EMOJI.has(el.name) ? emojiNode(el.name) : fromUnicode(el) ?? `:${el.name}:`;
      break;
    case "date":
      node = dateToken(el.timestamp, el.format ?? "", el.url, el.fallback ?? "");
      break;
    case "color":
      node = h("code", null, el.value);
      break;
    default:
      node = el.text ?? "";
  }
  for (const [style, tag] of Object.entries(STYLES)) if (el.style?.[style]) node = h(tag, null, node);
  return node;
}

const fromUnicode = (el) =>
  el.unicode ? String.fromCodePoint(...el.unicode.split("-").map((hex) => Number.parseInt(hex, 16))) : null;

/** Typed lines as a rich_text value: "- " starts a bullet, "> " a quote, everything else is a section. */
export function fromTyped(text) {
  const elements = [];
  const section = (row) => ({ type: "rich_text_section", elements: row ? [{ type: "text", text: row }] : [] });
  for (const row of text.split("\n")) {
    const last = elements[elements.length - 1];
    if (row.startsWith("- ")) {
      const item = section(row.slice(2));
      if (last?.type === "rich_text_list") last.elements.push(item);
      else elements.push({ type: "rich_text_list", style: "bullet", indent: 0, elements: [item] });
    } else if (row.startsWith("> ")) {
      elements.push({ type: "rich_text_quote", elements: [{ type: "text", text: row.slice(2) }] });
    } else if (last?.type === "rich_text_section") {
      const more = `\n${row}`;
      const tail = last.elements[last.elements.length - 1];
      if (tail) tail.text += more;
      else last.elements.push({ type: "text", text: more });
    } else elements.push(section(row));
  }
  return { type: "rich_text", elements };
}

/** A rich_text value as the lines one would type. */
export function toTyped(value) {
  const words = (els) => (els ?? []).map((e) => e.text ?? e.url ?? (e.name ? `:${e.name}:` : "")).join("");
  return (value?.elements ?? [])
    .map((el) => {
      if (el.type === "rich_text_list") return el.elements.map((item) => `- ${words(item.elements)}`).join("\n");
      return (el.type === "rich_text_quote" ? "> " : "") + words(el.elements);
    })
    .join("\n");
}

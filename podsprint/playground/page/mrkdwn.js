/** Slack's mrkdwn as DOM nodes: text nodes and a handful of elements, never parsed HTML. */
import { h } from "./dom.js";
import { EMOJI, emoji, withEmoji } from "./emoji.js";
import { channel, nameOf, now, store, user, viewerZone } from "./state.js";
import { dateTokens, fullTime } from "./time.js";

/** Slack escapes exactly these three. */
export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
export const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** @param {string} text @returns {any[]} blocks: paragraphs, quotes, lists, code */
export function mrkdwn(text) {
  const out = [];
  const parts = String(text ?? "").split(/```\n?([\s\S]*?)```/);
  parts.forEach((part, i) => {
    if (i % 2) out.push(h("pre", null, h("code", null, unescape(part.replace(/\n$/, "")))));
    else if (part) out.push(...lines(i ? part.replace(/^\n/, "") : part));
  });
  return out;
}

const QUOTE = /^(?:>|&gt;) ?/;
const BULLET = /^(\s*)(?:[•◦▪︎*-]) +(?=\S)/;
const NUMBER = /^(\s*)(\d{1,3})[.)] +(?=\S)/;

function lines(text) {
  const out = [];
  const rows = text.split("\n");
  const take = (pattern) => {
    const taken = [];
    while (rows.length && pattern.test(rows[0])) taken.push(rows.shift());
    return taken;
  };
  let plain = [];
  const flush = () => {
    while (plain.length && !plain[plain.length - 1].trim()) plain.pop();
    if (plain.length) out.push(h("p", null, inline(plain.join("\n"))));
    plain = [];
  };
  while (rows.length) {
    if (QUOTE.test(rows[0])) {
      flush();
      out.push(h("blockquote", null, lines(take(QUOTE).map((row) => row.replace(QUOTE, "")).join("\n"))));
    } else if (BULLET.test(rows[0])) {
      flush();
      out.push(h("ul", null, take(BULLET).map((row) => h("li", null, inline(row.replace(BULLET, ""))))));
    } else if (NUMBER.test(rows[0])) {
      flush();
      const start = Number(NUMBER.exec(rows[0])?.[2]);
      out.push(h("ol", { start }, take(NUMBER).map((row) => h("li", null, inline(row.replace(NUMBER, ""))))));
    } else if (!rows[0].trim()) {
      rows.shift();
      flush();
    } else plain.push(rows.shift());
  }
  flush();
  return out;
}

const TOKEN = /`([^`\n]+)`|<([^<>\n]+)>|:([\w+-]+(?:::skin-tone-\d)?):|([*_~])/g;
const TAGS = { "*": "strong", _: "em", "~": "del" };

/** @param {string} text @returns {any[]} */
export function inline(text) {
  const out = [];
  const pattern = new RegExp(TOKEN);
  let last = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [all, code, angle, shortcode, mark] = match;
    let node = null;
    let end = match.index + all.length;
    if (code !== undefined) node = h("code", null, unescape(code));
    else if (angle !== undefined) node = reference(angle);
    else if (shortcode !== undefined) node = EMOJI.has(shortcode.split("::")[0]) ? emojiNode(shortcode) : null;
    else {
      const close = closing(text, match.index, mark);
      if (close > 0) {
        node = h(TAGS[mark], null, inline(text.slice(match.index + 1, close)));
        end = close + 1;
      }
    }
    if (node === null) {
      // A colon or a lone marker: ordinary text. A second colon may still open a shortcode.
      pattern.lastIndex = match.index + 1;
      continue;
    }
    out.push(unescape(text.slice(last, match.index)), node);
    last = end;
    pattern.lastIndex = end;
  }
  out.push(unescape(text.slice(last)));
  return out;
}

/** Where a style that opens at `from` closes, or -1: markers stick to words, and never span lines. */
function closing(text, from, mark) {
  if (from > 0 && /[\p{L}\p{N}]/u.test(text[from - 1])) return -1;
  if (!text[from + 1] || /\s/.test(text[from + 1]) || text[from + 1] === mark) return -1;
  for (let i = from + 2; i < text.length && text[i] !== "\n"; i += 1) {
    const after = text[i + 1];
    if (text[i] === mark && !/\s/.test(text[i - 1]) && !(after && /[\p{L}\p{N}]/u.test(after))) return i;
  }
  return -1;
}

export const emojiNode = (name) => h("span", { class: "emoji", role: "img", "aria-label": name }, emoji(name));

/** The inside of <...>: a person, a channel, a date, a special word or a link. */
function reference(body) {
  const cut = body.indexOf("|");
  const target = cut < 0 ? body : body.slice(0, cut);
  const label = cut < 0 ? "" : unescape(body.slice(cut + 1));
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return h("span", { class: "mention" }, `#${channel(target.slice(1))?.name ?? (label || target.slice(1))}`);
  if (target.startsWith("!date^")) return dateNode(target, label);
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, label || "@group");
  if (target.startsWith("!")) return h("span", { class: "mention mention-all" }, `@${label || target.slice(1)}`);
  return link(unescape(target), label);
}

export function mention(id, label = "") {
  const mine = id === store.server?.me;
  return h("span", { class: mine ? "mention mention-me" : "mention" }, `@${user(id) ? nameOf(id) : label || id}`);
}

function dateNode(target, label) {
  const [, epoch, format = "", url] = target.split("^");
  const seconds = Number(epoch);
  if (!Number.isFinite(seconds)) return label;
  return dateToken(seconds, format, url, label);
}

export function dateToken(seconds, format, url, fallback = "") {
  const zone = viewerZone();
  const text = format ? dateTokens(seconds, unescape(format), zone, now()) : fallback;
  const node = h("time", { datetime: new Date(seconds * 1000).toISOString(), title: fullTime(new Date(seconds * 1000), zone) }, text);
  return url ? link(url, "", node) : node;
}

/** A link, if its scheme is harmless; else its text. */
export function link(url, label = "", content = null) {
  const shown = content ?? (label || url.replace(/^mailto:/, ""));
  if (!/^(https?:|mailto:)/i.test(url)) return h("span", null, shown);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown);
}

/** A Slack text object (or nothing) as nodes. @param {any} text */
export function textNodes(text) {
  if (!text) return [];
  if (text.type === "mrkdwn") return mrkdwn(text.text);
  return [h("p", null, plain(text))];
}

/** A Slack text object as one string. @param {any} text @returns {string} */
export function plain(text) {
  if (!text) return "";
  if (typeof text === "string") return text;
  if (text.type === "mrkdwn") return strip(text.text);
  return text.emoji === false ? text.text : withEmoji(text.text);
}

/** mrkdwn without its markup, for labels and announcements. */
export const strip = (text) => {
  const holder = h("div", null, mrkdwn(text));
  return (holder.textContent ?? "").trim();
};

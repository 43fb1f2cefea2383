/** The `markdown` block: common Markdown, enough of it to read. */
import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

/** @param {string} text @returns {any[]} */
export function markdown(text) {
  const out = [];
  String(text ?? "")
    .split(/^```[^\n]*\n([\s\S]*?)^```$/m)
    .forEach((part, i) => {
      if (i % 2) out.push(h("pre", null, h("code", null, part.replace(/\n$/, ""))));
      else out.push(...part.split(/\n{2,}/).flatMap(chunk));
    });
  return out;
}

const KINDS = [
  { test: /^#{1,6} /, make: (rows) => rows.map((row) => h("h4", { class: "md-heading" }, inline(row.replace(/^#+ /, "")))) },
  { test: /^> ?/, make: (rows) => [h("blockquote", null, markdown(rows.map((row) => row.replace(/^> ?/, "")).join("\n")))] },
  { test: /^\s*[-*+] /, make: (rows) => [h("ul", null, rows.map((row) => h("li", null, inline(row.replace(/^\s*[-*+] /, "")))))] },
  { test: /^\s*\d+[.)] /, make: (rows) => [h("ol", null, rows.map((row) => h("li", null, inline(row.replace(/^\s*\d+[.)] /, "")))))] },
  { test: /^(-{3,}|\*{3,})$/, make: () => [h("hr", null)] },
];

function chunk(text) {
  const rows = text.split("\n").filter((row) => row.trim());
  const out = [];
  while (rows.length) {
    const kind = KINDS.find(({ test }) => test.test(rows[0]));
    const same = (row) => (kind ? kind.test.test(row) : !KINDS.some(({ test }) => test.test(row)));
    const taken = [];
    while (rows.length && same(rows[0])) taken.push(rows.shift());
    out.push(...(kind ? kind.make(taken) : [h("p", null, inline(taken.join("\n")))]));
  }
  return out;
}

const TOKEN = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*(.+?)\*\*|~~(.+?)~~|\*([^*\s][^*]*)\*|\b_([^_\s][^_]*)_\b/;

function inline(text) {
  const match = TOKEN.exec(text);
  if (!match) return [withEmoji(text)];
  const [all, code, label, url, bold, gone, star, under] = match;
  const node = code
    ? h("code", null, code)
    : label
      ? link(url, label)
      : bold
        ? h("strong", null, inline(bold))
        : gone
          ? h("del", null, inline(gone))
          : h("em", null, inline(star ?? under));
  return [withEmoji(text.slice(0, match.index)), node, ...inline(text.slice(match.index + all.length))];
}

/** Message lists: a conversation, and one thread. */
import { post } from "./api.js";
import { avatar } from "./avatar.js";
import { renderBlocks, scopeOf } from "./blocks.js";
import { mentions } from "./composer.js";
import { announce, byId, h, lazy } from "./dom.js";
import { EMOJI, QUICK, emoji } from "./emoji.js";
import { formOf } from "./forms.js";
import { icon } from "./icons.js";
import { ask, menuButton } from "./menu.js";
import { inline, link, mrkdwn, strip, unescape } from "./mrkdwn.js";
import { picture } from "./elements.js";
import { afterRender, channel, channelTitle, viewerZone, go, invalidate, isReply, messagesOf, nameOf, now, store } from "./state.js";
import { clockTime, dayKey, dayLabel, fullTime, tsDate } from "./time.js";

const authorOf = (m) => m.username || m.bot_profile?.name || (m.user ? nameOf(m.user) : store.server.app.name);

/** @type {WeakMap<any, string>} */
const json = new WeakMap();

function jsonOf(m) {
  let text = json.get(m);
  if (text === undefined) json.set(m, (text = JSON.stringify(m)));
  return text;
}

/** As long as this stays the same, a message is not drawn again. */
const signature = (m, extra) => {
  const container = { type: "message", channel: m.channel, ts: m.ts };
  const editing = store.editing?.ts === m.ts ? store.editing.channel : "";
  return JSON.stringify([jsonOf(m), extra, formOf(/** @type {any} */ (container)).version, editing, store.server.users.length, store.server.channels.length, viewerZone()]);
};

/** @param {string} channelId @returns {any[]} list items with day dividers */
export function messageItems(channelId) {
  return items(messagesOf(channelId).filter((m) => !isReply(m)), "main");
}

/** @param {string} channelId @param {string} ts */
export function threadItems(channelId, ts) {
  const all = messagesOf(channelId);
  const parent = all.find((m) => m.ts === ts && !isReply(m));
  const replies = all.filter((m) => m.thread_ts === ts && m.ts !== ts);
  return { parent, replies, parentItems: parent ? items([parent], "thread", false) : [], replyItems: items(replies, "thread", false) };
}

function items(list, surface, days = true) {
  const zone = viewerZone();
  const out = [];
  let previous = null;
  for (const m of list) {
    const date = tsDate(m.ts);
    const key = dayKey(date, zone);
    const newDay = !previous || dayKey(tsDate(previous.ts), zone) !== key;
    if (newDay && days) {
      const label = dayLabel(date, zone, now());
      out.push(lazy(`day-${key}`, label, () => h("li", { class: "day" }, h("span", null, label))));
    }
    const follows =
      !newDay &&
      previous.user === m.user &&
      !previous.reply_count &&
      Boolean(previous.ephemeral) === Boolean(m.ephemeral) &&
      previous.subtype === m.subtype &&
      Number(m.ts) - Number(previous.ts) < 300;
    out.push(lazy(`${m.ephemeral ? "e" : "m"}-${m.ts}`, signature(m, follows), () => message(m, surface, follows)));
    previous = m;
  }
  return out;
}

const QUIET = new Set(["channel_join", "group_join", "channel_leave", "group_leave", "channel_topic", "channel_purpose", "channel_name", "channel_archive"]);

function message(m, surface, follows) {
  const author = authorOf(m);
  const date = tsDate(m.ts);
  const zone = viewerZone();
  const time = h("time", { datetime: date.toISOString(), title: fullTime(date, zone) }, clockTime(date, zone));
  if (QUIET.has(m.subtype)) {
    return h("li", { class: "message quiet", "data-ts": m.ts }, time, h("div", { class: "prose" }, h("p", null, inline(m.text ?? ""))));
  }
  const isApp = Boolean(m.bot_id || m.user === store.server.app.bot_user);
  const cls = ["message", follows ? "follows" : "", m.ephemeral ? "ephemeral" : "", isApp ? "from-app" : ""];
  return h(
    "li",
    { class: cls.filter(Boolean).join(" "), "data-ts": m.ts, "data-user": m.user ?? "" },
    follows ? h("div", { class: "gutter" }, time) : avatar(isApp ? store.server.app.bot_user : m.user),
    h(
      "div",
      { class: "message-main" },
      h(
        "p",
        { class: follows ? "message-head sr-only" : "message-head" },
        h("strong", { class: "author" }, author),
        isApp ? h("span", { class: "tag" }, "app") : null,
        " ",
        follows ? null : time,
      ),
      m.ephemeral
        ? h(
            "p",
            { class: "only-you" },
            icon("eye"),
            "Only visible to you",
            h(
              "button",
              {
                type: "button",
                class: "link-button",
                on: {
                  click: () => {
                    store.dismissed.add(m.ts);
                    invalidate();
                  },
                },
              },
              "Dismiss",
            ),
          )
        : null,
      store.editing?.ts === m.ts && surface !== "other" ? editor(m, surface) : content(m, surface),
      reactions(m),
      !m.ephemeral && surface === "main" && m.reply_count ? replies(m) : null,
    ),
    m.ephemeral ? null : toolbar(m, surface),
  );
}

/** Blocks where there are any, else the text; attachments and files below. */
function content(m, surface) {
  const container = /** @type {const} */ ({ type: "message", channel: m.channel, ts: m.ts });
  const base = { container, form: formOf(container), scope: scopeOf(surface, m.channel, m.ts), state: m.state?.values };
  const edited = m.edited ? h("span", { class: "edited" }, " (edited)") : null;
  const main = m.blocks?.length ? h("div", { class: "blocks" }, renderBlocks(m.blocks, base)) : h("div", { class: "prose" }, mrkdwn(m.text ?? ""));
  if (edited) (main.lastElementChild?.matches("p") ? main.lastElementChild : main).append(edited);
  return h("div", { class: "content", dir: "auto" }, main, (m.attachments ?? []).map((a) => attachment(a, base)), (m.files ?? []).map(file));
}

const attachment = (a, base) =>
  h(
    "div",
    { class: "attachment" },
    a.pretext ? mrkdwn(a.pretext) : null,
    a.title ? h("p", null, a.title_link ? link(a.title_link, a.title) : h("strong", null, a.title)) : null,
    a.blocks ? renderBlocks(a.blocks, base) : mrkdwn(a.text ?? a.fallback ?? ""),
  );

function file(f) {
  if (f.mode === "tombstone") return h("p", { class: "note" }, "This file was deleted.");
  const url = f.url_private ?? f.permalink ?? "";
  const name = f.title || f.name || "File";
  if (/^image\//.test(f.mimetype ?? "")) {
    return h("figure", { class: "image" }, h("figcaption", null, name), picture({ image_url: url, alt_text: f.alt_txt ?? name }));
  }
  return h("p", { class: "file" }, icon("file"), link(url, name), f.size ? h("small", null, ` ${Math.ceil(f.size / 1024)} KB`) : null);
}

function reactions(m) {
  if (!m.reactions?.length) return null;
  return h(
    "ul",
    { class: "reactions", "aria-label": "Reactions" },
    m.reactions.map((r) => {
      const mine = r.users?.includes(store.server.me);
      const who = (r.users ?? []).map(nameOf).join(", ");
      return h(
        "li",
        null,
        h(
          "button",
          { type: "button", class: mine ? "reaction mine" : "reaction", title: who, "aria-label": `${r.name}, ${r.count ?? r.users.length}: ${who}`, on: { click: () => react(m, r.name) } },
          h("span", { class: "emoji" }, emoji(r.name)),
          ` ${r.count ?? r.users?.length ?? 1}`,
        ),
      );
    }),
  );
}

const react = (m, name) => post("/ui/react", { channel: m.channel, ts: m.ts, name });

function replies(m) {
  const n = m.reply_count;
  const last = m.latest_reply ? tsDate(m.latest_reply) : null;
  const when = last ? `last ${dayKey(last, viewerZone()) === dayKey(now(), viewerZone()) ? "" : `${dayLabel(last, viewerZone(), now())} `}${clockTime(last, viewerZone())}` : "";
  return h(
    "button",
    { type: "button", class: "replies", on: { click: () => openThread(m.ts) } },
    (m.reply_users ?? []).slice(0, 4).map((id) => avatar(id, "small")),
    h("span", { class: "replies-count" }, n === 1 ? "1 reply" : `${n} replies`),
    h("span", { class: "replies-when" }, when),
  );
}

export function openThread(ts) {
  go({ thread: ts });
  byId("thread").dataset.focus = "1";
}

function toolbar(m, surface) {
  const mine = m.user === store.server.me && !m.bot_id;
  return h(
    "div",
    { class: "toolbar" },
    menuButton({
      label: "Add reaction",
      content: icon("smile"),
      items: () => QUICK.map((name) => ({ label: `${EMOJI.get(name)} ${name.replaceAll("_", " ")}`, run: () => react(m, name) })),
    }),
    surface === "main"
      ? h("button", { type: "button", class: "icon-button", "aria-label": "Reply in thread", title: "Reply in thread", on: { click: () => openThread(m.thread_ts || m.ts) } }, icon("reply"))
      : null,
    menuButton({
      label: "More actions",
      content: icon("more"),
      items: () => [
        ...(store.server.shortcuts ?? [])
          .filter((s) => s.type === "message")
          .map((s) => ({
            label: s.name,
            note: `${store.server.app.name}${s.description ? ` · ${s.description}` : ""}`,
            run: () => post("/ui/shortcut", { callback_id: s.callback_id, channel: m.channel, ts: m.ts }),
          })),
        { label: "Copy link", note: "To this message in the playground", run: () => copyLink(m) },
        ...(mine ? [{ label: "Edit", run: () => edit(m) }, { label: "Delete", danger: true, run: () => remove(m) }] : []),
      ],
    }),
  );
}

function copyLink(m) {
  const url = new URL(location.href);
  url.hash = new URLSearchParams({ channel: m.channel, thread: m.thread_ts || m.ts }).toString();
  navigator.clipboard?.writeText(url.href);
}

// ---- own messages

/** A message as one would type it. */
const typedText = (text) => unescape(text.replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`));

function edit(m) {
  store.editing = { channel: m.channel, ts: m.ts };
  store.drafts.set(`edit:${m.ts}`, typedText(m.text ?? ""));
  afterRender(() => document.querySelector(/** @type {any} */ (".editor textarea"))?.focus());
}

function editor(m, surface) {
  const key = `edit:${m.ts}`;
  const stop = () => {
    store.editing = null;
    invalidate();
  };
  const save = async (event) => {
    event.preventDefault();
    const text = (store.drafts.get(key) ?? "").trim();
    if (!text) return;
    const answer = await post("/ui/edit", { channel: m.channel, ts: m.ts, text: mentions(text) });
    if (answer.ok) stop();
  };
  return h(
    "form",
    { class: "editor", on: { submit: save, keydown: (event) => event.key === "Escape" && stop() } },
    h("textarea", {
      id: `${surface}-editor`,
      class: "field",
      rows: "2",
      "aria-label": "Edit message",
      value: store.drafts.get(key) ?? "",
      on: {
        input: (event) => store.drafts.set(key, event.target.value),
        keydown: (event) => event.key === "Enter" && !event.shiftKey && save(event),
      },
    }),
    h("div", { class: "dialog-buttons" }, h("button", { type: "button", class: "button", on: { click: stop } }, "Cancel"), h("button", { type: "submit", class: "button button-primary" }, "Save")),
  );
}

async function remove(m) {
  const sure = await ask({ title: "Delete this message?", text: "This cannot be undone.", confirm: "Delete", deny: "Keep it", style: "danger" });
  if (sure) await post("/ui/delete", { channel: m.channel, ts: m.ts });
}

// ---- saying what is new

/** @type {Map<string, string>} newest ts announced, by person and channel */
const announced = new Map();

/** Tells screen readers about messages that came since the last rendering. */
export function announceNew() {
  for (const id of new Set([...Object.keys(store.server.messages ?? {}), ...Object.keys(store.server.ephemerals ?? {})])) {
    const list = messagesOf(id);
    const newest = list[list.length - 1]?.ts ?? "0";
    const key = `${store.server.me}:${id}`;
    const last = announced.get(key);
    announced.set(key, newest);
    if (last === undefined) continue;
    for (const m of list.filter((one) => Number(one.ts) > Number(last) && one.user !== store.server.me).slice(-3)) {
      const where = isReply(m) ? `a thread in ${channelTitle(channel(id))}` : channelTitle(channel(id));
      announce(`${m.ephemeral ? "Only visible to you. " : ""}${authorOf(m)} in ${where}: ${strip(m.text ?? "").slice(0, 300)}`);
    }
  }
}

/** Where one writes: messages, replies, and slash commands with suggestions. */
import { post } from "./api.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { channelTitle, invalidate, nameOf, store, users } from "./state.js";
import { toast } from "./toast.js";

/** Which suggestion is chosen in which composer; `closed` until something else is typed. */
const pick = { id: "", index: -1, closed: "" };

export const draftKey = (channelId, thread) => `${store.server.me}:${channelId}:${thread}`;

/** @param {any} channel @param {string} thread "" or the parent's ts */
export function composer(channel, thread = "") {
  const id = thread ? "composer-thread" : "composer-main";
  const key = draftKey(channel.id, thread);
  const text = store.drafts.get(key) ?? "";
  const label = thread ? "Reply in thread" : `Message ${channelTitle(channel)}`;
  const list = pick.closed === `${id}:${text}` ? [] : suggestions(text, thread);
  if (pick.id !== id || pick.index >= list.length) Object.assign(pick, pick.id === id ? { index: list.length - 1 } : {});
  const index = pick.id === id ? pick.index : -1;
  const options = `${id}-options`;

  const write = (value) => {
    store.drafts.set(key, value);
    invalidate();
  };
  const take = (suggestion) => {
    write(suggestion.insert);
    Object.assign(pick, { id, index: -1 });
    byId(id)?.focus();
  };
  const submit = (event) => {
    event.preventDefault();
    send(channel, thread, key);
  };
  const onKey = (event) => {
    if (event.isComposing) return;
    if (list.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      Object.assign(pick, { id, index: (Math.max(index, step < 0 ? 0 : -1) + step + list.length) % list.length });
      invalidate();
    } else if (list.length && event.key === "Escape") {
      event.preventDefault();
      pick.closed = `${id}:${text}`;
      invalidate();
    } else if (list.length && event.key === "Tab" && !event.shiftKey && list[Math.max(index, 0)].insert !== text) {
      event.preventDefault();
      take(list[Math.max(index, 0)]);
    } else if (event.key === "Enter" && !event.shiftKey) {
      if (list.length && (index >= 0 || list[0].eager)) {
        event.preventDefault();
        take(list[Math.max(index, 0)]);
      } else submit(event);
    }
  };

  return h(
    "form",
    { class: "composer", key: `composer-${channel.id}-${thread}`, on: { submit } },
    list.length
      ? h(
          "ul",
          { class: "suggestions", role: "listbox", id: options, "aria-label": "Suggestions", key: "suggestions" },
          list.map((s, i) =>
            h(
              "li",
              {
                role: "option",
                id: `${options}-${i}`,
                "aria-selected": i === index ? "true" : "false",
                class: i === index ? "suggestion active" : "suggestion",
                on: { mousedown: (event) => event.preventDefault(), click: () => take(s) },
              },
              h("span", { class: "suggestion-name" }, s.label),
              s.note ? h("small", null, s.note) : null,
            ),
          ),
        )
      : null,
    h(
      "div",
      { class: "composer-box", key: "box" },
      h("textarea", {
        id,
        rows: "1",
        "aria-label": label,
        placeholder: thread ? "Reply" : `${label}, or / for commands`,
        value: text,
        "aria-autocomplete": "list",
        "aria-controls": list.length ? options : null,
        "aria-activedescendant": index >= 0 && list.length ? `${options}-${index}` : null,
        on: { input: (event) => write(event.target.value), keydown: onKey },
      }),
      h(
        "div",
        { class: "composer-tools" },
        thread
          ? null
          : menuButton({
              label: "Shortcuts",
              key: "shortcuts",
              content: icon("bolt"),
              items: () =>
                (store.server.shortcuts ?? [])
                  .filter((s) => s.type === "global")
                  .map((s) => ({ label: s.name, note: s.description ?? "", run: () => post("/ui/shortcut", { callback_id: s.callback_id }) })),
            }),
        h("span", { class: "composer-hint", "aria-hidden": "true" }, text.includes("\n") || text.length > 20 ? "Shift + Enter for a new line" : ""),
        h("button", { type: "submit", class: text.trim() ? "send ready" : "send", "aria-label": "Send", title: "Send" }, icon("send")),
      ),
    ),
  );
}

async function send(channel, thread, key) {
  const text = (store.drafts.get(key) ?? "").trim();
  if (!text) return;
  const match = /^\/(\S+)\s*([\s\S]*)$/.exec(text);
  if (match) {
    if (thread) return toast("Slack does not run commands inside a thread. Use the conversation's own message box.", "error");
    const command = (store.server.commands ?? []).find((c) => c.command === `/${match[1]}`);
    if (!command) {
      return toast(`/${match[1]} is not a command here. Known: ${(store.server.commands ?? []).map((c) => c.command).join(", ") || "none"}.`, "error");
    }
    store.drafts.set(key, "");
    invalidate();
    const answer = await post("/ui/command", { channel: channel.id, command: command.command, text: match[2] });
    if (!answer.ok && !store.drafts.get(key)) store.drafts.set(key, text);
  } else {
    store.drafts.set(key, "");
    invalidate();
    const body = { channel: channel.id, text: mentions(text), ...(thread ? { thread_ts: thread } : {}) };
    byId(thread ? "replies" : "messages").dataset.stick = "1";
    const answer = await post("/ui/message", body);
    if (!answer.ok && !store.drafts.get(key)) store.drafts.set(key, text);
  }
  invalidate();
}

/** "@Ana Lima" as Slack sends it: <@U1>. Longest names first. */
export function mentions(text) {
  const names = users().flatMap((u) => [u.real_name, u.name].filter(Boolean).map((name) => [name, u.id]));
  names.sort((a, b) => b[0].length - a[0].length);
  for (const [name, id] of names) text = text.replaceAll(`@${name}`, `<@${id}>`);
  return text;
}

/** @returns {{label: string, note: string, insert: string, eager?: boolean}[]} */
function suggestions(text, thread) {
  if (/^\/\S*$/.test(text) && !thread) {
    const known = store.server.commands ?? [];
    if (known.some((c) => c.command === text)) return hints(known.find((c) => c.command === text), "");
    return known
      .filter((c) => c.command.startsWith(text))
      .map((c) => ({ label: `${c.command} ${c.usage_hint ?? ""}`, note: c.description ?? "", insert: `${c.command} `, eager: true }));
  }
  const command = !thread && (store.server.commands ?? []).find((c) => text.startsWith(`${c.command} `));
  if (command) return hints(command, text.slice(command.command.length + 1));
  const at = /(^|\s)@([\p{L}\p{N}.\-_]{0,30})$/u.exec(text);
  if (at) {
    const start = text.slice(0, text.length - at[2].length);
    return users()
      .filter((u) => !u.deleted && (nameOf(u.id).toLowerCase().startsWith(at[2].toLowerCase()) || u.name.startsWith(at[2].toLowerCase())))
      .slice(0, 8)
      .map((u) => ({ label: nameOf(u.id), note: u.title ?? "", insert: `${start}${nameOf(u.id)} `, eager: at[2].length > 0 }));
  }
  return [];
}

/** The alternatives of a usage hint ("help | create | sprint start"). */
function hints(command, rest) {
  return (command.usage_hint ?? "")
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part && part !== rest && part.startsWith(rest))
    .slice(0, 10)
    .map((part) => ({ label: `${command.command} ${part}`, note: "", insert: `${command.command} ${part}` }));
}

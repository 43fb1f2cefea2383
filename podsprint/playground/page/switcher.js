/** Ctrl/Cmd + K: jump to a conversation or a person. */
import { openDm } from "./dialogs.js";
import { byId, h, patch } from "./dom.js";
import { appChannel, channelTitle, channels, go, isPerson, nameOf, store, users } from "./state.js";

let query = "";
let index = 0;

function targets() {
  const app = appChannel();
  const dms = new Set(channels().filter((c) => c.kind === "im").map((c) => c.with));
  const all = [
    { label: `${store.server.app.name} Home`, note: "App", run: () => go({ tab: "home", channel: "" }) },
    { label: `${store.server.app.name} Messages`, note: "App", run: () => go({ tab: "messages", channel: "" }) },
    ...channels()
      .filter((c) => !c.archived && c.id !== app?.id)
      .map((c) => ({ label: channelTitle(c), note: c.kind === "im" ? "Direct message" : "Channel", run: () => go({ channel: c.id }) })),
    ...users()
      .filter((u) => isPerson(u) && u.id !== store.server.me && !dms.has(u.id))
      .map((u) => ({ label: nameOf(u.id), note: "New direct message", run: () => openDm(u.id) })),
  ];
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((t) => words.every((word) => t.label.toLowerCase().includes(word))).slice(0, 12);
}

function render() {
  const list = targets();
  index = Math.max(0, Math.min(index, list.length - 1));
  const choose = (target) => {
    byId("switcher").close();
    target?.run();
  };
  const onKey = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      index = (index + step + list.length) % list.length;
      render();
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(list[index]);
    }
  };
  const onInput = (event) => {
    query = event.target.value;
    index = 0;
    render();
  };
  patch(
    byId("switcher"),
    h("input", {
      id: "switcher-input",
      class: "field",
      role: "combobox",
      autocomplete: "off",
      "aria-label": "Jump to",
      "aria-expanded": "true",
      "aria-controls": "switcher-list",
      "aria-activedescendant": list.length ? `switcher-${index}` : null,
      placeholder: "Jump to a channel, a person or the app",
      value: query,
      on: { input: onInput, keydown: onKey },
    }),
    h(
      "ul",
      { id: "switcher-list", role: "listbox", "aria-label": "Places" },
      list.map((t, i) =>
        h(
          "li",
          { id: `switcher-${i}`, role: "option", class: i === index ? "suggestion active" : "suggestion", "aria-selected": String(i === index), on: { click: () => choose(t) } },
          h("span", { class: "suggestion-name" }, t.label),
          h("small", null, t.note),
        ),
      ),
    ),
  );
}

export function openSwitcher() {
  if (!store.server || document.querySelector("dialog[open]")) return;
  query = "";
  index = 0;
  render();
  byId("switcher").showModal();
  byId("switcher-input").focus();
}

export function startSwitcher() {
  byId("switcher-open").addEventListener("click", openSwitcher);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      openSwitcher();
    }
  });
}

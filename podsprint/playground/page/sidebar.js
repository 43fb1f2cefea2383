/** Who one is, and where one can go. */
import { avatar } from "./avatar.js";
import { newChannel, newMessage } from "./dialogs.js";
import { byId, h, patch } from "./dom.js";
import { icon } from "./icons.js";
import { appChannel, channelName, channels, go, hashOf, isPerson, nameOf, store, users } from "./state.js";

export function renderSidebar() {
  const app = appChannel();
  const all = channels().filter((c) => !c.archived);
  const byName = (a, b) => channelName(a).localeCompare(channelName(b));
  const rooms = all.filter((c) => c.kind === "channel" || c.kind === "private").sort(byName);
  const direct = all.filter((c) => (c.kind === "im" || c.kind === "mpim") && c.id !== app?.id).sort(byName);
  patch(
    byId("sidebar-lists"),
    group(
      "App",
      null,
      [
        entry({ tab: "home" }, h("span", { class: "mark", "aria-hidden": "true" }), `${store.server.app.name} Home`, 0, store.route.tab === "home"),
        entry({ tab: "messages" }, icon("reply"), `${store.server.app.name} Messages`, app ? app.unread : 0, store.route.tab === "messages"),
      ],
      store.server.app.connected === false ? h("p", { class: "app-away" }, icon("warn"), "The app is not connected") : null,
    ),
    group(
      "Channels",
      h("button", { type: "button", class: "icon-button", "aria-label": "Create a channel", title: "Create a channel", on: { click: newChannel } }, icon("plus")),
      rooms.map((c) => entry({ channel: c.id }, icon(c.kind === "private" ? "lock" : "hash"), c.name, c.unread, isAt(c), !c.member)),
    ),
    group(
      "Direct messages",
      h("button", { type: "button", class: "icon-button", "aria-label": "New direct message", title: "New direct message", on: { click: newMessage } }, icon("plus")),
      direct.map((c) =>
        entry({ channel: c.id }, c.kind === "mpim" ? icon("people") : avatar(c.with, "small"), channelName(c), c.unread, isAt(c)),
      ),
    ),
  );
}

const isAt = (c) => !store.route.tab && store.route.channel === c.id;

function group(title, action, entries, extra = null) {
  const id = `group-${title.replace(/\W/g, "-").toLowerCase()}`;
  return h(
    "section",
    { key: title, class: "side-group", "aria-labelledby": id },
    h("div", { class: "side-head" }, h("h2", { id }, title), action),
    extra,
    h("ul", null, entries),
  );
}

/** @param {any} where @param {any} symbol @param {string} label @param {number} count */
function entry(where, symbol, label, count, here, muted = false) {
  const route = { user: store.route.user, channel: "", thread: "", tab: "", inspector: store.route.inspector, ...where };
  const cls = ["side-link", count && !here ? "unread" : "", muted ? "muted" : ""];
  return h(
    "li",
    { key: where.tab ?? where.channel },
    h(
      "a",
      { href: hashOf(/** @type {any} */ (route)), class: cls.filter(Boolean).join(" "), "aria-current": here ? "page" : null, "aria-label": count && !here ? `${label}, ${count} unread` : null },
      symbol,
      h("span", { class: "side-label" }, label),
      count && !here ? h("span", { class: "badge", "aria-hidden": "true" }, count > 99 ? "99+" : String(count)) : null,
    ),
  );
}

// ---- person

export function renderPerson() {
  const select = byId("person");
  const people = users().filter(isPerson);
  patch(select, people.map((u) => h("option", { value: u.id, key: u.id }, u.title ? `${nameOf(u.id)} · ${u.title}` : nameOf(u.id))));
  if (select.value !== store.server.me) select.value = store.server.me;
  patch(byId("person-avatar"), avatar(store.server.me));
}

/** The same place as somebody else, if they can be there. */
export function startPerson() {
  byId("person").addEventListener("change", (event) => go({ user: event.target.value, thread: "" }));
}

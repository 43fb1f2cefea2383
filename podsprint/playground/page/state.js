/** What the page knows: the server's last state, where we are in it (the URL hash), and what is being typed. */

/**
 * @typedef {{user: string, channel: string, thread: string, tab: "" | "home" | "messages", inspector: boolean}} Route
 */

export const store = {
  /** @type {any} the last answer of /ui/state */
  server: null,
  /** @type {Route} */
  route: { user: "", channel: "", thread: "", tab: "", inspector: false },
  /** Texts in composers, by `draftKey`. @type {Map<string, string>} */
  drafts: new Map(),
  /** Ephemeral messages the person put away. @type {Set<string>} */
  dismissed: new Set(),
  /** @type {{channel: string, ts: string} | null} own message being edited */
  editing: null,
  connected: true,
  /** Performance time at which the server's clock was read. */
  clockReadAt: 0,
  /** @type {Set<string>} things that wait for an answer */
  busy: new Set(),
};

/** @type {(() => unknown)[]} each may return false to end the rendering */
const listeners = [];
let queued = false;

export const onRender = (fn) => listeners.push(fn);

/** Renders once, soon, however often it is asked; never one person's state as another's. */
export function invalidate() {
  if (queued) return;
  queued = true;
  queueMicrotask(() => {
    queued = false;
    if (store.server?.me !== store.route.user) return;
    for (const fn of listeners) if (fn() === false) return;
  });
}

/** Renders, then does something with what is on screen. */
export function afterRender(fn) {
  invalidate();
  queueMicrotask(fn);
}

// ---- the URL hash

let lastHash = "";

/** Whether a link was followed whose event is still to come. */
export const hashMoved = () => location.hash !== lastHash;

/** Puts the route into the address, without a new entry in the history. */
export function writeHash() {
  const hash = hashOf(store.route);
  if (hash !== location.hash) history.replaceState(null, "", hash);
  lastHash = location.hash;
}

export function readHash() {
  lastHash = location.hash;
  const q = new URLSearchParams(location.hash.slice(1));
  const tab = q.get("tab");
  store.route = {
    user: q.get("user") ?? store.route.user,
    channel: q.get("channel") ?? "",
    thread: q.get("thread") ?? "",
    tab: tab === "home" || tab === "messages" ? tab : "",
    inspector: q.get("inspector") === "1",
  };
}

export function hashOf(route) {
  const q = new URLSearchParams();
  q.set("user", route.user);
  if (route.tab) q.set("tab", route.tab);
  else if (route.channel) q.set("channel", route.channel);
  if (route.thread) q.set("thread", route.thread);
  if (route.inspector) q.set("inspector", "1");
  return `#${q}`;
}

/** @param {Partial<Route>} change */
export function go(change) {
  const route = { ...store.route, ...change };
  if (("channel" in change || "tab" in change) && !("thread" in change)) route.thread = "";
  if ("channel" in change && !("tab" in change)) route.tab = "";
  const hash = hashOf(route);
  if (hash === location.hash) return;
  location.hash = hash;
}

// ---- looking things up

export const users = () => store.server?.users ?? [];
export const channels = () => store.server?.channels ?? [];
export const user = (id) => users().find((u) => u.id === id);
export const channel = (id) => channels().find((c) => c.id === id);
export const me = () => user(store.server?.me) ?? { id: store.route.user, name: "", tz: "UTC" };
export const isPerson = (u) => !u.is_bot && !u.deleted;

export const nameOf = (id) => {
  const u = user(id);
  return u ? u.real_name || u.name || id : id;
};

export function channelName(c) {
  if (!c) return "";
  if (c.kind === "im") return nameOf(c.with);
  if (c.kind === "mpim" && c.members?.length) {
    return c.members.filter((id) => id !== store.server.me).map(nameOf).join(", ");
  }
  return c.name || c.id;
}

export const channelTitle = (c) => (c && (c.kind === "channel" || c.kind === "private") ? `#${c.name}` : channelName(c));

/** The direct messages with the app. */
export const appChannel = () => {
  const bot = store.server?.app?.bot_user;
  return channels().find((c) => c.kind === "im" && c.with === bot);
};

/** The conversation on screen, if any. */
export const current = () =>
  store.route.tab === "home" ? undefined : store.route.tab === "messages" ? appChannel() : channel(store.route.channel);

export const viewerZone = () => me().tz || store.server?.clock?.zone || "UTC";
export const clockZone = () => store.server?.clock?.zone || viewerZone();

/** The app's present, ticking between two readings. */
export function now() {
  const read = store.server?.clock?.now;
  if (!read) return new Date();
  return new Date(Date.parse(read) + performance.now() - store.clockReadAt);
}

/** Messages and this person's ephemerals of a channel, oldest first. */
export function messagesOf(channelId) {
  const hidden = (store.server.ephemerals?.[channelId] ?? []).filter((m) => !store.dismissed.has(m.ts));
  const all = [...(store.server.messages?.[channelId] ?? []), ...hidden.map((m) => ({ ...m, ephemeral: true }))];
  return all.sort((a, b) => Number.parseFloat(a.ts) - Number.parseFloat(b.ts));
}

export const isReply = (m) => Boolean(m.thread_ts && m.thread_ts !== m.ts && m.subtype !== "thread_broadcast");

/**
 * The playground page: a local Slack client.
 *
 * The URL hash says who and where, so links, reloads and screenshot scripts work:
 *
 *     #user=U1                      the person
 *     &channel=C1                   the conversation (a channel or a direct message)
 *     &thread=1790000000.000100     the thread open beside it (ts of its first message)
 *     &tab=home | messages          the app's Home or its direct messages, instead of a channel
 *     &inspector=1                  the inspector drawer is open
 *
 * All of it is optional. Everything on screen is drawn from `store` (state.js) by the render functions below.
 */
import { connect, post, refresh } from "./api.js";
import { avatar } from "./avatar.js";
import { renderClock, startClock } from "./clock.js";
import { composer } from "./composer.js";
import { addPeople } from "./dialogs.js";
import { byId, h, patch } from "./dom.js";
import { homeView } from "./home.js";
import { icon } from "./icons.js";
import { loadTraffic, renderInspector, startInspector } from "./inspector.js";
import { menuButton } from "./menu.js";
import { announceNew, messageItems, threadItems } from "./messages.js";
import { inline } from "./mrkdwn.js";
import { renderModal, startModal } from "./modal.js";
import { renderPerson, renderSidebar, startPerson } from "./sidebar.js";
import { channelName, channelTitle, channels, current, go, hashMoved, hashOf, invalidate, onRender, readHash, store, writeHash } from "./state.js";
import { startSwitcher } from "./switcher.js";

/** What was on screen last, to know when to move the scroll position and the focus. */
let place = "";
let homeAsked = "";

function settle() {
  if (hashMoved()) onHash();
  const { route } = store;
  if (route.user !== store.server.me) return false;
  const lost = !route.tab && !channels().some((c) => c.id === route.channel && !c.archived);
  if (lost) {
    route.channel = channels().find((c) => c.member && !c.archived && c.kind !== "im")?.id ?? channels()[0]?.id ?? "";
    route.thread = "";
  }
  writeHash();
  const here = current();
  if (here?.unread && document.visibilityState === "visible") markRead(here.id);
  return true;
}

async function markRead(id) {
  if (store.busy.has("read")) return;
  store.busy.add("read");
  await post("/ui/read", { channel: id }, { quiet: true });
  store.busy.delete("read");
}

function renderPlace() {
  const { route, server } = store;
  const here = current();
  const isApp = route.tab !== "";
  const title = isApp ? server.app.name : channelTitle(here);
  document.title = `${title} · podsprint playground`;
  patch(byId("place-head"), isApp ? appHead() : here ? channelHead(here) : h("h1", { id: "place", tabindex: "-1" }, "Nowhere yet"));

  const list = byId("messages");
  const now = `${server.me}:${route.tab}:${here?.id ?? ""}`;
  const moved = place !== now;
  const stick = moved || list.dataset.stick === "1" || below(list) < 60;
  place = now;
  byId("home").hidden = route.tab !== "home";
  byId("conversation").hidden = route.tab === "home";
  if (route.tab === "home") {
    patch(byId("home"), homeView());
    if (moved) byId("home").scrollTop = 0;
  } else {
    list.setAttribute("aria-label", `Messages in ${title}`);
    const items = here ? messageItems(here.id) : [];
    patch(list, items.length ? items : h("li", { class: "empty", key: "empty" }, h("p", null, here ? "Nothing here yet. Write something, or try a command." : "There is no conversation here yet.")));
    patch(byId("compose"), here ? (here.member || here.kind === "im" ? composer(here) : joinBar(here)) : null);
    if (stick) toBottom(list);
    showNewest();
  }
}

/** How much of a list lies below what is seen. */
const below = (list) => list.scrollHeight - list.scrollTop - list.clientHeight;

function toBottom(list) {
  list.scrollTop = list.scrollHeight;
  list.dataset.pinned = "1";
  delete list.dataset.stick;
}

const showNewest = () => {
  byId("to-newest").hidden = below(byId("messages")) < 200;
};

/** A list that is at its end stays there when a picture arrives or the window changes. */
function keepAtEnd(list) {
  const hold = () => list.dataset.pinned && toBottom(list);
  list.addEventListener("load", hold, true);
  new ResizeObserver(hold).observe(list);
  list.addEventListener("scroll", () => {
    if (below(list) < 60) list.dataset.pinned = "1";
    else delete list.dataset.pinned;
    showNewest();
  });
}

const joinBar = (c) =>
  h(
    "div",
    { class: "join", key: "join" },
    h("p", null, `You are not in ${channelTitle(c)}.`),
    h("button", { type: "button", class: "button button-primary", on: { click: () => post("/ui/join", { channel: c.id }) } }, "Join"),
  );

function channelHead(c) {
  const room = c.kind === "channel" || c.kind === "private";
  const n = c.members?.length ?? 0;
  return [
    c.kind === "im" ? avatar(c.with) : h("span", { class: "head-icon", key: "icon" }, icon(c.kind === "private" ? "lock" : c.kind === "mpim" ? "people" : "hash")),
    h("div", { class: "head-words", key: c.id }, h("h1", { id: "place", tabindex: "-1" }, room ? h("span", { class: "sr-only" }, "#") : null, room ? c.name : channelName(c)), c.topic ? h("p", { class: "topic" }, inline(c.topic)) : null),
    room
      ? menuButton({
          key: "channel-menu",
          label: `${n} ${n === 1 ? "member" : "members"}`,
          class: "button members",
          content: [icon("people"), String(n)],
          items: () => [
            { label: "Add people", run: () => addPeople(c) },
            { label: "Leave the channel", run: () => post("/ui/leave", { channel: c.id }) },
            { label: "Archive the channel", danger: true, run: () => post("/ui/archive", { channel: c.id }) },
          ],
        })
      : null,
  ];
}

function appHead() {
  const tab = (name, label) =>
    h("a", { href: hashOf({ ...store.route, channel: "", thread: "", tab: name }), class: "tab", "aria-current": store.route.tab === name ? "page" : null }, label);
  return [
    h("span", { class: "mark head-mark", "aria-hidden": "true", key: "mark" }),
    h("div", { class: "head-words", key: "app" }, h("h1", { id: "place", tabindex: "-1" }, store.server.app.name)),
    h("nav", { class: "tabs", "aria-label": "App tabs", key: "tabs" }, tab("home", "Home"), tab("messages", "Messages")),
  ];
}

function renderThread() {
  const panel = byId("thread");
  const here = current();
  const { thread } = store.route;
  const open = Boolean(here && thread);
  panel.hidden = !open;
  document.body.classList.toggle("with-thread", open);
  if (!open) {
    delete panel.dataset.focus;
    return;
  }
  const { parent, replies, parentItems, replyItems } = threadItems(here.id, thread);
  const list = byId("replies");
  const key = `${store.server.me}:${here.id}:${thread}`;
  const moved = list.dataset.key !== key;
  const stick = moved || list.dataset.stick === "1" || below(list) < 60;
  list.dataset.key = key;
  patch(byId("thread-place"), channelTitle(here));
  const n = replies.filter((m) => !m.ephemeral).length;
  patch(
    list,
    parent ? parentItems : h("li", { class: "empty", key: "gone" }, h("p", null, "This message is not here any more.")),
    h("li", { class: "day", key: "count" }, h("span", null, n === 1 ? "1 reply" : `${n} replies`)),
    replyItems,
  );
  patch(byId("thread-compose"), here.member || here.kind === "im" ? composer(here, thread) : null);
  if (stick) toBottom(list);
  if (panel.dataset.focus) {
    delete panel.dataset.focus;
    byId("composer-thread")?.focus();
  }
}

/** Tells the app that its Home was opened, once per visit. */
async function openHome() {
  const { tab, user } = store.route;
  const visit = tab ? `${user}:${tab}` : "";
  if (visit === homeAsked) return;
  homeAsked = visit;
  if (!visit) return;
  store.busy.add("home");
  await post("/ui/home", { tab });
  store.busy.delete("home");
  invalidate();
}

/** On a narrow screen the sidebar is a drawer. */
function showSidebar(on) {
  const was = document.body.classList.contains("with-sidebar");
  document.body.classList.toggle("with-sidebar", on);
  byId("sidebar-toggle").setAttribute("aria-expanded", String(on));
  if (on) byId("person").focus();
  else if (was) byId("sidebar-toggle").focus();
}

function onHash() {
  const before = store.route;
  readHash();
  showSidebar(false);
  if (store.route.user !== before.user) {
    connect();
    refresh();
  } else invalidate();
  if (store.route.inspector && !before.inspector) loadTraffic();
}

const closeThread = () => {
  const ts = store.route.thread;
  go({ thread: "" });
  const from = document.querySelector(`#messages [data-ts="${CSS.escape(ts)}"] .replies, #messages [data-ts="${CSS.escape(ts)}"] .toolbar button`);
  /** @type {any} */ (from ?? byId("composer-main"))?.focus();
};

async function start() {
  readHash();
  onRender(settle);
  for (const render of [renderPerson, renderSidebar, renderClock, renderPlace, renderThread, renderInspector, renderModal]) onRender(render);
  onRender(announceNew);
  onRender(() => void openHome());
  onRender(() => byId("app").removeAttribute("aria-busy"));
  addEventListener("hashchange", onHash);
  document.addEventListener("visibilitychange", invalidate);
  byId("thread-close").addEventListener("click", closeThread);
  byId("thread").addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && closeThread());
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("place").focus();
  });
  byId("sidebar-toggle").addEventListener("click", () => showSidebar(!document.body.classList.contains("with-sidebar")));
  byId("scrim").addEventListener("click", () => showSidebar(false));
  byId("sidebar").addEventListener("keydown", (event) => event.key === "Escape" && showSidebar(false));
  byId("to-newest").addEventListener("click", () => byId("messages").scrollTo({ top: byId("messages").scrollHeight }));
  keepAtEnd(byId("messages"));
  keepAtEnd(byId("replies"));
  startModal();
  startPerson();
  startInspector();
  startClock();
  startSwitcher();
  await refresh();
  connect();
  if (store.route.inspector) loadTraffic();
}

start();

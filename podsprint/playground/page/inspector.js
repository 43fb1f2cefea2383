/** The traffic between the app and the playground, and a menu to make trouble. */
import { get, onTraffic, post } from "./api.js";
import { byId, h, lazy, patch } from "./dom.js";
import { icon } from "./icons.js";
import { clockZone, go, invalidate, store } from "./state.js";
import { clockSeconds } from "./time.js";
import { toast } from "./toast.js";

/** @type {any[]} oldest first */
let entries = [];
const open = new Set();
const filter = { text: "", direction: "", problems: false };
let after = 0;
let trouble = false;
const wish = { method: "chat.postMessage", fault: "429", times: "1" };

const KEEP = 500;

function add(list) {
  const known = new Set(entries.map((entry) => entry.seq));
  entries.push(...list.filter((entry) => entry && !known.has(entry.seq) && entry.seq > after));
  entries.sort((a, b) => a.seq - b.seq);
  if (entries.length > KEEP) entries = entries.slice(-KEEP);
}

export async function loadTraffic() {
  const last = entries[entries.length - 1]?.seq ?? after;
  const answer = await get(`/ui/traffic?after=${last}&limit=200`);
  add(answer.entries ?? []);
  invalidate();
}

export function startInspector() {
  onTraffic((entry) => {
    add([entry]);
    if (store.route.inspector) invalidate();
  });
  byId("inspector-toggle").addEventListener("click", () => toggle(!store.route.inspector));
}

function toggle(on) {
  go({ inspector: on });
  if (on) loadTraffic();
  else byId("inspector-toggle").focus();
}

function matches(entry) {
  if (filter.direction && entry.direction !== filter.direction) return false;
  if (filter.problems && entry.ok) return false;
  const text = filter.text.toLowerCase();
  return !text || `${entry.name} ${entry.summary ?? ""} ${entry.error ?? ""}`.toLowerCase().includes(text);
}

export function renderInspector() {
  const on = store.route.inspector;
  byId("inspector-toggle").setAttribute("aria-expanded", String(on));
  const drawer = byId("inspector");
  drawer.hidden = !on;
  if (!on) return;
  const list = drawer.querySelector(".traffic");
  const atEnd = !list || list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  const shown = entries.filter(matches);
  patch(
    drawer,
    head(shown.length),
    trouble ? troublePanel() : null,
    shown.length
      ? h("ol", { class: "traffic", key: "list", tabindex: "0", "aria-label": "Traffic" }, shown.map((entry) => lazy(`t-${entry.seq}`, `${open.has(entry.seq)}`, () => row(entry))))
      : h("p", { class: "traffic-empty", key: "none" }, entries.length ? "Nothing matches the filter." : "No traffic yet. Use the app, and each call shows up here."),
  );
  const now = drawer.querySelector(".traffic");
  if (now && atEnd) now.scrollTop = now.scrollHeight;
}

function head(count) {
  const set = (name, read) => (event) => {
    filter[name] = read(event.target);
    invalidate();
  };
  return h(
    "div",
    { class: "inspector-head", key: "head" },
    h("h2", null, "Inspector ", h("small", null, `${count} ${count === 1 ? "call" : "calls"}`)),
    h("input", { type: "search", class: "field", id: "traffic-filter", "aria-label": "Filter traffic", placeholder: "Filter by name or text", value: filter.text, on: { input: set("text", (t) => t.value) } }),
    h(
      "select",
      { class: "field", id: "traffic-direction", "aria-label": "Direction", value: filter.direction, on: { change: set("direction", (t) => t.value) } },
      h("option", { value: "" }, "Both directions"),
      h("option", { value: "to_app" }, "To the app"),
      h("option", { value: "from_app" }, "From the app"),
    ),
    h("label", { class: "check" }, h("input", { type: "checkbox", checked: filter.problems, on: { change: set("problems", (t) => t.checked) } }), "Problems only"),
    h(
      "button",
      {
        type: "button",
        class: "button",
        key: "clear",
        on: {
          click: () => {
            after = entries[entries.length - 1]?.seq ?? after;
            entries = [];
            invalidate();
          },
        },
      },
      "Clear",
    ),
    h(
      "button",
      {
        type: "button",
        class: "button",
        key: "trouble",
        "aria-expanded": String(trouble),
        "aria-controls": "trouble",
        on: {
          click: () => {
            trouble = !trouble;
            invalidate();
          },
        },
      },
      icon("warn"),
      "Trouble",
    ),
    h("button", { type: "button", class: "icon-button", key: "close", "aria-label": "Close inspector", on: { click: () => toggle(false) } }, icon("close")),
  );
}

const summary = (entry) => [entry.summary, entry.name === "slash_commands" ? entry.body?.payload?.text : ""].filter(Boolean).join(" ");

function row(entry) {
  const isOpen = open.has(entry.seq);
  const toApp = entry.direction === "to_app";
  const at = new Date(typeof entry.at === "number" ? entry.at * 1000 : entry.at);
  const flip = () => {
    if (isOpen) open.delete(entry.seq);
    else open.add(entry.seq);
    invalidate();
  };
  return h(
    "li",
    { class: entry.ok === false ? "call problem" : "call" },
    h(
      "button",
      { type: "button", class: "call-head", "aria-expanded": String(isOpen), on: { click: flip } },
      h("span", { class: toApp ? "way to-app" : "way from-app" }, toApp ? "to app" : "from app"),
      h("code", { class: "call-name" }, entry.name),
      h("span", { class: "call-summary" }, summary(entry)),
      h("span", { class: "call-result" }, entry.ok === false ? (entry.error ?? "error") : "ok"),
      h("span", { class: "call-ms" }, entry.ms === undefined || entry.ms === null ? "" : `${Math.round(entry.ms)} ms`),
      h("time", { class: "call-at" }, Number.isNaN(at.getTime()) ? "" : clockSeconds(at, clockZone())),
    ),
    isOpen ? h("pre", { class: "call-body", tabindex: "0", "aria-label": `Body of ${entry.name}` }, h("code", null, pretty(entry.body))) : null,
  );
}

function pretty(body) {
  if (typeof body !== "string") return JSON.stringify(body ?? null, null, 2);
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

const FAULTS = [
  ["429", "429: rate limited"],
  ["500", "500: server error"],
  ["timeout_before", "Timeout before it is done"],
  ["timeout_after", "Timeout after it is done"],
  ["drop_before", "Dropped connection before it is done"],
  ["drop_after", "Dropped connection after it is done"],
  ["revoked", "Token revoked"],
];
const SOCKET = [
  ["refresh", "Refresh the socket"],
  ["warning", "Warn of a disconnect"],
  ["drop", "Drop the socket"],
  ["link_disabled", "Disable the link"],
];

function troublePanel() {
  const field = (name) => (event) => {
    wish[name] = event.target.value;
    invalidate();
  };
  const tell = async (path, body, done) => {
    const answer = await post(path, body);
    if (answer.ok) toast(done);
  };
  return h(
    "div",
    { id: "trouble", key: "trouble", class: "trouble", role: "group", "aria-label": "Trouble" },
    h("label", { for: "fault-method" }, "Call"),
    h("input", { id: "fault-method", class: "field", list: "fault-methods", value: wish.method, on: { input: field("method") } }),
    h("datalist", { id: "fault-methods" }, [...new Set(entries.map((e) => (e.direction === "to_app" ? `ui:${e.name}` : e.name))), "*"].map((name) => h("option", { value: name }))),
    h("label", { for: "fault-kind" }, "fails with"),
    h("select", { id: "fault-kind", class: "field", value: wish.fault, on: { change: field("fault") } }, FAULTS.map(([value, label]) => h("option", { value }, label))),
    h("label", { for: "fault-times" }, "times"),
    h("input", { id: "fault-times", class: "field", type: "number", min: "1", max: "99", value: wish.times, on: { input: field("times") } }),
    h(
      "button",
      {
        type: "button",
        class: "button button-primary",
        on: { click: () => tell("/control/fail", { method: wish.method, fault: wish.fault, times: Number(wish.times) || 1 }, `The next ${wish.method} will fail.`) },
      },
      "Arm",
    ),
    h("span", { class: "trouble-gap" }),
    SOCKET.map(([what, label]) => h("button", { type: "button", class: "button", on: { click: () => tell("/control/socket", { do: what }, `${label}: done.`) } }, label)),
    h("button", { type: "button", class: "button", on: { click: () => tell("/control/clear", {}, "No more trouble.") } }, "Clear all trouble"),
  );
}

/** Talking to the playground's server: calls, the state, and the event socket. */
import { store, invalidate } from "./state.js";
import { toast } from "./toast.js";

/**
 * Acts as the person on screen. Never throws: a failure is toasted and comes back as `{ok: false}`.
 * @param {string} path @param {Record<string, any>} [body] @param {{quiet?: boolean}} [options]
 */
export async function post(path, body = {}, options = {}) {
  const answer = await call(path, { user: store.route.user, ...body });
  if (!answer.ok && !options.quiet) toast(answer.message || `That did not work (${answer.error}).`, "error");
  if (path.startsWith("/ui/")) await refresh();
  return answer;
}

async function call(path, body) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch {
    return { ok: false, error: "no_answer", message: "The playground's server does not answer. Is it still running?" };
  }
}

/** @param {string} path @returns {Promise<any>} */
export async function get(path) {
  try {
    return await (await fetch(path)).json();
  } catch {
    return { ok: false, error: "no_answer" };
  }
}

let reading = null;
let again = false;

/** Reads the state. Calls made while one is under way share the next one. */
export function refresh() {
  if (reading) {
    again = true;
    return reading;
  }
  reading = (async () => {
    do {
      again = false;
      await readState();
    } while (again);
    reading = null;
  })();
  return reading;
}

/** Who to be when the address names nobody, or nobody known here: the last one, else the usual first id. */
const guesses = [localStorage.getItem("person"), "U1"].filter(Boolean);

async function readState() {
  const { user } = store.route;
  const state = await get(`/ui/state${user ? `?user=${encodeURIComponent(user)}` : ""}`);
  if (user !== store.route.user) {
    again = true;
    return;
  }
  if (state.error === "user_not_found" && guesses.length) {
    store.route.user = /** @type {string} */ (guesses.shift());
    again = true;
    return;
  }
  if (!state.ok) {
    setConnected(state.error !== "no_answer");
    if (state.message) toast(state.message, "error");
    return;
  }
  localStorage.setItem("person", state.me);
  store.route.user = state.me;
  store.server = state;
  store.clockReadAt = performance.now();
  invalidate();
}

function setConnected(value) {
  if (store.connected === value) return;
  store.connected = value;
  document.documentElement.classList.toggle("offline", !value);
  /** @type {any} */ (document.getElementById("connection")).hidden = value;
}

// ---- events

/** @type {WebSocket | null} */
let socket = null;
let retry = 0;
/** @type {any} */
let timer = 0;
/** @type {((entry: any) => void)[]} */
const trafficListeners = [];

export const onTraffic = (fn) => trafficListeners.push(fn);

/** (Re)connects for the person on screen. */
export function connect() {
  clearTimeout(timer);
  if (socket) {
    socket.onclose = null;
    socket.close();
  }
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/ui/events?user=${encodeURIComponent(store.route.user)}`);
  socket.onopen = () => {
    retry = 0;
    setConnected(true);
    refresh();
  };
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    if (message.type === "changed") {
      if (message.rev === undefined || message.rev !== store.server?.rev) refresh();
    } else if (message.type === "toast") toast(message.text, message.level);
    else if (message.type === "traffic") for (const fn of trafficListeners) fn(message.entry);
  };
  socket.onclose = () => {
    setConnected(false);
    timer = setTimeout(connect, 150 * 2 ** retry);
    retry = Math.min(retry + 1, 6);
  };
}

/** The app's time, and moving it. */
import { post } from "./api.js";
import { byId, h, patch } from "./dom.js";
import { icon } from "./icons.js";
import { clockZone, invalidate, now, store } from "./state.js";
import { clockSeconds, clockTime, shortDay } from "./time.js";

export function renderClock() {
  const clock = store.server.clock ?? {};
  const busy = clock.busy || store.busy.has("clock");
  const next = clock.next;
  const nextAt = next ? new Date(next.at) : null;
  const step = (to, label, content, title = null) =>
    h(
      "button",
      { type: "button", key: to, class: "clock-button", "aria-label": label, title, "aria-disabled": busy ? "true" : null, on: { click: () => !busy && travel(to) } },
      content,
    );
  patch(
    byId("clock"),
    h(
      "p",
      { class: "clock-now", key: "now" },
      icon("clock"),
      h("span", { class: "sr-only" }, "The app’s time: "),
      h("span", { id: "clock-day", class: "clock-day" }, shortDay(now(), clockZone())),
      " ",
      h("time", { id: "clock-time" }, clockSeconds(now(), clockZone())),
      h("span", { class: "clock-zone" }, clockZone().replace(/_/g, " ")),
    ),
    clock.can_travel
      ? h(
          "div",
          { class: "clock-buttons", key: "travel", role: "group", "aria-label": "Move the app’s time", "aria-busy": busy ? "true" : "false" },
          next
            ? step(
                "next",
                `Next session: ${next.label}, ${shortDay(nextAt, clockZone())} ${clockTime(nextAt, clockZone())}`,
                [
                  icon("skip"),
                  h("span", { class: "clock-next" }, "Next session"),
                  h("span", { class: "clock-label" }, `${next.label} · ${shortDay(nextAt, clockZone())} ${clockTime(nextAt, clockZone())}`),
                ],
              )
            : null,
          step("+1h", "+1 hour", "+1 hour"),
          step("+1d", "+1 day", "+1 day"),
          busy ? h("span", { class: "travelling", key: "busy", role: "status" }, "Travelling…") : null,
        )
      : h("p", { class: "clock-fixed", key: "fixed" }, "real time"),
  );
}

/** @param {"next" | "+1h" | "+1d"} to */
async function travel(to) {
  store.busy.add("clock");
  invalidate();
  await post("/ui/clock", { to });
  store.busy.delete("clock");
  invalidate();
}

/** Ticks between renderings, text only. */
export function startClock() {
  setInterval(() => {
    const time = byId("clock-time");
    if (!time || !store.server) return;
    time.firstChild.nodeValue = clockSeconds(now(), clockZone());
    byId("clock-day").firstChild.nodeValue = shortDay(now(), clockZone());
  }, 1000);
}

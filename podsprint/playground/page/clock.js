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
  const nextTime = nextAt ? `${shortDay(nextAt, clockZone())} ${clockTime(nextAt, clockZone())}` : "";
  const step = (to, label, content, title = null) =>
    h(
      "button",
      { type: "button", key: to, class: "clock-button", "aria-label": label, title, "aria-disabled": busy ? "true" : null, on: { click: () => !busy && travel(to) } },
      content,
    );
  const time = clockSeconds(now(), clockZone());
  patch(
    byId("clock"),
    h(
      "p",
      { class: "clock-now", key: "now" },
      icon("clock"),
      h("span", { class: "sr-only" }, "The app’s time: "),
      h("span", { id: "clock-day", class: "clock-day" }, shortDay(now(), clockZone())),
      " ",
      h("time", { id: "clock-time" }, h("span", null, time.slice(0, 5)), h("span", { class: "wide-only" }, time.slice(5))),
      h("span", { class: busy ? "clock-zone travelling" : "clock-zone", role: "status" }, busy ? "Travelling…" : clockZone().replace(/_/g, " ")),
    ),
    clock.can_travel
      ? h(
          "div",
          { class: "clock-buttons", key: "travel", role: "group", "aria-label": "Move the app’s time", "aria-busy": busy ? "true" : "false" },
          next
            ? step(
                "next",
                `Next session: ${nextTime}, ${next.label}`,
                [
                  icon("skip"),
                  h("span", null, "Next", h("span", { class: "wide-only" }, " session")),
                  h("span", { class: "clock-label" }, `${nextTime} · ${next.label}`),
                ],
                next.label,
              )
            : null,
          step("+1h", "+1 hour", "+1 hour"),
          step("+1d", "+1 day", "+1 day"),
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
    const text = clockSeconds(now(), clockZone());
    time.firstChild.textContent = text.slice(0, 5);
    time.lastChild.textContent = text.slice(5);
    byId("clock-day").firstChild.nodeValue = shortDay(now(), clockZone());
  }, 1000);
}

/** What Slack would show for a moment. Both regions are live, so a screen reader hears them. */
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";

/** @param {string} text @param {"error" | "info"} [level] */
export function toast(text, level = "info") {
  const region = byId(level === "error" ? "alerts" : "notices");
  for (const old of region.children) if (old.dataset.text === text) old.remove();
  const item = h(
    "div",
    { class: `toast toast-${level}`, "data-text": text },
    icon(level === "error" ? "warn" : "clock"),
    h("p", null, text),
    h("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", on: { click: () => item.remove() } }, icon("close")),
  );
  const dialogs = document.querySelectorAll("dialog[open]");
  const top = dialogs[dialogs.length - 1] ?? document.body;
  if (byId("toasts").parentElement !== top) {
    // Outside an open dialog everything is inert, so the toasts go inside and come back when it closes.
    top.append(byId("toasts"));
    if (top !== document.body) top.addEventListener("close", () => document.body.append(byId("toasts")), { once: true });
  }
  region.append(item);
  setTimeout(() => item.remove(), level === "error" ? 12_000 : 6_000);
}

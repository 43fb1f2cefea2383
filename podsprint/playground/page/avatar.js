/** A person's initials on their colour; the app's mark. */
import { h } from "./dom.js";
import { nameOf, store, user } from "./state.js";

/** @param {string} id @param {string} [size] "small" | "" */
export function avatar(id, size = "") {
  const u = user(id);
  const cls = `avatar ${size ? `avatar-${size}` : ""}`;
  if (!u || u.is_bot || id === store.server?.app?.bot_user) return h("span", { class: `${cls} avatar-app`, "aria-hidden": "true" });
  const words = nameOf(id).trim().split(/\s+/);
  const initials = (words[0]?.[0] ?? "") + (words.length > 1 ? words[words.length - 1][0] : "");
  const color = /^#?[\da-f]{6}$/i.test(u.color ?? "") ? `#${u.color.replace("#", "")}` : "#5b7f78";
  return h("span", { class: cls, "aria-hidden": "true", css: { "--tone": color } }, initials.toUpperCase());
}

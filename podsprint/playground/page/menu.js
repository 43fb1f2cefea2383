/** One menu for the whole page, and one confirm dialog. */
import { byId, h, patch } from "./dom.js";
import { plain } from "./mrkdwn.js";

/** @typedef {{label: string, note?: string, danger?: boolean, href?: string, run?: () => void}} Item */

let menu = null;
let opener = null;

/**
 * A button that opens a menu.
 * @param {{label: string, content?: any, class?: string, key?: string, busy?: boolean, describedby?: string, items: () => Item[]}} options
 */
export function menuButton({ label, content, class: cls = "icon-button", key, busy, items, describedby }) {
  return h(
    "button",
    {
      type: "button",
      key,
      class: cls,
      "aria-label": label,
      title: content ? null : label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-busy": busy ? "true" : null,
      "aria-describedby": describedby,
      on: { click: (event) => toggle(event.currentTarget, label, items()) },
    },
    content,
  );
}

function toggle(button, label, items) {
  if (menu?.isConnected && opener === button) return close();
  open(button, label, items);
}

function open(button, label, items) {
  close();
  opener = button;
  menu = h(
    "div",
    { id: "menu", class: "menu", role: "menu", "aria-label": label, popover: "auto", on: { keydown: onKey, toggle: onToggle } },
    items.length ? items.map(itemNode) : h("p", { class: "menu-empty" }, "Nothing here."),
  );
  (button.closest("dialog") ?? document.body).append(menu);
  menu.showPopover();
  button.setAttribute("aria-expanded", "true");
  beside(menu, button);
  menu.querySelector("[role=menuitem]")?.focus();
}

function itemNode(item) {
  const props = { role: "menuitem", class: item.danger ? "menu-item danger" : "menu-item", tabindex: "-1" };
  const inside = [h("span", null, item.label), item.note ? h("small", null, item.note) : null];
  const choose = () => {
    const from = opener;
    close();
    from?.focus();
    item.run?.();
  };
  if (item.href) return h("a", { ...props, href: item.href, target: "_blank", rel: "noopener noreferrer", on: { click: choose } }, inside);
  return h("button", { type: "button", ...props, on: { click: choose } }, inside);
}

export function close() {
  if (!menu) return;
  const old = menu;
  menu = null;
  opener?.setAttribute("aria-expanded", "false");
  old.remove();
}

function onToggle(event) {
  if (event.newState === "closed" && menu === event.currentTarget) close();
}

function onKey(event) {
  const items = [...(menu?.querySelectorAll("[role=menuitem]") ?? [])];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[to % items.length]?.focus();
  } else if (event.key === "Tab" || event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    const from = opener;
    close();
    from?.focus();
  }
}

/** Places a popover by its button, inside the window. */
export function beside(popover, button) {
  const b = button.getBoundingClientRect();
  const p = popover.getBoundingClientRect();
  const below = b.bottom + 4 + p.height <= innerHeight - 8;
  const top = below ? b.bottom + 4 : Math.max(8, b.top - 4 - p.height);
  const left = Math.max(8, Math.min(b.left, innerWidth - p.width - 8));
  popover.style.top = `${top}px`;
  popover.style.left = `${left}px`;
}

/**
 * Slack's confirm dialog.
 * @param {any} confirm a confirmation object @returns {Promise<boolean>}
 */
export function ask(confirm) {
  const dialog = byId("confirm");
  return new Promise((resolve) => {
    const done = (value) => {
      dialog.close();
      resolve(value);
    };
    patch(
      dialog,
      h("h2", { id: "confirm-title" }, plain(confirm.title) || "Are you sure?"),
      h("p", { id: "confirm-text" }, plain(confirm.text)),
      h(
        "div",
        { class: "dialog-buttons" },
        h("button", { type: "button", class: "button", on: { click: () => done(false) } }, plain(confirm.deny) || "Cancel"),
        h(
          "button",
          {
            type: "button",
            class: confirm.style === "danger" ? "button button-danger" : "button button-primary",
            on: { click: () => done(true) },
          },
          plain(confirm.confirm) || "Yes",
        ),
      ),
    );
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}

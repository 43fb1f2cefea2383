/** The stack of modals the app opened, in one native <dialog>. */
import { post } from "./api.js";
import { renderBlocks, scopeOf } from "./blocks.js";
import { byId, h, patch } from "./dom.js";
import { check, collect, forget, formOf } from "./forms.js";
import { icon } from "./icons.js";
import { plain } from "./mrkdwn.js";
import { afterRender, invalidate, store } from "./state.js";

/** @type {string} id of the view that was on screen last */
let shown = "";
/** @type {Element | null} what had the focus before the first modal */
let before = null;
/** @type {any} errors object of the server that was applied last */
let applied = null;
let sending = "";

const containerOf = (view) => /** @type {const} */ ({ type: "view", view_id: view.id });

export function renderModal() {
  const dialog = byId("modal");
  const views = store.server.views ?? [];
  const view = views[views.length - 1];
  if (!view) return hide(dialog);

  const form = formOf(containerOf(view));
  const fromServer = JSON.stringify([view.id, view.hash, view.errors ?? null]);
  if (fromServer !== applied) {
    applied = fromServer;
    form.errors.clear(); // those of a view that has been replaced are about fields that are gone
    for (const [block, text] of Object.entries(view.errors ?? {})) form.errors.set(block, text);
  }
  patch(dialog.firstElementChild, body(view, views, form));
  if (!dialog.open) {
    before = document.activeElement;
    dialog.showModal();
  }
  if (shown !== view.id) {
    shown = view.id;
    focusFirst(dialog);
  } else if (!dialog.contains(document.activeElement)) byId("modal-title").focus();
}

function hide(dialog) {
  if (!dialog.open) return;
  shown = "";
  applied = null;
  dialog.close();
  // Chromium gives the focus back but may leave the caret behind; leaving and entering the field repairs that.
  /** @type {any} */ (document.activeElement)?.blur();
  patch(dialog.firstElementChild);
  const target = /** @type {any} */ (before);
  const place = target?.isConnected ? target : target?.id ? byId(target.id) : null;
  (place ?? document.querySelector("main textarea"))?.focus();
}

function body(view, views, form) {
  const busy = sending === view.id;
  const known = new Set((view.blocks ?? []).map((block) => block.block_id));
  const stray = [...form.errors].filter(([block]) => !known.has(block));
  return h(
    "form",
    { key: view.id, class: "modal-form", novalidate: true, on: { submit: (event) => submit(event, view) } },
    h(
      "header",
      { class: "modal-head" },
      views.length > 1
        ? h("button", { type: "button", key: "back", class: "icon-button", "aria-label": "Back", on: { click: () => close(view) } }, icon("back"))
        : h("span", { key: "mark", class: "mark", "aria-hidden": "true" }),
      h("h2", { id: "modal-title", key: "title", tabindex: "-1" }, plain(view.title)),
      h(
        "button",
        { type: "button", key: "x", class: "icon-button", "aria-label": views.length > 1 ? "Close all" : "Close", on: { click: () => close(view, true) } },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "modal-body", key: "body" },
      stray.map(([, text]) => h("p", { class: "error stray", role: "alert" }, text)),
      renderBlocks(view.blocks, {
        container: containerOf(view),
        form,
        errors: form.errors,
        state: view.state?.values,
        scope: scopeOf("view", view.id),
      }),
    ),
    h(
      "footer",
      { class: "modal-foot", key: "foot" },
      h("p", { class: "modal-note" }, views.length > 1 ? "Back leads to the form before" : ""),
      h("button", { type: "button", key: "close", class: "button", on: { click: () => close(view) } }, plain(view.close) || "Close"),
      view.submit || (view.blocks ?? []).some((block) => block.type === "input")
        ? h("button", { type: "submit", key: "submit", class: "button button-primary", "aria-busy": busy ? "true" : null }, plain(view.submit) || "Submit")
        : null,
    ),
  );
}

async function submit(event, view) {
  event.preventDefault();
  if (sending || !event.currentTarget.querySelector("[type=submit]")) return;
  const form = formOf(containerOf(view));
  const state = view.state?.values;
  form.errors = check(view.blocks, form, state);
  if (form.errors.size) return showErrors();
  sending = view.id;
  invalidate();
  const answer = await post("/ui/submit", { view_id: view.id, values: collect(view.blocks, form, state) });
  sending = "";
  applied = null;
  invalidate();
  if (answer.outcome === "errors") return showErrors();
  if (answer.outcome === "updated") afterRender(() => focusFirst(byId("modal")));
  if (answer.outcome === "closed" || answer.outcome === "cleared") forget(containerOf(view));
}

async function close(view, all = false) {
  await post("/ui/close", { view_id: view.id, ...(all && store.server.views.length > 1 ? { all: true } : {}) });
}

/** After the next rendering, the first field with an error has the focus. */
const showErrors = () => afterRender(() => firstField(byId("modal").querySelector(".has-error"))?.focus());

const FIELD = "input:not([disabled]), select, textarea, .chips-add";

const firstField = (root) => root?.querySelector(FIELD);

function focusFirst(dialog) {
  const wanted = dialog.querySelector("[data-focus-on-load]");
  (wanted ?? firstField(dialog.querySelector(".input")) ?? byId("modal-title")).focus();
  if (!wanted) dialog.querySelector(".modal-body").scrollTop = 0;
}

export function startModal() {
  byId("modal").addEventListener("cancel", (event) => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    const views = store.server.views ?? [];
    if (views.length) close(views[views.length - 1]);
  });
}

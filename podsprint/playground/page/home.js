/** The app's Home tab. */
import { renderBlocks, scopeOf } from "./blocks.js";
import { h } from "./dom.js";
import { forget, formOf } from "./forms.js";
import { store } from "./state.js";

let last = "";

export function homeView() {
  const view = store.server.home;
  if (!view?.blocks?.length) {
    return h(
      "div",
      { class: "empty", key: "no-home" },
      h("span", { class: "mark mark-large", "aria-hidden": "true" }),
      h("p", null, store.busy.has("home") ? "Asking the app for its Home…" : `${store.server.app.name} has not drawn a Home for this person yet.`),
    );
  }
  const container = /** @type {const} */ ({ type: "view", view_id: view.id });
  if (last && last !== `${view.id}:${view.hash}`) forget(container);
  last = `${view.id}:${view.hash}`;
  return h(
    "div",
    { class: "home blocks", key: view.id, dir: "auto" },
    renderBlocks(view.blocks, { container, form: formOf(container), scope: scopeOf("home", view.id), state: view.state?.values }),
  );
}

/** Pressing a button, choosing an option: from an element in a block to the app. */
import { post } from "./api.js";
import { collect, containerKey, formOf } from "./forms.js";
import { ask } from "./menu.js";
import { invalidate, store } from "./state.js";

/**
 * @typedef {object} Context where an element stands
 * @property {import("./forms.js").Container} container
 * @property {import("./forms.js").Form} form
 * @property {any[]} blocks all blocks of the view or message
 * @property {any} block the element's own block
 * @property {any} [state] the view's `state.values`
 * @property {string} scope prefix for DOM ids: one message can be on screen twice
 * @property {string} [label] accessible name, where no <label> is bound
 * @property {string} [describedby]
 * @property {boolean} [invalid]
 * @property {boolean} [inInput] stands in an input block
 */

export const busyKey = (ctx, el) => `${containerKey(ctx.container)}|${ctx.block.block_id}|${el.action_id}`;

/** @param {Context} ctx @param {any} el @param {any} [value] as in `state.values` */
export async function act(ctx, el, value) {
  const key = busyKey(ctx, el);
  if (store.busy.has(key)) return;
  if (el.confirm && !(await ask(el.confirm))) return;
  store.busy.add(key);
  ctx.form.version += 1;
  invalidate();
  try {
    await post("/ui/action", {
      container: ctx.container,
      block_id: ctx.block.block_id,
      action_id: el.action_id,
      ...(value ? { value } : {}),
      values: collect(ctx.blocks, formOf(ctx.container), ctx.state),
    });
  } finally {
    store.busy.delete(key);
    ctx.form.version += 1;
    invalidate();
  }
}

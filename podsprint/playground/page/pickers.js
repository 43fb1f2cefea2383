/** Choosing several (chips and a panel of checkboxes), and options the app has to be asked for. */
import { busyKey } from "./actions.js";
import { post } from "./api.js";
import { h } from "./dom.js";
import { optionLabel } from "./forms.js";
import { icon } from "./icons.js";
import { beside } from "./menu.js";
import { plain } from "./mrkdwn.js";
import { afterRender, invalidate } from "./state.js";

/** Filter texts and fetched options, by element. @type {Map<string, {query: string, groups: any[], asked: string | null}>} */
const local = new Map();
const localOf = (key) => {
  if (!local.has(key)) local.set(key, { query: "", groups: [], asked: null });
  return /** @type {any} */ (local.get(key));
};

const idOfValue = (value) => (typeof value === "object" ? value.value : value);

/** @param {any} el @param {import("./actions.js").Context} ctx */
export function multi(el, ctx, common, choices, value, change) {
  const mine = localOf(busyKey(ctx, el));
  const isExternal = el.type === "multi_external_select";
  const groups = isExternal ? mine.groups : choices(el);
  const chosen = value ?? [];
  const ids = new Set(chosen.map(idOfValue));
  const items = groups.flatMap((g) => g.items);
  const labelOf = (v) => items.find((o) => o.id === idOfValue(v))?.label ?? (typeof v === "object" ? optionLabel(v) : v);
  const full = el.max_selected_items ? ids.size >= el.max_selected_items : false;
  const { id, "aria-required": _required, "aria-invalid": invalid, "aria-label": label, ...rest } = common;
  const panelId = `${id}--panel`;
  const name = ctx.inInput ? null : label;

  const set = (item, on) => {
    const without = chosen.filter((v) => idOfValue(v) !== item.id);
    change(on ? [...without, item.raw] : without);
  };
  const remove = (v) => {
    set({ id: idOfValue(v) }, false);
    afterRender(() => document.getElementById(`${id}--button`)?.focus());
  };
  const openPanel = (event) => {
    const panel = document.getElementById(panelId);
    panel?.togglePopover();
    if (panel?.matches(":popover-open")) {
      beside(panel, event.currentTarget.closest(".multi"));
      panel.querySelector("input")?.focus();
      if (isExternal) suggest(el, ctx, mine);
    }
  };
  const shown = (item) => isExternal || item.label.toLowerCase().includes(mine.query.toLowerCase());
  const checkbox = (item) =>
    h(
      "label",
      { class: "pick", key: item.id },
      h("input", {
        type: "checkbox",
        checked: ids.has(item.id),
        disabled: full && !ids.has(item.id),
        on: { change: (event) => set(item, event.target.checked) },
      }),
      h("span", null, item.label, item.note ? h("small", null, item.note) : null),
    );

  return h(
    "div",
    { ...rest, id, class: "multi", role: "group", "aria-label": name, "aria-labelledby": ctx.inInput ? `${id}--label` : null },
    h(
      "div",
      { class: invalid ? "field chips invalid" : "field chips" },
      chosen.map((v) =>
        h(
          "span",
          { class: "chip", key: idOfValue(v) },
          labelOf(v),
          h(
            "button",
            { type: "button", "aria-label": `Remove ${labelOf(v)}`, on: { click: () => remove(v) } },
            icon("close"),
          ),
        ),
      ),
      h(
        "button",
        {
          type: "button",
          key: "+choose",
          class: "chips-add",
          id: `${id}--button`,
          "aria-label": `Choose: ${ctx.label || plain(el.placeholder)}`,
          "aria-controls": panelId,
          "aria-haspopup": "true",
          "aria-invalid": null,
          "aria-describedby": common["aria-describedby"],
          on: { click: openPanel },
        },
        h("span", null, chosen.length ? "Add or remove" : plain(el.placeholder) || "Choose"),
        icon("chevron"),
      ),
    ),
    h(
      "div",
      { id: panelId, key: "panel", class: "pick-panel", popover: "auto", role: "group", "aria-label": `Options: ${ctx.label || plain(el.placeholder)}` },
      isExternal || items.length > 7
        ? h("input", {
            type: "search",
            key: "+filter",
            class: "field",
            "aria-label": "Filter options",
            placeholder: "Type to filter",
            value: mine.query,
            on: {
              input: (event) => {
                mine.query = event.target.value;
                invalidate();
                if (isExternal) suggest(el, ctx, mine);
              },
              keydown: (event) => event.key === "Enter" && event.preventDefault(),
            },
          })
        : null,
      full ? h("p", { class: "note", key: "+full" }, `At most ${el.max_selected_items} can be chosen.`) : null,
      groups.map((g) => {
        const list = g.items.filter(shown);
        return list.length ? [g.label ? h("p", { class: "pick-group", key: `+${g.label}` }, g.label) : null, list.map(checkbox)] : null;
      }),
      h("button", { type: "button", key: "+done", class: "button pick-done", on: { click: (event) => event.target.closest("[popover]").hidePopover() } }, "Done"),
    ),
  );
}

/** Asks the app for options (block_suggestion). */
async function suggest(el, ctx, mine) {
  const { query } = mine;
  if (query.length < (el.min_query_length ?? 3) || mine.asked === query) return;
  mine.asked = query;
  const answer = await post("/ui/options", { container: ctx.container, block_id: ctx.block.block_id, action_id: el.action_id, value: query }, { quiet: true });
  if (mine.asked !== query) return;
  const option = (o) => ({ id: o.value, label: optionLabel(o), note: plain(o.description), raw: o });
  mine.groups = answer.option_groups
    ? answer.option_groups.map((g) => ({ label: plain(g.label), items: g.options.map(option) }))
    : [{ label: "", items: (answer.options ?? []).map(option) }];
  ctx.form.version += 1;
  invalidate();
}

/** A search field and what the app offers for it. */
export function external(el, ctx, common, value, change) {
  const mine = localOf(busyKey(ctx, el));
  const { id } = common;
  const items = mine.groups.flatMap((g) => g.items);
  return h(
    "div",
    { class: "external" },
    h("input", {
      ...common,
      type: "search",
      class: "field",
      autocomplete: "off",
      placeholder: plain(el.placeholder) || "Type to search",
      value: mine.asked === null && !mine.query && value ? optionLabel(value) : mine.query,
      on: {
        input: (event) => {
          mine.query = event.target.value;
          if (!mine.query) change(null);
          invalidate();
          suggest(el, ctx, mine);
        },
        keydown: (event) => event.key === "Enter" && event.preventDefault(),
      },
    }),
    mine.asked !== null && mine.query
      ? h(
          "ul",
          { class: "external-list", "aria-label": "Suggestions", id: `${id}--list` },
          items.map((item) =>
            h(
              "li",
              { key: item.id },
              h(
                "button",
                {
                  type: "button",
                  on: {
                    click: () => {
                      Object.assign(mine, { query: "", groups: [], asked: null });
                      change(item.raw);
                    },
                  },
                },
                item.label,
                item.note ? h("small", null, item.note) : null,
              ),
            ),
          ),
          items.length ? null : h("li", { class: "note", key: "+none" }, "No options for that."),
        )
      : null,
  );
}

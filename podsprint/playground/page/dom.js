/**
 * Building and patching the DOM. Nothing in the page ever parses HTML: data becomes text nodes and attributes.
 *
 * `h()` builds elements, `patch()` makes a live element's children equal to freshly built ones while keeping
 * the live nodes (and with them focus, scroll positions, open popovers and half-typed dates) wherever it can.
 */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false | Lazy | Child[]} Child */
/** @typedef {{lazy: true, key: string, sig: string, build: () => HTMLElement}} Lazy */

/**
 * @param {string} tag
 * @param {Record<string, any> | null} [props] key, on {click: fn}, css {"--c": "#fff"}, value, checked, else attributes
 * @param {...Child} children
 */
export function h(tag, props, ...children) {
  const el = /** @type {any} */ (document.createElement(tag));
  el.__on = {};
  for (const child of flat(children)) el.append(child.lazy ? realise(child) : child);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "key") el.__key = String(value);
    else if (name === "on") {
      el.__on = value;
      for (const type of Object.keys(value)) el.addEventListener(type, dispatch);
    } else if (name === "css") {
      el.__css = value;
      for (const [prop, v] of Object.entries(value)) el.style.setProperty(prop, v);
    } else if (name === "value" || name === "checked") {
      el[name] = value;
      el[`__${name}`] = value;
    } else el.setAttribute(name, value === true ? "" : String(value));
  }
  if (props && "checked" in props) el.__checked = Boolean(props.checked);
  return /** @type {HTMLElement} */ (el);
}

/** Built only if its signature differs from the live node's: long message lists stay cheap. */
export function lazy(key, sig, build) {
  return /** @type {Lazy} */ ({ lazy: true, key, sig, build });
}

/** @param {string} d one or more SVG paths on a 24 x 24 grid, stroked */
export function svg(d, cls = "icon") {
  const el = document.createElementNS(SVG, "svg");
  el.setAttribute("viewBox", "0 0 24 24");
  el.setAttribute("class", cls);
  el.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", d);
  el.append(path);
  return el;
}

function dispatch(event) {
  const handler = /** @type {any} */ (event.currentTarget).__on[event.type];
  if (handler) return handler(event);
}

function realise(item) {
  const el = /** @type {any} */ (item.build());
  el.__key = item.key;
  el.__sig = item.sig;
  return el;
}

/** @returns {any[]} */
function flat(children) {
  const out = [];
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (child instanceof Node || /** @type {any} */ (child).lazy) out.push(child);
    else out.push(document.createTextNode(String(child)));
  }
  return out;
}

/**
 * Makes the children of `live` equal to `fresh`.
 * @param {any} live
 * @param {...Child} fresh
 */
export function patch(live, ...fresh) {
  const wanted = flat(fresh);
  const keys = new Set(wanted.map(keyOf).filter((key) => key !== undefined));
  const keyed = new Map();
  for (const node of [...live.childNodes]) {
    if (node.__key === undefined) continue;
    if (keys.has(node.__key)) keyed.set(node.__key, node);
    else node.remove();
  }
  let cursor = live.firstChild;
  for (const item of wanted) {
    const key = keyOf(item);
    let match = key === undefined ? cursor : keyed.get(key);
    if (match && item.lazy && match.__sig === item.sig) {
      cursor = place(live, match, cursor);
      continue;
    }
    const node = item.lazy ? realise(item) : item;
    if (key === undefined && match?.__key !== undefined) match = null;
    if (match && alike(match, node)) {
      cursor = place(live, match, cursor);
      morph(match, node);
    } else {
      live.insertBefore(node, cursor);
      if (match && key !== undefined) {
        if (match === cursor) cursor = cursor.nextSibling;
        match.remove();
      }
    }
  }
  while (cursor) {
    const next = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
}

const keyOf = (item) => (item.lazy ? item.key : item.__key);

function place(parent, node, cursor) {
  if (node === cursor) return cursor.nextSibling;
  parent.insertBefore(node, cursor);
  return cursor;
}

function alike(a, b) {
  return (
    a.nodeType === b.nodeType &&
    a.nodeName === b.nodeName &&
    (a.nodeName !== "INPUT" || a.type === b.type) &&
    (a.nodeType !== 1 || a.id === b.id || a.__key !== undefined)
  );
}

function morph(live, fresh) {
  if (live.nodeType !== 1) {
    if (live.nodeValue !== fresh.nodeValue) live.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...live.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "style") live.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (name !== "style" && live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  for (const [prop, value] of Object.entries(fresh.__css ?? {})) live.style.setProperty(prop, value);
  for (const type of Object.keys(fresh.__on ?? {})) {
    if (!(type in (live.__on ?? {}))) live.addEventListener(type, dispatch);
  }
  live.__on = fresh.__on ?? {};
  live.__sig = fresh.__sig;
  patch(live, ...fresh.childNodes);
  if (fresh.__value !== undefined && live.value !== fresh.__value) live.value = fresh.__value;
  if (fresh.__checked !== undefined && live.checked !== fresh.__checked) live.checked = fresh.__checked;
}

/** A stable id out of any parts (Slack's own ids may hold anything). */
export function idOf(...parts) {
  return parts.map((part) => String(part).replace(/[^\w-]/g, (c) => `_${c.codePointAt(0)?.toString(16)}`)).join("--");
}

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/** Says something to people who use a screen reader. */
export function announce(text) {
  const region = byId("live");
  const said = h("p", null, text);
  region.append(said);
  setTimeout(() => said.remove(), 10_000);
}

/** The page's own dialogs (not the app's modals): a new channel, a new direct message, adding people. */
import { post } from "./api.js";
import { byId, h, patch } from "./dom.js";
import { icon } from "./icons.js";
import { channelTitle, go, isPerson, nameOf, store, users } from "./state.js";
import { toast } from "./toast.js";

/** @param {string} title @param {any[]} content @param {string} verb @param {(form: FormData) => Promise<boolean>} send */
function open(title, content, verb, send) {
  const dialog = byId("dialog");
  const submit = async (event) => {
    event.preventDefault();
    if (await send(new FormData(event.currentTarget))) dialog.close();
  };
  patch(
    dialog.firstElementChild,
    h(
      "form",
      { key: title, class: "modal-form", on: { submit } },
      h(
        "header",
        { class: "modal-head" },
        h("span", { class: "mark", "aria-hidden": "true" }),
        h("h2", { id: "dialog-title" }, title),
        h("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => dialog.close() } }, icon("close")),
      ),
      h("div", { class: "modal-body" }, content),
      h(
        "footer",
        { class: "modal-foot" },
        h("button", { type: "button", class: "button", on: { click: () => dialog.close() } }, "Cancel"),
        h("button", { type: "submit", class: "button button-primary" }, verb),
      ),
    ),
  );
  dialog.querySelector("form").reset();
  dialog.showModal();
  dialog.querySelector(".modal-body input")?.focus();
}

const people = (legend, list) =>
  h(
    "fieldset",
    { class: "input people" },
    h("legend", { class: "label" }, legend),
    list.map((u) =>
      h("label", { class: "pick" }, h("input", { type: "checkbox", name: "members", value: u.id }), h("span", null, nameOf(u.id), u.title ? h("small", null, u.title) : null)),
    ),
  );

const others = () => users().filter((u) => isPerson(u) && u.id !== store.server.me);

export function newChannel() {
  const content = [
    h(
      "div",
      { class: "input" },
      h("label", { class: "label", for: "new-channel-name" }, "Name"),
      h("input", { id: "new-channel-name", name: "name", class: "field", required: true, maxlength: "80", autocomplete: "off", "aria-describedby": "new-channel-hint" }),
      h("p", { class: "hint", id: "new-channel-hint" }, "Lowercase letters, digits, hyphens."),
    ),
    h("label", { class: "pick" }, h("input", { type: "checkbox", name: "private" }), h("span", null, "Private", h("small", null, "Only people who are added can see it"))),
    people("Add people", others()),
  ];
  open("Create a channel", content, "Create", async (form) => {
    const name = String(form.get("name")).trim().toLowerCase().replace(/\s+/g, "-");
    const answer = await post("/ui/channel", { name, private: form.has("private"), members: form.getAll("members") });
    const id = typeof answer.channel === "string" ? answer.channel : answer.channel?.id;
    const made = id ?? store.server.channels.find((c) => c.name === name)?.id;
    if (answer.ok && made) go({ channel: made, tab: "" });
    return answer.ok;
  });
}

export function newMessage() {
  const choose = h(
    "fieldset",
    { class: "input people" },
    h("legend", { class: "label" }, "To"),
    others().map((u) =>
      h("label", { class: "pick" }, h("input", { type: "radio", name: "with", value: u.id, required: true }), h("span", null, nameOf(u.id), u.title ? h("small", null, u.title) : null)),
    ),
  );
  open("New direct message", [choose], "Open", (form) => openDm(String(form.get("with"))));
}

/** @param {string} person */
export async function openDm(person) {
  const answer = await post("/ui/open_dm", { with: person });
  const id = typeof answer.channel === "string" ? answer.channel : answer.channel?.id;
  if (answer.ok && id) go({ channel: id, tab: "" });
  return answer.ok;
}

export function addPeople(channel) {
  const list = users().filter((u) => !u.deleted && !channel.members?.includes(u.id));
  open(`Add people to ${channelTitle(channel)}`, [people("People and apps", list)], "Add", async (form) => {
    const members = form.getAll("members");
    const answer = await post("/ui/invite", { channel: channel.id, members });
    if (answer.ok && members.length) toast(`Added ${members.map((id) => nameOf(String(id))).join(", ")}.`);
    return answer.ok;
  });
}

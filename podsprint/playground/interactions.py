"""What a person does to the app: commands, buttons, modals, shortcuts. And what the app's answer does to the screen."""

from collections.abc import Callable
from typing import Any

from . import fields, limits, payloads
from .errors import SlackError, UiError
from .shapes import bot_message, channel_name, message_object
from .sockets import AckFailedError, Sockets
from .state import Json, World
from .triggers import Permissions
from .typing_text import typed_command
from .views import Shown, Views

_FAILED = {
    "no_socket": ("dispatch_failed", "The app is not connected, so this could not reach it."),
    "timeout": ("operation_timeout", "The app did not answer within three seconds."),
    "closed": ("dispatch_failed", "The connection to the app broke before it answered."),
}
_COMPLETE = "Please complete this required field."


class Interactions:
    """Builds payloads, sends them, obeys the answers."""

    def __init__(
        self,
        world: World,
        views: Views,
        sockets: Sockets,
        permissions: Permissions,
        response_url: Callable[[str], str],
    ) -> None:
        self._world = world
        self._views = views
        self._sockets = sockets
        self._permissions = permissions
        self._response_url = response_url
        self._typed: dict[tuple[str, str, str], Json] = {}

    async def command(self, user: str, channel: Json, name: str, text: str) -> None:
        """Runs a slash command."""
        known = {c["command"]: c for c in self._world.config.commands}
        if name not in known:
            raise UiError("unknown_command", f"{name} is not a command of this workspace.")
        text = typed_command(self._world, text.strip(), bool(known[name].get("should_escape")))
        payload = payloads.command(self._world, user, channel, name, text)
        payload["response_url"] = self._answer_url(channel["id"], user)
        payload["trigger_id"] = self._permissions.trigger(user, channel["id"], in_modal=False)
        answer = await self._send("slash_commands", payload, accepts=True)
        if answer:
            self.answer(channel, user, answer)

    async def shortcut(self, user: str, callback_id: str, channel: Json | None, ts: str | None) -> None:
        """Runs a global shortcut, or one on a message."""
        self._must_be_interactive()
        wanted = "message" if ts else "global"
        offered = {s["callback_id"] for s in self._world.config.shortcuts if s["type"] == wanted}
        if callback_id not in offered:
            raise UiError("unknown_shortcut", f"There is no {wanted} shortcut {callback_id}.")
        payload = payloads.envelope(self._world, "message_action" if ts else "shortcut", user)
        payload |= {"callback_id": callback_id, "action_ts": payloads.action_time(self._world)}
        payload["trigger_id"] = self._permissions.trigger(user, channel["id"] if channel else None, in_modal=False)
        if ts and channel:
            message = self._world.messages[channel["id"]].get(ts)
            if message is None:
                raise UiError("message_not_found", "That message is not there.")
            payload |= {
                "channel": {"id": channel["id"], "name": channel_name(channel)},
                "message": message_object(self._world, message),
                "message_ts": ts,
                "response_url": self._answer_url(channel["id"], user, thread_ts=message.get("thread_ts")),
            }
        await self._send("interactive", payload)

    async def action_in_message(
        self, user: str, channel: Json, ts: str, ids: tuple[str, str], value: Json, typed: Json
    ) -> None:
        """Presses a button or chooses something in a message."""
        ephemeral = self._world.ephemeral(user, ts)
        message = ephemeral or self._world.messages[channel["id"]].get(ts)
        if message is None or message["channel"] != channel["id"]:
            raise UiError("message_not_found", "That message is not there.")
        blocks = message.get("blocks", [])
        item = self._item(blocks, ids, value)
        key = (user, channel["id"], ts)
        values = fields.with_typed(blocks, fields.initial_values(blocks, keep=self._typed.get(key)), typed)
        values = self._chosen(blocks, values, item, value)
        self._typed[key] = values
        payload = payloads.envelope(self._world, "block_actions", user)
        payload |= payloads.in_message(self._world, channel, message, ephemeral is not None, values)
        thread = message.get("thread_ts")
        payload["response_url"] = self._answer_url(channel["id"], user, ts, ephemeral is not None, thread)
        await self._act(payload, item, value, channel["id"], in_modal=False)

    async def action_in_view(self, user: str, view_id: str, ids: tuple[str, str], value: Json, typed: Json) -> None:
        """Presses a button or chooses something in the modal on top, or in Home."""
        home = self._views.home(user)
        shown = home if home and home.id == view_id else self._views.top(user, view_id)
        if shown is None:
            raise UiError("view_not_found", "That view is not on the screen.")
        item = self._item(shown.body["blocks"], ids, value)
        shown.take(typed)
        shown.body["state"]["values"] = self._chosen(shown.body["blocks"], shown.values, item, value)
        payload = payloads.envelope(self._world, "block_actions", user)
        payload |= payloads.in_view(shown)
        await self._act(payload, item, value, shown.channel, in_modal=shown.body["type"] == "modal")

    async def options(self, user: str, container: Json, blocks: list[Json], ids: tuple[str, str], text: str) -> Any:
        """Asks the app for the options of an external select."""
        item = fields.find(blocks, *ids)
        if item is None or not item.kind.endswith("external_select"):
            raise UiError("not_on_screen", "There is no such menu here.")
        if len(text) < item.element.get("min_query_length", 3):
            return {"options": []}
        payload = payloads.envelope(self._world, "block_suggestion", user) | container
        payload |= {"action_id": item.action_id, "block_id": item.block_id, "value": text}
        answer = await self._send("interactive", payload, accepts=True) or {}
        key = "option_groups" if "option_groups" in answer else "options"
        probe = {"type": "static_select", "action_id": "a", key: answer.get(key) or []}
        problems = limits.check_options(probe)
        if problems:
            raise UiError("bad_response", "; ".join(problems))
        return {key: answer.get(key) or []}

    async def submit(self, user: str, view_id: str, typed: Json) -> str:
        """Submits the modal on top; says what became of it."""
        shown = self._top(user, view_id)
        if not shown.body.get("submit"):
            raise UiError("no_submit", "This modal has nothing to submit.")
        shown.take(typed)
        complaints = self._complaints(shown)
        if complaints:
            self._views.note(shown, complaints)
            return "errors"
        self._views.note(shown, {})
        payload = payloads.envelope(self._world, "view_submission", user)
        payload["view"] = payloads.view(shown)
        payload["trigger_id"] = self._permissions.trigger(user, shown.channel, in_modal=True)
        payload["response_urls"] = self._response_urls(shown)
        answer = await self._send("interactive", payload, accepts=True)
        if self._views.top(user, view_id) is not shown:
            return "closed"  # the app changed the stack while it was answering
        return self._obey(shown, answer)

    async def close(self, user: str, view_id: str, everything: bool) -> None:
        """Closes the modal on top, or all of them."""
        shown = self._top(user, view_id)
        if everything or shown.body["clear_on_close"]:
            closed = self._views.clear(user)
        else:
            self._views.close(shown)
            closed = [shown]
        for one in closed:
            if one.body["notify_on_close"]:
                payload = payloads.envelope(self._world, "view_closed", user)
                payload |= {"view": payloads.view(one), "is_cleared": everything}
                await self._send("interactive", payload)

    def answer(self, channel: Json, user: str, answer: Any) -> None:
        """Shows the body of an acknowledgement: to this person, or in the channel."""
        if isinstance(answer, str):
            answer = {"text": answer}
        problems = limits.check_message(answer) if isinstance(answer, dict) else ["must be an object"]
        if problems:
            raise UiError("bad_response", "The app's answer breaks Slack's limits: " + "; ".join(problems))
        if not answer.get("text") and not answer.get("blocks") and not answer.get("attachments"):
            return
        message = self.message_from(answer)
        if answer.get("response_type") == "in_channel":
            self._world.add_message(channel, message)
        else:
            self._world.add_ephemeral(channel, user, message | {"is_ephemeral": True})

    def message_from(self, answer: Json) -> Json:
        """A message of the app from an answer's body."""
        message = bot_message(self._world) | {"text": answer.get("text") or ""}
        if answer.get("blocks"):
            message["blocks"] = fields.named(answer["blocks"], self._world.new_id("b"), "-")
        kept = ("attachments", "thread_ts")
        return message | {key: answer[key] for key in kept if answer.get(key)}

    def _obey(self, shown: Shown, answer: Any) -> str:
        if not answer:
            self._views.close(shown)
            return "closed"
        try:
            match answer:
                case {"response_action": "clear"}:
                    self._views.clear(shown.user)
                    return "cleared"
                case {"response_action": "update", "view": view}:
                    self._views.update(shown, view)
                    return "updated"
                case {"response_action": "push", "view": view}:
                    self._views.push(shown.user, view, shown.channel)
                    return "pushed"
                case {"response_action": "errors", "errors": dict() as errors} if errors:
                    inputs = {b["block_id"] for b in shown.body["blocks"] if b["type"] == "input"}
                    strangers = sorted(set(errors) - inputs)
                    if strangers or not all(isinstance(text, str) and text for text in errors.values()):
                        raise UiError("bad_response", f"Errors for blocks that are no inputs: {strangers}")
                    self._views.note(shown, dict(errors))
                    return "errors"
        except SlackError as refused:
            raise UiError("bad_response", "; ".join([refused.error, *refused.messages])) from refused
        raise UiError("bad_response", f"The app answered the submission with {answer!r}, which Slack refuses.")

    async def _act(self, payload: Json, item: fields.Placed, value: Json, channel: str | None, in_modal: bool) -> None:
        user = payload["user"]["id"]
        payload["trigger_id"] = self._permissions.trigger(user, channel, in_modal)
        payload["actions"] = [payloads.action(self._world, item, value)]
        await self._send("interactive", payload)

    async def _send(self, kind: str, payload: Json, accepts: bool = False) -> Any:
        if kind == "interactive":
            self._must_be_interactive()
        try:
            return await self._sockets.deliver(kind, payload, accepts)
        except AckFailedError as failed:
            raise UiError(*_FAILED[failed.reason]) from failed

    def _must_be_interactive(self) -> None:
        if not self._world.config.interactive:
            raise UiError("not_interactive", "The app's manifest switches interactivity off.")

    def _top(self, user: str, view_id: str) -> Shown:
        shown = self._views.top(user, view_id)
        if shown is None:
            raise UiError("view_not_found", "That modal is not on top.")
        return shown

    def _item(self, blocks: list[Json], ids: tuple[str, str], value: Json) -> fields.Placed:
        item = fields.find(blocks, *ids)
        if item is None:
            raise UiError("not_on_screen", f"There is nothing with block_id {ids[0]} and action_id {ids[1]} here.")
        if not item.dispatches:
            raise UiError("not_interactive", "This field waits for the form to be submitted.")
        if item.kind == "overflow":
            offered = [o["value"] for o in item.element["options"]]
            if (value.get("selected_option") or {}).get("value") not in offered:
                raise UiError("bad_value", "That option is not offered.")
        if item.has_state and (problem := self._complaint(item, fields.settled(item.element, value))):
            raise UiError("bad_value", problem)
        return item

    def _chosen(self, blocks: list[Json], values: Json, item: fields.Placed, value: Json) -> Json:
        if not item.has_state:
            return values
        return fields.with_typed(blocks, values, {item.block_id: {item.action_id: value}})

    def _complaints(self, shown: Shown) -> dict[str, str]:
        complaints: dict[str, str] = {}
        for item in fields.placed(shown.body["blocks"]):
            if not item.is_input or not item.has_state:
                continue
            value = shown.values.get(item.block_id, {}).get(item.action_id)
            if fields.is_empty(value) and not item.block.get("optional"):
                complaints[item.block_id] = _COMPLETE
            elif value and (problem := self._complaint(item, value)):
                complaints[item.block_id] = problem
        return complaints

    def _complaint(self, item: fields.Placed, value: Json) -> str | None:
        chosen = value.get(item.state_key)
        picked = chosen if isinstance(chosen, list) else [chosen] if chosen else []
        if item.state_key.startswith("selected_user") and any(u not in self._world.users for u in picked):
            return "That person is not here"
        rooms = ("selected_conversation", "selected_channel")
        if item.state_key.startswith(rooms) and any(c not in self._world.channels for c in picked):
            return "That conversation is not here"
        return fields.complaint(item.element, value)

    def _response_urls(self, shown: Shown) -> list[Json]:
        urls = []
        for item in fields.placed(shown.body["blocks"]):
            chosen = shown.values.get(item.block_id, {}).get(item.action_id, {}).get("selected_conversation")
            if item.is_input and item.element.get("response_url_enabled") and chosen:
                url = self._answer_url(chosen, shown.user)
                ids = {"block_id": item.block_id, "action_id": item.action_id, "channel_id": chosen}
                urls.append(ids | {"response_url": url})
        return urls

    def _answer_url(
        self,
        channel: str,
        user: str,
        ts: str | None = None,
        ephemeral: bool = False,
        thread_ts: str | None = None,
    ) -> str:
        return self._response_url(self._permissions.response(channel, user, ts, ephemeral, thread_ts))

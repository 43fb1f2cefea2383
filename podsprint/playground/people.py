"""The things a person can do, each in the form of its /ui/ call."""

from typing import Any

from . import limits
from .errors import SlackError, UiError
from .hub import Hub
from .state import Json
from .typing_text import escaped
from .webapi.conversations import name_problem
from .webapi.extras import react

_ARCHIVED = UiError("is_archived", "This channel is archived.")


class People:
    """Acts for people. `user` is always somebody who exists."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._world = hub.world

    # The app -----------------------------------------------------------------------------------------------

    async def command(self, user: str, body: Json) -> Json:
        """A slash command."""
        channel = self._writable(user, body["channel"])
        await self._hub.interactions.command(user, channel, str(body["command"]), str(body.get("text", "")))
        return {}

    async def action(self, user: str, body: Json) -> Json:
        """A button or menu."""
        where, ids = body["container"], (str(body["block_id"]), str(body["action_id"]))
        value, typed = body.get("value") or {}, body.get("values") or {}
        if where["type"] == "message":
            channel = self._visible(user, where["channel"])
            await self._hub.interactions.action_in_message(user, channel, str(where["ts"]), ids, value, typed)
        else:
            await self._hub.interactions.action_in_view(user, str(where["view_id"]), ids, value, typed)
        return {}

    async def options(self, user: str, body: Json) -> Json:
        """The options of an external select, for what was typed so far."""
        where, ids = body["container"], (str(body["block_id"]), str(body["action_id"]))
        blocks: list[Json] = []
        container: Json = {"container": where}
        if where["type"] == "message":
            channel = self._visible(user, where["channel"])
            ts = str(where["ts"])
            message = self._world.ephemeral(user, ts) or self._world.messages[channel["id"]].get(ts) or {}
            blocks = message.get("blocks", [])
            place = {"type": "message", "message_ts": ts, "channel_id": channel["id"]}
            container = {"container": place, "channel": {"id": channel["id"], "name": channel["name"]}}
        else:
            home, view_id = self._hub.views.home(user), str(where["view_id"])
            shown = home if home and home.id == view_id else self._hub.views.top(user, view_id)
            if shown:
                blocks = shown.body["blocks"]
                container = {"container": {"type": "view", "view_id": view_id}, "view": dict(shown.body)}
        typed = str(body.get("value", ""))
        answer: Json = await self._hub.interactions.options(user, container, blocks, ids, typed)
        return answer

    async def submit(self, user: str, body: Json) -> Json:
        """Submits the modal on top."""
        view_id = str(body["view_id"])
        outcome = await self._hub.interactions.submit(user, view_id, body.get("values") or {})
        answer: Json = {"outcome": outcome}
        if outcome == "errors":
            shown = self._hub.views.top(user, view_id)
            answer["errors"] = dict(shown.errors) if shown else {}
        return answer

    async def close(self, user: str, body: Json) -> Json:
        """Closes the modal on top, or all."""
        await self._hub.interactions.close(user, str(body["view_id"]), bool(body.get("all")))
        return {}

    async def shortcut(self, user: str, body: Json) -> Json:
        """A global or message shortcut."""
        channel = self._visible(user, body["channel"]) if body.get("channel") else None
        ts = str(body["ts"]) if body.get("ts") else None
        await self._hub.interactions.shortcut(user, str(body["callback_id"]), channel, ts)
        return {}

    async def home(self, user: str, body: Json) -> Json:
        """Opens the app's Home or its messages; answers when the app has acknowledged the event, if it listens."""
        config, tab = self._hub.config, str(body.get("tab", "home"))
        if tab not in ("home", "messages") or not config.app_home.get(f"{tab}_tab_enabled", False):
            raise UiError("not_enabled", f"The app has no {tab} tab.")
        channel, _ = self._world.direct([user, config.bot_user], config.bot_user)
        event = {"type": "app_home_opened", "user": user, "channel": channel["id"], "tab": tab}
        home = self._hub.views.home(user)
        if home and tab == "home":
            event["view"] = dict(home.body)
        self._hub.events.emit(event)
        await self._hub.events.first_try()
        return {"channel": channel["id"]}

    # Messages ----------------------------------------------------------------------------------------------

    async def message(self, user: str, body: Json) -> Json:
        """Writes something."""
        channel = self._writable(user, body["channel"])
        text = escaped(str(body["text"]))
        if not text.strip():
            raise UiError("no_text", "There is nothing to send.")
        if len(text) > limits.MESSAGE_TEXT:
            raise UiError("msg_too_long", "That is too long.")
        if channel["kind"] == "im" and self._hub.config.bot_user in channel["members"]:
            home = self._hub.config.app_home
            if not home.get("messages_tab_enabled") or home.get("messages_tab_read_only_enabled"):
                raise UiError("messages_tab_disabled", "Sending messages to this app has been turned off.")
        message = {"user": user, "text": text, "team": self._hub.config.team.id}
        message["client_msg_id"] = self._world.new_id("cm")
        if body.get("thread_ts"):
            parent = self._world.messages[channel["id"]].get(str(body["thread_ts"]))
            if parent is None or parent.get("thread_ts") not in (None, parent["ts"]):
                raise UiError("thread_not_found", "That thread is not there.")
            message |= {"thread_ts": parent["ts"], "parent_user_id": parent["user"]}
        message = self._world.add_message(channel, message)
        self._world.mark_read(user, channel)
        self._hub.events.posted(channel, message)
        await self._hub.events.first_try()
        return {"ts": message["ts"]}

    async def edit(self, user: str, body: Json) -> Json:
        """Changes an own message."""
        channel, message = self._own(user, body)
        text = escaped(str(body["text"]))
        if not text.strip():
            raise UiError("no_text", "There is nothing to send.")
        mark = {"user": user, "ts": f"{self._world.times.seconds()}.000000"}
        after = message | {"text": text, "edited": mark}
        self._world.save_message(after)
        self._hub.events.edited(channel, message, after)
        await self._hub.events.first_try()
        return {}

    async def delete(self, user: str, body: Json) -> Json:
        """Deletes an own message."""
        channel, message = self._own(user, body)
        self._world.drop_message(message)
        self._hub.events.deleted(channel, message)
        await self._hub.events.first_try()
        return {}

    async def react(self, user: str, body: Json) -> Json:
        """Adds a reaction."""
        channel = self._writable(user, body["channel"])
        message = self._world.messages[channel["id"]].get(str(body["ts"]))
        if message is None:
            raise UiError("message_not_found", "That message is not there.")
        react(message, user, str(body["name"]))
        self._world.save_message(message)
        self._hub.events.reacted(channel, message, user, str(body["name"]))
        await self._hub.events.first_try()
        return {}

    async def mark_read(self, user: str, body: Json) -> Json:
        """Has seen everything in a channel."""
        self._world.mark_read(user, self._visible(user, body["channel"]))
        return {}

    # Channels ----------------------------------------------------------------------------------------------

    async def open_dm(self, user: str, body: Json) -> Json:
        """Opens a direct message."""
        other = self._world.users.get(str(body["with"]))
        if other is None or other["deleted"]:
            raise UiError("user_not_found", "There is no such person in this workspace.")
        channel, _ = self._world.direct([user, other["id"]], user)
        return {"channel": channel["id"]}

    async def make_channel(self, user: str, body: Json) -> Json:
        """Makes a channel."""
        name = str(body["name"])
        problem = name_problem(name) or ("name_taken" if self._world.channel_named(name) else None)
        if problem:
            raise SlackError(problem)
        if self._world.is_guest(user):
            raise UiError("restricted_action", "Guests cannot make channels.")
        kind = "private" if body.get("private") else "channel"
        channel = self._world.add_channel(name, kind, [user], user)
        self._add(channel, [str(one) for one in body.get("members") or [] if one != user], user)
        return {"channel": channel["id"]}

    async def invite(self, user: str, body: Json) -> Json:
        """Adds people (or the app) to a channel."""
        channel = self._writable(user, body["channel"])
        if channel["kind"] not in ("channel", "private"):
            raise UiError("not_a_channel", "People cannot be added here.")
        self._add(channel, [str(one) for one in body["members"]], user)
        return {}

    async def join(self, user: str, body: Json) -> Json:
        """Joins a public channel."""
        channel = self._visible(user, body["channel"])
        if channel["is_archived"]:
            raise _ARCHIVED
        self._add(channel, [user], None)
        return {}

    async def leave(self, user: str, body: Json) -> Json:
        """Leaves a channel."""
        channel = self._visible(user, body["channel"])
        if user not in channel["members"] or channel["kind"] not in ("channel", "private"):
            raise UiError("not_in_channel", "You cannot leave this conversation.")
        if channel["is_general"]:
            raise UiError("cant_leave_general", "Nobody can leave this channel.")
        before = list(channel["members"])
        channel["members"].remove(user)
        self._world.save_channel(channel, also=before)
        self._hub.events.member(channel, user, joined=False)
        return {}

    async def archive(self, user: str, body: Json) -> Json:
        """Archives a channel."""
        channel = self._writable(user, body["channel"])
        if channel["is_general"] or channel["kind"] not in ("channel", "private"):
            raise UiError("cant_archive", "This conversation cannot be archived.")
        channel["is_archived"] = True
        self._world.save_channel(channel)
        self._hub.events.channel(channel, "archive", user)
        return {}

    # Inside ------------------------------------------------------------------------------------------------

    def _visible(self, user: str, key: Any) -> Json:
        channel = self._world.channels.get(str(key))
        if channel is None or not self._world.can_see(user, channel):
            raise UiError("channel_not_found", "There is no such channel here.")
        return channel

    def _writable(self, user: str, key: Any) -> Json:
        channel = self._visible(user, key)
        if user not in channel["members"]:
            raise UiError("not_in_channel", "Join this channel first.")
        if channel["is_archived"]:
            raise _ARCHIVED
        return channel

    def _own(self, user: str, body: Json) -> tuple[Json, Json]:
        channel = self._writable(user, body["channel"])
        message = self._world.messages[channel["id"]].get(str(body["ts"]))
        if message is None or message["user"] != user:
            raise UiError("message_not_found", "You can only change your own messages.")
        return channel, message

    def _add(self, channel: Json, users: list[str], inviter: str | None) -> None:
        for user in users:
            person = self._world.users.get(user)
            if person is None or person["deleted"]:
                raise UiError("user_not_found", "There is no such person in this workspace.")
        for user in users:
            if user not in channel["members"]:
                channel["members"].append(user)
                self._world.save_channel(channel)
                self._hub.events.member(channel, user, joined=True, inviter=inviter)

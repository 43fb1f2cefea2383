"""The Events API: what the app subscribed to and may see, with Slack's retries."""

import asyncio
import re
import secrets
from typing import Any

from .faults import Faults
from .shapes import message_object, user_object
from .sockets import AckFailedError, Activity, Sockets
from .state import Json, World

RETRY_SECONDS = (0.0, 60.0, 300.0)
_SUFFIX = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
_CHANNEL_TYPE = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}
# An event is only sent to an app with one of these scopes; events that are not listed need none.
_SCOPES = {
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "app_mention": ("app_mentions:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "channel_rename": ("channels:read",),
    "channel_archive": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "channel_created": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_left": ("channels:read",),
    "group_rename": ("groups:read",),
    "group_archive": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
    "user_change": ("users:read",),
    "team_join": ("users:read",),
    "file_shared": ("files:read",),
}


class Events:
    """Decides which events the app gets, and delivers them."""

    def __init__(
        self,
        world: World,
        sockets: Sockets,
        faults: Faults,
        activity: Activity,
        retry_seconds: tuple[float, ...],
    ) -> None:
        self._world = world
        self._sockets = sockets
        self._faults = faults
        self._activity = activity
        self._retry_seconds = retry_seconds
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[Json] = []
        self._first: set[asyncio.Future[None]] = set()
        self.dropped: list[Json] = []

    def emit(self, event: Json, channel: Json | None = None, subscription: str | None = None) -> None:
        """Sends an event if the app subscribed to it, has its scope and is in its channel."""
        config, name = self._world.config, subscription or event["type"]
        needed = _SCOPES.get(name, ())
        if name not in config.bot_events or (needed and not set(needed) & set(config.bot_scopes)):
            return
        if channel is not None and config.bot_user not in channel["members"]:
            return
        self.send(self.wrapped(event))

    def wrapped(self, event: Json) -> Json:
        """The outer part of an event, with its id."""
        config = self._world.config
        micros = self._world.times.micros()
        who = {"enterprise_id": None, "team_id": config.team.id, "user_id": config.bot_user}
        return {
            "token": "playground-verification",
            "team_id": config.team.id,
            "context_team_id": config.team.id,
            "context_enterprise_id": None,
            "api_app_id": config.app_id,
            "event": {"event_ts": f"{micros // 1_000_000}.{micros % 1_000_000:06d}", **event},
            "type": "event_callback",
            "event_id": self._world.new_id("Ev"),
            "event_time": micros // 1_000_000,
            "authorizations": [who | {"is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
            "event_context": f"4-{secrets.token_hex(12)}",
        }

    def send(self, payload: Json) -> None:
        """Delivers a wrapped event, whatever the app subscribed to; several times if it does not answer."""
        if self._faults.take("ui:events_api", late=True):
            self._held.append(payload)
            return
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._first.add(first)
        task = asyncio.create_task(self._deliver(payload, first))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def first_try(self) -> None:
        """Returns when every event sent so far was answered once, or failed once."""
        if self._first:
            await asyncio.wait(set(self._first))

    def release(self) -> int:
        """Sends the events that were held back."""
        held, self._held = self._held, []
        for payload in held:
            self.send(payload)
        return len(held)

    async def close(self) -> None:
        """Gives up on everything that is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _deliver(self, payload: Json, first: asyncio.Future[None]) -> None:
        reason = ""
        for attempt in range(len(self._retry_seconds) + 1):
            with self._activity.busy():
                if attempt:
                    wait = self._retry_seconds[attempt - 1]
                    await self._world.times.sleep_until(self._world.times.monotonic() + wait)
            if attempt:
                # Slack keeps what could not be delivered; here it waits for a connection, however long.
                await self._sockets.wait_open()
            try:
                await self._sockets.deliver("events_api", payload, accepts=False, retry=(attempt, reason))
                self._answered(first)
                return
            except AckFailedError as failed:
                self._answered(first)
                reason = {"no_socket": "connection_failed", "closed": "connection_failed"}.get(failed.reason, "timeout")
        self.dropped.append(payload)

    def _answered(self, first: asyncio.Future[None]) -> None:
        self._first.discard(first)
        if not first.done():
            first.set_result(None)

    # The events that follow from what people do ------------------------------------------------------------

    def posted(self, channel: Json, message: Json) -> None:
        """A message was written."""
        event = self._message_event(channel, message)
        self._message(channel, event)
        if re.search(f"<@{self._world.config.bot_user}(\\|[^>]*)?>", message.get("text", "")):
            mention = {k: v for k, v in event.items() if k != "channel_type"} | {"type": "app_mention"}
            self.emit(mention, channel)

    def edited(self, channel: Json, before: Json, after: Json) -> None:
        """A message was changed."""
        inner = {"message": self._plain(after), "previous_message": self._plain(before)}
        self._message(channel, {"type": "message", "subtype": "message_changed", "ts": after["ts"], **inner})

    def deleted(self, channel: Json, message: Json) -> None:
        """A message was deleted."""
        inner = {"deleted_ts": message["ts"], "previous_message": self._plain(message)}
        self._message(channel, {"type": "message", "subtype": "message_deleted", "ts": message["ts"], **inner})

    def reacted(self, channel: Json, message: Json, user: str, name: str, kind: str = "reaction_added") -> None:
        """A reaction was added or removed."""
        item = {"type": "message", "channel": channel["id"], "ts": message["ts"]}
        self.emit(
            {"type": kind, "user": user, "reaction": name, "item_user": message["user"], "item": item},
            channel,
        )

    def member(self, channel: Json, user: str, joined: bool, inviter: str | None = None) -> None:
        """Somebody came or went."""
        kind = "C" if channel["kind"] == "channel" else "G"
        event = {
            "user": user,
            "channel": channel["id"],
            "channel_type": kind,
            "team": self._world.config.team.id,
        }
        event["type"] = "member_joined_channel" if joined else "member_left_channel"
        if inviter and joined:
            event["inviter"] = inviter
        self.emit(event, channel)

    def user_changed(self, user: Json) -> None:
        """Somebody's profile or status changed."""
        shape = user_object(self._world, user, self._world.config.bot_scopes)
        self.emit({"type": "user_change", "user": shape, "cache_ts": self._world.times.seconds()})

    def channel(self, channel: Json, what: str, by: str) -> None:
        """A channel was renamed or archived."""
        name = ("channel_" if channel["kind"] == "channel" else "group_") + what
        event: dict[str, Any] = {"type": name, "channel": channel["id"], "user": by}
        if what == "rename":
            event = {"type": name, "channel": {k: channel[k] for k in ("id", "name", "created")}}
        self.emit(event, channel)

    def _message(self, channel: Json, event: Json) -> None:
        event = event | {"channel": channel["id"], "channel_type": _CHANNEL_TYPE[channel["kind"]]}
        self.emit(event, channel, f"message.{_SUFFIX[channel['kind']]}")

    def _message_event(self, channel: Json, message: Json) -> Json:
        return self._plain(message) | {
            "channel": channel["id"],
            "channel_type": _CHANNEL_TYPE[channel["kind"]],
        }

    def _plain(self, message: Json) -> Json:
        shape = message_object(self._world, message)
        return {key: value for key, value in shape.items() if key != "metadata"}

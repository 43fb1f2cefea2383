"""What one person may see, and nothing else."""

from typing import Any

from .hub import Hub
from .shapes import message_object
from .state import Json, World
from .views import Shown

_MOST = 300
_PUBLIC = ("id", "name", "real_name", "title", "tz", "is_bot", "deleted", "is_restricted", "color")


def state_of(hub: Hub, user: str) -> Json:
    """The answer of /ui/state."""
    world, config = hub.world, hub.config
    channels = [channel for channel in world.channels.values() if world.can_see(user, channel)]
    home = hub.views.home(user)
    bot = {"id": config.app_id, "name": config.app_name, "bot_user": config.bot_user}
    return {
        "ok": True,
        "me": user,
        "team": {"id": config.team.id, "name": config.team.name},
        "app": bot | {"connected": hub.sockets.count > 0},
        "users": [{key: person[key] for key in _PUBLIC} for person in world.users.values()],
        "channels": [_channel(world, channel, user) for channel in channels],
        "messages": {channel["id"]: messages_of(world, channel, _MOST) for channel in channels},
        "ephemerals": ephemerals_of(world, user),
        "views": [_view(shown) for shown in hub.views.stack(user)],
        "home": _view(home) if home else None,
        "commands": [
            {key: command.get(key, "") for key in ("command", "description", "usage_hint")}
            for command in config.commands
        ],
        "shortcuts": [
            {key: shortcut.get(key, "") for key in ("name", "type", "callback_id", "description")}
            for shortcut in config.shortcuts
        ],
        "clock": _clock(hub),
        "rev": world.seen_rev[user],
    }


def messages_of(world: World, channel: Json, most: int | None = None) -> list[Json]:
    """A channel's messages (the last `most`), newest last."""
    stored = list(world.messages[channel["id"]].values())
    return [
        message_object(world, message, True) | {"channel": channel["id"]}
        for message in (stored[-most:] if most else stored)
    ]


def ephemerals_of(world: World, user: str) -> dict[str, list[Json]]:
    """One person's ephemeral messages, by channel."""
    found: dict[str, list[Json]] = {}
    for message in world.ephemerals[user]:
        found.setdefault(message["channel"], []).append(message | {"ephemeral": True})
    return found


def _channel(world: World, channel: Json, user: str) -> Json:
    seen = world.read.get(f"{user}/{channel['id']}", "")
    unread = [m for m in world.messages[channel["id"]].values() if m["ts"] > seen and m["user"] != user]
    shape = {
        "id": channel["id"],
        "name": channel["name"],
        "kind": channel["kind"],
        "member": user in channel["members"],
        "members": channel["members"],
        "topic": channel["topic"],
        "archived": channel["is_archived"],
        "unread": len(unread) if user in channel["members"] else 0,
    }
    if channel["kind"] == "im":
        shape["with"] = next((u for u in channel["members"] if u != user), user)
    return shape


def _view(shown: Shown) -> Json:
    return shown.body | {"errors": shown.errors}


def _clock(hub: Hub) -> dict[str, Any]:
    clock = hub.clock
    if clock is None:
        return {"now": None, "zone": "UTC", "can_travel": False, "next": None, "busy": False}
    following = clock.next()
    return {
        "now": clock.now().isoformat(),
        "zone": clock.zone,
        "can_travel": True,
        "next": {"at": following[0].isoformat(), "label": following[1]} if following else None,
        "busy": hub.busy_clock,
    }

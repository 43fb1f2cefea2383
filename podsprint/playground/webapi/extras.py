"""reactions.* and bookmarks.*."""

import re
from urllib.parse import urlparse

from ..errors import SlackError
from ..shapes import message_object
from ..state import Json
from .call import Call

_REACTIONS_MAX, _BOOKMARKS_MAX = 50, 100


def add_reaction(call: Call) -> Json:
    """reactions.add"""
    channel, message = _item(call)
    if channel["is_archived"]:
        raise SlackError("is_archived")
    react(message, call.bot, call.text("name"))
    call.world.save_message(message)
    call.hub.events.reacted(channel, message, call.bot, call.text("name"))
    return {}


def remove_reaction(call: Call) -> Json:
    """reactions.remove"""
    channel, message = _item(call)
    name = call.text("name")
    found = next((r for r in message.get("reactions", []) if r["name"] == name), None)
    if found is None or call.bot not in found["users"]:
        raise SlackError("no_reaction")
    found["users"].remove(call.bot)
    found["count"] -= 1
    message["reactions"] = [r for r in message["reactions"] if r["count"]]
    call.world.save_message(message)
    call.hub.events.reacted(channel, message, call.bot, name, "reaction_removed")
    return {}


def get_reactions(call: Call) -> Json:
    """reactions.get"""
    channel, message = _item(call)
    return {"type": "message", "channel": channel["id"], "message": message_object(call.world, message)}


def react(message: Json, user: str, name: str) -> None:
    """Adds somebody's reaction to a message."""
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise SlackError("invalid_name")
    reactions = message.setdefault("reactions", [])
    found = next((r for r in reactions if r["name"] == name), None)
    if found is None:
        if len(reactions) >= _REACTIONS_MAX:
            raise SlackError("too_many_emoji")
        found = {"name": name, "users": [], "count": 0}
        reactions.append(found)
    if user in found["users"]:
        raise SlackError("already_reacted")
    found["users"].append(user)
    found["count"] += 1


def add_bookmark(call: Call) -> Json:
    """bookmarks.add"""
    channel = call.channel("channel_id")
    if call.text("type") != "link":
        raise SlackError("invalid_bookmark_type")
    if urlparse(call.text("link")).scheme not in ("http", "https"):
        raise SlackError("invalid_link")
    kept = call.world.bookmarks[channel["id"]]
    if len(kept) >= _BOOKMARKS_MAX:
        raise SlackError("too_many_bookmarks")
    bookmark = {"id": call.world.new_id("Bk"), "channel_id": channel["id"], "title": call.text("title")}
    bookmark |= {"link": call.text("link"), "emoji": call.text("emoji"), "type": "link"}
    bookmark |= {"date_created": call.world.times.seconds(), "app_id": call.hub.config.app_id}
    kept.append(bookmark)
    call.world.save_bookmarks(channel["id"])
    return {"bookmark": bookmark}


def list_bookmarks(call: Call) -> Json:
    """bookmarks.list"""
    return {"bookmarks": list(call.world.bookmarks[call.channel("channel_id")["id"]])}


def _item(call: Call) -> tuple[Json, Json]:
    if not call.has("channel") or not call.has("timestamp"):
        raise SlackError("no_item_specified")
    channel = call.channel()
    if not re.fullmatch(r"\d+\.\d{6}", call.text("timestamp")):
        raise SlackError("bad_timestamp")
    message = call.world.messages[channel["id"]].get(call.text("timestamp"))
    if message is None or call.bot not in channel["members"]:
        raise SlackError("message_not_found")
    return channel, message

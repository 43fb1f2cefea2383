"""People, channels and messages in the form in which Slack's API shows them."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from .state import Json, World


def user_object(world: World, user: Json, scopes: Iterable[str], locale: bool = False) -> Json:
    """A person; the e-mail address only with its scope, no time zone for people who left."""
    profile = {
        "title": user["title"],
        "real_name": user["real_name"],
        "real_name_normalized": user["real_name"],
        "display_name": user["name"],
        "display_name_normalized": user["name"],
        "team": world.config.team.id,
    }
    if "users:read.email" in scopes and user["email"]:
        profile["email"] = user["email"]
    shape = {
        "id": user["id"],
        "team_id": world.config.team.id,
        "name": user["name"],
        "deleted": user["deleted"],
        "profile": profile,
        "is_bot": user["is_bot"],
        "is_app_user": False,
        "updated": 0,
    }
    if user["deleted"]:
        return shape
    here = world.times.now().astimezone(ZoneInfo(user["tz"]))
    offset = here.utcoffset()
    shape |= {
        "color": user["color"] or "4bbe2e",
        "real_name": user["real_name"],
        "tz": user["tz"],
        "tz_label": here.tzname() or user["tz"],
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": user["is_admin"],
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user["is_restricted"],
        "is_ultra_restricted": user["is_ultra_restricted"],
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    }
    return shape | ({"locale": user["locale"]} if locale else {})


def channel_object(world: World, channel: Json, viewer: str, num_members: bool = False) -> Json:
    """A channel or conversation, as one of its readers gets it."""
    kind = channel["kind"]
    shape = {
        "id": channel["id"],
        "created": channel["created"],
        "is_archived": channel["is_archived"],
        "is_im": kind == "im",
        "is_org_shared": False,
        "context_team_id": world.config.team.id,
    }
    if kind == "im":
        other = next((u for u in channel["members"] if u != viewer), viewer)
        return shape | {"user": other, "is_user_deleted": world.users[other]["deleted"], "priority": 0}
    shape |= {
        "name": channel["name"],
        "name_normalized": channel["name"],
        "is_channel": kind == "channel",
        "is_group": kind == "private",
        "is_mpim": kind == "mpim",
        "is_private": kind != "channel",
        "is_general": channel["is_general"],
        "is_shared": False,
        "is_ext_shared": False,
        "is_pending_ext_shared": False,
        "unlinked": 0,
        "creator": channel["creator"],
        "is_member": viewer in channel["members"],
        "topic": {"value": channel["topic"], "creator": "", "last_set": 0},
        "purpose": {"value": channel["purpose"], "creator": "", "last_set": 0},
        "previous_names": [],
    }
    return shape | ({"num_members": len(channel["members"])} if num_members else {})


def message_object(world: World, message: Json, all_metadata: bool = False) -> Json:
    """A message; metadata payloads only for those who ask for them."""
    shape = {key: value for key, value in message.items() if key != "channel"}
    if "metadata" in shape and not all_metadata:
        shape["metadata"] = {"event_type": shape["metadata"]["event_type"]}
    replies = world.replies(message)
    if replies:
        people = list(dict.fromkeys(reply["user"] for reply in replies))
        shape |= {
            "thread_ts": message["ts"],
            "reply_count": len(replies),
            "reply_users": people,
            "reply_users_count": len(people),
            "latest_reply": replies[-1]["ts"],
            "is_locked": False,
            "subscribed": False,
        }
    return shape


def team_object(world: World) -> Json:
    """The workspace in payloads."""
    return {"id": world.config.team.id, "domain": world.config.team.domain}


def person_object(world: World, user: str) -> Json:
    """A person in interaction payloads."""
    name = world.users[user]["name"]
    return {"id": user, "username": name, "name": name, "team_id": world.config.team.id}


def channel_name(channel: Json) -> str:
    """The name of a channel in commands and interactions."""
    if channel["kind"] in ("private", "mpim"):
        return "privategroup"
    return "directmessage" if channel["kind"] == "im" else str(channel["name"])


def bot_message(world: World) -> Json:
    """What every message of the app carries."""
    config = world.config
    return {
        "user": config.bot_user,
        "bot_id": config.bot_id,
        "app_id": config.app_id,
        "team": config.team.id,
        "bot_profile": {
            "id": config.bot_id,
            "app_id": config.app_id,
            "name": config.bot_name,
            "team_id": config.team.id,
            "deleted": False,
            "updated": 0,
        },
    }

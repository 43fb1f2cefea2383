"""conversations.*: channels, their members and their settings."""

import re

from ..errors import SlackError
from ..shapes import channel_object
from ..state import Json
from .call import Call
from .users import wanted_kinds

_NAME_MAX, _TOPIC_MAX, _INVITE_MAX, _MPIM_MAX = 80, 250, 100, 8


def create(call: Call) -> Json:
    """conversations.create"""
    private = call.flag("is_private")
    call.need("groups:write" if private else "channels:manage")
    name = checked_name(call)
    channel = call.world.add_channel(name, "private" if private else "channel", [call.bot], call.bot)
    call.hub.events.member(channel, call.bot, joined=True)
    return {"channel": channel_object(call.world, channel, call.bot)}


def open_direct(call: Call) -> Json:
    """conversations.open"""
    world, full = call.world, call.flag("return_im")
    if call.has("channel"):
        channel, known = call.channel(), True
        if channel["kind"] not in ("im", "mpim"):
            raise SlackError("method_not_supported_for_channel_type")
    else:
        users = [user for user in dict.fromkeys(call.names("users")) if user != call.bot]
        if not call.has("users"):
            raise SlackError("users_list_not_supplied")
        if not users:
            raise SlackError("not_enough_users")
        if len(users) > _MPIM_MAX:
            raise SlackError("too_many_users")
        call.need("im:write" if len(users) == 1 else "mpim:write")
        for user in users:
            if world.user(user)["deleted"]:
                raise SlackError("user_disabled")
            if world.users[user]["is_bot"]:
                raise SlackError("cannot_dm_bot")
        channel, known = world.direct([*users, call.bot], call.bot)
    shape = channel_object(world, channel, call.bot) | {"is_open": True}
    again = {"no_op": True, "already_open": True} if known else {}
    return again | {"channel": shape if full or channel["kind"] == "mpim" else {"id": channel["id"]}}


def info(call: Call) -> Json:
    """conversations.info"""
    channel = call.channel()
    call.need_for(channel, "read")
    return {"channel": channel_object(call.world, channel, call.bot, call.flag("include_num_members"))}


def list_channels(call: Call) -> Json:
    """conversations.list"""
    kinds = wanted_kinds(call)
    found = [
        channel
        for channel in sorted(call.world.channels.values(), key=lambda channel: str(channel["id"]))
        if channel["kind"] in kinds
        and (channel["kind"] == "channel" or call.bot in channel["members"])
        and not (call.flag("exclude_archived") and channel["is_archived"])
    ]
    page, following = call.page("channel", found, "id", default=100)
    shapes = [channel_object(call.world, channel, call.bot, num_members=True) for channel in page]
    return {"channels": shapes, "response_metadata": {"next_cursor": following}}


def members(call: Call) -> Json:
    """conversations.members"""
    channel = call.channel()
    call.need_for(channel, "read")
    people: list[Json] = [{"id": user} for user in sorted(channel["members"])]
    page, following = call.page("member", people, "id", default=100)
    return {"members": [one["id"] for one in page], "response_metadata": {"next_cursor": following}}


def invite(call: Call) -> Json:
    """conversations.invite"""
    channel = _manageable(call, "invites")
    users = call.names("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > _INVITE_MAX:
        raise SlackError("invalid_arguments", ["[ERROR] no more than 100 users allowed [json-pointer:/users]"])
    errors = [(user, problem) for user in users if (problem := _invite_problem(call, channel, user))]
    if errors and not (call.flag("force") and len(errors) < len(users)):
        listed = [{"user": user, "ok": False, "error": problem} for user, problem in errors]
        raise SlackError(errors[0][1], errors=listed)
    refused = {user for user, _ in errors}
    for user in dict.fromkeys(users):
        if user not in refused:
            channel["members"].append(user)
            call.hub.events.member(channel, user, joined=True, inviter=call.bot)
    call.world.save_channel(channel)
    return {"channel": channel_object(call.world, channel, call.bot)}


def kick(call: Call) -> Json:
    """conversations.kick"""
    channel = _manageable(call)
    user = call.world.user(call.text("user"))["id"]
    if user == call.bot:
        raise SlackError("cant_kick_self")
    if channel["is_general"]:
        raise SlackError("cant_kick_from_general")
    if user not in channel["members"]:
        raise SlackError("not_in_channel")
    _remove(call, channel, user)
    return {"errors": {}}


def join(call: Call) -> Json:
    """conversations.join"""
    channel = call.channel()
    if channel["kind"] != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel["is_archived"]:
        raise SlackError("is_archived")
    shape = {"channel": channel_object(call.world, channel, call.bot)}
    if call.bot in channel["members"]:
        return shape | {
            "warning": "already_in_channel",
            "response_metadata": {"warnings": ["already_in_channel"]},
        }
    channel["members"].append(call.bot)
    call.world.save_channel(channel)
    call.hub.events.member(channel, call.bot, joined=True)
    return {"channel": channel_object(call.world, channel, call.bot)}


def leave(call: Call) -> Json:
    """conversations.leave"""
    channel = call.channel()
    call.need_manage(channel)
    if channel["kind"] in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    if channel["is_general"]:
        raise SlackError("cant_leave_general")
    if channel["is_archived"]:
        raise SlackError("is_archived")
    if call.bot not in channel["members"]:
        return {"not_in_channel": True}
    if channel["members"] == [call.bot]:
        raise SlackError("last_member")
    _remove(call, channel, call.bot)
    return {}


def archive(call: Call) -> Json:
    """conversations.archive"""
    channel = call.channel()
    call.need_manage(channel)
    if channel["kind"] in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    if channel["is_general"]:
        raise SlackError("cant_archive_general")
    if channel["is_archived"]:
        raise SlackError("already_archived")
    if call.bot not in channel["members"]:
        raise SlackError("not_in_channel")
    channel["is_archived"] = True
    call.world.save_channel(channel)
    call.hub.events.channel(channel, "archive", call.bot)
    return {}


def rename(call: Call) -> Json:
    """conversations.rename"""
    channel = _manageable(call)
    if channel["creator"] != call.bot:
        raise SlackError("not_authorized")
    channel["name"] = checked_name(call, but=channel)
    call.world.save_channel(channel)
    call.hub.events.channel(channel, "rename", call.bot)
    return {"channel": channel_object(call.world, channel, call.bot)}


def set_topic(call: Call) -> Json:
    """conversations.setTopic"""
    return _describe(call, "topic")


def set_purpose(call: Call) -> Json:
    """conversations.setPurpose"""
    return _describe(call, "purpose")


def checked_name(call: Call, but: Json | None = None) -> str:
    """A name a channel may have."""
    name = call.text("name").removeprefix("#")
    problem = name_problem(name)
    if problem:
        raise SlackError(problem)
    taken = call.world.channel_named(name)
    if taken and taken is not but:
        raise SlackError("name_taken")
    return name


def name_problem(name: str) -> str | None:
    """What Slack says about a channel name it does not take."""
    if not name:
        return "invalid_name_required"
    if len(name) > _NAME_MAX:
        return "invalid_name_maxlength"
    if not re.search(r"\w", name):
        return "invalid_name_punctuation"
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        return "invalid_name_specials"
    return None


def _manageable(call: Call, part: str = "") -> Json:
    channel = call.channel()
    call.need_manage(channel, part)
    if channel["kind"] in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    if call.bot not in channel["members"]:
        raise SlackError("not_in_channel")
    if channel["is_archived"]:
        raise SlackError("is_archived")
    return channel


def _describe(call: Call, what: str) -> Json:
    channel = _manageable(call, "topic")
    value = call.text(what)
    if len(value) > _TOPIC_MAX:
        raise SlackError("too_long")
    channel[what] = value
    call.world.save_channel(channel)
    return {"channel": channel_object(call.world, channel, call.bot)}


def _invite_problem(call: Call, channel: Json, user: str) -> str | None:
    person = call.world.users.get(user)
    if person is None or person["deleted"]:
        return "user_not_found"
    if user == call.bot:
        return "cant_invite_self"
    if user in channel["members"]:
        return "already_in_channel"
    return "user_is_restricted" if person["is_ultra_restricted"] else None


def _remove(call: Call, channel: Json, user: str) -> None:
    call.hub.events.member(channel, user, joined=False)
    before = list(channel["members"])
    channel["members"].remove(user)
    call.world.save_channel(channel, also=before)

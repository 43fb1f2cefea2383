"""conversations.history and conversations.replies: reading messages back."""

import re

from ..errors import SlackError
from ..shapes import message_object
from ..state import Json
from .call import Call, cursor


def history(call: Call) -> Json:
    """conversations.history: newest first, without the replies in threads."""
    channel = _readable(call)
    stored = call.world.messages[channel["id"]].values()
    messages = [m for m in stored if _in_channel(m) and _in_range(call, m["ts"])]
    messages.sort(key=lambda message: str(message["ts"]), reverse=True)
    if call.has("cursor"):
        before = call.decoded("next_ts")
        messages = [message for message in messages if message["ts"] < before]
    limit = call.number("limit", 100, 999)
    page, more = messages[:limit], len(messages) > limit
    answer: Json = {"messages": _shapes(call, page), "has_more": more, "pin_count": 0}
    if more:
        answer["response_metadata"] = {"next_cursor": cursor("next_ts", page[-1]["ts"])}
    return answer


def replies(call: Call) -> Json:
    """conversations.replies: the parent first, then the replies, oldest first."""
    channel = _readable(call)
    parent = call.world.messages[channel["id"]].get(call.text("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    if parent.get("thread_ts") not in (None, parent["ts"]):
        # Asked with the time of a reply, Slack gives that reply alone.
        return {"messages": _shapes(call, [parent]), "has_more": False}
    found = [message for message in call.world.replies(parent) if _in_range(call, message["ts"])]
    if call.has("cursor"):
        after = call.decoded("next_ts")
        found = [message for message in found if message["ts"] > after]
    limit = call.number("limit", 1000)
    page, more = found[:limit], len(found) > limit
    answer: Json = {"messages": _shapes(call, [parent, *page]), "has_more": more}
    if more:
        answer["response_metadata"] = {"next_cursor": cursor("next_ts", page[-1]["ts"])}
    return answer


def _readable(call: Call) -> Json:
    channel = call.channel()
    call.need_for(channel, "history")
    if call.bot not in channel["members"]:
        raise SlackError("not_in_channel")
    return channel


def _in_channel(message: Json) -> bool:
    in_thread = message.get("thread_ts") not in (None, message["ts"])
    return not in_thread or message.get("subtype") == "thread_broadcast"


def _in_range(call: Call, ts: str) -> bool:
    oldest, latest = _time(call, "oldest"), _time(call, "latest")
    here = micros(ts)
    if call.flag("inclusive"):
        return (oldest is None or here >= oldest) and (latest is None or here <= latest)
    return (oldest is None or here > oldest) and (latest is None or here < latest)


def _time(call: Call, name: str) -> int | None:
    if not call.has(name) or call.text(name) == "now":
        return None
    text = call.text(name)
    if not re.fullmatch(r"\d+(\.\d{1,6})?", text):
        raise SlackError(f"invalid_ts_{name}")
    return micros(text)


def micros(ts: str) -> int:
    """A message time in microseconds."""
    seconds, _, rest = ts.partition(".")
    return int(seconds) * 1_000_000 + int((rest or "0").ljust(6, "0"))


def _shapes(call: Call, messages: list[Json]) -> list[Json]:
    with_all = call.flag("include_all_metadata")
    return [message_object(call.world, message, with_all) for message in messages]

"""chat.*: posting, changing and deleting messages."""

import json
import re
from typing import Any

from .. import fields, limits
from ..errors import SlackError
from ..shapes import bot_message, message_object
from ..state import Json
from .call import Call


def post_message(call: Call) -> Json:
    """chat.postMessage"""
    content = _content(call)
    channel = _target(call)
    if channel["is_archived"]:
        raise SlackError("is_archived")
    wait = call.hub.pacer.post(channel["id"])
    if wait is not None:
        raise SlackError("ratelimited", retry_after=wait)
    message = bot_message(call.world) | content
    metadata = _metadata(call)
    if metadata:
        message["metadata"] = metadata
    parent = _parent(call, channel)
    if parent:
        message |= {"thread_ts": parent["ts"], "parent_user_id": parent["user"]}
        if call.flag("reply_broadcast"):
            message["subtype"] = "thread_broadcast"
    message = call.world.add_message(channel, message)
    call.hub.events.posted(channel, message)
    return {
        "channel": channel["id"],
        "ts": message["ts"],
        "message": message_object(call.world, message, True),
    }


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral"""
    content = _content(call)
    channel, user = call.channel(), call.text("user")
    if channel["is_archived"]:
        raise SlackError("is_archived")
    if call.bot not in channel["members"]:
        raise SlackError("not_in_channel")
    if user not in channel["members"]:
        raise SlackError("user_not_in_channel")
    message = bot_message(call.world) | content | {"is_ephemeral": True}
    parent = _parent(call, channel)
    if parent:
        message["thread_ts"] = parent["ts"]
    shown = call.world.add_ephemeral(channel, user, message)
    return {"message_ts": shown["ts"]}


def update(call: Call) -> Json:
    """chat.update"""
    channel = call.channel()
    message = own_message(call, channel, "cant_update_message")
    if len(call.text("text")) > limits.UPDATE_TEXT:
        raise SlackError("msg_too_long")
    content = _content(call, "metadata" in call.args)
    after = {key: value for key, value in message.items() if key not in ("blocks", "attachments")}
    if "blocks" not in content and "text" not in call.args and "blocks" in message:
        after["blocks"] = message["blocks"]
    if "text" in call.args or "blocks" in content:
        after |= content
    if "metadata" in call.args:
        metadata = _metadata(call)
        after.pop("metadata", None)
        after |= {"metadata": metadata} if metadata else {}
    if "blocks" not in content:
        after["edited"] = {"user": call.bot, "ts": f"{call.world.times.seconds()}.000000"}
    call.world.save_message(after)
    call.hub.events.edited(channel, message, after)
    shape = message_object(call.world, after, True)
    return {"channel": channel["id"], "ts": after["ts"], "text": after["text"], "message": shape}


def delete(call: Call) -> Json:
    """chat.delete"""
    channel = call.channel()
    message = own_message(call, channel, "cant_delete_message")
    call.world.drop_message(message)
    call.hub.events.deleted(channel, message)
    return {"channel": channel["id"], "ts": message["ts"]}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink"""
    channel = call.channel()
    ts = call.text("message_ts")
    message = call.world.messages[channel["id"]].get(ts)
    if message is None:
        raise SlackError("message_not_found")
    link = f"https://{call.hub.config.team.domain}.slack.com/archives/{channel['id']}/p{ts.replace('.', '')}"
    if message.get("thread_ts"):
        link += f"?thread_ts={message['thread_ts']}&cid={channel['id']}"
    return {"channel": channel["id"], "permalink": link}


def own_message(call: Call, channel: Json, error: str) -> Json:
    """A message of the app itself."""
    message = call.world.messages[channel["id"]].get(call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.get("bot_id") != call.hub.config.bot_id:
        raise SlackError(error)
    return message


def _target(call: Call) -> Json:
    name = call.text("channel")
    world = call.world
    if name in world.users:
        if name == call.bot or world.users[name]["deleted"] or world.users[name]["is_bot"]:
            raise SlackError("channel_not_found")
        channel, _ = world.direct([name, call.bot], call.bot)
    elif name not in world.channels and (named := world.channel_named(name.removeprefix("#"))):
        call.args["channel"] = named["id"]
        channel = call.channel()
    else:
        channel = call.channel()
    if channel["kind"] == "im" and not call.hub.config.app_home.get("messages_tab_enabled", False):
        raise SlackError("messages_tab_disabled")
    if call.bot not in channel["members"] and "chat:write.public" not in call.hub.config.bot_scopes:
        raise SlackError("not_in_channel")
    return channel


def _parent(call: Call, channel: Json) -> Json | None:
    if not call.has("thread_ts"):
        return None
    parent = call.world.messages[channel["id"]].get(call.text("thread_ts"))
    if parent is None or (parent.get("thread_ts") not in (None, parent["ts"])):
        raise SlackError("cannot_reply_to_message")
    return parent


def _content(call: Call, may_be_empty: bool = False) -> Json:
    blocks = call.structure("blocks", "invalid_blocks_format")
    attachments = call.structure("attachments", "invalid_attachments")
    if call.has("markdown_text") and (blocks or call.has("text")):
        raise SlackError("markdown_text_conflict")
    if blocks is not None and not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    text = call.text("text") or call.text("markdown_text")
    if not text.strip() and not blocks and not attachments:
        if may_be_empty:
            return {}
        raise SlackError("no_text")
    if len(text) > limits.MESSAGE_TEXT:
        raise SlackError("msg_too_long")
    if isinstance(attachments, list) and len(attachments) > limits.ATTACHMENTS:
        raise SlackError("too_many_attachments")
    if sum(len(str(b.get("text", ""))) for b in blocks or [] if _is_markdown(b)) > limits.MARKDOWN:
        raise SlackError("msg_blocks_too_long")
    problems = limits.check_blocks(blocks or [], "message")
    if problems:
        raise SlackError("invalid_blocks", problems, errors=[p.removeprefix("[ERROR] ") for p in problems])
    content: Json = {"text": text or _fallback(blocks or [])}
    if blocks:
        content["blocks"] = fields.named(blocks, call.world.new_id("b"), "-")
    if attachments:
        content["attachments"] = attachments
    return content


def _is_markdown(block: Any) -> bool:
    return isinstance(block, dict) and block.get("type") == "markdown"


def _fallback(blocks: list[Json]) -> str:
    # Slack derives the notification text from the blocks when there is none.
    parts = re.findall(r'"text": "((?:[^"\\]|\\.)*)"', json.dumps(blocks, ensure_ascii=False))
    return " ".join(json.loads(f'"{part}"') for part in parts)[: limits.UPDATE_TEXT]


def _metadata(call: Call) -> Json | None:
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    problems = limits.check_metadata(metadata)
    if problems:
        raise SlackError("invalid_metadata_schema", problems)
    if len(json.dumps(metadata)) > limits.METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}

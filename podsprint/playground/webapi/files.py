"""files.*: the two-step upload, and what becomes of the file."""

import mimetypes
from pathlib import PurePosixPath

from ..errors import SlackError
from ..shapes import bot_message
from ..state import Json
from .call import Call

_MAX_BYTES = 1_000_000_000
_ALT_MAX, _SNIPPET_MAX, _CHANNELS_MAX = 1000, 1_000_000, 100


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal"""
    try:
        length = int(call.text("length"))
    except ValueError:
        raise SlackError("invalid_arguments") from None
    if length <= 0:
        raise SlackError("missing_argument")
    if length > _MAX_BYTES:
        raise SlackError("file_upload_size_restricted")
    if call.has("snippet_type") and length > _SNIPPET_MAX:
        raise SlackError("snippet_too_large")
    if len(call.text("alt_txt")) > _ALT_MAX:
        raise SlackError("alt_txt_too_large")
    name = PurePosixPath(call.text("filename")).name
    file = {
        "id": call.world.new_id("F"),
        "created": call.world.times.seconds(),
        "name": name,
        "title": name,
        "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "filetype": PurePosixPath(name).suffix.removeprefix("."),
        "user": call.bot,
        "size": length,
        "state": "waiting",
        "channels": [],
        "groups": [],
        "ims": [],
    }
    call.world.save_file(file)
    return {"upload_url": f"{call.hub.url}upload/{file['id']}", "file_id": file["id"]}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal"""
    given = call.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise SlackError("invalid_arguments")
    files = [_uploaded(call, one) for one in given]
    rooms = call.names("channels") + ([call.text("channel_id")] if call.has("channel_id") else [])
    if len(rooms) > _CHANNELS_MAX:
        raise SlackError("channels_limit_exceeded")
    channels = []
    for room in dict.fromkeys(rooms):
        call.args["channel"] = room
        channels.append(call.member_channel())
    if call.has("thread_ts") and len(channels) != 1:
        raise SlackError("invalid_arguments")
    for file, one in zip(files, given, strict=True):
        file |= {"state": "complete", "title": one.get("title") or file["name"]}
        file["url_private"] = f"{call.hub.url}files/{file['id']}/{file['name']}"
        file["url_private_download"] = file["url_private"] + "?download=1"
        for channel in channels:
            kind = {"channel": "channels", "private": "groups"}.get(channel["kind"], "ims")
            file[kind].append(channel["id"])
        call.world.save_file(file)
    for channel in channels:
        message = bot_message(call.world) | {"text": call.text("initial_comment"), "upload": True}
        message["files"] = [_shape(file) for file in files]
        if call.has("thread_ts"):
            message["thread_ts"] = call.text("thread_ts")
        call.hub.events.posted(channel, call.world.add_message(channel, message))
    return {"files": [_shape(file) for file in files]}


def info(call: Call) -> Json:
    """files.info"""
    return {"file": _shape(_known(call)), "comments": [], "response_metadata": {"next_cursor": ""}}


def delete(call: Call) -> Json:
    """files.delete"""
    file = _known(call)
    if file["user"] != call.bot:
        raise SlackError("cant_delete_file")
    file["state"] = "deleted"
    call.world.drop_upload(file)
    for messages in list(call.world.messages.values()):
        for message in list(messages.values()):
            if any(shared["id"] == file["id"] for shared in message.get("files", [])):
                tombstone = {"id": file["id"], "mode": "tombstone"}
                shared = [tombstone if one["id"] == file["id"] else one for one in message["files"]]
                call.world.save_message(message | {"files": shared})
    return {}


def _known(call: Call) -> Json:
    file = call.world.files.get(call.text("file"))
    if file is None or file["state"] in ("waiting", "uploaded"):
        raise SlackError("file_not_found")
    if file["state"] == "deleted":
        raise SlackError("file_deleted")
    return file


def _uploaded(call: Call, one: object) -> Json:
    file = call.world.files.get(str(one.get("id"))) if isinstance(one, dict) else None
    if file is None or file["state"] != "uploaded":
        raise SlackError("file_not_found")
    return file


def _shape(file: Json) -> Json:
    return {key: value for key, value in file.items() if key != "state"} | {"mode": "hosted"}

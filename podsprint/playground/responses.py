"""Response URLs: answering an interaction outside the Web API."""

import json

from aiohttp import web

from . import limits
from .errors import SlackError
from .hub import Hub
from .state import Json
from .triggers import ResponseUrl


class Responses:
    """Serves `/response/KEY`."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def serve(self, request: web.Request) -> web.Response:
        """Takes one answer."""
        with self._hub.activity.busy():
            try:
                body = json.loads(await request.text())
            except ValueError:
                body = None
            error: str | None = None
            try:
                if not isinstance(body, dict):
                    raise SlackError("invalid_payload")
                self._take(self._hub.permissions.redeem(request.match_info["key"]), body)
            except SlackError as refused:
                error = refused.error
            self._hub.traffic.note("from_app", "response_url", body, error)
        if error:
            status = 404 if error in ("invalid_url", "expired_url", "used_url") else 400
            return web.json_response({"ok": False, "error": error}, status=status)
        return web.json_response({"ok": True})

    def _take(self, url: ResponseUrl, body: Json) -> None:
        world = self._hub.world
        channel = world.channels[url.channel]
        original = world.ephemeral(url.user, url.ts or "") if url.ephemeral else None
        if url.ts and not url.ephemeral:
            original = world.messages[channel["id"]].get(url.ts)
        if body.get("delete_original"):
            if original is None:
                raise SlackError("message_not_found")
            self._remove(url, original)
            return
        problems = limits.check_message(body)
        if problems:
            raise SlackError("invalid_blocks", problems)
        if not any(body.get(key) for key in ("text", "blocks", "attachments")):
            raise SlackError("no_text")
        message = self._hub.interactions.message_from(body)
        if body.get("replace_original") and original is not None:
            self._replace(url, original, message)
        elif body.get("response_type") == "in_channel":
            self._hub.events.posted(channel, world.add_message(channel, message))
        else:
            world.add_ephemeral(channel, url.user, message | {"is_ephemeral": True})

    def _remove(self, url: ResponseUrl, original: Json) -> None:
        world = self._hub.world
        if url.ephemeral:
            world.ephemerals[url.user].remove(original)
            world.changed([url.user])
        else:
            world.drop_message(original)

    def _replace(self, url: ResponseUrl, original: Json, message: Json) -> None:
        world = self._hub.world
        places = ("ts", "channel", "thread_ts", "metadata", "type", "is_ephemeral")
        after = message | {key: original[key] for key in places if key in original}
        if url.ephemeral:
            # An ephemeral message stays one: it cannot be turned into a message for everybody.
            at = world.ephemerals[url.user].index(original)
            world.ephemerals[url.user][at] = after
            world.changed([url.user])
        else:
            world.save_message(after)
            self._hub.events.edited(world.channels[url.channel], original, after)

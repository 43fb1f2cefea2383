"""Trouble on request, over HTTP: everything below /control/."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from .hub import Hub

_SOCKET = ("refresh", "warning", "drop", "link_disabled")


class Control:
    """Serves `/control/*`."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._calls: dict[str, Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]] = {
            "fail": self._fail,
            "socket": self._socket,
            "event": self._event,
            "release": self._release,
            "revoke": self._revoke,
            "clear": self._clear,
        }

    async def act(self, request: web.Request) -> web.Response:
        """POST /control/CALL"""
        call = self._calls.get(request.match_info["call"])
        if call is None or request.content_type != "application/json":
            return _failed("unknown_call", "There is no such control, or its body is not JSON.")
        try:
            return web.json_response({"ok": True, **await call(json.loads(await request.text() or "{}"))})
        except (KeyError, ValueError, TypeError, AttributeError) as wrong:
            return _failed("invalid_request", f"The request is not in the form PROTOCOL.md describes: {wrong!r}")

    async def faults(self, request: web.Request) -> web.Response:
        """GET /control/faults"""
        return web.json_response({"ok": True, "faults": self._hub.faults.listed()})

    async def _fail(self, body: dict[str, Any]) -> dict[str, Any]:
        times, wait = int(body.get("times", 1)), int(body.get("retry_after", 1))
        self._hub.faults.plan(str(body["method"]), str(body["fault"]), times, wait)
        return {}

    async def _socket(self, body: dict[str, Any]) -> dict[str, Any]:
        if body["do"] not in _SOCKET:
            raise ValueError(f"do must be one of {_SOCKET}")
        await self._hub.sockets.tell(body["do"])
        return {}

    async def _event(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"event_id": emit(self._hub, dict(body["event"]), int(body.get("duplicate", 0)))}

    async def _release(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"released": self._hub.events.release()}

    async def _revoke(self, body: dict[str, Any]) -> dict[str, Any]:
        revoke(self._hub)
        return {}

    async def _clear(self, body: dict[str, Any]) -> dict[str, Any]:
        self._hub.faults.clear()
        self._hub.sockets.disabled = False
        self._hub.events.release()
        return {}


def emit(hub: Hub, event: dict[str, Any], duplicate: int = 0) -> str:
    """Sends an event whatever the app subscribed to; duplicates have the same event_id."""
    payload = hub.events.wrapped(event)
    for _ in range(duplicate + 1):
        hub.events.send(payload)
    return str(payload["event_id"])


def revoke(hub: Hub) -> None:
    """Uninstalls the app: the bot token is worthless from now on, and the app is told."""
    hub.world.revoke(hub.config.bot_token)
    hub.events.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [hub.config.bot_user]}})
    hub.events.emit({"type": "app_uninstalled"})


def _failed(error: str, message: str) -> web.Response:
    return web.json_response({"ok": False, "error": error, "message": message})

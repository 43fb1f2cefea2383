"""What a person sees and does: everything below /ui/, as PROTOCOL.md describes it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web

from .errors import SlackError, UiError
from .hub import Hub
from .people import People
from .screen import state_of

_WAIT_MAX = 60.0


class Ui:
    """Serves `/ui/*`."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._people = People(hub)
        self._watchers: dict[web.WebSocketResponse, tuple[str, asyncio.Queue[dict[str, Any]]]] = {}
        self._waiting: dict[str, set[asyncio.Event]] = {}
        hub.world.on_change.append(self._changed)
        hub.traffic.on_entry.append(lambda entry: self._tell(None, {"type": "traffic", "entry": entry}))
        hub.sockets.on_change.append(lambda: hub.world.changed())
        self._calls: dict[str, Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]] = {
            "command": self._people.command,
            "message": self._people.message,
            "edit": self._people.edit,
            "delete": self._people.delete,
            "react": self._people.react,
            "action": self._people.action,
            "options": self._people.options,
            "submit": self._people.submit,
            "close": self._people.close,
            "shortcut": self._people.shortcut,
            "home": self._people.home,
            "open_dm": self._people.open_dm,
            "read": self._people.mark_read,
            "channel": self._people.make_channel,
            "invite": self._people.invite,
            "join": self._people.join,
            "leave": self._people.leave,
            "archive": self._people.archive,
            "clock": self._travel,
        }

    async def act(self, request: web.Request) -> web.Response:
        """POST /ui/CALL"""
        name = request.match_info["call"]
        if name not in self._calls:
            return _failed("unknown_call", f"There is no /ui/{name}.")
        if request.content_type != "application/json":
            return _failed("invalid_json", "The body must be JSON.")
        try:
            body = json.loads(await request.text())
            user = self._person(body.get("user"))
            answer = await self._calls[name](user, body)
        except UiError as refused:
            self._toast(body.get("user"), refused.message)
            return _failed(refused.error, refused.message)
        except SlackError as refused:
            return _failed(refused.error, f"That is not possible: {refused.error.replace('_', ' ')}.")
        except (KeyError, ValueError, TypeError, AttributeError) as wrong:
            return _failed("invalid_request", f"The request is not in the form PROTOCOL.md describes: {wrong!r}")
        return web.json_response({"ok": True, **answer})

    async def state(self, request: web.Request) -> web.Response:
        """GET /ui/state"""
        try:
            return web.json_response(state_of(self._hub, self._person(request.query.get("user"))))
        except UiError as refused:
            return _failed(refused.error, refused.message)

    async def traffic(self, request: web.Request) -> web.Response:
        """GET /ui/traffic"""
        try:
            after, limit = int(request.query.get("after", "0")), int(request.query.get("limit", "200"))
        except ValueError:
            return _failed("invalid_request", "after and limit must be numbers.")
        return web.json_response({"ok": True, "entries": self._hub.traffic.after(after, max(1, limit))})

    async def wait(self, request: web.Request) -> web.Response:
        """GET /ui/wait: answers when this person's `rev` is no longer the one given, or after `timeout` seconds."""
        try:
            user = self._person(request.query.get("user"))
            rev, timeout = int(request.query["rev"]), float(request.query.get("timeout", "10"))
        except UiError as refused:
            return _failed(refused.error, refused.message)
        except (KeyError, ValueError):
            return _failed("invalid_request", "rev and timeout must be numbers.")
        event = asyncio.Event()
        self._waiting.setdefault(user, set()).add(event)
        try:
            if self._hub.world.seen_rev[user] == rev:
                async with asyncio.timeout(min(timeout, _WAIT_MAX)):
                    await event.wait()
        except TimeoutError:
            pass
        finally:
            self._waiting[user].discard(event)
        now = self._hub.world.seen_rev[user]
        return web.json_response({"ok": True, "rev": now, "changed": now != rev})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """GET /ui/events: a WebSocket."""
        try:
            user = self._person(request.query.get("user"))
        except UiError as refused:
            return _failed(refused.error, refused.message)
        ws = web.WebSocketResponse(heartbeat=30.0)
        await ws.prepare(request)
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._watchers[ws] = (user, queue)
        sender = asyncio.create_task(_pump(ws, queue))
        try:
            async for message in ws:
                if message.type != WSMsgType.TEXT:
                    break
        finally:
            self._watchers.pop(ws, None)
            sender.cancel()
        return ws

    async def close(self) -> None:
        """Lets everybody go who is still waiting."""
        for events in self._waiting.values():
            for event in events:
                event.set()
        for ws in list(self._watchers):
            await ws.close()

    def _person(self, user: Any) -> str:
        person = self._hub.world.users.get(user) if isinstance(user, str) else None
        if person is None or person["is_bot"] or person["deleted"]:
            raise UiError("user_not_found", "There is no such person in this workspace.")
        return str(person["id"])

    def _changed(self, who: frozenset[str]) -> None:
        for user in who:
            for event in self._waiting.get(user, ()):
                event.set()
            self._tell(user, {"type": "changed", "rev": self._hub.world.seen_rev[user]})

    def _toast(self, user: Any, text: str) -> None:
        self._tell(user, {"type": "toast", "level": "error", "text": text})

    def _tell(self, user: str | None, frame: dict[str, Any]) -> None:
        for watcher, queue in self._watchers.values():
            if user is None or watcher == user:
                queue.put_nowait(frame)

    async def _travel(self, user: str, body: dict[str, Any]) -> dict[str, Any]:
        clock, to = self._hub.clock, body["to"]
        if clock is None:
            raise UiError("no_clock", "Time cannot be moved here.")
        if to not in ("next", "+1h", "+1d"):
            raise UiError("invalid_request", "Time moves to 'next', '+1h' or '+1d'.")
        if self._hub.busy_clock:
            raise UiError("busy", "Time is already moving.")
        self._hub.busy_clock = True
        self._hub.world.changed()
        try:
            with self._hub.activity.busy():
                await asyncio.get_running_loop().run_in_executor(None, clock.travel, to)
        finally:
            self._hub.busy_clock = False
            self._hub.world.changed()
        return {}


async def _pump(ws: web.WebSocketResponse, queue: asyncio.Queue[dict[str, Any]]) -> None:
    while True:
        frame = await queue.get()
        try:
            await ws.send_str(json.dumps(frame))
        except ConnectionResetError:
            return


def _failed(error: str, message: str) -> web.Response:
    return web.json_response({"ok": False, "error": error, "message": message})

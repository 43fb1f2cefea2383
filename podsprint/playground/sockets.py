"""Socket Mode: tickets, connections, and envelopes that want to be acknowledged."""

import asyncio
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from .config import Config
from .faults import Faults
from .times import Times
from .traffic import Traffic

MAX_LINKS = 10
# How long a connection that was asked to go away may stay.
_GRACE = 2.0
_BEFORE = ("timeout_before", "drop_before", "429", "500", "revoked")


class AckFailedError(Exception):
    """An envelope that was not acknowledged: `no_socket`, `timeout` or `closed`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Activity:
    """Counts what is under way, so that one can wait until nothing is."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Something is under way inside this block."""
        self._count += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._count -= 1
            if self._count == 0:
                self._idle.set()

    async def idle(self) -> None:
        """Returns when nothing is under way."""
        while self._count:
            await self._idle.wait()


class Link:
    """One open Socket Mode connection."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request) -> None:
        self.ws = ws
        self.request = request
        self.leaving = False
        self.delivered = 0


class Sockets:
    """All connections of the app. Each envelope goes to exactly one of them."""

    def __init__(
        self,
        config: Config,
        times: Times,
        faults: Faults,
        traffic: Traffic,
        activity: Activity,
        ack_seconds: float,
    ) -> None:
        self._config = config
        self._times = times
        self._faults = faults
        self._traffic = traffic
        self._activity = activity
        self._ack_seconds = ack_seconds
        self._tickets: set[str] = set()
        self._links: list[Link] = []
        self._pending: dict[str, tuple[asyncio.Future[object], Link]] = {}
        self._opened = asyncio.Event()
        self._closing: set[asyncio.Task[None]] = set()
        self.disabled = False
        self.on_change: list[Any] = []

    @property
    def count(self) -> int:
        """How many connections are open."""
        return len(self._links)

    def ticket(self) -> str:
        """A new single-use ticket for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def wait_open(self) -> None:
        """Returns when at least one connection is open, and was not asked to go away."""
        while not self._staying():
            self._opened.clear()
            await self._opened.wait()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Runs one connection until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="this ticket was used before, or never existed")
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(heartbeat=30.0)
        await ws.prepare(request)
        if len(self._links) >= MAX_LINKS or self.disabled:
            reason = "link_disabled" if self.disabled else "too_many_websockets"
            await ws.send_str(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {}}))
            await ws.close()
            return ws
        link = Link(ws, request)
        self._links.append(link)
        self._opened.set()
        self._changed()
        try:
            await ws.send_str(json.dumps(self._hello()))
            async for message in ws:
                if message.type == WSMsgType.TEXT:
                    self._receive(link, message.data)
        except ConnectionResetError:
            pass  # the app went away while we were greeting it
        finally:
            self._gone(link)
        return ws

    async def deliver(
        self, kind: str, payload: dict[str, Any], accepts: bool, retry: tuple[int, str] | None = None
    ) -> Any:
        """Sends one envelope and returns the payload of its acknowledgement; raises AckFailedError."""
        with self._activity.busy():
            started = self._times.monotonic()
            error: str | None = None
            answer: Any = None
            try:
                answer = await self._exchange(kind, payload, accepts, retry)
            except AckFailedError as failed:
                error = failed.reason
                raise
            finally:
                ms = (self._times.monotonic() - started) * 1000
                inner = payload.get("event", payload)
                summary = str(inner.get("command") or inner.get("type", ""))
                body = {"payload": payload, "answer": answer}
                self._traffic.note("to_app", kind, body, error, ms, summary)
            return answer

    async def tell(self, do: str) -> None:
        """Speaks to all connections: `refresh`, `warning`, `drop` or `link_disabled`."""
        reason = {"refresh": "refresh_requested", "warning": "warning", "link_disabled": "link_disabled"}.get(do)
        if do == "link_disabled":
            self.disabled = True
        for link in list(self._links):
            if reason is None:
                if link.request.transport is not None:
                    link.request.transport.abort()
                self._gone(link)
                continue
            frame = {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
            await self._send(link, frame)
            if do == "refresh":
                link.leaving = True
                task = asyncio.create_task(self._close_later(link))
                self._closing.add(task)
                task.add_done_callback(self._closing.discard)
            elif do == "link_disabled":
                await link.ws.close()

    async def close(self) -> None:
        """Closes everything."""
        for task in list(self._closing):
            task.cancel()
        for link in list(self._links):
            await link.ws.close()
            self._gone(link)

    # Inside ------------------------------------------------------------------------------------------------

    async def _exchange(self, kind: str, payload: dict[str, Any], accepts: bool, retry: tuple[int, str] | None) -> Any:
        fault = self._faults.take(f"ui:{kind}")
        if fault and fault.fault in _BEFORE:
            raise AckFailedError("timeout")
        link = await self._choose()
        envelope: dict[str, Any] = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": accepts,
        }
        if retry is not None:
            envelope |= {"retry_attempt": retry[0], "retry_reason": retry[1]}
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._pending[envelope["envelope_id"]] = (future, link)
        deadline = self._times.monotonic() + self._ack_seconds
        try:
            if not await self._send(link, envelope):
                raise AckFailedError("closed")
            if not await self._times.before(deadline, future):
                raise AckFailedError("timeout")
        finally:
            self._pending.pop(envelope["envelope_id"], None)
        answer = future.result()
        if isinstance(answer, AckFailedError):
            raise answer
        if fault:
            raise AckFailedError("timeout")
        return answer if accepts else None

    async def _send(self, link: Link, frame: dict[str, Any]) -> bool:
        try:
            await link.ws.send_str(json.dumps(frame))
        except ConnectionResetError:
            self._gone(link)
            return False
        return True

    async def _choose(self) -> Link:
        if not self._links:
            raise AckFailedError("no_socket")
        if not self._staying():
            # All were asked to go away, and their successor is on its way.
            try:
                await asyncio.wait_for(self.wait_open(), self._ack_seconds)
            except TimeoutError:
                raise AckFailedError("no_socket") from None
        link = min(self._staying(), key=lambda one: one.delivered)
        link.delivered += 1
        return link

    def _staying(self) -> list[Link]:
        return [link for link in self._links if not link.leaving and not link.ws.closed]

    def _receive(self, link: Link, text: str) -> None:
        try:
            frame = json.loads(text)
        except ValueError:
            self._traffic.note("from_app", "socket", {"text": text[:200]}, "invalid_json")
            return
        waiting = self._pending.get(str(frame.get("envelope_id"))) if isinstance(frame, dict) else None
        if waiting is None or waiting[1] is not link:
            self._traffic.note("from_app", "ack", frame, "unknown_envelope")
        elif not waiting[0].done():
            waiting[0].set_result(frame.get("payload"))

    def _gone(self, link: Link) -> None:
        if link not in self._links:
            return
        self._links.remove(link)
        for future, used in self._pending.values():
            if used is link and not future.done():
                future.set_result(AckFailedError("closed"))
        self._changed()

    async def _close_later(self, link: Link) -> None:
        # The old connection stays until its successor is there and its envelopes are answered, but not for ever.
        try:
            async with asyncio.timeout(_GRACE):
                await self.wait_open()
                waiting = {future for future, used in self._pending.values() if used is link}
                if waiting:
                    await asyncio.wait(waiting)
        except TimeoutError:
            pass
        await link.ws.close()

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._links),
            "connection_info": {"app_id": self._config.app_id},
            "debug_info": {"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
        }

    def _changed(self) -> None:
        for tell in self.on_change:
            tell()

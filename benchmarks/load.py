"""Slack's side of the benchmark: a Web API that says yes, a socket that hands out envelopes, and users who click."""

import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, web
from slack_sdk.signature import SignatureVerifier

from benchmarks.company import as_http

SECRET = "signed by the benchmark"
Letter = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Figures:
    """Milliseconds at the middle and at the worst hundredth, answers a second, and answers that were not 200."""

    p50: float
    p99: float
    per_second: float
    wrong: int

    @classmethod
    def of(cls, taken: list[float], wall: float, wrong: int) -> "Figures":
        """From the seconds each took."""
        order = sorted(taken)
        at = [order[min(len(order) - 1, int(len(order) * part))] * 1000 for part in (0.5, 0.99)]
        return cls(at[0], at[1], len(order) / wall, wrong)


class Stand:
    """The Web API and the socket, on one port."""

    def __init__(self) -> None:
        self.calls: dict[str, int] = {}
        self._socket: web.WebSocketResponse | None = None
        self._connected = asyncio.Event()
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._ids = itertools.count(1)
        self.port = 0
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._answer)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def connected(self) -> None:
        """Wait until an app listens."""
        await asyncio.wait_for(self._connected.wait(), 60)
        self._connected.clear()

    async def send(self, letter: Letter) -> None:
        """One envelope, until it is acknowledged."""
        kind, payload = letter
        name = str(next(self._ids))
        self._waiting[name] = asyncio.get_running_loop().create_future()
        assert self._socket is not None
        envelope = {"envelope_id": name, "type": kind, "payload": payload, "accepts_response_payload": True}
        await self._socket.send_str(json.dumps(envelope))
        await asyncio.wait_for(self._waiting[name], 30)
        del self._waiting[name]

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        self._socket = socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        self._connected.set()
        async for message in socket:
            if message.data and (name := json.loads(message.data).get("envelope_id")) in self._waiting:
                self._waiting[name].set_result(None)
        return socket

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls[method] = self.calls.get(method, 0) + 1
        body: dict[str, Any] = {"ok": True, "ts": f"{time.time():.6f}", "channel": {"id": "D1"}}
        body |= {"user_id": "U0BOT", "bot_id": "B0", "team_id": "T0ACME", "team": "Acme", "user": "podsprint"}
        body |= {"view": {"id": "V1", "hash": "1.a"}, "url": f"ws://127.0.0.1:{self.port}/link"}
        return web.json_response(body)


async def over_http(port: int, letters: Iterator[Letter], users: int, count: int) -> Figures:
    """So many requests from so many people who each wait for their answer."""
    verifier = SignatureVerifier(SECRET)
    wrong = 0

    async def one(session: ClientSession, letter: Letter) -> None:
        nonlocal wrong
        body, kind = as_http(*letter)
        stamp = str(int(time.time()))
        signature = str(verifier.generate_signature(timestamp=stamp, body=body))
        headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
        async with session.post(f"http://127.0.0.1:{port}/slack/events", data=body, headers=headers) as answer:
            said = await answer.text()
            wrong += answer.status != 200 or '"errors"' in said

    async with ClientSession() as session:
        taken, wall = await _together(users, count, lambda: one(session, next(letters)))
    return Figures.of(taken, wall, wrong)


async def over_socket(stand: Stand, letters: Iterator[Letter], users: int, count: int) -> Figures:
    """The same over Socket Mode."""
    taken, wall = await _together(users, count, lambda: stand.send(next(letters)))
    return Figures.of(taken, wall, 0)


async def _together(users: int, count: int, act: Any) -> tuple[list[float], float]:
    taken: list[float] = []
    left = iter(range(count))

    async def user() -> None:
        for _ in left:
            start = time.perf_counter()
            await act()
            taken.append(time.perf_counter() - start)

    start = time.perf_counter()
    await asyncio.gather(*(user() for _ in range(users)))
    return taken, time.perf_counter() - start

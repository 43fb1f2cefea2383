"""The server: puts the parts together and runs them on 127.0.0.1, in a thread of its own."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from . import control
from .config import Config
from .control import Control
from .events import RETRY_SECONDS, Events
from .faults import Faults
from .files import Files
from .guard import guard
from .hub import Hub, Recorded
from .interactions import Interactions
from .pace import Pace, Pacer
from .responses import Responses
from .screen import messages_of
from .sockets import Activity, Sockets
from .state import Json, World
from .store import Store
from .times import Clock, Times, utc_now
from .traffic import Traffic
from .triggers import Permissions
from .ui import Ui
from .views import Views
from .webapi import WebApi

T = TypeVar("T")
_MAX_BODY = 64 * 1024 * 1024
_START_SECONDS = 10.0


class Playground:
    """A local Slack. Use it as a context manager, or with `start()` and `stop()`."""

    def __init__(
        self,
        config: Config,
        *,
        port: int = 0,
        now: Callable[[], datetime] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        clock: Clock | None = None,
        store_path: Path | None = None,
        pace: Pace | None = Pace(),  # noqa: B008 - frozen
        ack_seconds: float = 3.0,
        retry_seconds: tuple[float, ...] = RETRY_SECONDS,
        hang_seconds: float = 60.0,
    ) -> None:
        self.config = config
        self._store = Store(store_path)
        times = Times(now or (clock.now if clock else utc_now), monotonic)
        faults, traffic, activity = Faults(), Traffic(times), Activity()
        world = World(config, times, self._store)
        views = Views(world)
        permissions = Permissions(times, config.team.id)
        sockets = Sockets(config, times, faults, traffic, activity, ack_seconds)
        events = Events(world, sockets, faults, activity, retry_seconds)
        interactions = Interactions(world, views, sockets, permissions, lambda key: f"{self.url}response/{key}")
        self._hub = Hub(
            config=config,
            times=times,
            world=world,
            views=views,
            permissions=permissions,
            sockets=sockets,
            events=events,
            interactions=interactions,
            pacer=Pacer(pace, monotonic),
            faults=faults,
            traffic=traffic,
            activity=activity,
            clock=clock,
            hang_seconds=hang_seconds,
            port=port,
        )
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._started = threading.Event()
        self._failure: BaseException | None = None

    # Running -----------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The address of the page."""
        return self._hub.url

    @property
    def api_url(self) -> str:
        """The `base_url` for slack_sdk's WebClient."""
        return f"{self._hub.url}api/"

    def start(self) -> Self:
        """Starts the server; returns when it answers."""
        self._thread = threading.Thread(target=self._run, name="playground", daemon=True)
        self._thread.start()
        started = self._started.wait(_START_SECONDS)
        if self._failure:
            raise self._failure
        if not started:
            raise RuntimeError("the playground did not start in time")
        return self

    def stop(self) -> None:
        """Stops the server and closes the store."""
        if self._loop and self._stop and self._thread and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()
        self._store.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # For tests and the demo --------------------------------------------------------------------------------

    def messages(self, channel: str) -> list[Json]:
        """A channel's messages, replies included, oldest first, with all metadata."""
        return self._call(lambda: messages_of(self._hub.world, self._hub.world.channels[channel]))

    def uploads(self) -> dict[str, bytes]:
        """What is in the files that are there, by their ids."""
        return self._call(lambda: dict(self._hub.world.uploads))

    def ephemerals(self, user: str) -> list[Json]:
        """A person's ephemeral messages."""
        return self._call(lambda: [dict(m) for m in self._hub.world.ephemerals[user]])

    def home(self, user: str) -> Json | None:
        """A person's Home."""
        shown = self._call(lambda: self._hub.views.home(user))
        return dict(shown.body) if shown else None

    def stack(self, user: str) -> list[Json]:
        """A person's modals, the last on top."""
        return self._call(lambda: [dict(shown.body) for shown in self._hub.views.stack(user)])

    def channel(self, key: str) -> Json:
        """A channel as it is stored."""
        return self._call(lambda: dict(self._hub.world.channels[key]))

    def calls(self, method: str | None = None) -> list[Recorded]:
        """The Web API calls so far, of one method or all."""
        return self._call(lambda: [c for c in self._hub.calls if method in (None, c.method)])

    def forget_calls(self) -> None:
        """Starts the record of calls anew."""
        self._call(self._hub.calls.clear)

    def change_channel(self, channel: str, **changes: Any) -> None:
        """Changes a channel (`is_archived`, ...) without an event: a test sends its own, in whatever order."""

        def change() -> None:
            self._hub.world.channels[channel] |= changes
            self._hub.world.save_channel(self._hub.world.channels[channel])

        self._call(change)

    def change_user(self, user: str, **changes: Any) -> None:
        """Changes a person (`tz`, `deleted`, ...) and tells the app, if it listens to user_change."""

        def change() -> None:
            person = self._hub.world.users[user] | changes
            self._hub.world.save_user(person)
            self._hub.events.user_changed(person)

        self._call(change)

    def fail(self, method: str, fault: str, times: int = 1, retry_after: int = 1) -> None:
        """Plans trouble; see faults.py."""
        self._call(lambda: self._hub.faults.plan(method, fault, times, retry_after))

    def clear(self) -> None:
        """Forgets planned trouble, and lets sockets connect again."""

        def clear() -> None:
            self._hub.faults.clear()
            self._hub.sockets.disabled = False

        self._call(clear)

    def emit(self, event: Json, duplicate: int = 0) -> str:
        """Sends an event whatever the app subscribed to; returns its event_id."""
        return self._call(lambda: control.emit(self._hub, event, duplicate))

    def release(self) -> int:
        """Sends the events a `late` fault held back."""
        return self._call(self._hub.events.release)

    def revoke(self) -> None:
        """Uninstalls the app: its bot token is worthless from now on."""
        self._call(lambda: control.revoke(self._hub))

    def socket(self, do: str) -> None:
        """Speaks to all sockets: `refresh`, `warning`, `drop` or `link_disabled`."""
        self._await(self._hub.sockets.tell(do))

    def connections(self) -> int:
        """How many Socket Mode connections are open."""
        return self._call(lambda: self._hub.sockets.count)

    def wait_connected(self, timeout: float = 10.0) -> None:
        """Returns when the app has a connection."""
        self._await(asyncio.wait_for(self._hub.sockets.wait_open(), timeout))

    def settle(self, timeout: float = 10.0) -> None:
        """Returns when every envelope is acked or given up, and no call is being answered."""
        self._await(asyncio.wait_for(self._hub.activity.idle(), timeout))

    def dropped_events(self) -> list[Json]:
        """Events the app did not acknowledge in any of the tries."""
        return self._call(lambda: list(self._hub.events.dropped))

    # Inside ------------------------------------------------------------------------------------------------

    def _call(self, work: Callable[[], T]) -> T:
        async def run() -> T:
            return work()

        return self._await(run())

    def _await(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop is None:
            raise RuntimeError("the playground is not running")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:
            # Whatever it was (a port in use, mostly) belongs to the thread that called start().
            self._failure = failure
            self._started.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        ui = Ui(self._hub)
        runner = web.AppRunner(self._app(ui, self._stop), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._hub.port)
        await site.start()
        self._hub.port = runner.addresses[0][1]
        self._started.set()
        try:
            await self._stop.wait()
        finally:
            await self._hub.events.close()
            await self._hub.sockets.close()
            await ui.close()
            await runner.cleanup()
            self._loop = None

    def _app(self, ui: Ui, stop: asyncio.Event) -> web.Application:
        app = web.Application(middlewares=[guard(lambda: self._hub.port)], client_max_size=_MAX_BODY)
        api, responses, controls = WebApi(self._hub, stop), Responses(self._hub), Control(self._hub)
        files = Files(self._hub)
        app.router.add_route("GET", "/api/{method}", api.serve)
        app.router.add_route("POST", "/api/{method}", api.serve)
        app.router.add_get("/link/", self._hub.sockets.serve)
        app.router.add_post("/response/{key}", responses.serve)
        app.router.add_post("/upload/{file}", files.upload)
        app.router.add_get("/files/{file}/{name}", files.download)
        app.router.add_get("/ui/state", ui.state)
        app.router.add_get("/ui/traffic", ui.traffic)
        app.router.add_get("/ui/wait", ui.wait)
        app.router.add_get("/ui/events", ui.events)
        app.router.add_post("/ui/{call}", ui.act)
        app.router.add_get("/control/faults", controls.faults)
        app.router.add_post("/control/{call}", controls.act)
        app.router.add_get("/", files.page)
        app.router.add_get("/page/{name:.+}", files.page)
        return app

"""A real bot on a playground, in one process and without waiting for anything."""

import shutil
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlmodel import col, func, select

from podsprint.bootstrap import Bot, make_bot
from podsprint.config import Settings
from podsprint.playground.config import Config, sample_config
from podsprint.playground.server import Playground
from podsprint.slack.text import Words
from podsprint.store.engine import reading
from podsprint.store.tables import Work
from podsprint.usecases.outbox import Deliver, Errand
from tests.support.clock import Clock
from tests.support.databases import KEY

ROOT = Path(__file__).resolve().parents[2]
# Longer pauses than this are not Slack's pace but trouble, and `drain` leaves them alone.
PATIENCE = timedelta(seconds=20)


def workspace() -> Config:
    """A small workspace with the app's real manifest: U1 to U5, channel C1 (all but U5, and the bot), see there."""
    return sample_config(deepcopy(_manifest()))


@lru_cache(maxsize=1)
def _manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return found


def settings_for(playground: Playground, database_url: str, **more: Any) -> Settings:
    """What an operator would set for this playground; nothing is read from the machine."""
    given = {
        "slack_bot_token": playground.config.bot_token,
        "slack_app_token": playground.config.app_token,
        "slack_signing_secret": "signed by the playground",
        "slack_api_url": playground.api_url,
        "database_url": database_url,
        "keys": [KEY],
        "zone": "Europe/Berlin",
    }
    return Settings(_env_file=None, **{**given, **more})  # type: ignore[call-arg]


@dataclass
class Bots:
    """Makes bots for one test, and puts them away after it."""

    playground: Playground
    clock: Clock
    folder: Path
    template: Path  # a migrated SQLite file
    words: Words
    _made: list[Bot] = field(default_factory=list)
    _sockets: list[SocketModeHandler] = field(default_factory=list)

    def __call__(self, database_url: str = "", *, connect: bool = False, **settings: Any) -> Bot:
        """A bot on the playground, with a SQLite file of the test's own unless another database is named.

        Its ticker stands still: a test ticks the worker itself, or uses `drain`. With `connect` it listens on a socket,
        so that an `Actor` can speak to it.
        """
        file = self.folder / "podsprint.db"
        if not (database_url or "keys" in settings or file.exists()):
            shutil.copy(self.template, file)
        bot = make_bot(
            settings_for(self.playground, database_url or f"sqlite:///{file}", **settings),
            now=self.clock.now,
            monotonic=self.clock.monotonic,
            words=None if "prompts_dir" in settings else self.words,
        )
        self._made.append(bot)
        if connect:
            self._sockets.append(bot.connect())
            self.playground.wait_connected()
        return bot

    def close(self) -> None:
        """Put every bot away."""
        hang_up(self.playground, *self._sockets)
        self._sockets.clear()
        for bot in self._made:
            bot.stop()
        self._made.clear()


def hang_up(playground: Playground, *sockets: SocketModeHandler) -> None:
    """Close sockets at once. slack_sdk would sit in recv() for three seconds and in its queue for one: wake both."""
    if not sockets:
        return
    for socket in sockets:
        socket.client.auto_reconnect_enabled = False
        socket.client.closed = True
        socket.client.enqueue_message("")
    playground.socket("drop")
    for socket in sockets:
        socket.close()  # type: ignore[no-untyped-call]


def drain(bot: Bot, clock: Clock, *, patience: timedelta = PATIENCE) -> int:
    """Tick, and move the clock over the pauses between messages, until nothing is left to say now.

    Returns:
        How many rows of work were run.
    """
    ran = bot.worker.tick()
    while (due := _next_delivery(bot, clock.now())) is not None and due <= clock.now() + patience:
        clock.set(due)
        ran += bot.worker.tick()
    return ran


def _next_delivery(bot: Bot, after: datetime) -> datetime | None:
    with reading(bot.deps.engine) as session:
        return session.exec(
            select(func.min(Work.due_at)).where(
                col(Work.done_at).is_(None), col(Work.kind).in_([*Deliver, *Errand]), col(Work.due_at) > after
            )
        ).one()

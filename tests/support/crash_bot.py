"""Bots in processes of their own, to be killed: ``python -m tests.support.crash_bot '{...}'``, see `Plan`.

What takes long is importing, so it is done once: for each line it reads, this process forks one that is the bot.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from podsprint.bootstrap import make_bot
from podsprint.config import Settings
from tests.support.clock import START

READY = "ready"
_REST_SECONDS = 0.01


@dataclass(frozen=True)
class Plan:
    """What the process is told. Its clock runs ``speed`` times as fast as the real one, from ``base`` on."""

    settings: dict[str, Any]
    base: float
    speed: float
    socket: bool = False

    def now(self) -> datetime:
        """The time of the story, the same in every process."""
        return START + timedelta(seconds=(time.time() - self.base) * self.speed)

    def monotonic(self) -> float:
        """Its seconds."""
        return time.monotonic() * self.speed

    def command(self) -> list[str]:
        """How to start a process with this plan."""
        return [sys.executable, "-m", "tests.support.crash_bot", json.dumps(asdict(self))]


def main(say: Callable[[str], object]) -> None:
    """One life a line, one after the other."""
    plan = Plan(**json.loads(sys.argv[1]))
    for _ in sys.stdin:
        life = os.fork()
        if life == 0:
            live(plan, say)
        os.waitpid(life, 0)


def live(plan: Plan, say: Callable[[str], object]) -> None:
    """Say which process this is, and work until killed."""
    settings = Settings(_env_file=None, **plan.settings)  # type: ignore[call-arg]
    bot = make_bot(settings, now=plan.now, monotonic=plan.monotonic)
    if plan.socket:
        bot.connect()
    say(f"{READY} {os.getpid()}\n")
    sys.stdout.flush()
    rest = threading.Event()
    while not rest.wait(_REST_SECONDS):
        bot.worker.tick()


if __name__ == "__main__":
    main(sys.stdout.write)

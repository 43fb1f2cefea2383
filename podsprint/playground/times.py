"""Two clocks: the one people see, and the one lifetimes are measured with."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# An injected clock cannot wake us, so waits on it look at it this often.
_GLANCE = 0.005


class Clock(Protocol):
    """The app's time, where whoever runs the playground can move it."""

    @property
    def zone(self) -> str:
        """The IANA zone in which the page shows the time."""

    def now(self) -> datetime:
        """The time, aware."""

    def next(self) -> tuple[datetime, str] | None:
        """When something is due next, and a few words for it."""

    def travel(self, to: str) -> None:
        """Moves to 'next', '+1h' or '+1d'. May take seconds; called in a thread of its own."""


def utc_now() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Times:
    """What the playground takes times from."""

    now: Callable[[], datetime] = utc_now
    monotonic: Callable[[], float] = time.monotonic

    def micros(self) -> int:
        """Microseconds since 1970 of the shown time."""
        return (self.now() - _EPOCH) // timedelta(microseconds=1)

    def seconds(self) -> int:
        """Whole seconds since 1970 of the shown time."""
        return self.micros() // 1_000_000

    async def sleep_until(self, deadline: float) -> None:
        """Returns when the monotonic clock has passed `deadline`."""
        while (left := deadline - self.monotonic()) > 0:
            await asyncio.sleep(self._step(left))

    async def before(self, deadline: float, future: asyncio.Future[object]) -> bool:
        """Whether `future` was done before the monotonic clock passed `deadline`."""
        while not future.done():
            left = deadline - self.monotonic()
            if left <= 0:
                return False
            await asyncio.wait({future}, timeout=self._step(left))
        return self.monotonic() <= deadline

    def _step(self, left: float) -> float:
        return left if self.monotonic is time.monotonic else min(left, _GLANCE)

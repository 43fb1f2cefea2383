"""Time that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # a Monday


class Clock:
    """One time, shown twice: as a moment (``now``), and as seconds that only go up (``monotonic``)."""

    def __init__(self, start: datetime = START) -> None:
        self._start = self._now = start

    def now(self) -> datetime:
        """The moment, aware UTC. Give it on as it is: ``make_bot(settings, now=clock.now)``."""
        return self._now

    def monotonic(self) -> float:
        """The same in seconds. Starts high, as a machine's does."""
        return 1000.0 + (self._now - self._start).total_seconds()

    def set(self, to: datetime) -> None:
        """Go to a moment; never back."""
        if to < self._now:
            raise ValueError(f"{to} is before {self._now}")
        self._now = to

    def advance(self, seconds: float = 0, *, minutes: float = 0, hours: float = 0, days: float = 0) -> datetime:
        """Go ahead, and see what time it is then."""
        self.set(self._now + timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days))
        return self._now

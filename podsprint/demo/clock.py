"""The demo's time: the app's own clock port, set to a day of the story, and movable."""

import json
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

from podsprint.bootstrap import Bot
from podsprint.store import work
from podsprint.store.engine import reading
from podsprint.usecases import sessions

# Work due sooner than this is waited for in real time: it is Slack's own pace, which no clock of ours can hurry.
SOON = timedelta(seconds=10)
_JUMPS = {"+1h": timedelta(hours=1), "+1d": timedelta(days=1)}


class DemoClock:
    """Runs at the real speed from wherever it was set, and remembers where it was when the demo stopped."""

    def __init__(self, file: Path, start: datetime) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._at = datetime.fromisoformat(json.loads(file.read_text())["now"]) if file.exists() else start
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The time of the story, aware UTC."""
        with self._lock:
            return self._at + timedelta(seconds=time.monotonic() - self._since)

    def set(self, to: datetime) -> None:
        """Jump ahead; never back."""
        now = self.now()
        with self._lock:
            self._at, self._since = max(to, now), time.monotonic()
        self.save()

    def save(self) -> None:
        """Remember where we are."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps({"now": self.now().isoformat()}))
        fresh.replace(self._file)


class Travel:
    """Moves the story's time so that everything on the way happens at its own moment, in order."""

    def __init__(self, clock: DemoClock, zone: str) -> None:
        self.zone = zone
        self._clock = clock
        self._bot: Bot | None = None

    def carry(self, bot: Bot) -> None:
        """The bot whose work is done on the way."""
        self._bot = bot

    def now(self) -> datetime:
        """The time of the story."""
        return self._clock.now()

    def next(self) -> tuple[datetime, str] | None:
        """When the next session opens, and a few words for it."""
        if self._bot is None:
            return None
        with reading(self._bot.deps.engine) as session:
            found = sessions.next_anywhere(session, self.now())
        if found is None:
            return None
        meeting, pod = found
        kind = self._bot.deps.words.plain(f"common.kind.{meeting.kind}", number=meeting.number)
        return meeting.opens_at, f"{kind} of {pod.name}"

    def travel(self, to: str) -> None:
        """Move to 'next' (session), '+1h' or '+1d'."""
        following = self.next()
        if to == "next" and following:
            self.travel_to(following[0])
        elif to in _JUMPS:
            self.travel_to(self.now() + _JUMPS[to])

    def travel_to(self, to: datetime) -> None:
        """Stop at every moment at which something is due, and end when everything has been done and said."""
        while (due := self._next_due()) is not None and due <= to:
            self._clock.set(due)
            self._tick()
        self._clock.set(to)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is left to do or to say now."""
        self._tick()
        while (due := self._next_due()) is not None and due <= self.now() + SOON:
            threading.Event().wait(max(0.05, (due - self.now()).total_seconds()))
            self._tick()

    def _tick(self) -> None:
        if self._bot is not None:
            self._bot.worker.tick()

    def _next_due(self) -> datetime | None:
        if self._bot is None:
            return None
        with reading(self._bot.deps.engine) as session:
            return work.next_due(session)

"""Slack is paced, not retried at: GCRA per method, workspace and conversation, a little under the limit.

Kept in memory: one process sends for a workspace at a time. Source of the limits: Slack's rate limit tiers.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

_MARGIN = 0.95  # at the very limit, jitter alone brings refusals
_PER_MINUTE = {
    "chat.postMessage": 480,
    "chat.update": 50,
    "chat.delete": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "views.publish": 100,
    "users.info": 100,
}
_BURST = 5  # calls that may follow one another at once, where there was quiet before
_MOST_LINES = 10_000
_POSTS_PER_SECOND = 1.0  # in one conversation
_NO_WAIT = 1e-6  # shorter than the time stamps can tell: whoever came back for it would come back for ever


@dataclass(slots=True)
class _Line:
    """One GCRA: the theoretical arrival time of the next call."""

    gap: float
    tolerance: float
    arrival: float = field(default=0.0)

    def free_at(self, now: float) -> float:
        return max(now, self.arrival - self.tolerance)

    def take(self, now: float) -> None:
        self.arrival = max(self.arrival, now) + self.gap

    def block(self, until: float) -> None:
        self.arrival = max(self.arrival, until + self.tolerance)


class Pace:
    """When the next call may be made. ``monotonic`` is a clock in seconds; ``speed`` multiplies every limit."""

    def __init__(self, monotonic: Callable[[], float], *, speed: float = 1.0) -> None:
        self._monotonic = monotonic
        self._speed = speed
        self._lock = threading.Lock()
        self._lines: dict[tuple[str, str, str], _Line] = {}

    def take(self, method: str, team: str, conversation: str = "") -> float:
        """Take a place if there is one: 0.0. Otherwise nothing is taken, and the answer is how many seconds to wait."""
        with self._lock:
            now = self._monotonic()
            lines = self._for(method, team, conversation)
            wait = max(line.free_at(now) for line in lines) - now
            if wait > _NO_WAIT:
                return wait
            for line in lines:
                line.take(now)
            return 0.0

    def block(self, method: str, team: str, seconds: float) -> None:
        """Slack asked for a pause: the method rests for the whole workspace."""
        with self._lock:
            now = self._monotonic()
            self._line(method, team, "").block(now + seconds)

    def _for(self, method: str, team: str, conversation: str) -> list[_Line]:
        lines = [self._line(method, team, "")]
        if method == "chat.postMessage" and conversation:
            lines.append(self._line(method, team, conversation))
        return lines

    def _line(self, method: str, team: str, conversation: str) -> _Line:
        key = (method, team, conversation)
        if key not in self._lines:
            self._forget_idle()
            gap = 1 / (_POSTS_PER_SECOND * _MARGIN)
            burst = 1
            if not conversation:
                gap, burst = 60 / (_PER_MINUTE.get(method, 50) * _MARGIN), _BURST
            gap /= self._speed
            self._lines[key] = _Line(gap=gap, tolerance=gap * (burst - 1))
        return self._lines[key]

    def _forget_idle(self) -> None:
        """Keep the table small: a line nobody waits in starts anew as if it had always been quiet."""
        if len(self._lines) >= _MOST_LINES:
            now = self._monotonic()
            self._lines = {key: line for key, line in self._lines.items() if line.arrival > now}

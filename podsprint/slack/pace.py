"""Slack is paced, not retried at: GCRA per method, workspace and conversation, a little under the limit.

Whoever must wait is given a time of its own, so that many who wait do not all come back at once.
Kept in memory: one process sends for a workspace at a time. Source of the limits: Slack's rate limit tiers.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

_POST = "chat.postMessage"
_MARGIN = 0.95  # at the very limit, jitter alone brings refusals
_PER_MINUTE = {
    _POST: 480,
    "chat.update": 50,
    "chat.delete": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "views.publish": 100,
    "users.info": 100,
    "files.getUploadURLExternal": 100,
    "files.completeUploadExternal": 100,
    "users.conversations": 50,
    "conversations.create": 20,
    "conversations.invite": 50,
    "conversations.members": 100,
}
_BURST = 5  # calls that may follow one another at once, where there was quiet before
_BURSTS = {"users.info": 10}  # a form names everybody in a pod at once
_MOST_LINES = 10_000
_NO_SHOW_SECONDS = 600.0
_POSTS_PER_SECOND = 1.0  # in one conversation
_NO_WAIT = 1e-6  # shorter than the time stamps can tell: whoever came back for it would come back for ever


@dataclass(slots=True)
class _Line:
    """One GCRA: the theoretical arrival time of the next call."""

    gap: float
    tolerance: float
    arrival: float = field(default=0.0)

    def free_at(self, now: float, calls: int = 1) -> float:
        return max(now, self.arrival + (calls - 1) * self.gap - self.tolerance)

    def take(self, now: float, calls: int = 1) -> None:
        self.arrival = max(self.arrival, now) + calls * self.gap

    def block(self, until: float) -> None:
        self.arrival = max(self.arrival, until + self.tolerance)


class _Queue:
    """Who may call a method next, in one workspace: three lines side by side, so that each who waits has a time.

    ``sent`` is what Slack counts, and the only one that lets anybody through. ``booked`` gives those who must wait
    their times, one after the other. ``late`` does so once more for those whose time came while nobody could go.
    """

    __slots__ = ("_booked", "_late", "_places", "_sent")

    def __init__(self, gap: float, tolerance: float) -> None:
        self._sent, self._booked, self._late = _Line(gap, tolerance), _Line(gap, 0.0), _Line(gap, 0.0)
        self._places: dict[Hashable, float] = {}

    def take(self, now: float, holder: Hashable, calls: int) -> float:
        """The moment of this holder's place. It is ``now`` exactly if the place has been taken."""
        place = self._places.get(holder) if holder is not None else None
        if place is not None and place > now + _NO_WAIT:
            return place  # came before its time, and keeps it
        free = self._sent.free_at(now, calls)
        if free <= now + _NO_WAIT and (place is not None or not self._waiting(now)):
            self._places.pop(holder, None)
            self._sent.take(now, calls)
            return now
        line = self._booked if place is None else self._late
        place = max(line.free_at(free), now + 2 * _NO_WAIT)
        if holder is not None:
            line.take(place, calls)
            self._keep(now, holder, place)
        return place

    def block(self, until: float) -> None:
        for line in (self._sent, self._booked, self._late):
            line.block(until)

    def idle(self, now: float) -> bool:
        return self._sent.arrival <= now and not self._waiting(now)

    def _waiting(self, now: float) -> bool:
        return max(self._booked.arrival, self._late.arrival) > now + _NO_WAIT

    def _keep(self, now: float, holder: Hashable, place: float) -> None:
        self._places[holder] = place
        if len(self._places) > _MOST_LINES:  # whoever has not come for so long is not coming
            self._places = {who: at for who, at in self._places.items() if at > now - _NO_SHOW_SECONDS}


class Pace:
    """When the next call may be made. ``monotonic`` is a clock in seconds; ``speed`` multiplies every limit."""

    def __init__(self, monotonic: Callable[[], float], *, speed: float = 1.0) -> None:
        self._monotonic = monotonic
        self._speed = speed
        self._lock = threading.Lock()
        self._queues: dict[tuple[str, str], _Queue] = {}
        self._conversations: dict[tuple[str, str], _Line] = {}

    def take(self, method: str, team: str, conversation: str = "", *, holder: Hashable = None, calls: int = 1) -> float:
        """Take a place if there is one: 0.0. Otherwise the answer is how many seconds to wait.

        A ``holder`` has the place at that time to itself, and takes it by asking again then; without one nothing is
        kept, and whoever comes first goes first. Several ``calls``, at most a burst of them, go together or not at all.
        """
        with self._lock:
            now = self._monotonic()
            line = self._conversation(team, conversation, now) if method == _POST and conversation else None
            # One at a time waits for a conversation, so no place is kept here, nor wasted in the workspace's queue.
            if line is not None and line.free_at(now) > now + _NO_WAIT:
                return line.free_at(now) - now
            place = self._queue(method, team, now).take(now, holder, calls)
            if line is not None and place == now:
                line.take(now)
            return place - now

    def block(self, method: str, team: str, seconds: float) -> None:
        """Slack asked for a pause: the method rests for the whole workspace."""
        with self._lock:
            now = self._monotonic()
            self._queue(method, team, now).block(now + seconds)

    def _queue(self, method: str, team: str, now: float) -> _Queue:
        key = (method, team)
        if key not in self._queues:
            if len(self._queues) >= _MOST_LINES:
                self._queues = {known: queue for known, queue in self._queues.items() if not queue.idle(now)}
            gap = 60 / (_PER_MINUTE.get(method, 50) * _MARGIN * self._speed)
            self._queues[key] = _Queue(gap, gap * (_BURSTS.get(method, _BURST) - 1))
        return self._queues[key]

    def _conversation(self, team: str, conversation: str, now: float) -> _Line:
        key = (team, conversation)
        if key not in self._conversations:
            if len(self._conversations) >= _MOST_LINES:
                # A line nobody waits in starts anew as if it had always been quiet.
                self._conversations = {known: line for known, line in self._conversations.items() if line.arrival > now}
            self._conversations[key] = _Line(1 / (_POSTS_PER_SECOND * _MARGIN * self._speed), 0.0)
        return self._conversations[key]

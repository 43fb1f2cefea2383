"""Rate limits, by the generic cell rate algorithm: an even pace with a small burst."""

import math
from collections.abc import Callable
from dataclasses import dataclass

# Calls a minute by tier; "special" methods have limits of their own, so high that only a loop meets them.
TIERS = {1: 1, 2: 20, 3: 50, 4: 100, 0: 600}


@dataclass(frozen=True)
class Pace:
    """How strict the limits are. `scale` 10 allows ten times as much."""

    scale: float = 1.0
    tier_burst: int = 5
    post_burst: int = 4
    posts_a_minute: int = 480
    workspace_burst: int = 20


class Pacer:
    """Keeps the theoretical arrival time of every limit."""

    def __init__(self, pace: Pace | None, monotonic: Callable[[], float]) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._due: dict[str, float] = {}

    def method(self, method: str, tier: int) -> int | None:
        """Counts one call of a method; the seconds to wait when it is one too many."""
        if self._pace is None:
            return None
        burst = self._pace.tier_burst if tier else 100
        return self._take([(method, 60 / TIERS[tier], burst if tier != 1 else 1)])

    def post(self, channel: str) -> int | None:
        """Counts one message in a channel and in the workspace."""
        if self._pace is None:
            return None
        workspace = ("posts", 60 / self._pace.posts_a_minute, self._pace.workspace_burst)
        return self._take([(f"post:{channel}", 1.0, self._pace.post_burst), workspace])

    def _take(self, rules: list[tuple[str, float, int]]) -> int | None:
        now = self._monotonic()
        scale = self._pace.scale if self._pace else 1.0
        late = 0.0
        after: dict[str, float] = {}
        for key, interval, burst in rules:
            interval /= scale
            due = max(self._due.get(key, 0.0), now)
            late = max(late, due - now - interval * (burst - 1))
            after[key] = due + interval
        if late > 1e-9:
            return max(1, math.ceil(late))
        self._due.update(after)
        return None

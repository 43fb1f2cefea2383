"""Who may call Slack when: everybody has a time of their own, nobody waits for ever, and Slack's limits hold."""

import heapq
from collections import Counter

import pytest

from podsprint.playground.pace import Pace as Limits
from podsprint.playground.pace import Pacer
from podsprint.slack.pace import Pace

POST, TEAM = "chat.postMessage", "T1"
A_MINUTE = 480 * 0.95


class Rush:
    """Many who want to post, each coming back when told to; the clock goes from one arrival to the next."""

    def __init__(self, *, tick: float = 0.0) -> None:
        self.now, self.tick = 1000.0, tick
        self.pace = Pace(lambda: self.now)
        self.limits = Pacer(Limits(), lambda: self.now)
        self.asked: Counter[int] = Counter()
        self.order: list[int] = []
        self.refused: list[float] = []
        self.frozen: tuple[float, float] = (0.0, 0.0)

    def run(self, holders: range, conversation: str = "C{}") -> float:
        """Everybody posts one message. Returns how long it took."""
        start, queue = self.now, [(self.now, holder) for holder in holders]
        while queue:
            at, holder = heapq.heappop(queue)
            self.now = max(self.now, self._noticed(at))
            self.asked[holder] += 1
            wait = self.pace.take(POST, TEAM, conversation.format(holder), holder=holder)
            if wait == 0.0 and (pause := self.limits.post(conversation.format(holder))):
                self.refused.append(self.now)
                self.pace.block(POST, TEAM, wait := float(pause))
            if wait:
                heapq.heappush(queue, (self.now + wait, holder))
            else:
                self.order.append(holder)
        return self.now - start

    def _noticed(self, at: float) -> float:
        asleep, awake = self.frozen
        at = awake if asleep <= at < awake else at
        return at if not self.tick else -(-at // self.tick) * self.tick


@pytest.mark.parametrize("tick", [0.0, 0.5], ids=["at once", "every half second"])
def test_a_thousand_waiters_have_a_time_each(tick: float) -> None:
    rush = Rush(tick=tick)
    took = rush.run(range(1000))
    assert rush.refused == []
    assert took == pytest.approx(1000 / A_MINUTE * 60, rel=0.02)
    # One claim to be told the time, one to go; a few come late by a moment and are told once more.
    assert rush.asked.total() / 1000 <= 2.3
    assert max(rush.asked.values()) <= 5
    # Nobody waits for ever: whoever came first is among the first to go.
    assert max(abs(place - holder) for place, holder in enumerate(rush.order)) <= 20


def test_claims_per_message_do_not_grow_with_the_number_who_wait() -> None:
    few, many = Rush(tick=0.5), Rush(tick=0.5)
    few.run(range(100))
    many.run(range(4000))
    assert many.asked.total() / 4000 == pytest.approx(few.asked.total() / 100, abs=0.3)


def test_a_process_that_slept_does_not_catch_up_in_one_go() -> None:
    rush = Rush(tick=0.5)
    rush.frozen = (1010.0, 1050.0)  # three hundred places pass meanwhile
    took = rush.run(range(1000))
    assert rush.refused == []
    assert took == pytest.approx(1000 / A_MINUTE * 60 + 40, rel=0.05)
    assert rush.asked.total() / 1000 <= 4
    assert sorted(rush.order) == list(range(1000))


def test_retry_after_is_kept_to_and_nobody_is_lost_over_it() -> None:
    rush = Rush(tick=0.5)
    rush.pace.block(POST, TEAM, 30.0)
    took = rush.run(range(200))
    assert (rush.refused, sorted(rush.order)) == ([], list(range(200)))
    assert took == pytest.approx(30 + 200 / A_MINUTE * 60, abs=2)


def test_one_conversation_holds_nobody_else_up() -> None:
    """A pod with many messages waits a second for each; the workspace's places are there for the others meanwhile."""
    pace, now = Pace(lambda: 0.0), 0.0
    assert pace.take(POST, TEAM, "C1", holder=1) == now
    assert pace.take(POST, TEAM, "C1", holder=2) == pytest.approx(1 / 0.95)
    assert [pace.take(POST, TEAM, f"C{number}", holder=number) for number in range(3, 7)] == [0.0] * 4
    assert pace.take(POST, TEAM, "C7", holder=7) > 0


def test_a_place_nobody_comes_for_costs_one_place_only() -> None:
    rush = Rush()
    gone = [rush.pace.take(POST, TEAM, f"D{number}", holder=-1 - number) for number in range(20)]
    assert gone[-1] > 0
    took = rush.run(range(50))
    assert took == pytest.approx(70 / A_MINUTE * 60, rel=0.2)

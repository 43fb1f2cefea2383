"""The work table: everything once, in order, whoever crashes. Each test runs on both databases."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import monotonic

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import Work
from podsprint.store.work import LEASE, MAX_FAILURES, Claim
from tests.support.clock import Clock

KIND = "test.kind"


class Table:
    """The work table in a test's hands: each act in a transaction of its own."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock

    def add(
        self,
        key: str,
        *,
        lane: str | None = None,
        after: float = 0,
        expires: float | None = None,
        again: bool = False,
        payload: int = 1,
    ) -> None:
        now = self.clock.now()
        with transaction(self.engine) as session:
            work.enqueue(
                session,
                KIND,
                {"id": payload},
                key=key,
                due_at=now + timedelta(seconds=after),
                expires_at=None if expires is None else now + timedelta(seconds=expires),
                lane=lane,
                again=again,
            )

    def claim(self, limit: int = work.BATCH) -> list[Claim]:
        with transaction(self.engine) as session:
            return work.claim(session, self.clock.now(), limit=limit)

    def keys(self) -> list[str]:
        return [held.key for held in self.claim()]

    def finish(self, held: Claim, error: str | None = None) -> bool:
        with transaction(self.engine) as session:
            return work.finish(session, held, self.clock.now(), error=error)

    def fail(self, held: Claim, retry_after: float | None = None) -> bool:
        with transaction(self.engine) as session:
            return work.fail(session, held, self.clock.now(), "broken", retry_after=retry_after)

    def retry(self, *, row_id: int | None = None, lane: str | None = None) -> int:
        with transaction(self.engine) as session:
            return work.retry_dead(session, self.clock.now(), row_id=row_id, lane=lane)

    def row(self, key: str) -> Work:
        with reading(self.engine) as session:
            return session.exec(select(Work).where(Work.key == key)).one()

    def due(self) -> datetime | None:
        with reading(self.engine) as session:
            return work.next_due(session)

    def kill(self, held: Claim) -> Work:
        """Fail it until it is dead."""
        for _ in range(MAX_FAILURES):
            assert self.fail(held)
            self.clock.advance(hours=1)
            held = next(iter(self.claim()), held)
        return self.row(held.key)


@pytest.fixture
def table(engine: Engine, clock: Clock) -> Table:
    return Table(engine, clock)


def test_enqueueing_twice_is_once(table: Table) -> None:
    table.add("a", payload=1)
    table.add("a", payload=2, after=60)
    (held,) = table.claim()
    assert (held.key, held.kind, held.payload, held.expired) == ("a", KIND, {"id": 1}, False)
    assert table.finish(held)
    table.add("a")  # also after it has been done
    assert table.claim() == []


def test_again_moves_what_is_waiting(table: Table) -> None:
    table.add("a", after=60)
    table.add("a", after=10, again=True, payload=2)
    assert table.claim() == []
    table.clock.advance(10)
    (held,) = table.claim()
    assert held.payload == {"id": 2}
    assert table.finish(held)
    table.clock.advance(60)
    assert table.claim() == []


def test_again_arms_what_is_done(table: Table) -> None:
    table.add("a")
    assert all(table.finish(held, error="not_in_channel") for held in table.claim())
    table.add("a", again=True)
    assert table.row("a").error is None
    assert all(table.finish(held) for held in table.claim())
    assert table.row("a").done_at == table.clock.now()


def test_again_outdates_what_is_in_somebodys_hands(table: Table) -> None:
    table.add("a")
    (old,) = table.claim()
    table.add("a", again=True)
    assert not table.finish(old)
    assert not table.fail(old)
    (new,) = table.claim()
    assert table.finish(new)
    assert table.claim() == []


def test_nothing_is_handed_out_before_its_time(table: Table) -> None:
    table.add("later", after=30)
    table.add("now")
    assert table.keys() == ["now"]
    assert table.due() == table.clock.now() + timedelta(seconds=30)
    table.clock.advance(30)
    assert table.keys() == ["later"]


def test_the_oldest_come_first_and_no_more_than_asked_for(table: Table) -> None:
    for number in range(7):
        table.add(str(number), after=-number)
    assert {held.key for held in table.claim(3)} == {"6", "5", "4"}
    assert {held.key for held in table.claim(3)} == {"3", "2", "1"}
    assert table.keys() == ["0"]


def test_a_lane_is_handed_out_one_at_a_time_in_order(table: Table) -> None:
    for number in range(3):
        table.add(f"north {number}", lane="north")
        table.add(f"south {number}", lane="south")
    table.add("no lane")
    seen = []
    while claims := table.claim():
        seen.append([held.key for held in claims])
        assert all(table.finish(held) for held in claims)
    assert seen == [["north 0", "south 0", "no lane"], ["north 1", "south 1"], ["north 2", "south 2"]]


def test_a_lane_waits_for_its_first_while_that_rests(table: Table) -> None:
    table.add("first", lane="north")
    table.add("second", lane="north", after=-5)
    (held,) = table.claim()
    assert held.key == "first"
    assert table.claim() == []
    assert table.fail(held, retry_after=7)
    assert table.claim() == []
    assert table.due() == table.clock.now() + timedelta(seconds=7)  # not the second's time, which it cannot use
    table.clock.advance(7)
    assert table.keys() == ["first"]


def test_a_dead_row_does_not_block_its_lane(table: Table) -> None:
    table.add("first", lane="north")
    table.add("second", lane="north")
    (held,) = table.claim()
    assert table.finish(held, error="not_in_channel")
    assert table.keys() == ["second"]


def test_a_lease_runs_out_and_the_old_holder_is_fenced_off(table: Table) -> None:
    table.add("a")
    (old,) = table.claim()
    table.clock.advance(LEASE.total_seconds() - 1)
    assert table.claim() == []
    table.clock.advance(1)
    (new,) = table.claim()
    assert new.tries == old.tries + 1
    assert not table.finish(old)
    assert not table.fail(old)
    with transaction(table.engine) as session:
        assert not work.hand_back(session, old, table.clock.now())
        assert not work.still_held(session, old, table.clock.now())
    assert table.finish(new)
    assert not table.finish(new)


def test_a_lease_can_be_renewed(table: Table) -> None:
    table.add("a")
    (held,) = table.claim()
    table.clock.advance(50)
    with transaction(table.engine) as session:
        assert work.still_held(session, held, table.clock.now())
    table.clock.advance(50)
    assert table.claim() == []
    assert table.finish(held)


def test_handing_back_is_no_failure(table: Table) -> None:
    table.add("a")
    for _ in range(MAX_FAILURES + 1):
        (held,) = table.claim()
        with transaction(table.engine) as session:
            assert work.hand_back(session, held, table.clock.now() + timedelta(seconds=1))
        assert table.claim() == []
        table.clock.advance(1)
    assert (table.row("a").failures, table.row("a").done_at) == (0, None)


def test_failures_wait_longer_each_time_and_then_it_is_dead(table: Table) -> None:
    table.add("a")
    pauses = []
    while table.row("a").done_at is None:
        (held,) = table.claim()
        before = table.clock.now()
        assert table.fail(held)
        row = table.row("a")
        if row.done_at is None:
            pauses.append((row.due_at - before).total_seconds())
            table.clock.set(row.due_at)
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]
    with reading(table.engine) as session:
        assert [row.error for row in work.dead(session)] == ["broken"]
        assert work.waiting(session) == []


def test_slacks_own_pause_is_kept(table: Table) -> None:
    table.add("a")
    (held,) = table.claim()
    assert table.fail(held, retry_after=31)
    table.clock.advance(30.9)
    assert table.claim() == []
    table.clock.advance(0.1)
    assert table.keys() == ["a"]


def test_dead_work_can_be_run_again_by_row_by_lane_or_all(table: Table) -> None:
    for key, lane in (("a", "north"), ("b", "south"), ("c", "south"), ("d", None)):
        table.add(key, lane=lane)
        (held,) = table.claim()
        assert table.finish(held, error="dead")
    assert table.retry(row_id=table.row("a").id) == 1
    assert table.keys() == ["a"]
    assert table.retry(lane="south") == 2
    assert table.keys() == ["b"]
    assert table.retry() == 1
    assert table.keys() == ["d"]
    assert table.retry() == 0
    assert [table.row(key).failures for key in "abcd"] == [0, 0, 0, 0]


def test_a_dead_row_run_again_starts_counting_anew(table: Table) -> None:
    table.add("a")
    (held,) = table.claim()
    assert table.kill(held).error == "broken"
    assert table.retry() == 1
    (held,) = table.claim()
    assert table.fail(held)
    assert table.row("a").done_at is None


def test_what_has_expired_is_said_to_be_and_stays_dead(table: Table) -> None:
    table.add("a", expires=30)
    table.add("b", expires=31)
    table.clock.advance(30)
    claims = {held.key: held for held in table.claim()}
    assert (claims["a"].expired, claims["b"].expired) == (True, False)
    assert table.finish(claims["a"], error="expired")
    assert table.retry() == 0
    assert table.claim() == []


def test_cancelled_work_is_never_run_even_by_who_holds_it(table: Table) -> None:
    for key in ("waiting", "kept"):
        table.add(key, after=60)
    table.add("held")
    (held,) = table.claim()
    with transaction(table.engine) as session:
        work.cancel(session, "waiting", "held", "never there", now=table.clock.now())
    assert not table.finish(held)
    table.clock.advance(hours=1)
    assert table.keys() == ["kept"]
    assert table.row("waiting").error is None
    assert table.retry() == 0


def test_a_restart_ends_leases_and_nothing_else(table: Table) -> None:
    table.add("held")
    table.add("resting")
    table.add("appointment", after=20)
    table.add("moved appointment", after=3600)
    table.add("moved appointment", after=20, again=True)
    held, resting = table.claim()
    assert table.fail(resting, retry_after=20)
    with transaction(table.engine) as session:
        work.release(session, table.clock.now())
    assert table.keys() == ["held"]
    table.clock.advance(19)
    assert table.claim() == []
    assert table.due() == table.clock.now() + timedelta(seconds=1)
    table.clock.advance(1)
    assert sorted(table.keys()) == ["appointment", "moved appointment", "resting"]
    assert not table.finish(held)


def test_lists_come_a_page_at_a_time(table: Table) -> None:
    for number in range(5):
        table.add(str(number), after=-number)
    with reading(table.engine) as session:
        assert [row.key for row in work.waiting(session, limit=2)] == ["4", "3"]
    assert all(table.finish(held, error="dead") for held in table.claim())
    with reading(table.engine) as session:
        page = work.dead(session, limit=3)
        assert [row.key for row in page] == ["0", "1", "2"]
        assert [row.key for row in work.dead(session, after_id=page[-1].id or 0)] == ["3", "4"]


def test_what_is_enqueued_in_a_failed_transaction_is_not_there(table: Table) -> None:
    with pytest.raises(ZeroDivisionError), transaction(table.engine) as session:
        work.enqueue(session, KIND, {}, key="a", due_at=table.clock.now())
        raise ZeroDivisionError
    assert table.claim() == []


@pytest.mark.parametrize("lanes", [None, 3])
def test_threads_claiming_together_run_each_row_once(table: Table, lanes: int | None) -> None:
    count, threads = 150, 8
    for number in range(count):
        table.add(str(number), lane=None if lanes is None else str(number % lanes))
    start, ran, done = threading.Barrier(threads), list[str](), list[str]()

    def work_on() -> None:
        start.wait()
        deadline = monotonic() + 30
        while len(done) < count and monotonic() < deadline:
            for held in table.claim(limit=4):
                ran.append(held.key)
                if table.finish(held):
                    done.append(held.key)

    with ThreadPoolExecutor(threads) as pool:
        for future in [pool.submit(work_on) for _ in range(threads)]:
            future.result()
    assert Counter(ran) == Counter(map(str, range(count)))
    for lane in range(lanes or 0):
        mine = [int(key) for key in ran if int(key) % (lanes or 1) == lane]
        assert mine == sorted(mine)
    with reading(table.engine) as session:
        assert session.exec(select(Work.id).where(col(Work.done_at).is_(None))).all() == []


def test_threads_enqueueing_the_same_key_make_one_row(table: Table) -> None:
    threads = 8
    start = threading.Barrier(threads)

    def enqueue(number: int) -> None:
        start.wait()
        for key in range(10):
            table.add(str(key), again=number % 2 == 0)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(enqueue, range(threads)))
    assert sorted(table.keys()) == [str(key) for key in range(10)]

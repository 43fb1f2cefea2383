"""Work that happens at a time: atomic with being done, tried again when it fails, and never in anybody's way."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from podsprint.bootstrap import Bot
from podsprint.deps import RightOfWay
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import Person, Work
from podsprint.worker import Handler, Ticker, Timed, Worker
from podsprint.worker.delivery import Courier
from tests.support.bots import Bots
from tests.support.clock import Clock

Make = Callable[..., Worker]


@pytest.fixture
def bot(bot_on: Bots) -> Bot:
    return bot_on()


@pytest.fixture
def worker_of(bot: Bot) -> Iterator[Make]:
    made: list[Worker] = []

    def make(**timed: Timed) -> Worker:
        made.append(Worker(bot.deps, timed, Courier(bot.deps, {}), threads=2))
        return made[-1]

    yield make
    for worker in made:
        worker.close()


def test_what_it_does_and_that_it_is_done_are_one(bot: Bot, worker_of: Make) -> None:
    worker = worker_of(meet=Timed(_meet))
    _enqueue(bot, "meet", "a")
    assert worker.tick() == 1
    assert (_met(bot), _row(bot, "a").done_at) == (["a"], bot.deps.now())
    assert worker.tick() == 0


def test_a_handler_that_raises_is_tried_again_and_the_others_go_on(bot: Bot, worker_of: Make, clock: Clock) -> None:
    troubles = [RuntimeError("a secret text"), ValueError("another")]

    def shaky(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        _meet(session, ids, now)
        if troubles:
            raise troubles.pop(0)

    worker = worker_of(shaky=Timed(shaky), meet=Timed(_meet))
    _enqueue(bot, "shaky", "a")
    _enqueue(bot, "meet", "b")
    worker.tick()
    assert (_met(bot), _row(bot, "a").failures) == (["b"], 1)  # what it had written is gone
    clock.advance(2)
    worker.tick()
    assert _row(bot, "a").failures == 2
    clock.advance(4)
    worker.tick()
    assert _met(bot) == ["b", "a"]


def test_a_dead_row_names_the_error_and_not_what_was_in_it(bot: Bot, worker_of: Make, clock: Clock) -> None:
    def broken(_session: Session, _ids: Mapping[str, Any], _now: datetime) -> None:
        raise RuntimeError("a secret text")

    worker = worker_of(broken=Timed(broken))
    _enqueue(bot, "broken", "a")
    for _ in range(work.MAX_FAILURES):
        worker.tick()
        clock.advance(minutes=15)
    assert _row(bot, "a").error == "RuntimeError"


def test_work_of_an_unknown_kind_is_dead_and_visible(bot: Bot, worker_of: Make) -> None:
    worker = worker_of()
    _enqueue(bot, "from.the.future", "a")
    worker.tick()
    with reading(bot.deps.engine) as session:
        assert [row.error for row in work.dead(session)] == ["no handler for from.the.future"]


@pytest.mark.parametrize("missed", [None, "late"])
def test_past_its_time_it_is_not_run_but_missed(bot: Bot, worker_of: Make, clock: Clock, missed: str | None) -> None:
    def too_late(session: Session, _ids: Mapping[str, Any], now: datetime) -> None:
        _meet(session, {"user": missed}, now)

    worker = worker_of(meet=Timed(_meet, missed=too_late if missed else None))
    _enqueue(bot, "meet", "a", expires=timedelta(minutes=30))
    clock.advance(minutes=30)
    worker.tick()
    assert _met(bot) == ([missed] if missed else [])
    assert _row(bot, "a").error == "expired"


def test_what_becomes_due_by_it_is_run_in_the_same_tick(bot: Bot, worker_of: Make) -> None:
    def first(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        work.enqueue(session, "meet", {"user": "b"}, key="b", due_at=now)

    worker = worker_of(first=Timed(first), meet=Timed(_meet))
    _enqueue(bot, "first", "a")
    assert worker.tick() == 2
    assert _met(bot) == ["b"]


def test_what_was_armed_anew_meanwhile_is_left_to_the_next(bot: Bot, worker_of: Make, clock: Clock) -> None:
    worker = worker_of(meet=Timed(_meet))
    _enqueue(bot, "meet", "a")
    with transaction(bot.deps.engine) as session:
        (held,) = work.claim(session, clock.now())
    _enqueue(bot, "meet", "a", again=True)
    worker.run_one(held)
    assert _met(bot) == []
    worker.tick()
    assert _met(bot) == ["a"]


def test_the_clock_ticks_wakes_and_stops(bot: Bot, worker_of: Make) -> None:
    ran = threading.Event()

    def tell(_session: Session, _ids: Mapping[str, Any], _now: datetime) -> None:
        ran.set()

    worker = worker_of(tell=Timed(_then(_meet, tell)))
    ticker = Ticker()
    ticker.wake()  # not running yet: nothing to wake
    ticker.start(worker)
    try:
        for key in ("a", "b"):
            _enqueue(bot, "tell", key)
            ticker.wake()
            assert ran.wait(10)
            ran.clear()
    finally:
        ticker.stop()
    assert _met(bot) == ["a", "b"]  # stopping let the tick that was under way finish
    _enqueue(bot, "tell", "c")
    ticker.wake()
    ticker.stop()
    assert not ran.is_set()


def test_a_tick_that_breaks_does_not_stop_the_clock(bot: Bot, worker_of: Make) -> None:
    ran = threading.Event()

    class Broken(Worker):
        """Its first tick finds no database."""

        broke = False

        def tick(self) -> int:
            if not self.broke:
                self.broke = True
                raise ConnectionError("no database")
            ran.set()
            return super().tick()

    worker = Broken(bot.deps, {}, Courier(bot.deps, {}), threads=1)
    ticker = Ticker()
    ticker.start(worker)
    try:
        ticker.wake()
        assert ran.wait(10)
    finally:
        ticker.stop()
        worker.close()


def _meet(session: Session, ids: Mapping[str, Any], _now: datetime) -> None:
    session.add(Person(team_id="T1", user_id=ids["user"]))
    session.flush()


def _then(*handlers: Handler) -> Handler:
    def run(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        for handler in handlers:
            handler(session, ids, now)

    return run


def _enqueue(bot: Bot, kind: str, key: str, *, expires: timedelta | None = None, again: bool = False) -> None:
    now = bot.deps.now()
    expires_at = now + expires if expires else None
    with transaction(bot.deps.engine) as session:
        work.enqueue(session, kind, {"user": key}, key=key, due_at=now, expires_at=expires_at, again=again)


def _met(bot: Bot) -> list[str]:
    with reading(bot.deps.engine) as session:
        return list(session.exec(select(Person.user_id).order_by(Person.id)).all())  # type: ignore[arg-type]


def _row(bot: Bot, key: str) -> Work:
    with reading(bot.deps.engine) as session:
        return session.exec(select(Work).where(Work.key == key)).one()


class Noticed(threading.Condition):
    """Says when somebody waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_waited_for = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.is_waited_for.set()
        return super().wait(timeout)


def test_who_answers_a_person_goes_first() -> None:
    is_free, passed = Noticed(), threading.Event()
    way = RightOfWay(is_free)

    def work_in_the_background() -> None:
        way.give(seconds=60)
        passed.set()

    thread = threading.Thread(target=work_in_the_background)
    with way.taken(), way.taken():
        thread.start()
        assert is_free.is_waited_for.wait(30) and not passed.is_set()
    assert passed.wait(30)
    thread.join(30)


def test_nobody_waits_long_for_those_who_are_answered() -> None:
    way = RightOfWay()
    thread = threading.Thread(target=way.give, kwargs={"seconds": 0}, daemon=True)
    with way.taken():
        thread.start()
        thread.join(30)
        assert not thread.is_alive()


class Counting(RightOfWay):
    """Knows how often somebody was answered, and how often somebody was let pass."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = self.lets_pass = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        self.answers += 1
        with super().taken():
            yield

    def give(self, *, seconds: float = 0) -> None:
        self.lets_pass += 1
        super().give(seconds=seconds)


def test_everybody_is_answered_with_right_of_way_and_each_row_of_work_gives_it(bot: Bot) -> None:
    way = Counting()
    deps = replace(bot.deps, way=way)
    worker = Worker(deps, {"meet": Timed(_meet)}, threads=1)
    _enqueue(bot, "meet", "a")
    _enqueue(bot, "meet", "b")
    assert (worker.tick(), way.lets_pass, way.answers) == (2, 2, 0)
    deps.do(lambda _session, _command, _now: None, None)
    deps.look(lambda _session: None)
    assert (way.lets_pass, way.answers) == (2, 2)
    worker.close()

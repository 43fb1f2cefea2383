"""Transactions: all or nothing, and nobody's change is lost on either database. Times are aware, or refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import StatementError
from sqlmodel import select

from podsprint.store.engine import open_engine, reading, transaction
from podsprint.store.secret import give_keys, keyring
from podsprint.store.tables import Person, Pod, Work
from tests.support import rows
from tests.support.clock import START
from tests.support.databases import KEY

THREADS, ROUNDS = 10, 15


def test_an_error_takes_everything_back(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), transaction(engine) as session:
        rows.pod(session, 1)
        raise ZeroDivisionError
    with reading(engine) as session:
        assert session.exec(select(Pod)).all() == []
    with transaction(engine) as session:  # and the next one finds the way free
        rows.pod(session, 1)
    with reading(engine) as session:
        assert len(session.exec(select(Pod)).all()) == 1


def test_what_was_only_read_is_never_written(engine: Engine) -> None:
    with transaction(engine) as session:
        rows.pod(session, 1)
    with reading(engine) as session:
        session.get_one(Pod, 1).name = "Changed"
        session.flush()
    with reading(engine) as session:
        assert session.get_one(Pod, 1).name == "Pod 1"


def test_ten_threads_lose_no_change(engine: Engine) -> None:
    _count_together(engine, [engine] * THREADS)


def test_ten_processes_worth_of_engines_lose_no_change_in_one_file(sqlite_engine: Engine) -> None:
    engines = [open_engine(str(sqlite_engine.url)) for _ in range(4)]
    for engine in engines:
        give_keys(engine, keyring([KEY]))
    try:
        _count_together(sqlite_engine, engines)
    finally:
        for engine in engines:
            engine.dispose()


def test_a_reader_sees_one_state_and_keeps_no_writer_waiting(engine: Engine) -> None:
    _add_counter(engine)
    with reading(engine) as looking:
        if engine.dialect.name == "postgresql":
            looking.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        assert looking.exec(select(Work.failures)).one() == 0
        _count(engine)
        assert looking.exec(select(Work.failures)).one() == 0
    with reading(engine) as looking:
        assert looking.exec(select(Work.failures)).one() == 1


def test_a_sqlite_file_is_set_for_safety(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        found = {name: connection.scalar(text(f"pragma {name}")) for name in ("journal_mode", "synchronous")}
        assert found == {"journal_mode": "wal", "synchronous": 2}
        assert connection.scalar(text("pragma busy_timeout")) == 30000


def test_a_time_without_a_zone_is_refused(engine: Engine) -> None:
    naive = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - that is the point
    with pytest.raises((StatementError, ValueError)), transaction(engine) as session:
        session.add(Person(team_id="T1", user_id="U1", home_opened_at=naive))


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
def test_times_come_back_aware_and_the_same(engine: Engine, zone: str) -> None:
    when = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=ZoneInfo(zone))
    with transaction(engine) as session:
        session.add(Person(team_id="T1", user_id="U1", home_opened_at=when))
    with reading(engine) as session:
        found = session.exec(select(Person.home_opened_at)).one()
    assert found == when
    assert found is not None
    assert found.utcoffset() == UTC.utcoffset(None)


def _count_together(home: Engine, engines: list[Engine]) -> None:
    _add_counter(home)
    start = threading.Barrier(len(engines))

    def work(engine: Engine) -> None:
        start.wait()
        for _ in range(ROUNDS):
            _count(engine)

    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(work, engines))
    with reading(home) as session:
        assert session.exec(select(Work.failures)).one() == len(engines) * ROUNDS


def _add_counter(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(Work(key="counter", kind="none", due_at=START))


def _count(engine: Engine) -> None:
    with transaction(engine) as session:
        row = session.exec(select(Work).where(Work.key == "counter").with_for_update()).one()
        row.failures += 1
        session.add(row)

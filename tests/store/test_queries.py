"""Reads stay as cheap with many pods as with one: they use indexes, and their number does not grow."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import (
    Asked,
    CheckIn,
    Experiment,
    Meeting,
    Member,
    Observation,
    Reflection,
    Sprint,
    Work,
)
from podsprint.usecases import (
    access,
    cards,
    checkins,
    coaching,
    digests,
    entries,
    facilitation,
    home,
    session_forms,
    summaries,
)
from podsprint.usecases.home import SHOWN_FACILITATED
from tests.support import rows
from tests.support.clock import START
from tests.support.notes import TEAM
from tests.support.statements import counted

LEADERS = ("U2", "U3", "U4", "U5")
FEW, MANY = 1, 200
Read = Callable[[Session], Any]


class Reads:
    """The hot reads, about the first pod and its people."""

    @staticmethod
    def claim(session: Session) -> None:
        assert work.claim(session, START)

    @staticmethod
    def next_due(session: Session) -> None:
        assert work.next_due(session)

    @staticmethod
    def dead(session: Session) -> None:
        work.dead(session)

    @staticmethod
    def waiting(session: Session) -> None:
        assert work.waiting(session)

    @staticmethod
    def retry_lane(session: Session) -> None:
        work.retry_dead(session, START, lane=f"{TEAM}:C1")

    @staticmethod
    def seats(session: Session) -> None:
        assert access.seats(session, Who(TEAM, "U2-1"))

    @staticmethod
    def home_of_a_leader(session: Session) -> None:
        found = home.home(session, Who(TEAM, "U2-1"), START)
        assert (len(found.pods), len(found.experiments), len(found.reflections)) == (1, 1, 1)

    @staticmethod
    def card(session: Session) -> None:
        assert cards.card(session, 1, START)

    @staticmethod
    def summary(session: Session) -> None:
        found = summaries.summary(session, 1)
        assert found is not None
        assert len(found[1].still_running) == len(LEADERS)

    @staticmethod
    def opening(session: Session) -> None:
        assert facilitation.opening(session, 1)

    @staticmethod
    def digest(session: Session) -> None:
        assert digests.digest(session, 1, "U1", START)

    @staticmethod
    def entry(session: Session) -> None:
        assert entries.in_thread(session, 1)

    @staticmethod
    def everyone_is_in(session: Session) -> None:
        assert checkins.all_in(session, session.get_one(Meeting, 1))

    @staticmethod
    def last_commitment(session: Session) -> None:
        assert checkins.last_commitment(session, Who(TEAM, "U2-1"), 1)

    @staticmethod
    def check_in_form(session: Session) -> None:
        assert session_forms.form(session, Who(TEAM, "U2-1"), 1, START)

    @staticmethod
    def coaching_record(session: Session) -> None:
        assert coaching.record(session, session.get_one(CheckIn, 1))


ALL: dict[str, Read] = {name: read for name, read in vars(Reads).items() if isinstance(read, staticmethod)}


@pytest.mark.parametrize("name", ALL)
def test_every_hot_read_uses_an_index(sqlite_engine: Engine, name: str) -> None:
    _company(sqlite_engine, 3)
    with reading(sqlite_engine) as session, counted(sqlite_engine) as found:
        ALL[name](session)
        session.rollback()
    assert found
    for statement, parameters in found:
        assert _scans(sqlite_engine, statement, parameters) == [], statement


def test_the_number_of_statements_does_not_grow_with_the_pods(sqlite_engine: Engine) -> None:
    _company(sqlite_engine, FEW)
    few = {name: _count(sqlite_engine, read) for name, read in ALL.items()}
    _company(sqlite_engine, MANY, first=FEW + 1)
    many = {name: _count(sqlite_engine, read) for name, read in ALL.items()}
    assert few == many
    assert max(many.values()) <= 20


def test_a_home_asks_no_more_for_a_dozen_pods_than_for_one(sqlite_engine: Engine) -> None:
    """U1 facilitates every pod."""
    counts = []
    for first, last in ((1, 1), (2, 12), (13, SHOWN_FACILITATED + 3)):
        _company(sqlite_engine, last, first=first)
        counts.append(_count(sqlite_engine, _home_of_facilitator(shown=min(last, SHOWN_FACILITATED))))
    assert len(set(counts)) == 1


def test_claiming_is_as_quick_with_a_year_of_appointments(sqlite_engine: Engine) -> None:
    """The index knows only what is undone, by its time: a plan without a scan, whatever lies in the future."""
    with transaction(sqlite_engine) as session:
        session.add_all(
            Work(key=f"later {number}", kind="later", due_at=START + timedelta(days=number % 365 + 1), payload={})
            for number in range(3000)
        )
        session.add(Work(key="now", kind="now", due_at=START, payload={}))
    with sqlite_engine.begin() as connection:
        connection.execute(text("analyze"))
    with reading(sqlite_engine) as session, counted(sqlite_engine) as found:
        assert [held.key for held in work.claim(session, START)] == ["now"]
        session.rollback()
    ((statement, parameters),) = found
    plan = _plan(sqlite_engine, statement, parameters)
    assert any("ix_work_due" in step for step in plan), plan


def _company(engine: Engine, pods: int, *, first: int = 1) -> None:
    """Pods in the middle of an open stand-up, with everything that a leader leaves behind."""
    with transaction(engine) as session:
        for number in range(first, pods + 1):
            _pod(session, number)


def _pod(session: Session, number: int) -> None:
    pod = access.required(rows.pod(session, number).id)
    sprint = _kept(
        session,
        Sprint(
            pod_id=pod,
            number=1,
            cadence="classic",
            starts_on=START.date(),
            ends_on=START.date(),
            started_by="U1",
            started_at=START,
        ),
    )
    meeting = _kept(
        session,
        Meeting(
            sprint_id=sprint,
            pod_id=pod,
            kind="standup",
            number=1,
            live=True,
            minutes=30,
            opens_at=START,
            closes_at=START + timedelta(minutes=30),
            grace_until=START + timedelta(days=1),
            state="open",
            opened_at=START,
        ),
    )
    for name in LEADERS:
        leader = f"{name}-{number}"
        session.add(Member(pod_id=pod, team_id=TEAM, user_id=leader, joined_at=START))
        _leave_behind(session, pod, sprint, meeting, leader)
    session.add(Work(key=f"card:{number}", kind="card", due_at=START, lane=f"{TEAM}:C{number}", payload={}))
    session.add(
        Work(key=f"dead:{number}", kind="card", due_at=START, lane=f"{TEAM}:C{number}", done_at=START, error="x")
    )


def _leave_behind(session: Session, pod: int, sprint: int, meeting: int, leader: str) -> None:
    mine: dict[str, Any] = {
        "pod_id": pod,
        "user_id": leader,
        "ring": Ring.POD,
        "created_at": START,
        "updated_at": START,
    }
    experiment = _kept(
        session,
        Experiment(**mine, sprint_id=sprint, state="running", hypothesis="If I ask first", serves_goal=True),
    )
    entry = _kept(
        session,
        CheckIn(**mine, meeting_id=meeting, experiment_id=experiment, late=False, noticed="Two ideas", next_step="Ask"),
    )
    session.add(Reflection(**mine, experiment_id=experiment, check_in_id=entry, choice="adapt", line="Wait longer"))
    session.add(Asked(team_id=TEAM, user_id=leader, check_in_id=entry, question_id="goal-1", asked_at=START))
    session.add(
        Observation(
            experiment_id=experiment,
            user_id=leader,
            ring=Ring.POD,
            noted_on=START.date(),
            note="They spoke first",
            created_at=START,
        )
    )


def _kept(session: Session, row: Sprint | Meeting | Experiment | CheckIn) -> int:
    session.add(row)
    session.flush()
    return access.required(row.id)


def _home_of_facilitator(shown: int) -> Read:
    def read(session: Session) -> None:
        assert len(home.home(session, Who(TEAM, "U1"), START).facilitated) == shown

    return read


def _count(engine: Engine, read: Read) -> int:
    with reading(engine) as session, counted(engine) as found:
        read(session)
        session.rollback()
    return len(found)


def _plan(engine: Engine, statement: str, parameters: Any) -> list[str]:
    with engine.connect() as connection:
        return [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]


def _scans(engine: Engine, statement: str, parameters: Any) -> list[str]:
    """Steps that look at a whole table, row by row. (To go through the rows a sub-query has found is fine.)"""
    plan = _plan(engine, statement, parameters)
    return [step for step in plan if step.startswith("SCAN") and "USING" not in step and not _is_found(step)]


def _is_found(step: str) -> bool:
    return step.startswith(("SCAN (", "SCAN anon_"))

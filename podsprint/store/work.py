"""The ``work`` table: a calendar and an outbox in one, safe for many processes on one database.

A row is *due* when ``done_at`` is null and ``due_at`` has passed. Claiming pushes ``due_at`` ahead by a lease and
counts ``tries``; whoever crashes simply lets the lease run out. ``tries`` fences: a result is only written while the
row still carries the count it was claimed with. Rows of one ``lane`` are handed out one at a time, oldest first.

Dead work (failed for good, or expired) is done work with an ``error``: visible, and ready to be run again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Insert, Table, Update, and_, bindparam, delete, exists, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from podsprint.store.tables import Work

LEASE = timedelta(seconds=60)
BATCH = 50
MAX_FAILURES = 14  # at growing distances: more than an hour of trouble on Slack's side
_FIRST_BACKOFF = timedelta(seconds=2)
_LONGEST_BACKOFF = timedelta(minutes=15)
_TABLE = cast(Table, Work.__table__)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of work in this process's hands."""

    id: int
    key: str
    kind: str
    payload: Mapping[str, Any]
    tries: int
    expired: bool


def enqueue(
    session: Session,
    kind: str,
    payload: Mapping[str, Any],
    *,
    key: str,
    due_at: datetime,
    expires_at: datetime | None = None,
    lane: str | None = None,
    again: bool = False,
) -> None:
    """Add work under a key that is unique for ever.

    Doing it twice is a no-op. With ``again`` the row is armed anew instead, at its new time, whether it is waiting,
    done or in somebody's hands (whose result then no longer counts, so that the newer state is looked at once more).
    """
    values = {
        "key": key,
        "kind": kind,
        "payload": dict(payload),
        "due_at": due_at,
        "expires_at": expires_at,
        "lane": lane,
        "tries": 0,
        "failures": 0,
        "leased": False,
    }
    connection = session.connection()
    connection.execute(_insertion(connection.dialect.name, again=again), values)


def cancel(session: Session, *keys: str, now: datetime) -> None:
    """Take undone work off the table, leaving a trace that it was there."""
    session.execute(
        update(Work)
        .where(col(Work.key).in_(keys), col(Work.done_at).is_(None))
        .values(done_at=now, tries=col(Work.tries) + 1)
    )


def claim(session: Session, now: datetime, *, limit: int = BATCH) -> list[Claim]:
    """Lease up to ``limit`` due rows, the longest due, one a lane; handed out in the order they were made."""
    rows = session.scalars(_claiming(), {"by": now, "until": now + LEASE, "most": limit}).all()
    return [
        Claim(
            id=row.id or 0,
            key=row.key,
            kind=row.kind,
            payload=row.payload,
            tries=row.tries,
            expired=row.expires_at is not None and row.expires_at <= now,
        )
        for row in sorted(rows, key=lambda row: row.id or 0)
    ]


def rearm(session: Session, which: ColumnElement[bool], now: datetime) -> None:
    """What is undone of these rows is looked at once more: whoever has one in their hands, or takes one up at this
    moment, made of it what no longer counts."""
    session.execute(
        update(Work)
        .where(which, col(Work.done_at).is_(None))
        .values(due_at=now, leased=False, tries=col(Work.tries) + 1)
    )


def again(session: Session, which: ColumnElement[bool], now: datetime) -> None:
    """Do these rows once more, whether they are waiting, done or in somebody's hands."""
    fresh = {"due_at": now, "done_at": None, "error": None, "failures": 0, "leased": False}
    session.execute(update(Work).where(which).values(tries=col(Work.tries) + 1, **fresh))


def drop(session: Session, held: Claim) -> None:
    """Take a row off the table without a trace, if it is still held."""
    session.execute(delete(Work).where(col(Work.id) == held.id, col(Work.tries) == held.tries))


def release(session: Session, now: datetime) -> None:
    """End every lease at once. Only for a process that is alone on its database and has just started: whoever held them
    is gone."""
    session.execute(update(Work).where(col(Work.done_at).is_(None), col(Work.leased)).values(due_at=now, leased=False))


def next_due(session: Session) -> datetime | None:
    """When the next row can be claimed: the earliest that is undone and first in its lane."""
    return session.exec(_next_due()).first()


def finish(session: Session, held: Claim, now: datetime, *, error: str | None = None) -> bool:
    """Mark done, if the row is still held. False: somebody else has it now, and the caller must roll back."""
    return _write(session, held, done_at=now, error=error)


def still_held(session: Session, held: Claim, now: datetime) -> bool:
    """Renew the lease just before something that cannot be undone. False: somebody else has the row, or it has been
    armed anew; leave it alone."""
    return _write(session, held, due_at=now + LEASE, leased=True)


def hand_back(session: Session, held: Claim, due_at: datetime) -> bool:
    """Put a row back for later without counting a failure: it was simply not its turn."""
    return _write(session, held, due_at=due_at)


def fail(session: Session, held: Claim, now: datetime, error: str, *, retry_after: float | None = None) -> bool:
    """Try again later, at Slack's own ``retry_after`` where it gave one; after too many failures the row is dead."""
    failures = (session.exec(select(Work.failures).where(Work.id == held.id)).first() or 0) + 1
    if failures >= MAX_FAILURES:
        return _write(session, held, failures=failures, done_at=now, error=error)
    pause = min(_FIRST_BACKOFF * 2 ** (failures - 1), _LONGEST_BACKOFF)
    if retry_after is not None:
        pause = timedelta(seconds=retry_after)
    return _write(session, held, failures=failures, due_at=now + pause)


def is_dead(session: Session, held: Claim) -> bool:
    """Whether this row has failed for good."""
    return session.exec(select(Work.id).where(_is_dead(), col(Work.id) == held.id)).first() is not None


def dead(session: Session, *, limit: int = 100, after_id: int = 0) -> Sequence[Work]:
    """Work that failed for good, oldest first, a page at a time."""
    return session.exec(
        select(Work).where(_is_dead(), col(Work.id) > after_id).order_by(col(Work.id)).limit(limit)
    ).all()


def waiting(session: Session, *, limit: int = 100) -> Sequence[Work]:
    """Work still to be done, the most urgent first."""
    return session.exec(
        select(Work).where(col(Work.done_at).is_(None)).order_by(col(Work.due_at), col(Work.id)).limit(limit)
    ).all()


def retry_dead(
    session: Session,
    now: datetime,
    *,
    row_id: int | None = None,
    lane: str | None = None,
    since: datetime | None = None,
) -> int:
    """Run dead work again: one row, one lane's, those of late, or all. Expired work stays dead: its time has gone.

    Returns:
        How many rows were armed.
    """
    where = and_(_is_dead(), or_(col(Work.expires_at).is_(None), col(Work.expires_at) > now))
    if row_id is not None:
        where = and_(where, col(Work.id) == row_id)
    if lane is not None:
        where = and_(where, col(Work.lane) == lane)
    if since is not None:
        where = and_(where, col(Work.done_at) > since)
    result = session.execute(
        update(Work)
        .where(where)
        .values(done_at=None, error=None, failures=0, due_at=now, tries=col(Work.tries) + 1, leased=False)
    )
    return _rowcount(result)


def _first_in_lane() -> ColumnElement[bool]:
    earlier = aliased(Work)
    overtaken = exists().where(
        col(earlier.lane) == col(Work.lane), col(earlier.done_at).is_(None), col(earlier.id) < col(Work.id)
    )
    return or_(col(Work.lane).is_(None), ~overtaken)


def _is_dead() -> ColumnElement[bool]:
    return and_(col(Work.done_at).is_not(None), col(Work.error).is_not(None))


def _write(session: Session, held: Claim, **values: Any) -> bool:
    values = {"leased": False, **values}
    which = {"held_id": held.id, "held_tries": held.tries}
    return _rowcount(session.connection().execute(_change(frozenset(values)), {**which, **values})) == 1


# Made once: these statements are run most often, and SQLAlchemy takes its time to build one.


@lru_cache
def _next_due() -> SelectOfScalar[datetime]:
    query = select(Work.due_at).where(col(Work.done_at).is_(None), _first_in_lane())
    return query.order_by(col(Work.due_at)).limit(1)


@lru_cache
def _claiming() -> ReturningUpdate[Work]:
    due = (
        select(Work.id)
        .where(col(Work.done_at).is_(None), col(Work.due_at) <= bindparam("by"), _first_in_lane())
        .order_by(col(Work.due_at), col(Work.id))
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )
    return (
        update(Work)
        .where(col(Work.id).in_(due))
        .values(due_at=bindparam("until"), tries=col(Work.tries) + 1, leased=True)
        .returning(Work)
        .execution_options(synchronize_session=False, populate_existing=True)
    )


@lru_cache
def _insertion(dialect: str, *, again: bool) -> Insert:
    statement = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(_TABLE)
    if not again:
        return statement.on_conflict_do_nothing(index_elements=["key"])
    names = ("payload", "due_at", "expires_at", "lane", "failures", "leased")
    fresh = {name: statement.excluded[name] for name in names}
    return statement.on_conflict_do_update(
        index_elements=["key"], set_={**fresh, "done_at": None, "error": None, "tries": _TABLE.c.tries + 1}
    )


@lru_cache
def _change(names: frozenset[str]) -> Update:
    rows = _TABLE.c
    mine = and_(rows.id == bindparam("held_id"), rows.tries == bindparam("held_tries"), rows.done_at.is_(None))
    return update(_TABLE).where(mine).values({name: bindparam(name) for name in names})


def _rowcount(result: Any) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0

"""The time ledger (N7): everything the bot asks of a person, in minutes of their week, with a ceiling."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from podsprint.domain.ledger import Week, seconds_of, week_of
from podsprint.domain.people import Who
from podsprint.store.tables import Meeting, Person, TimeSpent
from podsprint.usecases import access


def spent(
    session: Session,
    who: Who,
    kind: str,
    key: str,
    now: datetime,
    *,
    seconds: int | None = None,
    live: bool = False,
) -> None:
    """Something was asked of somebody. Counted once a ``key``, for as long as its kind says or ``seconds`` say.
    What belongs to a live session is shown and does not count."""
    values = {
        "key": key,
        "team_id": who.team,
        "user_id": who.user,
        "week": _week(session, who, now),
        "kind": kind,
        "seconds": seconds_of(kind) if seconds is None else seconds,
        "live": live,
        "at": now,
    }
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(TimeSpent).values(**values).on_conflict_do_nothing(index_elements=["key"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that somebody sent. ``key`` is its own, however often it is sent; ``meeting`` is a claim."""

    who: Who
    form: str
    key: str
    meeting: object = None


def count(filled: Filled, session: Session, now: datetime) -> None:
    """Filling in a form takes its time. What is written within a live session is part of that session."""
    if not filled.key:
        return
    meeting = access.row(session, Meeting, filled.meeting if isinstance(filled.meeting, int) else None)
    if meeting is None or not meeting.live or not meeting.opens_at <= now < meeting.closes_at:
        spent(session, filled.who, filled.form, f"form:{filled.key}", now)


def week(session: Session, who: Who, now: datetime, *, zone: str | None = None) -> Week:
    """What this person's week, in their own zone, has held so far. ``zone`` for whoever has their row at hand."""
    rows = session.exec(
        select(TimeSpent.live, func.sum(TimeSpent.seconds))
        .where(
            TimeSpent.team_id == who.team,
            TimeSpent.user_id == who.user,
            TimeSpent.week == (_week(session, who, now) if zone is None else _week_in(zone, now)),
        )
        .group_by(col(TimeSpent.live))
    ).all()
    sums = {bool(live): int(total) for live, total in rows}
    return Week(seconds=sums.get(False, 0), live_seconds=sums.get(True, 0))


def has_room(session: Session, who: Who, kind: str, now: datetime) -> bool:
    """Whether something of this kind may still be asked this week. Past the ceiling, we ask nothing by ourselves."""
    return week(session, who, now).has_room(seconds_of(kind))


def _week(session: Session, who: Who, now: datetime) -> date:
    zone = session.exec(select(Person.zone).where(Person.team_id == who.team, Person.user_id == who.user)).first()
    return _week_in(zone or "", now)


def _week_in(zone: str, now: datetime) -> date:
    return week_of(now.astimezone(ZoneInfo(zone or "UTC")).date())

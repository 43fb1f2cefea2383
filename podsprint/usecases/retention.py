"""What has been kept as long as a workspace wants goes, on the first day of a month, and is announced before.

A plan is made (``sweep``): the day is set once everyone concerned has been told (``tell``). On that day it goes, a
sprint or a handful of experiments at a time, each in a transaction of its own; killed anywhere, it goes on from there.
What is still in use stays: see ``worn_out``.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.read_models import ClearedSprint, RetentionNotice, RetentionOff
from podsprint.domain.retention import NOTICE, cutoff, midnight, next_day
from podsprint.store import work
from podsprint.store.tables import CheckIn, Meeting, Pod, Post, Sprint, Work, Workspace
from podsprint.usecases import audit, clearing, workspace_notes, worn_out

SWEEP, TELL = "retention.sweep", "retention.tell"
TOLD_AT_ONCE = 100
SHOWN = 6
_SLACK = timedelta(days=1)  # telling everyone may take a while


def begin(session: Session, team: str, now: datetime) -> None:
    """The workspace has changed how long things are kept: whatever was planned is planned anew."""
    row = session.get_one(Workspace, team)
    row.clears_on = None
    session.add(row)
    work.cancel(session, f"{TELL}:{team}", now=now)
    _again(session, team, now)


def sweep(session: Session, team: str, now: datetime) -> None:
    """Take the next step: plan a day and have people told, wait for it, or let the next handful go."""
    row = session.get(Workspace, team, with_for_update=True)
    if row is not None and row.clears_on is None and row.uninstalled_at is None:
        workspace_notes.retention_off(session, team, now)  # whatever day was announced
    if row is None or row.keep_months is None:
        return
    today = now.date()
    if row.uninstalled_at is not None:  # nobody can be told
        row.clears_on = None
        _again(session, team, now + timedelta(days=1))
    elif row.clears_on is None:
        _tell(session, team, next_day(today), "", now)
    elif row.clears_on > today:
        _again(session, team, midnight(row.clears_on))
    elif clearing.some(session, team, cutoff(row.clears_on, row.keep_months), now):
        _again(session, team, now)
    else:
        row.clears_on = None
        audit.record(session, Who(team, ""), Action.RETENTION_DONE, now, object_id=row.keep_months)
        _again(session, team, now)
    session.add(row)


def tell(session: Session, team: str, day: date, after: str, now: datetime) -> None:
    """Announce it to the next hundred people; after the last of them the day is set."""
    row = session.get(Workspace, team, with_for_update=True)
    if row is None or row.keep_months is None:
        return
    users = worn_out.authors(session, team, cutoff(day, row.keep_months), after=after, limit=TOLD_AT_ONCE)
    for user in users:
        workspace_notes.retention(session, Who(team, user), day, now)
    if len(users) == TOLD_AT_ONCE:
        _tell(session, team, day, users[-1], now)
        return
    # Told too late, after a long downtime: they are told of a later day.
    row.clears_on = day if midnight(day) - now > NOTICE - _SLACK else None
    session.add(row)
    _again(session, team, now)


def notice(session: Session, who: Who, day: date) -> RetentionNotice | RetentionOff | None:
    """What somebody is told, as things stand. If it is off, or there is nothing of theirs any more: that, to whoever
    was told of that day; nothing to anybody else."""
    found = _notice(session, who, day)
    if found is None and session.get(Post, post_key(who, day)) is not None:
        return RetentionOff(on=day)
    return found


def post_key(who: Who, day: date) -> str:
    """The key of the message that tells somebody of a day."""
    return f"retention:{who.team}:{who.user}:{day.isoformat()}"


def _notice(session: Session, who: Who, day: date) -> RetentionNotice | None:
    row = session.get(Workspace, who.team)
    if row is None or row.keep_months is None or not _is_planned(session, row, day):
        return None
    before = cutoff(day, row.keep_months)
    if not worn_out.authors(session, who.team, before, only=who.user, limit=1):
        return None
    shown: Any = (Pod.name, Sprint.number, Sprint.ends_on)
    sprints = session.execute(
        select(*shown)
        .join(Sprint, col(Sprint.pod_id) == Pod.id)
        .where(*worn_out.sprints(who.team, before))
        .where(col(Sprint.id).in_(select(Meeting.sprint_id).join(CheckIn).where(col(CheckIn.user_id) == who.user)))
        .order_by(col(Sprint.closed_at), col(Sprint.id))
        .limit(SHOWN + 1)
    ).all()
    return RetentionNotice(
        on=day,
        before=before.date(),
        months=row.keep_months,
        sprints=tuple(ClearedSprint(pod=pod, number=number, ended=ended) for pod, number, ended in sprints[:SHOWN]),
        more=len(sprints) > SHOWN,
    )


def _is_planned(session: Session, row: Workspace, day: date) -> bool:
    """Whether something goes on that day, or people are being told so."""
    if row.clears_on is not None:
        return row.clears_on == day
    telling = (Work.key == f"{TELL}:{row.team_id}", col(Work.done_at).is_(None))
    ids = session.exec(select(Work.payload).where(*telling)).first()
    return ids is not None and bool(ids["day"] == day.isoformat())


def _again(session: Session, team: str, at: datetime) -> None:
    work.enqueue(session, SWEEP, {"team": team}, key=f"{SWEEP}:{team}", due_at=at, again=True)


def _tell(session: Session, team: str, day: date, after: str, now: datetime) -> None:
    payload = {"team": team, "day": day.isoformat(), "after": after}
    work.enqueue(session, TELL, payload, key=f"{TELL}:{team}", due_at=now, again=True)

"""Letting go of what has been kept long enough, a handful at a time: rows first, then what was posted of them.

What stays says that something took place and holds nobody's words: sprints and sessions, figures of five people or
more, practices a pod voted off, places in pods, the trail.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, and_, delete, or_, update
from sqlmodel import Session, col, select

from podsprint.store import work
from podsprint.store.tables import (
    Asked,
    Booster,
    Charter,
    CheckIn,
    Consent,
    Experiment,
    GoOn,
    Meeting,
    Observation,
    Pod,
    Post,
    PostState,
    PracticeVote,
    Progress,
    PulseAnswer,
    PulseSeat,
    Reflection,
    Sprint,
    Work,
)
from podsprint.usecases import reports, worn_out
from podsprint.usecases.belongings import pods_of
from podsprint.usecases.coaching import ASK
from podsprint.usecases.outbox import Deliver, Errand

AT_ONCE = 50
_OF_SPRINT: tuple[Any, ...] = (PracticeVote, GoOn, PulseSeat, PulseAnswer, Progress)


def some(session: Session, team: str, before: datetime, now: datetime) -> bool:
    """Let the next handful go. False: there is nothing left that ended before then."""
    found = session.exec(
        select(Sprint).where(*worn_out.sprints(team, before)).order_by(col(Sprint.closed_at), col(Sprint.id)).limit(1)
    ).first()
    if found is not None:
        _sprint(session, found, now)
    gone = found is not None or _experiments(session, team, before) or _lines(session, team, before)
    gone = gone or _charters(session, team, before) or _told(session, team, before)
    if gone:
        key = f"{Errand.CLEAR}:{team}"
        work.enqueue(session, Errand.CLEAR, {"team": team}, key=key, due_at=now, again=True)
    return gone


def next_post(session: Session, team: str) -> Post | None:
    """A message that is to go, and is still in Slack."""
    mine = (Post.team_id == team, Post.state == PostState.GOING)
    return session.exec(select(Post).where(*mine).order_by(col(Post.key)).limit(1)).first()


def _sprint(session: Session, sprint: Sprint, now: datetime) -> None:
    meetings = session.exec(select(Meeting.id).where(Meeting.sprint_id == sprint.id)).all()
    entries = session.exec(select(CheckIn.id).where(col(CheckIn.meeting_id).in_(meetings))).all()
    posts = [f"check_in:{entry}{what}" for entry in entries for what in ("", ":question")]
    wishes = [col(Post.key).startswith(f"wish:{entry}:") for entry in entries]
    posts += [f"meeting:{meeting}:{what}" for meeting in meetings for what in ("opening", "digest")]
    posts += [f"sprint:{sprint.id}:{what}" for what in ("summary", "ended")]
    done = [f"{kind}:{entry}" for entry in entries for kind in (ASK, Deliver.ENTRY, Deliver.COACH_QUESTION)]
    done += [f"{kind}:{meeting}" for meeting in meetings for kind in (Deliver.SESSION_OPENING, Deliver.DIGEST)]
    done += [f"{kind}:{sprint.id}" for kind in (Deliver.SUMMARY, Deliver.SPRINT_ENDED)]
    session.execute(update(Post).where(or_(col(Post.key).in_(posts), *wishes)).values(state=PostState.GOING))
    reports.take_back(session, session.get_one(Pod, sprint.pod_id), now)
    session.execute(delete(Work).where(col(Work.key).in_(done)))
    session.execute(delete(Asked).where(col(Asked.check_in_id).in_(entries)))
    session.execute(delete(Reflection).where(col(Reflection.check_in_id).in_(entries)))
    session.execute(delete(CheckIn).where(col(CheckIn.id).in_(entries)))
    for table in _OF_SPRINT:
        session.execute(delete(table).where(table.sprint_id == sprint.id))
    sprint.cleared_at = now
    session.add(sprint)


def _experiments(session: Session, team: str, before: datetime) -> bool:
    due = worn_out.experiments(team, before)
    ids = session.exec(select(Experiment.id).where(*due).order_by(col(Experiment.id)).limit(AT_ONCE)).all()
    if ids:
        _delete_experiments(session, ids)
    return bool(ids)


def _delete_experiments(session: Session, ids: Sequence[int | None]) -> None:
    for table in (Booster, Consent, Observation, Reflection):
        about: Any = table.experiment_id
        session.execute(delete(table).where(about.in_(ids)))
    session.execute(delete(Experiment).where(col(Experiment.id).in_(ids)))


def _lines(session: Session, team: str, before: datetime) -> bool:
    due = select(Reflection.id).where(*worn_out.lines(team, before)).order_by(col(Reflection.id)).limit(AT_ONCE)
    return _any(session.execute(delete(Reflection).where(col(Reflection.id).in_(session.exec(due).all()))))


def _charters(session: Session, team: str, before: datetime) -> bool:
    """What a pod agreed on stays as long as the pod, and is kept as long as anything after that."""
    ended = select(Pod.id).where(col(Pod.id).in_(pods_of(team)), col(Pod.ended_at) < before)
    session.execute(
        update(Pod).where(col(Pod.id).in_(ended), col(Pod.size_reason).is_not(None)).values(size_reason=None)
    )
    return _any(session.execute(delete(Charter).where(col(Charter.pod_id).in_(ended))))


def _told(session: Session, team: str, before: datetime) -> bool:
    """The days' messages and briefs of then: they quote people."""
    of_days = or_(col(Post.key).startswith("daily:"), col(Post.key).startswith("brief:"))
    old = and_(col(Post.team_id) == team, col(Post.sending_since) < before, col(Post.state) == PostState.SENT, of_days)
    keys = session.exec(select(Post.key).where(old).order_by(col(Post.key)).limit(AT_ONCE)).all()
    return _any(session.execute(update(Post).where(col(Post.key).in_(keys)).values(state=PostState.GOING)))


def _any(result: Any) -> bool:
    return isinstance(result, CursorResult) and result.rowcount > 0

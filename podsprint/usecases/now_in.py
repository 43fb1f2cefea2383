"""Where several pods are at this moment: the open session, the next one, the last that still takes late entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, and_, col, or_, select

from podsprint.store.tables import CheckIn, Meeting
from podsprint.usecases.sessions import MeetingState


@dataclass(frozen=True, slots=True)
class Moment:
    """One pod's sessions now."""

    open: Meeting | None = None
    next: Meeting | None = None
    late: Meeting | None = None


def moments(session: Session, pod_ids: Sequence[int], now: datetime) -> dict[int, Moment]:
    """By pod, in one query: a sprint has a handful of sessions, and a pod one sprint."""
    rows = session.exec(
        select(Meeting)
        .where(
            col(Meeting.pod_id).in_(pod_ids),
            or_(
                Meeting.state == MeetingState.OPEN,
                and_(Meeting.state == MeetingState.PLANNED, Meeting.closes_at > now),
                and_(Meeting.state == MeetingState.CLOSED, Meeting.grace_until > now),
            ),
        )
        .order_by(col(Meeting.opens_at), col(Meeting.id))
    ).all()
    return {pod_id: _moment([row for row in rows if row.pod_id == pod_id]) for pod_id in pod_ids}


def entered(session: Session, meetings: Sequence[Meeting]) -> dict[int, frozenset[str]]:
    """Who has an entry in each of these sessions, in one query."""
    ids = [row.id or 0 for row in meetings]
    rows = session.exec(select(CheckIn.meeting_id, CheckIn.user_id).where(col(CheckIn.meeting_id).in_(ids))).all()
    return {meeting_id: frozenset(user for of, user in rows if of == meeting_id) for meeting_id in ids}


def _moment(rows: Sequence[Meeting]) -> Moment:
    def first(state: MeetingState) -> Meeting | None:
        return next((row for row in rows if row.state == state), None)

    late = [row for row in rows if row.state == MeetingState.CLOSED]
    return Moment(first(MeetingState.OPEN), first(MeetingState.PLANNED), late[-1] if late else None)

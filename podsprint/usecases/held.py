"""Taking a session out of the calendar to change it, so that nobody else does and the worker does not open it
meanwhile; and putting a sprint's end back in."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.replanning import Standing
from podsprint.errors import Refused
from podsprint.store import work
from podsprint.store.tables import CheckIn, Meeting, Pod, Sprint
from podsprint.usecases import access, sessions
from podsprint.usecases.sessions import MeetingState, Tick

IN_THE_WAY = (MeetingState.PLANNED, MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True, slots=True)
class Held:
    """A session in the hands of whoever changes it, its work off the table until it is put back."""

    meeting: Meeting
    pod: Pod
    sprint: Sprint


def find(session: Session, who: Who, meeting_id: int) -> tuple[Meeting, Pod]:
    """A session, for whoever runs it: its facilitator, their deputy, or somebody it was handed to.

    Raises:
        Refused: there is none for this person, or they do not run it.
    """
    meeting, seat = access.host_seat(session, who, meeting_id)
    return meeting, seat.pod


def take(session: Session, who: Who, meeting_id: int, now: datetime, *, seen_at: datetime | None = None) -> Held:
    """A session to be changed: nobody else changes it, and the worker does not open it, until this is done.

    Raises:
        Refused: somebody has changed it since, or its sprint is over or paused.
    """
    meeting, pod = find(session, who, meeting_id)
    access.locked_pod(session, meeting.pod_id)
    # The ticks first and the session after: the worker takes them in this order, too.
    finish = f"{Tick.FINISH_SPRINT}:{meeting.sprint_id}"
    work.cancel(session, *sessions.ticks(meeting), finish, now=now)
    session.refresh(meeting, with_for_update=True)
    sprint = session.get_one(Sprint, meeting.sprint_id)
    session.refresh(sprint)
    if sprint.closed_at is not None:
        raise Refused(problem("sprint_over", number=sprint.number))
    if sprint.paused_at is not None:
        raise Refused(problem("sprint_paused", since=sprint.paused_at, zone=pod.zone))
    if seen_at is not None and not same(seen_at, meeting.opens_at):
        raise Refused(
            problem(
                "session_changed",
                kind=meeting.kind,
                number=meeting.number,
                opens_at=meeting.opens_at,
                zone=pod.zone,
            )
        )
    return Held(meeting, pod, sprint)


def same(one: datetime, other: datetime) -> bool:
    """Whether two moments are the same to whoever reads them: a button carries whole seconds."""
    return one.replace(microsecond=0) == other.replace(microsecond=0)


def require(held: Held, *states: MeetingState) -> None:
    """Whether a session is where it has to be.

    Raises:
        Refused: it is not, and where it is instead.
    """
    meeting = held.meeting
    if meeting.state in states:
        return
    kind, number, zone = meeting.kind, meeting.number, held.pod.zone
    match meeting.state:
        case MeetingState.OPEN:
            raise Refused(problem("session_is_open", kind=kind, number=number, closes_at=meeting.closes_at, zone=zone))
        case MeetingState.SKIPPED:
            raise Refused(problem("session_is_skipped", kind=kind, number=number))
        case MeetingState.PLANNED:
            raise Refused(problem("session_is_planned", kind=kind, number=number, opens_at=meeting.opens_at, zone=zone))
        case _:
            raise Refused(problem("session_is_over", kind=kind, number=number))


def to_move(session: Session, held: Held, now: datetime) -> None:
    """Whether a session can be given another time.

    Raises:
        Refused: it is over, somebody has checked in to it, or its skip is to be taken back first.
    """
    meeting = held.meeting
    if can_move(session, meeting, now):
        return
    if meeting.state == MeetingState.OPEN:
        raise Refused(problem("session_has_entries", kind=meeting.kind, number=meeting.number))
    require(held, MeetingState.PLANNED)


def can_move(session: Session, meeting: Meeting, now: datetime) -> bool:
    """Whether a session can still be held at another time: whatever has not been held can."""
    match meeting.state:
        case MeetingState.PLANNED | MeetingState.MISSED:
            return True
        case MeetingState.SKIPPED:
            return meeting.opens_at <= now  # before that, taking it back is the way
        case MeetingState.OPEN:
            here = select(CheckIn.id).where(CheckIn.meeting_id == meeting.id).limit(1)
            return session.exec(here).first() is None
        case _:
            return False


def overtaken(session: Session, meeting: Meeting) -> bool:
    """Whether a later session of its sprint has begun: sessions keep their order, so it has no place any more."""
    later = select(Meeting.id).where(
        Meeting.sprint_id == meeting.sprint_id,
        col(Meeting.id) > meeting.id,
        col(Meeting.state).in_((MeetingState.OPEN, MeetingState.CLOSED)),
    )
    return session.exec(later.limit(1)).first() is not None


def standings(session: Session, sprint_id: int, *states: MeetingState) -> list[Standing]:
    """A sprint's sessions in some states, in the plan's own order."""
    rows = session.exec(
        select(Meeting).where(Meeting.sprint_id == sprint_id, col(Meeting.state).in_(states)).order_by(col(Meeting.id))
    )
    return [standing(row) for row in rows.all()]


def standing(meeting: Meeting) -> Standing:
    """A session as the planner sees it."""
    return Standing(
        id=access.required(meeting.id),
        kind=meeting.kind,
        number=meeting.number,
        opens_at=meeting.opens_at,
        closes_at=meeting.closes_at,
        minutes=meeting.minutes,
    )


def finish_later(session: Session, sprint: Sprint) -> None:
    """Put a sprint's end in the calendar: when late entries to its last session have ended."""
    last = session.exec(select(func.max(Meeting.grace_until)).where(Meeting.sprint_id == sprint.id)).one()
    key = f"{Tick.FINISH_SPRINT}:{sprint.id}"
    work.enqueue(session, Tick.FINISH_SPRINT, {"sprint": sprint.id}, key=key, due_at=access.required(last), again=True)

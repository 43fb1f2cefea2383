"""What can be changed about a session now, and which session somebody means."""

from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import SessionLine, SessionToChange
from podsprint.domain.replanning import day_of, wall_of
from podsprint.errors import Refused
from podsprint.store.tables import Meeting, Sprint
from podsprint.usecases import access, sessions
from podsprint.usecases.held import can_move, find, overtaken
from podsprint.usecases.moves import following
from podsprint.usecases.sessions import MeetingState

# What is looked for first, by what is to be done with it.
_OPEN_FIRST = (MeetingState.OPEN, MeetingState.PLANNED, MeetingState.SKIPPED)
_PLANNED_FIRST = (MeetingState.PLANNED, MeetingState.OPEN, MeetingState.SKIPPED)
_SKIPPED_FIRST = (MeetingState.SKIPPED, MeetingState.OPEN, MeetingState.PLANNED)
_LOOK_FIRST = {"undo": _SKIPPED_FIRST, "close": _OPEN_FIRST, "resize": _OPEN_FIRST, "async": _OPEN_FIRST}


def meant(
    session: Session, who: Who, channel: str, kind: SessionKind, how: str, number: int | None, now: datetime
) -> SessionLine:
    """The session of the running sprint that a command is about: the one of this number, else the next it can be.

    Raises:
        Refused: not the facilitator, no sprint, or no such session.
    """
    pod = access.pod_here(session, who, channel).pod
    pod_id = access.required(pod.id)
    access.facilitator_seat(session, who, pod_id)
    sprint = access.running_sprint(session, pod_id)
    if sprint is None:
        raise Refused(problem("no_sprint", pod=pod.name))
    rows = session.exec(
        select(Meeting).where(Meeting.sprint_id == sprint.id, Meeting.kind == kind).order_by(col(Meeting.id))
    ).all()
    if number is not None:
        found = next((row for row in rows if row.number == number), None)
    else:
        order = _LOOK_FIRST.get(how, _PLANNED_FIRST)
        if how == "move" and any(row.state == MeetingState.OPEN and can_move(session, row, now) for row in rows):
            order = _OPEN_FIRST  # it has just opened, and nobody is there
        found = min(
            (row for row in rows if row.state in order),
            key=lambda row: order.index(MeetingState(row.state)),
            default=None,
        )
        found = found or next(iter(rows[::-1]), None)
    if found is None and number is not None:
        raise Refused(problem("no_such_session", kind=kind, number=number))
    if found is None:
        raise Refused(problem("no_session", pod=pod.name))
    return sessions.line(found, pod.zone)


def to_change(session: Session, who: Who, meeting_id: int, now: datetime) -> SessionToChange:
    """A session, and what its facilitator can do with it now.

    Raises:
        Refused: not the facilitator.
    """
    meeting, pod = find(session, who, meeting_id)
    sprint = session.get_one(Sprint, meeting.sprint_id)
    into = following(session, meeting)
    return SessionToChange(
        session=sessions.line(meeting, pod.zone),
        pod=pod.name,
        may=_may(session, meeting, sprint, now, together=into is not None),
        days=(sprint.starts_on, sprint.ends_on),
        day=max(day_of(meeting.opens_at, pod.zone), day_of(now, pod.zone)),
        wall=wall_of(meeting.opens_at, pod.zone),
        following=sessions.line(into, pod.zone) if into else None,
    )


def _may(session: Session, meeting: Meeting, sprint: Sprint, now: datetime, *, together: bool) -> tuple[str, ...]:
    if sprint.closed_at is not None or sprint.paused_at is not None:
        return ()
    match meeting.state:
        case MeetingState.PLANNED:
            shape = ("async", "resize") if meeting.live else ("live",)
            return ("move", "skip", *(("merge",) if together else ()), *shape)
        case MeetingState.OPEN:
            move = ("move",) if can_move(session, meeting, now) else ()
            return ("resize", "async", "close", *move) if meeting.live else ("close", *move)
        case MeetingState.SKIPPED if meeting.opens_at > now:
            return ("undo",)
        case MeetingState.SKIPPED | MeetingState.MISSED if not overtaken(session, meeting):
            return ("move",)
        case _:
            return ()

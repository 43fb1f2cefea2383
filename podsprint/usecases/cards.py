"""A session's one message, as it should look now."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from podsprint.domain.agenda import RunningOrder, position
from podsprint.domain.read_models import BoxChange, BoxLine, SessionCard
from podsprint.store.tables import CheckIn, Meeting, Pod, Sprint
from podsprint.usecases import absences, access
from podsprint.usecases.sessions import MeetingState, line, order_of

LATE = timedelta(minutes=2)  # sooner is nothing to speak of


def card(session: Session, meeting_id: int, now: datetime) -> tuple[Pod, SessionCard] | None:
    """The session's one message, as it should look now."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    pod = session.get_one(Pod, meeting.pod_id)
    leaders = absences.expected(session, pod, meeting)
    away = tuple(leader for leader in access.leaders(session, meeting.pod_id) if leader not in leaders)
    here = session.exec(
        select(CheckIn.user_id).where(CheckIn.meeting_id == meeting_id).order_by(col(CheckIn.created_at))
    ).all()
    order = order_of(session, meeting, len(leaders))
    boxes: tuple[BoxLine, ...] = ()
    minutes_left = over_by = 0
    if order and leaders:
        where = position(order, now - meeting.opens_at)
        minutes_left, over_by = where.minutes_left, where.over_by
        current = where.index if meeting.state == MeetingState.OPEN else len(order.boxes)
        boxes = tuple(_boxes(order, meeting, leaders, current, _turn(session, meeting)))
    return pod, SessionCard(
        session=line(meeting, pod.zone),
        pod=pod.name,
        leaders=leaders,
        away=tuple(leader for leader in away if leader not in here),
        checked_in=tuple(here),
        takes_entries=_takes_entries(meeting, now),
        boxes=boxes,
        minutes_left=minutes_left,
        over_by=over_by,
        grace_until=meeting.grace_until,
        opened_late=_opened_late(meeting),
    )


def box(session: Session, meeting_id: int, now: datetime) -> tuple[Pod, BoxChange] | None:
    """The line below it for the box that has just begun. The first begins with the session, and after downtime one that
    has been on for a while is no news: the card shows it."""
    found = card(session, meeting_id, now)
    if found is None or found[1].session.state != MeetingState.OPEN:
        return None
    boxes = found[1].boxes
    place = next((index for index, one in enumerate(boxes) if one.state == "now"), 0)
    if not place or now - boxes[place].starts_at >= LATE:
        return None
    following = boxes[place + 1] if place + 1 < len(boxes) else None
    zone = found[1].session.zone
    return found[0], BoxChange(zone=zone, box=boxes[place], number=place + 1, following=following)


def _opened_late(meeting: Meeting) -> datetime | None:
    opened_at = meeting.opened_at
    return opened_at if opened_at is not None and opened_at - meeting.opens_at >= LATE else None


def _takes_entries(meeting: Meeting, now: datetime) -> bool:
    return meeting.state == MeetingState.OPEN or (meeting.state == MeetingState.CLOSED and now < meeting.grace_until)


def _turn(session: Session, meeting: Meeting) -> int:
    """Who speaks first: one further on with each session and each sprint, so that nobody is always last."""
    before = select(func.count()).select_from(Meeting)
    held = session.exec(before.where(Meeting.sprint_id == meeting.sprint_id, Meeting.opens_at < meeting.opens_at))
    return session.get_one(Sprint, meeting.sprint_id).number + held.one()


def _boxes(order: RunningOrder, meeting: Meeting, leaders: tuple[str, ...], current: int, turn: int) -> list[BoxLine]:
    rows, starts_at = [], meeting.opens_at
    for index, box in enumerate(order.boxes):
        ends_at = starts_at + timedelta(seconds=box.seconds)
        rows.append(
            BoxLine(
                code=box.code,
                leader="" if box.who is None else leaders[(turn + box.who) % len(leaders)],
                starts_at=starts_at,
                ends_at=ends_at,
                state="done" if index < current else "now" if index == current else "ahead",
            )
        )
        starts_at = ends_at
    return rows

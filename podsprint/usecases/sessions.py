"""A session's life: it opens at its minute, moves through its running order, closes at its deadline."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from podsprint.domain.agenda import RunningOrder, running_order
from podsprint.domain.cadences import SessionKind
from podsprint.domain.people import Who
from podsprint.domain.practices import Practice
from podsprint.domain.problems import problem
from podsprint.domain.read_models import SessionLine
from podsprint.errors import Refused
from podsprint.store import work
from podsprint.store.tables import CheckIn, Meeting, Pod, Sprint
from podsprint.usecases import absences, access, acting, outbox, people, practices, rhythm

REMIND_AHEAD = timedelta(hours=36)  # before the morning of that day begins anywhere
LEAST_LEFT = timedelta(minutes=5)  # after downtime: with less than this left, a session is not opened any more
OPEN_EARLY = timedelta(hours=12)  # how long before its time a facilitator may open a session


class MeetingState(StrEnum):
    """Where a session is."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    MISSED = "missed"  # its time passed while the bot was down
    SKIPPED = "skipped"  # by the facilitator, perhaps to be held together with another
    ON_HOLD = "on_hold"  # its sprint is paused, or was closed before its time


class Tick(StrEnum):
    """Kinds of work that happen at a time."""

    BRIEF = "session.brief"
    OPEN = "session.open"
    BEAT = "session.beat"
    CLOSE = "session.close"
    SETTLE = "session.settle"
    REMIND = "session.remind"  # ask for the day's message of those who want to hear of it in the morning
    MISSING = "session.missing"  # and of those whose entry is missing
    FINISH_SPRINT = "sprint.finish"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNow:
    """The facilitator opens today's session before its time."""

    who: Who
    channel: str
    kind: SessionKind
    number: int | None = None


def schedule(session: Session, meeting: Meeting, *, brief_at: datetime, again: bool = False) -> None:
    """Put a session in the calendar; with ``again``, at its new times. Past its deadline it is not opened, and a brief
    after the opening is not sent."""
    ids = {"meeting": meeting.id}
    pod = session.get_one(Pod, meeting.pod_id)
    brief_at = rhythm.in_hours(session, Who(pod.team_id, pod.facilitator_id), brief_at, before=meeting.opens_at)
    for kind, due_at, expires_at in (
        (Tick.BRIEF, brief_at, meeting.opens_at),
        (Tick.REMIND, meeting.opens_at - REMIND_AHEAD, meeting.opens_at),
        (Tick.OPEN, meeting.opens_at, meeting.closes_at),
        (Tick.CLOSE, meeting.closes_at, None),
        (Tick.SETTLE, meeting.grace_until, None),
        (Tick.MISSING, meeting.closes_at, meeting.grace_until),
    ):
        if meeting.state == MeetingState.PLANNED or kind in (Tick.CLOSE, Tick.SETTLE):
            key = f"{kind}:{meeting.id}"
            work.enqueue(session, kind, ids, key=key, due_at=due_at, expires_at=expires_at, again=again)


def ticks(meeting: Meeting) -> tuple[str, ...]:
    """The keys of a session's work in the calendar."""
    return tuple(f"{kind}:{meeting.id}" for kind in (Tick.BRIEF, Tick.OPEN, Tick.CLOSE, Tick.SETTLE))


def open_session(session: Session, meeting_id: int, now: datetime) -> None:
    """Open it: the thread, what it starts from, and at the kick-off the theme."""
    found = _find(session, meeting_id, MeetingState.PLANNED)
    if not found:
        return
    meeting, pod = found
    if meeting.closes_at - now < LEAST_LEFT:
        miss_session(session, meeting_id, now)
        return
    meeting.state, meeting.opened_at = MeetingState.OPEN, now
    session.add(meeting)
    session.flush()
    outbox.about_session(session, outbox.Deliver.SESSION_CARD, pod, meeting, now)
    outbox.about_session(session, outbox.Deliver.SESSION_OPENING, pod, meeting, now)
    if meeting.kind == SessionKind.KICKOFF and session.get_one(Sprint, meeting.sprint_id).theme:
        outbox.about_session(session, outbox.Deliver.THEME, pod, meeting, now)
    next_beat(session, meeting, now)
    people.changed(session, pod, now)


def take_down(session: Session, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """It had opened, and is held at another time: its message says so, what was below it goes. It opens anew then."""
    outbox.about_session(session, outbox.Deliver.SESSION_CARD, pod, meeting, now)
    outbox.about_session(session, outbox.Deliver.SESSION_OPENING, pod, meeting, now)
    if meeting.kind == SessionKind.KICKOFF:
        outbox.about_session(session, outbox.Deliver.THEME, pod, meeting, now)


def miss_session(session: Session, meeting_id: int, now: datetime) -> None:
    """Its time has passed unopened: say so to the facilitator, and open nothing late."""
    found = _find(session, meeting_id, MeetingState.PLANNED)
    if not found:
        return
    meeting, pod = found
    meeting.state = MeetingState.MISSED
    session.add(meeting)
    session.flush()
    acting.tell(session, outbox.Deliver.MISSED, pod, meeting, now)
    outbox.about_sprint(session, outbox.Deliver.SPRINT_PLAN, pod, session.get_one(Sprint, meeting.sprint_id), now)
    people.changed(session, pod, now)


def beat(session: Session, meeting_id: int, now: datetime) -> None:
    """A box of the running order has ended: show the next one."""
    found = _find(session, meeting_id, MeetingState.OPEN)
    if found:
        outbox.about_session(session, outbox.Deliver.SESSION_CARD, found[1], found[0], now)
        outbox.about_session(session, outbox.Deliver.BOX, found[1], found[0], now)
        next_beat(session, found[0], now)


def close_session(session: Session, meeting_id: int, now: datetime) -> None:
    """Close it, whoever is missing: every shared entry can be read now, and the facilitator gets the digest."""
    found = _find(session, meeting_id, MeetingState.OPEN)
    if not found:
        return
    meeting, pod = found
    meeting.state = MeetingState.CLOSED
    session.add(meeting)
    session.flush()
    outbox.about_session(session, outbox.Deliver.SESSION_CARD, pod, meeting, now)
    outbox.about_session(session, outbox.Deliver.SESSION_OPENING, pod, meeting, now)  # it asks for nothing any more
    unseal(session, pod, meeting, now)
    acting.tell(session, outbox.Deliver.DIGEST, pod, meeting, now)
    if meeting.kind == SessionKind.RETRO:
        sprint = session.get_one(Sprint, meeting.sprint_id)
        outbox.about_sprint(session, outbox.Deliver.SUMMARY, pod, sprint, now)
    people.changed(session, pod, now)


def settle_session(session: Session, meeting_id: int, now: datetime) -> None:
    """Late entries have ended: its message no longer asks for them."""
    found = _find(session, meeting_id, MeetingState.CLOSED)
    if found:
        outbox.about_session(session, outbox.Deliver.SESSION_CARD, found[1], found[0], now)
        people.changed(session, found[1], now)


def open_now(session: Session, command: OpenNow, now: datetime) -> SessionLine:
    """Open the next session of a kind today, before its time; it then closes after its full length.

    Raises:
        Refused: not the facilitator, one is open already, the sprint is paused, or none is planned for the next hours.
    """
    pod = access.pod_here(session, command.who, command.channel).pod
    pod_id = access.required(pod.id)
    access.facilitator_seat(session, command.who, pod_id)
    access.locked_pod(session, pod_id)
    if (running := open_meeting(session, pod_id)) is not None:
        raise Refused(problem("session_open_already", kind=running.kind, number=running.number))
    sprint = access.running_sprint(session, pod_id)
    if sprint is not None and sprint.paused_at is not None:
        raise Refused(problem("sprint_paused", since=sprint.paused_at, zone=pod.zone))
    meeting = next_meeting(session, pod_id, now)
    meant = meeting is not None and meeting.kind == command.kind and command.number in (None, meeting.number)
    if meeting is None or not meant or meeting.opens_at > now + OPEN_EARLY:
        raise Refused(problem("session_not_near", kind=str(command.kind)))
    # The ticks first and the session after: the worker takes them in this order, too.
    work.cancel(session, f"{Tick.OPEN}:{meeting.id}", f"{Tick.BRIEF}:{meeting.id}", now=now)
    session.refresh(meeting, with_for_update=True)
    if meeting.state != MeetingState.PLANNED:
        raise Refused(problem("session_open_already", kind=meeting.kind, number=meeting.number))
    meeting.opens_at, meeting.closes_at = now, now + timedelta(minutes=meeting.minutes)
    session.add(meeting)
    session.flush()
    open_session(session, access.required(meeting.id), now)
    work.enqueue(
        session,
        Tick.CLOSE,
        {"meeting": meeting.id},
        key=f"{Tick.CLOSE}:{meeting.id}",
        due_at=meeting.closes_at,
        again=True,
    )
    return line(meeting, pod.zone)


def open_meeting(session: Session, pod_id: int) -> Meeting | None:
    """The session that is open in this pod."""
    return session.exec(
        select(Meeting)
        .where(Meeting.pod_id == pod_id, Meeting.state == MeetingState.OPEN)
        .order_by(col(Meeting.opens_at))
    ).first()


def next_meeting(session: Session, pod_id: int, now: datetime, *, kind: SessionKind | None = None) -> Meeting | None:
    """The next session, of one kind if one is given, that is planned in this pod."""
    query = select(Meeting).where(
        Meeting.pod_id == pod_id, Meeting.state == MeetingState.PLANNED, Meeting.closes_at > now
    )
    if kind is not None:
        query = query.where(Meeting.kind == kind)
    return session.exec(query.order_by(col(Meeting.opens_at)).limit(1)).first()


def next_anywhere(session: Session, now: datetime) -> tuple[Meeting, Pod] | None:
    """The next session of any pod in the database: for whoever runs the bot."""
    return session.exec(
        select(Meeting, Pod)
        .join(Pod)
        .where(Meeting.state == MeetingState.PLANNED, Meeting.opens_at > now)
        .order_by(col(Meeting.opens_at), col(Meeting.id))
        .limit(1)
    ).first()


def latest_open_to(session: Session, pod_id: int, now: datetime) -> Meeting | None:
    """The session a leader can check in to now: the open one, else the last that still takes late entries."""
    late = (
        select(Meeting)
        .where(
            Meeting.pod_id == pod_id,
            Meeting.state == MeetingState.CLOSED,
            Meeting.grace_until > now,
        )
        .order_by(col(Meeting.opens_at).desc())
    )
    return open_meeting(session, pod_id) or session.exec(late).first()


def unseal(session: Session, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """Show every entry of this session for what it says."""
    entries = session.exec(select(CheckIn).where(CheckIn.meeting_id == meeting.id).order_by(col(CheckIn.id)))
    for check_in in entries.all():
        outbox.entry(session, pod, check_in, now)


def line(meeting: Meeting, zone: str) -> SessionLine:
    """A session in a list of dates."""
    return SessionLine(
        id=access.required(meeting.id),
        kind=meeting.kind,
        number=meeting.number,
        state=meeting.state,
        live=meeting.live,
        minutes=meeting.minutes,
        opens_at=meeting.opens_at,
        closes_at=meeting.closes_at,
        zone=zone,
        moved_from=meeting.planned_for,
        merged_into=meeting.merged_into_id,
    )


def order_of(session: Session, meeting: Meeting, leaders: int) -> RunningOrder | None:
    """Its time boxes; an async session, one of nobody, or one in a pod that does without (W8), has none."""
    if not meeting.live or not leaders or not practices.in_use(session, meeting.pod_id, Practice.RUNNING_ORDER):
        return None
    sprint = session.get_one(Sprint, meeting.sprint_id)
    kind, has_theme, carried = SessionKind(meeting.kind), bool(sprint.theme), sprint.number > 1
    return running_order(kind, leaders, minutes=meeting.minutes, theme=has_theme, carried=carried)


def next_beat(session: Session, meeting: Meeting, now: datetime) -> None:
    """Look at its card again when the box of the running order that is on ends."""
    pod = session.get_one(Pod, meeting.pod_id)
    order = order_of(session, meeting, len(absences.expected(session, pod, meeting)))
    ends_at = meeting.opens_at
    for box in order.boxes if order else ():
        ends_at += timedelta(seconds=box.seconds)
        if now < ends_at < meeting.closes_at:
            work.enqueue(
                session,
                Tick.BEAT,
                {"meeting": meeting.id},
                key=f"{Tick.BEAT}:{meeting.id}:{int(ends_at.timestamp())}",
                due_at=ends_at,
                expires_at=meeting.closes_at,
            )
            return


def _find(session: Session, meeting_id: int, state: MeetingState) -> tuple[Meeting, Pod] | None:
    meeting = session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None or meeting.state != state:
        return None
    return meeting, session.get_one(Pod, meeting.pod_id)

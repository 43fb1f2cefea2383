"""Changing a session's time (W7): move it, skip it and take that back, hold it with the next one, make it shorter,
longer or a window, close it now. One change at a time: whoever saw it before somebody else changed it is told."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.cadences import CADENCES, MAX_MINUTES, MIN_MINUTES, WINDOW_MINUTES, SessionKind
from podsprint.domain.calendar import YEARS, local_to_utc, weekdays_of
from podsprint.domain.people import Who
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import MoveAsked, SessionChange
from podsprint.domain.replanning import cautions, check_place, day_of, wall_of
from podsprint.errors import Refused
from podsprint.store.tables import Meeting, Pod
from podsprint.usecases import access, briefs, changes, needs, people, phrases, public_holidays, sessions
from podsprint.usecases.held import IN_THE_WAY, Held, find, finish_later, require, standing, standings, take, to_move
from podsprint.usecases.sessions import MeetingState
from podsprint.usecases.sprint_plans import moments_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSession:
    """To another time: as typed, in the mover's own zone; or a day and a time in the pod's; or a moment."""

    who: Who
    meeting_id: int
    phrase: str = ""
    day: date | None = None
    wall: time | None = None
    at: datetime | None = None
    sure: bool = False  # asked about what is odd, they want it so
    asked_about: datetime | None = None  # the time they have been asked about already
    seen_at: datetime | None = None  # when it was to open, as they saw it


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSession:
    """Anything else: skip, undo, merge, async, live, resize (to `minutes`), close."""

    who: Who
    meeting_id: int
    how: str
    minutes: int | None = None
    seen_at: datetime | None = None


def move(session: Session, command: MoveSession, now: datetime) -> SessionChange | MoveAsked:
    """Move a session within its sprint, also one that was missed, or whose skip has passed, or that has opened and
    nobody has checked in to. An odd day is asked about first, and nothing changed.

    Raises:
        Refused: not the facilitator, begun or over, changed meanwhile, or no place for it.
    """
    meeting, pod = find(session, command.who, command.meeting_id)
    to, skipped = _meant(session, command, meeting, pod, now)
    if to == meeting.opens_at:
        raise Refused(problem("move_same", kind=meeting.kind, number=meeting.number, opens_at=to, zone=pod.zone))
    odd = _cautions(session, meeting, pod, to)
    if odd and not command.sure and to != command.asked_about:
        return MoveAsked(session=sessions.line(meeting, pod.zone), to=to, cautions=odd)
    held = take(session, command.who, command.meeting_id, now, seen_at=command.seen_at)
    to_move(session, held, now)
    had_opened = held.meeting.state == MeetingState.OPEN
    held.meeting.planned_for = held.meeting.planned_for or held.meeting.opens_at
    was, held.meeting.opens_at = held.meeting.opens_at, to
    held.meeting.state, held.meeting.merged_into_id, held.meeting.opened_at = MeetingState.PLANNED, None, None
    _put_back(session, command.who, Action.SESSION_MOVED, held, now, was=was)
    if had_opened:
        sessions.take_down(session, pod, held.meeting, now)
    done = changes.shown(session, Action.SESSION_MOVED, command.who.user, pod, held.meeting)
    return SessionChange(action=done.action, by=done.by, session=done.session, skipped=skipped)


def change(session: Session, command: ChangeSession, now: datetime) -> SessionChange:
    """Change a session in another way.

    Raises:
        Refused: not the facilitator, changed meanwhile, or not possible as it stands.
    """
    find(session, command.who, command.meeting_id)
    held = take(session, command.who, command.meeting_id, now, seen_at=command.seen_at)
    match command.how:
        case "skip":
            action = _skip(held)
        case "undo":
            action = _undo(held, now)
        case "merge":
            action = _merge(session, held)
        case "async":
            action = _window(held)
        case "live":
            action = _live(held)
        case "resize":
            action = _resize(held, command.minutes, now)
        case "close":
            action = _close(session, held, now)
        case _:
            raise Refused(problem("choose_one", "how"))
    _put_back(session, command.who, action, held, now)
    return changes.shown(session, action, command.who.user, held.pod, held.meeting)


def _meant(
    session: Session, command: MoveSession, meeting: Meeting, pod: Pod, now: datetime
) -> tuple[datetime, time | None]:
    """The moment that was meant; and the time that was, where it does not exist on that day."""
    if command.phrase:
        zone = people.zone_of(session, command.who) or pod.zone
        usual = wall_of(meeting.opens_at, zone)
        on = max(day_of(meeting.opens_at, zone), day_of(now, zone))  # a time alone, of what was missed, is today
        found = phrases.read_moment(command.phrase, zone, now, at=usual, on=on, field="day")
        if isinstance(found, Problem):
            raise Refused(found)
        return found.at, found.skipped
    to = command.at or _picked(command, pod)
    if to <= now:
        raise Refused(problem("time_in_past", "day", at=to, zone=pod.zone))
    return to, command.wall if command.wall and wall_of(to, pod.zone) != command.wall else None


def _picked(command: MoveSession, pod: Pod) -> datetime:
    if command.day is None or command.wall is None:
        raise Refused(problem("required", "wall" if command.day else "day"))
    if command.day.year not in YEARS:
        raise Refused(problem("out_of_range", "day", min=YEARS[0], max=YEARS[-1]))
    return local_to_utc(command.day, command.wall, pod.zone)


def _cautions(session: Session, meeting: Meeting, pod: Pod, to: datetime) -> tuple[Problem, ...]:
    others = standings(session, meeting.sprint_id, *IN_THE_WAY)
    day = day_of(to, pod.zone)
    return cautions(
        others,
        access.required(meeting.id),
        day,
        zone=pod.zone,
        weekdays=weekdays_of(pod.works_on),
        days_off=public_holidays.days_off(pod.country, day),
    )


def _put_back(
    session: Session, who: Who, action: Action, held: Held, now: datetime, *, was: datetime | None = None
) -> None:
    """Write a changed session down, put its work back on the table at its new times, and tell."""
    meeting, pod = held.meeting, held.pod
    meeting.changed_by = who.user
    if meeting.state in (MeetingState.PLANNED, MeetingState.OPEN):
        moments = moments_of(pod, meeting)
        meeting.closes_at, meeting.grace_until = _end(meeting), moments.grace_until
        _check(session, held)
        session.add(meeting)
        session.flush()
        sessions.schedule(session, meeting, brief_at=moments.brief_at, again=True)
    else:
        session.add(meeting)
        session.flush()
        if meeting.state == MeetingState.CLOSED:
            sessions.schedule(session, meeting, brief_at=meeting.opens_at, again=True)
    if meeting.state == MeetingState.OPEN:
        sessions.next_beat(session, meeting, now)
    finish_later(session, held.sprint)
    changes.of_session(session, who, action, pod, meeting, now)
    briefs.changed(session, pod, meeting, now, was=was)
    if action is Action.SESSION_SKIPPED:
        needs.skipped(session, pod, now)
    needs.retell(session, [pod], now)


def _end(meeting: Meeting) -> datetime:
    return meeting.opens_at + timedelta(minutes=meeting.minutes)


def _check(session: Session, held: Held) -> None:
    """Whether a session can be where it is now."""
    meeting, sprint = held.meeting, held.sprint
    kept = standings(session, access.required(sprint.id), *IN_THE_WAY)
    others = [standing(meeting) if one.id == meeting.id else one for one in kept]
    if standing(meeting) not in others:
        others = sorted([*others, standing(meeting)], key=lambda one: one.id)
    found = check_place(
        others,
        access.required(meeting.id),
        meeting.opens_at,
        meeting.closes_at,
        first_day=sprint.starts_on,
        last_day=sprint.ends_on,
        zone=held.pod.zone,
    )
    if found:
        raise Refused(*found)


def _skip(held: Held) -> Action:
    require(held, MeetingState.PLANNED)
    held.meeting.state = MeetingState.SKIPPED
    return Action.SESSION_SKIPPED


def _undo(held: Held, now: datetime) -> Action:
    require(held, MeetingState.SKIPPED)
    if held.meeting.opens_at <= now:
        meeting = held.meeting
        raise Refused(
            problem(
                "undo_too_late",
                kind=meeting.kind,
                number=meeting.number,
                opens_at=meeting.opens_at,
                zone=held.pod.zone,
            )
        )
    held.meeting.state, held.meeting.merged_into_id = MeetingState.PLANNED, None
    return Action.SESSION_RESTORED


def following(session: Session, meeting: Meeting) -> Meeting | None:
    """The session a stand-up can be held together with: the next one that is planned."""
    if meeting.kind != SessionKind.STANDUP:
        return None
    return session.exec(
        select(Meeting)
        .where(
            Meeting.sprint_id == meeting.sprint_id,
            Meeting.state == MeetingState.PLANNED,
            col(Meeting.id) > meeting.id,
        )
        .order_by(col(Meeting.id))
        .limit(1)
    ).first()


def _merge(session: Session, held: Held) -> Action:
    require(held, MeetingState.PLANNED)
    into = following(session, held.meeting)
    if into is None:
        raise Refused(problem("merge_with_nothing", kind=held.meeting.kind, number=held.meeting.number))
    held.meeting.state, held.meeting.merged_into_id = MeetingState.SKIPPED, into.id
    return Action.SESSION_MERGED


def _window(held: Held) -> Action:
    require(held, MeetingState.PLANNED, MeetingState.OPEN)
    if not held.meeting.live:
        raise Refused(problem("session_is_window", kind=held.meeting.kind, number=held.meeting.number))
    held.meeting.live, held.meeting.minutes = False, WINDOW_MINUTES
    return Action.SESSION_ASYNC


def _live(held: Held) -> Action:
    require(held, MeetingState.PLANNED)
    if held.meeting.live:
        raise Refused(problem("session_is_live", kind=held.meeting.kind, number=held.meeting.number))
    lengths = [slot.minutes for slot in CADENCES[held.sprint.cadence].slots if slot.kind == held.meeting.kind]
    held.meeting.live = True
    held.meeting.minutes = next((minutes for minutes in lengths if minutes <= MAX_MINUTES), 30)
    return Action.SESSION_LIVE


def _resize(held: Held, minutes: int | None, now: datetime) -> Action:
    require(held, MeetingState.PLANNED, MeetingState.OPEN)
    meeting = held.meeting
    if not meeting.live:
        raise Refused(problem("session_is_window", kind=meeting.kind, number=meeting.number))
    if minutes is None or not MIN_MINUTES <= minutes <= MAX_MINUTES:
        raise Refused(problem("out_of_range", "minutes", min=MIN_MINUTES, max=MAX_MINUTES))
    if meeting.opens_at + timedelta(minutes=minutes) <= now:
        raise Refused(problem("length_has_passed", "minutes", minutes=minutes))
    meeting.minutes = minutes
    return Action.SESSION_RESIZED


def _close(session: Session, held: Held, now: datetime) -> Action:
    require(held, MeetingState.OPEN)
    held.meeting.closes_at = now
    session.add(held.meeting)
    session.flush()
    sessions.close_session(session, access.required(held.meeting.id), now)
    return Action.SESSION_CLOSED

"""What would become of a sprint's sessions if it moved, or went on after a pause: nothing is changed here."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from podsprint.domain.cadences import CADENCES
from podsprint.domain.calendar import Moments, SprintPlan, plan_sprint, session_moments, weekdays_of
from podsprint.domain.problems import problem
from podsprint.domain.read_models import SprintView
from podsprint.domain.replanning import Replanned, day_of, last_day, replan, wall_of
from podsprint.errors import Refused
from podsprint.store.tables import Meeting, Pod, Sprint
from podsprint.usecases import access, public_holidays, sprints
from podsprint.usecases.held import standing
from podsprint.usecases.sessions import MeetingState

BEGUN = (MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What becomes of a sprint: its days, and where its sessions go."""

    first_day: date
    last_day: date
    sessions: tuple[Replanned, ...]


def moved(session: Session, pod: Pod, sprint: Sprint, to: date, now: datetime) -> NewPlan:
    """From another day on: all of it before it has begun, else what is still to come.

    Raises:
        Refused: over, paused, nothing is still to come, or not on that day.
    """
    running(sprint)
    not_paused(pod, sprint)
    today = day_of(now, pod.zone)
    if to < today:
        raise Refused(problem("date_in_past", "to", date=to, today=today))
    if to > today + sprints.LONGEST_NOTICE:
        raise Refused(problem("date_too_far", "to", latest=today + sprints.LONGEST_NOTICE))
    ahead = meetings(session, sprint, MeetingState.PLANNED)
    missed = meetings(session, sprint, MeetingState.MISSED)
    begun = meetings(session, sprint, *BEGUN)
    if not begun and (ahead or missed):
        return _anew(session, pod, sprint, to, now)
    # While more is to come, what was missed is moved by itself, or left out. Else it is what there is to move.
    ahead = ahead or [row for row in missed if access.required(row.id) > access.required(begun[-1].id)]
    if not ahead:
        raise Refused(problem("nothing_ahead", number=sprint.number))
    last = begun[-1]
    if to <= day_of(last.opens_at, pod.zone):
        raise Refused(
            problem("move_after", "to", kind=last.kind, number=last.number, opens_at=last.opens_at, zone=pod.zone)
        )
    return _on(pod, sprint, ahead, day_of(ahead[0].opens_at, pod.zone), to, now)


def resumed(session: Session, pod: Pod, sprint: Sprint, now: datetime) -> NewPlan:
    """After a pause: as many working days from today as it was from the day it was paused on.

    Raises:
        Refused: over, or not paused.
    """
    running(sprint)
    if sprint.paused_at is None:
        raise Refused(problem("sprint_not_paused", number=sprint.number))
    ahead = meetings(session, sprint, MeetingState.ON_HOLD)
    return _on(pod, sprint, ahead, day_of(sprint.paused_at, pod.zone), day_of(now, pod.zone), now)


def preview(session: Session, pod: Pod, sprint: Sprint, plan: NewPlan) -> SprintView:
    """The sprint as it would be."""
    found = {one.id: one.moments for one in plan.sessions}
    shown = sprints.view(session, pod, sprint)
    lines = tuple(
        replace(
            line,
            state=line.state if line.state == MeetingState.SKIPPED else MeetingState.PLANNED,
            opens_at=found[line.id].opens_at,
            closes_at=found[line.id].closes_at,
        )
        if line.id in found
        else line
        for line in shown.sessions
    )
    return replace(shown, starts_on=plan.first_day, ends_on=plan.last_day, sessions=lines, paused_at=None, paused_by="")


def moments_of(pod: Pod, meeting: Meeting) -> Moments:
    """The moments that belong to where a session is."""
    day = day_of(meeting.opens_at, pod.zone)
    days_off = public_holidays.days_off(pod.country, day)
    wall = wall_of(meeting.opens_at, pod.zone)
    return session_moments(day, wall, meeting.minutes, pod.zone, weekdays=weekdays_of(pod.works_on), days_off=days_off)


def meetings(session: Session, sprint: Sprint, *states: MeetingState) -> list[Meeting]:
    """A sprint's sessions in some states, in their order."""
    query = select(Meeting).where(Meeting.sprint_id == sprint.id, col(Meeting.state).in_(states))
    return list(session.exec(query.order_by(col(Meeting.id))).all())


def running(sprint: Sprint) -> None:
    """Whether a sprint is not over.

    Raises:
        Refused: it is.
    """
    if sprint.closed_at is not None:
        raise Refused(problem("sprint_over", number=sprint.number))


def not_paused(pod: Pod, sprint: Sprint) -> None:
    """Whether a sprint goes on.

    Raises:
        Refused: it is paused.
    """
    if sprint.paused_at is not None:
        raise Refused(problem("sprint_paused", since=sprint.paused_at, zone=pod.zone))


def _on(pod: Pod, sprint: Sprint, ahead: list[Meeting], since: date, to: date, now: datetime) -> NewPlan:
    weekdays, days_off = weekdays_of(pod.works_on), public_holidays.days_off(pod.country, to)
    standing_now = [standing(row) for row in ahead]
    found = replan(standing_now, since=since, to=to, now=now, zone=pod.zone, weekdays=weekdays, days_off=days_off)
    if not found:
        return NewPlan(sprint.starts_on, sprint.ends_on, ())
    old = day_of(ahead[-1].opens_at, pod.zone)
    ends_on = last_day(sprint.ends_on, old, found[-1].day, weekdays=weekdays, days_off=days_off)
    return NewPlan(sprint.starts_on, ends_on, found)


def _anew(session: Session, pod: Pod, sprint: Sprint, to: date, now: datetime) -> NewPlan:
    """By its own rhythm, as if it were started on that day; sessions keep their lengths."""
    rows = meetings(session, sprint, MeetingState.PLANNED, MeetingState.SKIPPED, MeetingState.MISSED)
    weekdays, days_off = weekdays_of(pod.works_on), public_holidays.days_off(pod.country, to)
    plan = plan_sprint(
        starts_on=to,
        cadence=CADENCES[sprint.cadence],
        wall=pod.meets_at,
        zone=pod.zone,
        weekdays=weekdays,
        days_off=days_off,
    )
    if not isinstance(plan, SprintPlan):
        raise Refused(*plan)
    if plan.sessions[0].opens_at <= now:
        raise Refused(problem("kickoff_in_past", "to", time=pod.meets_at))
    found = tuple(
        Replanned(
            access.required(row.id),
            slot.date,
            session_moments(slot.date, pod.meets_at, row.minutes, pod.zone, weekdays=weekdays, days_off=days_off),
        )
        for row, slot in zip(rows, plan.sessions, strict=True)
    )
    return NewPlan(plan.first_day, plan.last_day, found)

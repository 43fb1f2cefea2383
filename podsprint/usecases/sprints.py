"""Starting a sprint, looking at it, and closing it when its time has come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from podsprint.domain.audit import Action
from podsprint.domain.cadences import CADENCES
from podsprint.domain.calendar import PlannedSession, SprintPlan, plan_sprint, weekdays_of
from podsprint.domain.people import Who
from podsprint.domain.practices import Practice, without_stopped
from podsprint.domain.problems import problem
from podsprint.domain.read_models import PodView, SprintView
from podsprint.errors import Refused
from podsprint.store import prepared, work
from podsprint.store.tables import Charter, Meeting, Pod, Sprint
from podsprint.usecases import access, audit, endings, outbox, people, pods, practices, programme_views, public_holidays
from podsprint.usecases.sessions import MeetingState, Tick, line, schedule

LONGEST_NOTICE = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSprint:
    """Ten working days from a date on."""

    who: Who
    pod_id: int
    starts_on: date | None
    cadence: str = "classic"
    theme: str = ""


def may_start(session: Session, who: Who, channel: str) -> PodView:
    """The pod meant by a command, if this person may start a sprint in it now.

    Raises:
        Refused: no charter yet (W9), a sprint is running, or not the facilitator.
    """
    return may_start_in(session, who, access.required(access.pod_here(session, who, channel).pod.id))


def may_start_in(session: Session, who: Who, pod_id: int) -> PodView:
    """The same, for a pod that is named.

    Raises:
        Refused: as above.
    """
    pod = access.facilitator_seat(session, who, pod_id).pod
    _refuse_unready(session, pod_id)
    return pods.view(session, pod)


def start_sprint(session: Session, command: StartSprint, now: datetime) -> SprintView:
    """Plan the sessions and put them in the calendar.

    Raises:
        Refused: not the facilitator, no charter yet (W9), a sprint is running, or the dates cannot stand.
    """
    access.facilitator_seat(session, command.who, command.pod_id)
    pod = access.locked_pod(session, command.pod_id)
    _refuse_unready(session, command.pod_id)
    if (before := access.running_sprint(session, command.pod_id)) is not None:
        finish_sprint(session, access.required(before.id), now)
    stopped = practices.stopped(session, command.pod_id)
    plan = _plan(pod, command, now, stopped)
    number = session.exec(select(func.count()).select_from(Sprint).where(Sprint.pod_id == command.pod_id)).one() + 1
    sprint = Sprint(
        pod_id=command.pod_id,
        number=number,
        cadence=command.cadence,
        theme="" if Practice.THEME in stopped else command.theme,
        starts_on=plan.first_day,
        ends_on=plan.last_day,
        started_by=command.who.user,
        started_at=now,
    )
    pod.cadence = command.cadence  # chosen here or in the settings: the last word is where the next form starts
    session.add_all((pod, sprint))
    session.flush()
    for slot in plan.sessions:
        _put_in_calendar(session, pod, sprint, slot)
    audit.record(session, command.who, Action.SPRINT_STARTED, now, pod_id=pod.id, object_id=sprint.id)
    last = plan.sessions[-1]
    work.enqueue(
        session,
        Tick.FINISH_SPRINT,
        {"sprint": sprint.id},
        key=f"{Tick.FINISH_SPRINT}:{sprint.id}",
        due_at=last.grace_until,
    )
    outbox.about_sprint(session, outbox.Deliver.SPRINT_PLAN, pod, sprint, now)
    people.changed(session, pod, now)
    return view(session, pod, sprint)


def status(session: Session, who: Who, channel: str) -> SprintView | PodView:
    """The running sprint of the pod meant by a command; the pod itself when none is running."""
    pod = access.pod_here(session, who, channel).pod
    sprint = access.running_sprint(session, access.required(pod.id))
    return view(session, pod, sprint) if sprint else pods.view(session, pod)


def finish_sprint(session: Session, sprint_id: int, now: datetime) -> None:
    """The last grace has run out: the sprint is over, and the summary stands as it is."""
    sprint = session.get(Sprint, sprint_id)
    if sprint is None or sprint.closed_at is not None:
        return
    sprint.closed_at = now
    session.add(sprint)
    session.flush()
    pod = session.get_one(Pod, sprint.pod_id)
    endings.settle(session, pod, sprint, now)
    outbox.about_sprint(session, outbox.Deliver.SUMMARY, pod, sprint, now)
    people.changed(session, pod, now)


def planned(session: Session, sprint_id: int) -> tuple[Pod, SprintView] | None:
    """What the pod's channel is told when a sprint starts."""
    sprint = session.get(Sprint, sprint_id)
    if sprint is None:
        return None
    pod = session.get_one(Pod, sprint.pod_id)
    return pod, view(session, pod, sprint)


def view(session: Session, pod: Pod, sprint: Sprint) -> SprintView:
    """A sprint with its sessions, and how many have checked in to the one that is open."""
    meetings = session.exec(prepared.SESSIONS_OF_SPRINT, params={"sprint": sprint.id}).all()
    open_now = [row.id for row in meetings if row.state == MeetingState.OPEN]
    checked_in, leaders = session.exec(prepared.CHECKED_IN, params={"meetings": open_now, "pod": pod.id}).one()
    programme, workshops = programme_views.around(session, pod, sprint.starts_on, sprint.ends_on)
    return SprintView(
        id=access.required(sprint.id),
        pod=pod.name,
        number=sprint.number,
        cadence=sprint.cadence,
        starts_on=sprint.starts_on,
        ends_on=sprint.ends_on,
        sessions=tuple(line(row, pod.zone) for row in meetings),
        checked_in=checked_in,
        leaders=leaders,
        paused_at=sprint.paused_at,
        paused_by=sprint.paused_by or "",
        closed_by=sprint.closed_by or "",
        stopped=practices.stopped(session, access.required(pod.id)),
        programme=programme,
        workshops=workshops,
    )


def _refuse_unready(session: Session, pod_id: int) -> None:
    running = access.running_sprint(session, pod_id)
    if running is not None and not _all_held(session, running):
        raise Refused(problem("sprint_running", number=running.number, ends_on=running.ends_on))
    if session.get(Charter, pod_id) is None:
        raise Refused(problem("charter_missing"))


def _all_held(session: Session, sprint: Sprint) -> bool:
    """Whether no session of a sprint is still to come: all that is left is the time for late entries."""
    ahead = select(Meeting.id).where(
        Meeting.sprint_id == sprint.id,
        col(Meeting.state).in_((MeetingState.PLANNED, MeetingState.OPEN, MeetingState.ON_HOLD)),
    )
    return session.exec(ahead).first() is None


def _plan(pod: Pod, command: StartSprint, now: datetime, stopped: tuple[str, ...]) -> SprintPlan:
    today = now.astimezone(ZoneInfo(pod.zone)).date()
    if command.starts_on is None:
        raise Refused(problem("required", "starts_on"))
    if command.starts_on < today:
        raise Refused(problem("date_in_past", "starts_on", date=command.starts_on, today=today))
    if command.starts_on > today + LONGEST_NOTICE:
        raise Refused(problem("date_too_far", "starts_on", latest=today + LONGEST_NOTICE))
    if command.cadence not in CADENCES:
        raise Refused(problem("choose_one", "cadence"))
    plan = plan_sprint(
        starts_on=command.starts_on,
        cadence=without_stopped(CADENCES[command.cadence], stopped),
        wall=pod.meets_at,
        zone=pod.zone,
        weekdays=weekdays_of(pod.works_on),
        days_off=public_holidays.days_off(pod.country, command.starts_on),
    )
    if not isinstance(plan, SprintPlan):
        raise Refused(*plan)
    if plan.sessions[0].closes_at <= now:
        raise Refused(problem("kickoff_in_past", "starts_on", time=pod.meets_at))
    return plan


def _put_in_calendar(session: Session, pod: Pod, sprint: Sprint, slot: PlannedSession) -> None:
    meeting = Meeting(
        sprint_id=access.required(sprint.id),
        pod_id=access.required(pod.id),
        kind=slot.kind,
        number=slot.number,
        live=slot.live,
        minutes=slot.minutes,
        opens_at=slot.opens_at,
        closes_at=slot.closes_at,
        grace_until=slot.grace_until,
        state=MeetingState.PLANNED,
    )
    session.add(meeting)
    session.flush()
    schedule(session, meeting, brief_at=slot.brief_at)

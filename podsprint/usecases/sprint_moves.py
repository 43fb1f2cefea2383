"""Changing a sprint as a whole: move it, pause it and go on, close it before its time and take that back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import SprintAsked, SprintView
from podsprint.errors import Refused
from podsprint.store import work
from podsprint.store.tables import Meeting, Pod, Sprint
from podsprint.usecases import access, changes, needs, outbox, people, phrases, sessions, sprints
from podsprint.usecases import sprint_plans as plans
from podsprint.usecases.held import finish_later, same
from podsprint.usecases.sessions import MeetingState, Tick

UNDO_FOR = timedelta(days=1)
STILL_TO_COME = (MeetingState.PLANNED, MeetingState.ON_HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSprint:
    """To another first day; once it has begun, what is still to come goes on from that day."""

    who: Who
    sprint_id: int
    phrase: str = ""
    to: date | None = None
    seen_at: datetime | None = None  # when the next session was to open, as they saw it


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSprint:
    """Pause, go on, close, or open it again."""

    who: Who
    sprint_id: int


def meant(session: Session, who: Who, channel: str) -> int:
    """The running sprint of the pod meant by a command, for its facilitator.

    Raises:
        Refused: not the facilitator, or none is running.
    """
    pod = access.pod_here(session, who, channel).pod
    access.facilitator_seat(session, who, access.required(pod.id))
    sprint = access.running_sprint(session, access.required(pod.id))
    if sprint is None:
        raise Refused(problem("no_sprint", pod=pod.name))
    return access.required(sprint.id)


def last_closed(session: Session, who: Who, channel: str) -> int:
    """The sprint that was closed last in the pod meant by a command, for its facilitator.

    Raises:
        Refused: not the facilitator, or there is none.
    """
    pod = access.pod_here(session, who, channel).pod
    access.facilitator_seat(session, who, access.required(pod.id))
    found = session.exec(
        select(Sprint.id).where(Sprint.pod_id == pod.id).order_by(col(Sprint.number).desc()).limit(1)
    ).first()
    if found is None:
        raise Refused(problem("no_sprint", pod=pod.name))
    return found


def ask_move(session: Session, command: MoveSprint, now: datetime) -> SprintAsked:
    """What a sprint would be on another day: nothing is changed.

    Raises:
        Refused: not the facilitator, or it cannot go there.
    """
    pod, sprint = _find(session, command.who, command.sprint_id)
    to = command.to or _typed(session, command, pod, now)
    plan = plans.moved(session, pod, sprint, to, now)
    return SprintAsked(action="move", sprint=plans.preview(session, pod, sprint, plan), to=to)


def ask_resume(session: Session, command: ChangeSprint, now: datetime) -> SprintAsked:
    """What a paused sprint would go on with.

    Raises:
        Refused: not the facilitator, or it is not paused.
    """
    pod, sprint = _find(session, command.who, command.sprint_id)
    plan = plans.resumed(session, pod, sprint, now)
    return SprintAsked(action="resume", sprint=plans.preview(session, pod, sprint, plan))


def ask_close(session: Session, command: ChangeSprint) -> SprintAsked:
    """What a sprint is that would be closed.

    Raises:
        Refused: not the facilitator, or it is over.
    """
    pod, sprint = _find(session, command.who, command.sprint_id)
    plans.running(sprint)
    return SprintAsked(action="close", sprint=sprints.view(session, pod, sprint))


def move(session: Session, command: MoveSprint, now: datetime) -> SprintView:
    """Move it.

    Raises:
        Refused: as for asking, or a session was changed meanwhile.
    """
    pod, sprint = _take(session, command.who, command.sprint_id, now)
    ahead = next_opening(session, sprint)
    if command.seen_at is not None and ahead is not None and not same(command.seen_at, ahead):
        raise Refused(problem("sprint_changed"))
    to = command.to or _typed(session, command, pod, now)
    _apply(session, sprint, plans.moved(session, pod, sprint, to, now))
    return _told(session, command.who, Action.SPRINT_MOVED, pod, sprint, now)


def pause(session: Session, command: ChangeSprint, now: datetime) -> SprintView:
    """Open nothing and remind nobody until it goes on. A session that is open closes at its time.

    Raises:
        Refused: not the facilitator, over, or paused already.
    """
    pod, sprint = _take(session, command.who, command.sprint_id, now)
    plans.running(sprint)
    plans.not_paused(pod, sprint)
    sprint.paused_at, sprint.paused_by = now, command.who.user
    _set_states(session, sprint, MeetingState.PLANNED, MeetingState.ON_HOLD)
    return _told(session, command.who, Action.SPRINT_PAUSED, pod, sprint, now)


def resume(session: Session, command: ChangeSprint, now: datetime) -> SprintView:
    """Go on: what is still to come is planned anew onto the working days that follow.

    Raises:
        Refused: not the facilitator, over, or not paused.
    """
    pod, sprint = _take(session, command.who, command.sprint_id, now)
    plan = plans.resumed(session, pod, sprint, now)
    sprint.paused_at = sprint.paused_by = None
    _set_states(session, sprint, MeetingState.ON_HOLD, MeetingState.PLANNED)
    _apply(session, sprint, plan)
    return _told(session, command.who, Action.SPRINT_RESUMED, pod, sprint, now)


def close(session: Session, command: ChangeSprint, now: datetime) -> SprintView:
    """Close it before its time: an open session closes, late entries end, the summary is posted.

    Raises:
        Refused: not the facilitator, or it is over.
    """
    pod, sprint = _take(session, command.who, command.sprint_id, now)
    plans.running(sprint)
    for meeting in plans.meetings(session, sprint, MeetingState.OPEN):
        meeting.closes_at = now
        session.add(meeting)
        sessions.close_session(session, access.required(meeting.id), now)
    for meeting in plans.meetings(session, sprint, MeetingState.CLOSED):
        meeting.grace_until = min(meeting.grace_until, now)
        session.add(meeting)
    _set_states(session, sprint, MeetingState.PLANNED, MeetingState.ON_HOLD)
    sprint.closed_by, sprint.paused_at, sprint.paused_by = command.who.user, None, None
    session.add(sprint)
    sprints.finish_sprint(session, access.required(sprint.id), now)
    return _told(session, command.who, Action.SPRINT_CLOSED, pod, sprint, now, ends=False)


def reopen(session: Session, command: ChangeSprint, now: datetime) -> SprintView:
    """Take an early end back, within a day. Sessions whose time has passed meanwhile stay undone.

    Raises:
        Refused: not the facilitator, it ended by itself, too late, or the next one has started.
    """
    pod, sprint = _take(session, command.who, command.sprint_id, now)
    if sprint.closed_at is None:
        raise Refused(problem("sprint_running", number=sprint.number, ends_on=sprint.ends_on))
    if not _was_just_closed(sprint, now):
        raise Refused(problem("reopen_too_late", number=sprint.number))
    if (other := access.running_sprint(session, sprint.pod_id)) is not None:
        raise Refused(problem("sprint_running", number=other.number, ends_on=other.ends_on))
    sprint.closed_at = sprint.closed_by = None
    for meeting in plans.meetings(session, sprint, MeetingState.ON_HOLD):
        meeting.state = MeetingState.PLANNED if meeting.opens_at > now else MeetingState.SKIPPED
        session.add(meeting)
    for meeting in plans.meetings(session, sprint, MeetingState.CLOSED):
        meeting.grace_until = plans.moments_of(pod, meeting).grace_until
        session.add(meeting)
    outbox.about_sprint(session, outbox.Deliver.SUMMARY, pod, sprint, now)  # what was told of its end is taken back
    outbox.sprint_ended(session, pod, sprint, now)
    return _told(session, command.who, Action.SPRINT_REOPENED, pod, sprint, now)


def may_reopen(session: Session, pod_id: int, now: datetime) -> bool:
    """Whether the last sprint of a pod was closed early, and can still be opened again."""
    latest = session.exec(select(Sprint).where(Sprint.pod_id == pod_id).order_by(col(Sprint.number).desc())).first()
    return latest is not None and _was_just_closed(latest, now)


def next_opening(session: Session, sprint: Sprint) -> datetime | None:
    """When the next session of a sprint is planned to open."""
    rows = plans.meetings(session, sprint, *STILL_TO_COME)
    return rows[0].opens_at if rows else None


def seen(session: Session, who: Who, sprint_id: int) -> datetime | None:
    """The same, for somebody who may change the sprint.

    Raises:
        Refused: they may not.
    """
    return next_opening(session, _find(session, who, sprint_id)[1])


def _was_just_closed(sprint: Sprint, now: datetime) -> bool:
    return sprint.closed_at is not None and sprint.closed_by is not None and now - sprint.closed_at <= UNDO_FOR


def _find(session: Session, who: Who, sprint_id: int) -> tuple[Pod, Sprint]:
    sprint = access.row(session, Sprint, sprint_id)
    if sprint is None:
        raise access.not_found("pod")
    return access.facilitator_seat(session, who, sprint.pod_id).pod, sprint


def _take(session: Session, who: Who, sprint_id: int, now: datetime) -> tuple[Pod, Sprint]:
    """The sprint and its sessions, in nobody else's hands until this is done: first the ticks, as the worker does."""
    pod, sprint = _find(session, who, sprint_id)
    access.locked_pod(session, sprint.pod_id)
    rows = session.exec(select(Meeting).where(Meeting.sprint_id == sprint_id).order_by(col(Meeting.id))).all()
    keys = [key for row in rows for key in sessions.ticks(row)]
    work.cancel(session, *keys, f"{Tick.FINISH_SPRINT}:{sprint_id}", now=now)
    for row in rows:
        session.refresh(row, with_for_update=True)
    session.refresh(sprint)
    return pod, sprint


def _told(
    session: Session, who: Who, action: Action, pod: Pod, sprint: Sprint, now: datetime, *, ends: bool = True
) -> SprintView:
    """Put the work of its sessions back on the table, and say what has changed."""
    session.add(sprint)
    session.flush()
    for meeting in plans.meetings(session, sprint, MeetingState.PLANNED, MeetingState.OPEN, MeetingState.CLOSED):
        if meeting.state != MeetingState.CLOSED or meeting.grace_until >= now:
            sessions.schedule(session, meeting, brief_at=plans.moments_of(pod, meeting).brief_at, again=True)
    if ends and sprint.paused_at is None:
        finish_later(session, sprint)
    changes.of_sprint(session, who, action, pod, sprint, now)
    needs.retell(session, [pod], now)
    return sprints.view(session, pod, sprint)


def _apply(session: Session, sprint: Sprint, plan: plans.NewPlan) -> None:
    begun = sprint.starts_on == plan.first_day
    sprint.starts_on, sprint.ends_on = plan.first_day, plan.last_day
    for one in plan.sessions:
        row = session.get_one(Meeting, one.id)
        row.state = MeetingState.PLANNED if row.state == MeetingState.MISSED else row.state
        if one.moments.opens_at != row.opens_at:
            row.planned_for = (row.planned_for or row.opens_at) if begun else None
        row.opens_at, row.closes_at = one.moments.opens_at, one.moments.closes_at
        row.grace_until = one.moments.grace_until
        session.add(row)


def _set_states(session: Session, sprint: Sprint, before: MeetingState, after: MeetingState) -> None:
    for row in plans.meetings(session, sprint, before):
        row.state = after
        session.add(row)
    session.flush()


def _typed(session: Session, command: MoveSprint, pod: Pod, now: datetime) -> date:
    zone = people.zone_of(session, command.who) or pod.zone
    found = phrases.read_day(command.phrase, zone, now, "to")
    if isinstance(found, Problem):
        raise Refused(found)
    return found

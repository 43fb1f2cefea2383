"""While the app is out of a workspace its sprints stand still: nothing opens, and nothing piles up. Once it is back
they go on: what is still ahead stays where it was planned, what has passed was missed."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from podsprint.store import work
from podsprint.store.tables import Meeting, Pod, Sprint
from podsprint.usecases import access, people, sessions
from podsprint.usecases import sprint_plans as plans
from podsprint.usecases.held import finish_later
from podsprint.usecases.sessions import MeetingState, Tick

GO_ON = "sprint.go_on"  # work: one sprint goes on
BY_THE_BOT = ""  # who paused it; somebody who pauses a sprint has a name


def hold(session: Session, team: str, now: datetime) -> None:
    """Let every running sprint of a workspace stand still, in a handful of statements. Those that somebody has paused
    stay theirs to resume."""
    pods = select(Pod.id).where(Pod.team_id == team)
    running = (col(Sprint.pod_id).in_(pods), col(Sprint.closed_at).is_(None), col(Sprint.paused_at).is_(None))
    ids = session.exec(select(Sprint.id).where(*running).order_by(col(Sprint.id)).with_for_update()).all()
    if not ids:
        return
    planned = (col(Meeting.sprint_id).in_(ids), col(Meeting.state) == MeetingState.PLANNED)
    session.exec(update(Meeting).where(*planned).values(state=MeetingState.ON_HOLD))
    session.exec(update(Sprint).where(col(Sprint.id).in_(ids)).values(paused_at=now, paused_by=BY_THE_BOT))
    work.cancel(session, *(f"{Tick.FINISH_SPRINT}:{sprint_id}" for sprint_id in ids), now=now)


def release(session: Session, team: str, now: datetime) -> None:
    """The app is back: each sprint that stood still goes on, one after the other."""
    pods = select(Pod.id).where(Pod.team_id == team, col(Pod.ended_at).is_(None))
    held = (col(Sprint.pod_id).in_(pods), col(Sprint.closed_at).is_(None), Sprint.paused_by == BY_THE_BOT)
    for sprint_id in session.exec(select(Sprint.id).where(*held).order_by(col(Sprint.id))).all():
        work.enqueue(session, GO_ON, {"sprint": sprint_id}, key=f"{GO_ON}:{sprint_id}", due_at=now, again=True)


def go_on(session: Session, sprint_id: int, now: datetime) -> None:
    """One sprint goes on. What should have opened meanwhile is missed, and told in one note."""
    sprint = session.get(Sprint, sprint_id)
    if sprint is None or sprint.closed_at is not None or sprint.paused_by != BY_THE_BOT:
        return
    pod = access.locked_pod(session, sprint.pod_id)
    sprint.paused_at = sprint.paused_by = None
    session.add(sprint)
    for meeting in plans.meetings(session, sprint, MeetingState.ON_HOLD):
        meeting.state = MeetingState.PLANNED
        session.add(meeting)
        session.flush()
        # Its ticks come again at their own times; one whose time has passed is missed, and a brief is not sent late.
        sessions.schedule(session, meeting, brief_at=plans.moments_of(pod, meeting).brief_at, again=True)
    finish_later(session, sprint)
    people.changed(session, pod, now)

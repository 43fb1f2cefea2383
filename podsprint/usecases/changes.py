"""Telling what somebody changed of a pod's sessions: the trail, the plan, a line in the channel, and what is open."""

from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.read_models import SessionChange, SprintChange
from podsprint.store.tables import Audit, Meeting, Pod, Sprint
from podsprint.usecases import access, audit, daily, outbox, people, sprints
from podsprint.usecases.outbox import Deliver
from podsprint.usecases.sessions import line


def of_session(session: Session, who: Who, action: Action, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """A session has been changed: say so wherever it is shown."""
    row = audit.record(session, who, action, now, pod_id=pod.id, object_id=meeting.id)
    session.flush()
    outbox.change(session, pod, row.id, now)
    if meeting.opened_at is not None:
        outbox.about_session(session, Deliver.SESSION_CARD, pod, meeting, now)
    outbox.about_sprint(session, Deliver.SPRINT_PLAN, pod, session.get_one(Sprint, meeting.sprint_id), now)
    _told_people(session, pod, now)


def of_sprint(session: Session, who: Who, action: Action, pod: Pod, sprint: Sprint, now: datetime) -> None:
    """A sprint has been changed: the same."""
    row = audit.record(session, who, action, now, pod_id=pod.id, object_id=sprint.id)
    session.flush()
    outbox.change(session, pod, row.id, now)
    outbox.about_sprint(session, Deliver.SPRINT_PLAN, pod, sprint, now)
    _told_people(session, pod, now)


def _told_people(session: Session, pod: Pod, now: datetime) -> None:
    """What its people see of it for themselves: their Home tabs, and what they were told this morning."""
    people.changed(session, pod, now)
    daily.retell(session, pod.team_id, access.leaders(session, access.required(pod.id)), now)


def change(session: Session, audit_id: int) -> tuple[Pod, SessionChange | SprintChange] | None:
    """What the channel is told: how things stand now. Done over again before it was told, it is told once."""
    row = session.get(Audit, audit_id)
    pod = session.get(Pod, row.pod_id) if row is not None else None
    if row is None or pod is None or _done_again(session, row):
        return None
    what, _, action = row.action.partition(".")
    if what == "sprint":
        sprint = session.get(Sprint, row.object_id)
        if sprint is None:
            return None
        return pod, SprintChange(action=action, by=row.actor, sprint=sprints.view(session, pod, sprint))
    meeting = session.get(Meeting, row.object_id)
    return (pod, shown(session, row.action, row.actor, pod, meeting)) if meeting else None


def shown(session: Session, action: str, by: str, pod: Pod, meeting: Meeting) -> SessionChange:
    """A session as it is after a change."""
    into = session.get(Meeting, meeting.merged_into_id) if meeting.merged_into_id is not None else None
    return SessionChange(
        action=action.partition(".")[2],
        by=by,
        session=line(meeting, pod.zone),
        into=line(into, pod.zone) if into else None,
    )


def _done_again(session: Session, row: Audit) -> bool:
    later = select(Audit.id).where(
        Audit.pod_id == row.pod_id,
        Audit.object_id == row.object_id,
        Audit.action == row.action,
        col(Audit.id) > row.id,
    )
    return session.exec(later.limit(1)).first() is not None

"""Handing one session to somebody else of the pod: its brief, its digest and the right to change it go with it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import RoleNote, SessionLine
from podsprint.domain.visibility import SEES_LESS
from podsprint.errors import Refused
from podsprint.store.tables import Audit, Meeting, Pod
from podsprint.usecases import access, acting, audit, briefs, needs, outbox, people, pods, sessions
from podsprint.usecases.sessions import MeetingState

_STILL_TO_RUN = (MeetingState.PLANNED, MeetingState.OPEN)
_TOLD = {
    Action.FACILITATOR_NAMED: "named",
    Action.FACILITATOR_TAKEN_OVER: "named",
    Action.FACILITATOR_RELIEVED: "relieved",
    Action.DEPUTY_NAMED: "deputy",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Somebody else is to run a session; "" for the pod's facilitator."""

    who: Who
    meeting_id: int
    to: str = ""


def may_hand_over(session: Session, who: Who, meeting_id: int, now: datetime) -> tuple[SessionLine, str]:
    """A session that can be handed over, and who runs it now.

    Raises:
        Refused: not theirs, or it is over.
    """
    meeting, place = access.meeting(session, who, meeting_id)
    _refuse(session, who, meeting, place, who.user, now)
    return sessions.line(meeting, place.pod.zone), access.host_of(place.pod, meeting)


def hand_over(session: Session, command: HandOver, now: datetime) -> SessionLine:
    """Let somebody of the pod run it. A leader may take it on themselves while whoever runs it is not there.

    Raises:
        Refused: not theirs, it is over, or the other has no place in the pod.
    """
    meeting, place = access.meeting(session, command.who, command.meeting_id, hold=True)
    pod = place.pod
    to = command.to or pod.facilitator_id
    _refuse(session, command.who, meeting, place, to, now)
    if not access.belongs(session, Who(pod.team_id, to), access.required(pod.id)):
        raise Refused(problem("not_in_pod", "host"))
    before = access.host_of(pod, meeting)
    if to != before:
        meeting.host_id = None if to == pod.facilitator_id else to
        session.add(meeting)
        entry = audit.record(
            session,
            command.who,
            Action.SESSION_HANDED_OVER,
            now,
            pod_id=pod.id,
            object_id=meeting.id,
            subject=to,
        )
        session.flush()
        for user in {to, before} - {command.who.user}:
            outbox.role(session, pod, access.required(entry.id), user, now)
        briefs.changed(session, pod, meeting, now)
        needs.retell(session, [pod], now)
        people.changed(session, pod, now)
    return sessions.line(meeting, pod.zone)


def note(session: Session, note_id: int, user: str) -> tuple[Pod, RoleNote] | None:
    """What somebody is told of an entry in the trail that is about who runs a pod, or a session of it."""
    row = session.get(Audit, note_id)
    pod = session.get(Pod, row.pod_id) if row is not None and row.pod_id is not None else None
    if row is None or pod is None:
        return None
    reader = access.reader(session, pod, user)
    what, subject, stands, line = _TOLD.get(Action(row.action), ""), row.subject, True, None
    if row.action == Action.SESSION_HANDED_OVER:
        meeting = session.get_one(Meeting, row.object_id)
        line = sessions.line(meeting, pod.zone)
        what = "host" if user == subject else "host_before"
        stands = access.host_of(pod, meeting) == subject and meeting.state in _STILL_TO_RUN
    elif row.action == Action.FACILITATOR_RELIEVED:
        subject = session.get_one(Audit, row.object_id).subject
        stands = pod.facilitator_id == subject
    elif row.action == Action.DEPUTY_NAMED:
        stands = pod.deputy_id == subject
    else:
        stands = pod.facilitator_id == subject
    return pod, RoleNote(
        what=what,
        pod=pods.view(session, pod),
        by=row.actor,
        subject=subject,
        note_id=note_id,
        stands=stands,
        session=line,
        sees_less=reader if reader in SEES_LESS and what in ("named", "host") else "",
    )


def _refuse(session: Session, who: Who, meeting: Meeting, place: access.Seat, to: str, now: datetime) -> None:
    mine = place.runs_it or meeting.host_id == who.user
    if not mine and not (place.is_leader and to == who.user and _nobody_there(session, meeting, place, now)):
        raise Refused(problem("facilitator_only"))
    if meeting.state not in _STILL_TO_RUN:
        raise Refused(problem("session_done", kind=meeting.kind, number=meeting.number))


def _nobody_there(session: Session, meeting: Meeting, place: access.Seat, now: datetime) -> bool:
    pod = place.pod
    day = meeting.opens_at.astimezone(ZoneInfo(pod.zone)).date()
    host = access.host_of(pod, meeting)
    if host in acting.unavailable(session, pod.team_id, (host,), day):
        return True
    # Somebody who took it on for a facilitator who is not there, is.
    return host == pod.facilitator_id and acting.may_take_over(session, place, now) is not None

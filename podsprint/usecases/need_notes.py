"""What the messages about what needs a person say, as things stand when they are sent. Never anyone's words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from podsprint.domain.needs import Cause
from podsprint.domain.people import Who
from podsprint.domain.read_models import AsksPod, Need, Needs
from podsprint.store.tables import Meeting, Member, Person, Pod, Post
from podsprint.usecases import access, needs, pods, sessions
from podsprint.usecases.sessions import MeetingState

SHOWN = 5
Ids = Mapping[str, Any]


def to_person(session: Session, ids: Ids, now: datetime) -> Needs | None:
    """The day's message to whoever runs these pods. What has been seen to before it is out, is not in it."""
    who, day = Who(ids["team"], ids["user"]), date.fromisoformat(ids["day"])
    is_out = session.get(Post, needs.post_key(who, day)) is not None
    items = [need for cause in ids["causes"] if (need := _for(session, who, cause, now)) and (need.stands or is_out)]
    return Needs(items=tuple(items[:SHOWN]), more=len(items[SHOWN:])) if items else None


def to_pod(session: Session, ids: Ids, now: datetime) -> tuple[Pod, AsksPod | None] | None:
    """What a pod is asked in its channel. Seen to before it is out, it is not asked."""
    pod = session.get(Pod, ids["pod"])
    if pod is None:
        return None
    cause = {**ids, "asks_pod": True}
    need = _need(session, pod, cause, "", now, stands=needs.stands(session, pod, cause, now))
    is_out = session.get(Post, pod_post_key(ids)) is not None
    return (pod, AsksPod(need=need)) if need.stands or is_out else None


def pod_post_key(ids: Ids) -> str:
    """The key of a pod's message."""
    return f"pod:{ids['pod']}:needs:{ids['cause']}:{ids['of']}"


def _for(session: Session, who: Who, cause: Ids, now: datetime) -> Need | None:
    pod = session.get(Pod, cause["pod"])
    if pod is None or pod.team_id != who.team:
        return None
    runs_it = who.user in (pod.facilitator_id, pod.deputy_id)
    return _need(session, pod, cause, who.user, now, stands=runs_it and needs.stands(session, pod, cause, now))


def _need(session: Session, pod: Pod, ids: Ids, reader: str, now: datetime, *, stands: bool) -> Need:
    pod_id, cause = access.required(pod.id), Cause(ids["cause"])
    view = pods.view(session, pod)
    match cause:
        case Cause.SKIPPED if stands:
            pair = needs.skipped_twice(session, [pod_id])[pod_id]
            coming = sessions.next_meeting(session, pod_id, now)
            return Need(
                cause=cause,
                pod=view,
                sessions=tuple(sessions.line(row, pod.zone) for row in pair),
                following=sessions.line(coming, pod.zone) if coming else None,
                sprint_id=pair[1].sprint_id,
            )
        case Cause.SMALL:
            place = session.get(Member, ids["of"]) if ids["of"] else None
            return Need(cause=cause, pod=view, stands=stands, person=place.user_id if place else "")
        case Cause.UNCOVERED:
            return _uncovered(session, pod, Need(cause=cause, pod=view, stands=stands), ids["of"], reader, now)
        case Cause.OUTSIDE if stands:
            place = session.get_one(Member, ids["of"])
            return Need(cause=cause, pod=view, person=place.user_id, place_id=ids["of"])
        case Cause.GONE:
            person = session.get(Person, ids["of"])
            return Need(cause=cause, pod=view, stands=stands, person=person.user_id if person else "")
    return Need(cause=cause, pod=view, stands=False)


def _uncovered(session: Session, pod: Pod, need: Need, of: int, reader: str, now: datetime) -> Need:
    meeting = session.get(Meeting, of)
    if meeting is None:
        return need
    host = access.host_of(pod, meeting)
    planned = select(Meeting).where(
        Meeting.sprint_id == meeting.sprint_id, Meeting.state == MeetingState.PLANNED, col(Meeting.id) != meeting.id
    )
    others = needs.uncovered(session, pod, session.exec(planned.where(Meeting.opens_at > now)).all())
    return Need(
        cause=need.cause,
        pod=need.pod,
        stands=need.stands,
        sessions=(sessions.line(meeting, pod.zone),),
        more=len(others) if reader else 0,
        person=host,
        own=host == reader,
    )

"""Somebody's place in a pod ends: the pod goes on, and whoever runs it hears of it."""

from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.pods import size_advice
from podsprint.domain.read_models import Departure
from podsprint.store.tables import Audit, Member, Pod
from podsprint.usecases import access, acting, audit, needs, outbox, people, sessions, wish_messages


def leave(session: Session, pod: Pod, user: str, now: datetime, *, by: Who, named: bool = False) -> bool:
    """Somebody leaves, and whoever runs the pod is told: who it was only if ``named``; what the pod needs now if it has
    become small. Doing it twice is a no-op.

    Returns:
        Whether they had a place.
    """
    place = end_place(session, pod, user, now)
    if place is None:
        return False
    deed = audit.record(session, by, Action.MEMBER_LEFT, now, pod_id=pod.id, subject=user)
    session.flush()
    if needs.fell(session, pod, place, now, named=named):
        pass  # that note says it all
    else:
        _say(session, pod, deed, user, now, named=named)
    show_people(session, pod, now, *((user,) if named else ()))
    return True


def _say(session: Session, pod: Pod, deed: Audit, user: str, now: datetime, *, named: bool) -> None:
    to = acting.on_duty(session, pod, now, about=user)
    if not named:
        outbox.happened(session, outbox.Deliver.DEPARTURE, pod, to, now)
    elif to != user:
        outbox.place(session, pod, deed, to, now)


def end_place(session: Session, pod: Pod, user: str, now: datetime) -> Member | None:
    """The place itself; its row stays, so that what was shared keeps its author. Nobody waits to be coached by them.

    Returns:
        The place they had, if they had one.
    """
    wish_messages.let_go(session, pod, user, now)
    place = session.exec(
        select(Member).where(Member.pod_id == pod.id, Member.user_id == user, col(Member.left_at).is_(None))
    ).first()
    if place is None:
        return None
    place.left_at = now
    session.add(place)
    session.flush()
    return place


def show_people(session: Session, pod: Pod, now: datetime, *others: str) -> None:
    """What shows who is in the pod is brought up to date; a session that is open counts those who are there."""
    outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
    meeting = sessions.open_meeting(session, access.required(pod.id))
    if meeting is not None:
        outbox.about_session(session, outbox.Deliver.SESSION_CARD, pod, meeting, now)
    people.changed(session, pod, now, *others)


def told(session: Session, pod_id: int) -> tuple[Pod, Departure] | None:
    """What they are told when somebody has left: how many are left, and what that means (L4)."""
    pod = session.get(Pod, pod_id)
    if pod is None or pod.ended_at is not None or not pod.facilitator_id:
        return None
    left = len(access.leaders(session, pod_id))
    return pod, Departure(pod=pod.name, channel=pod.channel_id, left=left, advice=size_advice(left))

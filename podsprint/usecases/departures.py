"""Somebody leaves a pod: their place ends, the pod goes on, and its facilitator hears of it if it has become small."""

from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.pods import size_advice
from podsprint.domain.read_models import Departure
from podsprint.store.tables import Member, Pod
from podsprint.usecases import access, audit, outbox, people


def leave(session: Session, pod: Pod, user: str, now: datetime, *, by: Who) -> bool:
    """End somebody's place in a pod. Doing it twice is a no-op.

    Returns:
        Whether they had one.
    """
    place = session.exec(
        select(Member).where(Member.pod_id == pod.id, Member.user_id == user, col(Member.left_at).is_(None))
    ).first()
    if place is None:
        return False
    place.left_at = now
    session.add(place)
    session.flush()
    audit.record(session, by, Action.LEADER_LEFT, now, pod_id=pod.id, subject=user)
    outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
    outbox.departure(session, pod, now)
    people.changed(session, pod, now)
    return True


def told(session: Session, pod_id: int) -> tuple[Pod, Departure] | None:
    """What the facilitator is told when somebody has left: how many are left, and what that means (L4)."""
    pod = session.get(Pod, pod_id)
    if pod is None or pod.ended_at is not None or not pod.facilitator_id:
        return None
    left = len(access.leaders(session, pod_id))
    return pod, Departure(pod=pod.name, channel=pod.channel_id, left=left, advice=size_advice(left))

"""What people are told about their place in a pod, from the trail of who did what."""

from sqlmodel import Session

from podsprint.domain.audit import Action
from podsprint.domain.pods import SizeAdvice, size_advice
from podsprint.domain.read_models import PlaceNote
from podsprint.store.tables import Audit, Pod
from podsprint.usecases import access


def note(session: Session, audit_id: int) -> tuple[Pod, PlaceNote] | None:
    """What was done to whose place."""
    deed = session.get(Audit, audit_id)
    pod = session.get(Pod, deed.pod_id) if deed and deed.pod_id else None
    if deed is None or pod is None:
        return None
    pod_id = access.required(pod.id)
    leaders = access.leaders(session, pod_id)
    into = session.get(Pod, pod.merged_into_id) if pod.merged_into_id else None
    return pod, PlaceNote(
        what=deed.action,
        pod_id=pod_id,
        pod=pod.name,
        channel=pod.channel_id,
        by=deed.actor,
        person=deed.subject,
        leaders=len(leaders),
        advice=size_advice(len(leaders)) if deed.action == Action.MEMBER_LEFT else SizeAdvice.FINE,
        into=into.name if into else "",
        into_channel=into.channel_id if into else "",
    )

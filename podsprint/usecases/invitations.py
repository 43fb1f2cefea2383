"""Bringing a pod's people into its channel; whom Slack does not let us bring, whoever runs it is told."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from podsprint.domain.read_models import NotInvited, NotInvitedLine
from podsprint.store.tables import Pod, Work
from podsprint.usecases import access, outbox


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person to be brought into one channel; not a message, and so without a key."""

    team: str
    channel: str
    user: str
    pod_id: int


def invitation(session: Session, pod_id: int, user: str) -> Invitation | None:
    """The invitation, if this person still belongs there."""
    pod = session.get(Pod, pod_id)
    if pod is None or pod.ended_at is not None or user not in _people(session, pod):
        return None
    return Invitation(pod.team_id, pod.channel_id, user, pod_id)


def not_invited(session: Session, pod_id: int, user: str) -> tuple[Pod, NotInvited | None] | None:
    """Whom Slack did not let us bring into the channel, and why; no note any more once nobody is left, or for somebody
    who does not run the pod any more."""
    pod = session.get(Pod, pod_id)
    if pod is None:
        return None
    if user not in (pod.facilitator_id, pod.deputy_id):
        return pod, None
    keys = {outbox.invite_key(pod_id, user): user for user in _people(session, pod)}
    rows = session.exec(select(Work).where(col(Work.key).in_(keys), col(Work.error).is_not(None)).order_by(Work.key))
    lines = tuple(NotInvitedLine(person=keys[row.key], code=_code(row.error or "")) for row in rows.all())
    return pod, NotInvited(pod_id=pod_id, pod=pod.name, channel=pod.channel_id, lines=lines) if lines else None


def _people(session: Session, pod: Pod) -> tuple[str, ...]:
    leaders = access.leaders(session, access.required(pod.id))
    return (*leaders, *(user for user in (pod.facilitator_id, pod.deputy_id) if user))


def _code(error: str) -> str:
    return error.rpartition(": ")[2]

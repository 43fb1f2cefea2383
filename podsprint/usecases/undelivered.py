"""What Slack would not take for a pod: one note to whoever runs it and is there, and trying again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from podsprint.domain.people import Who
from podsprint.domain.read_models import Undeliverable
from podsprint.store import work
from podsprint.store.tables import Pod, Work
from podsprint.usecases import access, acting, outbox
from podsprint.usecases.outbox import Deliver


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAgain:
    """Whoever runs the pod has mended what kept messages from getting through."""

    who: Who
    pod_id: int


# What kinds of messages are called to a facilitator. Which direct message it was is between the bot and its reader.
_CALLED: dict[str, str] = {
    Deliver.SESSION_CARD: "session",
    Deliver.SESSION_OPENING: "session",
    Deliver.THEME: "session",
    Deliver.BOX: "session",
    Deliver.ENTRY: "entry",
    Deliver.SPRINT_PLAN: "sprint",
    Deliver.SUMMARY: "sprint",
    Deliver.POD_INTRO: "pod",
}
_DIRECT = "direct"
KINDS = (*dict.fromkeys(_CALLED.values()), _DIRECT)


def undeliverable(session: Session, pod_id: int, work_id: int, user: str) -> tuple[Pod, Undeliverable | None] | None:
    """The latest message that Slack would not take, and how many there are of each kind; no note any more once all have
    been taken after all, or for somebody who does not run the pod any more."""
    pod = session.get(Pod, pod_id)
    if pod is None:
        return None
    row, people = session.get(Work, work_id), _people(session, pod)
    kinds = _kinds(session, pod, people)
    if row is None or row.error is None:  # that one has got through: is there another?
        row = _latest(session, pod, people)
    if row is None or row.error is None or user not in (pod.facilitator_id, pod.deputy_id):
        return pod, None
    to = next((person for person in people if row.lane in outbox.lanes(pod.team_id, person)), "")
    return pod, Undeliverable(
        pod_id=pod_id, pod=pod.name, channel=pod.channel_id, person=to, error=row.error, kinds=kinds
    )


def try_again(session: Session, command: TryAgain, now: datetime) -> int:
    """Send again what Slack would not take for this pod.

    Returns:
        How many messages are on their way.

    Raises:
        Refused: not the facilitator.
    """
    pod = access.facilitator_seat(session, command.who, command.pod_id).pod
    armed = sum(work.retry_dead(session, now, lane=lane) for lane in _lanes(pod, _people(session, pod)))
    acting.tell_trouble(session, Deliver.UNDELIVERABLE, pod, now)
    return armed


def _people(session: Session, pod: Pod) -> list[str]:
    some = (*access.leaders(session, access.required(pod.id)), pod.facilitator_id, pod.deputy_id)
    return sorted({person for person in some if person})


def _lanes(pod: Pod, people: list[str]) -> list[str]:
    return [lane for conversation in (pod.channel_id, *people) for lane in outbox.lanes(pod.team_id, conversation)]


def _failed(pod: Pod, people: list[str]) -> tuple[ColumnElement[bool], ...]:
    """Dead messages of this pod's people and channel; the note about them is no news itself."""
    return (
        col(Work.error).is_not(None),
        col(Work.done_at).is_not(None),
        col(Work.lane).in_(_lanes(pod, people)),
        col(Work.kind) != Deliver.UNDELIVERABLE,
    )


def _kinds(session: Session, pod: Pod, people: list[str]) -> tuple[tuple[str, int], ...]:
    rows = session.exec(select(Work.kind, func.count()).where(*_failed(pod, people)).group_by(Work.kind)).all()
    counts = dict.fromkeys(KINDS, 0)
    for kind, count in rows:
        counts[_CALLED.get(kind, _DIRECT)] += count
    return tuple((kind, count) for kind, count in counts.items() if count)


def _latest(session: Session, pod: Pod, people: list[str]) -> Work | None:
    return session.exec(select(Work).where(*_failed(pod, people)).order_by(col(Work.id).desc()).limit(1)).first()

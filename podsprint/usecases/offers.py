"""Topics somebody offers to a leader (W6): theirs only once they take it up. Until then two people know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, or_, select

from podsprint.domain.experiments import EXPERIMENT_LIMITS, ExperimentState
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import DailyItem, OfferLine, PodView, TopicOffered
from podsprint.domain.text import check_text, clean
from podsprint.errors import Refused
from podsprint.store.tables import Experiment, Pod
from podsprint.usecases import access, daily, once, people, pods
from podsprint.usecases.daily import Today

MAX_TOPIC = EXPERIMENT_LIMITS["hypothesis"]
SHOWN = 5
MENTIONED = 2
_MENTIONED_FOR = timedelta(days=4)  # in a day's message; after that it waits on Home, and nobody is asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Somebody of the pod has an idea what a leader might try."""

    who: Who
    pod_id: int
    to: str
    topic: str
    form_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOffer:
    """The leader declines, without a reason; or whoever offered it takes it back."""

    who: Who
    offer_id: int


def pod_here(session: Session, who: Who, channel: str) -> PodView:
    """The pod meant by a command, to offer something in.

    Raises:
        Refused: there is none, or several to choose from.
    """
    return pods.view(session, access.pod_here(session, who, channel).pod)


def offer(session: Session, command: Offer, now: datetime) -> Experiment:
    """Put it before the leader. It is in no list, count or message but theirs, and the one of who offers it.

    Raises:
        Refused: not in this pod, not to a leader of it, or one is still waiting.
    """
    pod = access.seat(session, command.who, command.pod_id).pod
    key = once.key(command.who, command.form_key)
    row = once.find(session, Experiment, key)
    problems: list[Problem] = [*check_text(command.topic, "topic", limit=MAX_TOPIC, required=True)]
    if command.to == command.who.user or command.to not in access.leaders(session, command.pod_id):
        problems.append(problem("offer_to_leader", "to"))
    elif row is None and _waiting(session, command):
        problems.append(problem("offer_waiting", "to"))
    if problems:
        raise Refused(*problems)
    row = row or Experiment(
        pod_id=command.pod_id,
        user_id=command.to,
        ring=Ring.ME,
        state=ExperimentState.OFFERED,
        hypothesis="",
        serves_goal=True,
        offered_by=command.who.user,
        form_key=key,
        created_at=now,
        updated_at=now,
    )
    if row.state == ExperimentState.OFFERED:
        row.user_id, row.hypothesis = command.to, clean(command.topic, MAX_TOPIC)
        row = once.keep(session, row)
    daily.ask(session, Who(command.who.team, command.to), now)
    people.changed(session, pod, now)
    return row


def end(session: Session, command: EndOffer, now: datetime) -> None:
    """It is gone, for both. Nobody is told, and from outside it looks the same as if it had been taken up.

    Raises:
        Refused: nothing that was offered to them, or by them.
    """
    row = access.row(session, Experiment, command.offer_id, hold=True)
    pod = session.get(Pod, row.pod_id) if row else None
    if row is None or pod is None or pod.team_id != command.who.team or row.state != ExperimentState.OFFERED:
        raise access.not_found("offer")
    if command.who.user not in (row.user_id, row.offered_by):
        raise access.not_found("offer")
    session.delete(row)
    session.flush()
    people.changed(session, pod, now)


def around(session: Session, who: Who, pods_of_theirs: Sequence[Pod]) -> tuple[OfferLine, ...]:
    """What is offered to somebody, or by them, in their pods: one query, the newest first."""
    names = {access.required(pod.id): pod.name for pod in pods_of_theirs}
    rows = session.exec(
        select(Experiment)
        .where(
            col(Experiment.pod_id).in_(list(names)),
            Experiment.state == ExperimentState.OFFERED,
            or_(Experiment.user_id == who.user, Experiment.offered_by == who.user),
        )
        .order_by(col(Experiment.id).desc())
        .limit(2 * SHOWN)
    ).all()
    return tuple(
        OfferLine(
            id=access.required(row.id),
            pod=names[row.pod_id],
            by=row.offered_by or "",
            to=row.user_id,
            topic=row.hypothesis,
            at=row.created_at,
        )
        for row in rows
    )


def find(session: Session, theirs: Today, now: datetime) -> Sequence[DailyItem]:
    """For the day's one message: what was offered in the last days."""
    who = theirs.who
    lines = around(session, who, theirs.led)
    fresh = [line for line in lines if line.to == who.user and line.at > now - _MENTIONED_FOR]
    return [TopicOffered(offer=line) for line in fresh[:MENTIONED]]


def _waiting(session: Session, command: Offer) -> bool:
    query = select(Experiment.id).where(
        Experiment.pod_id == command.pod_id,
        Experiment.user_id == command.to,
        Experiment.offered_by == command.who.user,
        Experiment.state == ExperimentState.OFFERED,
    )
    return session.exec(query).first() is not None

"""Which pods take part in a programme: the owner asks, the pod's facilitator decides, and either may end it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from podsprint.domain import programmes as rules
from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import ProgrammeInviteView, ProgrammeView
from podsprint.errors import Refused
from podsprint.store.tables import Pod, Programme, ProgrammeInvite, Sprint
from podsprint.usecases import access, acting, audit, outbox, people, programme_views


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPod:
    """The owner would like a pod to take part."""

    who: Who
    programme_id: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInvite:
    """The facilitator's answer."""

    who: Who
    invite_id: int
    joins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePod:
    """A pod leaves its programme: its facilitator or the owner says so."""

    who: Who
    pod_id: int


def ask_pod(session: Session, command: AskPod, now: datetime) -> ProgrammeView:
    """Ask a pod's facilitator. A pod that the owner facilitates joins at once.

    Raises:
        Refused: not the owner, no pod in that channel, or it takes part in a programme already.
    """
    programme = access.owned_programme(session, command.who, command.programme_id)
    pod = session.exec(
        select(Pod)
        .where(Pod.team_id == command.who.team, Pod.channel_id == command.channel, col(Pod.ended_at).is_(None))
        .with_for_update()
    ).first()
    if pod is None:
        raise Refused(problem("no_pod_there", "channel"))
    if pod.programme_id is not None:
        raise Refused(problem("pod_in_programme", "channel", pod=pod.name))
    if len(programme_views.pods_of(session, command.programme_id)) >= rules.MAX_PODS:
        raise Refused(problem("too_many_pods", "channel", limit=rules.MAX_PODS))
    pod_id = access.required(pod.id)
    if pod.facilitator_id == command.who.user:
        _join(session, command.who, pod, command.programme_id, now)
        return programme_views.view(session, programme)
    first = programme_views.asked(session, command.programme_id, pod_id) is None
    if first:
        session.add(
            ProgrammeInvite(programme_id=command.programme_id, pod_id=pod_id, asked_by=command.who.user, asked_at=now)
        )
    session.flush()
    audit.record(session, command.who, Action.PROGRAMME_POD_ASKED, now, pod_id=pod_id, object_id=command.programme_id)
    to = acting.on_duty(session, pod, now)
    outbox.programme_invite(session, pod, command.programme_id, now, to=to, first=first)
    return programme_views.view(session, programme)


def answer_invite(session: Session, command: AnswerInvite, now: datetime) -> ProgrammeInviteView | None:
    """Take part, or not. Nothing is told of a no but that it is one.

    Raises:
        Refused: not the facilitator, or there is no such question any more.
    """
    asked = access.row(session, ProgrammeInvite, command.invite_id)
    if asked is None:
        raise access.not_found("programme")
    pod_id, programme_id = asked.pod_id, asked.programme_id
    access.facilitator_seat(session, command.who, pod_id)
    pod = access.locked_pod(session, pod_id)
    programme = session.get_one(Programme, programme_id)
    if command.joins and pod.programme_id is not None:
        raise Refused(problem("pod_in_programme", "channel", pod=pod.name))
    if command.joins:
        _join(session, command.who, pod, programme_id, now)
    else:
        _forget_invites(session, pod_id, programme_id)
        audit.record(session, command.who, Action.PROGRAMME_POD_DECLINED, now, pod_id=pod_id, object_id=programme_id)
    outbox.programme_invite(session, pod, programme_id, now, to=pod.facilitator_id)
    outbox.home(session, Who(programme.team_id, programme.owner_id), now)
    found = programme_views.invite(session, programme_id, pod_id)
    return found[1] if found else None


def remove_pod(session: Session, command: RemovePod, now: datetime) -> int:
    """Take a pod out. What its leaders let cross is no longer shown to the others.

    Returns:
        Which programme it was in.

    Raises:
        Refused: neither its facilitator nor the owner of its programme.
    """
    pod = access.row(session, Pod, command.pod_id, hold=True)
    programme = session.get(Programme, pod.programme_id) if pod is not None and pod.programme_id else None
    if pod is None or programme is None or pod.team_id != command.who.team:
        raise access.not_found("pod")
    if programme.owner_id != command.who.user:
        access.facilitator_seat(session, command.who, command.pod_id)
    pod.programme_id = None
    session.add(pod)
    session.flush()
    audit.record(session, command.who, Action.PROGRAMME_POD_LEFT, now, pod_id=command.pod_id, object_id=programme.id)
    outbox.programme_invite(session, pod, access.required(programme.id), now, to=pod.facilitator_id)
    plans_changed(session, [pod], now)
    outbox.home(session, Who(programme.team_id, programme.owner_id), now)
    return access.required(programme.id)


def plans_changed(session: Session, pods: Sequence[Pod], now: datetime) -> None:
    """Running sprints show their programme's workshops: bring their plans up to date."""
    by_id = {pod.id: pod for pod in pods}
    running = session.exec(
        select(Sprint).where(col(Sprint.pod_id).in_(list(by_id)), col(Sprint.closed_at).is_(None))
    ).all()
    for sprint in running:
        outbox.about_sprint(session, outbox.Deliver.SPRINT_PLAN, by_id[sprint.pod_id], sprint, now)
    for pod in pods:
        people.changed(session, pod, now)


def _join(session: Session, who: Who, pod: Pod, programme_id: int, now: datetime) -> None:
    pod.programme_id = programme_id
    session.add(pod)
    _forget_invites(session, access.required(pod.id), programme_id)
    audit.record(session, who, Action.PROGRAMME_POD_JOINED, now, pod_id=pod.id, object_id=programme_id)
    plans_changed(session, [pod], now)


def _forget_invites(session: Session, pod_id: int, programme_id: int) -> None:
    session.exec(
        delete(ProgrammeInvite).where(
            col(ProgrammeInvite.pod_id) == pod_id, col(ProgrammeInvite.programme_id) == programme_id
        )
    )
    session.flush()

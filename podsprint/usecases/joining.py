"""Asking to join a pod. A pod is a confidential place, so whoever runs it says yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from podsprint.domain import pods as rules
from podsprint.domain.audit import Action
from podsprint.domain.people import Facts, Who
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import ProposalNote
from podsprint.errors import Refused
from podsprint.store.tables import Pod, Proposal
from podsprint.usecases import access, acting, audit, members, outbox, people, pods

JOIN = "join"
ACCEPTED, DECLINED = "accepted", "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToJoin:
    """Somebody would like to be in the pod of a channel."""

    who: Who
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The facilitator says yes or no."""

    who: Who
    proposal_id: int
    accept: bool
    facts: tuple[Facts, ...] = ()
    present: frozenset[str] = frozenset()


def ask_to_join(session: Session, command: AskToJoin, now: datetime) -> str:
    """Ask whoever runs this channel's pod.

    Returns:
        Who was asked.

    Raises:
        Refused: no pod lives here, it is full, they are in it, or they have asked already.
    """
    pod = access.pod_in(session, command.who, command.channel)
    if pod is None:
        raise Refused(problem("no_pod_here"))
    pod_id = access.required(pod.id)
    leaders = access.leaders(session, pod_id)
    if command.who.user in leaders:
        raise Refused(problem("you_are_in_it"))
    if command.who.user == pod.facilitator_id:
        raise Refused(problem("you_facilitate_it"))
    if len(leaders) >= rules.OVERRIDE_MAX:
        raise Refused(problem("pod_full", count=len(leaders)))
    of = acting.on_duty(session, pod, now, about=command.who.user)
    row = propose(session, command.who, pod, JOIN, of, now, again=problem("asked_already"))
    audit.record(session, command.who, Action.JOIN_ASKED, now, pod_id=pod_id, object_id=row.id)
    people.changed(session, pod, now)
    return row.asked_of


def propose(session: Session, who: Who, pod: Pod, kind: str, of: str, now: datetime, *, again: Problem) -> Proposal:
    """Put a question about a pod to somebody, and tell them; it waits once.

    Raises:
        Refused: with ``again``, if it waits already.
    """
    row = Proposal(
        team_id=pod.team_id,
        kind=kind,
        pod_id=access.required(pod.id),
        asked_by=who.user,
        asked_of=of,
        asked_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise Refused(again) from error
    outbox.proposal(session, row, now)
    return row


def answer(session: Session, command: Answer, now: datetime) -> ProposalNote:
    """Say yes or no, once.

    Raises:
        Refused: not theirs to answer, answered already, or the pod would not take them now.
    """
    row, pod = held(session, command.who, command.proposal_id, JOIN)
    if command.accept:
        admission = members.AddMembers(
            who=command.who,
            pod_id=row.pod_id,
            users=(row.asked_by,),
            facts=command.facts,
            present=command.present,
        )
        members.admit(session, admission, pod, now)  # which accepts whatever they had asked
        return note_of(session, row, pod)
    row.answer, row.answered_by, row.answered_at = DECLINED, command.who.user, now
    session.add(row)
    deed = audit.record(session, command.who, Action.JOIN_DECLINED, now, pod_id=pod.id, subject=row.asked_by)
    session.flush()
    outbox.place(session, pod, deed, row.asked_by, now)
    outbox.proposal(session, row, now)
    people.changed(session, pod, now)
    return note_of(session, row, pod)


def held(session: Session, who: Who, proposal_id: int, kind: str) -> tuple[Proposal, Pod]:
    """A question that waits for this person's answer, held until the transaction ends.

    Raises:
        Refused: there is none, or somebody has answered it.
    """
    row = _find(session, who, proposal_id, kind)
    pod = access.locked_pod(session, row.pod_id)
    session.refresh(row, with_for_update=True)
    if row.answered_at is not None:
        raise Refused(problem("answered_already", by=row.answered_by or "", answer=row.answer))
    return row, pod


def waiting_in(session: Session, pod_ids: Sequence[int]) -> set[int]:
    """The pods of these that somebody waits to be let into, in one query."""
    open_ones = select(Proposal.pod_id).where(
        col(Proposal.pod_id).in_(pod_ids), Proposal.kind == JOIN, col(Proposal.answered_at).is_(None)
    )
    return set(session.exec(open_ones.distinct()).all())


def asked(session: Session, who: Who, proposal_id: int) -> tuple[str, str, int]:
    """Who asks to join, the pod's channel, and its id: for whoever may answer.

    Raises:
        Refused: there is no such question.
    """
    row = _find(session, who, proposal_id, JOIN)
    return row.asked_by, session.get_one(Pod, row.pod_id).channel_id, row.pod_id


def note(session: Session, proposal_id: int) -> tuple[Pod, Proposal, ProposalNote] | None:
    """The question as it stands, for whoever answers it."""
    row = session.get(Proposal, proposal_id)
    if row is None:
        return None
    pod = session.get_one(Pod, row.pod_id)
    return pod, row, note_of(session, row, pod)


def note_of(session: Session, row: Proposal, pod: Pod) -> ProposalNote:
    """The same, of a row."""
    return ProposalNote(
        id=access.required(row.id),
        kind=row.kind,
        asked_by=row.asked_by,
        pod=pods.view(session, pod),
        answer=row.answer,
        answered_by=row.answered_by or "",
    )


def _find(session: Session, who: Who, proposal_id: int, kind: str) -> Proposal:
    row = access.row(session, Proposal, proposal_id)
    if row is None or row.team_id != who.team or row.kind != kind:
        raise access.not_found("proposal")
    access.facilitator_seat(session, who, row.pod_id)
    return row

"""A pod ends, or becomes part of another. Its channel stays; what was shared there stays with its people.

What leaders have begun comes along, for their own eyes: ``carrying``."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain import pods as rules
from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import MergeView, PodView, ProposalNote
from podsprint.errors import Refused
from podsprint.store.tables import Audit, Pod, Proposal
from podsprint.usecases import access, audit, carrying, joining, members, outbox, people, pods

MERGE = "merge"
MOST_CHOICES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPod:
    """The facilitator ends the pod."""

    who: Who
    pod_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToMerge:
    """The facilitator of a pod asks another one to take its leaders in."""

    who: Who
    pod_id: int
    asked_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMerge:
    """The other facilitator says into which of their pods, or not now."""

    who: Who
    proposal_id: int
    into_pod_id: int | None
    size_reason: str = ""
    present: frozenset[str] = frozenset()  # who is in that pod's channel already


def may_end(session: Session, who: Who, channel: str) -> PodView:
    """The pod meant by a command, if its facilitator may end it or let it become part of another.

    Raises:
        Refused: not its facilitator, or a sprint is running.
    """
    return may_end_pod(session, who, access.required(access.pod_here(session, who, channel).pod.id))


def may_end_pod(session: Session, who: Who, pod_id: int) -> PodView:
    """The same for a pod that is named.

    Raises:
        Refused: not its facilitator, or a sprint is running.
    """
    access.facilitator_seat(session, who, pod_id)
    return _idle(session, pod_id)


def end_pod(session: Session, command: EndPod, now: datetime) -> PodView:
    """End it: its name and its channel are free for another pod, and its leaders are told.

    Raises:
        Refused: not its facilitator, it has ended, or a sprint is running.
    """
    access.facilitator_seat(session, command.who, command.pod_id)
    pod = _held(session, command.pod_id)
    seen = _idle(session, command.pod_id)
    deed = audit.record(session, command.who, Action.POD_ENDED, now, pod_id=pod.id)
    _end(session, pod, deed, now, tell={*seen.leaders, pod.facilitator_id} - {command.who.user})
    return seen


def ask_to_merge(session: Session, command: AskToMerge, now: datetime) -> str:
    """Ask the other facilitator. Nothing of either pod is shown to the other before they agree.

    Returns:
        Who was asked.

    Raises:
        Refused: not the facilitator, a sprint is running, they have no pod with room, or they were asked already.
    """
    access.facilitator_seat(session, command.who, command.pod_id)
    pod = _held(session, command.pod_id)
    _idle(session, command.pod_id)
    if not command.asked_of:
        raise Refused(problem("required", "person"))
    if not _with_room(session, Who(pod.team_id, command.asked_of), command.pod_id):
        raise Refused(problem("merge_no_room", "person"))
    waits = problem("merge_asked_already", "person")
    row = joining.propose(session, command.who, pod, MERGE, command.asked_of, now, again=waits)
    audit.record(session, command.who, Action.MERGE_ASKED, now, pod_id=pod.id, object_id=row.id)
    return command.asked_of


def choices(session: Session, who: Who, proposal_id: int) -> MergeView:
    """What somebody is asked to take in, and into which of their pods it would fit.

    Raises:
        Refused: not theirs to answer, answered already, or nothing has room any more.
    """
    row = _asked(session, who, proposal_id)
    fits = _with_room(session, who, row.pod_id)
    if not fits:
        raise Refused(problem("merge_no_room", "into"))
    return MergeView(
        proposal_id=proposal_id,
        pod=pods.view(session, session.get_one(Pod, row.pod_id)),
        into=tuple(pods.view(session, pod) for pod in fits),
    )


def channel_of(session: Session, who: Who, pod_id: int) -> str:
    """The channel of a pod they facilitate.

    Raises:
        Refused: they do not.
    """
    return access.facilitator_seat(session, who, pod_id).pod.channel_id


def answer_merge(session: Session, command: AnswerMerge, now: datetime) -> ProposalNote:
    """Take the leaders in, or say not now, once.

    Raises:
        Refused: not theirs to answer, answered already, a sprint is running there, or it would be too many.
    """
    row = _asked(session, command.who, command.proposal_id)
    if command.into_pod_id is None:
        pod = access.locked_pod(session, row.pod_id)
        _still_open(session, row)
        deed = audit.record(session, command.who, Action.MERGE_DECLINED, now, pod_id=pod.id, subject=row.asked_by)
        _answered(session, row, command.who, joining.DECLINED, now)
        outbox.place(session, pod, deed, row.asked_by, now)
        return joining.note_of(session, row, pod)
    access.facilitator_seat(session, command.who, command.into_pod_id)
    if command.into_pod_id == row.pod_id:
        raise access.not_found("pod")
    held = {pod_id: _held(session, pod_id) for pod_id in sorted((row.pod_id, command.into_pod_id))}  # in one order
    pod, into = held[row.pod_id], held[command.into_pod_id]
    _still_open(session, row)
    coming = _idle(session, row.pod_id).leaders
    there = access.leaders(session, command.into_pod_id)
    fresh = tuple(user for user in coming if user not in there)
    deed = audit.record(session, command.who, Action.POD_MERGED, now, pod_id=pod.id, object_id=into.id)
    pod.merged_into_id, row.into_pod_id = into.id, into.id
    _end(session, pod, deed, now, tell={*coming, pod.facilitator_id} - {command.who.user})
    if fresh:
        admission = members.AddMembers(
            who=command.who,
            pod_id=command.into_pod_id,
            users=fresh,
            size_reason=command.size_reason,
            present=command.present,
        )
        members.admit(session, admission, into, now)
    carrying.along(session, coming, pod, into, now)
    people.changed(session, into, now)
    _answered(session, row, command.who, joining.ACCEPTED, now)
    return joining.note_of(session, row, pod)


def _held(session: Session, pod_id: int) -> Pod:
    """A pod that goes on, held until the transaction ends."""
    pod = access.locked_pod(session, pod_id)
    session.refresh(pod)
    if pod.ended_at is not None:
        raise access.not_found("pod")
    return pod


def _idle(session: Session, pod_id: int) -> PodView:
    found = pods.view(session, session.get_one(Pod, pod_id))
    if found.sprint is not None:
        raise Refused(problem("close_sprint_first", number=found.sprint))
    return found


def _with_room(session: Session, who: Who, pod_id: int) -> list[Pod]:
    coming = set(access.leaders(session, pod_id))
    mine = session.exec(
        select(Pod)
        .where(Pod.team_id == who.team, Pod.facilitator_id == who.user, col(Pod.ended_at).is_(None), Pod.id != pod_id)
        .order_by(col(Pod.id))
        .limit(MOST_CHOICES)
    ).all()
    there = access.leaders_of(session, [access.required(pod.id) for pod in mine])
    return [pod for pod in mine if len(coming | set(there.get(access.required(pod.id), ()))) <= rules.OVERRIDE_MAX]


def _asked(session: Session, who: Who, proposal_id: int) -> Proposal:
    row = access.row(session, Proposal, proposal_id)
    if row is None or row.team_id != who.team or row.kind != MERGE or row.asked_of != who.user:
        raise access.not_found("proposal")
    return _open(row)


def _still_open(session: Session, row: Proposal) -> None:
    session.refresh(row, with_for_update=True)
    _open(row)


def _open(row: Proposal) -> Proposal:
    if row.answered_at is not None:
        raise Refused(problem("merge_answered_already"))
    return row


def _answered(session: Session, row: Proposal, who: Who, answer: str, now: datetime) -> None:
    row.answer, row.answered_by, row.answered_at = answer, who.user, now
    session.add(row)
    session.flush()
    outbox.proposal(session, row, now)


def _end(session: Session, pod: Pod, deed: Audit, now: datetime, *, tell: set[str]) -> None:
    leaders = access.leaders(session, access.required(pod.id))
    pod.ended_at = now  # its people keep their places in it, and with them what was shared there
    session.add(pod)
    session.flush()
    outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
    for user in sorted(tell):
        outbox.place(session, pod, deed, user, now)
    people.changed(session, pod, now, *leaders)

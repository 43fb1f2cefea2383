"""Who leads in a pod: adding, taking out, leaving. Nobody is ever kept from leaving; joining keeps to the size (L4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain import pods as rules
from podsprint.domain.audit import Action
from podsprint.domain.people import Facts, Who, check_standing
from podsprint.domain.problems import problem
from podsprint.domain.read_models import JoinRequest, MembersView, PodView
from podsprint.errors import Refused
from podsprint.store.tables import Member, Pod, Proposal
from podsprint.usecases import access, audit, departures, needs, outbox, pods, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMembers:
    """The facilitator brings people into the pod."""

    who: Who
    pod_id: int
    users: tuple[str, ...]
    size_reason: str = ""
    facts: tuple[Facts, ...] = ()  # what Slack has just said about them
    present: frozenset[str] = frozenset()  # who is in the channel already


@dataclass(frozen=True, slots=True, kw_only=True)
class BringBack:
    """A leader who is no longer in the pod's channel is to be in it."""

    who: Who
    place_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMember:
    """The facilitator takes somebody out of the pod."""

    who: Who
    pod_id: int
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """A leader leaves the pod, in the middle of a sprint if need be."""

    who: Who
    pod_id: int


def add_members(session: Session, command: AddMembers, now: datetime) -> PodView:
    """Bring them in.

    Raises:
        Refused: not the facilitator, somebody is in it already, could not take part, or it would be too many.
    """
    access.facilitator_seat(session, command.who, command.pod_id)
    pod = access.locked_pod(session, command.pod_id)
    admit(session, command, pod, now)
    return pods.view(session, pod)


def admit(session: Session, command: AddMembers, pod: Pod, now: datetime) -> None:
    """Bring people into a pod that is held, by somebody whose right to it has been checked.

    Raises:
        Refused: as above.
    """
    _check(session, command, access.leaders(session, command.pod_id))
    standings.learn(session, standings.Learn(team=pod.team_id, facts=command.facts), now)
    if command.size_reason.strip():
        pod.size_reason = rules.clean_reason(command.size_reason)
        session.add(pod)
    before = session.exec(
        select(Member).where(Member.pod_id == command.pod_id, col(Member.user_id).in_(command.users))
    ).all()
    rows = {row.user_id: row for row in before}
    for user in command.users:
        row = rows.get(user) or Member(pod_id=command.pod_id, team_id=pod.team_id, user_id=user, joined_at=now)
        row.joined_at, row.left_at = now, None
        session.add(row)
        action = Action.MEMBER_RETURNED if user in rows else Action.MEMBER_ADDED
        deed = audit.record(session, command.who, action, now, pod_id=pod.id, subject=user)
        session.flush()
        if user not in command.present:
            outbox.invite(session, pod, user, now)
        if user in rows:
            outbox.place(session, pod, deed, user, now)
        else:
            outbox.welcome(session, pod, user, now)
    _accept_requests(session, command, now)
    needs.retell(session, [pod], now)
    departures.show_people(session, pod, now)


def bring_back(session: Session, command: BringBack, now: datetime) -> tuple[PodView, str]:
    """Bring one of the pod's leaders back into its channel.

    Returns:
        The pod, and who it is.

    Raises:
        Refused: not the facilitator, or they do not lead in it any more.
    """
    place = access.row(session, Member, command.place_id)
    if place is None or place.team_id != command.who.team:
        raise access.not_found("person")
    pod = access.facilitator_seat(session, command.who, place.pod_id).pod
    if place.left_at is not None:
        raise Refused(problem("not_in_pod_any_more"))
    outbox.invite(session, pod, place.user_id, now)
    return pods.view(session, pod), place.user_id


def remove_member(session: Session, command: RemoveMember, now: datetime) -> MembersView:
    """Take somebody out, and tell them. What they wrote stays theirs, what they shared stays where it is.

    Raises:
        Refused: not the facilitator, or nobody of that name leads in this pod.
    """
    access.facilitator_seat(session, command.who, command.pod_id)
    pod = access.locked_pod(session, command.pod_id)
    if not departures.end_place(session, pod, command.user, now):
        raise Refused(problem("not_in_pod_any_more"))
    deed = audit.record(session, command.who, Action.MEMBER_REMOVED, now, pod_id=pod.id, subject=command.user)
    session.flush()
    if command.user != command.who.user:
        outbox.place(session, pod, deed, command.user, now)
    needs.retell(session, [pod], now)
    departures.show_people(session, pod, now, command.user)
    return view(session, command.who, command.pod_id)


def leave(session: Session, command: Leave, now: datetime) -> PodView:
    """Leave. The facilitator is told, with what could come next.

    Raises:
        Refused: not one of the pod's leaders.
    """
    access.leader_seat(session, command.who, command.pod_id)
    pod = access.locked_pod(session, command.pod_id)
    if not departures.leave(session, pod, command.who.user, now, by=command.who, named=True):
        raise Refused(problem("not_in_pod_any_more"))
    return pods.view(session, pod)


def may_leave(session: Session, who: Who, channel: str) -> PodView:
    """The pod meant by a command, for one of its leaders.

    Raises:
        Refused: there is none, or they do not lead in it.
    """
    pod = access.pod_here(session, who, channel).pod
    access.leader_seat(session, who, access.required(pod.id))
    return pods.view(session, pod)


def here(session: Session, who: Who, channel: str) -> MembersView:
    """The people of the pod meant by a command.

    Raises:
        Refused: there is none.
    """
    return view(session, who, access.required(access.pod_here(session, who, channel).pod.id))


def view(session: Session, who: Who, pod_id: int) -> MembersView:
    """Who is in a pod, for somebody of it.

    Raises:
        Refused: they are not.
    """
    seat = access.seat(session, who, pod_id)
    leaders = access.leaders(session, pod_id)
    return MembersView(
        pod=pods.view(session, seat.pod),
        reader=who.user,
        may_change=_may_change(session, who, pod_id),
        advice=rules.size_advice(len(leaders)),
        requests=_open_requests(session, pod_id),
    )


def _may_change(session: Session, who: Who, pod_id: int) -> bool:
    try:
        access.facilitator_seat(session, who, pod_id)
    except Refused:
        return False
    return True


def _open_requests(session: Session, pod_id: int) -> tuple[JoinRequest, ...]:
    rows = session.exec(
        select(Proposal)
        .where(Proposal.pod_id == pod_id, Proposal.kind == "join", col(Proposal.answered_at).is_(None))
        .order_by(col(Proposal.id))
        .limit(5)
    ).all()
    return tuple(JoinRequest(id=access.required(row.id), person=row.asked_by) for row in rows)


def _check(session: Session, command: AddMembers, leaders: Sequence[str]) -> None:
    known = standings.merged(session, command.who.team, command.facts, command.users)
    problems = list(check_standing(known, command.users, "people"))
    if not command.users:
        problems.append(problem("required", "people"))
    if set(command.users) & set(leaders):
        problems.append(problem("in_pod_already", "people"))
    twice = len(set(command.users)) < len(command.users)
    if twice:
        problems.append(problem("pod_duplicate_leaders", "people", leaders=command.users))
    count = len({*leaders, *command.users})
    problems += rules.check_joining(count, override_reason=command.size_reason, field="people")
    if problems:
        raise Refused(*problems)


def _accept_requests(session: Session, command: AddMembers, now: datetime) -> None:
    """Whoever asked to join and has been added has been accepted."""
    rows = session.exec(
        select(Proposal).where(
            Proposal.pod_id == command.pod_id,
            Proposal.kind == "join",
            col(Proposal.asked_by).in_(command.users),
            col(Proposal.answered_at).is_(None),
        )
    ).all()
    for row in rows:
        row.answer, row.answered_by, row.answered_at = "accepted", command.who.user, now
        session.add(row)
        session.flush()
        outbox.proposal(session, row, now)

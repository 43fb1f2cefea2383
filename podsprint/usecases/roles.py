"""Who runs a pod: its facilitator and deputy, and taking over (C12). Whoever no longer does is told and may undo it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Facts, Who, check_standing, is_guest
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import PodView, WhoRuns
from podsprint.domain.visibility import Role
from podsprint.errors import Refused
from podsprint.store.tables import Audit, Meeting, Pod
from podsprint.usecases import access, acting, audit, briefs, needs, outbox, people, pods, standings
from podsprint.usecases.sessions import MeetingState

UNDONE_WITHIN = timedelta(days=14)
_AHEAD = 3  # sessions whose brief may be out
_TROUBLE = (outbox.Deliver.UNDELIVERABLE, outbox.Deliver.NOT_INVITED)
_IS = {
    Role.PEER: Action.FACILITATOR_IS_PEER,
    Role.MANAGER: Action.FACILITATOR_IS_MANAGER,
    Role.OUTSIDER: Action.FACILITATOR_IS_OUTSIDER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRoles:
    """Who is to run a pod, who is their deputy, and what the facilitator is to its leaders."""

    who: Who
    pod_id: int
    facilitator: str
    deputy: str
    role: str
    facts: tuple[Facts, ...] = ()  # what Slack has just said about them


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver:
    """Somebody steps in for the facilitator."""

    who: Who
    pod_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoRole:
    """The former facilitator is to run the pod again."""

    who: Who
    note_id: int


def who_runs(session: Session, who: Who, channel: str, now: datetime) -> WhoRuns:
    """Who runs the pod meant by a command."""
    return who_runs_in(session, who, access.required(access.pod_here(session, who, channel).pod.id), now)


def who_runs_in(session: Session, who: Who, pod_id: int, now: datetime) -> WhoRuns:
    """Who runs a pod of this person's, and what they may do about it."""
    place = access.seat(session, who, pod_id)
    ground = acting.may_take_over(session, place, now)
    return WhoRuns(pod=pods.view(session, place.pod), may_change=place.runs_it, ground=ground or "")


def set_roles(session: Session, command: SetRoles, now: datetime) -> PodView:
    """Name the facilitator, their deputy, and what the facilitator is to the leaders.

    Raises:
        Refused: not theirs to say, or a field that cannot stand.
    """
    access.facilitator_seat(session, command.who, command.pod_id)
    pod = access.locked_pod(session, command.pod_id)
    access.facilitator_seat(session, command.who, command.pod_id)  # it may have changed while we waited
    problems = _check(session, command)
    if problems:
        raise Refused(*problems)
    standings.learn(session, standings.Learn(team=command.who.team, facts=command.facts), now)
    # A guest is from outside, whatever was chosen (L17): the pod and they are told what that means.
    guest = is_guest(standings.merged(session, pod.team_id, (), (command.facilitator,)), command.facilitator)
    role = Role.OUTSIDER if guest and command.role == Role.PEER else Role(command.role)
    if role != pod.facilitator_role or command.facilitator != pod.facilitator_id:
        audit.record(session, command.who, _IS[role], now, pod_id=pod.id, subject=command.facilitator)
    if command.facilitator != pod.facilitator_id:
        _change(session, pod, command.who, command.facilitator, role, now)
    _name_deputy(session, pod, command.who, command.deputy, now)
    pod.facilitator_role = role
    return _changed(session, pod, now)


def take_over(session: Session, command: TakeOver, now: datetime) -> PodView:
    """Run the pod from now on: its deputy at any time, a leader once the facilitator is away, gone or silent.

    Raises:
        Refused: there is no ground for it.
    """
    access.seat(session, command.who, command.pod_id)
    pod = access.locked_pod(session, command.pod_id)
    place = access.seat(session, command.who, command.pod_id)
    if not place.is_facilitator:
        if acting.may_take_over(session, place, now) is None:
            raise Refused(problem("takeover_refused"))
        _change(session, pod, command.who, command.who.user, _role_of(place), now)
    return _changed(session, pod, now)


def undo(session: Session, command: UndoRole, now: datetime) -> PodView:
    """Give the pod back to whoever ran it before.

    Raises:
        Refused: not theirs to undo, long ago, or changed again since.
    """
    row = access.row(session, Audit, command.note_id)
    if row is None or row.team_id != command.who.team or row.action != Action.FACILITATOR_RELIEVED:
        raise access.not_found("message")
    after = session.get_one(Audit, row.object_id)
    if command.who.user not in (row.actor, row.subject, after.subject):
        raise access.not_found("message")
    pod = access.locked_pod(session, access.required(row.pod_id))
    if pod.facilitator_id != after.subject or pod.ended_at is not None or now > row.at + UNDONE_WITHIN:
        raise Refused(problem("role_undo_too_late"))
    before = Who(pod.team_id, row.subject)
    role = _role_before(session, pod, before.user)
    _change(session, pod, command.who, before.user, role, now)
    outbox.role(session, pod, access.required(row.id), row.subject, now)
    return _changed(session, pod, now)


def _check(session: Session, command: SetRoles) -> list[Problem]:
    found = []
    if not command.facilitator:
        found.append(problem("required", "facilitator"))
    if command.deputy and command.deputy == command.facilitator:
        found.append(problem("deputy_is_facilitator", "deputy"))
    if command.role not in list(Role):
        found.append(problem("choose_one", "role"))
    asked = [user for user in (command.facilitator, command.deputy) if user]
    known = standings.merged(session, command.who.team, command.facts, asked)
    found += [
        *check_standing(known, (command.facilitator,), "facilitator"),
        *check_standing(known, (command.deputy,), "deputy"),
    ]
    return found


def _change(session: Session, pod: Pod, by: Who, new: str, role: Role, now: datetime) -> None:
    old, pod_id = pod.facilitator_id, pod.id
    took = Action.FACILITATOR_TAKEN_OVER if by.user == new else Action.FACILITATOR_NAMED
    named = audit.record(session, by, took, now, pod_id=pod_id, subject=new)
    session.flush()
    relieved = audit.record(
        session, by, Action.FACILITATOR_RELIEVED, now, pod_id=pod_id, object_id=named.id, subject=old
    )
    if pod.deputy_id == new:  # they change places: nobody is left without a stand-in
        pod.deputy_id = old
    pod.facilitator_id, pod.facilitator_role = new, role
    session.add(pod)
    session.flush()
    outbox.invite(session, pod, new, now)  # what they are told leads into the channel
    if old != by.user:
        outbox.role(session, pod, access.required(relieved.id), old, now)
    if new != by.user:
        outbox.role(session, pod, access.required(named.id), new, now)
    needs.retell(session, [pod], now, former=old)
    for kind in _TROUBLE:  # whatever waits is the new one's to mend
        acting.tell_trouble(session, kind, pod, now, former=old)
    people.changed(session, pod, now)
    outbox.home(session, Who(pod.team_id, old), now)


def _name_deputy(session: Session, pod: Pod, by: Who, deputy: str, now: datetime) -> None:
    if (deputy or None) == pod.deputy_id:
        return
    action = Action.DEPUTY_NAMED if deputy else Action.DEPUTY_REMOVED
    entry = audit.record(session, by, action, now, pod_id=pod.id, subject=deputy or pod.deputy_id or "")
    before, pod.deputy_id = pod.deputy_id, deputy or None
    session.flush()
    if before:
        outbox.home(session, Who(pod.team_id, before), now)
        for kind in _TROUBLE:
            acting.tell_trouble(session, kind, pod, now, former=before, news=False)
    if deputy:
        outbox.invite(session, pod, deputy, now)
    if deputy and deputy != by.user:
        outbox.role(session, pod, access.required(entry.id), deputy, now)


def _changed(session: Session, pod: Pod, now: datetime) -> PodView:
    """Whatever shows who runs the pod is told anew: its introduction, briefs that are out, Home tabs."""
    session.add(pod)
    session.flush()
    ahead = select(Meeting).where(
        Meeting.pod_id == pod.id, Meeting.state == MeetingState.PLANNED, Meeting.opens_at > now
    )
    for meeting in session.exec(ahead.order_by(col(Meeting.opens_at)).limit(_AHEAD)).all():
        briefs.changed(session, pod, meeting, now)
    outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
    needs.retell(session, [pod], now)
    people.changed(session, pod, now)
    return pods.view(session, pod)


def _role_of(place: access.Seat) -> Role:
    """A leader is a peer; of anybody else nobody has said what they are to the leaders."""
    return Role.PEER if place.is_leader else Role.OUTSIDER


def _role_before(session: Session, pod: Pod, user: str) -> Role:
    """What a former facilitator was to the leaders, as it was last said; a peer if nobody said anything."""
    said = session.exec(
        select(Audit.action)
        .where(Audit.pod_id == pod.id, Audit.subject == user, col(Audit.action).in_(list(_IS.values())))
        .order_by(col(Audit.id).desc())
        .limit(1)
    ).first()
    return next((role for role, action in _IS.items() if action == said), Role.PEER)

"""Starting a pod and agreeing on its charter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

from podsprint.domain import pods
from podsprint.domain.audit import Action
from podsprint.domain.cadences import CADENCES
from podsprint.domain.calendar import MONDAY_TO_FRIDAY, check_weekdays, is_zone, kept_weekdays
from podsprint.domain.ledger import cost_of
from podsprint.domain.people import Facts, Who, check_standing, is_guest
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import CharterView, PodIntro, PodView, Welcome
from podsprint.domain.text import clean
from podsprint.errors import Refused
from podsprint.store.tables import Charter, Member, Pod
from podsprint.usecases import access, audit, outbox, people, public_holidays, standings

PEER, OUTSIDER = "peer", "outsider"  # roles of a facilitator; an outsider sees less (L17)
SAME_FORM = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePod:
    """A pod in a channel, with the one who asks for it or somebody else as its facilitator."""

    who: Who
    channel: str
    name: str
    leaders: tuple[str, ...]
    facilitator: str
    meets_at: time | None
    zone: str
    country: str = ""
    works_on: frozenset[int] = MONDAY_TO_FRIDAY
    size_reason: str = ""
    facts: tuple[Facts, ...] = ()  # what Slack has just said about these people
    present: frozenset[str] = frozenset()  # who is in the channel already
    is_public: bool = False  # anyone in the workspace can read the channel, as Slack says


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteCharter:
    """The pod's charter, new or changed."""

    who: Who
    pod_id: int
    charter: pods.Charter


def create_pod(session: Session, command: CreatePod, now: datetime) -> PodView:
    """Make the pod, introduce it in its channel and welcome every leader.

    Raises:
        Refused: with a problem for each field that cannot stand.
    """
    if (before := made_already(session, command, now)) is not None:
        return before
    check_pod(session, command)
    name = clean(command.name, pods.MAX_POD_NAME)
    standings.learn(session, standings.Learn(team=command.who.team, facts=command.facts), now)
    pod = Pod(
        team_id=command.who.team,
        channel_id=command.channel,
        name=name,
        name_key=name.casefold(),
        facilitator_id=command.facilitator,
        zone=command.zone,
        meets_at=command.meets_at or time(9, 30),
        country=command.country,
        works_on=kept_weekdays(command.works_on),
        size_reason=clean(command.size_reason, pods.MAX_REASON) or None,
        created_by=command.who.user,
        created_at=now,
        facilitator_role=OUTSIDER if is_guest(_known(session, command), command.facilitator) else PEER,
    )
    try:
        with session.begin_nested():
            session.add(pod)
    except IntegrityError as error:  # somebody else was quicker
        raise Refused(*_check_free(session, command, name)) from error
    pod_id = access.required(pod.id)
    for leader in command.leaders:
        session.add(Member(pod_id=pod_id, team_id=pod.team_id, user_id=leader, joined_at=now))
    session.flush()
    audit.record(session, command.who, Action.POD_CREATED, now, pod_id=pod_id)
    if command.is_public:
        audit.record(session, Who(pod.team_id, ""), Action.POD_IN_PUBLIC, now, pod_id=pod_id)
    outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
    for person in dict.fromkeys((*command.leaders, command.facilitator)):
        if person not in command.present:
            outbox.invite(session, pod, person, now)
    for leader in command.leaders:
        outbox.welcome(session, pod, leader, now)
    people.changed(session, pod, now)
    return view(session, pod)


def check_pod(session: Session, command: CreatePod) -> None:
    """Whether such a pod could be made; asked before a channel is made for it, too.

    Raises:
        Refused: with a problem for each field that cannot stand.
    """
    known = _known(session, command)
    problems = [
        *pods.check_pod_name(command.name),
        *pods.check_members(
            command.leaders, override_reason=command.size_reason, facilitator=command.facilitator or None
        ),
        *check_standing(known, command.leaders, "leaders"),
        *check_standing(known, (command.facilitator,), "facilitator"),
        *check_setting(command.meets_at, command.zone, command.country, command.works_on),
        *_check_free(session, command, clean(command.name, pods.MAX_POD_NAME)),
    ]
    if problems:
        raise Refused(*problems)


def made_already(session: Session, command: CreatePod, now: datetime) -> PodView | None:
    """The pod, if this very form was sent before and got through: pressed twice, or answered too late for Slack."""
    name = clean(command.name, pods.MAX_POD_NAME).casefold()
    pod = session.exec(
        select(Pod).where(
            Pod.team_id == command.who.team,
            Pod.name_key == name,
            Pod.created_by == command.who.user,
            Pod.facilitator_id == command.facilitator,
            Pod.created_at > now - SAME_FORM,
            col(Pod.ended_at).is_(None),
        )
    ).first()
    if pod is None or access.leaders(session, access.required(pod.id)) != command.leaders:
        return None
    return view(session, pod) if command.channel in ("", pod.channel_id) else None


def has_lived_in(session: Session, team: str, channel: str) -> bool:
    """Whether a channel is or was some pod's: what was said there is not for others."""
    return session.exec(select(Pod.id).where(Pod.team_id == team, Pod.channel_id == channel)).first() is not None


def may_create_in(session: Session, who: Who, channel: str) -> None:
    """Whether a pod may be started in a channel.

    Raises:
        Refused: it has one already.
    """
    if access.pod_in(session, who, channel) is not None:
        raise Refused(problem("channel_has_pod", channel=channel))


def write_charter(session: Session, command: WriteCharter, now: datetime) -> CharterView:
    """Keep the charter; anyone in the pod may word it, and the pod's introduction shows it.

    Raises:
        Refused: not in the pod, or a part is empty or too long.
    """
    pod = access.seat(session, command.who, command.pod_id).pod
    problems = pods.check_charter(command.charter)
    if problems:
        raise Refused(*problems)
    words = {part: clean(getattr(command.charter, part), limit) for part, limit in pods.CHARTER_LIMITS.items()}
    session.merge(Charter(pod_id=command.pod_id, **words, updated_by=command.who.user, updated_at=now))
    session.flush()
    outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
    people.changed(session, pod, now)
    return CharterView(pod_id=command.pod_id, pod=pod.name, by=command.who.user, **words)


def charter_of(session: Session, pod: Pod) -> CharterView | None:
    """The pod's charter, if it has one."""
    row = session.get(Charter, access.required(pod.id))
    if row is None:
        return None
    words = {part: getattr(row, part) for part in pods.CHARTER_LIMITS}
    return CharterView(pod_id=row.pod_id, pod=pod.name, by=row.updated_by, **words)


def charter_here(session: Session, who: Who, channel: str) -> tuple[PodView, CharterView | None]:
    """The pod meant by a command, and its charter."""
    pod = access.pod_here(session, who, channel).pod
    return view(session, pod), charter_of(session, pod)


def charter_for(session: Session, who: Who, pod_id: int) -> tuple[PodView, CharterView | None]:
    """A pod of this person's, and its charter."""
    pod = access.seat(session, who, pod_id).pod
    return view(session, pod), charter_of(session, pod)


def intro(session: Session, pod_id: int) -> tuple[Pod, PodIntro] | None:
    """What the pod's channel is told about it."""
    pod = session.get(Pod, pod_id)
    if pod is None:
        return None
    ended = "" if pod.ended_at is None else "merged" if pod.merged_into_id is not None else "ended"
    found = PodIntro(pod=view(session, pod), by=pod.created_by, ended=ended, is_public=is_public(session, pod_id))
    return pod, found


def greeting(session: Session, pod_id: int, leader: str) -> tuple[Pod, Welcome] | None:
    """What a new leader is told."""
    pod = session.get(Pod, pod_id)
    if pod is None:
        return None
    cost = cost_of(CADENCES[pod.cadence])
    found = Welcome(pod=view(session, pod), leader=leader, cost=cost, is_public=is_public(session, pod_id))
    return pod, found


def view(session: Session, pod: Pod) -> PodView:
    """The pod as its people see it."""
    return views(session, [pod])[0]


def views(session: Session, pods_of_one: Sequence[Pod]) -> list[PodView]:
    """Several pods as their people see them: three queries, however many there are."""
    ids = [access.required(pod.id) for pod in pods_of_one]
    leaders = access.leaders_of(session, ids)
    charters = {row.pod_id: row for row in session.exec(select(Charter).where(col(Charter.pod_id).in_(ids)))}
    running = access.running_sprints(session, ids)
    return [
        PodView(
            id=pod_id,
            name=pod.name,
            channel=pod.channel_id,
            facilitator=pod.facilitator_id,
            leaders=leaders[pod_id],
            zone=pod.zone,
            meets_at=pod.meets_at,
            has_charter=pod_id in charters,
            goal=charters[pod_id].goal if pod_id in charters else "",
            sprint=running[pod_id].number if pod_id in running else None,
            sprint_id=access.required(running[pod_id].id) if pod_id in running else 0,
            facilitator_role=pod.facilitator_role,
            deputy=pod.deputy_id or "",
            paused_by=(running[pod_id].paused_by or "") if pod_id in running else "",
            paused_at=running[pod_id].paused_at if pod_id in running else None,
        )
        for pod_id, pod in zip(ids, pods_of_one, strict=True)
    ]


def is_public(session: Session, pod_id: int) -> bool:
    """Whether the pod was started in a channel that anyone in the workspace can read."""
    return audit.has_been(session, pod_id, Action.POD_IN_PUBLIC)


def _known(session: Session, command: CreatePod) -> tuple[Facts, ...]:
    return standings.merged(session, command.who.team, command.facts, (*command.leaders, command.facilitator))


def check_setting(meets_at: time | None, zone: str, country: str, works_on: frozenset[int]) -> list[Problem]:
    """When and where a pod meets. Fields: meets_at, zone, country, works_on."""
    found = list(check_weekdays(works_on, "works_on"))
    if meets_at is None:
        found.append(problem("required", "meets_at"))
    if not is_zone(zone):
        found.append(problem("zone_unknown", "zone", zone=zone))
    if country and not public_holidays.is_country(country):
        found.append(problem("country_unknown", "country", country=country))
    return found


def _check_free(session: Session, command: CreatePod, name: str) -> list[Problem]:
    taken = session.exec(
        select(Pod).where(
            Pod.team_id == command.who.team,
            col(Pod.ended_at).is_(None),
            or_(Pod.name_key == name.casefold(), Pod.channel_id == command.channel),
        )
    ).all()
    found = []
    if any(pod.channel_id == command.channel for pod in taken):
        found.append(problem("channel_has_pod", "name", channel=command.channel))
    elif taken:
        found.append(problem("name_taken", "name", name=name))
    return found

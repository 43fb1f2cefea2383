"""Finding things on behalf of somebody: an id in a payload is a claim, and here is where it is checked (S8).

What a person may not see is reported as not found, so that a guessed id teaches nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from podsprint.domain.experiments import ExperimentState
from podsprint.domain.people import Standing, Who
from podsprint.domain.problems import problem
from podsprint.domain.visibility import Reader, Role, running_it
from podsprint.errors import Refused
from podsprint.store import prepared
from podsprint.store.tables import CheckIn, Experiment, Meeting, Member, Person, Pod, Programme, Sprint

T = TypeVar("T")
Row = TypeVar("Row", bound=SQLModel)
LARGEST_ID = 2**31 - 1  # of an INTEGER on PostgreSQL


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a pod."""

    pod: Pod
    is_leader: bool
    is_facilitator: bool
    is_deputy: bool = False

    @property
    def runs_it(self) -> bool:
        """Whether they may do what a facilitator does: nobody waits for an absent one (C12)."""
        return self.is_facilitator or self.is_deputy

    def reader(self, guest: bool) -> Reader:
        """As whom they read what is made for whoever runs the pod, or a session of it (L17)."""
        return running_it(
            Role(self.pod.facilitator_role),
            is_facilitator=self.is_facilitator,
            is_leader=self.is_leader,
            is_guest=guest,
        )


def not_found(what: str) -> Refused:
    """The answer to an id that does not exist, or exists for somebody else."""
    return Refused(problem("not_found", what=what))


def row(session: Session, table: type[Row], claimed: int | None, *, hold: bool = False) -> Row | None:
    """A row by a claimed id, held until the transaction ends if asked; none for an id that no row can have."""
    if claimed is None or not 0 < claimed <= LARGEST_ID:
        return None
    return session.get(table, claimed, with_for_update=hold)


def seats(session: Session, who: Who, *, limit: int = 20) -> list[Seat]:
    """Every pod this person leads in, facilitates or is the deputy of, the newest first."""
    led = set(session.exec(led_by(who)).all())
    pods = session.exec(
        select(Pod)
        .where(
            Pod.team_id == who.team,
            col(Pod.ended_at).is_(None),
            or_(Pod.facilitator_id == who.user, Pod.deputy_id == who.user, col(Pod.id).in_(led)),
        )
        .order_by(col(Pod.id).desc())
        .limit(limit)
    ).all()
    return [_seat(pod, who.user, is_leader=pod.id in led) for pod in pods]


def led_by(who: Who) -> SelectOfScalar[int]:
    """The pods this person leads in, as a query."""
    return select(Member.pod_id).where(
        Member.team_id == who.team, Member.user_id == who.user, col(Member.left_at).is_(None)
    )


def seat(session: Session, who: Who, pod_id: int) -> Seat:
    """This person's place in one pod.

    Raises:
        Refused: they have none.
    """
    found = place_in(session, who, pod_id)
    if found is None:
        raise not_found("pod")
    if found.pod.ended_at is not None:  # a button on an old message, or a form that was open
        raise Refused(problem("pod_ended", name=found.pod.name))
    return found


def belongs(session: Session, who: Who, pod_id: int) -> bool:
    """Whether this person has a place in a pod."""
    return place_in(session, who, pod_id) is not None


def facilitator_seat(session: Session, who: Who, pod_id: int) -> Seat:
    """The same, for what only the facilitator may do, or their deputy.

    Raises:
        Refused: they have no place here, or another one.
    """
    found = seat(session, who, pod_id)
    if not found.runs_it:
        raise Refused(problem("facilitator_only"))
    return found


def host_seat(session: Session, who: Who, meeting_id: int, *, hold: bool = False) -> tuple[Meeting, Seat]:
    """A session, for what only those may do who run it: the facilitator, their deputy, or whoever it was handed to.

    Raises:
        Refused: they have no place here, or another one.
    """
    found, place = meeting(session, who, meeting_id, hold=hold)
    if not place.runs_it and found.host_id != who.user:
        raise Refused(problem("facilitator_only"))
    return found, place


def host_of(pod: Pod, meeting: Meeting) -> str:
    """Who runs a session, and is told about it: the facilitator, unless it was handed over."""
    return meeting.host_id or pod.facilitator_id


def reader(session: Session, pod: Pod, user: str) -> Reader:
    """As whom somebody reads what is made for whoever runs this pod, or a session of it (L17)."""
    who = Who(pod.team_id, user)
    found = place_in(session, who, required(pod.id))
    return Reader.STRANGER if found is None else found.reader(is_guest(session, who))


def is_guest(session: Session, who: Who) -> bool:
    """Whether somebody is a guest in their workspace, as Slack says."""
    asked = select(Person.standing).where(Person.team_id == who.team, Person.user_id == who.user)
    return session.exec(asked).first() == Standing.GUEST


def leader_seat(session: Session, who: Who, pod_id: int) -> Seat:
    """The same, for what only a leader of the pod may do.

    Raises:
        Refused: they have no place here, or another one.
    """
    found = seat(session, who, pod_id)
    if not found.is_leader:
        raise Refused(problem("leaders_only"))
    return found


def pod_in(session: Session, who: Who, channel: str) -> Pod | None:
    """The pod that lives in a channel, whoever asks."""
    return next((pod for pod, _ in _living_in(session, who, channel)), None)


def runs_here(session: Session, who: Who, channel: str) -> int | None:
    """The pod of a channel, if this person runs it."""
    here = pod_in(session, who, channel)
    return here.id if here is not None and who.user in (here.facilitator_id, here.deputy_id) else None


def pod_here(session: Session, who: Who, channel: str) -> Seat:
    """The pod meant by a command: the channel's own, else the person's only one.

    Raises:
        Refused: there is none, or several to choose from.
    """
    here = _living_in(session, who, channel)
    found = _seat(here[0][0], who.user, is_leader=any(user == who.user for _, user in here)) if here else None
    if found and (found.is_leader or found.runs_it):
        return found
    mine = seats(session, who)
    if len(mine) == 1:
        return mine[0]
    if not mine:
        raise Refused(problem("no_pod"))
    raise Refused(problem("which_pod", channels=tuple(one.pod.channel_id for one in mine)))


def leaders(session: Session, pod_id: int) -> tuple[str, ...]:
    """Who leads in this pod now, in the order they joined."""
    return leaders_of(session, [pod_id])[pod_id]


def leaders_of(session: Session, pod_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The same for several pods, in one query."""
    rows = session.exec(prepared.LEADERS, params={"pods": pod_ids}).all()
    return {pod_id: tuple(user for pod, user in rows if pod == pod_id) for pod_id in pod_ids}


def running_sprint(session: Session, pod_id: int) -> Sprint | None:
    """The sprint that is under way, if one is."""
    return running_sprints(session, [pod_id]).get(pod_id)


def running_sprints(session: Session, pod_ids: Sequence[int]) -> dict[int, Sprint]:
    """The same for several pods, in one query."""
    return {row.pod_id: row for row in session.exec(prepared.RUNNING_SPRINTS, params={"pods": pod_ids})}


def meeting(session: Session, who: Who, meeting_id: int, *, hold: bool = False) -> tuple[Meeting, Seat]:
    """A session of a pod this person belongs to.

    Raises:
        Refused: there is none.
    """
    found = row(session, Meeting, meeting_id, hold=hold)
    place = place_in(session, who, found.pod_id) if found else None
    if found is None or place is None:
        raise not_found("session")
    return found, place


def own_experiment(
    session: Session,
    who: Who,
    experiment_id: int | None,
    *,
    offered: bool = False,
    as_told: bool = False,
    hold: bool = False,
) -> tuple[Experiment, Pod]:
    """An experiment of this person's own, whether or not they are in its pod any more. One that has come along into
    another pod is meant as it is there, unless ``as_told``; one that is only ``offered`` to them is not theirs, unless
    that is asked for.

    Raises:
        Refused: there is none.
    """
    found = row(session, Experiment, experiment_id, hold=hold)
    pod = session.get(Pod, found.pod_id) if found else None
    if found is None or pod is None or found.user_id != who.user or pod.team_id != who.team:
        raise not_found("experiment")
    if found.state == ExperimentState.OFFERED and not offered:
        raise not_found("experiment")
    if as_told or pod.merged_into_id is None:
        return found, pod
    later = session.exec(select(Experiment.id).where(Experiment.continues_id == found.id)).first()
    return own_experiment(session, who, later, hold=hold) if later is not None else (found, pod)


def own_entry(session: Session, who: Who, check_in_id: int | None) -> CheckIn:
    """A check-in of this person's own, whether or not they are in its pod any more.

    Raises:
        Refused: there is none.
    """
    found = row(session, CheckIn, check_in_id)
    pod = session.get(Pod, found.pod_id) if found else None
    if found is None or pod is None or (pod.team_id, found.user_id) != (who.team, who.user):
        raise not_found("check_in")
    return found


def owned_programme(session: Session, who: Who, programme_id: int | None) -> Programme:
    """A running programme of this person's own.

    Raises:
        Refused: there is none.
    """
    found = row(session, Programme, programme_id)
    if found is None or found.team_id != who.team or found.owner_id != who.user or found.ended_at is not None:
        raise not_found("programme")
    return found


def locked_pod(session: Session, pod_id: int) -> Pod:
    """The pod's row, held until the transaction ends: whatever changes a pod as a whole takes its turn here."""
    return session.exec(select(Pod).where(Pod.id == pod_id).with_for_update()).one()


def required(value: T | None) -> T:
    """A value the database guarantees, such as the id of a stored row."""
    if value is None:
        raise LookupError("a stored row lacks what every stored row has")
    return value


def place_in(session: Session, who: Who, pod_id: int) -> Seat | None:
    """This person's place in a pod, or the one they had when it ended; nothing if there is none."""
    pod = row(session, Pod, pod_id)
    here = pod is not None and pod.team_id == who.team
    found = _seat(pod, who.user, is_leader=who.user in leaders(session, pod_id)) if pod and here else None
    return found if found and (found.is_leader or found.runs_it) else None


def _living_in(session: Session, who: Who, channel: str) -> Sequence[tuple[Pod, str | None]]:
    return session.exec(prepared.POD_OF_CHANNEL, params={"team": who.team, "channel": channel}).all()


def _seat(pod: Pod, user: str, *, is_leader: bool) -> Seat:
    return Seat(pod, is_leader, pod.facilitator_id == user, pod.deputy_id == user)

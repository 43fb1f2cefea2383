"""Finding things on behalf of somebody: an id in a payload is a claim, and here is where it is checked (S8).

What a person may not see is reported as not found, so that a guessed id teaches nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, or_, select

from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.errors import Refused
from podsprint.store.tables import CheckIn, Experiment, Meeting, Member, Pod, Sprint

T = TypeVar("T")
Row = TypeVar("Row", bound=SQLModel)
LARGEST_ID = 2**31 - 1  # of an INTEGER on PostgreSQL


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a pod."""

    pod: Pod
    is_leader: bool
    is_facilitator: bool


def not_found(what: str) -> Refused:
    """The answer to an id that does not exist, or exists for somebody else."""
    return Refused(problem("not_found", what=what))


def row(session: Session, table: type[Row], claimed: int | None, *, hold: bool = False) -> Row | None:
    """A row by a claimed id, held until the transaction ends if asked; none for an id that no row can have."""
    if claimed is None or not 0 < claimed <= LARGEST_ID:
        return None
    return session.get(table, claimed, with_for_update=hold)


def seats(session: Session, who: Who, *, limit: int = 20) -> list[Seat]:
    """Every pod this person leads in or facilitates, the newest first."""
    mine = select(Member.pod_id).where(
        Member.team_id == who.team, Member.user_id == who.user, col(Member.left_at).is_(None)
    )
    led = set(session.exec(mine).all())
    pods = session.exec(
        select(Pod)
        .where(
            Pod.team_id == who.team,
            col(Pod.ended_at).is_(None),
            or_(Pod.facilitator_id == who.user, col(Pod.id).in_(led)),
        )
        .order_by(col(Pod.id).desc())
        .limit(limit)
    ).all()
    return [Seat(pod, pod.id in led, pod.facilitator_id == who.user) for pod in pods]


def seat(session: Session, who: Who, pod_id: int) -> Seat:
    """This person's place in one pod.

    Raises:
        Refused: they have none.
    """
    found = _seat_if_any(session, who, pod_id)
    if found is None:
        raise not_found("pod")
    return found


def belongs(session: Session, who: Who, pod_id: int) -> bool:
    """Whether this person has a place in a pod."""
    return _seat_if_any(session, who, pod_id) is not None


def facilitator_seat(session: Session, who: Who, pod_id: int) -> Seat:
    """The same, for what only the facilitator may do.

    Raises:
        Refused: they have no place here, or another one.
    """
    found = seat(session, who, pod_id)
    if not found.is_facilitator:
        raise Refused(problem("facilitator_only"))
    return found


def leader_seat(session: Session, who: Who, pod_id: int) -> Seat:
    """The same, for what only a leader of the pod may do.

    Raises:
        Refused: they have no place here, or another one.
    """
    found = seat(session, who, pod_id)
    if not found.is_leader:
        raise Refused(problem("leaders_only"))
    return found


def pod_here(session: Session, who: Who, channel: str) -> Seat:
    """The pod meant by a command: the channel's own, else the person's only one.

    Raises:
        Refused: there is none, or several to choose from.
    """
    here = session.exec(
        select(Pod).where(Pod.team_id == who.team, Pod.channel_id == channel, col(Pod.ended_at).is_(None))
    ).first()
    if here is not None and belongs(session, who, required(here.id)):
        return seat(session, who, required(here.id))
    mine = seats(session, who)
    if len(mine) == 1:
        return mine[0]
    if not mine:
        raise Refused(problem("no_pod"))
    raise Refused(problem("which_pod", channels=tuple(found.pod.channel_id for found in mine)))


def leaders(session: Session, pod_id: int) -> tuple[str, ...]:
    """Who leads in this pod now, in the order they joined."""
    return leaders_of(session, [pod_id])[pod_id]


def leaders_of(session: Session, pod_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The same for several pods, in one query."""
    rows = session.exec(
        select(Member.pod_id, Member.user_id)
        .where(col(Member.pod_id).in_(pod_ids), col(Member.left_at).is_(None))
        .order_by(col(Member.id))
    ).all()
    return {pod_id: tuple(user for pod, user in rows if pod == pod_id) for pod_id in pod_ids}


def running_sprint(session: Session, pod_id: int) -> Sprint | None:
    """The sprint that is under way, if one is."""
    return running_sprints(session, [pod_id]).get(pod_id)


def running_sprints(session: Session, pod_ids: Sequence[int]) -> dict[int, Sprint]:
    """The same for several pods, in one query."""
    rows = session.exec(select(Sprint).where(col(Sprint.pod_id).in_(pod_ids), col(Sprint.closed_at).is_(None)))
    return {row.pod_id: row for row in rows}


def meeting(session: Session, who: Who, meeting_id: int, *, hold: bool = False) -> tuple[Meeting, Seat]:
    """A session of a pod this person belongs to.

    Raises:
        Refused: there is none.
    """
    found = row(session, Meeting, meeting_id, hold=hold)
    place = _seat_if_any(session, who, found.pod_id) if found else None
    if found is None or place is None:
        raise not_found("session")
    return found, place


def own_experiment(session: Session, who: Who, experiment_id: int) -> tuple[Experiment, Pod]:
    """An experiment of this person's own.

    Raises:
        Refused: there is none.
    """
    found = row(session, Experiment, experiment_id)
    pod = session.get(Pod, found.pod_id) if found else None
    if found is None or pod is None or found.user_id != who.user or pod.team_id != who.team:
        raise not_found("experiment")
    return found, pod


def own_entry(session: Session, who: Who, check_in_id: int | None) -> CheckIn:
    """A check-in of this person's own.

    Raises:
        Refused: there is none.
    """
    found = row(session, CheckIn, check_in_id)
    if found is None or found.user_id != who.user or not belongs(session, who, found.pod_id):
        raise not_found("check_in")
    return found


def locked_pod(session: Session, pod_id: int) -> Pod:
    """The pod's row, held until the transaction ends: whatever changes a pod as a whole takes its turn here."""
    return session.exec(select(Pod).where(Pod.id == pod_id).with_for_update()).one()


def required(value: T | None) -> T:
    """A value the database guarantees, such as the id of a stored row."""
    if value is None:
        raise LookupError("a stored row lacks what every stored row has")
    return value


def _seat_if_any(session: Session, who: Who, pod_id: int) -> Seat | None:
    pod = row(session, Pod, pod_id)
    if pod is None or pod.team_id != who.team:
        return None
    is_leader, is_facilitator = who.user in leaders(session, pod_id), pod.facilitator_id == who.user
    return Seat(pod, is_leader, is_facilitator) if is_leader or is_facilitator else None

"""A pod's practices: which of them are switched off, and switching one on again (W8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.practices import Practice, Vote, decide
from podsprint.domain.read_models import PracticesView
from podsprint.store import prepared
from podsprint.store.tables import Pod, PracticeVote, Sprint, StoppedPractice
from podsprint.usecases import access, audit


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchOn:
    """The facilitator brings practices back."""

    who: Who
    pod_id: int
    practices: tuple[str, ...]


def stopped(session: Session, pod_id: int) -> tuple[str, ...]:
    """What this pod has voted off, in the usual order."""
    rows = set(session.exec(prepared.STOPPED_PRACTICES, params={"pod": pod_id}).all())
    return tuple(practice for practice in Practice if practice in rows)


def in_use(session: Session, pod_id: int, practice: Practice) -> bool:
    """Whether this pod still does it."""
    return session.get(StoppedPractice, (pod_id, practice)) is None


def here(session: Session, who: Who, channel: str) -> PracticesView:
    """The practices of the pod meant by a command."""
    seat = access.pod_here(session, who, channel)
    pod_id = access.required(seat.pod.id)
    return PracticesView(
        pod_id=pod_id, pod=seat.pod.name, stopped=stopped(session, pod_id), may_change=seat.is_facilitator
    )


def switch_on(session: Session, command: SwitchOn, now: datetime) -> PracticesView:
    """Take practices up again, from now on.

    Raises:
        Refused: not the facilitator.
    """
    pod = access.facilitator_seat(session, command.who, command.pod_id).pod
    back = [practice for practice in stopped(session, command.pod_id) if practice in command.practices]
    for practice in back:
        session.exec(
            delete(StoppedPractice).where(
                col(StoppedPractice.pod_id) == command.pod_id, col(StoppedPractice.practice) == practice
            )
        )
        audit.record(session, command.who, Action.PRACTICE_RESUMED, now, pod_id=command.pod_id, subject=practice)
    return PracticesView(pod_id=command.pod_id, pod=pod.name, stopped=stopped(session, command.pod_id), may_change=True)


def vote(session: Session, sprint: Sprint, who: Who, votes: Iterable[tuple[str, str]], now: datetime) -> None:
    """Keep a leader's votes instead of their earlier ones."""
    sprint_id = access.required(sprint.id)
    session.exec(
        delete(PracticeVote).where(col(PracticeVote.sprint_id) == sprint_id, col(PracticeVote.user_id) == who.user)
    )
    for practice, choice in votes:
        if practice in set(Practice) and choice in set(Vote):
            session.add(
                PracticeVote(sprint_id=sprint_id, user_id=who.user, practice=practice, vote=choice, created_at=now)
            )


def own_votes(session: Session, sprint_id: int, who: Who) -> dict[str, str]:
    """What a leader has voted so far."""
    rows = session.exec(
        select(PracticeVote).where(PracticeVote.sprint_id == sprint_id, PracticeVote.user_id == who.user)
    )
    return {row.practice: row.vote for row in rows.all()}


def decisions(session: Session, sprint_id: int) -> tuple[tuple[str, str], ...]:
    """What the votes come to; what is kept is not named."""
    rows = session.exec(select(PracticeVote).where(PracticeVote.sprint_id == sprint_id)).all()
    found = ((practice, decide(row.vote for row in rows if row.practice == practice)) for practice in Practice)
    return tuple((practice, str(decided)) for practice, decided in found if decided is not Vote.KEEP)


def settle(session: Session, pod: Pod, sprint: Sprint, now: datetime) -> None:
    """The sprint is over: what was voted off is off from here on."""
    pod_id = access.required(pod.id)
    for practice, decided in decisions(session, access.required(sprint.id)):
        if decided == Vote.STOP and in_use(session, pod_id, Practice(practice)):
            session.add(StoppedPractice(pod_id=pod_id, practice=practice, since=now))
            audit.record(session, Who(pod.team_id, ""), Action.PRACTICE_STOPPED, now, pod_id=pod_id, subject=practice)
    session.flush()

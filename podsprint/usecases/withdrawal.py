"""Entries of one's own after the fact: the list of them, who may see one, and taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import EntriesPage, OwnEntry
from podsprint.store.tables import Asked, CheckIn, Experiment, Meeting, Pod, Reflection
from podsprint.usecases import access, checkins, outbox, people, retelling, sessions, wish_messages

PAGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """An entry is to be gone, with everything that came of it."""

    who: Who
    check_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowTo:
    """An entry is for other eyes from now on, more or fewer."""

    who: Who
    check_in_id: int
    ring: Ring


def withdraw(session: Session, command: Withdraw, now: datetime) -> str:
    """Delete an entry, its coaching question and the answer to it, and take them away from wherever they were told.

    A kick-off entry is its experiment: that stays, for its leader alone. Notes stay, and what it has become.

    Returns:
        The kind of session it was for.

    Raises:
        Refused: no such entry of their own.
    """
    row, meeting, pod = _own(session, command.who, command.check_in_id, hold=True)
    take_out(session, row, meeting, pod, now)
    people.changed(session, pod, now)
    return meeting.kind


def take_out(session: Session, row: CheckIn, meeting: Meeting, pod: Pod, now: datetime) -> None:
    """The deed itself."""
    check_in_id, leader = access.required(row.id), row.user_id
    wish_messages.retell(session, pod, row, now)
    experiment = session.get(Experiment, row.experiment_id) if row.experiment_id else None
    for gone in (*_answers(session, row), *_told(session, row), *_asked(session, row)):
        session.delete(gone)
    session.flush()
    session.delete(row)
    session.flush()
    outbox.entry_gone(session, pod, check_in_id, leader, now)
    if meeting.kind == SessionKind.KICKOFF and experiment is not None and experiment.ring != Ring.ME:
        _set_ring(session, pod, experiment, Ring.ME, now)
    _retell(session, meeting, pod, now)


def show_to(session: Session, command: ShowTo, now: datetime) -> OwnEntry:
    """Let the pod see an entry, or nobody else any more; at any time, in both directions.

    Raises:
        Refused: no such entry of their own.
    """
    row, meeting, pod = _own(session, command.who, command.check_in_id, hold=True)
    row.ring, row.updated_at = command.ring, now
    session.add(row)
    for kept in _told(session, row):
        kept.ring = command.ring
        session.add(kept)
    experiment = session.get(Experiment, row.experiment_id) if row.experiment_id else None
    if meeting.kind == SessionKind.KICKOFF and experiment is not None:
        _set_ring(session, pod, experiment, command.ring, now)
    session.flush()
    outbox.entry(session, pod, row, now)
    wish_messages.retell(session, pod, row, now)
    _retell(session, meeting, pod, now)
    people.changed(session, pod, now)
    return _lines(session, [(row, meeting, pod)], now)[0]


def one(session: Session, who: Who, check_in_id: int, now: datetime) -> OwnEntry:
    """An entry of one's own.

    Raises:
        Refused: there is none.
    """
    return _lines(session, [_own(session, who, check_in_id)], now)[0]


def page(session: Session, who: Who, now: datetime, *, before: int | None = None) -> EntriesPage:
    """One's own entries, the newest first: three queries, however many there are."""
    query = (
        select(CheckIn, Meeting, Pod)
        .join(Meeting, col(Meeting.id) == CheckIn.meeting_id)
        .join(Pod, col(Pod.id) == CheckIn.pod_id)
        .where(Pod.team_id == who.team, CheckIn.user_id == who.user)
    )
    if before is not None and 0 < before <= access.LARGEST_ID:
        query = query.where(col(CheckIn.id) < before)
    rows = session.exec(query.order_by(col(CheckIn.id).desc()).limit(PAGE + 1)).all()
    return EntriesPage(entries=tuple(_lines(session, rows[:PAGE], now)), more=len(rows) > PAGE)


def has_any(session: Session, who: Who) -> bool:
    """Whether somebody has entries of their own, in whatever pod."""
    mine = select(CheckIn.id).join(Pod).where(Pod.team_id == who.team, CheckIn.user_id == who.user)
    return session.exec(mine.limit(1)).first() is not None


def _set_ring(session: Session, pod: Pod, experiment: Experiment, ring: Ring, now: datetime) -> None:
    experiment.ring, experiment.updated_at = ring, now
    session.add(experiment)
    session.flush()
    retelling.of_experiment(session, pod, experiment, now)


def _retell(session: Session, meeting: Meeting, pod: Pod, now: datetime) -> None:
    outbox.about_session(session, outbox.Deliver.SESSION_CARD, pod, meeting, now)
    retelling.of_entry(session, pod, meeting, now)


def _answers(session: Session, row: CheckIn) -> Sequence[Reflection]:
    """What its leader wrote in answer to the question that came of it."""
    return session.exec(
        select(Reflection)
        .join(Asked, col(Asked.question_id) == Reflection.prompt)
        .where(
            Asked.check_in_id == row.id,
            Reflection.pod_id == row.pod_id,
            Reflection.user_id == row.user_id,
            col(Reflection.check_in_id).is_(None),
            col(Reflection.created_at) >= Asked.asked_at,
        )
    ).all()


def _told(session: Session, row: CheckIn) -> Sequence[Reflection]:
    return session.exec(select(Reflection).where(Reflection.check_in_id == row.id)).all()


def _asked(session: Session, row: CheckIn) -> Sequence[Asked]:
    return session.exec(select(Asked).where(Asked.check_in_id == row.id)).all()


def _own(session: Session, who: Who, check_in_id: int, *, hold: bool = False) -> tuple[CheckIn, Meeting, Pod]:
    row = access.row(session, CheckIn, check_in_id, hold=hold)
    pod = session.get(Pod, row.pod_id) if row else None
    if row is None or pod is None or (pod.team_id, row.user_id) != (who.team, who.user):
        raise access.not_found("check_in")
    return row, session.get_one(Meeting, row.meeting_id), pod


def _lines(session: Session, rows: Sequence[tuple[CheckIn, Meeting, Pod]], now: datetime) -> list[OwnEntry]:
    ids = [row.id for row, _, _ in rows]
    about = [row.experiment_id for row, _, _ in rows if row.experiment_id is not None]
    kept = session.exec(select(Reflection).where(col(Reflection.check_in_id).in_(ids))).all()
    lines = {line.check_in_id: line.line for line in kept}
    tried = {row.id: row.hypothesis for row in session.exec(select(Experiment).where(col(Experiment.id).in_(about)))}
    return [
        OwnEntry(
            check_in_id=access.required(row.id),
            session=sessions.line(meeting, pod.zone),
            pod=pod.name,
            said=lines.get(row.id) or row.noticed or row.tried or row.next_step or tried.get(row.experiment_id) or "",
            ring=Ring(row.ring),
            on=row.created_at,
            takes_changes=checkins.takes_changes(meeting, now),
        )
        for row, meeting, pod in rows
    ]

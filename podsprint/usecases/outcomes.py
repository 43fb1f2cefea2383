"""What becomes of an experiment outside a retro: dropped without drama, taken up again, or deleted."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain import experiments as rules
from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import ExperimentEvent, ExperimentState
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem, problem
from podsprint.domain.text import clean
from podsprint.errors import Refused
from podsprint.store.tables import Booster, CheckIn, Consent, Experiment, Meeting, Observation, Pod, Reflection
from podsprint.usecases import access, boosters, distress, people, retelling, withdrawal


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """An experiment ends here. That is a result like any other (L12), and says what changed in the work (L16)."""

    who: Who
    experiment_id: int
    what_changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """An experiment that was closed goes on."""

    who: Who
    experiment_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete:
    """An experiment nobody else sees is to be gone."""

    who: Who
    experiment_id: int


def drop(session: Session, command: Drop, now: datetime) -> Experiment:
    """Close it as dropped. What changed stays its leader's own; the retro is where it is told.

    Raises:
        Refused: no such experiment of their own, it is dropped already, or there is no word on what changed.
    """
    row, pod = access.own_experiment(session, command.who, command.experiment_id, hold=True)
    problems = rules.check_close(ExperimentState.DROPPED, command.what_changed)
    if problems:
        raise Refused(*problems)
    row.state, row.closed_at, row.updated_at = _after(row, ExperimentEvent.DROP), now, now
    row.what_changed = clean(command.what_changed, rules.MAX_WHAT_CHANGED)
    session.add(row)
    boosters.follow(session, row, pod, now)
    distress.listen(session, command.who, now, row.what_changed)
    people.changed(session, pod, now)
    return row


def reopen(session: Session, command: Reopen, now: datetime) -> Experiment:
    """Let it run again. While its retro still takes entries, what was told there is told anew; later it is history.

    Raises:
        Refused: no such experiment of their own, or it is open.
    """
    row, pod = access.own_experiment(session, command.who, command.experiment_id, hold=True)
    row.state, row.closed_at, row.updated_at = _after(row, ExperimentEvent.REOPEN), None, now
    session.add(row)
    session.flush()
    boosters.follow(session, row, pod, now)
    fresh = session.exec(
        select(Reflection)
        .join(CheckIn, col(CheckIn.id) == Reflection.check_in_id)
        .join(Meeting, col(Meeting.id) == CheckIn.meeting_id)
        .where(CheckIn.experiment_id == row.id, Meeting.kind == SessionKind.RETRO, Meeting.grace_until > now)
    ).all()
    for kept in fresh:
        kept.outcome = ""
        session.add(kept)
    if fresh:
        session.flush()
        retelling.of_entries(session, pod, row, now)
    people.changed(session, pod, now)
    return row


def delete(session: Session, command: Delete, now: datetime) -> None:
    """Delete it with its notes and lines. Entries that were about it stay; a kick-off entry, which it is, goes too.

    Raises:
        Refused: no such experiment of their own, or the pod sees it.
    """
    row, pod = access.own_experiment(session, command.who, command.experiment_id, hold=True)
    if row.ring != Ring.ME:
        raise Refused(problem("experiment_shared"))
    _let_go_of_entries(session, row, pod, now)
    for kept in session.exec(select(Reflection).where(Reflection.experiment_id == row.id)).all():
        if kept.check_in_id is None:
            session.delete(kept)
        else:
            kept.experiment_id = None  # told in a retro: its entry's own
            session.add(kept)
    for table in (Observation, Booster, Consent):
        for found in session.exec(select(table).where(table.experiment_id == row.id)).all():
            session.delete(found)
    session.flush()
    session.delete(row)
    session.flush()
    people.changed(session, pod, now)


def _let_go_of_entries(session: Session, row: Experiment, pod: Pod, now: datetime) -> None:
    entries = session.exec(
        select(CheckIn, Meeting)
        .join(Meeting, col(Meeting.id) == CheckIn.meeting_id)
        .where(CheckIn.experiment_id == row.id)
    ).all()
    for entry, meeting in entries:
        if meeting.kind == SessionKind.KICKOFF:
            withdrawal.take_out(session, entry, meeting, pod, now)
        else:
            entry.experiment_id = None
            session.add(entry)


def _after(row: Experiment, event: ExperimentEvent) -> ExperimentState:
    state = rules.next_state(ExperimentState(row.state), event)
    if isinstance(state, Problem):
        raise Refused(state)
    return state

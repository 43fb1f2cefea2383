"""Observations: dated notes of what happened in an experiment, by its leader."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from podsprint.domain.experiments import OPEN
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import ExperimentLine
from podsprint.domain.text import check_text, clean
from podsprint.errors import Refused
from podsprint.store.tables import Experiment, Observation, Pod
from podsprint.usecases import access, people
from podsprint.usecases.experiments import begin, lines, mine

MAX_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Observe:
    """One dated note of what happened. Without an id: in the leader's only open experiment."""

    who: Who
    note: str
    experiment_id: int | None = None
    noted_on: date | None = None
    ring: Ring = Ring.ME


def observe(session: Session, command: Observe, now: datetime) -> ExperimentLine:
    """Keep a note of what happened; the first one sets a planned experiment going.

    Raises:
        Refused: no such experiment of their own, or nothing was written.
    """
    row, pod = _observed(session, command)
    today = now.astimezone(ZoneInfo(pod.zone)).date()
    noted_on = command.noted_on or today
    problems: list[Problem] = [*check_text(command.note, "note", limit=MAX_NOTE, required=True)]
    if noted_on > today:
        problems.append(problem("date_in_future", "noted_on", date=noted_on, today=today))
    if problems:
        raise Refused(*problems)
    note = clean(command.note, MAX_NOTE)
    session.add(
        Observation(
            experiment_id=access.required(row.id),
            user_id=command.who.user,
            ring=command.ring,
            noted_on=noted_on,
            note=note,
            created_at=now,
        )
    )
    begin(row, now)
    session.add(row)
    session.flush()
    people.changed(session, pod, now)
    return lines(session, [row], {row.pod_id: pod})[0]


def _observed(session: Session, command: Observe) -> tuple[Experiment, Pod]:
    if command.experiment_id is not None:
        return access.own_experiment(session, command.who, command.experiment_id)
    open_now = [line for line in mine(session, command.who) if line.state in OPEN]
    if not open_now:
        raise Refused(problem("no_experiment"))
    if len(open_now) > 1:
        raise Refused(problem("which_experiment"))
    return access.own_experiment(session, command.who, open_now[0].id)

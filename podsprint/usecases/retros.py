"""The retro: what changed in the work, what the leader makes of it, and what becomes of the experiment."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from podsprint.domain import experiments as rules
from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import ExperimentEvent, ExperimentState
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem, problem
from podsprint.domain.reflections import MAX_LINE, check_reflection
from podsprint.domain.text import check_text, clean
from podsprint.errors import Refused
from podsprint.store.tables import CheckIn, Experiment, Pod, Reflection
from podsprint.usecases import access, boosters, checkins, distress, experiments, once, outbox, people
from podsprint.usecases.coaching import ASK

KEEP_RUNNING = "running"
_EVENTS = {
    ExperimentState.ADOPTED: ExperimentEvent.ADOPT,
    ExperimentState.ADAPTED: ExperimentEvent.ADAPT,
    ExperimentState.DROPPED: ExperimentEvent.DROP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """A leader's retro entry. A choice and a line are enough; closing an experiment needs what changed (L16)."""

    who: Who
    meeting_id: int
    choice: str
    line: str
    ring: Ring
    experiment_id: int | None = None
    outcome: str = KEEP_RUNNING
    what_changed: str = ""
    facts: str = ""
    behaviour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflect:
    """A line outside a session: on an experiment, or in answer to a coaching question (L18)."""

    who: Who
    choice: str
    line: str
    ring: Ring = Ring.ME
    experiment_id: int | None = None
    check_in_id: int | None = None
    prompt: str = ""
    form_key: str = ""


def look_back(session: Session, command: LookBack, now: datetime) -> CheckIn:
    """Keep the reflection, and close the experiment if that was decided.

    Raises:
        Refused: not a leader here, too late, or a field that cannot stand.
    """
    stand = checkins.writing(session, command.who, command.meeting_id, SessionKind.RETRO, now)
    experiment = checkins.pick(session, command.who, stand, command.experiment_id)
    problems = _check(command, experiment)
    if problems:
        raise Refused(*problems)
    before = _kept(session, stand.own.id) if stand.own else None
    if experiment is not None:
        _decide(experiment, command, now, said_before=before.what_changed if before else None)
        session.add(experiment)
        boosters.follow(session, experiment, stand.pod, now)
    row = checkins.enter(session, command.who, stand, now, ring=command.ring, experiment=experiment)
    kept = before or Reflection(
        pod_id=row.pod_id,
        user_id=row.user_id,
        check_in_id=row.id,
        ring=command.ring,
        choice=command.choice,
        created_at=now,
        updated_at=now,
    )
    kept.experiment_id, kept.ring, kept.choice = row.experiment_id, command.ring, command.choice
    kept.line, kept.facts = clean(command.line, MAX_LINE), clean(command.facts, MAX_LINE)
    kept.what_changed = clean(command.what_changed, rules.MAX_WHAT_CHANGED)
    kept.behaviour, kept.updated_at = clean(command.behaviour, MAX_LINE), now
    kept.outcome = "" if command.outcome == KEEP_RUNNING else command.outcome
    session.add(kept)
    said = (kept.line, kept.facts, kept.what_changed, kept.behaviour)
    distress.listen(session, command.who, now, *said, instead_of=f"{ASK}:{row.id}")
    return row


def reflect(session: Session, command: Reflect, now: datetime) -> Reflection:
    """Keep one line.

    Raises:
        Refused: it is about something that is not theirs, or says nothing.
    """
    answered = None
    if command.experiment_id is not None:
        experiment, pod = access.own_experiment(session, command.who, command.experiment_id)
        pod_id, experiment_id = access.required(pod.id), experiment.id
    else:
        answered = access.own_entry(session, command.who, command.check_in_id)
        pod_id, experiment_id = answered.pod_id, answered.experiment_id
        pod = session.get_one(Pod, pod_id)
    problems = check_reflection(command.choice, command.line, choose=not command.prompt)
    if problems:
        raise Refused(*problems)
    key = once.key(command.who, command.form_key)
    row = once.find(session, Reflection, key) or Reflection(
        pod_id=pod_id,
        user_id=command.who.user,
        experiment_id=experiment_id,
        ring=command.ring,
        choice=command.choice,
        line=clean(command.line, MAX_LINE),
        prompt=command.prompt,
        form_key=key,
        created_at=now,
        updated_at=now,
    )
    row.choice, row.line, row.updated_at = command.choice, clean(command.line, MAX_LINE), now
    row = once.keep(session, row)
    distress.listen(session, command.who, now, row.line)
    if answered is not None and command.prompt:
        outbox.coach_question(session, pod, answered, now, again=True)
    people.changed(session, pod, now)
    return row


def _check(command: LookBack, experiment: Experiment | None) -> list[Problem]:
    found = list(check_reflection(command.choice, command.line))
    for name in ("facts", "behaviour"):
        found += check_text(getattr(command, name), name, limit=MAX_LINE)
    if command.outcome != KEEP_RUNNING:
        found += rules.check_close(command.outcome, command.what_changed)
        if experiment is None:
            found.append(problem("no_experiment", "outcome"))
    else:
        found += check_text(command.what_changed, "what_changed", limit=rules.MAX_WHAT_CHANGED)
    return found


def _kept(session: Session, check_in_id: int | None) -> Reflection | None:
    return session.exec(select(Reflection).where(Reflection.check_in_id == check_in_id)).first()


def _decide(experiment: Experiment, command: LookBack, now: datetime, *, said_before: str | None) -> None:
    """Walk the experiment to where its leader wants it; coming back to the form, they may change their mind."""
    experiments.begin(experiment, now)
    if experiment.closed_at is not None:
        experiment.state, experiment.closed_at = _after(experiment, ExperimentEvent.REOPEN), None
    outcome = None if command.outcome == KEEP_RUNNING else ExperimentState(command.outcome)
    if outcome is not None:
        experiment.state = _after(experiment, _EVENTS[outcome])
        experiment.closed_at = now
    says = clean(command.what_changed, rules.MAX_WHAT_CHANGED) or None
    if says or (experiment.what_changed or None) == (said_before or None):
        experiment.what_changed = says  # what an earlier retro said is not lost because this one says nothing
    experiment.updated_at = now


def _after(experiment: Experiment, event: ExperimentEvent) -> ExperimentState:
    state = rules.next_state(ExperimentState(experiment.state), event)
    if isinstance(state, Problem):
        raise Refused(state)
    return state

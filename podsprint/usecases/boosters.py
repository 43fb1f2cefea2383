"""Booster checks (L10): still doing it? Asked inside the daily digest, 30, 60 and 90 days after an adoption."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from podsprint.domain import boosters as rules
from podsprint.domain import experiments as states
from podsprint.domain.boosters import BoosterAnswer
from podsprint.domain.experiments import ExperimentEvent, ExperimentState
from podsprint.domain.form_models import BoosterForm
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import BoosterDue, BoosterLine, DailyItem
from podsprint.domain.reflections import MAX_LINE
from podsprint.domain.rhythm import local_day
from podsprint.domain.text import check_text, clean, is_blank
from podsprint.errors import Refused
from podsprint.store.tables import Booster, Experiment, Observation, Pod
from podsprint.usecases import access, daily, distress, outbox, people, rhythm
from podsprint.usecases.daily import Today

SHOWN = 3
_AGAIN = timedelta(days=7)  # another chance, should the week have no room or its person be away


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAgain:
    """A leader's answer, with a line if they like. The line is theirs alone."""

    who: Who
    booster_id: int
    answer: str
    line: str = ""


def follow(session: Session, row: Experiment, pod: Pod, now: datetime) -> None:
    """Bring an experiment's checks in line with how it stands: an adopted one has three ahead, any other one none."""
    experiment_id, who = access.required(row.id), Who(pod.team_id, row.user_id)
    if row.state != ExperimentState.ADOPTED:
        _call_off(session, who, experiment_id, now)
        return
    there = set(session.exec(select(Booster.days).where(Booster.experiment_id == experiment_id)).all())
    adopted_on = (row.closed_at or now).astimezone(ZoneInfo(pod.zone)).date()
    for days, due_on in rules.due_days(adopted_on).items():
        if days not in there:
            session.add(Booster(experiment_id=experiment_id, user_id=row.user_id, days=days, due_on=due_on))
            for day in (due_on, due_on + _AGAIN):
                daily.ask_on(session, who, day, now)
    session.flush()


def _call_off(session: Session, who: Who, experiment_id: int, now: datetime) -> None:
    """Nothing more is asked about it; where it was asked today, it is not any more."""
    ahead = session.exec(
        select(Booster).where(Booster.experiment_id == experiment_id, col(Booster.answered_at).is_(None))
    ).all()
    for row in ahead:
        session.delete(row)
    session.flush()
    own = rhythm.rhythm_of(session, who) if any(row.asked_at for row in ahead) else None
    if own is not None and any(row.asked_at and local_day(own, row.asked_at) == local_day(own, now) for row in ahead):
        outbox.daily(session, who, local_day(own, now), now)


def find(session: Session, theirs: Today, now: datetime) -> Sequence[DailyItem]:
    """What the day's message may ask about: each experiment once, and what it asked about today until it is answered.
    An experiment that is open again is not asked about."""
    who, own, day = theirs.who, theirs.own, theirs.day
    rows = session.exec(_of(who).where(col(Booster.answered_at).is_(None), Booster.due_on <= day)).all()
    latest = {
        row.experiment_id: BoosterDue(line=_line(row, experiment, pod))
        for row, experiment, pod in rows
        if row.asked_at is None or local_day(own, row.asked_at) == day
    }
    return list(latest.values())[:SHOWN]


def said(session: Session, who: Who, items: Sequence[DailyItem], now: datetime) -> None:
    """They are being asked; what fell due before is not asked any more."""
    for item in items:
        if not isinstance(item, BoosterDue):
            continue
        chosen = session.get_one(Booster, item.line.id)
        earlier = select(Booster).where(
            Booster.experiment_id == chosen.experiment_id,
            Booster.days <= chosen.days,
            col(Booster.asked_at).is_(None),
        )
        for row in session.exec(earlier).all():
            row.asked_at = now
            session.add(row)
    session.flush()


def waiting(session: Session, who: Who, *, limit: int = SHOWN) -> tuple[BoosterLine, ...]:
    """What they were asked last about each experiment and have not answered: for their Home tab."""
    rows = session.exec(_of(who).where(col(Booster.asked_at).is_not(None))).all()
    latest = {row.experiment_id: (row, experiment, pod) for row, experiment, pod in rows}
    open_ones = [_line(*found) for found in latest.values() if found[0].answered_at is None]
    return tuple(open_ones[:limit])


def form(session: Session, who: Who, booster_id: int) -> BoosterForm:
    """The form, with what it is about.

    Raises:
        Refused: not theirs, or the experiment is open again.
    """
    row, experiment, pod = _own(session, who, booster_id)
    zone = ZoneInfo(pod.zone)
    return BoosterForm(
        booster_id=booster_id,
        pod=pod.name,
        hypothesis=experiment.hypothesis,
        days=row.days,
        adopted_on=(experiment.closed_at or experiment.updated_at).astimezone(zone).date(),
        last=row.days == max(rules.DAYS),
    )


def look_again(session: Session, command: LookAgain, now: datetime) -> None:
    """Keep the answer. Dropping it ends the checks; thinking again brings it back.

    Raises:
        Refused: not theirs, open again, or an answer that cannot stand.
    """
    row, experiment, pod = _own(session, command.who, command.booster_id)
    problems: list[Problem] = [*check_text(command.line, "line", limit=MAX_LINE)]
    if command.answer not in set(BoosterAnswer):
        problems.append(problem("choose_one", "answer"))
    if problems:
        raise Refused(*problems)
    dropped = command.answer == BoosterAnswer.DROPPED
    if dropped != (experiment.state == ExperimentState.DROPPED):
        for event in (ExperimentEvent.DROP,) if dropped else (ExperimentEvent.REOPEN, ExperimentEvent.ADOPT):
            _move(experiment, event)
    experiment.updated_at = now
    row.answer, row.answered_at, row.asked_at = command.answer, now, row.asked_at or now
    session.add_all((row, experiment))
    if not is_blank(command.line):
        session.add(_note(command, experiment, pod, now))
        distress.listen(session, command.who, now, command.line)
    session.flush()
    follow(session, experiment, pod, now)
    if (own := rhythm.rhythm_of(session, command.who)) is not None:
        outbox.daily(session, command.who, local_day(own, now), now)  # where it was asked today, it is answered
    people.changed(session, pod, now)


def _of(who: Who) -> Select[Booster, Experiment, Pod]:
    """Somebody's checks of what they have adopted, with what each is about."""
    return (
        select(Booster, Experiment, Pod)
        .join(Experiment, col(Experiment.id) == Booster.experiment_id)
        .join(Pod, col(Pod.id) == Experiment.pod_id)
        .where(Booster.user_id == who.user, Pod.team_id == who.team, Experiment.state == ExperimentState.ADOPTED)
        .order_by(col(Booster.days), col(Booster.id))
    )


def _note(command: LookAgain, experiment: Experiment, pod: Pod, now: datetime) -> Observation:
    return Observation(
        experiment_id=access.required(experiment.id),
        user_id=command.who.user,
        ring=Ring.ME,
        noted_on=now.astimezone(ZoneInfo(pod.zone)).date(),
        note=clean(command.line, MAX_LINE),
        created_at=now,
    )


def _move(experiment: Experiment, event: ExperimentEvent) -> None:
    state = states.next_state(ExperimentState(experiment.state), event)
    if isinstance(state, Problem):
        raise Refused(state)
    experiment.state = state


def _own(session: Session, who: Who, booster_id: int) -> tuple[Booster, Experiment, Pod]:
    row = access.row(session, Booster, booster_id)
    if row is None:
        raise access.not_found("experiment")
    experiment, pod = access.own_experiment(session, who, row.experiment_id)
    dropped_here = experiment.state == ExperimentState.DROPPED and row.answer == BoosterAnswer.DROPPED
    if experiment.state != ExperimentState.ADOPTED and not dropped_here:
        raise Refused(problem("booster_over"))
    return row, experiment, pod


def _line(row: Booster, experiment: Experiment, pod: Pod) -> BoosterLine:
    return BoosterLine(
        id=access.required(row.id), hypothesis=experiment.hypothesis, days=row.days, pod=pod.name, due_on=row.due_on
    )

"""What came of experiments in sprints, as their pod may see it: one rule for summaries and reports (S2, W2)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from podsprint.domain.boosters import BoosterAnswer
from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import CLOSED, ExperimentState
from podsprint.domain.privacy import Ring
from podsprint.domain.results import told_outcome
from podsprint.store.tables import Booster, CheckIn, Experiment, Meeting, Pod, Reflection, Sprint
from podsprint.usecases import access
from podsprint.usecases.sessions import MeetingState


@dataclass(frozen=True, slots=True)
class Told:
    """An experiment that a sprint's pod sees, with what was told of it in the retro, if it was."""

    row: Experiment
    kept: Reflection | None
    outcome: str

    @property
    def ended(self) -> bool:
        """Whether the pod has heard how it ended."""
        return self.kept is not None and self.outcome in CLOSED


@dataclass(slots=True)
class Results:
    """What came of one sprint."""

    shared: list[Told] = field(default_factory=list)
    kept_private: int = 0
    experiments: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Retro:
    sprint_id: int
    is_open: bool
    entry: CheckIn
    kept: Reflection


def of_sprints(
    session: Session, pod_id: int, sprint_ids: Sequence[int], *, wait_for_close: bool = False
) -> Mapping[int, Results]:
    """What came of each sprint: the experiments begun in it, and older ones that were entered in it; four queries,
    however many there are. ``wait_for_close``: what is entered in a session that is open is not told yet (W11)."""
    entered: dict[int, set[int]] = defaultdict(set)
    sealed: dict[int, set[int]] = defaultdict(set)  # brought to a kick-off that is open
    for sprint_id, kind, state, experiment_id in session.exec(
        select(Meeting.sprint_id, Meeting.kind, Meeting.state, CheckIn.experiment_id)
        .join(CheckIn, col(CheckIn.meeting_id) == Meeting.id)
        .where(col(Meeting.sprint_id).in_(sprint_ids), col(CheckIn.experiment_id).is_not(None))
        .distinct()
    ).all():
        entered[sprint_id].add(experiment_id or 0)
        if wait_for_close and (kind, state) == (SessionKind.KICKOFF, MeetingState.OPEN):
            sealed[sprint_id].add(experiment_id or 0)
    ids = {one for found in entered.values() for one in found}
    rows = session.exec(
        select(Experiment)
        .where(
            Experiment.pod_id == pod_id,
            Experiment.state != ExperimentState.OFFERED,
            col(Experiment.sprint_id).in_(sprint_ids) | col(Experiment.id).in_(ids),
        )
        .order_by(col(Experiment.id))
    ).all()
    known = [access.required(row.id) for row in rows]
    retros, boosters = _retros(session, known), _boosters(session, known)
    found = {sprint_id: Results() for sprint_id in sprint_ids}
    for sprint_id, results in found.items():
        for row, experiment_id in zip(rows, known, strict=True):
            if row.sprint_id != sprint_id and experiment_id not in entered[sprint_id]:
                continue
            if experiment_id in sealed[sprint_id]:
                continue
            results.experiments.append(experiment_id)
            told = _told(row, sprint_id, retros.get(experiment_id, []), boosters.get(experiment_id, []), wait_for_close)
            if told is None:
                results.kept_private += 1
            else:
                results.shared.append(told)
    return found


def sessions_held(session: Session, sprint_ids: Sequence[int]) -> Mapping[int, int]:
    """How many sessions each sprint has had."""
    held = (MeetingState.OPEN, MeetingState.CLOSED)
    query = select(Meeting.sprint_id, func.count()).where(
        col(Meeting.sprint_id).in_(sprint_ids), col(Meeting.state).in_(held)
    )
    return dict(session.exec(query.group_by(col(Meeting.sprint_id))).all())


def ended_on(sprint: Sprint, pod: Pod) -> date:
    """Its last day; closed before that, the day it was closed on."""
    if sprint.closed_by is None or sprint.closed_at is None:
        return sprint.ends_on
    return max(sprint.starts_on, min(sprint.ends_on, sprint.closed_at.astimezone(ZoneInfo(pod.zone)).date()))


def _told(
    row: Experiment, sprint_id: int, retros: Sequence[_Retro], boosters: Sequence[Booster], wait_for_close: bool
) -> Told | None:
    """What the pod may see of it in this sprint; nothing if it, or what was told of it here, is kept private."""
    if row.ring == Ring.ME:
        return None
    if wait_for_close and retros and retros[-1].is_open and retros[-1].sprint_id == sprint_id:
        return Told(row, None, ExperimentState.RUNNING)
    here = next((one for one in reversed(retros) if one.sprint_id == sprint_id), None)
    later = bool(retros) and retros[-1].sprint_id > sprint_id
    if here is None:
        # Closed without an entry that says so any more: who may read what changed is not known.
        if row.closed_at is None:
            return Told(row, None, row.state)
        return Told(row, None, ExperimentState.RUNNING) if later else None
    if here.entry.ring == Ring.ME:
        return None
    if later:
        return Told(row, here.kept, ExperimentState.RUNNING)  # it went on; how it ended is told where it was told
    given_up: list[datetime] = [
        one.answered_at for one in boosters if one.answered_at and one.answer == BoosterAnswer.DROPPED
    ]
    outcome = told_outcome(
        row.state, row.closed_at, here.kept.updated_at, was_adopted=bool(boosters), given_up_at=given_up
    )
    return Told(row, here.kept, outcome)


def _retros(session: Session, experiment_ids: Sequence[int]) -> dict[int, list[_Retro]]:
    """The retro entries on each experiment, the oldest first, those of other sprints too."""
    rows = session.exec(
        select(Meeting.sprint_id, Meeting.state, CheckIn, Reflection)
        .join(CheckIn, col(CheckIn.meeting_id) == Meeting.id)
        .join(Reflection, col(Reflection.check_in_id) == CheckIn.id)
        .where(col(CheckIn.experiment_id).in_(experiment_ids), Meeting.kind == SessionKind.RETRO)
        .order_by(col(Meeting.sprint_id), col(CheckIn.id))
    ).all()
    found: dict[int, list[_Retro]] = defaultdict(list)
    for sprint_id, state, entry, kept in rows:
        found[entry.experiment_id or 0].append(_Retro(sprint_id, state == MeetingState.OPEN, entry, kept))
    return found


def _boosters(session: Session, experiment_ids: Sequence[int]) -> dict[int, list[Booster]]:
    found: dict[int, list[Booster]] = defaultdict(list)
    for row in session.exec(select(Booster).where(col(Booster.experiment_id).in_(experiment_ids))).all():
        found[row.experiment_id].append(row)
    return found

"""What came of experiments in sprints, as their pod may see it: one rule for summaries and reports (S2, W2)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, func, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import CLOSED, ExperimentState
from podsprint.domain.privacy import Ring
from podsprint.store.tables import CheckIn, Experiment, Meeting, Observation, Pod, Reflection, Sprint
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


@dataclass(frozen=True, slots=True)
class _Retro:
    sprint_id: int
    is_open: bool
    entry: CheckIn
    kept: Reflection


def of_sprints(
    session: Session, pod: Pod, sprints: Sequence[Sprint], *, wait_for_close: bool = False
) -> Mapping[int, Results]:
    """What came of each sprint: the experiments begun in it, and older ones that were entered in it; three queries,
    however many there are. ``wait_for_close``: what is entered in a session that is open is not told yet (W11)."""
    sprint_ids = [access.required(sprint.id) for sprint in sprints]
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
            Experiment.pod_id == pod.id,
            Experiment.state != ExperimentState.OFFERED,
            col(Experiment.sprint_id).in_(sprint_ids) | col(Experiment.id).in_(ids),
        )
        .order_by(col(Experiment.id))
    ).all()
    known = [access.required(row.id) for row in rows]
    retros = _retros(session, known)
    found = {sprint_id: Results() for sprint_id in sprint_ids}
    for sprint, (sprint_id, results) in zip(sprints, found.items(), strict=True):
        for row, experiment_id in zip(rows, known, strict=True):
            if row.sprint_id != sprint_id and experiment_id not in entered[sprint_id]:
                continue
            if experiment_id in sealed[sprint_id]:
                continue
            told = _told(row, sprint, pod, retros.get(experiment_id, []), wait_for_close)
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


def observations(
    session: Session, pod: Pod, sprints: Sequence[Sprint], *, wait_for_close: bool = False
) -> Mapping[int, int]:
    """How many notes the pod saw in each sprint's days, and how often something was noticed in a check-in; two queries.
    A day on which the next sprint had begun is that one's."""
    ids, next_one = [sprint.id for sprint in sprints], aliased(Sprint)
    counted: Any = (Sprint.id, Observation.noted_on, func.count())
    notes = (
        select(*counted)
        .select_from(Observation)
        .join(Experiment, col(Experiment.id) == Observation.experiment_id)
        .join(Sprint, col(Sprint.pod_id) == Experiment.pod_id)
        .where(col(Sprint.id).in_(ids), Observation.ring != Ring.ME)
        .where(col(Observation.noted_on).between(Sprint.starts_on, Sprint.ends_on))
        .where(
            ~exists().where(
                col(next_one.pod_id) == Sprint.pod_id,
                col(next_one.number) > Sprint.number,
                col(next_one.starts_on) <= Observation.noted_on,
            )
        )
        .group_by(col(Sprint.id), col(Observation.noted_on))
    )
    noticed = (
        select(Meeting.sprint_id, func.count())
        .join(CheckIn, col(CheckIn.meeting_id) == Meeting.id)
        .where(col(Meeting.sprint_id).in_(ids), col(CheckIn.noticed).is_not(None), CheckIn.ring != Ring.ME)
        .group_by(col(Meeting.sprint_id))
    )
    if wait_for_close:
        noticed = noticed.where(Meeting.state != MeetingState.OPEN)
    found = Counter(dict(session.exec(noticed).all()))
    last_day = {sprint.id: ended_on(sprint, pod) for sprint in sprints}
    for sprint_id, day, count in session.execute(notes).all():
        found[sprint_id] += count if day <= last_day[sprint_id] else 0
    return found


def ended_on(sprint: Sprint, pod: Pod) -> date:
    """Its last day; closed before that, the day it was closed on."""
    if sprint.closed_by is None or sprint.closed_at is None:
        return sprint.ends_on
    return max(sprint.starts_on, min(sprint.ends_on, sprint.closed_at.astimezone(ZoneInfo(pod.zone)).date()))


def _told(row: Experiment, sprint: Sprint, pod: Pod, retros: Sequence[_Retro], wait_for_close: bool) -> Told | None:
    """What the pod may see of it in this sprint, as it was told; nothing if it, or what was told of it here, is kept
    private. What its leader does with it elsewhere later changes nothing here: that is their own."""
    if row.ring == Ring.ME:
        return None
    here = next((one for one in reversed(retros) if one.sprint_id == sprint.id), None)
    if here is None:
        return _untold(row, sprint, pod, retros)
    if wait_for_close and here.is_open:
        return Told(row, None, ExperimentState.RUNNING)
    if here.entry.ring == Ring.ME:
        return None
    return Told(row, here.kept, here.kept.outcome or ExperimentState.RUNNING)


def _untold(row: Experiment, sprint: Sprint, pod: Pod, retros: Sequence[_Retro]) -> Told | None:
    """No retro entry of this sprint is about it. It went on if it ended afterwards; if it ended before without an entry
    that says so, who may read that is not known."""
    if row.closed_at is None:
        return Told(row, None, row.state)
    later = bool(retros) and retros[-1].sprint_id > access.required(sprint.id)
    if later or row.closed_at.astimezone(ZoneInfo(pod.zone)).date() > ended_on(sprint, pod):
        return Told(row, None, ExperimentState.RUNNING)
    return None


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

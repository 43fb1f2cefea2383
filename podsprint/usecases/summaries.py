"""A sprint's summary: what changed in the work comes first, and counts are small print (W2)."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import is_linked
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import SprintSummary, SummaryLine
from podsprint.store.tables import CheckIn, Experiment, Meeting, Observation, Pod, Reflection, Sprint
from podsprint.usecases import access, endings, pods
from podsprint.usecases.sessions import MeetingState


def summary(session: Session, sprint_id: int) -> tuple[Pod, SprintSummary] | None:
    """The sprint as its pod may see it; what leaders kept to themselves is a number."""
    sprint = session.get(Sprint, sprint_id)
    if sprint is None:
        return None
    pod = session.get_one(Pod, sprint.pod_id)
    looked_back = _looked_back(session, sprint_id)
    experiments = _experiments(session, sprint)
    shared = [row for row in experiments if _is_shared(row, looked_back)]
    changed = [_line(row, looked_back) for row in shared if row.closed_at is not None]
    charter = pods.charter_of(session, pod)
    return pod, SprintSummary(
        pod=pod.name,
        number=sprint.number,
        starts_on=sprint.starts_on,
        ends_on=_ended_on(sprint, pod),
        goal=charter.goal if charter else "",
        so_that=charter.so_that if charter else "",
        changed=tuple(changed),
        still_running=tuple(_line(row, looked_back) for row in shared if row.closed_at is None),
        kept_private=len(experiments) - len(shared),
        sessions_held=_count_held(session, sprint_id),
        observations=_count_notes(session, sprint, [access.required(row.id) for row in experiments]),
        ending=endings.decided(session, pod, sprint),
    )


_LookedBack = dict[int, tuple[CheckIn, Reflection]]


def _looked_back(session: Session, sprint_id: int) -> _LookedBack:
    """The retro entries of a sprint, by experiment."""
    rows = session.exec(
        select(CheckIn, Reflection)
        .join(Meeting, col(Meeting.id) == CheckIn.meeting_id)
        .join(Reflection, col(Reflection.check_in_id) == CheckIn.id)
        .where(Meeting.sprint_id == sprint_id, Meeting.kind == SessionKind.RETRO)
        .order_by(col(CheckIn.id))
    ).all()
    return {entry.experiment_id: (entry, kept) for entry, kept in rows if entry.experiment_id is not None}


def _experiments(session: Session, sprint: Sprint) -> Sequence[Experiment]:
    """Those begun in this sprint, and older ones somebody carried on or looked back on in it."""
    entered = (
        select(CheckIn.experiment_id)
        .join(Meeting, col(Meeting.id) == CheckIn.meeting_id)
        .where(Meeting.sprint_id == sprint.id, col(CheckIn.experiment_id).is_not(None))
    )
    begun, older = col(Experiment.sprint_id) == sprint.id, col(Experiment.id).in_(entered)
    return session.exec(
        select(Experiment).where(Experiment.pod_id == sprint.pod_id, begun | older).order_by(col(Experiment.id))
    ).all()


def _is_shared(row: Experiment, looked_back: _LookedBack) -> bool:
    entry = looked_back.get(access.required(row.id))
    if entry is None:  # closed without an entry that says so any more: who may read what changed is not known
        return row.ring != Ring.ME and row.closed_at is None
    return row.ring != Ring.ME and entry[0].ring != Ring.ME


def _line(row: Experiment, looked_back: _LookedBack) -> SummaryLine:
    entry = looked_back.get(access.required(row.id))
    return SummaryLine(
        leader=row.user_id,
        hypothesis=row.hypothesis,
        outcome=row.state,
        what_changed=(entry[1].what_changed or "") if entry else "",
        takeaway=(entry[1].line or "") if entry else "",
        linked=is_linked(to_goal=row.serves_goal, work_item=row.work_item),
    )


def _count_held(session: Session, sprint_id: int) -> int:
    held = (MeetingState.OPEN, MeetingState.CLOSED)
    return session.exec(
        select(func.count()).select_from(Meeting).where(Meeting.sprint_id == sprint_id, col(Meeting.state).in_(held))
    ).one()


def _ended_on(sprint: Sprint, pod: Pod) -> date:
    """Its last day; closed before that, the day it was closed on."""
    if sprint.closed_by is None or sprint.closed_at is None:
        return sprint.ends_on
    return max(sprint.starts_on, min(sprint.ends_on, sprint.closed_at.astimezone(ZoneInfo(pod.zone)).date()))


def _count_notes(session: Session, sprint: Sprint, experiments: list[int]) -> int:
    """Notes of this sprint, and what was noticed in its check-ins, as far as the pod may see them."""
    notes = (
        select(func.count())
        .select_from(Observation)
        .where(
            col(Observation.experiment_id).in_(experiments),
            Observation.ring != Ring.ME,
            col(Observation.noted_on).between(sprint.starts_on, sprint.ends_on),
        )
    )
    noticed = (
        select(func.count())
        .select_from(CheckIn)
        .join(Meeting, col(Meeting.id) == CheckIn.meeting_id)
        .where(Meeting.sprint_id == sprint.id, col(CheckIn.noticed).is_not(None), CheckIn.ring != Ring.ME)
    )
    return session.exec(notes).one() + session.exec(noticed).one()

"""A sprint's summary: what changed in the work comes first, and counts are small print (W2)."""

from sqlmodel import Session, col, func, select

from podsprint.domain.experiments import is_linked
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import SprintSummary, SummaryLine
from podsprint.store.tables import CheckIn, Meeting, Observation, Pod, Sprint
from podsprint.usecases import endings, pods, results


def summary(session: Session, sprint_id: int) -> tuple[Pod, SprintSummary] | None:
    """The sprint as its pod may see it; what leaders kept to themselves is a number."""
    sprint = session.get(Sprint, sprint_id)
    if sprint is None:
        return None
    pod = session.get_one(Pod, sprint.pod_id)
    found = results.of_sprints(session, sprint.pod_id, [sprint_id])[sprint_id]
    charter = pods.charter_of(session, pod)
    return pod, SprintSummary(
        pod=pod.name,
        number=sprint.number,
        starts_on=sprint.starts_on,
        ends_on=results.ended_on(sprint, pod),
        goal=charter.goal if charter else "",
        so_that=charter.so_that if charter else "",
        changed=tuple(_line(told) for told in found.shared if told.ended),
        still_running=tuple(_line(told) for told in found.shared if not told.ended),
        kept_private=found.kept_private,
        sessions_held=results.sessions_held(session, [sprint_id]).get(sprint_id, 0),
        observations=_count_notes(session, sprint, found.experiments),
        ending=endings.decided(session, pod, sprint),
    )


def _line(told: results.Told) -> SummaryLine:
    row, kept = told.row, told.kept
    return SummaryLine(
        leader=row.user_id,
        hypothesis=row.hypothesis,
        outcome=told.outcome,
        what_changed=(kept.what_changed or "") if kept else "",
        takeaway=(kept.line or "") if kept else "",
        linked=is_linked(to_goal=row.serves_goal, work_item=row.work_item),
    )


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

"""A sprint's summary: what changed in the work comes first, and counts are small print (W2)."""

from sqlmodel import Session, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import is_linked
from podsprint.domain.read_models import SprintSummary, SummaryLine
from podsprint.store.tables import Meeting, Pod, Sprint
from podsprint.usecases import endings, pods, results
from podsprint.usecases.sessions import MeetingState


def summary(session: Session, sprint_id: int) -> tuple[Pod, SprintSummary] | None:
    """The sprint as its pod may see it; what leaders kept to themselves is a number."""
    sprint = session.get(Sprint, sprint_id)
    if sprint is None:
        return None
    pod = session.get_one(Pod, sprint.pod_id)
    found = results.of_sprints(session, pod, [sprint])[sprint_id]
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
        observations=results.observations(session, pod, [sprint]).get(sprint_id, 0),
        ending=endings.decided(session, pod, sprint),
    )


def told(session: Session, sprint_id: int) -> tuple[Pod, SprintSummary | None] | None:
    """The summary, once there is something to sum up: while a sprint goes on that was closed early and opened again,
    what was told of its end is taken back, and its real end is told where people will see it."""
    found = summary(session, sprint_id)
    return found and (found[0], found[1] if _is_due(session, sprint_id) else None)


def _is_due(session: Session, sprint_id: int) -> bool:
    retro = select(Meeting.id).where(
        Meeting.sprint_id == sprint_id, Meeting.kind == SessionKind.RETRO, Meeting.state == MeetingState.CLOSED
    )
    return session.get_one(Sprint, sprint_id).closed_at is not None or session.exec(retro).first() is not None


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

"""What a session starts from: the charter and the theme, or where every leader is. Never private text."""

from sqlmodel import Session, col, func, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import ExperimentState
from podsprint.domain.practices import Practice
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import LeaderLine, SessionOpening, ThemeView
from podsprint.store.tables import CheckIn, Experiment, Meeting, Observation, Pod, Sprint
from podsprint.usecases import access, pods, practices
from podsprint.usecases.sessions import MeetingState

HELD = (MeetingState.OPEN, MeetingState.CLOSED)


def opening(session: Session, meeting_id: int) -> tuple[Pod, SessionOpening | None] | None:
    """What a session starts from: the charter at the kick-off, else every leader's experiment and last commitment.
    Once opened and then moved, it starts from nothing yet."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    pod = session.get_one(Pod, meeting.pod_id)
    if meeting.state not in HELD:
        return pod, None
    if not practices.in_use(session, meeting.pod_id, Practice.OPENING):
        return None
    at_start = meeting.kind == SessionKind.KICKOFF
    return pod, SessionOpening(
        kind=meeting.kind,
        pod=pod.name,
        charter=pods.charter_of(session, pod) if at_start else None,
        lines=leader_lines(session, pod, before=meeting),
        asks=meeting.state == MeetingState.OPEN,
    )


def theme(session: Session, meeting_id: int) -> tuple[Pod, ThemeView | None] | None:
    """The sprint's theme, for its kick-off."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    sprint = session.get_one(Sprint, meeting.sprint_id)
    pod = session.get_one(Pod, meeting.pod_id)
    if meeting.state not in HELD:
        return pod, None
    return (pod, ThemeView(theme=sprint.theme)) if sprint.theme else None


def leader_lines(session: Session, pod: Pod, *, before: Meeting) -> tuple[LeaderLine, ...]:
    """What each leader was trying when a session was held, and the last commitment to it, as far as the pod may see
    them: four queries for any pod."""
    trying: dict[str, Experiment] = {}
    for row in session.exec(
        select(Experiment)
        .where(
            Experiment.pod_id == pod.id,
            Experiment.state != ExperimentState.OFFERED,
            Experiment.created_at <= before.closes_at,
            # What a retro ends was being tried until then.
            col(Experiment.closed_at).is_(None) | (col(Experiment.closed_at) >= before.opens_at),
        )
        .order_by(col(Experiment.created_at), col(Experiment.id))
    ).all():
        trying[row.user_id] = row  # the newest one wins
    latest = (
        select(func.max(CheckIn.id))
        .where(
            CheckIn.pod_id == pod.id,
            col(CheckIn.meeting_id) < before.id,  # sessions are planned in their order
            col(CheckIn.next_step).is_not(None),
        )
        .group_by(col(CheckIn.user_id))
    )
    # The latest one counts: an older one that was shared is not what they said last.
    said = session.exec(
        select(CheckIn, Meeting.sprint_id).join(Meeting).where(col(CheckIn.id).in_(latest), CheckIn.ring != Ring.ME)
    ).all()
    commitments = {
        entry.user_id: entry
        for entry, sprint in said
        # What was to be done about an experiment of a sprint that is over says nothing of a new one.
        if sprint == before.sprint_id or is_about(entry, trying.get(entry.user_id))
    }
    noticed = _noticed(session, [access.required(row.id) for row in trying.values()], before)
    return tuple(
        _leader_line(leader, trying.get(leader), commitments.get(leader), noticed)
        for leader in access.leaders(session, access.required(pod.id))
    )


def is_about(entry: CheckIn, experiment: Experiment | None) -> bool:
    """Whether an entry was about this experiment."""
    return experiment is not None and entry.experiment_id == experiment.id


def _noticed(session: Session, experiments: list[int], before: Meeting) -> dict[int, str]:
    """The latest observation of each experiment that its leader shared with the pod since the session before."""
    held = (
        select(func.max(Meeting.opens_at))
        .where(Meeting.pod_id == before.pod_id, Meeting.opens_at < before.opens_at, col(Meeting.opened_at).is_not(None))
        .scalar_subquery()
    )
    latest = (
        select(func.max(Observation.id))
        .where(
            col(Observation.experiment_id).in_(experiments),
            Observation.ring != Ring.ME,
            Observation.created_at <= before.closes_at,
            held.is_(None) | (col(Observation.created_at) >= held),
        )
        .group_by(col(Observation.experiment_id))
    )
    rows = session.exec(select(Observation).where(col(Observation.id).in_(latest))).all()
    return {row.experiment_id: row.note for row in rows}


def _leader_line(
    leader: str, experiment: Experiment | None, commitment: CheckIn | None, noticed: dict[int, str]
) -> LeaderLine:
    private = experiment is not None and experiment.ring == Ring.ME
    return LeaderLine(
        leader=leader,
        hypothesis=experiment.hypothesis if experiment and not private else "",
        commitment=(commitment.next_step or "") if commitment else "",
        commitment_by=commitment.next_by if commitment else None,
        noticed=noticed.get(experiment.id or 0, "") if experiment and not private else "",
        kept_private=private,
    )

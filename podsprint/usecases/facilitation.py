"""What a facilitator is told: before a session, after it, and when something needs a person. Never private text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import OPEN
from podsprint.domain.grow import Question, two_open_questions
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import (
    Brief,
    Digest,
    LeaderLine,
    Missed,
    SessionOpening,
    ThemeView,
    Undeliverable,
)
from podsprint.store import work
from podsprint.store.tables import CheckIn, Experiment, Meeting, Observation, Pod, Sprint, Work
from podsprint.usecases import absences, access, coaching, entries, outbox, pods, sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAgain:
    """The facilitator has mended what kept messages from getting through."""

    who: Who
    pod_id: int


def opening(session: Session, meeting_id: int) -> tuple[Pod, SessionOpening] | None:
    """What a session starts from: the charter at the kick-off, else every leader's experiment and last commitment."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    pod = session.get_one(Pod, meeting.pod_id)
    at_start = meeting.kind == SessionKind.KICKOFF
    return pod, SessionOpening(
        kind=meeting.kind,
        pod=pod.name,
        charter=pods.charter_of(session, pod) if at_start else None,
        lines=leader_lines(session, pod, before=meeting),
    )


def theme(session: Session, meeting_id: int) -> tuple[Pod, ThemeView] | None:
    """The sprint's theme, for its kick-off."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    sprint = session.get_one(Sprint, meeting.sprint_id)
    return (session.get_one(Pod, meeting.pod_id), ThemeView(theme=sprint.theme)) if sprint.theme else None


def brief(session: Session, meeting_id: int, bank: Sequence[Question]) -> tuple[Pod, Brief] | None:
    """What the facilitator may want to know before a session."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    pod = session.get_one(Pod, meeting.pod_id)
    first, second = two_open_questions(bank, coaching.brief_seed(meeting))
    return pod, Brief(
        pod=pods.view(session, pod),
        session=sessions.line(meeting, pod.zone),
        lines=leader_lines(session, pod, before=meeting),
        questions=(first.id, second.id),
    )


def digest(session: Session, meeting_id: int) -> tuple[Pod, Digest] | None:
    """What was shared in a session, and whom the pod has not heard from."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    pod = session.get_one(Pod, meeting.pod_id)
    rows = session.exec(select(CheckIn).where(CheckIn.meeting_id == meeting_id).order_by(col(CheckIn.id))).all()
    here = {row.user_id for row in rows}
    shared = [row for row in rows if entries.shared(session, row, meeting)]
    return pod, Digest(
        pod=pods.view(session, pod),
        session=sessions.line(meeting, pod.zone),
        entries=tuple(entries.entry(session, row, meeting, sealed=False) for row in shared),
        private=len(rows) - len(shared),
        not_yet=tuple(leader for leader in absences.expected(session, pod, meeting) if leader not in here),
        grace_until=meeting.grace_until,
    )


def missed(session: Session, meeting_id: int) -> tuple[Pod, Missed] | None:
    """A session that was not opened."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    pod = session.get_one(Pod, meeting.pod_id)
    return pod, Missed(pod=pods.view(session, pod), session=sessions.line(meeting, pod.zone))


def undeliverable(session: Session, pod_id: int, work_id: int) -> tuple[Pod, Undeliverable | None] | None:
    """A message that Slack would not take; no note any more once it has been taken after all."""
    pod, row = session.get(Pod, pod_id), session.get(Work, work_id)
    if pod is None:
        return None
    if row is None or row.error is None:
        return pod, None
    people = (*access.leaders(session, pod_id), pod.facilitator_id)
    to = next((user for user in people if row.lane in outbox.lanes(pod.team_id, user)), "")
    return pod, Undeliverable(pod_id=pod_id, pod=pod.name, channel=pod.channel_id, person=to, error=row.error)


def try_again(session: Session, command: TryAgain, now: datetime) -> int:
    """Send again what Slack would not take for this pod.

    Returns:
        How many messages are on their way.

    Raises:
        Refused: not the facilitator.
    """
    pod = access.facilitator_seat(session, command.who, command.pod_id).pod
    people = {*access.leaders(session, command.pod_id), pod.facilitator_id}
    conversations = (pod.channel_id, *sorted(people))
    lanes = [lane for conversation in conversations for lane in outbox.lanes(pod.team_id, conversation)]
    armed = sum(work.retry_dead(session, now, lane=lane) for lane in lanes)
    outbox.undeliverable(session, pod, 0, now)
    return armed


def leader_lines(session: Session, pod: Pod, *, before: Meeting) -> tuple[LeaderLine, ...]:
    """Each leader's experiment and last commitment, as far as the pod may see them: four queries for any pod."""
    running: dict[str, Experiment] = {}
    for row in session.exec(
        select(Experiment)
        .where(Experiment.pod_id == pod.id, col(Experiment.state).in_([str(state) for state in OPEN]))
        .order_by(col(Experiment.id))
    ).all():
        running[row.user_id] = row  # the newest one wins
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
    said = session.exec(select(CheckIn).where(col(CheckIn.id).in_(latest), CheckIn.ring != Ring.ME)).all()
    commitments = {row.user_id: row for row in said}
    noticed = _noticed(session, [access.required(row.id) for row in running.values()])
    return tuple(
        _leader_line(leader, running.get(leader), commitments.get(leader), noticed)
        for leader in access.leaders(session, access.required(pod.id))
    )


def _noticed(session: Session, experiments: list[int]) -> dict[int, str]:
    """The latest observation of each experiment that its leader shared with the pod."""
    latest = (
        select(func.max(Observation.id))
        .where(col(Observation.experiment_id).in_(experiments), Observation.ring != Ring.ME)
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

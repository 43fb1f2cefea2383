"""A leader's experiments: planning one, and the list of one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from podsprint.domain import experiments as rules
from podsprint.domain.form_models import ExperimentForm
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.domain.read_models import ExperimentLine
from podsprint.domain.text import check_text, clean
from podsprint.errors import Refused
from podsprint.store import prepared
from podsprint.store.tables import Charter, Experiment, Observation, Pod
from podsprint.usecases import access, once, people, retelling
from podsprint.usecases.copies import Source

MAX_QUESTION = 500
MAX_WORK_ITEM = 300
SHOWN_OBSERVATIONS = 3
_OPEN = tuple(str(state) for state in rules.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanExperiment:
    """An experiment, new or (with an id) changed."""

    who: Who
    pod_id: int
    fields: rules.ExperimentFields
    framing_question: str = ""
    work_item: str = ""
    serves_goal: bool = True
    ring: Ring = Ring.ME
    experiment_id: int | None = None
    source: Source | None = None  # the leader's own message it was copied from
    form_key: str = ""


def plan_experiment(session: Session, command: PlanExperiment, now: datetime) -> Experiment:
    """Keep it. Gentle form checks come before, at the form, and never stand in the way (W3, W4).

    Raises:
        Refused: not a leader of this pod and so not to begin something in it, not theirs, or a field that cannot stand.
    """
    row, pod = _of_pod(session, command.who, command.pod_id, command.experiment_id, hold=True)
    key = once.key(command.who, command.form_key)
    if command.experiment_id is None:
        row = once.find(session, Experiment, key)
    today = now.astimezone(ZoneInfo(pod.zone)).date()
    problems = [
        *rules.check_experiment(command.fields, today=today, kept=row.due_on if row else None),
        *check_text(command.framing_question, "framing_question", limit=MAX_QUESTION),
        *check_text(command.work_item, "work_item", limit=MAX_WORK_ITEM),
    ]
    if problems:
        raise Refused(*problems)
    if row is None:
        sprint = access.running_sprint(session, command.pod_id)
        row = Experiment(
            pod_id=command.pod_id,
            sprint_id=sprint.id if sprint else None,
            user_id=command.who.user,
            ring=command.ring,
            state=rules.ExperimentState.PLANNED,
            hypothesis="",
            serves_goal=command.serves_goal,
            form_key=key,
            created_at=now,
            updated_at=now,
        )
    elif row.state == rules.ExperimentState.OFFERED:
        _take_up(session, row, now)
    texts = {name: clean(getattr(command.fields, name), limit) for name, limit in rules.EXPERIMENT_LIMITS.items()}
    _link(row, command.source, texts["hypothesis"])
    row.hypothesis = texts["hypothesis"]
    row.what_i_do, row.place, row.expect = texts["what_i_do"], texts["where"], texts["expect"]
    row.framing_question = clean(command.framing_question, MAX_QUESTION)
    row.work_item = clean(command.work_item, MAX_WORK_ITEM)
    row.serves_goal, row.due_on = command.serves_goal, command.fields.by
    row.ring, row.updated_at = command.ring, now
    row = once.keep(session, row)
    retelling.of_experiment(session, pod, row, now)
    people.changed(session, pod, now)
    return row


def _take_up(session: Session, row: Experiment, now: datetime) -> None:
    """What was offered is its leader's own from here on (W6)."""
    sprint = access.running_sprint(session, row.pod_id)
    row.state, row.sprint_id, row.created_at = rules.ExperimentState.PLANNED, sprint.id if sprint else None, now
    row.offered_by = None


def _link(row: Experiment, source: Source | None, hypothesis: str) -> None:
    """An experiment follows the message it was copied from until its leader changes the words here."""
    if source is not None:
        linked = source.exact and not source.quoted
        row.source_channel, row.source_ts = (source.channel, source.ts) if linked else (None, None)
    elif hypothesis != row.hypothesis:
        row.source_channel = row.source_ts = None


def begin(row: Experiment, now: datetime) -> None:
    """A planned experiment of which something is reported is running."""
    if row.state == rules.ExperimentState.PLANNED:
        row.state, row.updated_at = rules.ExperimentState.RUNNING, now


def form(
    session: Session,
    who: Who,
    pod_id: int,
    now: datetime,
    *,
    experiment_id: int | None = None,
    meeting_id: int | None = None,
) -> ExperimentForm:
    """An empty form, or one with an experiment of their own in it. With a session it is a kick-off entry.

    Raises:
        Refused: no such experiment of their own; for something new, not a leader of this pod.
    """
    row, pod = _of_pod(session, who, pod_id, experiment_id)
    chosen, before = None, []
    if row is not None:
        chosen = lines(session, [row], {pod_id: pod})[0]
    elif meeting_id is not None:
        sprint = access.running_sprint(session, pod_id)
        before = _to_carry_on(session, who, pod, sprint.id if sprint else None)
    # The pod's goal is for those who are in it.
    charter = session.get(Charter, pod_id) if row is None or access.belongs(session, who, pod_id) else None
    return ExperimentForm(
        pod_id=pod_id,
        pod=pod.name,
        goal=charter.goal if charter else "",
        meeting_id=meeting_id,
        experiment=chosen,
        ring=chosen.ring if chosen else latest_ring(session, who, pod_id),
        as_new=meeting_id is not None and chosen is not None and chosen.state in rules.CLOSED,
        carried_over=tuple(lines(session, before, {pod_id: pod})),
    )


def _to_carry_on(session: Session, who: Who, pod: Pod, sprint_id: int | None) -> list[Experiment]:
    """What a leader may go on with at a kick-off: what is still open (L13), and what they adapted last."""
    adapted = session.exec(
        select(Experiment)
        .where(
            Experiment.pod_id == pod.id,
            Experiment.user_id == who.user,
            Experiment.state == rules.ExperimentState.ADAPTED,
        )
        .order_by(col(Experiment.closed_at).desc())
        .limit(1)
    ).all()
    return [row for row in (*open_ones(session, who, pod), *adapted) if sprint_id is None or row.sprint_id != sprint_id]


def form_of(
    session: Session, who: Who, experiment_id: int, now: datetime, *, meeting_id: int | None = None
) -> ExperimentForm:
    """The form of an experiment of their own.

    Raises:
        Refused: there is none.
    """
    row, _ = access.own_experiment(session, who, experiment_id, offered=True)
    return form(session, who, row.pod_id, now, experiment_id=row.id, meeting_id=meeting_id)


def form_here(session: Session, who: Who, channel: str, now: datetime) -> ExperimentForm:
    """An empty form for the pod meant by a command."""
    return form(session, who, access.required(access.pod_here(session, who, channel).pod.id), now)


def one(session: Session, who: Who, experiment_id: int) -> ExperimentLine:
    """An experiment of their own.

    Raises:
        Refused: there is none.
    """
    row, pod = access.own_experiment(session, who, experiment_id)
    return lines(session, [row], {row.pod_id: pod})[0]


def mine(session: Session, who: Who, *, limit: int = 10) -> list[ExperimentLine]:
    """A leader's own experiments in all pods they are or were in: the open ones first, then the newest. One that has
    come along into another pod is there once, as it is now."""
    later = aliased(Experiment)
    gone_on = select(later.id).where(later.continues_id == Experiment.id).exists()
    rows = session.exec(
        select(Experiment, Pod)
        .join(Pod)
        .where(
            Pod.team_id == who.team,
            Experiment.user_id == who.user,
            Experiment.state != rules.ExperimentState.OFFERED,
            ~gone_on,
        )
        .order_by(col(Experiment.closed_at).is_not(None), col(Experiment.id).desc())
        .limit(limit)
    ).all()
    return lines(session, [row for row, _ in rows], {access.required(pod.id): pod for _, pod in rows})


def open_ones(session: Session, who: Who, pod: Pod) -> list[Experiment]:
    """A leader's open experiments in one pod, the newest first."""
    given = {"pod": pod.id, "user": who.user, "states": _OPEN}
    return list(session.exec(prepared.EXPERIMENTS_IN, params=given).all())


def latest_ring(session: Session, who: Who, pod_id: int) -> Ring:
    """The ring a leader chose last in this pod; private until they choose (L12)."""
    ring = session.exec(
        select(Experiment.ring)
        .where(
            Experiment.pod_id == pod_id,
            Experiment.user_id == who.user,
            Experiment.state != rules.ExperimentState.OFFERED,
        )
        .order_by(col(Experiment.id).desc())
    ).first()
    return Ring(ring) if ring else Ring.ME


def lines(session: Session, rows: list[Experiment], pods: dict[int, Pod]) -> list[ExperimentLine]:
    """Experiments with their latest observations, for their own leader: two queries, however many there are."""
    notes = _latest_notes(session, [access.required(row.id) for row in rows])
    return [
        ExperimentLine(
            id=access.required(row.id),
            pod_id=row.pod_id,
            pod=pods[row.pod_id].name,
            ring=Ring(row.ring),
            state=row.state,
            framing_question=row.framing_question or "",
            hypothesis=row.hypothesis,
            what_i_do=row.what_i_do or "",
            place=row.place or "",
            expect=row.expect or "",
            by=row.due_on,
            linked=rules.is_linked(to_goal=row.serves_goal, work_item=row.work_item),
            work_item=row.work_item or "",
            what_changed=row.what_changed or "",
            observations=tuple((note.noted_on, note.note) for note in notes if note.experiment_id == row.id),
        )
        for row in rows
    ]


def _latest_notes(session: Session, ids: Iterable[int]) -> list[Observation]:
    recent = (
        select(
            Observation.id,
            func.row_number()
            .over(partition_by=col(Observation.experiment_id), order_by=col(Observation.id).desc())
            .label("place"),
        )
        .where(col(Observation.experiment_id).in_(list(ids)))
        .subquery()
    )
    return list(
        session.exec(
            select(Observation)
            .join(recent, recent.c.id == Observation.id)
            .where(recent.c.place <= SHOWN_OBSERVATIONS)
            .order_by(col(Observation.noted_on).desc(), col(Observation.id).desc())
        ).all()
    )


def _of_pod(
    session: Session, who: Who, pod_id: int, experiment_id: int | None, *, hold: bool = False
) -> tuple[Experiment | None, Pod]:
    """An experiment of theirs in a pod: it is theirs even if they are not in it any more. To begin something, or to
    take up what was offered, one leads there."""
    if experiment_id is None:
        return None, access.leader_seat(session, who, pod_id).pod
    row, pod = access.own_experiment(session, who, experiment_id, offered=True, hold=hold)
    if row.id != experiment_id and row.pod_id != pod_id:  # the form is from before it came along
        raise Refused(problem("experiment_came_along", pod=pod.name))
    if row.pod_id != pod_id:
        raise access.not_found("experiment")
    if row.state == rules.ExperimentState.OFFERED:
        access.leader_seat(session, who, pod_id)
    return row, pod

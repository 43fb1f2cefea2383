"""One question for one leader after a check-in, fitted to where they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.grow import LeaderRecord, Question, Stage, next_question, stage_for
from podsprint.domain.ledger import Reading
from podsprint.domain.people import Who
from podsprint.domain.practices import Practice
from podsprint.domain.read_models import CoachQuestion
from podsprint.store.tables import Asked, Charter, CheckIn, Experiment, Meeting, Observation, Pod, Reflection
from podsprint.usecases import access, ledger, outbox, practices

ASK = "coach.ask"
FRESH = timedelta(hours=12)  # asked later than this, a question follows on from nothing
_REMEMBERED = 500  # questions of a leader's history: more than the bank holds


def ask(session: Session, check_in_id: int, now: datetime, bank: Sequence[Question]) -> None:
    """Choose the question that fits what this leader has written, and send it; once a check-in."""
    entry = session.get(CheckIn, check_in_id)
    if entry is None or session.exec(select(Asked).where(Asked.check_in_id == check_in_id)).first():
        return
    if not practices.in_use(session, entry.pod_id, Practice.COACHING_QUESTION):
        return
    pod = session.get_one(Pod, entry.pod_id)
    if not ledger.has_room(session, Who(pod.team_id, entry.user_id), Reading.COACH_QUESTION, now):
        return  # their week is full (N7)
    asked = session.exec(
        select(Asked.question_id)
        .where(Asked.team_id == pod.team_id, Asked.user_id == entry.user_id)
        .order_by(col(Asked.asked_at).desc(), col(Asked.id).desc())
        .limit(_REMEMBERED)
    ).all()
    leader = f"{pod.team_id}:{entry.user_id}"
    question = next_question(record(session, entry), bank, list(reversed(asked)), leader)
    session.add(
        Asked(
            team_id=pod.team_id,
            user_id=entry.user_id,
            check_in_id=check_in_id,
            question_id=question.id,
            asked_at=now,
        )
    )
    session.flush()
    outbox.coach_question(session, pod, entry, now, until=now + FRESH)


def record(session: Session, entry: CheckIn) -> LeaderRecord:
    """What this leader has written so far about what the entry is about."""
    experiment = session.get(Experiment, entry.experiment_id) if entry.experiment_id else None
    noted = reported = 0
    if experiment is not None:
        noted = session.exec(
            select(func.count()).select_from(Observation).where(Observation.experiment_id == experiment.id)
        ).one()
        reported = session.exec(
            select(func.count())
            .select_from(CheckIn)
            .where(CheckIn.experiment_id == experiment.id, col(CheckIn.noticed).is_not(None))
        ).one()
    kind = session.get_one(Meeting, entry.meeting_id).kind
    has_goal = bool(experiment and (experiment.framing_question or experiment.serves_goal)) and (
        session.get(Charter, entry.pod_id) is not None or bool(experiment and experiment.framing_question)
    )
    return LeaderRecord(
        has_goal=has_goal,
        has_hypothesis=experiment is not None and experiment.closed_at is None,
        tried=noted + reported > 0 or kind != SessionKind.KICKOFF,
        observations=noted + reported,
        obstacle=bool(entry.coaching_on),
        confidence=entry.confidence,
        next_act=bool(entry.next_step),
        next_by=entry.next_by is not None,
        looked_back=kind == SessionKind.RETRO,
    )


def question(session: Session, check_in_id: int) -> tuple[Pod, CheckIn, CoachQuestion] | None:
    """The question asked after a check-in, with the leader's own words to start from. For its leader only."""
    entry = session.get(CheckIn, check_in_id)
    asked = session.exec(select(Asked).where(Asked.check_in_id == check_in_id)).first()
    if entry is None or asked is None:
        return None
    pod = session.get_one(Pod, entry.pod_id)
    kept = select(Reflection.id).where(
        Reflection.pod_id == entry.pod_id,
        Reflection.user_id == entry.user_id,
        Reflection.prompt == asked.question_id,
        Reflection.created_at >= asked.asked_at,
    )
    return (
        pod,
        entry,
        CoachQuestion(
            check_in_id=check_in_id,
            question_id=asked.question_id,
            pod=pod.name,
            quote=_quote(session, entry),
            kept=session.exec(kept).first() is not None,
        ),
    )


def own_question(session: Session, who: Who, check_in_id: int) -> CoachQuestion:
    """The question this leader was asked after an entry of theirs.

    Raises:
        Refused: it is not theirs, or none was asked.
    """
    found = question(session, access.required(access.own_entry(session, who, check_in_id).id))
    if found is None:
        raise access.not_found("check_in")
    return found[2]


def _quote(session: Session, entry: CheckIn) -> str:
    """The leader's own words that a question of this stage can follow on from."""
    kept = session.exec(select(Reflection).where(Reflection.check_in_id == entry.id)).first()
    experiment = session.get(Experiment, entry.experiment_id) if entry.experiment_id else None
    looked_back = kept.line if kept else None
    hypothesis = experiment.hypothesis if experiment else None
    seen = (entry.noticed, entry.tried)
    match stage_for(record(session, entry)):
        case Stage.OPTIONS:
            words = (entry.coaching_on, entry.next_step, *seen)
        case Stage.WILL:
            words = (looked_back, entry.next_step, *seen)
        case _:
            words = (looked_back, *seen, entry.next_step)
    return next((found for found in (*words, hypothesis) if found), "")


def brief_seed(meeting: Meeting) -> str:
    """What the two questions in a facilitator's brief are chosen by: the same ones if the brief is made again."""
    return f"meeting:{access.required(meeting.id)}"

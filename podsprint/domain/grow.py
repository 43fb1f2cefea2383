"""Which coaching question comes next: Goal, Reality, Options, Will."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from podsprint.domain.cadences import SessionKind

# Below this, on a scale from 1 to 10, we look for other ways before asking for a commitment.
SURE_ENOUGH = 7
# When a question fits, among what it is about.
TRYING = "trying"  # once something has been tried
NAMING = "naming"  # while no next step is named: it asks for one
NAMED = "named"  # once there is one
TROUBLE = "trouble"  # when an obstacle is named
LOOKING_BACK = "looking_back"  # after a look back, where nothing else is asked
FOLLOWING = "following"  # on from an answer, in a conversation


class Stage(StrEnum):
    """The four stages of a coaching conversation, in order."""

    GOAL = "goal"
    REALITY = "reality"
    OPTIONS = "options"
    WILL = "will"


class Breadth(StrEnum):
    """How wide a question is; a stage narrows like a funnel."""

    BROAD = "broad"
    FOCUSED = "focused"
    NARROW = "narrow"


_FUNNEL = {breadth: place for place, breadth in enumerate(Breadth)}


@dataclass(frozen=True)
class Question:
    """One entry of the question bank."""

    id: str
    stage: Stage
    text: str
    breadth: Breadth
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeaderRecord:
    """What is known about a leader's current experiment, and nothing more."""

    has_goal: bool
    has_hypothesis: bool
    tried: bool  # something has happened since it was written down
    observations: int
    obstacle: bool
    confidence: int | None
    next_act: bool
    next_by: bool
    looked_back: bool = False  # they have just said what they make of it


def stage_for(record: LeaderRecord) -> Stage:
    """The stage that fits where the leader is now."""
    if record.looked_back:
        return Stage.REALITY
    if not (record.has_goal and record.has_hypothesis):
        return Stage.GOAL
    if record.observations <= 0:
        return Stage.REALITY
    unsure = record.confidence is not None and record.confidence < SURE_ENOUGH
    if record.obstacle or unsure:
        return Stage.OPTIONS
    if not (record.next_act and record.next_by):
        return Stage.WILL
    return Stage.REALITY


def next_question(record: LeaderRecord, bank: Iterable[Question], asked: Sequence[str], leader: str) -> Question:
    """A question this leader has not had yet, broad before narrow; when none is left, the one longest ago.

    ``asked`` holds the ids of the questions this leader had before, oldest first.
    """
    known = list(bank)
    if record.looked_back and (back := [question for question in known if LOOKING_BACK in question.about]):
        return _next_of(back, asked, leader)
    fitting = [question for question in known if not _too_soon(record) & set(question.about)]
    return question_at(stage_for(record), fitting, asked, leader)


def question_at(stage: Stage, bank: Iterable[Question], asked: Sequence[str], leader: str) -> Question:
    """The same choice for a stage that is already known, as in a running GROW conversation."""
    pool = [question for question in bank if question.stage is stage]
    if not pool:
        raise ValueError(f"the question bank has no question for the stage {stage}")
    return _next_of(pool, asked, leader)


def _too_soon(record: LeaderRecord) -> set[str]:
    """What a question must not be about, for this leader now."""
    unfit = {FOLLOWING, NAMING if record.next_act else NAMED}
    if not record.tried:
        unfit.add(TRYING)
    if not record.obstacle:
        unfit.add(TROUBLE)
    return unfit


def _next_of(pool: Sequence[Question], asked: Sequence[str], leader: str) -> Question:
    last_asked = {question_id: place for place, question_id in enumerate(asked)}
    fresh = [question for question in pool if question.id not in last_asked]
    if fresh:
        return min(fresh, key=lambda q: (_FUNNEL[q.breadth], _place(leader, q.id), q.id))
    return min(pool, key=lambda q: (last_asked[q.id], q.id))


def two_open_questions(bank: Iterable[Question], session: str, kind: SessionKind) -> tuple[Question, Question]:
    """Two questions that might serve a pod in this session, for the brief of whoever runs it.

    They fit what a session of its kind is for, and are broad, since they have to suit several leaders. A kick-off asks
    about no experiment: that is what it is about to find.
    """
    broad = [q for q in bank if q.breadth is Breadth.BROAD and FOLLOWING not in q.about]
    if kind is SessionKind.KICKOFF:
        broad = [question for question in broad if not _AFTER_A_TRY & set(question.about)]
    first, second = _SERVES[kind]
    return _pick(broad, first, session), _pick(broad, second, session)


_AFTER_A_TRY = {"experiment", TRYING}
_SERVES = {
    SessionKind.KICKOFF: (Stage.GOAL, Stage.OPTIONS),
    SessionKind.STANDUP: (Stage.REALITY, Stage.OPTIONS),
    SessionKind.RETRO: (Stage.REALITY, Stage.WILL),
}


def _pick(questions: Sequence[Question], stage: Stage, seed: str) -> Question:
    pool = [question for question in questions if question.stage is stage]
    if not pool:
        raise ValueError(f"the question bank has no broad question for the stage {stage}")
    return min(pool, key=lambda q: (_place(seed, q.id), q.id))


def _place(seed: str, question_id: str) -> bytes:
    """Where a question stands in someone's own order: stable over restarts, unlike the built-in ``hash``."""
    # The separator keeps ("ab", "c") and ("a", "bc") apart.
    return hashlib.sha256(f"{seed}\0{question_id}".encode()).digest()

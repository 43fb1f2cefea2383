"""The next coaching question: the right stage, nothing twice, broad before narrow."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.cadences import SessionKind
from podsprint.domain.grow import (
    Breadth,
    LeaderRecord,
    Question,
    Stage,
    next_question,
    question_at,
    stage_for,
    two_open_questions,
)

READY = LeaderRecord(
    has_goal=True,
    has_hypothesis=True,
    tried=True,
    observations=2,
    obstacle=False,
    confidence=8,
    next_act=True,
    next_by=True,
)
BANK = tuple(
    Question(f"{stage}-{breadth}-{n}", stage, f"What is {stage} {breadth} {n}?", breadth)
    for stage in Stage
    for breadth in reversed(Breadth)
    for n in range(3)
)
ORDER = list(Breadth)

records = st.builds(
    LeaderRecord,
    has_goal=st.booleans(),
    has_hypothesis=st.booleans(),
    tried=st.booleans(),
    observations=st.integers(0, 5),
    obstacle=st.booleans(),
    confidence=st.none() | st.integers(1, 10),
    next_act=st.booleans(),
    next_by=st.booleans(),
)
leaders = st.text(max_size=12)


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"has_goal": False}, Stage.GOAL),
        ({"has_hypothesis": False}, Stage.GOAL),
        ({"has_goal": False, "obstacle": True, "observations": 0}, Stage.GOAL),
        ({"observations": 0}, Stage.REALITY),
        ({"observations": 0, "obstacle": True}, Stage.REALITY),
        ({"obstacle": True}, Stage.OPTIONS),
        ({"confidence": 6}, Stage.OPTIONS),
        ({"confidence": 6, "next_act": False}, Stage.OPTIONS),
        ({"confidence": 7, "next_act": False}, Stage.WILL),
        ({"confidence": None, "next_by": False}, Stage.WILL),
        ({}, Stage.REALITY),
    ],
)
def test_L2_stage_fits_where_the_leader_is(changes: dict[str, bool | int | None], stage: Stage) -> None:
    assert stage_for(dataclasses.replace(READY, **changes)) is stage  # type: ignore[arg-type]


@given(records, leaders)
def test_L2_question_comes_from_the_stage(record: LeaderRecord, leader: str) -> None:
    assert next_question(record, BANK, [], leader).stage is stage_for(record)


@given(records, leaders)
def test_L2_no_question_twice_while_others_are_left(record: LeaderRecord, leader: str) -> None:
    stage = [question for question in BANK if question.stage is stage_for(record)]
    asked: list[str] = []
    for _ in stage:
        asked.append(next_question(record, BANK, asked, leader).id)
    assert sorted(asked) == sorted(question.id for question in stage)


@given(records, leaders)
def test_L2_broad_before_narrow(record: LeaderRecord, leader: str) -> None:
    asked: list[str] = []
    places = []
    for _ in range(9):
        question = next_question(record, BANK, asked, leader)
        asked.append(question.id)
        places.append(ORDER.index(question.breadth))
    assert places == sorted(places)


@given(records, leaders, st.permutations([question.id for question in BANK]))
def test_L2_least_recently_asked_when_all_are_used(record: LeaderRecord, leader: str, asked: list[str]) -> None:
    of_stage = {question.id for question in BANK if question.stage is stage_for(record)}
    oldest = next(question_id for question_id in asked if question_id in of_stage)
    assert next_question(record, BANK, asked, leader).id == oldest
    following = next_question(record, BANK, [*asked, oldest], leader)
    assert following.id == [question_id for question_id in asked if question_id in of_stage][1]


@given(records, leaders, st.lists(st.sampled_from([question.id for question in BANK] + ["retired-question"])))
def test_L2_choice_is_deterministic_and_blind_to_bank_order(
    record: LeaderRecord, leader: str, asked: list[str]
) -> None:
    assert next_question(record, BANK, asked, leader) == next_question(record, BANK[::-1], asked, leader)


def test_L2_leaders_start_at_different_places() -> None:
    first = {next_question(READY, BANK, [], f"U{n:03}").id for n in range(40)}
    assert len(first) == 3, "all three broad questions should open for somebody"


def test_L2_choice_survives_a_restart() -> None:
    """A literal, because the order must not depend on the process."""
    assert next_question(READY, BANK, [], "U001").id == "reality-broad-2"


def test_L2_a_running_conversation_names_its_stage() -> None:
    assert question_at(Stage.WILL, BANK, [], "U001").stage is Stage.WILL


def test_L2_an_empty_stage_is_said_plainly() -> None:
    with pytest.raises(ValueError, match="no question for the stage goal"):
        question_at(Stage.GOAL, [question for question in BANK if question.stage is Stage.WILL], [], "U001")


@given(st.text(max_size=12), st.sampled_from(SessionKind))
def test_L1_brief_holds_two_broad_questions_that_fit_the_kind_of_session(session: str, kind: SessionKind) -> None:
    pair = two_open_questions(BANK, session, kind)
    stages = {
        SessionKind.KICKOFF: [Stage.GOAL, Stage.OPTIONS],
        SessionKind.STANDUP: [Stage.REALITY, Stage.OPTIONS],
        SessionKind.RETRO: [Stage.REALITY, Stage.WILL],
    }
    assert [question.stage for question in pair] == stages[kind]
    assert {question.breadth for question in pair} == {Breadth.BROAD}
    assert pair == two_open_questions(BANK[::-1], session, kind)


@given(st.text(max_size=12))
def test_L1_a_brief_of_a_kickoff_asks_about_no_experiment(session: str) -> None:
    bank = [*BANK, Question("options-about", Stage.OPTIONS, "What of it?", Breadth.BROAD, ("experiment",))]
    for question in two_open_questions(bank, session, SessionKind.KICKOFF):
        assert "experiment" not in question.about


def test_L1_briefs_differ_between_sessions() -> None:
    assert len({two_open_questions(BANK, f"session-{n}", SessionKind.STANDUP) for n in range(40)}) == 9


def test_L1_a_bank_without_broad_questions_is_said_plainly() -> None:
    narrow = [question for question in BANK if question.breadth is Breadth.NARROW]
    with pytest.raises(ValueError, match="no broad question for the stage reality"):
        two_open_questions(narrow, "session-1", SessionKind.RETRO)


@given(records, leaders)
def test_L2_what_only_fits_after_a_try_is_not_asked_before_one(record: LeaderRecord, leader: str) -> None:
    bank = [*BANK, *(dataclasses.replace(one, id=f"{one.id}-t", about=("people", "trying")) for one in BANK)]
    asked: list[str] = []
    for _ in range(6):
        found = next_question(dataclasses.replace(record, tried=False), bank, asked, leader)
        assert "trying" not in found.about
        asked.append(found.id)


def fits(about: str, **changes: bool | int | None) -> bool:
    """Whether a question about this may be asked of a leader as they are."""
    record = dataclasses.replace(READY, **changes)  # type: ignore[arg-type]
    only = Question("only", stage_for(record), "What of it?", Breadth.BROAD, (about,))
    other = Question("other", stage_for(record), "What else is there?", Breadth.NARROW)
    return next_question(record, [only, other], [], "U001") is only


def test_L2_a_step_that_is_named_is_not_asked_for_again() -> None:
    assert not fits("naming", next_by=False) and fits("named", next_by=False)
    assert fits("naming", next_act=False) and not fits("named", next_act=False)


def test_L2_what_is_about_trouble_needs_some_and_a_follow_up_needs_an_answer() -> None:
    assert fits("trouble", obstacle=True) and not fits("trouble", confidence=4)
    assert not fits("following") and not fits("following", obstacle=True)


def test_L2_after_a_look_back_only_such_questions_are_asked() -> None:
    back = dataclasses.replace(READY, looked_back=True, has_hypothesis=False, next_act=False)
    looking = Question("keep", Stage.GOAL, "What would you keep?", Breadth.NARROW, ("looking_back",))
    assert next_question(back, [*BANK, looking], [], "U001") is looking
    assert next_question(back, [*BANK, looking], ["keep"], "U001") is looking
    assert next_question(back, BANK, [], "U001").stage is Stage.REALITY

"""One question after each check-in: fitted to the record, fresh while there are fresh ones, private, and asked once."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from podsprint.domain.grow import Breadth, Question, Stage
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import CoachQuestion
from podsprint.errors import Refused
from podsprint.store.tables import Asked, CheckIn
from podsprint.usecases import coaching
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, FAY, TEAM, House

SMALL = tuple(
    Question(f"{stage}-{number}", stage, f"What {number}?", Breadth.BROAD) for stage in Stage for number in range(2)
)


@pytest.fixture
def running(house: House) -> House:
    """A sprint with Ann's experiment in it, in front of the first stand-up."""
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"), framing_question="What will it take?")
    house.opened("standup")
    house.said.clear()
    return house


def stage(house: House) -> Stage:
    """The stage of the question asked last."""
    question = house.rows(Asked)[-1].question_id
    return next(found.stage for found in house.words.bank if found.id == question)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"noticed": "", "tried": "t"}, Stage.REALITY),  # nothing observed yet
        ({"noticed": "n", "coaching_topic": "c"}, Stage.OPTIONS),
        ({"noticed": "n", "confidence": 3, "next_step": "s", "next_by": date(2026, 3, 9)}, Stage.OPTIONS),
        ({"noticed": "n"}, Stage.WILL),
        ({"noticed": "n", "next_step": "s"}, Stage.WILL),
        ({"noticed": "n", "next_step": "s", "next_by": date(2026, 3, 9), "confidence": 9}, Stage.REALITY),
    ],
)
def test_L2_the_question_fits_where_the_leader_is(running: House, fields: dict[str, Any], expected: Stage) -> None:
    running.stand_up(ANN, running.meeting("standup").id or 0, **fields)
    running.tick()
    assert stage(running) is expected


def test_L2_without_an_experiment_it_starts_with_the_goal(running: House) -> None:
    running.stand_up(BO, running.meeting("standup").id or 0)
    running.tick()
    assert stage(running) is Stage.GOAL


def test_it_quotes_the_leaders_own_words_and_goes_to_them(running: House) -> None:
    said = 'Ask "who" & <why>\n> twice'
    entry = running.stand_up(ANN, running.meeting("standup").id or 0, coaching_topic=said, ring=Ring.ME)
    running.tick()
    ((_, out),) = [(kind, out) for kind, out in running.said if kind is Deliver.COACH_QUESTION]
    assert out is not None and not hasattr(out, "who")
    (question,) = running.heard(Deliver.COACH_QUESTION)
    assert question == CoachQuestion(
        check_in_id=entry.id or 0,
        question_id=running.rows(Asked)[-1].question_id,
        pod="Platform leads",
        quote=said,
    )
    assert getattr(out, "conversation", "") == ANN.user


def test_no_question_comes_twice_while_another_is_left(running: House) -> None:
    entry = running.stand_up(ANN, running.meeting("standup").id or 0)  # its stage is will
    given: list[str] = []
    for number in range(5):
        running.do(_forget_and_ask, entry.id or 0)
        given.append(running.rows(Asked)[-1].question_id)
        running.clock.advance(minutes=number + 1)
    assert set(given[:2]) == {"will-0", "will-1"}
    assert given[2:] == [given[0], given[1], given[0]]  # then the one longest ago


def _forget_and_ask(session: Session, check_in: int, now: datetime) -> None:
    """Ask for one entry after another: the earlier question moves to an entry of its own."""
    row = session.get_one(CheckIn, check_in)
    for asked in session.exec(select(Asked).where(Asked.check_in_id == check_in)):
        copy = CheckIn(**row.model_dump(exclude={"id", "user_id"}), user_id=f"copy{asked.id}")
        session.add(copy)
        session.flush()
        asked.check_in_id = copy.id or 0
        session.add(asked)
    session.flush()
    coaching.ask(session, check_in, now, SMALL)


def test_it_is_asked_once_a_check_in(running: House) -> None:
    entry = running.stand_up(ANN, running.meeting("standup").id or 0)
    running.tick()
    before = running.photograph()
    running.do(lambda s, check_in, now: coaching.ask(s, check_in, now, running.words.bank), entry.id or 0)
    running.do(lambda s, check_in, now: coaching.ask(s, check_in, now, running.words.bank), 99)
    assert running.photograph() == before


@pytest.mark.parametrize("who", [BO, FAY, Who("T0OTHER", ANN.user), Who(TEAM, "")])
def test_S2_nobody_else_gets_at_it(running: House, who: Who) -> None:
    entry = running.stand_up(ANN, running.meeting("standup").id or 0)
    running.tick()
    with pytest.raises(Refused, match="not_found"):
        running.look(coaching.own_question, who, entry.id or 0)
    assert running.look(coaching.own_question, ANN, entry.id or 0).pod == "Platform leads"


def test_the_questions_of_a_brief_are_the_same_when_it_is_made_again(running: House) -> None:
    meeting = running.meeting("retro")
    assert coaching.brief_seed(meeting) == f"meeting:{meeting.id}"

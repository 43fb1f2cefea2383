"""What has been kept long enough goes out of Slack as well, whatever happens on the way (S5)."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from podsprint.bootstrap import Bot
from podsprint.domain.people import Facts, Standing
from podsprint.domain.privacy import Ring
from podsprint.playground.server import Playground
from podsprint.slack.text import Words
from podsprint.store.engine import transaction
from podsprint.store.tables import Booster, CheckIn, Experiment, Post, PostState, SharedFile, Sprint
from podsprint.usecases import reports, workspaces
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, BO, TEAM, House
from tests.worker.test_forgetting_in_slack import everything

MARK = "zz-hers-zz"
DAY = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def bot(bot_on: Bots) -> Bot:
    return bot_on()


@pytest.fixture
def house(bot: Bot, clock: Clock, words: Words) -> House:
    """A session of March, told in Slack, of a sprint that was over in March; and a plan to let it go in December."""
    house = House(bot.deps.engine, clock, words)
    house.sprint(house.pod(facilitator="U4"))
    meeting = house.meeting("kickoff")
    clock.set(meeting.opens_at)
    drain(bot, clock)
    house.kick_off(ANN, meeting.id or 0, hypothesis=f"If {MARK}, then more", ring=Ring.POD)
    drain(bot, clock)
    clock.set(meeting.closes_at)
    drain(bot, clock)
    with transaction(bot.deps.engine) as session:
        sprint = session.exec(select(Sprint)).one()
        sprint.closed_at = clock.now()
        session.add(sprint)
    clock.set(datetime(2026, 11, 16, 9, tzinfo=UTC))
    house.do(workspaces.change, change_to(6))
    drain(bot, clock)
    return house


def change_to(months: int, *, version: str = "") -> workspaces.ChangeWorkspace:
    """An admin's word on how long things are kept."""
    facts = (Facts(user="U1", standing=Standing.ADMIN),)
    return workspaces.ChangeWorkspace(who=ANN, facts=facts, contacts="", keep_months=months, version=version)


def test_S5_people_are_told_with_a_way_to_keep_it_and_when_it_is_off(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    said = [message["text"] for message in playground.messages(bot.deps.gateway.direct(TEAM, ANN.user))]
    (notice,) = [text for text in said if "keeps what people write" in text]
    assert "Tuesday 1 December 2026" in notice and "sprint 1 of Platform leads" in notice and MARK not in notice
    house.do(workspaces.change, change_to(0, version=house.look(workspaces.settings, TEAM).version))
    drain(bot, clock)
    said = [message["text"] for message in playground.messages(bot.deps.gateway.direct(TEAM, ANN.user))]
    assert [text for text in said if "keeps what people write" in text] == []
    assert any("Nothing of yours goes on *Tuesday 1 December 2026* after all" in text for text in said)


@pytest.mark.parametrize("fault", ["", "429", "500", "drop_before", "drop_after", "timeout_after"])
def test_S5_messages_and_rows_go(bot: Bot, house: House, clock: Clock, playground: Playground, fault: str) -> None:
    assert MARK in repr(everything(bot, playground))
    if fault:
        playground.fail("chat.delete", fault)
    clock.set(DAY)
    drain(bot, clock)
    assert MARK not in repr(everything(bot, playground))
    assert [len(house.rows(table)) for table in (CheckIn, Experiment, Booster)] == [0, 0, 0]
    assert keys(house, PostState.GOING) == []
    assert "set up this pod" in repr(playground.messages("C1"))  # what says that it took place stays


def test_S5_stopped_in_the_middle_another_process_goes_on(
    bot: Bot, bot_on: Bots, house: House, clock: Clock, playground: Playground
) -> None:
    house.do(reports.ask, reports.AskForReport(who=BO, pod_id=1))
    drain(bot, clock)
    assert len(house.rows(SharedFile)) == len(playground.uploads()) > 0
    playground.fail("chat.delete", "drop_after", times=2)  # one for each that deletes: what was posted, and reports
    clock.set(DAY)
    bot.worker.tick()
    assert keys(house, PostState.GOING)
    bot_on.close()
    other = bot_on()
    drain(other, clock)
    assert MARK not in repr(everything(other, playground)) and keys(house, PostState.GOING) == []
    assert house.rows(SharedFile) == [] and playground.uploads() == {}  # and so do reports of then


def keys(house: House, state: PostState) -> list[str]:
    """Which messages stand like this."""
    return sorted(row.key for row in house.rows(Post) if row.state == state)


def test_S5_what_slack_will_not_delete_is_left_and_keeps_nothing_else(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    playground.fail("chat.delete", "cant_delete_message", times=1)
    clock.set(DAY)
    drain(bot, clock)
    assert keys(house, PostState.STUCK) == ["check_in:1"] and keys(house, PostState.GOING) == []
    assert len([message for message in everything(bot, playground) if MARK in repr(message)]) == 1

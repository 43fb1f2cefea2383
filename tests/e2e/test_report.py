"""A pod's report as its people get it: a window to read, a click, three files in one's direct messages."""

import pytest

from podsprint.bootstrap import Bot
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.slack.text import Words
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, BO, FAY, House


@pytest.fixture
def bot(bot_on: Bots) -> Bot:
    return bot_on(connect=True)


@pytest.fixture
def house(bot: Bot, clock: Clock, words: Words) -> House:
    """A retro in which Ann and Bo have told what came of it, Bo to herself alone."""
    house = House(bot.deps.engine, clock, words)
    house.sprint(house.pod())
    kickoff = house.opened("kickoff")
    for who in (ANN, BO):
        house.kick_off(who, kickoff)
    retro = house.opened("retro")
    house.look_back(ANN, retro, outcome="adopted", what_changed="Nine became three", behaviour="I waited")
    house.look_back(BO, retro, outcome="dropped", what_changed="Only for me", ring="me")
    house.closed("retro")
    drain(bot, clock)
    return house


def test_W2_a_leader_reads_the_report_and_gets_its_files(
    house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    ann = Actor(playground.url, ANN.user)
    assert ann.command("C1", "/pod report") == []
    text = ann.modal().text
    assert text.index("Nine became three") < text.index("It helped: I waited") < text.index("4 sessions")
    assert "Only for me" not in text and "1 kept by their leaders" in text
    ann.click("Send me the files")
    assert "in your direct messages" in ann.modal().text
    ann.close(everything=True)
    drain(bot, clock)
    files = [file["name"] for message in ann.dm() for file in message.get("files", [])]
    assert files == ["podsprint-report.md", "podsprint-report.csv", "podsprint-report.json"]
    assert all(b"Only for me" not in content for content in playground.uploads().values())


def test_a_facilitator_opens_the_report_and_anyone_their_own_data_from_home(
    house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    fay = Actor(playground.url, FAY.user)
    fay.open_home()
    drain(bot, clock)
    fay.click("Report")
    assert "Nine became three" in fay.modal().text
    fay.close(everything=True)
    fay.click("Everything of mine, as files")
    assert "putting it together" in fay.modal().text
    fay.close(everything=True)
    drain(bot, clock)
    files = [file["name"] for message in fay.dm() for file in message.get("files", [])]
    assert files == ["podsprint-mine.md", "podsprint-mine.json"]

"""An export arrives as two files in one's direct messages, once at most, whatever goes wrong on the way (S5)."""

import json

import pytest
from sqlmodel import select

from podsprint.bootstrap import Bot
from podsprint.domain.people import Who
from podsprint.playground.server import Playground
from podsprint.store.engine import reading
from podsprint.store.tables import SharedFile
from podsprint.usecases import exports
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.usecases.house import TEAM

ANN = Who(TEAM, "U1")
SHARE, ANNOUNCE = "files.completeUploadExternal", "files.getUploadURLExternal"


@pytest.fixture
def bot(bot_on: Bots) -> Bot:
    return bot_on()


def ask(bot: Bot, clock: Clock) -> None:
    bot.deps.do(exports.ask, exports.AskForExport(who=ANN))
    drain(bot, clock)


def told(bot: Bot, playground: Playground) -> list[tuple[str, list[str]]]:
    """Ann's direct messages from the bot: the words, and the names of the files."""
    return [
        (message["text"], [file["name"] for file in message.get("files", [])])
        for message in playground.messages(bot.deps.gateway.direct(TEAM, ANN.user))
    ]


def kept(bot: Bot) -> list[str]:
    with reading(bot.deps.engine) as session:
        return [row.file_id for row in session.exec(select(SharedFile)).all()]


def test_S5_two_files_come_in_one_direct_message(bot: Bot, clock: Clock, playground: Playground) -> None:
    ask(bot, clock)
    ((text, names),) = told(bot, playground)
    assert names == ["podsprint-mine.md", "podsprint-mine.json"]
    assert "Only you can see this message" in text and "workspace owner may be able to export" in text
    assert len(kept(bot)) == 2


def test_S5_what_arrives_is_the_whole_document(bot: Bot, clock: Clock, playground: Playground) -> None:
    ask(bot, clock)
    readable, document = playground.uploads().values()
    assert json.loads(document)["user"] == ANN.user
    assert readable.decode().startswith("# Everything of mine")


@pytest.mark.parametrize("fault", ["429", "missing_scope", "500", "drop_before", "drop_after", "timeout_after"])
def test_S5_the_files_are_shown_once_at_most(bot: Bot, clock: Clock, playground: Playground, fault: str) -> None:
    playground.fail(SHARE, fault)
    ask(bot, clock)
    shown = [names for _, names in told(bot, playground) if names]
    assert len(shown) <= 1
    said = [text for text, names in told(bot, playground) if not names]
    if fault == "429":
        assert (len(shown), said) == (1, [])
    else:  # whoever asked hears what happened, and what to do
        assert len(said) == 1 and "did not get through" in said[0]
        assert ("permission" if fault == "missing_scope" else "Slack did not say whether it arrived") in said[0]


def test_everybody_who_asks_at_once_gets_theirs(bot: Bot, clock: Clock, playground: Playground) -> None:
    for number in range(1, 6):
        bot.deps.do(exports.ask, exports.AskForExport(who=Who(TEAM, f"U{number}")))
    drain(bot, clock)
    assert len(kept(bot)) == len(playground.uploads()) == 10  # and none was announced for nothing


def test_trouble_before_anything_is_shown_is_tried_again(bot: Bot, clock: Clock, playground: Playground) -> None:
    playground.fail(ANNOUNCE, "500", times=2)
    ask(bot, clock)
    assert [len(names) for _, names in told(bot, playground)] == [2]


def test_a_refusal_is_told_with_what_to_do(bot: Bot, clock: Clock, playground: Playground) -> None:
    playground.fail(ANNOUNCE, "missing_scope")
    ask(bot, clock)
    ((text, _),) = told(bot, playground)
    assert "An admin needs to install me again" in text
    ask(bot, clock)
    assert [len(names) for _, names in told(bot, playground)] == [0, 2]

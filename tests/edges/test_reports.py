"""`/pod report` at the edge: the window, the files in one's direct messages, and who is told that there is none."""

import csv
import io
import json

import pytest

from podsprint.bootstrap import Bot
from podsprint.playground.server import Playground
from podsprint.slack.ids import Act
from podsprint.store.tables import SharedFile, Work
from podsprint.usecases import roles
from podsprint.usecases.outbox import Errand
from tests.edges.http import Slack
from tests.edges.test_commands import said
from tests.support.bots import drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, BO, FAY, SAM, TEAM, House

FILES = ["podsprint-report.md", "podsprint-report.csv", "podsprint-report.json"]


@pytest.fixture
def told(house: House, bot: Bot, clock: Clock) -> House:
    """A retro in which Ann has told what changed."""
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"))
    house.look_back(ANN, house.opened("retro"), outcome="adopted", what_changed="Nine became three")
    house.closed("retro")
    drain(bot, clock)
    return house


def shown(bot: Bot, playground: Playground, user: str) -> list[tuple[str, list[str]]]:
    """The words and files of one's direct messages, the latest last."""
    return [
        (message["text"], [file["name"] for file in message.get("files", [])])
        for message in playground.messages(bot.deps.gateway.direct(TEAM, user))
    ]


def test_the_window_that_would_open_shows_what_changed(slack: Slack, told: House, playground: Playground) -> None:
    said(slack, ANN.user, "report")  # its trigger is made up: Slack was asked all the same
    (call,) = playground.calls("views.open")
    assert "Nine became three" in str(call.args["view"])


def test_the_files_come_in_ones_direct_messages_in_one_message(
    slack: Slack, told: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    slack.press(BO.user, Act.SEND_REPORT, "1")
    drain(bot, clock)
    comment, names = shown(bot, playground, BO.user)[-1]
    assert names == FILES
    assert "Only you can see this message" in comment and "pass it on only with their say" in comment
    readable, table, document = (content.decode() for content in playground.uploads().values())
    assert "Nine became three" in readable and "**ann** - adopted" in readable
    head, row = csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""))
    assert dict(zip(head, row, strict=True))["what_changed"] == "Nine became three"
    (sprint,) = json.loads(document)["sprints"]
    assert [line["leader"] for line in sprint["experiments"]] == [ANN.user]
    assert len(told.rows(SharedFile)) == 3


def test_S8_a_button_of_another_pod_sends_nothing(slack: Slack, told: House, playground: Playground) -> None:
    slack.press(ANN.user, Act.REPORT, "1")
    for user, value in ((SAM.user, "1"), (ANN.user, "2"), (ANN.user, "x")):
        assert slack.press(user, Act.SEND_REPORT, value).status_code == 200
        assert slack.press(user, Act.REPORT, value).status_code == 200
    assert [row for row in told.rows(Work) if row.kind == Errand.REPORT] == []
    opened = ["Nine became three" in str(call.args) for call in playground.calls("views.open")]
    assert opened[0] and len(opened) > 1 and not any(opened[1:])


def test_people_go_by_their_ids_where_slack_tells_no_names(
    slack: Slack, told: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    playground.fail("users.info", "missing_scope", times=99)
    slack.press(BO.user, Act.SEND_REPORT, "1")
    drain(bot, clock)
    readable, table, document = (content.decode() for content in playground.uploads().values())
    assert f"**{ANN.user}** - adopted" in readable and f'"{ANN.user}"' in table
    (sprint,) = json.loads(document)["sprints"]
    assert [(line["leader"], line["name"]) for line in sprint["experiments"]] == [(ANN.user, "")]


def test_S8_whoever_leaves_before_the_files_are_made_gets_none(
    slack: Slack, told: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    slack.press(BO.user, Act.SEND_REPORT, "1")
    slack.press(BO.user, Act.LEAVE_POD, "1")
    drain(bot, clock)
    assert playground.uploads() == {}
    assert any("no place in that pod" in text for text, _ in shown(bot, playground, BO.user))


def test_L17_a_manager_gets_two_files_of_numbers(
    slack: Slack, told: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    command = roles.SetRoles(who=FAY, pod_id=1, facilitator=FAY.user, deputy="", role="manager")
    told.do(roles.set_roles, command)
    slack.press(FAY.user, Act.SEND_REPORT, "1")
    drain(bot, clock)
    (comment, names) = next(one for one in shown(bot, playground, FAY.user) if one[1])
    assert names == [name for name in FILES if not name.endswith("csv")]
    assert "dates and numbers" in comment
    assert all(b"Nine became three" not in content for content in playground.uploads().values())


@pytest.mark.parametrize("fault", ["missing_scope", "timeout_after"])
def test_files_that_do_not_get_through_are_told_with_what_to_do(
    slack: Slack, told: House, bot: Bot, clock: Clock, playground: Playground, fault: str
) -> None:
    playground.fail("files.completeUploadExternal", fault)
    slack.press(BO.user, Act.SEND_REPORT, "1")
    drain(bot, clock)
    said_last = [text for text, names in shown(bot, playground, BO.user) if not names][-1]
    assert "report you asked for did not get through" in said_last and "`/pod report`" in said_last

"""`/pod workspace` through Slack's own payloads: Slack is asked who somebody is, for the form and when it is sent."""

from typing import Any

import pytest

from podsprint.bootstrap import Bot
from podsprint.domain.people import Facts, Standing
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.slack.views import workspace as views
from podsprint.store.tables import Workspace
from podsprint.usecases import standings, workspaces
from tests.edges.http import Slack
from tests.edges.test_forms import errors
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, TEAM, House

ADMIN, LEADER = "U5", "U1"
TYPED = "Dana <dana@example.com> & <!channel>, 030 1234"


@pytest.fixture(autouse=True)
def eli_is_admin(playground: Playground) -> None:
    playground.change_user(ADMIN, is_admin=True)


def form(house: House) -> dict[str, Any]:
    return views.settings_form(house.words, house.look(workspaces.settings, TEAM))


def send(slack: Slack, house: House, user: str, **answers: Any) -> Any:
    return slack.submit(user, form(house), {"contacts": TYPED, "keep_months": "12", **answers})


def test_an_admin_changes_what_holds_and_reads_it_back(slack: Slack, house: House) -> None:
    body = send(slack, house, ADMIN).get_json()
    assert body["response_action"] == "update"
    said = str(body["view"])
    assert "&lt;dana@example.com&gt; &amp; &lt;!channel&gt;" in said and "*12 months*" in said and f"<@{ADMIN}>" in said
    row = house.only(Workspace)
    assert (row.help_contacts, row.keep_months, row.changed_by) == (TYPED, 12, ADMIN)


def test_S8_a_forged_form_changes_nothing(slack: Slack, house: House) -> None:
    assert "Only an admin" in str(errors(send(slack, house, LEADER)))
    assert house.rows(Workspace) == []


def test_S8_whoever_is_no_admin_any_more_changes_nothing(slack: Slack, house: House, playground: Playground) -> None:
    playground.change_user(ADMIN, is_admin=False)
    assert "Only an admin" in str(errors(send(slack, house, ADMIN)))
    assert house.rows(Workspace) == []


def test_a_silent_slack_changes_nothing(slack: Slack, house: House, playground: Playground) -> None:
    playground.fail("users.info", "500")
    assert "did not tell me" in str(errors(send(slack, house, ADMIN)))
    assert house.rows(Workspace) == []


def test_the_second_of_two_is_told(slack: Slack, house: House) -> None:
    before = form(house)
    send(slack, house, ADMIN)
    told = errors(slack.submit(ADMIN, before, {"contacts": "Eli", "keep_months": "6"}))
    assert "after you opened it" in str(told)
    row = house.only(Workspace)
    assert (row.help_contacts, row.keep_months) == (TYPED, 12)  # the first one's stays


def test_help_reaches_whoever_wrote_it_in_the_companys_words(
    slack: Slack, house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"))
    send(slack, house, ADMIN)
    clock.advance(hours=10)  # in the evening, too
    slack.command(LEADER, "note I want to die")
    drain(bot, clock)
    said = [message["text"] for message in Actor(playground.url, LEADER).dm()]
    assert [text for text in said if "Dana &lt;dana" in text and "I have told nobody" in text]


def test_what_an_admin_and_what_everyone_else_sees(bot_on: Bots, playground: Playground) -> None:
    bot_on(connect=True)
    eli, ann = Actor(playground.url, ADMIN), Actor(playground.url, LEADER)
    eli.command("C2", "/pod workspace")
    eli.fill({"contacts": "Dana, 030 1234", "keep_months": "6 months"})
    assert eli.submit().ok
    assert "This holds from now on" in eli.modal().text
    ann.command("C1", "/pod workspace")
    text = ann.modal().text
    assert "Dana, 030 1234" in text and "6 months" in text and "An admin or owner" in text
    assert not ann.modal().view.get("submit")


def test_an_admin_gets_there_from_home_and_whoever_is_none_any_more_reads_it(
    bot_on: Bots, playground: Playground, clock: Clock
) -> None:
    bot = bot_on(connect=True)
    facts = (Facts(user=ADMIN, standing=Standing.ADMIN),)
    bot.deps.do(standings.learn, standings.Learn(team=TEAM, facts=facts))
    eli = Actor(playground.url, ADMIN)
    eli.open_home()
    drain(bot, clock)
    eli.click("Settings")
    assert eli.modal().view.get("submit")
    eli.close()
    playground.change_user(ADMIN, is_admin=False)
    eli.click("Settings")
    assert not eli.modal().view.get("submit") and "An admin or owner" in eli.modal().text


def test_S8_without_slacks_word_nobody_gets_the_form(bot_on: Bots, playground: Playground) -> None:
    bot_on(connect=True)
    playground.fail("users.info", "500")
    eli = Actor(playground.url, ADMIN)
    eli.command("C2", "/pod workspace")
    assert "did not tell me" in eli.modal().text

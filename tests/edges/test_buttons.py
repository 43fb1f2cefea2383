"""Buttons, menus and events over HTTP."""

import pytest
from structlog.testing import LogCapture

from podsprint.bootstrap import Bot
from podsprint.playground.server import Playground
from podsprint.slack.ids import Act
from podsprint.store.tables import Person, Work
from tests.edges.http import Slack
from tests.support.bots import drain
from tests.support.clock import Clock
from tests.usecases.house import House

# What these do is about whoever presses them, whatever the value says.
ABOUT_ONESELF = {Act.EXPORT}


@pytest.mark.parametrize("act", sorted(set(Act) - ABOUT_ONESELF))
def test_S8_a_button_with_a_made_up_value_changes_nothing(slack: Slack, house: House, act: Act) -> None:
    before = house.photograph()
    for value in ("99", "-1", "", "x", "1;2", "9" * 30, "٣"):
        assert slack.press("U1", act, value).status_code == 200
    assert house.photograph() == before


def test_a_window_that_cannot_be_shown_is_logged_and_no_trouble(slack: Slack, house: House, logs: LogCapture) -> None:
    house.pod()
    assert slack.press("U1", Act.CHECK_IN, "99").status_code == 200  # its trigger is made up: no window can open
    assert [entry["event"] for entry in logs.entries] == ["notice not shown"]


# Menus ------------------------------------------------------------------------------------------------------------


def test_a_zone_is_found_by_its_city(slack: Slack) -> None:
    found = {typed: slack.suggest("U1", "zone", typed)[0] for typed in ("berl", "new york", "NEW_YORK", "  Tokyo ")}
    assert list(found.values()) == ["Europe/Berlin", "America/New_York", "America/New_York", "Asia/Tokyo"]


def test_a_country_is_found_by_its_name_or_code(slack: Slack) -> None:
    for typed, code in (("germ", "DE"), ("de", "DE"), ("United K", "GB"), ("gb", "GB"), (" ZIMB", "ZW")):
        assert code in slack.suggest("U1", "country", typed)


@pytest.mark.parametrize("action", ["zone", "own_zone", "country"])
def test_a_menu_offers_a_hundred_at_most_whatever_is_typed(slack: Slack, action: str) -> None:
    for typed in ("", "a", "zzzz", "'; drop table pod; --", "x" * 3000, "%", "\\", "<!channel>"):
        assert len(slack.suggest("U1", action, typed)) <= 100


# Events -----------------------------------------------------------------------------------------------------------


def test_opening_home_publishes_it_once_however_often_slack_says_so(
    slack: Slack, house: House, bot: Bot, playground: Playground, clock: Clock
) -> None:
    for _ in range(3):  # the same event again, as after a lost acknowledgement
        assert slack.home_opened("U1", event_id="Ev7").status_code == 200
    assert len(house.rows(Person)) == 1
    assert [row.kind for row in house.rows(Work)] == ["deliver.home"]
    drain(bot, clock)
    assert len(playground.calls("views.publish")) == 1
    assert slack.home_opened("U1", event_id="Ev7").status_code == 200
    drain(bot, clock)
    assert len(playground.calls("views.publish")) == 2  # as a whole, and so without harm
    home = playground.home("U1")
    assert home is not None and "/pod create" in str(home)


def test_opening_the_messages_tab_does_nothing(slack: Slack, house: House) -> None:
    assert slack.home_opened("U1", tab="messages").status_code == 200
    assert house.rows(Work) == []


def test_an_event_that_cannot_be_kept_is_not_acknowledged(slack: Slack, bot: Bot, logs: LogCapture) -> None:
    with bot.deps.engine.begin() as connection:
        connection.exec_driver_sql("drop table person")
    assert slack.home_opened("U1").status_code == 500  # so Slack sends it again
    assert [entry["event"] for entry in logs.entries] == ["listener failed"]

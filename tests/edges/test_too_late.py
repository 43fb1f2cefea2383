"""A form that comes when its session takes no entries any more: told plainly, and nothing that was written is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest

from podsprint.bootstrap import Bot
from podsprint.slack.listeners import forms_of
from podsprint.store.tables import CheckIn, Experiment, Observation
from podsprint.usecases import sprint_moves
from podsprint.usecases.sprint_moves import ChangeSprint
from tests.edges.http import Slack
from tests.usecases.house import ANN, FAY, House

LONG = "words " * 330
OVER = datetime(2026, 3, 9, 8, tzinfo=UTC)  # the Monday after Thursday's stand-up


@pytest.fixture
def standup(house: House, bot: Bot) -> dict[str, Any]:
    """Ann's stand-up form, opened while the session was."""
    pod = house.pod()
    house.experiment(ANN, pod)
    house.sprint(pod)
    return forms_of.session(bot.deps, ANN, house.opened("standup"))


def test_a_check_in_sent_after_late_entries_have_ended_is_offered_as_an_observation(
    slack: Slack, house: House, standup: dict[str, Any]
) -> None:
    house.travel(OVER)
    answer = slack.submit(ANN.user, standup, {"noticed": "They waited", "next_step": "Ask again", "ring": "pod"})
    view = answer.get_json()["view"]
    assert "is over" in str(view) and "kept as an observation" in str(view)
    assert house.rows(CheckIn) == [] and house.rows(Observation) == []
    assert slack.submit(ANN.user, view, {}).get_json(silent=True) is None
    kept = house.only(Observation)
    assert (kept.note, kept.ring) == ("They waited\n\nAsk again", "pod")


def test_a_check_in_sent_after_the_close_is_a_late_entry(slack: Slack, house: House, standup: dict[str, Any]) -> None:
    house.closed("standup")
    assert slack.submit(ANN.user, standup, {"noticed": "They waited"}).get_json(silent=True) is None
    assert house.only(CheckIn).late


def test_a_check_in_into_a_sprint_that_was_closed_meanwhile_is_offered_as_an_observation(
    slack: Slack, house: House, standup: dict[str, Any]
) -> None:
    house.do(sprint_moves.close, ChangeSprint(who=FAY, sprint_id=1))
    answer = slack.submit(ANN.user, standup, {"noticed": "They waited"}).get_json()
    assert "They waited" in str(answer["view"]) and house.rows(CheckIn) == []


def test_what_does_not_fit_into_an_observation_stays_in_the_form(
    slack: Slack, house: House, standup: dict[str, Any]
) -> None:
    house.travel(OVER)
    answer = slack.submit(ANN.user, standup, {"tried": LONG, "noticed": LONG}).get_json()
    assert answer["response_action"] == "errors" and "is over" in str(answer["errors"])


def test_an_experiment_sent_after_the_kickoff_is_kept_all_the_same(slack: Slack, house: House, bot: Bot) -> None:
    house.sprint(house.pod())
    form = forms_of.session(bot.deps, ANN, house.opened("kickoff"))
    house.travel(datetime(2026, 3, 4, 8, tzinfo=UTC))
    filled = {
        "hypothesis": "If I ask first, then others speak, so that we decide",
        "by": "2026-03-20",
        "expect": "A pause",
    }
    answer = slack.submit(ANN.user, form, filled).get_json()
    while "kept all the same" not in str(answer["view"]):  # hints come first
        answer = slack.submit(ANN.user, answer["view"], filled).get_json()
    assert house.only(Experiment).user_id == ANN.user and house.rows(CheckIn) == []

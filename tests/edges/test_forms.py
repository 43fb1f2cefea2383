"""Submitted forms: an answer means *committed*, a mistake is told at its field, and nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from structlog.testing import LogCapture

from podsprint.bootstrap import Bot
from podsprint.domain.form_models import CheckInForm, RetroForm
from podsprint.domain.pods import CHARTER_LIMITS
from podsprint.domain.read_models import PodView
from podsprint.slack.views import checkins as checkin_views
from podsprint.slack.views import creating as creating_views
from podsprint.slack.views import experiments as experiment_views
from podsprint.slack.views import lines as line_views
from podsprint.slack.views import notes as note_views
from podsprint.slack.views import pods as pod_views
from podsprint.slack.views import sprints as sprint_views
from podsprint.store.tables import CheckIn, Experiment, Meeting, Observation, Pod, Reflection, Sprint
from podsprint.usecases import experiments, pods, session_forms
from tests.edges.http import Slack
from tests.usecases.house import ANN, BO, CY, FAY, LEADERS, SAM, House

MARK = "zz-what-I-typed-zz"
EVERYONE = [leader.user for leader in LEADERS]


@pytest.fixture
def pod(house: House) -> PodView:
    """A pod with a sprint, whose stand-up is open."""
    pod = house.pod()
    house.sprint(pod)
    house.experiment(ANN, pod)
    house.opened("standup")
    return pod


def standup(house: House, who: Any = ANN) -> dict[str, Any]:
    form = house.look(session_forms.form, who, house.meeting("standup").id or 0, house.clock.now())
    assert isinstance(form, CheckInForm)
    return checkin_views.check_in_form(house.words, form)


def create_form(house: House) -> dict[str, Any]:
    return creating_views.create_form(house.words, channel="C1", facilitator=FAY.user, zone="Europe/Berlin")


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 200
    body = answer.get_json()
    assert body["response_action"] == "errors"
    return dict(body["errors"])


def closed(answer: Any) -> bool:
    return answer.status_code == 200 and not answer.data


# What goes well ---------------------------------------------------------------------------------------------------


def test_a_pod_is_made_and_the_charter_is_one_button_away(slack: Slack, house: House) -> None:
    north = {"name": "North <&>", "leaders": EVERYONE, "country": "DE"}
    assert list(errors(slack.submit("U1", create_form(house), {**north, "works_on": []}))) == ["works_on"]
    answer = slack.submit("U1", create_form(house), {**north, "works_on": ["6", "0", "7"]})
    body = answer.get_json()
    assert body["response_action"] == "update"
    assert "North &lt;&amp;&gt;" in str(body["view"])
    pod = house.only(Pod)
    assert (pod.name, pod.country, pod.channel_id, pod.zone) == ("North <&>", "DE", "C1", "Europe/Berlin")
    assert pod.works_on == "06"
    charter = pod_views.charter_form(house.words, house.look(pods.charter_here, ANN, "C1")[0], None)
    assert closed(slack.submit("U1", charter, {"goal": "Decide sooner", "so_that": "others can go on"}))


def test_a_sprint_is_started_once_however_often_it_is_sent(slack: Slack, house: House) -> None:
    pod = house.pod()
    form = sprint_views.start_form(
        house.words, pod, first_day=date(2026, 3, 2), theme="small-experiments", cadence="classic"
    )
    assert slack.submit("U5", form, {}).get_json()["response_action"] == "update"
    assert errors(slack.submit("U5", form, {})) == {"starts_on": "Sprint 1 is running until Friday 13 March 2026."}
    sprint = house.only(Sprint)
    assert (sprint.starts_on, sprint.theme, len(house.rows(Meeting))) == (date(2026, 3, 2), "small-experiments", 4)


def test_a_check_in_sent_twice_is_one(slack: Slack, house: House, pod: PodView) -> None:
    for _ in range(2):
        assert closed(slack.submit("U1", standup(house), {"noticed": MARK, "ring": "pod", "confidence": "7"}))
    entry = house.only(CheckIn)
    assert (entry.noticed, entry.ring, entry.confidence, entry.experiment_id) == (MARK, "pod", 7, 1)


def test_L12_the_ring_is_private_unless_chosen(slack: Slack, house: House, pod: PodView) -> None:
    assert closed(slack.submit("U2", standup(house, BO), {"noticed": "n"}))
    assert closed(slack.submit("U3", standup(house, CY), {"noticed": "n", "ring": "everyone"}))
    assert [entry.ring for entry in house.rows(CheckIn)] == ["me", "me"]


def test_an_entry_after_the_close_is_kept_as_late(slack: Slack, house: House, pod: PodView) -> None:
    form = standup(house)  # opened in time
    house.closed("standup")
    assert closed(slack.submit("U1", form, {"noticed": MARK}))
    assert house.only(CheckIn).late


def test_an_entry_after_late_entries_ended_is_refused_and_stays_on_screen(
    slack: Slack, house: House, pod: PodView
) -> None:
    form = standup(house)
    house.travel(house.meeting("standup").grace_until)
    answer = slack.submit("U1", form, {"noticed": MARK}).get_json()
    assert answer["response_action"] == "update" and MARK in str(answer["view"])  # to be kept as an observation
    assert house.rows(CheckIn) == []


def test_W4_hints_come_once_and_never_stand_in_the_way(slack: Slack, house: House, pod: PodView) -> None:
    model = house.look(experiments.form, BO, pod.id, house.clock.now())
    typed = {"hypothesis": "If I delegate, then they decide."}
    again = slack.submit("U2", experiment_views.experiment_form(house.words, model), typed).get_json()
    assert again["response_action"] == "update"
    assert [row.user_id for row in house.rows(Experiment)] == ["U1"]
    assert closed(slack.submit("U2", again["view"], typed))
    assert house.rows(Experiment)[-1].hypothesis == typed["hypothesis"]


def test_an_observation_and_a_line_are_kept(slack: Slack, house: House, pod: PodView) -> None:
    mine = house.look(experiments.mine, ANN)
    observe = note_views.observation_form(house.words, mine)
    assert closed(slack.submit("U1", observe, {"note": MARK}))
    assert (house.only(Observation).note, house.only(Observation).ring) == (MARK, "me")
    reflect = line_views.reflect_form(house.words, about="x", experiment=1, check_in=None)
    assert closed(slack.submit("U1", reflect, {"choice": "mixed", "line": MARK}))
    assert (house.only(Reflection).line, house.only(Reflection).ring) == (MARK, "me")


# What cannot stand ------------------------------------------------------------------------------------------------


def test_an_error_is_told_at_its_field(slack: Slack, house: House, pod: PodView) -> None:
    answers = {"noticed": "x" * 2001, "next_by": "2026-03-01"}
    assert errors(slack.submit("U1", standup(house), answers)) == {
        "noticed": "2001 characters; 2000 are the most that fit here.",
        "next_by": "Sunday 1 March 2026 has passed. Today is Thursday 5 March 2026.",
    }


def test_every_error_of_a_form_is_told_at_once(slack: Slack, house: House) -> None:
    answers = {"name": None, "leaders": ["U1", "U2", "U3"], "facilitator": None, "meets_at": None}
    told = errors(slack.submit("U5", create_form(house), answers))  # who is not in this channel
    assert set(told) == {"name", "place", "override_reason", "facilitator", "meets_at"}


def test_L16_closing_without_what_changed_is_told_at_that_field(slack: Slack, house: House, pod: PodView) -> None:
    meeting = house.opened("retro")
    form = house.look(session_forms.form, ANN, meeting, house.clock.now())
    assert isinstance(form, RetroForm)
    view = checkin_views.retro_form(house.words, form)
    answers = {"choice": "helped", "line": "l", "outcome": "adopted"}
    assert errors(slack.submit("U1", view, answers)) == {"what_changed": "This is still empty."}
    kept = slack.submit("U1", view, {**answers, "what_changed": "Nothing changed"}).get_json()
    assert kept["view"]["callback_id"] == "sprint_end"  # the entry is in; how to go on comes next


def test_a_problem_without_a_field_is_told_at_the_first_one(slack: Slack, house: House, pod: PodView) -> None:
    told = errors(slack.submit("U6", standup(house), {"noticed": MARK}))
    assert told == {"tried": "I cannot find that session, or you are not in its pod."}


def test_S8_a_form_about_something_made_up_is_refused(slack: Slack, house: House, pod: PodView) -> None:
    before = house.photograph()
    for claim in ("99", "-1", "1.5", "null", '"x"', "true", "[1]", str(10**30), "2147483648"):
        view = {**standup(house), "private_metadata": f'{{"meeting": {claim}}}'}
        told = errors(slack.submit("U1", view, {"noticed": MARK}))
        assert list(told) == ["tried"] and "reference" not in str(told), claim
    assert house.photograph() == before


def test_S8_a_choice_that_was_not_offered_is_refused(slack: Slack, house: House, pod: PodView) -> None:
    house.experiment(ANN, pod)
    for claim in ("99", "9" * 30, "9" * 5000, "٣"):
        told = errors(slack.submit("U1", standup(house), {"noticed": MARK, "experiment": claim}))
        assert list(told) == ["experiment"] and "reference" not in str(told), claim
    assert house.rows(CheckIn) == []


# When something breaks --------------------------------------------------------------------------------------------


def test_a_listener_whose_database_fails_saves_nothing_and_keeps_the_form_open(
    slack: Slack, house: House, bot: Bot, pod: PodView, logs: LogCapture
) -> None:
    form, before = standup(house), house.photograph()

    def break_down(*args: Any) -> None:
        if "INSERT INTO work" in args[2]:  # late in the transaction: much has been written before
            raise OSError(f"disk full while writing {MARK[:2]}")

    event.listen(bot.deps.engine, "before_cursor_execute", break_down)
    (told,) = errors(slack.submit("U1", form, {"noticed": MARK})).values()
    event.remove(bot.deps.engine, "before_cursor_execute", break_down)
    assert house.photograph() == before
    (entry,) = [found for found in logs.entries if found["event"] == "listener failed"]
    assert "Nothing was saved, and what you typed is still here" in told
    assert told.endswith(f"this reference: {entry['reference']}")
    assert (entry["kind"], entry["log_level"]) == ("view_submission", "error")
    assert MARK not in repr(logs.entries)
    assert closed(slack.submit("U1", form, {"noticed": MARK}))  # and once it is mended, it works


def test_S8_a_stranger_who_sends_somebodys_form_changes_nothing(slack: Slack, house: House, pod: PodView) -> None:
    before = house.photograph()
    charter = pod_views.charter_form(house.words, pod, None)
    words = dict.fromkeys(CHARTER_LIMITS, "forged")
    for user, team in ((SAM.user, "T0ACME"), ("U1", "T0OTHER")):
        assert errors(slack.submit(user, charter, words, team=team))
    assert house.photograph() == before

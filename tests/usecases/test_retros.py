"""Looking back: one button and one line (L18), closing only with what changed (L16), and changing one's mind."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from podsprint.domain.form_models import RetroForm
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.store.tables import CheckIn, Experiment, Reflection
from podsprint.usecases import retros, session_forms
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, FAY, SAM, House, look_back


@pytest.fixture
def retro(house: House) -> int:
    """A retro that is open, and Ann's experiment of the kick-off."""
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"))
    meeting = house.opened("retro")
    house.said.clear()
    return meeting


def form(house: House, meeting: int) -> RetroForm:
    found = house.look(session_forms.form, ANN, meeting, house.clock.now())
    assert isinstance(found, RetroForm)
    return found


def state(house: House) -> tuple[str, str | None, bool]:
    row = house.only(Experiment)
    return row.state, row.what_changed, row.closed_at is not None


def test_L18_one_button_and_one_line_are_enough(house: House, retro: int) -> None:
    entry = house.look_back(ANN, retro, choice="hurt", line="It hurt.")
    kept = house.only(Reflection)
    assert (kept.choice, kept.line, kept.check_in_id, kept.experiment_id) == ("hurt", "It hurt.", entry.id, 1)
    assert state(house) == ("running", None, False)


def test_L18_without_an_experiment_a_line_is_enough_too(house: House, retro: int) -> None:
    assert house.look_back(BO, retro).experiment_id is None
    assert house.codes(retros.look_back, look_back(BO, retro, outcome="adopted", what_changed="x")) == [
        ("no_experiment", "outcome")
    ]


def test_L16_an_experiment_closes_only_with_what_changed(house: House, retro: int) -> None:
    for outcome, changed in product(("adopted", "adapted", "dropped"), ("", " \n", "-", "👍", ":thumbsup:")):
        command = look_back(ANN, retro, outcome=outcome, what_changed=changed)
        assert house.refused(retros.look_back, command) == (problem("required", "what_changed"),)


@pytest.mark.parametrize("outcome", ["adopted", "adapted", "dropped"])
def test_L16_it_closes_with_what_changed(house: House, retro: int, outcome: str) -> None:
    house.look_back(ANN, retro, outcome=outcome, what_changed="Nothing changed")
    assert state(house) == (outcome, "Nothing changed", True)


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        ({"choice": ""}, [("choose_one", "choice")]),
        ({"choice": "great"}, [("choose_one", "choice")]),
        ({"line": ""}, [("required", "line")]),
        ({"line": "🙂"}, [("required", "line")]),
        ({"line": "x" * 2001}, [("too_long", "line")]),
        ({"facts": "x" * 2001, "behaviour": "y" * 2001}, [("too_long", "facts"), ("too_long", "behaviour")]),
        ({"what_changed": "x" * 2001}, [("too_long", "what_changed")]),
        ({"outcome": "planned", "what_changed": "x"}, [("choose_one", "outcome")]),
        ({"outcome": "", "what_changed": "x"}, [("choose_one", "outcome")]),
    ],
)
def test_a_field_that_cannot_stand_is_named(
    house: House, other: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"))
    assert house.codes(retros.look_back, look_back(ANN, house.opened("retro"), **other)) == problems


def test_a_leader_may_adopt_then_drop_then_keep_it_running(house: House, retro: int) -> None:
    house.look_back(ANN, retro, outcome="adopted", what_changed="Three calls fewer", facts="f", behaviour="b")
    seen = form(house, retro)
    assert (seen.outcome, seen.what_changed, seen.facts, seen.behaviour) == ("adopted", "Three calls fewer", "f", "b")
    assert (seen.choice, seen.line, seen.experiment_id) == ("helped", "U1 looks back", 1)
    house.look_back(ANN, retro, outcome="dropped", what_changed="None, on a second look", choice="mixed")
    assert state(house) == ("dropped", "None, on a second look", True)
    assert form(house, retro).outcome == "dropped"
    house.look_back(ANN, retro)
    assert state(house) == ("running", None, False)
    assert form(house, retro).outcome == ""
    assert len(house.rows(Reflection)) == 1
    assert [row.experiment_id for row in house.rows(CheckIn) if row.meeting_id == retro] == [1]


def test_an_experiment_never_started_can_be_closed(house: House, retro: int) -> None:
    assert state(house)[0] == "planned"
    house.look_back(ANN, retro, outcome="adapted", what_changed="We talked about it")
    assert state(house)[0] == "adapted"


def test_a_retro_entry_may_come_late_and_the_summary_takes_it_in(house: House, retro: int) -> None:
    house.closed("retro")
    house.said.clear()
    assert house.look_back(ANN, retro, outcome="adopted", what_changed="Late, and true").late
    house.travel(house.meeting("retro").grace_until + timedelta(minutes=1))
    told = [[line.what_changed for line in summary.changed] for summary in house.heard(Deliver.SUMMARY)]
    assert told[0] == told[-1] == ["Late, and true"]  # at once, and when late entries have ended


# A line outside a session (L18) -----------------------------------------------------------------------------------


def test_L18_a_line_on_an_experiment_is_private_unless_said_otherwise(house: House, retro: int) -> None:
    kept = house.do(retros.reflect, retros.Reflect(who=ANN, choice="mixed", line="Odd: <&>", experiment_id=1))
    assert (kept.ring, kept.line, kept.pod_id, kept.experiment_id, kept.check_in_id) == (
        Ring.ME,
        "Odd: <&>",
        1,
        1,
        None,
    )


def test_L18_a_line_in_answer_to_a_question(house: House, retro: int) -> None:
    command = retros.Reflect(who=ANN, choice="too_early", line="Hm.", check_in_id=1, prompt="goal-different")
    kept = house.do(retros.reflect, command)
    assert (kept.prompt, kept.experiment_id, kept.pod_id) == ("goal-different", 1, 1)


@pytest.mark.parametrize(("choice", "line", "code"), [("", "x", "choose_one"), ("mixed", "", "required")])
def test_L18_both_the_button_and_the_line_are_needed(house: House, choice: str, line: str, code: str) -> None:
    house.experiment(ANN, house.pod())
    assert house.refused(retros.reflect, retros.Reflect(who=ANN, choice=choice, line=line, experiment_id=1))[
        0
    ].code == (code)


@pytest.mark.parametrize("who", [BO, FAY, SAM])
def test_S2_nobody_reflects_on_what_is_not_theirs(house: House, retro: int, who: Any) -> None:
    for target, what in (({"experiment_id": 1}, "experiment"), ({"check_in_id": 1}, "check_in"), ({}, "check_in")):
        command = retros.Reflect(who=who, choice="mixed", line="x", **target)  # type: ignore[arg-type]
        assert house.refused(retros.reflect, command) == (problem("not_found", what=what),)

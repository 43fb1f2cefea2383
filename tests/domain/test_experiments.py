"""L7, L16: an experiment's road from a plan to what changed. W1, W4: what it is tied to, what it needs."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from podsprint.domain.experiments import (
    CLOSED,
    EXPERIMENT_LIMITS,
    OPEN,
    TRANSITIONS,
    ExperimentEvent,
    ExperimentFields,
    ExperimentState,
    check_close,
    check_experiment,
    events_from,
    is_linked,
    next_state,
)
from podsprint.domain.problems import Problem, problem

OFFERED, PLANNED, RUNNING, REFLECTED, ADOPTED, ADAPTED, DROPPED = ExperimentState
TAKE_UP, START, REFLECT, CONTINUE, ADOPT, ADAPT, DROP, REOPEN = ExperimentEvent
TODAY = date(2026, 11, 23)
IDEA = "If I ask for doubts first, then two people name a risk, so that we ship with fewer surprises"


@pytest.mark.parametrize(
    ("events", "end"),
    [
        ((START, REFLECT, ADOPT), ADOPTED),
        ((START, REFLECT, CONTINUE, REFLECT, ADAPT), ADAPTED),
        ((START, DROP), DROPPED),
        ((START, ADOPT), ADOPTED),  # the retro's form does both at once
        ((DROP,), DROPPED),
        ((START, REFLECT, ADOPT, REOPEN), RUNNING),
        ((START, REFLECT, ADAPT, REOPEN), RUNNING),
        ((DROP, REOPEN), RUNNING),
        ((START, ADOPT, DROP), DROPPED),  # a booster check weeks later
    ],
)
def test_L7_roads_through_an_experiment(events: tuple[ExperimentEvent, ...], end: ExperimentState) -> None:
    state = PLANNED
    for event in events:
        after = next_state(state, event)
        assert isinstance(after, ExperimentState)
        state = after
    assert state is end


@pytest.mark.parametrize(("state", "event"), sorted(set(product(ExperimentState, ExperimentEvent)) - set(TRANSITIONS)))
def test_L7_what_makes_no_sense_is_said_and_changes_nothing(state: ExperimentState, event: ExperimentEvent) -> None:
    assert next_state(state, event) == problem("experiment_wrong_state", state=state.value, event=event.value)


def test_L7_buttons_follow_the_transitions() -> None:
    assert {state: events_from(state) for state in ExperimentState} == {
        OFFERED: (TAKE_UP,),
        PLANNED: (START, DROP),
        RUNNING: (REFLECT, ADOPT, ADAPT, DROP),
        REFLECTED: (REFLECT, CONTINUE, ADOPT, ADAPT, DROP),
        ADOPTED: (DROP, REOPEN),
        ADAPTED: (DROP, REOPEN),
        DROPPED: (REOPEN,),
    }


def test_L13_open_and_closed_are_everything() -> None:
    assert {PLANNED, RUNNING, REFLECTED} == OPEN
    assert {ADOPTED, ADAPTED, DROPPED} == CLOSED


@pytest.mark.parametrize("outcome", [*sorted(CLOSED), "dropped"])
def test_L16_closing_needs_what_changed_in_the_work(outcome: str) -> None:
    assert check_close(outcome, "Two risks came up a week earlier") == ()
    for nothing in ("", "  ", "\u200b", "-", "...", "👍", ":shrug:"):
        assert check_close(outcome, nothing) == (problem("required", "what_changed"),)
    assert [found.code for found in check_close(outcome, "w" * 2001)] == ["too_long"]


@pytest.mark.parametrize("words", ["Nothing changed", "nothing", "لا شيء تغيّر", "何も変わらなかった"])
def test_L16_nothing_changed_in_words_is_a_normal_result(words: str) -> None:
    assert check_close(DROPPED, words) == ()


@pytest.mark.parametrize("outcome", [None, "", "running", "reflected", "failed"])
def test_L16_only_three_outcomes_close(outcome: str | None) -> None:
    assert check_close(outcome, "Something") == (problem("choose_one", "outcome"),)


def test_W4_only_the_hypothesis_is_required() -> None:
    assert check_experiment(ExperimentFields(hypothesis=IDEA), today=TODAY) == ()
    assert check_experiment(ExperimentFields(hypothesis=" 🤷 "), today=TODAY) == (problem("required", "hypothesis"),)


def test_W4_the_date_is_to_come_unless_it_was_there_before() -> None:
    def check(by: date, kept: date | None = None) -> tuple[Problem, ...]:
        return check_experiment(ExperimentFields(hypothesis=IDEA, by=by), today=TODAY, kept=kept)

    passed = date(2026, 11, 22)
    assert check(TODAY) == check(date(2026, 12, 1)) == check(passed, kept=passed) == ()
    assert check(passed) == check(passed, kept=TODAY) == (problem("date_in_past", "by", date=passed, today=TODAY),)


@pytest.mark.parametrize(("name", "limit"), EXPERIMENT_LIMITS.items())
def test_L7_fields_are_bounded(name: str, limit: int) -> None:
    fields = replace(ExperimentFields(hypothesis=IDEA), **{name: "w" * (limit + 1)})  # type: ignore[arg-type]
    found = check_experiment(fields, today=TODAY)
    assert found == (problem("too_long", name, limit=limit, length=limit + 1),)


def test_W1_an_experiment_serves_the_goal_or_a_work_item() -> None:
    assert is_linked(to_goal=True)
    assert is_linked(to_goal=False, work_item="https://tracker.example/ABC-12")
    assert not is_linked(to_goal=False)
    assert not is_linked(to_goal=False, work_item=" - ")

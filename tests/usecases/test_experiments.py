"""Experiments: planning one, noting what happened, carrying it over to the next sprint (L7, L13)."""

from datetime import date
from typing import Any

import pytest

from podsprint.domain.experiments import EXPERIMENT_LIMITS
from podsprint.domain.form_models import ExperimentForm
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import PodView
from podsprint.store.tables import CheckIn, Experiment
from podsprint.usecases import experiments, session_forms
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, FAY, MONDAY, House, plan


@pytest.fixture
def pod(house: House) -> PodView:
    """A pod with a charter."""
    return house.pod()


def test_L7_an_experiment_is_kept_whole(house: House) -> None:
    pod = house.pod()
    sprint = house.sprint(pod)
    row = house.experiment(
        ANN,
        pod,
        hypothesis=" If <I> ask & wait,\r\nthen … ",
        what_i_do="ask",
        where="the standup",
        by=MONDAY,
        expect="silence",
        framing_question="What will it take?",
        work_item="PROJ-7",
        serves_goal=False,
        ring=Ring.ME,
    )
    assert row.model_dump(exclude={"created_at", "updated_at"}) == {
        "id": 1,
        "pod_id": pod.id,
        "sprint_id": sprint.id,
        "user_id": ANN.user,
        "ring": Ring.ME,
        "state": "planned",
        "framing_question": "What will it take?",
        "hypothesis": "If <I> ask & wait,\nthen …",
        "what_i_do": "ask",
        "place": "the standup",
        "expect": "silence",
        "work_item": "PROJ-7",
        "serves_goal": False,
        "due_on": MONDAY,
        "what_changed": None,
        "closed_at": None,
        "offered_by": None,
        "continues_id": None,
        "source_channel": None,
        "source_ts": None,
        "form_key": None,
    }


def test_an_experiment_is_private_unless_said_otherwise(house: House, pod: PodView) -> None:
    command = experiments.PlanExperiment(who=ANN, pod_id=pod.id, fields=plan(ANN, pod.id).fields)
    assert house.do(experiments.plan_experiment, command).ring is Ring.ME


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        ({"hypothesis": " "}, [("required", "hypothesis")]),
        ({"by": date(2026, 3, 1)}, [("date_in_past", "by")]),
        *(({name: "x" * (limit + 1)}, [("too_long", name)]) for name, limit in EXPERIMENT_LIMITS.items()),
        ({"framing_question": "x" * 501}, [("too_long", "framing_question")]),
        ({"work_item": "x" * 301}, [("too_long", "work_item")]),
    ],
)
def test_a_field_that_cannot_stand_is_named(
    house: House, pod: PodView, other: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    assert house.codes(experiments.plan_experiment, plan(ANN, pod.id, **other)) == problems


def test_only_leaders_have_experiments(house: House, pod: PodView) -> None:
    assert house.codes(experiments.plan_experiment, plan(FAY, pod.id)) == [("leaders_only", "")]


def test_a_date_that_has_passed_may_stay_but_not_be_set(house: House, pod: PodView) -> None:
    row = house.experiment(ANN, pod, by=MONDAY)
    house.clock.advance(days=2)
    assert house.experiment(ANN, pod, by=MONDAY, experiment_id=row.id, hypothesis="Changed").hypothesis == "Changed"
    assert house.codes(experiments.plan_experiment, plan(ANN, pod.id, by=MONDAY)) == [("date_in_past", "by")]
    assert len(house.rows(Experiment)) == 1


# From sprint to sprint --------------------------------------------------------------------------------------------


@pytest.fixture
def second_kickoff(house: House) -> int:
    """The kick-off of sprint 2; from sprint 1 Ann has one experiment that is open, and Bo one that is closed."""
    pod = house.pod()
    house.sprint(pod)
    kickoff = house.opened("kickoff")
    house.kick_off(ANN, kickoff)
    house.kick_off(BO, kickoff)
    retro = house.opened("retro")
    house.look_back(ANN, retro)
    house.look_back(BO, retro, outcome="dropped", what_changed="Nothing")
    house.travel(house.meeting("retro").grace_until)
    house.sprint(pod, date(2026, 3, 17))
    house.said.clear()
    return house.opened("kickoff", sprint=2)


def form(house: House, who: Any, meeting: int) -> ExperimentForm:
    found = house.look(session_forms.form, who, meeting, house.clock.now())
    assert isinstance(found, ExperimentForm)
    return found


def test_L13_an_open_experiment_is_offered_again_at_the_next_sprint_start(house: House, second_kickoff: int) -> None:
    assert [line.id for line in form(house, ANN, second_kickoff).carried_over] == [1]
    assert form(house, BO, second_kickoff).carried_over == ()  # closed is closed


def test_L13_carried_on_it_is_the_same_experiment_and_offered_no_more(house: House, second_kickoff: int) -> None:
    entry = house.kick_off(ANN, second_kickoff, experiment_id=1, hypothesis="Once more, and smaller")
    assert entry.experiment_id == 1
    assert [row.hypothesis for row in house.rows(Experiment) if row.user_id == ANN.user] == ["Once more, and smaller"]
    again = form(house, ANN, second_kickoff)
    assert again.carried_over == () and again.experiment is not None and again.experiment.id == 1
    assert len([row for row in house.rows(CheckIn) if row.meeting_id == second_kickoff]) == 1


def test_L13_what_was_carried_on_is_in_the_next_summary(house: House, second_kickoff: int) -> None:
    house.kick_off(ANN, second_kickoff, experiment_id=1)
    house.travel(house.meeting("retro", sprint=2).closes_at)
    summary = house.heard(Deliver.SUMMARY)[-1]
    assert summary.number == 2
    assert [line.leader for line in summary.still_running] == [ANN.user]
    assert summary.changed == ()


def test_outside_a_session_nothing_is_offered_again(house: House, second_kickoff: int) -> None:
    assert house.look(experiments.form_here, ANN, "C1", house.clock.now()).carried_over == ()

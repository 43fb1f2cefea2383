"""Experiments end and go on outside a retro, too: dropped without drama, taken up again, deleted (L7, L12, L16)."""

from typing import Any

import pytest

from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.domain.read_models import PodView
from podsprint.store.tables import CheckIn, Experiment, Observation, Reflection
from podsprint.usecases import experiments, observations, outcomes, retros
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, ELSEWHERE, FAY, House


@pytest.fixture
def pod(house: House) -> PodView:
    """A pod with a charter."""
    return house.pod()


def drop(what_changed: str = "Nothing changed", who: Any = ANN) -> outcomes.Drop:
    return outcomes.Drop(who=who, experiment_id=1, what_changed=what_changed)


def test_L12_an_experiment_is_dropped_in_one_line_and_taken_up_again(house: House, pod: PodView) -> None:
    house.experiment(ANN, pod)
    assert house.do(outcomes.drop, drop()).state == "dropped"
    assert house.only(Experiment).closed_at == house.clock.now()
    assert house.codes(outcomes.drop, drop()) == [("experiment_wrong_state", "")]
    row = house.do(outcomes.reopen, outcomes.Reopen(who=ANN, experiment_id=1))
    assert (row.state, row.closed_at, row.what_changed) == ("running", None, "Nothing changed")
    assert house.codes(outcomes.reopen, outcomes.Reopen(who=ANN, experiment_id=1)) == [("experiment_wrong_state", "")]


@pytest.mark.parametrize("said", ["", " ", "-", "👍", ":shrug:"])
def test_L16_dropping_says_what_changed_in_the_work(house: House, pod: PodView, said: str) -> None:
    house.experiment(ANN, pod)
    assert house.codes(outcomes.drop, drop(said)) == [("required", "what_changed")]


def test_what_was_told_of_a_reopened_experiment_is_told_anew_while_the_retro_takes_entries(house: House) -> None:
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"))
    house.look_back(ANN, house.opened("retro"), outcome="adopted", what_changed="c")
    house.closed("retro")
    house.said.clear()
    house.do(outcomes.reopen, outcomes.Reopen(who=ANN, experiment_id=1))
    house.tick()
    assert [line.leader for line in house.heard(Deliver.SUMMARY)[-1].still_running] == [ANN.user]
    house.travel(house.meeting("retro").grace_until)
    house.do(outcomes.drop, drop())
    house.do(outcomes.reopen, outcomes.Reopen(who=ANN, experiment_id=1))
    house.said.clear()
    house.tick()
    assert house.heard(Deliver.SUMMARY) == []  # that sprint is history


def test_a_private_experiment_is_deleted_with_all_that_is_its_own(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    both.kick_off(ANN, both.opened("kickoff"), ring=Ring.ME)
    both.do(observations.observe, observations.Observe(who=ANN, note="n"))
    both.do(retros.reflect, retros.Reflect(who=ANN, choice="mixed", line="l", experiment_id=1))
    both.stand_up(ANN, both.opened("standup"))
    both.look_back(ANN, both.opened("retro"))
    both.do(outcomes.delete, outcomes.Delete(who=ANN, experiment_id=1))
    assert (both.rows(Experiment), both.rows(Observation)) == ([], [])
    assert [row.experiment_id for row in both.rows(CheckIn)] == [None, None]  # the stand-up and the retro stay
    assert [(row.line, row.experiment_id) for row in both.rows(Reflection)] == [("U1 looks back", None)]
    assert both.experiment(ANN, pod).id == 2


def test_a_shared_experiment_is_made_private_before_it_is_deleted(house: House, pod: PodView) -> None:
    row = house.experiment(ANN, pod)
    assert house.refused(outcomes.delete, outcomes.Delete(who=ANN, experiment_id=1)) == (problem("experiment_shared"),)
    house.experiment(ANN, pod, experiment_id=row.id, ring=Ring.ME)
    house.do(outcomes.delete, outcomes.Delete(who=ANN, experiment_id=1))
    assert house.look(experiments.mine, ANN) == []


@pytest.mark.parametrize("who", [BO, FAY, ELSEWHERE])
def test_S8_nobody_elses_experiment_is_dropped_reopened_or_deleted(house: House, pod: PodView, who: Any) -> None:
    house.experiment(ANN, pod, ring=Ring.ME)
    missing = (problem("not_found", what="experiment"),)
    assert house.refused(outcomes.drop, drop(who=who)) == missing
    assert house.refused(outcomes.reopen, outcomes.Reopen(who=who, experiment_id=1)) == missing
    assert house.refused(outcomes.delete, outcomes.Delete(who=who, experiment_id=1)) == missing

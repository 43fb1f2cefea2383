"""What a facilitator is told, and what a session opens with: what the pod may see, as it stands."""

from datetime import date, timedelta

import pytest

from podsprint.domain.form_models import ExperimentForm
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Digest, LeaderLine, SessionOpening
from podsprint.slack.views.experiments import experiment_form
from podsprint.store.tables import Experiment
from podsprint.usecases import experiments, observations, session_forms, summaries
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, House, plan


@pytest.fixture
def kicked_off(both: House) -> House:
    """A pod whose kick-off is open, and Ann's experiment in it."""
    both.sprint(both.pod())
    both.kick_off(ANN, both.opened("kickoff"))
    return both


def opening(house: House, kind: str, number: int = 1) -> LeaderLine:
    """What a session says of Ann when it opens."""
    house.said.clear()
    house.opened(kind, number)
    found = [model for model in house.heard(Deliver.SESSION_OPENING) if isinstance(model, SessionOpening)]
    return found[-1].lines[0]


def test_C1_what_was_said_last_is_not_replaced_by_something_older(kicked_off: House) -> None:
    first = opening_and_entry(kicked_off, 1, Ring.POD)
    assert first.commitment == ""
    second = opening_and_entry(kicked_off, 2, Ring.ME)
    assert second.commitment == "Ask first, 1"
    # What Ann said last she keeps to herself; what she said before that is not what she said last.
    assert opening(kicked_off, "retro").commitment == ""


def opening_and_entry(house: House, number: int, ring: Ring) -> LeaderLine:
    """A stand-up opens, and Ann enters what comes next."""
    line = opening(house, "standup", number)
    house.stand_up(ANN, house.meeting("standup", number).id or 0, next_step=f"Ask first, {number}", ring=ring)
    return line


@pytest.mark.parametrize(("ring", "shown"), [(Ring.POD, "Two asked first"), (Ring.ME, "")])
def test_S1_an_observation_is_shown_to_the_pod_if_it_is_the_pods(kicked_off: House, ring: Ring, shown: str) -> None:
    experiment = kicked_off.only(Experiment).id
    note = observations.Observe(who=ANN, note="Two asked first", experiment_id=experiment, ring=ring)
    kicked_off.do(observations.observe, note)
    assert opening(kicked_off, "standup").noticed == shown


def test_S1_a_private_experiment_shows_no_observation(kicked_off: House) -> None:
    experiment = kicked_off.only(Experiment)
    note = observations.Observe(who=ANN, note="Two asked first", experiment_id=experiment.id, ring=Ring.POD)
    kicked_off.do(observations.observe, note)
    private = plan(ANN, experiment.pod_id, ring=Ring.ME, experiment_id=experiment.id)
    kicked_off.do(experiments.plan_experiment, private)
    assert opening(kicked_off, "standup") == LeaderLine(leader=ANN.user, kept_private=True)


def test_S2_a_kickoff_entry_made_private_is_counted_and_not_shown(kicked_off: House) -> None:
    experiment = kicked_off.only(Experiment)
    private = plan(ANN, experiment.pod_id, ring=Ring.ME, experiment_id=experiment.id)
    kicked_off.do(experiments.plan_experiment, private)
    kicked_off.said.clear()
    kicked_off.closed("kickoff")
    (digest,) = [model for model in kicked_off.heard(Deliver.DIGEST) if isinstance(model, Digest)]
    assert (digest.entries, digest.private) == ((), 1)


def test_the_next_sprint_can_start_while_late_entries_are_still_taken(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    both.closed("retro")
    following = both.sprint(pod, date(2026, 3, 16))
    assert (following.number, following.starts_on) == (2, date(2026, 3, 16))
    # and the retro of the first still takes a late entry
    both.clock.set(both.meeting("retro").closes_at + timedelta(hours=1))
    assert both.look_back(ANN, both.meeting("retro").id or 0).late


def test_a_late_entry_of_the_retro_is_summed_up_though_the_next_sprint_has_started(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    both.experiment(ANN, pod)
    both.closed("retro")
    both.sprint(pod, date(2026, 3, 16))
    both.tick()
    both.said.clear()
    both.look_back(ANN, both.meeting("retro").id or 0, outcome="adopted", what_changed="Late, and true")
    both.tick()
    assert [line.what_changed for line in both.heard(Deliver.SUMMARY)[-1].changed] == ["Late, and true"]


def test_S2_made_private_from_home_it_is_taken_back_from_the_thread(kicked_off: House) -> None:
    kicked_off.tick()
    kicked_off.said.clear()
    experiment = kicked_off.only(Experiment)
    private = plan(ANN, experiment.pod_id, ring=Ring.ME, experiment_id=experiment.id)
    kicked_off.do(experiments.plan_experiment, private)
    kicked_off.tick()
    assert kicked_off.heard(Deliver.ENTRY) == [None]


def test_L13_what_was_adapted_can_be_gone_on_with_as_something_new(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    both.kick_off(ANN, both.opened("kickoff"), hypothesis="If I ask, then they decide", by=date(2026, 3, 13))
    both.look_back(ANN, both.opened("retro"), outcome="adapted", what_changed="Two decided")
    both.closed("retro")
    both.sprint(pod, date(2026, 3, 16))
    following = both.opened("kickoff", sprint=2)
    blank = both.look(session_forms.form, ANN, following, both.clock.now())
    assert isinstance(blank, ExperimentForm)
    assert [line.hypothesis for line in blank.carried_over] == ["If I ask, then they decide"]
    chosen = both.look(experiments.form_of, ANN, blank.carried_over[0].id, both.clock.now(), meeting_id=following)
    assert chosen.as_new and chosen.experiment is not None
    shown = {block["block_id"]: block for block in experiment_form(both.words, chosen)["blocks"] if "element" in block}
    assert not [block for block in shown.values() if "initial_date" in block["element"]]  # the old day has passed
    both.kick_off(ANN, following, hypothesis="If I ask first, then they decide")
    assert [(row.state, row.hypothesis) for row in both.rows(Experiment)] == [
        ("adapted", "If I ask, then they decide"),
        ("planned", "If I ask first, then they decide"),
    ]


def test_S2_what_changed_belongs_to_the_entry_that_says_so(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    both.kick_off(ANN, both.opened("kickoff"))
    both.look_back(ANN, both.opened("retro"), what_changed="Told to all", ring=Ring.POD)
    both.closed("retro")
    both.sprint(pod, date(2026, 3, 16))
    experiment = both.only(Experiment).id
    both.look_back(ANN, both.opened("retro", sprint=2), experiment_id=experiment, what_changed="For me", ring=Ring.ME)
    first = both.look(summaries.summary, 1)
    assert first is not None
    assert [line.what_changed for line in first[1].still_running] == ["Told to all"]

"""A pod becomes part of another: what its leaders have begun comes along, and nobody there reads a word of it before
its leader says so."""

from datetime import date
from typing import Any

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import PodView
from podsprint.errors import Refused
from podsprint.slack.views.home import home as home_view
from podsprint.store.tables import Booster, Experiment, Observation, Proposal, Reflection
from podsprint.usecases import (
    boosters,
    entries,
    experiments,
    home,
    members,
    merging,
    observations,
    offers,
    outcomes,
    retros,
    session_forms,
    summaries,
    withdrawal,
)
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, SAM, TEAM, House, plan
from tests.usecases.test_members import at_once
from tests.usecases.test_merging import ask, yes

NEXT = date(2026, 3, 18)
NEW = tuple(Who(TEAM, user) for user in ("U11", "U12", "U13"))


@pytest.fixture
def pods(both: House) -> tuple[PodView, PodView]:
    """Fay's pod of three after a sprint, and Sam's. Ann has one experiment that runs, with notes and a line; Bo has
    adopted one, and Cy has dropped one. All of it was shared."""
    small = both.pod(leaders=("U1", "U2", "U3"), size_reason="One left")
    other = both.pod(
        name="Other", channel="C2", facilitator="U6", leaders=("U11", "U12", "U13"), size_reason="So it is"
    )
    both.sprint(small)
    kickoff = both.opened("kickoff")
    for who in (ANN, BO, CY):
        both.kick_off(who, kickoff, hypothesis=f"zz-{who.user} tries", ring=Ring.POD)
    note(both, 1, "zz-shared note", Ring.POD)
    note(both, 1, "zz-own note", Ring.ME)
    both.do(retros.reflect, retros.Reflect(who=ANN, choice="helped", line="zz-line", experiment_id=1))
    retro = both.opened("retro")
    both.look_back(BO, retro, outcome="adopted", what_changed="zz-changed")
    both.look_back(CY, retro, outcome="dropped", what_changed="zz-nothing")
    both.live_through(both.meeting("retro").grace_until)
    both.said.clear()
    return small, other


def note(house: House, experiment_id: int, text: str, ring: Ring, who: Who = ANN) -> None:
    house.do(observations.observe, observations.Observe(who=who, note=text, experiment_id=experiment_id, ring=ring))


def merge(house: House, small: PodView, other: PodView) -> None:
    house.do(merging.answer_merge, yes(ask(house, small), other))


def mine(house: House, who: Who) -> list[Any]:
    return house.look(experiments.mine, who)


def test_L13_what_runs_or_was_adopted_comes_along_with_all_that_belongs_to_it(
    both: House, pods: tuple[PodView, PodView]
) -> None:
    small, other = pods
    merge(both, small, other)
    (ann,), (bo,), (cy,) = mine(both, ANN), mine(both, BO), mine(both, CY)
    assert [(line.pod_id, line.state, line.ring) for line in (ann, bo, cy)] == [
        (other.id, "running", Ring.ME),
        (other.id, "adopted", Ring.ME),
        (small.id, "dropped", Ring.POD),
    ]
    assert [text for _, text in ann.observations] == ["zz-own note", "zz-shared note"]
    assert (bo.what_changed, bo.linked) == ("zz-changed", False)  # the goal it served was the old pod's
    page = both.look(home.home, ANN, both.clock.now())
    assert [line.id for line in page.experiments] == [ann.id]
    (line,) = [row for row in both.rows(Reflection) if row.check_in_id is None]
    assert line.experiment_id == ann.id
    assert {row.experiment_id for row in both.rows(Booster)} == {bo.id} and len(both.rows(Booster)) == 3


def test_L13_the_new_pods_next_kick_off_offers_it_and_the_checks_of_an_adoption_go_on(
    both: House, pods: tuple[PodView, PodView]
) -> None:
    small, other = pods
    merge(both, small, other)
    both.sprint(other, NEXT)
    kickoff = both.opened("kickoff", sprint=2)
    form: Any = both.look(session_forms.form, ANN, kickoff, both.clock.now())
    assert [line.hypothesis for line in form.carried_over] == ["zz-U1 tries"] and form.ring is Ring.ME
    entry = both.kick_off(ANN, kickoff, experiment_id=form.carried_over[0].id, hypothesis="now hers", ring=Ring.POD)
    shown = both.look(entries.in_thread, entry.id or 0)
    assert shown is not None and shown[2] is not None
    (check, *_) = both.rows(Booster)
    asked = both.look(boosters.form, BO, check.id or 0)
    assert (asked.pod, asked.hypothesis) == ("Other", "zz-U2 tries")


def test_S1_nobody_in_the_new_pod_reads_a_word_before_its_leader_says_so(
    both: House, pods: tuple[PodView, PodView]
) -> None:
    small, other = pods
    merge(both, small, other)
    both.said.clear()
    both.sprint(other, NEXT)
    both.opened("kickoff", sprint=2)
    both.closed("kickoff", sprint=2)
    both.opened("standup", sprint=2)
    both.live_through(both.meeting("retro", sprint=2).grace_until)
    authors = {"U1", "U2", "U3"}
    told = [out for _, out in both.said if isinstance(out, Outgoing) and out.conversation not in authors]
    assert {out.conversation for out in told} >= {"C2", "U6"} and "zz-" not in repr(told)
    for who in (*NEW, SAM):
        assert "zz-" not in repr(home_view(both.words, both.look(home.home, who, both.clock.now())))
        with pytest.raises(Refused):
            both.look(experiments.one, who, mine(both, ANN)[0].id)


def test_S1_what_is_shared_in_the_new_pod_is_not_told_in_the_old_one_nor_the_other_way_round(
    both: House, pods: tuple[PodView, PodView]
) -> None:
    small, other = pods
    merge(both, small, other)
    both.tick()
    both.said.clear()
    (line,) = mine(both, ANN)
    both.do(experiments.plan_experiment, plan(ANN, other.id, experiment_id=line.id, hypothesis="for the new pod"))
    both.do(outcomes.drop, outcomes.Drop(who=ANN, experiment_id=line.id, what_changed="for the new pod"))
    both.tick()
    assert both.heard(Deliver.ENTRY, Deliver.SUMMARY, Deliver.SESSION_OPENING) == []
    summary = both.look(summaries.summary, 1)
    assert summary is not None
    assert [(run.leader, run.hypothesis) for run in summary[1].still_running] == [("U1", "zz-U1 tries")]
    # And made private where it was told, it stays as it is where it has gone on.
    both.do(withdrawal.show_to, withdrawal.ShowTo(who=ANN, check_in_id=1, ring=Ring.ME))
    both.tick()
    assert both.heard(Deliver.ENTRY)[0] is None
    assert [row.ring for row in both.rows(Experiment) if row.user_id == "U1"] == [Ring.ME, Ring.POD]


def test_what_is_still_on_a_screen_finds_the_experiment_where_it_is_now(
    both: House, pods: tuple[PodView, PodView]
) -> None:
    small, other = pods
    merge(both, small, other)
    (line,) = mine(both, ANN)
    note(both, 1, "zz-later", Ring.ME)
    assert [row.experiment_id for row in both.rows(Observation)] == [line.id] * 3
    assert both.look(observations.page, ANN, 1).experiment.id == line.id
    assert both.look(experiments.form_of, ANN, 1, both.clock.now()).pod_id == other.id
    # A form that was open says "my pod" and means the old one: it is not taken for the new one.
    before = plan(ANN, small.id, experiment_id=1, ring=Ring.POD)
    assert both.codes(experiments.plan_experiment, before) == [("experiment_came_along", "")]
    both.do(outcomes.drop, outcomes.Drop(who=ANN, experiment_id=1, what_changed="Nothing"))
    assert [row.state for row in both.rows(Experiment) if row.user_id == "U1"] == ["running", "dropped"]


def test_a_note_that_is_deleted_leaves_what_the_old_pod_was_told(both: House, pods: tuple[PodView, PodView]) -> None:
    small, other = pods
    merge(both, small, other)
    both.tick()
    both.said.clear()
    both.do(observations.delete, observations.DeleteNote(who=ANN, note_id=1))
    both.tick()
    openings = [out for kind, out in both.said if kind == Deliver.SESSION_OPENING]
    assert openings and "zz-shared note" not in repr(openings)


def test_undo_deleted_in_the_new_pod_it_is_where_it_was(both: House, pods: tuple[PodView, PodView]) -> None:
    small, other = pods
    merge(both, small, other)
    both.do(outcomes.delete, outcomes.Delete(who=ANN, experiment_id=mine(both, ANN)[0].id))
    (line,) = mine(both, ANN)
    assert (line.pod_id, line.state, line.ring) == (small.id, "running", Ring.POD)
    both.do(outcomes.drop, outcomes.Drop(who=ANN, experiment_id=line.id, what_changed="Nothing"))
    assert mine(both, ANN)[0].state == "dropped"


def test_it_comes_along_again_when_that_pod_becomes_part_of_a_third(both: House, pods: tuple[PodView, PodView]) -> None:
    small, other = pods
    merge(both, small, other)
    for who in NEW:
        both.do(members.leave, members.Leave(who=who, pod_id=other.id))
    third = both.pod(name="Third", channel="C3", facilitator="U6", leaders=("U21", "U22", "U23"), size_reason="So")
    again = merging.AskToMerge(who=SAM, pod_id=other.id, asked_of="U6")
    both.do(merging.ask_to_merge, again)
    both.do(merging.answer_merge, yes(both.rows(Proposal)[-1].id or 0, third))
    assert [row.continues_id for row in both.rows(Experiment)] == [None, None, None, 1, 2, 4, 5]
    assert [line.pod_id for line in mine(both, ANN)] == [third.id]
    note(both, 1, "zz-still", Ring.ME)  # from a message of two pods ago
    assert [row.experiment_id for row in both.rows(Observation)] == [6, 6, 6]


def test_W6_what_was_offered_still_waits_for_its_leader_alone(both: House, pods: tuple[PodView, PodView]) -> None:
    small, other = pods
    both.do(offers.offer, offers.Offer(who=BO, pod_id=small.id, to="U1", topic="zz-offered"))
    merge(both, small, other)
    (offered,) = both.look(home.home, ANN, both.clock.now()).offered
    both.do(experiments.plan_experiment, plan(ANN, other.id, experiment_id=offered.id, hypothesis="Hers", ring=Ring.ME))
    assert {line.hypothesis for line in mine(both, ANN)} == {"Hers", "zz-U1 tries"}


def test_two_answers_and_a_change_at_once_carry_each_experiment_once(
    both: House, pods: tuple[PodView, PodView]
) -> None:
    small, other = pods
    asked = ask(both, small)
    drop = outcomes.Drop(who=ANN, experiment_id=1, what_changed="zz-now")
    at_once(
        both,
        (merging.answer_merge, yes(asked, other)),
        (merging.answer_merge, yes(asked, other)),
        (outcomes.drop, drop),
    )
    rows = both.rows(Experiment)
    assert sorted(row.continues_id for row in rows if row.continues_id) in ([2], [1, 2])
    (line,) = mine(both, ANN)
    assert line.state == "dropped"  # what she did counts, whichever came first


def test_who_did_not_lead_any_more_takes_nothing_along(both: House, pods: tuple[PodView, PodView]) -> None:
    small, other = pods
    both.do(experiments.plan_experiment, plan(CY, small.id, hypothesis="zz-late"))
    both.do(members.leave, members.Leave(who=CY, pod_id=small.id))
    merge(both, small, other)
    assert {line.pod_id for line in mine(both, CY)} == {small.id}

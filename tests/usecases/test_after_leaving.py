"""Who has left a pod, or whose pod has ended, is still the author of what they wrote: it is theirs to change."""

from collections.abc import Callable

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import PodIntro, PodView
from podsprint.errors import Refused
from podsprint.slack import views
from podsprint.slack.views.home import home as home_view
from podsprint.store.tables import Asked, CheckIn, Experiment, Observation, Reflection
from podsprint.usecases import (
    access,
    checkins,
    coaching,
    entries,
    experiments,
    home,
    members,
    merging,
    observations,
    offers,
    outcomes,
    reflections,
    reports,
    retros,
    sprint_moves,
    withdrawal,
)
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, FAY, SAM, House, plan, stand_up

Gone = Callable[[House, PodView], None]


def leaves(house: House, pod: PodView) -> None:
    house.do(members.leave, members.Leave(who=ANN, pod_id=pod.id))


def is_taken_out(house: House, pod: PodView) -> None:
    house.do(members.remove_member, members.RemoveMember(who=FAY, pod_id=pod.id, user=ANN.user))


def pod_ends(house: House, pod: PodView) -> None:
    house.closed("standup")
    house.do(sprint_moves.close, sprint_moves.ChangeSprint(who=FAY, sprint_id=1))
    house.do(merging.end_pod, merging.EndPod(who=FAY, pod_id=pod.id))


@pytest.fixture
def pod(both: House) -> PodView:
    """A pod in whose stand-up Ann and Bo have told theirs."""
    made = both.pod()
    both.sprint(made)
    kickoff = both.opened("kickoff")
    for who in (ANN, BO):
        both.kick_off(who, kickoff, hypothesis=f"{who.user} tries")
    both.do(observations.observe, observations.Observe(who=ANN, note="zz-noticed", experiment_id=1, ring=Ring.POD))
    both.do(retros.reflect, retros.Reflect(who=ANN, choice="helped", line="zz-line", experiment_id=1))
    standup = both.opened("standup")
    for who in (ANN, BO):
        both.stand_up(who, standup)
    both.tick()
    both.said.clear()
    return made


EACH = pytest.mark.parametrize("goes", [leaves, is_taken_out, pod_ends])


@EACH
def test_S5_the_words_of_an_experiment_are_changed_and_its_posted_entry_follows(
    both: House, pod: PodView, goes: Gone
) -> None:
    goes(both, pod)
    both.tick()
    both.said.clear()
    form = both.look(experiments.form_of, ANN, 1, both.clock.now())
    assert form.experiment is not None and bool(form.goal) == (goes is pod_ends)  # for those who have a place in it
    both.do(experiments.plan_experiment, plan(ANN, pod.id, experiment_id=1, hypothesis="zz-changed"))
    both.tick()
    assert "zz-changed" in repr(both.heard(Deliver.ENTRY))
    both.do(experiments.plan_experiment, plan(ANN, pod.id, experiment_id=1, hypothesis="zz-own", ring=Ring.ME))
    both.tick()
    told = {out.key: out.model for kind, out in both.said if kind == Deliver.ENTRY and isinstance(out, Outgoing)}
    assert told["check_in:1"] is None and "zz-own" not in repr(told)


@EACH
def test_S5_entries_are_hidden_and_taken_back(both: House, pod: PodView, goes: Gone) -> None:
    goes(both, pod)
    both.tick()
    both.said.clear()
    shown = both.look(withdrawal.page, ANN, both.clock.now()).entries
    assert [entry.check_in_id for entry in shown] == [3, 1]
    both.do(withdrawal.show_to, withdrawal.ShowTo(who=ANN, check_in_id=3, ring=Ring.ME))
    both.tick()
    told = {out.key: out.model for kind, out in both.said if kind == Deliver.ENTRY and isinstance(out, Outgoing)}
    assert told == {"check_in:3": None}
    both.do(withdrawal.withdraw, withdrawal.Withdraw(who=ANN, check_in_id=3))
    both.do(withdrawal.withdraw, withdrawal.Withdraw(who=ANN, check_in_id=1))
    assert [row.user_id for row in both.rows(CheckIn)] == [BO.user] * 2
    assert both.rows(Experiment)[0].ring == Ring.ME


@EACH
def test_S5_notes_lines_and_outcomes_are_still_ones_own(both: House, pod: PodView, goes: Gone) -> None:
    goes(both, pod)
    both.tick()
    both.said.clear()
    both.do(observations.change, observations.ChangeNote(who=ANN, note_id=1, note="zz-else", ring=Ring.POD))
    both.tick()
    told = both.heard(Deliver.SESSION_OPENING)
    assert told and "zz-noticed" not in repr(told)  # told anew, without them if they have left
    assert ("zz-else" in repr(told)) == (goes is pod_ends)
    both.do(observations.observe, observations.Observe(who=ANN, note="zz-later", experiment_id=1))
    both.do(observations.delete, observations.DeleteNote(who=ANN, note_id=1))
    assert [row.note for row in both.rows(Observation)] == ["zz-later"]
    both.do(reflections.change, reflections.ChangeLine(who=ANN, line_id=1, choice="helped", line="zz-other"))
    both.do(retros.reflect, retros.Reflect(who=ANN, choice="helped", line="zz-more", experiment_id=1))
    both.do(reflections.delete, reflections.DeleteLine(who=ANN, line_id=1))
    assert [row.line for row in both.rows(Reflection)] == ["zz-more"]
    both.do(outcomes.drop, outcomes.Drop(who=ANN, experiment_id=1, what_changed="Nothing"))
    both.do(outcomes.reopen, outcomes.Reopen(who=ANN, experiment_id=1))
    assert both.rows(Experiment)[0].state == "running"


@pytest.mark.parametrize("goes", [leaves, is_taken_out])
def test_S5_an_entry_is_changed_while_its_session_takes_changes(both: House, pod: PodView, goes: Gone) -> None:
    goes(both, pod)
    meeting = both.meeting("standup").id or 0
    both.stand_up(ANN, meeting, noticed="zz-mended")
    assert both.rows(CheckIn)[2].noticed == "zz-mended"
    assert both.look(entries.read, entries.ReadEntry(who=ANN, check_in_id=3)).parts[0] == ("noticed", "zz-mended")


def test_S5_the_question_that_came_of_an_entry_can_be_answered(both: House, pod: PodView) -> None:
    asked = both.rows(Asked)[0].check_in_id
    who = next(Who(ANN.team, row.user_id) for row in both.rows(CheckIn) if row.id == asked)
    both.do(members.leave, members.Leave(who=who, pod_id=pod.id))
    prompt = both.look(coaching.own_question, who, asked).question_id
    both.do(retros.reflect, retros.Reflect(who=who, choice="", line="zz-answer", check_in_id=asked, prompt=prompt))
    assert both.rows(Reflection)[-1].line == "zz-answer"


@EACH
def test_S8_authorship_opens_nothing_else(both: House, pod: PodView, goes: Gone) -> None:
    offered = both.do(offers.offer, offers.Offer(who=BO, pod_id=pod.id, to=ANN.user, topic="zz-topic"))
    goes(both, pod)
    meeting = both.meeting("standup").id or 0
    new = plan(ANN, pod.id, hypothesis="something new")
    taken = plan(ANN, pod.id, hypothesis="taken up", experiment_id=offered.id)
    no_place = "pod_ended" if goes is pod_ends else "not_found"
    for command in (new, taken):
        assert both.codes(experiments.plan_experiment, command) == [(no_place, "")]
    with pytest.raises(Refused, match=no_place):
        both.look(entries.read, entries.ReadEntry(who=ANN, check_in_id=4))
    with pytest.raises(Refused, match=no_place):
        both.look(access.leader_seat, ANN, pod.id)
    withdrawn = withdrawal.Withdraw(who=ANN, check_in_id=3)
    both.do(withdrawal.withdraw, withdrawn)
    assert both.codes(checkins.stand_up, stand_up(ANN, meeting)) == [
        ("session_over" if goes is pod_ends else "not_found", "")
    ]


def test_the_report_of_an_ended_pod_is_for_those_who_were_in_it_then(both: House, pod: PodView) -> None:
    both.do(members.leave, members.Leave(who=BO, pod_id=pod.id))
    pod_ends(both, pod)
    for who in (ANN, FAY):
        found = both.look(reports.here, who, "C9", both.clock.now())
        assert [line.leader for line in found.sprints[0].running] == [ANN.user, BO.user]
        both.do(reports.ask, reports.AskForReport(who=who, pod_id=pod.id))
    for who in (BO, SAM):
        with pytest.raises(Refused, match="no_pod"):
            both.look(reports.here, who, "C1", both.clock.now())
        assert both.codes(reports.ask, reports.AskForReport(who=who, pod_id=pod.id)) == [("not_found", "")]


@EACH
def test_what_is_ones_own_is_on_home_without_a_pod(both: House, pod: PodView, goes: Gone) -> None:
    goes(both, pod)
    shown = repr(home_view(both.words, both.look(home.home, ANN, both.clock.now())))
    assert "U1 tries" in shown and "zz-line" in shown and "new_experiment" not in shown
    nobody = Who(ANN.team, "U77")
    assert "My experiments" not in repr(home_view(both.words, both.look(home.home, nobody, both.clock.now())))


def test_an_ended_pods_introduction_says_so(both: House, pod: PodView) -> None:
    pod_ends(both, pod)
    both.tick()
    (intro,) = {repr(model): model for model in both.heard(Deliver.POD_INTRO)}.values()
    assert isinstance(intro, PodIntro) and intro.ended == "ended"
    text = views.render(both.words, intro).text
    assert "has ended" in text and "sprint start" not in text

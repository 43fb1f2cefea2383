"""A pod ends, or a small one becomes part of another."""

from datetime import timedelta
from typing import Any

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import PodView
from podsprint.errors import Refused
from podsprint.store.tables import Audit, Pod, Proposal
from podsprint.usecases import access, experiments, members, merging, sprints
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, ELSEWHERE, FAY, SAM, TEAM, House
from tests.usecases.test_members import at_once

OTHER = ("U11", "U12", "U13", "U14")


def two(house: House, *, into: tuple[str, ...] = OTHER[:3]) -> tuple[PodView, PodView]:
    """Fay's pod of three, and Sam's."""
    small = house.pod(leaders=("U1", "U2", "U3"), size_reason="One left")
    other = house.pod(name="Other", channel="C2", facilitator="U6", leaders=into, size_reason="So it is")
    house.tick()
    house.said.clear()
    house.invited.clear()
    return small, other


def ask(house: House, pod: PodView, of: str = "U6") -> int:
    house.do(merging.ask_to_merge, merging.AskToMerge(who=FAY, pod_id=pod.id, asked_of=of))
    return house.rows(Proposal)[-1].id or 0


def yes(proposal: int, into: PodView, who: Who = SAM, **more: Any) -> merging.AnswerMerge:
    return merging.AnswerMerge(who=who, proposal_id=proposal, into_pod_id=into.id, **more)


def test_L4_a_pod_of_three_becomes_part_of_another(both: House) -> None:
    small, other = two(both)
    mine = both.experiment(ANN, small)
    asked = ask(both, small)
    both.tick()
    (note,) = both.heard(Deliver.PROPOSAL)
    assert (note.kind, note.asked_by, note.pod.name, note.answer) == ("merge", "U5", small.name, "")
    assert [pod.id for pod in both.look(merging.choices, SAM, asked).into] == [other.id]
    both.do(merging.answer_merge, yes(asked, other))
    both.tick()
    assert both.look(access.leaders, other.id) == ("U11", "U12", "U13", "U1", "U2", "U3")
    assert sorted(both.invited) == [("C2", "U1"), ("C2", "U2"), ("C2", "U3")]
    ended = next(row for row in both.rows(Pod) if row.id == small.id)
    assert (ended.merged_into_id, ended.ended_at) == (other.id, both.clock.now())
    (line,) = both.look(experiments.mine, ANN)
    assert (line.hypothesis, line.pod_id, line.ring) == (mine.hypothesis, other.id, Ring.ME)
    assert [row.action for row in both.rows(Audit) if row.pod_id == small.id][-2:] == ["merge.asked", "pod.merged"]
    told = [out.conversation for kind, out in both.said if kind == Deliver.PLACE and isinstance(out, Outgoing)]
    assert told == ["U1", "U2", "U3", "U5"]


def test_what_was_shared_in_the_old_pod_is_not_the_new_one_s(house: House) -> None:
    small, other = two(house)
    house.experiment(ANN, small, hypothesis="If I zz-shared, then others decide")
    house.do(merging.answer_merge, yes(ask(house, small), other))
    house.sprint(other)
    house.opened("standup")
    house.tick()
    assert "zz-shared" not in str([out for _, out in house.said])


def test_L4_seven_needs_a_reason_and_eight_have_no_room(house: House) -> None:
    small, other = two(house, into=OTHER)
    asked = ask(house, small)
    assert house.codes(merging.answer_merge, yes(asked, other)) == [("pod_size_needs_reason", "override_reason")]
    house.do(merging.answer_merge, yes(asked, other, size_reason="All one product"))
    assert len(house.look(access.leaders, other.id)) == 7


def test_L4_nobody_is_asked_who_has_no_room(house: House) -> None:
    small, _ = two(house, into=(*OTHER, "U15"))
    for of in ("U6", "U2", "U5", "U404"):
        command = merging.AskToMerge(who=FAY, pod_id=small.id, asked_of=of)
        assert house.codes(merging.ask_to_merge, command) == [("merge_no_room", "person")]
    empty = merging.AskToMerge(who=FAY, pod_id=small.id, asked_of="")
    assert house.codes(merging.ask_to_merge, empty) == [("required", "person")]


def test_a_no_changes_nothing_and_is_told(house: House) -> None:
    small, _ = two(house)
    asked = ask(house, small)
    again = merging.AskToMerge(who=FAY, pod_id=small.id, asked_of="U6")
    assert house.codes(merging.ask_to_merge, again) == [("merge_asked_already", "person")]
    house.do(merging.answer_merge, merging.AnswerMerge(who=SAM, proposal_id=asked, into_pod_id=None))
    house.tick()
    assert [note.what for note in house.heard(Deliver.PLACE)] == ["merge.declined"]
    assert house.look(access.leaders, small.id) == ("U1", "U2", "U3")
    assert ask(house, small) == asked + 1


@pytest.mark.parametrize("who", [ANN, FAY, ELSEWHERE, Who("T0OTHER", "U6")])
def test_S8_only_who_was_asked_answers(house: House, who: Who) -> None:
    small, other = two(house)
    asked = ask(house, small)
    assert house.codes(merging.answer_merge, yes(asked, other, who)) == [("not_found", "")]
    with pytest.raises(Refused):
        house.look(merging.choices, who, asked)


def test_S8_into_a_pod_of_ones_own_only(house: House) -> None:
    small, _ = two(house)
    third = house.pod(name="Third", channel="C3", facilitator="U21", leaders=("U21", "U22", "U23", "U24"))
    asked = ask(house, small)
    assert house.codes(merging.answer_merge, yes(asked, third)) == [("not_found", "")]
    assert house.codes(merging.answer_merge, yes(asked, small)) == [("not_found", "")]


def test_two_answers_at_once_are_one(both: House) -> None:
    small, other = two(both)
    asked = ask(both, small)
    no = merging.AnswerMerge(who=SAM, proposal_id=asked, into_pod_id=None)
    deeds = [(merging.answer_merge, yes(asked, other)), (merging.answer_merge, no), (merging.answer_merge, no)]
    codes = at_once(both, *deeds)
    assert codes.count([]) == 1
    assert {code for refused in codes for code in refused} <= {"merge_answered_already", "not_found"}


# Ending -----------------------------------------------------------------------------------------------------------


def test_an_ended_pod_frees_its_name_and_channel_and_its_people_are_told(both: House) -> None:
    pod = both.pod()
    both.tick()
    both.said.clear()
    both.do(merging.end_pod, merging.EndPod(who=FAY, pod_id=pod.id))
    both.tick()
    assert [(note.what, note.by) for note in both.heard(Deliver.PLACE)] == [("pod.ended", "U5")] * 4
    assert both.look(access.seats, ANN) == []
    assert both.create().id != pod.id


def test_what_is_still_on_a_screen_does_nothing_in_an_ended_pod(house: House) -> None:
    pod = house.pod()
    house.do(merging.end_pod, merging.EndPod(who=FAY, pod_id=pod.id))
    start = sprints.StartSprint(who=FAY, pod_id=pod.id, starts_on=house.clock.now().date() + timedelta(days=7))
    assert house.codes(sprints.start_sprint, start) == [("pod_ended", "")]
    assert house.codes(merging.end_pod, merging.EndPod(who=FAY, pod_id=pod.id)) == [("pod_ended", "")]
    assert house.codes(members.leave, members.Leave(who=ANN, pod_id=pod.id)) == [("pod_ended", "")]


def test_a_running_sprint_is_closed_first(house: House) -> None:
    small, _ = two(house)
    house.sprint(small)
    end = merging.EndPod(who=FAY, pod_id=small.id)
    ask_other = merging.AskToMerge(who=FAY, pod_id=small.id, asked_of="U6")
    assert house.codes(merging.end_pod, end) == [("close_sprint_first", "")]
    assert house.codes(merging.ask_to_merge, ask_other) == [("close_sprint_first", "")]


@pytest.mark.parametrize(
    ("who", "code"), [(ANN, "facilitator_only"), (SAM, "not_found"), (Who(TEAM, "U404"), "not_found")]
)
def test_S8_only_the_facilitator_ends_a_pod(house: House, who: Who, code: str) -> None:
    pod = house.pod()
    assert house.codes(merging.end_pod, merging.EndPod(who=who, pod_id=pod.id)) == [(code, "")]

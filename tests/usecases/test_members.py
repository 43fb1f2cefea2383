"""Joining, leaving, adding and taking out (L4), on both databases, and two people at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.pods import SizeAdvice
from podsprint.domain.read_models import Departure, PlaceNote, PodView
from podsprint.errors import Refused
from podsprint.slack import views
from podsprint.store.engine import transaction
from podsprint.store.tables import Audit, Meeting, Member, Pod, Proposal
from podsprint.usecases import access, experiments, joining, members, person_changes, pod_settings
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, SAM, TEAM, House, plan

NEW = Who(TEAM, "U7")
EIGHT = Who(TEAM, "U8")


def add(pod: PodView, *who: Who, by: Who = FAY, **more: Any) -> members.AddMembers:
    return members.AddMembers(who=by, pod_id=pod.id, users=tuple(one.user for one in who), **more)


def leaders(house: House, pod: PodView) -> tuple[str, ...]:
    return house.look(access.leaders, pod.id)


def ask(house: House, who: Who, channel: str = "C1") -> int:
    house.do(joining.ask_to_join, joining.AskToJoin(who=who, channel=channel))
    return house.rows(Proposal)[-1].id or 0


# Adding -----------------------------------------------------------------------------------------------------------


def test_who_is_added_is_welcomed_and_brought_into_the_channel(both: House) -> None:
    pod = both.pod()
    both.tick()
    both.said.clear()
    both.do(members.add_members, add(pod, SAM, present=frozenset({"U1"})))
    both.tick()
    assert leaders(both, pod) == ("U1", "U2", "U3", "U4", "U6")
    assert ("C1", "U6") in both.invited
    assert [note.leader for note in both.heard(Deliver.WELCOME)] == ["U6"]
    assert [(row.action, row.subject) for row in both.rows(Audit)][-1] == ("member.added", "U6")


def test_who_is_in_the_channel_is_not_invited_there(house: House) -> None:
    pod = house.pod()
    house.tick()
    house.invited.clear()
    house.do(members.add_members, add(pod, SAM, present=frozenset({"U6"})))
    house.tick()
    assert house.invited == []


@pytest.mark.parametrize(
    ("who", "more", "problems"),
    [
        ((), {}, [("required", "people")]),
        ((ANN,), {}, [("in_pod_already", "people")]),
        ((SAM, SAM), {}, [("pod_duplicate_leaders", "people")]),
        ((SAM, NEW, EIGHT), {}, [("pod_size_needs_reason", "override_reason")]),
        ((SAM, NEW, EIGHT), {"size_reason": " \n"}, [("pod_size_needs_reason", "override_reason")]),
        ((SAM, NEW, EIGHT), {"size_reason": "x" * 301}, [("too_long", "override_reason")]),
        ((SAM, NEW, EIGHT, FAY), {"size_reason": "All one product"}, [("pod_too_large", "people")]),
        ((SAM,), {"facts": (Facts(user="U6", standing=Standing.BOT),)}, [("person_is_bot", "people")]),
        ((SAM,), {"facts": (Facts(user="U6", standing=Standing.DEACTIVATED),)}, [("person_deactivated", "people")]),
        ((SAM,), {"facts": (Facts(user="U6", standing=Standing.STRANGER),)}, [("person_stranger", "people")]),
    ],
)
def test_L4_what_cannot_be_is_told_at_its_field(
    house: House, who: tuple[Who, ...], more: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    pod = house.pod()
    assert house.codes(members.add_members, add(pod, *who, **more)) == problems


def test_L4_seven_with_a_reason(house: House) -> None:
    pod = house.pod()
    house.do(members.add_members, add(pod, SAM, NEW, EIGHT, size_reason="All lead <one> product"))
    assert len(leaders(house, pod)) == 7
    assert house.only(Pod).size_reason == "All lead <one> product"


def test_L4_a_pod_that_has_become_too_small_may_grow_one_by_one(house: House) -> None:
    pod = house.pod()
    for who in (ANN, BO, CY):
        house.do(members.leave, members.Leave(who=who, pod_id=pod.id))
    house.do(members.add_members, add(pod, SAM))
    assert leaders(house, pod) == ("U4", "U6")


@pytest.mark.parametrize("by", [ANN, SAM, ELSEWHERE])
def test_S8_only_the_facilitator_adds_and_takes_out(house: House, by: Who) -> None:
    pod = house.pod()
    code = "facilitator_only" if by == ANN else "not_found"
    assert house.codes(members.add_members, add(pod, NEW, by=by)) == [(code, "")]
    gone = members.RemoveMember(who=by, pod_id=pod.id, user="U2")
    assert house.codes(members.remove_member, gone) == [(code, "")]


def test_S8_a_forged_pod_is_not_found(house: House) -> None:
    house.pod()
    other = house.pod(name="Other", channel="C2", facilitator="U6", leaders=("U7", "U8", "U9", "U10"))
    assert house.codes(members.add_members, add(replace(other, id=other.id), NEW)) == [("not_found", "")]
    assert house.codes(members.add_members, add(replace(other, id=404), NEW)) == [("not_found", "")]
    assert house.codes(members.leave, members.Leave(who=ANN, pod_id=other.id)) == [("not_found", "")]


# Leaving ----------------------------------------------------------------------------------------------------------


def test_leaving_in_mid_sprint_keeps_what_is_ones_own_and_the_session_no_longer_waits(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    mine = both.experiment(DEE, pod)
    both.opened("standup")
    both.tick()
    both.said.clear()
    both.do(members.leave, members.Leave(who=DEE, pod_id=pod.id))
    both.tick()
    assert leaders(both, pod) == ("U1", "U2", "U3")
    (card,) = both.heard(Deliver.SESSION_CARD)
    assert "U3" in str(card) and "U4" not in str(card)
    assert [line.id for line in both.look(experiments.mine, DEE)] == [mine.id]
    assert both.codes(experiments.plan_experiment, plan(DEE, pod.id)) == [("not_found", "")]


def test_L4_the_facilitator_hears_who_left_and_what_could_come_next(house: House) -> None:
    pod = house.pod()
    house.tick()
    few = "That is few to go on with"
    for who, advice in ((ANN, "It works with three for a while"), (BO, few), (CY, few)):
        house.said.clear()
        house.do(members.leave, members.Leave(who=who, pod_id=pod.id))
        house.tick()
        told = [out.conversation for kind, out in house.said if kind == Deliver.NEEDS and isinstance(out, Outgoing)]
        assert told == ["U5"]
        (note,) = house.heard(Deliver.NEEDS)
        need = note.items[-1]
        assert (need.cause, need.person) == ("small", who.user)
        assert advice in views.render(house.words, note).text


def test_L4_who_leaves_a_pod_that_stays_large_enough_is_told_and_only_who_does_so_themselves_is_named(
    both: House,
) -> None:
    pod = both.pod(leaders=("U1", "U2", "U3", "U4", "U7", "U8"))
    both.tick()
    both.said.clear()
    both.do(members.leave, members.Leave(who=ANN, pod_id=pod.id))
    both.tick()
    notes = [(kind, out) for kind, out in both.said if kind in (Deliver.PLACE, Deliver.DEPARTURE, Deliver.NEEDS)]
    ((kind, out),) = notes
    assert isinstance(out, Outgoing) and isinstance(out.model, PlaceNote)
    assert (kind, out.conversation, out.model.what, out.model.person) == (Deliver.PLACE, "U5", "member.left", "U1")
    both.said.clear()
    gone = Facts(user=BO.user, standing=Standing.DEACTIVATED)
    both.do(person_changes.changed, person_changes.PersonIs(who=BO, facts=gone))
    both.tick()
    notes = [(kind, out) for kind, out in both.said if kind in (Deliver.PLACE, Deliver.DEPARTURE, Deliver.NEEDS)]
    ((kind, out),) = notes
    assert isinstance(out, Outgoing) and isinstance(out.model, Departure)
    assert (kind, out.conversation, out.model.left, out.model.advice) == (Deliver.DEPARTURE, "U5", 4, SizeAdvice.FINE)
    assert BO.user not in views.render(both.words, out.model).text


def test_who_is_taken_out_is_told(house: House) -> None:
    pod = house.pod()
    house.tick()
    house.said.clear()
    found = house.do(members.remove_member, members.RemoveMember(who=FAY, pod_id=pod.id, user="U2"))
    assert found.pod.leaders == ("U1", "U3", "U4") and found.advice == SizeAdvice.REFILL
    house.tick()
    (note,) = house.heard(Deliver.PLACE)
    assert (note.what, note.person, note.by) == ("member.removed", "U2", "U5")
    again = members.RemoveMember(who=FAY, pod_id=pod.id, user="U2")
    assert house.codes(members.remove_member, again) == [("not_in_pod_any_more", "")]


def test_coming_back_takes_up_the_same_place(house: House) -> None:
    pod = house.pod()
    house.do(members.leave, members.Leave(who=ANN, pod_id=pod.id))
    house.tick()
    house.said.clear()
    house.do(members.add_members, add(pod, ANN))
    house.tick()
    assert leaders(house, pod) == ("U1", "U2", "U3", "U4") and len(house.rows(Member)) == 4
    assert [note.what for note in house.heard(Deliver.PLACE)] == ["member.returned"]


# Asking to join ---------------------------------------------------------------------------------------------------


def test_who_asks_is_in_once_the_facilitator_says_yes(both: House) -> None:
    pod = both.pod()
    asked = ask(both, SAM)
    both.tick()
    (note,) = both.heard(Deliver.PROPOSAL)
    assert (note.asked_by, note.answer, note.pod.name) == ("U6", "", pod.name)
    assert both.codes(joining.ask_to_join, joining.AskToJoin(who=SAM, channel="C1")) == [("asked_already", "")]
    both.do(joining.answer, joining.Answer(who=FAY, proposal_id=asked, accept=True))
    assert leaders(both, pod)[-1] == "U6"
    both.tick()
    (after,) = both.heard(Deliver.PROPOSAL)
    assert (after.answer, after.answered_by) == ("accepted", "U5")
    again = joining.Answer(who=FAY, proposal_id=asked, accept=False)
    assert both.codes(joining.answer, again) == [("answered_already", "")]


def test_a_no_is_told_kindly_and_one_may_ask_again(house: House) -> None:
    house.pod()
    asked = ask(house, SAM)
    house.do(joining.answer, joining.Answer(who=FAY, proposal_id=asked, accept=False))
    house.tick()
    assert [note.what for note in house.heard(Deliver.PLACE)] == ["join.declined"]
    assert ask(house, SAM) == asked + 1


def test_adding_somebody_answers_what_they_had_asked(house: House) -> None:
    pod = house.pod()
    ask(house, SAM)
    house.do(members.add_members, add(pod, SAM))
    assert house.only(Proposal).answer == "accepted"


@pytest.mark.parametrize(
    ("who", "channel", "code"),
    [
        (ANN, "C1", "you_are_in_it"),
        (FAY, "C1", "you_facilitate_it"),
        (SAM, "C9", "no_pod_here"),
        (Who("T0OTHER", "U9"), "C1", "no_pod_here"),
    ],
)
def test_asking_where_it_makes_no_sense_is_told(house: House, who: Who, channel: str, code: str) -> None:
    house.pod()
    assert house.codes(joining.ask_to_join, joining.AskToJoin(who=who, channel=channel)) == [(code, "")]


def test_L4_a_pod_of_seven_is_full_and_the_seventh_needs_a_reason(house: House) -> None:
    house.pod(leaders=tuple(f"U{number}" for number in (1, 2, 3, 4, 11, 12)))
    asked = ask(house, SAM)
    yes = joining.Answer(who=FAY, proposal_id=asked, accept=True)
    assert house.codes(joining.answer, yes) == [("pod_size_needs_reason", "override_reason")]
    house.do(members.add_members, members.AddMembers(who=FAY, pod_id=1, users=("U6",), size_reason="Moved here"))
    assert house.codes(joining.ask_to_join, joining.AskToJoin(who=NEW, channel="C1")) == [("pod_full", "")]


@pytest.mark.parametrize("who", [SAM, ANN, ELSEWHERE])
def test_S8_a_question_is_answered_by_the_facilitator_only(house: House, who: Who) -> None:
    house.pod()
    asked = ask(house, SAM)
    for accept in (True, False):
        answer = joining.Answer(who=who, proposal_id=asked, accept=accept)
        code = "facilitator_only" if who == ANN else "not_found"
        assert house.codes(joining.answer, answer) == [(code, "")]


# Two at once ------------------------------------------------------------------------------------------------------


def at_once(house: House, *deeds: Any) -> list[list[str]]:
    """Everything at the same moment, each in a thread; the codes each was refused with."""

    def run(deed: Any) -> list[str]:
        use_case, command = deed
        try:
            with transaction(house.engine) as session:
                use_case(session, command, house.clock.now())
        except Refused as refused:
            return [found.code for found in refused.problems]
        return []

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_who_add_at_once_do_not_make_eight(both: House) -> None:
    pod = both.pod(leaders=("U1", "U2", "U3", "U4", "U11", "U12"))
    deeds = [(members.add_members, add(pod, who, size_reason="Growing")) for who in (SAM, NEW, EIGHT)]
    assert sorted(at_once(both, *deeds)) == [[], ["pod_too_large"], ["pod_too_large"]]
    assert len(leaders(both, pod)) == 7


def test_a_double_click_adds_once(both: House) -> None:
    pod = both.pod()
    assert sorted(at_once(both, *[(members.add_members, add(pod, SAM))] * 4)) == [[], *[["in_pod_already"]] * 3]
    assert leaders(both, pod).count("U6") == 1


def test_asking_twice_at_once_is_asking_once(both: House) -> None:
    both.pod()
    ask_once = (joining.ask_to_join, joining.AskToJoin(who=SAM, channel="C1"))
    assert sorted(at_once(both, ask_once, ask_once, ask_once)) == [[], ["asked_already"], ["asked_already"]]


def test_yes_and_no_at_once_is_one_of_them(both: House) -> None:
    both.pod()
    asked = ask(both, SAM)
    deeds = [(joining.answer, joining.Answer(who=FAY, proposal_id=asked, accept=yes)) for yes in (True, False)]
    assert sorted(at_once(both, *deeds)) == [[], ["answered_already"]]


# Settings ---------------------------------------------------------------------------------------------------------


def settings(pod: PodView, **more: Any) -> pod_settings.ChangeSettings:
    given = {"name": pod.name, "meets_at": pod.meets_at, "zone": pod.zone, **more}
    return pod_settings.ChangeSettings(**{"who": FAY, "pod_id": pod.id, **given})


def test_settings_change_what_comes_and_leave_what_is_planned(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    before = [row.opens_at for row in both.rows(Meeting)]
    hostile = "<!channel> & \u202eLeads"
    seen = both.do(
        pod_settings.change_settings, settings(pod, name=hostile, zone="Asia/Tokyo", country="JP", works_on={5, 0})
    )
    row = both.only(Pod)
    assert (seen.zone, row.country, row.works_on) == ("Asia/Tokyo", "JP", "05")
    assert both.look(pod_settings.settings_of, FAY, pod.id).works_on == {0, 5}
    assert "<!channel>" in seen.name
    assert [row.opens_at for row in both.rows(Meeting)] == before


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        ({"name": " "}, [("required", "name")]),
        ({"name": "x" * 61}, [("too_long", "name")]),
        ({"name": "OTHER"}, [("name_taken", "name")]),
        ({"meets_at": None}, [("required", "meets_at")]),
        ({"zone": "Mars/Base"}, [("zone_unknown", "zone")]),
        ({"country": "XX"}, [("country_unknown", "country")]),
        ({"works_on": frozenset()}, [("weekdays_empty", "works_on")]),
        ({"cadence": "daily"}, [("choose_one", "cadence")]),
        ({"who": ANN}, [("facilitator_only", "")]),
        ({"who": SAM}, [("not_found", "")]),
    ],
)
def test_settings_that_cannot_stand_are_told_at_their_field(
    house: House, more: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    pod = house.pod()
    house.pod(name="Other", channel="C2", facilitator="U9", leaders=("U7", "U8", "U9", "U10"))
    assert house.codes(pod_settings.change_settings, settings(pod, **more)) == problems


def test_S2_no_text_is_in_what_is_told_of_a_place(house: House) -> None:
    pod = house.pod()
    house.experiment(DEE, pod, hypothesis="If I zz-private, then it stays")
    house.do(members.leave, members.Leave(who=DEE, pod_id=pod.id))
    house.tick()
    assert "zz-private" not in str(house.heard(Deliver.PLACE, Deliver.POD_INTRO, Deliver.WELCOME))

"""Who runs a pod: deputies, taking over, handing a session over. Nobody waits for an absent facilitator (C12)."""

from datetime import timedelta
from typing import Any

import pytest

from podsprint.domain.cadences import SessionKind
from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.read_models import Brief, Digest, PodView, RoleNote
from podsprint.store.engine import transaction
from podsprint.store.tables import Absence, Audit, Person, Pod
from podsprint.usecases import hosts, moves, people, roles, sessions
from podsprint.usecases.messages import HomeTab, Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, MONDAY, SAM, TEAM, House


@pytest.fixture
def led(both: House) -> House:
    """Fay's pod, with a sprint and nothing said yet."""
    both.sprint(both.pod())
    both.tick()
    both.said.clear()
    return both


def set_roles(house: House, who: Who = FAY, **other: Any) -> PodView:
    given = {"facilitator": FAY.user, "deputy": "", "role": "peer", **other}
    return house.do(roles.set_roles, roles.SetRoles(who=who, pod_id=1, **given))


def take(who: Who, pod_id: int = 1) -> roles.TakeOver:
    return roles.TakeOver(who=who, pod_id=pod_id)


def told(house: House, kind: Deliver) -> dict[str, Any]:
    """What was last said of a kind, by who heard it."""
    house.tick()
    found = {}
    for said, out in house.said:
        if said == kind and out is not None and not isinstance(out, HomeTab):
            found[out.conversation] = out.model
    house.said.clear()
    return found


def away(house: House, who: Who, days: int = 5) -> None:
    row = Absence(
        team_id=TEAM,
        user_id=who.user,
        first_day=MONDAY,
        last_day=MONDAY + timedelta(days=days),
        source="self",
        noted_by=who.user,
        created_at=house.clock.now(),
    )
    with transaction(house.engine) as session:
        session.add(row)


def standing(house: House, who: Who, what: Standing) -> None:
    with transaction(house.engine) as session:
        session.add(Person(team_id=TEAM, user_id=who.user, standing=what))


# Deputies ---------------------------------------------------------------------------------------------------------


def test_C12_a_deputy_is_told_and_may_do_what_the_facilitator_may(led: House) -> None:
    set_roles(led, deputy=SAM.user)
    notes = told(led, Deliver.ROLE)
    assert [(user, note.what, note.by) for user, note in notes.items()] == [(SAM.user, "deputy", FAY.user)]
    led.clock.set(led.meeting("kickoff").opens_at - timedelta(minutes=10))
    led.do(sessions.open_now, sessions.OpenNow(who=SAM, channel="C1", kind=SessionKind.KICKOFF))
    assert led.meeting("kickoff").state == "open"


def test_C12_a_deputy_takes_over_at_any_time_and_it_can_be_undone(led: House) -> None:
    set_roles(led, deputy=BO.user)
    led.tick()
    led.said.clear()
    view = led.do(roles.take_over, take(BO))
    assert (view.facilitator, view.deputy) == (BO.user, FAY.user)  # they change places
    (note,) = told(led, Deliver.ROLE).values()
    assert isinstance(note, RoleNote)
    assert (note.what, note.by, note.subject, note.stands) == ("relieved", BO.user, BO.user, True)
    view = led.do(roles.undo, roles.UndoRole(who=FAY, note_id=note.note_id))
    assert (view.facilitator, view.deputy) == (FAY.user, BO.user)
    notes = told(led, Deliver.ROLE)
    assert notes[FAY.user].stands is False and notes[BO.user].what == "relieved"


def test_C12_whoever_runs_a_pod_later_is_brought_into_its_channel(led: House) -> None:
    led.invited.clear()
    set_roles(led, facilitator=SAM.user, deputy="U7")
    led.tick()
    assert sorted(led.invited) == [("C1", "U6"), ("C1", "U7")]
    led.invited.clear()
    set_roles(led, SAM, facilitator=SAM.user, deputy="U8")
    led.tick()
    assert led.invited == [("C1", "U8")]
    led.invited.clear()
    led.do(roles.take_over, take(Who(TEAM, "U8")))
    set_roles(led, Who(TEAM, "U8"), facilitator="U8", deputy="")  # whoever no longer belongs there waits for nothing
    led.tick()
    assert led.invited == [("C1", "U8")]


def test_C12_a_deputys_home_tab_follows_the_pod(led: House) -> None:
    set_roles(led, deputy=SAM.user)
    led.do(people.open_home, people.OpenHome(who=SAM))
    led.tick()
    led.said.clear()
    led.experiment(ANN, led.look(roles.who_runs_in, SAM, 1, led.clock.now()).pod)
    led.tick()
    assert [out.who for _, out in led.said if isinstance(out, HomeTab)] == [SAM]
    set_roles(led)
    led.said.clear()
    led.tick()
    (tab,) = [out for _, out in led.said if isinstance(out, HomeTab)]
    assert (tab.who, tab.model.pods) == (SAM, ())


@pytest.mark.parametrize("who", [ANN, BO])
def test_C12_no_leader_takes_over_from_a_facilitator_who_is_there(led: House, who: Who) -> None:
    assert led.codes(roles.take_over, take(who)) == [("takeover_refused", "")]


@pytest.mark.parametrize("who", [SAM, ELSEWHERE])
def test_S8_nobody_from_elsewhere_takes_over(led: House, who: Who) -> None:
    away(led, FAY)
    assert led.codes(roles.take_over, take(who)) == [("not_found", "")]
    assert led.codes(roles.take_over, take(who, 99)) == [("not_found", "")]


def test_C12_any_leader_takes_over_from_one_who_is_away(led: House) -> None:
    away(led, FAY)
    assert led.do(roles.take_over, take(CY)).facilitator == CY.user
    assert set(told(led, Deliver.ROLE)) == {FAY.user}


def test_C12_any_leader_takes_over_from_one_who_is_no_longer_active(led: House) -> None:
    standing(led, FAY, Standing.DEACTIVATED)
    assert led.do(roles.take_over, take(DEE)).facilitator == DEE.user


def test_C12_two_sessions_without_a_sign_of_life_are_enough(led: House) -> None:
    led.closed("kickoff")
    assert led.codes(roles.take_over, take(ANN)) == [("takeover_refused", "")]
    led.closed("standup", 1)
    assert led.do(roles.take_over, take(ANN)).facilitator == ANN.user


def test_two_take_over_at_once_and_the_later_one_is_told(led: House) -> None:
    away(led, FAY)
    led.do(roles.take_over, take(CY))
    assert led.codes(roles.take_over, take(DEE)) == [("takeover_refused", "")]
    before = led.only(Pod).facilitator_id
    led.do(roles.take_over, take(CY))  # a double click
    assert led.only(Pod).facilitator_id == before == CY.user


def test_S8_an_undo_is_for_those_it_is_about_and_not_for_ever(led: House) -> None:
    away(led, FAY)
    led.do(roles.take_over, take(CY))
    (note,) = told(led, Deliver.ROLE).values()
    for who in (ANN, SAM, ELSEWHERE):
        assert led.codes(roles.undo, roles.UndoRole(who=who, note_id=note.note_id)) == [("not_found", "")]
    for made_up in (0, -1, 1, 999):
        assert led.codes(roles.undo, roles.UndoRole(who=FAY, note_id=made_up)) == [("not_found", "")]
    led.clock.advance(days=15)
    assert led.codes(roles.undo, roles.UndoRole(who=FAY, note_id=note.note_id)) == [("role_undo_too_late", "")]


def test_S6_every_change_of_roles_is_in_the_trail(led: House) -> None:
    set_roles(led, facilitator=ANN.user, deputy=BO.user, role="manager")
    led.do(roles.take_over, take(BO))
    trail = [(row.actor, row.action, row.subject) for row in led.rows(Audit)][2:]
    assert trail == [
        (FAY.user, "facilitator.is_manager", ANN.user),
        (FAY.user, "facilitator.named", ANN.user),
        (FAY.user, "facilitator.relieved", FAY.user),
        (FAY.user, "deputy.named", BO.user),
        (BO.user, "facilitator.taken_over", BO.user),
        (BO.user, "facilitator.relieved", ANN.user),
    ]


def test_L17_whoever_ran_a_pod_as_a_manager_gets_it_back_as_one(led: House) -> None:
    set_roles(led, role="manager", deputy=BO.user)
    led.do(roles.take_over, take(BO))
    assert led.only(Pod).facilitator_role == "peer"
    led.do(roles.take_over, take(FAY))  # the deputy now, and no leader: nobody says what they are
    assert led.only(Pod).facilitator_role == "outsider"
    row = next(row for row in led.rows(Audit) if row.action == "facilitator.relieved" and row.subject == FAY.user)
    assert led.codes(roles.undo, roles.UndoRole(who=FAY, note_id=row.id or 0)) == [("role_undo_too_late", "")]


def test_who_may_be_named(led: House) -> None:
    standing(led, DEE, Standing.DEACTIVATED)
    given: dict[str, Any] = {"who": FAY, "pod_id": 1, "facilitator": FAY.user, "deputy": "", "role": "peer"}

    def codes(**other: Any) -> list[tuple[str, str]]:
        return led.codes(roles.set_roles, roles.SetRoles(**{**given, **other}))

    assert codes(facilitator="") == [("required", "facilitator")]
    assert codes(deputy=FAY.user) == [("deputy_is_facilitator", "deputy")]
    assert codes(role="king") == [("choose_one", "role")]
    assert codes(deputy=DEE.user) == [("person_deactivated", "deputy")]
    assert codes(who=ANN) == [("facilitator_only", "")]
    assert codes(who=SAM) == [("not_found", "")]
    for said, code in (
        (Standing.BOT, "person_is_bot"),
        (Standing.DEACTIVATED, "person_deactivated"),
        (Standing.STRANGER, "person_stranger"),
    ):  # what Slack has just said counts, for each of them
        facts = (Facts(user="U6", standing=said),)
        assert codes(facilitator="U6", facts=facts) == [(code, "facilitator")]
        assert codes(deputy="U6", facts=facts) == [(code, "deputy")]


def test_L17_a_guest_who_is_named_is_from_outside_whatever_was_chosen(led: House) -> None:
    facts = (Facts(user=SAM.user, standing=Standing.GUEST),)
    command = roles.SetRoles(who=FAY, pod_id=1, facilitator=SAM.user, deputy="", role="peer", facts=facts)
    assert led.do(roles.set_roles, command).facilitator_role == "outsider"


# Handing a session over -------------------------------------------------------------------------------------------


def hand(house: House, who: Who, to: str = "", *, kind: str = "standup") -> Any:
    return house.do(hosts.hand_over, hosts.HandOver(who=who, meeting_id=house.meeting(kind).id or 0, to=to))


def test_C12_the_brief_the_digest_and_the_rights_of_a_session_go_with_it(led: House) -> None:
    hand(led, FAY, ANN.user, kind="kickoff")
    (note,) = told(led, Deliver.ROLE).values()
    assert (note.what, note.stands) == ("host", True)
    led.opened("kickoff")
    led.closed("kickoff")
    digests = told(led, Deliver.DIGEST)
    assert [user for user, model in digests.items() if isinstance(model, Digest)] == [ANN.user]
    led.closed("standup")
    assert set(told(led, Deliver.DIGEST)) == {FAY.user}  # only that one session


def test_C12_a_host_hands_it_back_and_both_are_told(led: House) -> None:
    hand(led, FAY, ANN.user)
    led.tick()
    led.said.clear()
    hand(led, ANN)
    assert led.meeting("standup").host_id is None
    assert {user: note.what for user, note in told(led, Deliver.ROLE).items()} == {FAY.user: "host"}


def test_S8_only_who_runs_it_hands_it_over_and_only_within_the_pod(led: House) -> None:
    meeting = led.meeting("standup").id or 0

    def codes(who: Who, to: str) -> list[tuple[str, str]]:
        return led.codes(hosts.hand_over, hosts.HandOver(who=who, meeting_id=meeting, to=to))

    assert codes(FAY, SAM.user) == [("not_in_pod", "host")]
    assert codes(ANN, ANN.user) == [("facilitator_only", "")]
    assert codes(SAM, SAM.user) == codes(ELSEWHERE, ANN.user) == [("not_found", "")]
    led.closed("standup")
    assert codes(FAY, ANN.user) == [("session_done", "")]


def test_C12_a_leader_takes_a_session_on_while_its_facilitator_is_away(led: House) -> None:
    away(led, FAY)
    hand(led, ANN, ANN.user)
    assert led.meeting("standup").host_id == ANN.user
    assert led.codes(
        hosts.hand_over, hosts.HandOver(who=BO, meeting_id=led.meeting("standup").id or 0, to=CY.user)
    ) == [("facilitator_only", "")]


# Briefs -----------------------------------------------------------------------------------------------------------


def briefed(house: House) -> dict[str, Any]:
    """Go to the moment of the stand-up's brief, and what was said then."""
    house.said.clear()
    house.live_through(house.meeting("standup").opens_at - timedelta(hours=17))
    return told(house, Deliver.BRIEF)


def test_C12_while_the_facilitator_is_away_the_deputy_gets_the_brief(led: House) -> None:
    set_roles(led, deputy=BO.user)
    away(led, FAY)
    standups = {user: one for user, model in briefed(led).items() for one in model.sessions if one.session.number == 1}
    one = standups.pop(BO.user)
    assert (one.session.kind, one.stands_in, one.host) == ("standup", True, FAY.user)
    assert [one.session.kind for one in standups.values()] == ["kickoff"]  # hers of before she was away


def test_a_brief_that_is_out_says_so_when_the_session_is_handed_over(led: House) -> None:
    (first,) = briefed(led).values()
    assert isinstance(first, Brief) and first.sessions[0].stands == "planned"
    hand(led, FAY, ANN.user)
    after = told(led, Deliver.BRIEF)
    assert {user: model.sessions[0].stands for user, model in after.items()} == {
        FAY.user: "handed_over",
        ANN.user: "planned",
    }


def test_C12_one_brief_a_day_for_all_of_ones_pods(house: House) -> None:
    for number in range(7):
        pod = house.pod(name=f"Pod {number}", channel=f"C{number}")
        house.sprint(pod)
    house.live_through(house.meeting("standup").opens_at - timedelta(hours=17))
    day = house.meeting("standup").opens_at.date().isoformat()
    briefs = [out for kind, out in house.said if kind == Deliver.BRIEF and isinstance(out, Outgoing)]
    found = [out for out in briefs if out.key.endswith(day)]
    assert len({out.key for out in found}) == 1  # one message, however often it was brought up to date
    model = found[-1].model
    assert isinstance(model, Brief)
    assert (len(model.sessions), model.more) == (5, 2)


def test_W7_a_brief_that_is_out_says_what_became_of_the_session(led: House) -> None:
    briefed(led)
    meeting = led.meeting("standup").id or 0
    led.do(moves.change, moves.ChangeSession(who=FAY, meeting_id=meeting, how="skip"))
    (brief,) = told(led, Deliver.BRIEF).values()
    assert (brief.sessions[0].stands, brief.sessions[0].may_undo) == ("skipped", True)
    led.do(moves.change, moves.ChangeSession(who=FAY, meeting_id=meeting, how="undo"))
    (brief,) = told(led, Deliver.BRIEF).values()
    assert (brief.sessions[0].stands, brief.sessions[0].may_undo) == ("planned", False)
    later = led.meeting("standup").opens_at + timedelta(days=1)
    done = moves.MoveSession(who=FAY, meeting_id=meeting, at=later, sure=True)
    led.do(moves.move, done)
    (brief,) = told(led, Deliver.BRIEF).values()
    assert (brief.sessions[0].stands, brief.sessions[0].session.opens_at) == ("moved", later)


def test_C12_whoever_runs_a_session_may_change_it_and_only_that_one(led: House) -> None:
    hand(led, FAY, ANN.user)
    led.do(moves.change, moves.ChangeSession(who=ANN, meeting_id=led.meeting("standup").id or 0, how="skip"))
    assert led.meeting("standup").state == "skipped"
    other = moves.ChangeSession(who=ANN, meeting_id=led.meeting("standup", 2).id or 0, how="skip")
    assert led.codes(moves.change, other) == [("facilitator_only", "")]

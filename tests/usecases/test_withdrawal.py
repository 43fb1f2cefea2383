"""Taking an entry back, and showing it to more or fewer eyes: it is so everywhere, and what stays is its leader's."""

from typing import Any

import pytest

from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.store.tables import Asked, CheckIn, Experiment, Reflection
from podsprint.usecases import retros, withdrawal
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, House

PLACES = (Deliver.SESSION_OPENING, Deliver.BRIEF, Deliver.DIGEST, Deliver.SUMMARY, Deliver.ENTRY, Deliver.SESSION_CARD)


@pytest.fixture
def told(house: House) -> House:
    """A sprint that is over but for late entries; what Ann wrote in it was told everywhere, and she answered."""
    return play(house)


def play(house: House) -> House:
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"), hypothesis="zz-kickoff")
    for number in (1, 2):
        meeting = house.meeting("standup", number)
        house.live_through(meeting.opens_at)
        house.tick()
        said = {"noticed": f"zz-noticed-{number}", "next_step": f"zz-next-{number}"} if number == 1 else {}
        entry = house.stand_up(ANN, meeting.id or 0, **said)
        house.tick()
        if number == 1:
            asked = next(row.question_id for row in house.rows(Asked) if row.check_in_id == entry.id)
            answer = retros.Reflect(who=ANN, choice="", line="zz-answer", check_in_id=entry.id, prompt=asked)
            house.do(retros.reflect, answer)
    meeting = house.meeting("retro")
    house.live_through(meeting.opens_at)
    house.tick()
    house.look_back(ANN, meeting.id or 0, line="zz-retro", outcome="adopted", what_changed="zz-changed")
    house.live_through(meeting.closes_at)
    house.tick()
    house.said.clear()
    return house


def withdraw(check_in_id: int, who: Any = ANN) -> withdrawal.Withdraw:
    return withdrawal.Withdraw(who=who, check_in_id=check_in_id)


def entry_of(house: House, kind: str, number: int = 1) -> CheckIn:
    meeting = house.meeting(kind, number)
    return next(row for row in house.rows(CheckIn) if row.meeting_id == meeting.id and row.user_id == ANN.user)


def gone(house: House) -> set[str]:
    """The keys of messages that are taken away."""
    house.tick()
    return {out.key for _, out in house.said if isinstance(out, Outgoing) and out.model is None}


def test_a_withdrawn_entry_leaves_everywhere_with_its_question_and_answer(both: House) -> None:
    told = play(both)
    entry = entry_of(told, "standup")
    assert told.do(withdrawal.withdraw, withdraw(entry.id or 0)) == "standup"
    assert {f"check_in:{entry.id}", f"check_in:{entry.id}:question"} <= gone(told)
    kinds = {kind for kind, _ in told.said}
    assert set(PLACES) <= kinds
    assert "zz-next-1" not in repr(told.said) and "zz-noticed-1" not in repr(told.said)
    assert [row.line for row in told.rows(Reflection)] == ["zz-retro"]
    assert entry.id not in [row.check_in_id for row in told.rows(Asked)]
    assert told.only(Experiment).state == "adopted"  # what has become of it stays


def test_a_withdrawn_retro_takes_its_words_out_of_the_summary(told: House) -> None:
    told.do(withdrawal.withdraw, withdraw(entry_of(told, "retro").id or 0))
    told.tick()
    (summary,) = told.heard(Deliver.SUMMARY)
    assert "zz-" not in repr(summary) and summary.kept_private == 1


def test_a_withdrawn_kickoff_leaves_the_experiment_to_its_leader_alone(told: House) -> None:
    told.do(withdrawal.withdraw, withdraw(entry_of(told, "kickoff").id or 0))
    told.tick()
    assert told.only(Experiment).ring == "me"
    assert "zz-kickoff" not in repr(told.heard(*PLACES))


def test_after_a_withdrawal_a_new_entry_is_a_new_one_with_a_question_of_its_own(both: House) -> None:
    both.sprint(both.pod())
    both.kick_off(ANN, both.opened("kickoff"))
    meeting = both.opened("standup")
    first = both.stand_up(ANN, meeting)
    both.tick()
    both.do(withdrawal.withdraw, withdraw(first.id or 0))
    both.tick()
    both.said.clear()
    second = both.stand_up(ANN, meeting, noticed="anew")
    assert second.id != first.id  # nothing that was told of the first is taken for the second
    both.tick()
    assert len(both.heard(Deliver.COACH_QUESTION)) == 1


@pytest.mark.parametrize("who", [BO, FAY, ELSEWHERE])
def test_S8_nobody_elses_entry_is_withdrawn_or_shown(told: House, who: Any) -> None:
    missing = (problem("not_found", what="check_in"),)
    entry = entry_of(told, "standup").id or 0
    assert told.refused(withdrawal.withdraw, withdraw(entry, who)) == missing
    ring = withdrawal.ShowTo(who=who, check_in_id=entry, ring=Ring.POD)
    assert told.refused(withdrawal.show_to, ring) == missing


@pytest.mark.parametrize("kind", ["kickoff", "standup", "retro"])
def test_S1_the_ring_is_changed_later_in_both_directions(told: House, kind: str) -> None:
    told.travel(told.meeting("retro").grace_until)
    told.said.clear()
    entry = entry_of(told, kind).id or 0
    assert told.do(withdrawal.show_to, withdrawal.ShowTo(who=ANN, check_in_id=entry, ring=Ring.ME)).ring is Ring.ME
    assert f"check_in:{entry}" in gone(told)
    told.said.clear()
    told.do(withdrawal.show_to, withdrawal.ShowTo(who=ANN, check_in_id=entry, ring=Ring.POD))
    told.tick()
    assert "zz-" in repr(told.heard(Deliver.ENTRY))


def test_ones_entries_are_listed_and_say_what_can_still_be_done(told: House) -> None:
    page = told.look(withdrawal.page, ANN, told.clock.now())
    assert [entry.said for entry in page.entries] == ["zz-retro", "U1 noticed something", "zz-noticed-1", "zz-kickoff"]
    assert [entry.takes_changes for entry in page.entries] == [True, False, False, False]
    assert told.look(withdrawal.page, BO, told.clock.now()).entries == ()
    older = told.look(withdrawal.page, ANN, told.clock.now(), before=page.entries[1].check_in_id)
    assert [entry.said for entry in older.entries] == ["zz-noticed-1", "zz-kickoff"]


def test_W11_a_withdrawal_while_the_session_is_open_hides_nothing_that_was_seen(house: House) -> None:
    house.sprint(house.pod())
    meeting = house.opened("standup")
    for who in (ANN, BO, CY, DEE):
        house.stand_up(who, meeting)
    house.tick()
    house.said.clear()
    house.do(withdrawal.withdraw, withdraw(1))
    house.tick()
    (card,) = house.heard(Deliver.SESSION_CARD)
    assert card.checked_in == (BO.user, CY.user, DEE.user)

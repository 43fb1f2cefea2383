"""A wish to be coached is taken up by a peer, and either of the two can say otherwise (C9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Digest, Entry, WishNote
from podsprint.domain.wishes import Wish, may_take, state_of
from podsprint.slack import views
from podsprint.store.engine import transaction
from podsprint.store.tables import CheckIn
from podsprint.usecases import forgetting, members, merging, sprint_moves, wishes, withdrawal
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, ELSEWHERE, FAY, SAM, House

TOPIC = "how to say no to more work"


@given(st.booleans(), st.booleans(), st.sampled_from(("", "U2")), st.booleans())
def test_C9_a_private_wish_is_nobodys_to_take_up(topic: bool, shared: bool, coach: str, declined: bool) -> None:
    state = state_of(topic=topic, shared=shared, coach=coach, declined=declined)
    assert (state is Wish.NONE) == (not topic or not shared)
    assert may_take(state, coach=coach, by="U3") == (state in (Wish.OPEN, Wish.DECLINED))
    assert not may_take(state, coach="U3", by="U3") or state is Wish.OPEN


@pytest.fixture
def wished(both: House) -> House:
    """Ann has a wish in a stand-up that has closed."""
    both.sprint(both.pod())
    both.closed("kickoff")
    meeting = both.opened("standup")
    both.stand_up(ANN, meeting, coaching_topic=TOPIC)
    both.closed("standup")
    heard(both)
    return both


def heard(house: House) -> dict[str, WishNote | None]:
    """What each of them was told last, which is out now."""
    house.tick()
    found = {
        out.conversation: out.model for kind, out in house.said if kind == Deliver.WISH and isinstance(out, Outgoing)
    }
    house.is_out()
    return {user: model for user, model in found.items() if model is None or isinstance(model, WishNote)}


def in_thread(house: House) -> Entry:
    return [out.model for kind, out in house.said if kind == Deliver.ENTRY and isinstance(out, Outgoing)][-1]  # type: ignore[return-value]


def take(house: House, who: Who) -> WishNote:
    return house.do(wishes.take, wishes.TakeWish(who=who, check_in_id=1))


def end(house: House, who: Who) -> WishNote:
    return house.do(wishes.end, wishes.EndWish(who=who, check_in_id=1))


def test_C9_a_peer_takes_it_up_and_both_are_told_of_one_another(wished: House) -> None:
    assert take(wished, BO).state == Wish.TAKEN
    take(wished, BO)  # pressed twice
    notes = heard(wished)
    ann, bo = notes[ANN.user], notes[BO.user]
    assert ann is not None and (ann.wished, ann.coach, ann.topic, ann.state) == (True, BO.user, TOPIC, "taken")
    assert bo is not None and (bo.wished, bo.leader, bo.topic, bo.state) == (False, ANN.user, TOPIC, "taken")
    shown = in_thread(wished)
    assert (shown.wish, shown.coach) == ("taken", BO.user)
    digests = [out.model for kind, out in wished.said if kind == Deliver.DIGEST and isinstance(out, Outgoing)]
    assert isinstance(digests[-1], Digest) and f"<@{BO.user}> can" in views.render(wished.words, digests[-1]).text
    assert wished.codes(wishes.take, wishes.TakeWish(who=CY, check_in_id=1)) == [("wish_taken", "")]


def test_C9_the_peer_takes_it_back_and_it_is_open_again(wished: House) -> None:
    take(wished, BO)
    heard(wished)
    wished.said.clear()
    end(wished, BO)
    notes = heard(wished)
    ann, bo = notes[ANN.user], notes[BO.user]
    assert ann is not None and ann.state == "open" and bo is not None and (bo.state, bo.topic) == ("open", "")
    assert in_thread(wished).wish == "open"
    assert take(wished, CY).coach == CY.user
    assert take(wished, CY).state == "taken"


def test_C9_its_leader_says_not_now_without_a_reason_and_yes_after_all(wished: House) -> None:
    take(wished, BO)
    heard(wished)
    wished.said.clear()
    end(wished, ANN)
    end(wished, ANN)
    notes = heard(wished)
    ann, bo = notes[ANN.user], notes[BO.user]
    assert ann is not None and ann.state == "declined" and bo is not None and (bo.state, bo.coach) == ("open", BO.user)
    assert in_thread(wished).wish == "open" and in_thread(wished).coach == ""
    assert wished.codes(wishes.take, wishes.TakeWish(who=BO, check_in_id=1)) == [("wish_thanked", "")]
    revived = wished.do(wishes.revive, wishes.ReviveWish(who=ANN, check_in_id=1))
    assert (revived.state, revived.coach) == ("taken", BO.user)
    end(wished, ANN)
    take(wished, CY)
    notes = heard(wished)
    bo, cy = notes[BO.user], notes[CY.user]
    assert bo is not None and (bo.state, bo.topic, bo.coach) == ("open", "", BO.user)  # and not with whom it goes on
    assert cy is not None and cy.state == "taken"


@pytest.mark.parametrize("goes", ["leaves", "is forgotten"])
def test_C9_what_somebody_who_goes_has_taken_up_is_open_again(wished: House, goes: str) -> None:
    take(wished, BO)
    heard(wished)
    wished.said.clear()
    if goes == "leaves":
        wished.do(members.leave, members.Leave(who=BO, pod_id=1))
    else:
        wished.do(forgetting.begin, forgetting.ForgetMe(who=BO, typed="forget me"))
        with transaction(wished.engine) as session:
            forgetting.delete_rows(session, BO, wished.clock.now())
    notes = heard(wished)
    ann = notes.pop(ANN.user)
    assert ann is not None and (ann.state, ann.topic) == ("open", TOPIC)
    # Whoever has left reads that it is over; of whoever is forgotten, the message itself goes.
    assert [(note.state, note.topic) for note in notes.values() if note] == [("open", "")] * (goes == "leaves")
    assert (in_thread(wished).wish, in_thread(wished).coach) == ("open", "")
    assert take(wished, CY).state == "taken"


def test_S5_what_was_wished_goes_from_the_coachs_messages_with_whoever_is_forgotten(wished: House) -> None:
    take(wished, BO)
    heard(wished)
    wished.said.clear()
    with transaction(wished.engine) as session:
        forgetting.delete_rows(session, ANN, wished.clock.now())
    assert heard(wished) == {BO.user: None}


@pytest.mark.parametrize("now_says", ["", "how to say yes"])
def test_C9_what_somebody_said_they_can_is_not_what_is_wished_for_now(wished: House, now_says: str) -> None:
    meeting = wished.meeting("standup").id or 0
    take(wished, BO)
    heard(wished)
    wished.stand_up(ANN, meeting, coaching_topic=TOPIC, noticed="more")
    assert wished.rows(CheckIn)[0].coach_id == BO.user  # the same wish
    heard(wished)
    wished.said.clear()
    wished.stand_up(ANN, meeting, coaching_topic=now_says)
    bo = heard(wished)[BO.user]
    assert (bo.state, bo.topic) == ("open", "") if bo else not now_says
    wished.stand_up(ANN, meeting, coaching_topic="how to ask")
    wished.said.clear()
    wished.stand_up(ANN, meeting, coaching_topic="how to ask", noticed="still more")
    heard(wished)
    assert (in_thread(wished).wish, in_thread(wished).coach) == ("open", "")


def test_C9_either_of_the_two_can_say_otherwise_when_the_pod_has_ended(wished: House) -> None:
    take(wished, BO)
    wished.do(sprint_moves.close, sprint_moves.ChangeSprint(who=FAY, sprint_id=1))
    wished.do(merging.end_pod, merging.EndPod(who=FAY, pod_id=1))
    assert end(wished, ANN).state == "declined"
    assert wished.do(wishes.revive, wishes.ReviveWish(who=ANN, check_in_id=1)).state == "taken"
    assert end(wished, BO).state == "open"
    assert wished.codes(wishes.take, wishes.TakeWish(who=CY, check_in_id=1)) == [("pod_ended", "")]
    for who in (CY, ELSEWHERE):
        assert wished.codes(wishes.end, wishes.EndWish(who=who, check_in_id=1)) == [("not_found", "")]


def test_S8_it_is_for_the_pods_leaders_and_for_nobody_else(wished: House) -> None:
    def codes(who: Who, check_in_id: int = 1) -> list[tuple[str, str]]:
        return wished.codes(wishes.take, wishes.TakeWish(who=who, check_in_id=check_in_id))

    assert codes(SAM) == codes(ELSEWHERE) == codes(BO, 77) == codes(BO, -1) == [("not_found", "")]
    assert codes(FAY) == [("leaders_only", "")]
    assert codes(ANN) == [("wish_own", "")]
    take(wished, BO)
    for who in (CY, FAY, SAM):
        assert wished.codes(wishes.end, wishes.EndWish(who=who, check_in_id=1)) == [("not_found", "")]
        assert wished.codes(wishes.revive, wishes.ReviveWish(who=who, check_in_id=1)) == [("not_found", "")]


def test_W11_what_is_still_sealed_cannot_be_taken_up(both: House) -> None:
    both.sprint(both.pod())
    both.closed("kickoff")
    meeting = both.opened("standup")
    both.stand_up(ANN, meeting, coaching_topic=TOPIC)
    assert both.codes(wishes.take, wishes.TakeWish(who=BO, check_in_id=1)) == [("own_first", "")]
    both.stand_up(BO, meeting)
    assert take(both, BO).state == "taken"


def test_S2_a_wish_that_is_private_or_taken_back_is_told_to_nobody(wished: House) -> None:
    take(wished, BO)
    heard(wished)
    wished.said.clear()
    wished.do(withdrawal.show_to, withdrawal.ShowTo(who=ANN, check_in_id=1, ring=Ring.ME))
    assert heard(wished) == {ANN.user: None, BO.user: None}  # both messages are deleted
    assert wished.codes(wishes.take, wishes.TakeWish(who=CY, check_in_id=1)) == [("not_found", "")]
    wished.said.clear()
    wished.do(withdrawal.withdraw, withdrawal.Withdraw(who=ANN, check_in_id=1))
    assert wished.rows(CheckIn) == [] and heard(wished) == {ANN.user: None, BO.user: None}

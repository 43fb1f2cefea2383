"""Other people's answers stay hidden until one's own is in, or the window closes (W11)."""

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.domain.read_models import Entry
from podsprint.errors import Refused
from podsprint.slack import views
from podsprint.usecases import entries
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, LEADERS, SAM, House, plan


@pytest.fixture
def standup(both: House) -> int:
    """A stand-up that is open."""
    both.sprint(both.pod())
    meeting = both.opened("standup")
    both.said.clear()
    return meeting


def read(house: House, who: Who, check_in: int | None) -> Entry:
    return house.look(entries.read, entries.ReadEntry(who=who, check_in_id=check_in or 0))


def told(house: House, who: Who, check_in: int | None) -> tuple[object, ...]:
    with pytest.raises(Refused) as refused:
        read(house, who, check_in)
    return tuple(refused.value.problems)


def test_W11_entry_stays_sealed_until_own_is_in(both: House, standup: int) -> None:
    entry = both.stand_up(ANN, standup, noticed="Secret so far").id
    wait = (problem("own_first"),)
    assert told(both, BO, entry) == wait
    both.stand_up(BO, standup)
    assert read(both, BO, entry).parts == (("noticed", "Secret so far"),)
    assert told(both, CY, entry) == wait


def test_W11_in_the_thread_an_entry_shows_no_word_until_everyone_is_in(both: House, standup: int) -> None:
    for leader in LEADERS[:-1]:
        both.stand_up(leader, standup, noticed="Marker")
    both.tick()
    sealed = both.heard(Deliver.ENTRY)
    assert [(entry.sealed, entry.parts) for entry in sealed] == [(True, ())] * 3
    assert not any("Marker" in str(views.render(both.words, entry)) for entry in sealed)
    both.stand_up(DEE, standup, noticed="Marker")
    both.tick()
    assert [(entry.leader, entry.sealed) for entry in both.heard(Deliver.ENTRY)] == [
        (leader.user, False) for leader in LEADERS
    ]


def test_W11_a_private_entry_counts_as_in_and_opens_the_others(both: House, standup: int) -> None:
    entry = both.stand_up(ANN, standup).id
    both.stand_up(BO, standup, ring=Ring.ME)
    assert read(both, BO, entry).leader == ANN.user


def test_W11_everything_opens_at_the_close(both: House, standup: int) -> None:
    entry = both.stand_up(ANN, standup, noticed="Now you can").id
    both.tick()
    both.said.clear()
    both.closed("standup")
    assert [(found.leader, found.sealed) for found in both.heard(Deliver.ENTRY)] == [(ANN.user, False)]
    for who in (BO, FAY):
        assert read(both, who, entry).parts == (("noticed", "Now you can"),)


def test_W11_ones_own_entry_can_always_be_read(both: House, standup: int) -> None:
    for ring in (Ring.ME, Ring.POD):
        entry = both.stand_up(ANN, standup, noticed="Mine", ring=ring).id
        assert read(both, ANN, entry).parts == (("noticed", "Mine"),)


def test_W11_a_facilitator_who_does_not_lead_waits_for_the_close(both: House, standup: int) -> None:
    entry = both.stand_up(ANN, standup).id
    assert told(both, FAY, entry) == (problem("opens_at_close"),)


@pytest.mark.parametrize("who", [SAM, ELSEWHERE])
def test_W11_strangers_learn_nothing_not_even_that_it_exists(both: House, standup: int, who: Who) -> None:
    entry = both.stand_up(ANN, standup).id
    both.closed("standup")
    assert told(both, who, entry) == told(both, who, 99) == (problem("not_found", what="check_in"),)


def test_S2_a_private_entry_is_read_by_its_author_only(both: House, standup: int) -> None:
    entry = both.stand_up(ANN, standup, noticed="Mine", ring=Ring.ME).id
    for leader in (BO, CY, DEE):
        both.stand_up(leader, standup)
    both.closed("standup")
    for who in (BO, FAY, SAM):
        assert told(both, who, entry) == (problem("not_found", what="check_in"),)


def test_an_entry_taken_back_from_the_pod_is_taken_from_the_thread(both: House, standup: int) -> None:
    both.stand_up(ANN, standup)
    both.tick()
    both.said.clear()
    both.stand_up(ANN, standup, ring=Ring.ME)
    both.tick()
    assert both.heard(Deliver.ENTRY) == [None]


def test_a_kickoff_entry_is_its_experiment_and_follows_its_ring(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    meeting = both.opened("kickoff")
    entry = both.kick_off(ANN, meeting, framing_question="What will it take?", expect="Fewer calls", ring=Ring.POD)
    both.closed("kickoff")
    assert read(both, BO, entry.id).parts == (
        ("framing_question", "What will it take?"),
        ("hypothesis", "If U1 asks first, then others decide"),
        ("expect", "Fewer calls"),
    )
    both.experiment(ANN, pod, experiment_id=entry.experiment_id, ring=Ring.ME)
    assert told(both, BO, entry.id) == (problem("not_found", what="check_in"),)


def test_S2_a_private_experiment_stays_private_in_an_entry_that_is_shared(both: House) -> None:
    both.sprint(both.pod())
    both.kick_off(ANN, both.opened("kickoff"), hypothesis="Hidden plan", ring=Ring.ME)
    entry = both.look_back(ANN, both.opened("retro"), outcome="dropped", what_changed="Hidden change")
    both.closed("retro")
    found = read(both, BO, entry.id)
    assert found.parts == (("line", "U1 looks back"),)
    assert (found.outcome, found.choice) == ("", "helped")


def test_an_entry_about_an_experiment_of_the_kickoff_only_by_its_leader(both: House) -> None:
    both.sprint(both.pod())
    meeting = both.opened("kickoff")
    bos = both.kick_off(BO, meeting).experiment_id
    with pytest.raises(Refused, match="not_found"):
        both.kick_off(ANN, meeting, experiment_id=bos)
    assert plan(ANN, 1).experiment_id is None

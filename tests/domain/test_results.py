"""How an experiment ended, as its pod has heard it; what its leader did in private since then is not told (S2)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.experiments import CLOSED, ExperimentState
from podsprint.domain.results import told_outcome

RETRO = datetime(2026, 3, 13, 9, 30, tzinfo=UTC)
LATER = RETRO + timedelta(days=30)
ADOPTED, ADAPTED, DROPPED = ExperimentState.ADOPTED, ExperimentState.ADAPTED, ExperimentState.DROPPED


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_L16_what_the_retro_decided_is_told(state: str) -> None:
    assert told_outcome(state, RETRO, RETRO) == state
    assert told_outcome(state, RETRO, LATER) == state  # the entry was changed since


def test_S2_what_was_dropped_in_private_afterwards_is_told_as_it_was() -> None:
    assert told_outcome(DROPPED, LATER, RETRO) == "running"
    assert told_outcome(DROPPED, LATER, RETRO, was_adopted=True) == ADOPTED


def test_S2_what_a_later_look_back_gave_up_stays_adopted_to_the_pod() -> None:
    assert told_outcome(DROPPED, RETRO, RETRO, was_adopted=True, given_up_at=[LATER]) == ADOPTED
    assert told_outcome(DROPPED, LATER, LATER, was_adopted=True, given_up_at=[RETRO]) == DROPPED


@given(st.sampled_from(sorted(set(ExperimentState) - CLOSED)), st.booleans())
def test_what_is_open_has_no_outcome(state: str, was_adopted: bool) -> None:
    assert told_outcome(state, None, RETRO, was_adopted=was_adopted) == state


@given(st.sampled_from(sorted(CLOSED)), st.booleans(), st.integers(-99, 99), st.lists(st.integers(-99, 99), max_size=3))
def test_S2_a_drop_is_never_told_that_the_entry_did_not_know_of(
    state: str, was_adopted: bool, closed: int, given_up: list[int]
) -> None:
    moments = [RETRO + timedelta(hours=hours) for hours in given_up]
    closed_at = RETRO + timedelta(hours=closed)
    told = told_outcome(state, closed_at, RETRO, was_adopted=was_adopted, given_up_at=moments)
    if told == DROPPED:
        assert closed_at <= RETRO and all(moment <= RETRO for moment in moments)

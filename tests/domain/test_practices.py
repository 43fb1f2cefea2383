"""Practices are hypotheses (W8): a majority decides, a tie keeps; and whether to go on names nobody (W12)."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.cadences import CADENCES, SessionKind, check_cadence
from podsprint.domain.practices import GoOn, Practice, Verdict, Vote, decide, verdict, without_stopped

K, C, S = Vote.KEEP, Vote.CHANGE, Vote.STOP


@pytest.mark.parametrize(
    ("votes", "decided"),
    [
        ([], K),
        ([S], C),  # one voice alone stops nothing
        ([C], C),
        ([S, S], S),
        ([S, K], K),  # a tie keeps
        ([S, S, K, K], K),
        ([S, S, K], S),
        ([S, C, K], C),  # two of three would not leave it as it is
        ([C, C, S, S], C),
        ([K, K, C, S], K),
    ],
)
def test_W8_a_majority_of_those_who_voted_decides(votes: Sequence[Vote], decided: Vote) -> None:
    assert decide(votes) is decided


@given(st.lists(st.sampled_from(list(Vote)), max_size=7))
def test_W8_nothing_is_stopped_against_half_of_those_who_voted(votes: list[Vote]) -> None:
    if decide(votes) is S:
        assert votes.count(S) * 2 > len(votes) and votes.count(S) >= 2
    if votes.count(K) * 2 >= len(votes):
        assert decide(votes) is K


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ([], Verdict.UNSAID),
        ([GoOn.YES, GoOn.YES], Verdict.YES),
        ([GoOn.YES, GoOn.CHANGES], Verdict.CHANGES),
        ([GoOn.PAUSE, GoOn.PAUSE, GoOn.YES], Verdict.PAUSE),
        ([GoOn.STOP], Verdict.STOP),
        ([GoOn.STOP, GoOn.YES], Verdict.DIVIDED),
        ([GoOn.STOP, GoOn.PAUSE], Verdict.DIVIDED),
    ],
)
def test_W12_what_the_answers_come_to(answers: list[GoOn], found: Verdict) -> None:
    assert verdict(answers) is found


@pytest.mark.parametrize("name", CADENCES)
def test_W8_a_cadence_without_stand_ups_is_still_one(name: str) -> None:
    fewer = without_stopped(CADENCES[name], (Practice.STANDUPS,))
    assert {slot.kind for slot in fewer.slots} == {SessionKind.KICKOFF, SessionKind.RETRO}
    assert check_cadence(fewer) == ()
    assert without_stopped(CADENCES[name], (Practice.THEME,)) == CADENCES[name]

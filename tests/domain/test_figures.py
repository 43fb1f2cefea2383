"""Numbers are of five people or more, and two reports never differ by fewer (S4)."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.figures import FEWEST, Means, Statement, check_progress, check_pulse, pooled, publish

PARTS = tuple(map(str, Statement))


def answer(score: int) -> dict[str, int]:
    return dict.fromkeys(PARTS, score)


def test_S4_four_show_nothing_and_five_show_a_mean() -> None:
    assert publish([answer(4)] * 4, PARTS) is None
    assert publish([answer(4)] * 4 + [answer(5)], PARTS) == Means(people=5, means=dict.fromkeys(PARTS, 4.2))


def test_S4_an_answer_that_is_not_whole_does_not_make_five() -> None:
    assert publish([answer(4)] * 4 + [{"failure": 1}], PARTS) is None


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=7), max_size=6))
def test_S4_any_two_reports_differ_by_five_people_or_more(sprints: list[list[int]]) -> None:
    made = [publish([answer(score) for score in scores], PARTS) for scores in sprints]
    whole = [figure for figure in made if figure is not None]
    sizes = [0]
    for count in range(1, len(whole) + 1):
        sizes += [found.people for some in combinations(whole, count) if (found := pooled(some))]
    assert all(size == 0 or size >= FEWEST for size in sizes)
    for earlier, later in combinations(range(len(whole) + 1), 2):  # reports as sprints come in one by one
        before, after = pooled(whole[:earlier]), pooled(whole[:later])
        assert (after.people if after else 0) - (before.people if before else 0) >= FEWEST


def test_S4_what_was_too_small_never_adds_to_anything() -> None:
    assert pooled([Means(people=4, means={"help": 1.0})]) is None
    both = pooled([Means(people=4, means={"help": 1.0}), Means(people=5, means={"help": 4.0})])
    assert both == Means(people=5, means={"help": 4.0})


def test_figures_are_weighted_by_their_people() -> None:
    found = pooled([Means(people=5, means={"help": 4.0}), Means(people=15, means={"help": 2.0})])
    assert found == Means(people=20, means={"help": 2.5})


@pytest.mark.parametrize(
    ("scores", "codes"),
    [
        ({}, []),
        (dict.fromkeys(PARTS), []),
        (answer(1), []),
        ({"failure": 3, "hard_issue": None, "help": 2}, [("all_or_none", "pulse_hard_issue")]),
        ({**answer(3), "help": 6}, [("out_of_range", "pulse_help")]),
    ],
)
def test_L12_the_pulse_is_answered_whole_or_not_at_all(
    scores: dict[str, int | None], codes: list[tuple[str, str]]
) -> None:
    assert [(found.code, found.field) for found in check_pulse(scores)] == codes


@pytest.mark.parametrize(("value", "fits"), [(None, True), (1, True), (10, True), (0, False), (11, False)])
def test_L15_progress_is_from_1_to_10(value: int | None, fits: bool) -> None:
    assert (check_progress(value) == ()) is fits

"""A programme says what it is for; the next sprint is proposed on a Monday; what was adopted is looked at again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.boosters import due_days
from podsprint.domain.consents import may_cross
from podsprint.domain.programmes import check_programme, check_workshop, next_start

TODAY = date(2026, 3, 4)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("name", "purpose", "codes"),
    [
        ("Lead", "So that work flows", []),
        ("", "", [("required", "name"), ("required", "purpose")]),
        ("Lead", "So that ", [("required", "purpose")]),
        ("x" * 61, "y" * 301, [("too_long", "name"), ("too_long", "purpose")]),
    ],
)
def test_L13_a_programme_says_what_it_is_for(name: str, purpose: str, codes: list[tuple[str, str]]) -> None:
    assert [(found.code, found.field) for found in check_programme(name, purpose)] == codes


def test_L13_a_workshop_has_a_day_near_enough_to_be_meant() -> None:
    assert check_workshop("Feedback", TODAY - timedelta(days=30), today=TODAY) == ()
    assert [found.code for found in check_workshop("Feedback", None, today=TODAY)] == ["required"]
    for days in (-731, 731):
        assert [found.code for found in check_workshop("F", TODAY + timedelta(days=days), today=TODAY)] == [
            "date_too_far"
        ]


@pytest.mark.parametrize(
    ("weekdays", "first"),
    [
        ({0, 1, 2, 3, 4}, 0),
        ({6, 0, 1, 2, 3}, 6),
        ({5, 6, 0, 1, 2}, 5),
        ({1, 2, 3}, 1),
        ({0, 2, 4}, 0),
        (set(range(7)), 0),
        ({3}, 3),
    ],
)
@given(today=DAYS, ended_on=st.none() | DAYS)
def test_L10_the_next_sprint_is_proposed_for_when_a_week_begins(
    today: date, ended_on: date | None, weekdays: set[int], first: int
) -> None:
    found = next_start(today, ended_on, weekdays)
    assert found.weekday() == first and found > today
    assert ended_on is None or found > ended_on
    assert found - max(today, ended_on or today) <= timedelta(days=7)


def test_L10_an_adoption_is_looked_at_after_30_60_and_90_days() -> None:
    assert due_days(TODAY) == {30: date(2026, 4, 3), 60: date(2026, 5, 3), 90: date(2026, 6, 2)}


@pytest.mark.parametrize(
    ("state", "ring", "retro", "crosses"),
    [
        ("adopted", "pod", "pod", True),
        ("dropped", "pod", "pod", True),
        ("running", "pod", "pod", False),
        ("adopted", "me", "pod", False),
        ("adopted", "pod", "me", False),
        ("adopted", "pod", None, False),
    ],
)
def test_L14_what_is_kept_from_the_pod_goes_no_further(state: str, ring: str, retro: str | None, crosses: bool) -> None:
    assert may_cross(state, ring, retro) is crosses

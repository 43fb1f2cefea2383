"""When things go: on the first of a month, after those concerned have had two weeks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.retention import NOTICE, cutoff, midnight, next_day
from podsprint.domain.workspace import KEEP_MONTHS

DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@given(DAYS)
def test_S5_everyone_has_two_weeks_and_it_is_the_first_of_a_month(today: date) -> None:
    day = next_day(today)
    assert day.day == 1 and NOTICE <= day - today < NOTICE + timedelta(days=31)


@given(DAYS, st.sampled_from(KEEP_MONTHS))
def test_S5_so_many_months_have_passed_by_then(today: date, months: int) -> None:
    day = next_day(today)
    before = cutoff(day, months)
    assert before.day == 1 and (day.year - before.year) * 12 + day.month - before.month == months


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 11, 17), date(2026, 12, 1)),
        (date(2026, 11, 18), date(2027, 1, 1)),
        (date(2026, 2, 1), date(2026, 3, 1)),
        (date(2026, 12, 31), date(2027, 2, 1)),
    ],
)
def test_the_day_that_comes_next(today: date, day: date) -> None:
    assert next_day(today) == day


def test_months_across_new_year() -> None:
    assert cutoff(date(2027, 2, 1), 6) == datetime(2026, 8, 1, tzinfo=UTC)
    assert cutoff(date(2027, 2, 1), 36) == datetime(2024, 2, 1, tzinfo=UTC) == midnight(date(2024, 2, 1))

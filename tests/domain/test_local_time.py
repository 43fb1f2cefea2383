"""L5, L6: a wall time is the right moment in every zone, and so are a session's moments and working days."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podsprint.domain.calendar import (
    MONDAY_TO_FRIDAY,
    brief_at,
    check_not_past,
    is_working_day,
    is_zone,
    local_to_utc,
    next_working_day,
    previous_working_day,
    session_moments,
)
from podsprint.domain.problems import problem

# Half-hour DST, 45-minute offsets, jumps at midnight, a skipped day, negative DST, DST that pauses for
# Ramadan, two hours at once: each zone is here for a reason.
ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Chatham",
)
YEARS = (2010, 2040)
EVERY_DAY = frozenset(range(7))
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def shows(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def local(*parts: int) -> datetime:
    """What a clock shows."""
    return utc(*parts).replace(tzinfo=None)


@lru_cache
def jumps(zone: str) -> list[datetime]:
    """What the clock showed at noon before each change of offset, 2010-2040."""
    noons = [utc(YEARS[0], 1, 1, 12) + DAY * day for day in range(366 * (YEARS[1] - YEARS[0]))]
    offsets = [noon.astimezone(ZoneInfo(zone)).utcoffset() for noon in noons]
    return [shows(noon, zone) for noon, now, then in zip(noons, offsets, offsets[1:], strict=False) if now != then]


@st.composite
def walls(draw: st.DrawFn) -> tuple[datetime, str]:
    """A wall time anywhere, or within a day of a change of offset."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    anywhere = st.datetimes(local(YEARS[0], 1, 1), local(YEARS[1], 12, 31))
    if not jumps(zone):
        return draw(anywhere), zone
    minutes = st.integers(0, 36 * 60)
    near = st.builds(lambda jump, late: jump + timedelta(minutes=late), st.sampled_from(jumps(zone)), minutes)
    return draw(st.one_of(near, anywhere)), zone


@settings(max_examples=500, deadline=None, derandomize=True)
@given(walls())
def test_L5_a_wall_time_is_its_first_moment_or_the_first_one_after_a_gap(
    given_wall: tuple[datetime, str],
) -> None:
    wall, zone = given_wall
    moment = local_to_utc(wall.date(), wall.time(), zone)
    assert moment.tzinfo is UTC
    if shows(moment, zone) == wall:
        earlier = (moment - timedelta(minutes=minutes) for minutes in range(15, 27 * 60, 15))
        assert wall not in {shows(other, zone) for other in earlier}
    else:
        assert shows(moment - SECOND, zone) < wall < shows(moment, zone)


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        ("America/New_York", local(2026, 3, 8, 2, 30), utc(2026, 3, 8, 7)),  # gap 02:00-03:00
        ("America/New_York", local(2026, 11, 1, 1, 30), utc(2026, 11, 1, 5, 30)),  # twice
        ("Europe/London", local(2026, 3, 29, 1, 0), utc(2026, 3, 29, 1)),  # the gap's first minute
        ("Europe/London", local(2026, 3, 29, 2, 0), utc(2026, 3, 29, 1)),  # the first minute after it
        ("Europe/Dublin", local(2026, 10, 25, 1, 30), utc(2026, 10, 25, 0, 30)),  # winter is the DST there
        ("Australia/Lord_Howe", local(2026, 10, 4, 2, 15), utc(2026, 10, 3, 15, 30)),  # half an hour
        ("Australia/Lord_Howe", local(2026, 4, 5, 1, 45), utc(2026, 4, 4, 14, 45)),
        ("America/Sao_Paulo", local(2018, 11, 4, 0, 0), utc(2018, 11, 4, 3)),  # no midnight
        ("Africa/Cairo", local(2026, 4, 24, 0, 30), utc(2026, 4, 23, 22)),
        ("Antarctica/Troll", local(2026, 3, 29, 2, 59), utc(2026, 3, 29, 1)),  # two hours
        ("Pacific/Apia", local(2011, 12, 30, 10, 0), utc(2011, 12, 30, 10)),  # a day that never was
        ("Asia/Kathmandu", local(2026, 6, 1, 9, 0), utc(2026, 6, 1, 3, 15)),
    ],
)
def test_L5_known_gaps_and_repeated_times(zone: str, wall: datetime, expected: datetime) -> None:
    assert local_to_utc(wall.date(), wall.time(), zone) == expected


def test_L5_a_fold_or_zone_on_the_wall_time_changes_nothing() -> None:
    twice = time(1, 30, fold=1, tzinfo=UTC)
    assert local_to_utc(date(2026, 11, 1), twice, "America/New_York") == utc(2026, 11, 1, 5, 30)


@pytest.mark.parametrize("name", ["UTC", *ZONES])
def test_L5_zones_are_known(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe",
        "europe/london",
        "Mars/Base",
        "../etc/passwd",
        "/etc/localtime",
        "a\0b",
        "x" * 5000,
        "right/UTC",
        "Factory",
    ],
)
def test_L5_what_is_no_zone_is_refused_quietly(name: str) -> None:
    assert not is_zone(name)


def test_L5_working_days_skip_weekends_and_days_off() -> None:
    friday, monday, off = date(2026, 12, 18), date(2026, 12, 21), frozenset({date(2026, 12, 21)})
    assert is_working_day(monday, MONDAY_TO_FRIDAY, frozenset())
    assert not is_working_day(monday, MONDAY_TO_FRIDAY, off)
    assert next_working_day(friday, MONDAY_TO_FRIDAY, frozenset()) == monday
    assert next_working_day(friday, MONDAY_TO_FRIDAY, off) == date(2026, 12, 22)
    assert previous_working_day(date(2026, 12, 22), MONDAY_TO_FRIDAY, off) == friday
    with pytest.raises(ValueError, match="no weekdays"):
        next_working_day(friday, frozenset(), frozenset())


def test_L6_a_session_lasts_its_minutes_even_while_the_clock_jumps() -> None:
    moments = session_moments(date(2026, 3, 29), time(0, 45), 30, "Europe/London", weekdays=EVERY_DAY)
    assert moments.closes_at - moments.opens_at == timedelta(minutes=30)
    assert shows(moments.closes_at, "Europe/London") == local(2026, 3, 29, 2, 15)


def test_L6_late_check_ins_end_with_the_next_working_day_and_never_before_the_session() -> None:
    friday = session_moments(date(2026, 11, 20), time(9, 30), 30, "America/New_York")
    assert friday.grace_until == utc(2026, 11, 24, 5)
    # The 29th has 23 hours and is over when this window closes, so late check-ins have the 30th.
    window = session_moments(date(2026, 3, 28), time(23, 30), 24 * 60, "Europe/London", weekdays=EVERY_DAY)
    assert shows(window.closes_at, "Europe/London") == local(2026, 3, 30, 0, 30)
    assert shows(window.grace_until, "Europe/London") == local(2026, 3, 31)


def test_L5_the_brief_is_due_on_the_working_day_before() -> None:
    assert brief_at(date(2026, 11, 23), "America/New_York") == utc(2026, 11, 20, 21)
    off = frozenset({date(2026, 11, 20)})
    assert brief_at(date(2026, 11, 23), "America/New_York", days_off=off, wall=time(9)) == utc(2026, 11, 19, 14)


def test_L7_a_date_set_earlier_may_have_passed_a_new_one_not() -> None:
    today, before = date(2026, 6, 2), date(2026, 6, 1)
    assert check_not_past(None, "by", today=today) == check_not_past(today, "by", today=today) == ()
    assert check_not_past(before, "by", today=today) == (problem("date_in_past", "by", date=before, today=today),)
    assert check_not_past(before, "by", today=today, kept=before) == ()

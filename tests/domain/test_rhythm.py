"""When somebody may be disturbed (C8): in their hours, on their days, not in quiet hours, whatever clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain import rhythm as rules
from podsprint.domain.rhythm import Rhythm

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "America/St_Johns", "Africa/Cairo")
BERLIN = Rhythm(zone="Europe/Berlin")
MONDAY = date(2026, 3, 2)
QUARTERS = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
MOMENTS = st.integers(0, 2 * 365 * 24 * 4).map(
    lambda quarters: datetime(2026, 1, 1, tzinfo=UTC) + quarters * timedelta(minutes=15)
)


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    begin, end = sorted(draw(st.lists(QUARTERS, min_size=2, max_size=2, unique=True)))
    quiet = draw(st.none() | st.tuples(QUARTERS, QUARTERS).filter(lambda two: two[0] != two[1]))
    return Rhythm(
        zone=draw(st.sampled_from(ZONES)),
        works_from=begin,
        works_to=end,
        works_on=frozenset(draw(st.sets(st.integers(0, 6), min_size=1))),
        quiet=quiet,
    )


def never(day: date) -> bool:
    return False


def is_quiet(quiet: tuple[time, time] | None, shown: time) -> bool:
    """As their own clock shows it, said the plain way."""
    if quiet is None:
        return False
    begin, end = quiet
    return begin <= shown < end if begin < end else shown >= begin or shown < end


def skips_or_repeats(rhythm: Rhythm, moment: datetime) -> bool:
    """Whether the clocks change within a day of it: then a time of day alone does not say what is meant."""
    zone = ZoneInfo(rhythm.zone)
    offsets = {(moment + timedelta(days=days)).astimezone(zone).utcoffset() for days in (-1, 0, 1)}
    return len(offsets) > 1


@given(rhythms(), MOMENTS)
def test_C8_no_prompt_comes_outside_working_hours_or_in_quiet_hours(rhythm: Rhythm, at: datetime) -> None:
    moment = rules.next_moment(rhythm, at, never)
    if moment is None:
        return
    assert moment >= at
    assert rules.may_disturb(rhythm, moment, never)
    local = moment.astimezone(ZoneInfo(rhythm.zone))
    assert local.weekday() in rhythm.works_on
    if not skips_or_repeats(rhythm, moment):
        assert rhythm.works_from <= local.time() < rhythm.works_to
        assert not is_quiet(rhythm.quiet, local.time())


@given(rhythms(), MOMENTS)
def test_C8_it_is_the_first_such_moment(rhythm: Rhythm, at: datetime) -> None:
    moment = rules.next_moment(rhythm, at, never)
    before = at + timedelta(days=9) if moment is None else moment
    steps = max(1, int((before - at) / timedelta(minutes=15)))
    for step in range(0, steps, max(1, steps // 60)):
        earlier = at + timedelta(minutes=15) * step
        assert earlier >= before or not rules.may_disturb(rhythm, earlier, never)


@given(rhythms(), MOMENTS)
def test_C8_no_prompt_comes_on_a_day_off(rhythm: Rhythm, at: datetime) -> None:
    off = {rules.local_day(rhythm, at) + timedelta(days=number) for number in range(10)}
    moment = rules.next_moment(rhythm, at, off.__contains__)
    assert moment is None or rules.local_day(rhythm, moment) not in off


def test_quiet_hours_go_across_midnight() -> None:
    late = Rhythm(zone="Europe/Berlin", works_from=time(6), works_to=time(20), quiet=(time(18), time(8)))
    begin, end = rules.spans(late, MONDAY)[0]
    assert (begin, end) == (datetime(2026, 3, 2, 7, tzinfo=UTC), datetime(2026, 3, 2, 17, tzinfo=UTC))


def test_quiet_hours_in_the_middle_of_the_day_leave_both_ends() -> None:
    lunch = Rhythm(zone="Europe/Berlin", quiet=(time(12), time(13)))
    assert [(begin.hour, end.hour) for begin, end in rules.spans(lunch, MONDAY)] == [(8, 11), (12, 16)]


def test_hours_in_a_gap_of_the_clock_begin_when_it_is_over() -> None:
    # In Berlin the clock jumps from 02:00 to 03:00 on 29 March, a Sunday.
    night = Rhythm(zone="Europe/Berlin", works_from=time(2, 30), works_to=time(6), works_on=frozenset({6}))
    ((begin, end),) = rules.spans(night, date(2026, 3, 29))
    assert (begin, end) == (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 3, 29, 4, tzinfo=UTC))


def test_the_last_moment_before_something() -> None:
    before = datetime(2026, 3, 2, 7, tzinfo=UTC)  # a Monday, 08:00 in Berlin
    assert rules.last_moment(BERLIN, before, never) == datetime(2026, 2, 27, 15, tzinfo=UTC)
    assert rules.last_moment(BERLIN, before, lambda _: True) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, []),
        ({"works_from": time(17), "works_to": time(9)}, [("hours_end_first", "works_to")]),
        ({"works_on": frozenset()}, [("weekdays_empty", "works_on")]),
        ({"zone": "Mars/Olympus"}, [("zone_unknown", "zone")]),
        ({"quiet": (time(8), time(8))}, [("hours_empty", "quiet_to")]),
        ({"quiet": (time(8), time(18))}, [("quiet_all_day", "quiet_to")]),
    ],
)
def test_what_nobody_could_live_by_is_said_at_its_field(
    changes: dict[str, object], code: list[tuple[str, str]]
) -> None:
    wanted = Rhythm(**{"zone": "Europe/Berlin", **changes})  # type: ignore[arg-type]
    assert [(found.code, found.field) for found in rules.check(wanted)] == code


def test_C8_the_hours_a_pod_shares() -> None:
    york = Rhythm(zone="America/New_York")
    assert rules.common_hours([BERLIN, york], MONDAY, "Europe/Berlin") == (
        (datetime(2026, 3, 2, 14, tzinfo=UTC), datetime(2026, 3, 2, 16, tzinfo=UTC)),
    )
    assert rules.common_hours([BERLIN, Rhythm(zone="Asia/Tokyo", works_to=time(12))], MONDAY, "Europe/Berlin") == ()
    assert rules.common_hours([], MONDAY, "Europe/Berlin") == ()


@given(st.lists(rhythms(), min_size=1, max_size=4), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_C8_in_a_shared_hour_everybody_may_be_disturbed(everybody: list[Rhythm], day: date) -> None:
    for begin, end in rules.common_hours(everybody, day, "Europe/Berlin"):
        for moment in (begin, end - timedelta(seconds=1)):
            assert all(rules.may_disturb(rhythm, moment, never) for rhythm in everybody)

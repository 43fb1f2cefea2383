"""L5: sprints are right in every zone, across DST, year ends and public holidays."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podsprint.domain.cadences import CADENCES, SPRINT_DAYS, Cadence, SessionKind
from podsprint.domain.calendar import (
    MONDAY_TO_FRIDAY,
    SprintPlan,
    is_working_day,
    plan_sprint,
)
from podsprint.domain.problems import Problem, problem

# The country is where a zone's public holidays come from.
ZONES = {
    "Africa/Cairo": "EG",
    "Africa/Casablanca": "MA",
    "America/Havana": "CU",
    "America/New_York": "US",
    "America/Sao_Paulo": "BR",
    "America/St_Johns": "CA",
    "Antarctica/Troll": "NO",
    "Asia/Beirut": "LB",
    "Asia/Kathmandu": "NP",
    "Asia/Kolkata": "IN",
    "Asia/Tehran": "IR",
    "Atlantic/Azores": "PT",
    "Australia/Lord_Howe": "AU",
    "Europe/Dublin": "IE",
    "Europe/London": "GB",
    "Pacific/Apia": "WS",
    "Pacific/Chatham": "NZ",
}
FIRST, LAST = date(2010, 1, 1), date(2034, 12, 31)  # as far as every country's holidays are known
# Sprints from these days meet a year's end, or the weeks when clocks change somewhere.
BUSY = ((2, 20), (3, 7), (3, 20), (3, 27), (4, 20), (9, 20), (10, 1), (10, 20), (10, 28), (12, 19), (12, 30))
BUSY_DAYS = [date(year, month, day) for year in range(FIRST.year, LAST.year) for month, day in BUSY]
JUMPY_TIMES = (time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(23, 30))
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
WEEKS = (MONDAY_TO_FRIDAY, frozenset({6, 0, 1, 2, 3}), frozenset({0, 1, 2, 3}), frozenset(range(7)))


def shows(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def local(*parts: int) -> datetime:
    """What a clock shows."""
    return utc(*parts).replace(tzinfo=None)


@lru_cache
def public_holidays(zone: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(ZONES[zone], years=[year, min(year + 1, LAST.year)]))


@dataclass(frozen=True)
class Case:
    """A sprint somebody asks for."""

    starts_on: date
    cadence: Cadence
    wall: time
    zone: str
    weekdays: frozenset[int]
    days_off: frozenset[date]

    def plan(self) -> SprintPlan | tuple[Problem, ...]:
        return plan_sprint(
            starts_on=self.starts_on,
            cadence=self.cadence,
            wall=self.wall,
            zone=self.zone,
            weekdays=self.weekdays,
            days_off=self.days_off,
        )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    zone = draw(st.sampled_from(sorted(ZONES)))
    starts_on = draw(st.one_of(st.dates(FIRST, LAST), st.sampled_from(BUSY_DAYS)))
    own = draw(st.frozensets(st.integers(-3, 20).map(lambda day: starts_on + DAY * day), max_size=8))
    public = public_holidays(zone, starts_on.year) if draw(st.booleans()) else frozenset()
    walls = st.one_of(st.sampled_from(JUMPY_TIMES), st.times().map(lambda wall: wall.replace(microsecond=0)))
    return Case(
        starts_on=starts_on,
        cadence=CADENCES[draw(st.sampled_from(sorted(CADENCES)))],
        wall=draw(walls),
        zone=zone,
        weekdays=draw(st.sampled_from(WEEKS)),
        days_off=own | public,
    )


@settings(max_examples=400, deadline=None, derandomize=True)
@given(cases())
def test_L5_sprint_dates_survive_dst_year_ends_and_holidays(case: Case) -> None:
    plan, zone, weekdays, days_off = case.plan(), case.zone, case.weekdays, case.days_off
    if not isinstance(plan, SprintPlan):
        assert [found.code for found in plan] == ["sprint_no_room"]
        return
    span = [plan.first_day + DAY * day for day in range((plan.last_day - plan.first_day).days + 1)]
    sprint_days = [day for day in span if day.weekday() in weekdays]
    assert (len(sprint_days), sprint_days[0], sprint_days[-1]) == (SPRINT_DAYS, plan.first_day, plan.last_day)
    assert [(session.kind, session.minutes, session.live) for session in plan.sessions] == [
        (slot.kind, slot.minutes, slot.live) for slot in case.cadence.slots
    ]
    dates = [session.date for session in plan.sessions]
    assert dates == sorted(set(dates))
    opened = [session.opens_at for session in plan.sessions]
    assert opened == sorted(set(opened))
    for session in plan.sessions:
        assert session.date == sprint_days[session.day_number - 1]
        assert is_working_day(session.date, weekdays, days_off)
        assert session.closes_at - session.opens_at == timedelta(minutes=session.minutes)
        assert session.brief_at < session.opens_at < session.closes_at < session.grace_until
        moments = (session.brief_at, session.opens_at, session.closes_at, session.grace_until)
        assert {moment.tzinfo for moment in moments} == {UTC}
        shown, wanted = shows(session.opens_at, zone), datetime.combine(session.date, case.wall)
        assert shown == wanted or shows(session.opens_at - SECOND, zone) < wanted < shown
        assert is_working_day(shows(session.grace_until - SECOND, zone).date(), weekdays, days_off)


def plan_without(mask: int, cadence: Cadence) -> SprintPlan | tuple[Problem, ...]:
    """A seven-day-week sprint from 1 June 2026 whose days are off where `mask` has a bit."""
    start = date(2026, 6, 1)
    off = frozenset(start + DAY * day for day in range(SPRINT_DAYS) if mask >> day & 1)
    return plan_sprint(
        starts_on=start,
        cadence=cadence,
        wall=time(9, 30),
        zone="UTC",
        weekdays=frozenset(range(7)),
        days_off=off,
    )


@pytest.mark.parametrize("name", CADENCES)
def test_L5_a_session_moves_to_the_next_free_day_and_only_at_the_end_to_an_earlier_one(name: str) -> None:
    slots = CADENCES[name].slots
    for mask in range(2**SPRINT_DAYS):
        free = {day for day in range(1, SPRINT_DAYS + 1) if not mask >> (day - 1) & 1}
        plan = plan_without(mask, CADENCES[name])
        if len(free) < len(slots):
            assert plan == (problem("sprint_no_room", "starts_on", working_days=len(free), sessions=len(slots)),)
            continue
        assert isinstance(plan, SprintPlan)
        placed = [session.day_number for session in plan.sessions]
        unused = free - set(placed)
        for slot, day in zip(slots, placed, strict=True):
            if day > slot.day:  # everything nearer is off or taken
                assert not unused & set(range(slot.day, day))
            if day < slot.day:  # there was nothing left after it
                assert not unused & set(range(day, SPRINT_DAYS + 1))


def test_L5_wall_clock_time_is_kept_across_dst() -> None:
    plan = plan_sprint(
        starts_on=date(2026, 10, 19), cadence=CADENCES["classic"], wall=time(9, 30), zone="Europe/London"
    )
    assert isinstance(plan, SprintPlan)
    assert [session.opens_at for session in plan.sessions] == [
        utc(2026, 10, 19, 8, 30),
        utc(2026, 10, 22, 8, 30),
        utc(2026, 10, 27, 9, 30),
        utc(2026, 10, 30, 9, 30),
    ]
    assert [(session.kind, session.number) for session in plan.sessions] == [
        (SessionKind.KICKOFF, 1),
        (SessionKind.STANDUP, 1),
        (SessionKind.STANDUP, 2),
        (SessionKind.RETRO, 1),
    ]


def test_L5_christmas_and_new_year_in_london() -> None:
    plan = plan_sprint(
        starts_on=date(2026, 12, 19),  # a Saturday
        cadence=CADENCES["classic"],
        wall=time(9, 30),
        zone="Europe/London",
        days_off=public_holidays("Europe/London", 2026),
    )
    assert isinstance(plan, SprintPlan)
    assert (plan.first_day, plan.last_day) == (date(2026, 12, 21), date(2027, 1, 1))
    # 25 and 28 December and 1 January are off: the retro has to come before the sprint ends.
    assert [session.date for session in plan.sessions] == [
        date(2026, 12, 21),
        date(2026, 12, 24),
        date(2026, 12, 29),
        date(2026, 12, 31),
    ]
    retro = plan.sessions[-1]
    assert (retro.brief_at, retro.grace_until) == (utc(2026, 12, 30, 16), utc(2027, 1, 5))


def test_L5_a_sunday_to_thursday_week() -> None:
    plan = plan_sprint(
        starts_on=date(2026, 4, 19),
        cadence=CADENCES["light"],
        wall=time(10),
        zone="Africa/Cairo",
        weekdays=WEEKS[1],
    )
    assert isinstance(plan, SprintPlan)
    assert [session.date for session in plan.sessions] == [
        date(2026, 4, 19),
        date(2026, 4, 26),
        date(2026, 4, 30),
    ]
    assert [session.opens_at.hour for session in plan.sessions] == [8, 7, 7]  # summer time since the 24th


def test_L5_a_day_its_zone_skipped_has_no_session() -> None:
    plan = plan_sprint(
        starts_on=date(2011, 12, 21),
        cadence=CADENCES["classic"],
        wall=time(10),
        zone="Pacific/Apia",
        weekdays=WEEKS[3],
    )
    assert isinstance(plan, SprintPlan)
    assert plan.last_day == date(2011, 12, 30)  # Samoa went from the 29th to the 31st
    assert [session.date.day for session in plan.sessions] == [21, 24, 27, 29]

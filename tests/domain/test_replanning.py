"""L5, W7: a plan that is changed keeps its order, its working days and its times of day, in every zone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.cadences import CADENCES
from podsprint.domain.calendar import MONDAY_TO_FRIDAY, SprintPlan, is_working_day, local_to_utc, plan_sprint
from podsprint.domain.replanning import Standing, cautions, check_place, day_of, last_day, replan, wall_of
from tests.domain.test_local_time import ZONES

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 13)
LONDON = "Europe/London"


def standing(number: int, day: date, wall: time = time(9, 30), *, zone: str = LONDON, minutes: int = 30) -> Standing:
    kind = "kickoff" if number == 1 else "standup"
    opens_at = local_to_utc(day, wall, zone)
    closes_at = opens_at + timedelta(minutes=minutes)
    return Standing(id=number, kind=kind, number=number, opens_at=opens_at, closes_at=closes_at, minutes=minutes)


PLAN = tuple(standing(number, date(2026, 3, day)) for number, day in ((1, 2), (2, 5), (3, 10), (4, 13)))


def placed(moved: int, day: int, hour: int = 9, minute: int = 30) -> list[str]:
    opens_at = datetime(2026, 3, day, hour, minute, tzinfo=UTC)
    closes_at = opens_at + timedelta(minutes=30)
    found = check_place(PLAN, moved, opens_at, closes_at, first_day=FIRST, last_day=LAST, zone=LONDON)
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("moved", "day", "hour", "minute", "codes"),
    [
        (2, 6, 9, 30, []),
        (2, 5, 14, 0, []),
        (2, 10, 8, 0, []),  # the day of the next one, before it: odd, and possible
        (2, 10, 9, 0, []),  # it ends as the next begins
        (2, 10, 9, 1, ["move_onto"]),
        (2, 10, 9, 59, ["move_onto"]),
        (2, 10, 10, 0, ["move_before"]),
        (2, 11, 9, 30, ["move_before"]),
        (3, 4, 9, 30, ["move_after"]),
        (4, 14, 9, 30, ["move_outside_sprint"]),
        (1, 1, 9, 30, ["move_outside_sprint"]),
        (4, 13, 23, 45, []),
    ],
)
def test_W7_a_session_goes_where_its_sprint_and_its_order_allow(
    moved: int, day: int, hour: int, minute: int, codes: list[str]
) -> None:
    assert placed(moved, day, hour, minute) == codes


def test_W7_an_odd_day_is_asked_about() -> None:
    def asked(day: date) -> list[str]:
        return [one.code for one in cautions(PLAN, 2, day, zone=LONDON, days_off={date(2026, 3, 6)})]

    assert asked(date(2026, 3, 4)) == []
    assert asked(date(2026, 3, 5)) == []  # its own day
    assert asked(date(2026, 3, 6)) == ["caution_holiday"]
    assert asked(date(2026, 3, 7)) == ["caution_weekend"]
    assert asked(date(2026, 3, 10)) == ["caution_same_day"]


def test_sessions_move_together_and_keep_their_distances() -> None:
    now = datetime(2026, 3, 3, tzinfo=UTC)
    found = replan(PLAN[1:], since=date(2026, 3, 5), to=date(2026, 3, 9), now=now, zone=LONDON)
    assert [one.day for one in found] == [date(2026, 3, 9), date(2026, 3, 12), date(2026, 3, 17)]
    assert last_day(LAST, date(2026, 3, 13), found[-1].day, weekdays=MONDAY_TO_FRIDAY) == date(2026, 3, 17)


def test_a_pause_is_added_before_what_is_still_to_come() -> None:
    now = datetime(2026, 3, 18, 12, tzinfo=UTC)  # paused on Tuesday the 3rd, resumed on a Wednesday
    found = replan(PLAN[1:], since=date(2026, 3, 3), to=date(2026, 3, 18), now=now, zone=LONDON)
    assert [one.day for one in found] == [date(2026, 3, 20), date(2026, 3, 25), date(2026, 3, 30)]
    assert found[-1].moments.opens_at == datetime(2026, 3, 30, 8, 30, tzinfo=UTC)  # summer time; still half past nine


@given(
    zone=st.sampled_from(ZONES),
    starts_on=st.dates(date(2010, 1, 1), date(2040, 1, 1)),
    cadence=st.sampled_from(sorted(CADENCES)),
    wall=st.times().map(lambda when: when.replace(second=0, microsecond=0)),
    offs=st.sets(st.integers(0, 60), max_size=6),
    gone=st.integers(0, 2),
    days=st.integers(-5, 120),
    late=st.integers(0, 24 * 60),
)
def test_L5_what_moves_keeps_order_working_days_and_time_of_day(
    zone: str, starts_on: date, cadence: str, wall: time, offs: set[int], gone: int, days: int, late: int
) -> None:
    days_off = {starts_on + timedelta(days=number) for number in offs}
    plan = plan_sprint(starts_on=starts_on, cadence=CADENCES[cadence], wall=wall, zone=zone, days_off=days_off)
    if not isinstance(plan, SprintPlan):
        return
    sessions = [
        Standing(
            id=number,
            kind=session.kind,
            number=session.number,
            opens_at=session.opens_at,
            closes_at=session.closes_at,
            minutes=session.minutes,
        )
        for number, session in enumerate(plan.sessions)
    ][gone:]
    to = starts_on + timedelta(days=days)
    now = local_to_utc(to, time(0), zone) + timedelta(minutes=late)
    since = day_of(sessions[0].opens_at, zone)
    found = replan(sessions, since=since, to=to, now=now, zone=zone, days_off=days_off)
    assert [one.id for one in found] == [session.id for session in sessions]
    assert all(one.moments.opens_at > now for one in found)
    found_days = [one.day for one in found]
    assert found_days == sorted(set(found_days)) and found_days[0] >= to
    assert all(is_working_day(day, MONDAY_TO_FRIDAY, days_off) for day in found_days)
    for one, session in zip(found, sessions, strict=True):
        shown = wall_of(session.opens_at, zone)
        assert one.moments.opens_at == local_to_utc(one.day, shown, zone)
        assert one.moments.closes_at - one.moments.opens_at == timedelta(minutes=session.minutes)
        assert one.moments.brief_at < one.moments.opens_at < one.moments.closes_at < one.moments.grace_until
    if is_working_day(to, MONDAY_TO_FRIDAY, days_off) and to == since and found[0].day == to:
        assert found_days == [day_of(session.opens_at, zone) for session in sessions]  # nothing moves for nothing

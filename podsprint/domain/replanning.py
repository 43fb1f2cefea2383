"""Changing a plan that stands (L5, W7): where a session may go, and how those still to come move together.

As in `calendar`, days and wall times are the pod's, moments aware UTC. A session moved by hand may go to any free time
of its sprint that keeps the order; what `replan` moves goes to working days, one session a day, at its own time of day.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from podsprint.domain.calendar import (
    MONDAY_TO_FRIDAY,
    Moments,
    day_exists,
    is_working_day,
    next_working_day,
    session_moments,
)
from podsprint.domain.problems import Problem, problem

LENGTHS = (15, 20, 30, 45, 60)  # minutes a live session can be set to in one click
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A session of a plan, as it stands. Sequences of these are in the plan's own order, whatever their times."""

    id: int
    kind: str
    number: int
    opens_at: datetime
    closes_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Replanned:
    """Where a session goes."""

    id: int
    day: date
    moments: Moments


def day_of(moment: datetime, zone: str) -> date:
    """The day a moment is on, in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def wall_of(moment: datetime, zone: str) -> time:
    """What a clock in a zone shows at a moment."""
    return moment.astimezone(ZoneInfo(zone)).time().replace(tzinfo=None, fold=0)


def check_place(
    sessions: Sequence[Standing],
    moved: int,
    opens_at: datetime,
    closes_at: datetime,
    *,
    first_day: date,
    last_day: date,
    zone: str,
) -> tuple[Problem, ...]:
    """Why the session with the id ``moved`` cannot be at a time: past its sprint's days, onto another, out of order.

    ``sessions`` are those that take place or did: what was skipped is in nobody's way.
    """
    day = day_of(opens_at, zone)
    if not first_day <= day <= last_day:
        return (problem("move_outside_sprint", "day", first=first_day, last=last_day),)
    place = [session.id for session in sessions].index(moved)
    for index, other in enumerate(sessions):
        if index == place:
            continue
        kind, number, at = other.kind, other.number, other.opens_at
        if opens_at < other.closes_at and other.opens_at < closes_at:
            return (problem("move_onto", "wall", kind=kind, number=number, opens_at=at, zone=zone),)
        if index < place and at >= opens_at:
            return (problem("move_after", "day", kind=kind, number=number, opens_at=at, zone=zone),)
        if index > place and at < opens_at:
            return (problem("move_before", "day", kind=kind, number=number, opens_at=at, zone=zone),)
    return ()


def cautions(
    sessions: Sequence[Standing],
    moved: int,
    day: date,
    *,
    zone: str,
    weekdays: AbstractSet[int] = MONDAY_TO_FRIDAY,
    days_off: AbstractSet[date] = frozenset(),
) -> tuple[Problem, ...]:
    """What is odd about a day and can still be meant: asked about once, then done."""
    found = []
    if day.weekday() not in weekdays:
        found.append(problem("caution_weekend", "day", date=day))
    elif day in days_off:
        found.append(problem("caution_holiday", "day", date=day))
    found += [
        problem("caution_same_day", "day", kind=other.kind, number=other.number, date=day)
        for other in sessions
        if other.id != moved and day_of(other.opens_at, zone) == day
    ]
    return tuple(found)


def replan(
    sessions: Sequence[Standing],
    *,
    since: date,
    to: date,
    now: datetime,
    zone: str,
    weekdays: AbstractSet[int] = MONDAY_TO_FRIDAY,
    days_off: AbstractSet[date] = frozenset(),
) -> tuple[Replanned, ...]:
    """The sessions still to come, moved together: as many working days after ``to`` as they were after ``since``.

    None is in the past: where the first one's time on its day has gone, all go a working day further.
    """
    off = days_off | {day for day in _span(to, zone, len(sessions)) if not day_exists(day, zone)}
    start = to if is_working_day(to, weekdays, off) else next_working_day(to, weekdays, off)
    while True:
        found: list[Replanned] = []
        for session in sessions:
            day = _ahead(start, _steps(since, day_of(session.opens_at, zone), weekdays, days_off), weekdays, off)
            if found and day <= found[-1].day:
                day = next_working_day(found[-1].day, weekdays, off)
            wall = wall_of(session.opens_at, zone)
            moments = session_moments(day, wall, session.minutes, zone, weekdays=weekdays, days_off=off)
            found.append(Replanned(session.id, day, moments))
        if not found or found[0].moments.opens_at > now:
            return tuple(found)
        start = next_working_day(start, weekdays, off)


def last_day(
    before: date, old: date, new: date, *, weekdays: AbstractSet[int], days_off: AbstractSet[date] = frozenset()
) -> date:
    """A sprint's new last day: as many working days after its last session as it was before."""
    return _ahead(new, _steps(old, before, weekdays, days_off), weekdays, days_off)


def _steps(since: date, until: date, weekdays: AbstractSet[int], days_off: AbstractSet[date]) -> int:
    """How many working days there are from one day until another, which is not counted itself."""
    days = (since + _DAY * number for number in range(max(0, (until - since).days)))
    return sum(is_working_day(day, weekdays, days_off) for day in days)


def _ahead(day: date, steps: int, weekdays: AbstractSet[int], days_off: AbstractSet[date]) -> date:
    for _ in range(steps):
        day = next_working_day(day, weekdays, days_off)
    return day


def _span(to: date, zone: str, sessions: int) -> list[date]:
    """The days in which a zone could have skipped one."""
    return [to + _DAY * number for number in range(31 + 7 * sessions)]

"""A pod's calendar (L5): when its sessions open, close and stop taking late check-ins, in the pod's own zone.

Days and wall times are the pod's; moments are aware UTC. Weekdays are numbered like `date.weekday`, Monday 0.
Days off (public holidays) lie inside a sprint: each takes one of its ten days, none makes it longer.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from podsprint.domain.cadences import SPRINT_DAYS, Cadence, SessionKind, check_cadence
from podsprint.domain.problems import Problem, problem

MONDAY_TO_FRIDAY = frozenset(range(5))
BRIEF_TIME = time(16)  # late enough to know who is away tomorrow, early enough to do something about it
YEARS = range(1970, 2500)  # where zones have rules and adding days cannot overflow
_DAY = timedelta(days=1)
_NOT_ZONES = frozenset({"localtime", "posixrules", "Factory"})  # other files of a zone database


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """A session's moments, aware UTC; each of the last three is the first moment of what follows it."""

    brief_at: datetime  # the facilitator's brief is due
    opens_at: datetime
    closes_at: datetime
    grace_until: datetime  # late check-ins end: midnight at the end of the next working day


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession(Moments):
    """One session of a planned sprint. `number` counts within its kind from 1; `day_number` is 1-10."""

    kind: SessionKind
    number: int
    day_number: int
    date: date
    minutes: int
    live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SprintPlan:
    """A sprint's sessions in order, and the first and last of its ten days (either may be a day off)."""

    sessions: tuple[PlannedSession, ...]
    first_day: date
    last_day: date


def is_zone(name: str) -> bool:
    """Whether `name` is the IANA name of a zone this installation knows."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a name at all; a folder of names
        return False
    return name not in _NOT_ZONES and not name.startswith(("posix/", "right/"))


def local_to_utc(day: date, wall: time, zone: str) -> datetime:
    """The moment a clock in `zone` shows `wall` on `day`, as aware UTC.

    A time that exists twice is the first one; one that does not exist is the first moment that does after it.
    """
    shown = datetime.combine(day, wall.replace(tzinfo=None, fold=0))
    moment = _utc(shown, zone)
    if _shows(moment, zone) == shown:
        return moment
    # In a gap, the two folds stand for the offsets before and after it, and the clock jumps between the two
    # moments they give: look for the second it jumps in.
    too_early = _utc(shown.replace(fold=1), zone).replace(microsecond=0)
    late_enough = moment.replace(microsecond=0)
    while (seconds := (late_enough - too_early) // timedelta(seconds=1)) > 1:
        middle = too_early + timedelta(seconds=seconds // 2)
        if _shows(middle, zone) < shown:
            too_early = middle
        else:
            late_enough = middle
    return late_enough


def weekdays_of(kept: str) -> frozenset[int]:
    """Weekdays as they are kept: a digit each."""
    return frozenset(int(day) for day in kept)


def kept_weekdays(days: AbstractSet[int]) -> str:
    """The same, to keep."""
    return "".join(str(day) for day in sorted(days))


def check_weekdays(days: AbstractSet[int], field: str) -> tuple[Problem, ...]:
    """Whether somebody can work on these days: some of the seven."""
    return () if days and days <= set(range(7)) else (problem("weekdays_empty", field),)


def is_working_day(day: date, weekdays: AbstractSet[int], days_off: AbstractSet[date]) -> bool:
    """Whether `day` is one of the pod's weekdays and not a day off."""
    return day.weekday() in weekdays and day not in days_off


def next_working_day(day: date, weekdays: AbstractSet[int], days_off: AbstractSet[date]) -> date:
    """The first working day after `day`. `weekdays` must not be empty."""
    return _first_working_day(day, _DAY, weekdays, days_off)


def previous_working_day(day: date, weekdays: AbstractSet[int], days_off: AbstractSet[date]) -> date:
    """The last working day before `day`. `weekdays` must not be empty."""
    return _first_working_day(day, -_DAY, weekdays, days_off)


def brief_at(
    day: date,
    zone: str,
    *,
    weekdays: AbstractSet[int] = MONDAY_TO_FRIDAY,
    days_off: AbstractSet[date] = frozenset(),
    wall: time = BRIEF_TIME,
) -> datetime:
    """When the facilitator's brief for a session on `day` is due: the working day before, day 1 included."""
    return local_to_utc(previous_working_day(day, weekdays, days_off), wall, zone)


def session_moments(
    day: date,
    wall: time,
    minutes: int,
    zone: str,
    *,
    weekdays: AbstractSet[int] = MONDAY_TO_FRIDAY,
    days_off: AbstractSet[date] = frozenset(),
) -> Moments:
    """The moments of a session on `day`: to plan one, and to move or shorten one (W7)."""
    opens_at = local_to_utc(day, wall, zone)
    closes_at = opens_at + timedelta(minutes=minutes)
    grace_day = next_working_day(day, weekdays, days_off)
    while local_to_utc(grace_day + _DAY, time(0), zone) <= closes_at:  # a day's window, opened late at night
        grace_day = next_working_day(grace_day, weekdays, days_off)
    return Moments(
        brief_at=brief_at(day, zone, weekdays=weekdays, days_off=days_off),
        opens_at=opens_at,
        closes_at=closes_at,
        grace_until=local_to_utc(grace_day + _DAY, time(0), zone),
    )


def plan_sprint(
    *,
    starts_on: date,
    cadence: Cadence,
    wall: time,
    zone: str,
    weekdays: AbstractSet[int] = MONDAY_TO_FRIDAY,
    days_off: AbstractSet[date] = frozenset(),
) -> SprintPlan | tuple[Problem, ...]:
    """Ten weekdays from the first one on or after `starts_on`, and a working day for each of the sessions.

    A session on a day off moves to the next free working day; when the sprint has none left, to an earlier
    one. Order is kept, no two sessions share a day. Fields: starts_on, zone, weekdays, cadence, minutes.
    """
    if found := check_cadence(cadence) + _check_when(starts_on, zone, weekdays):
        return found
    days = [next_working_day(starts_on - _DAY, weekdays, frozenset())]
    while len(days) < SPRINT_DAYS:
        days.append(next_working_day(days[-1], weekdays, frozenset()))
    free = [number for number, day in enumerate(days, 1) if day not in days_off and day_exists(day, zone)]
    if len(free) < len(cadence.slots):
        return (problem("sprint_no_room", "starts_on", working_days=len(free), sessions=len(cadence.slots)),)
    sessions: list[PlannedSession] = []
    for slot, number in zip(cadence.slots, _place([slot.day for slot in cadence.slots], free), strict=True):
        day = days[number - 1]
        moments = session_moments(day, wall, slot.minutes, zone, weekdays=weekdays, days_off=days_off)
        sessions.append(
            PlannedSession(
                kind=slot.kind,
                number=1 + sum(session.kind is slot.kind for session in sessions),
                day_number=number,
                date=day,
                minutes=slot.minutes,
                live=slot.live,
                brief_at=moments.brief_at,
                opens_at=moments.opens_at,
                closes_at=moments.closes_at,
                grace_until=moments.grace_until,
            )
        )
    return SprintPlan(sessions=tuple(sessions), first_day=days[0], last_day=days[-1])


def day_exists(day: date, zone: str) -> bool:
    """False for the days a zone has skipped to change its side of the date line."""
    return local_to_utc(day, time(0), zone) < local_to_utc(day + _DAY, time(0), zone)


def check_not_past(day: date | None, field: str, *, today: date, kept: date | None = None) -> tuple[Problem, ...]:
    """Whether a date somebody sets is to come; one set before and left alone (`kept`) may have passed."""
    if day is None or day >= today or day == kept:
        return ()
    return (problem("date_in_past", field, date=day, today=today),)


def _check_when(starts_on: date, zone: str, weekdays: AbstractSet[int]) -> tuple[Problem, ...]:
    found = []
    if starts_on.year not in YEARS:
        found.append(problem("out_of_range", "starts_on", min=YEARS[0], max=YEARS[-1]))
    if not is_zone(zone):
        found.append(problem("zone_unknown", "zone", zone=zone))
    return (*found, *check_weekdays(weekdays, "weekdays"))


def _place(wanted: list[int], free: list[int]) -> list[int]:
    """The day for each wanted day, both rising: the first free one from there on, or an earlier one."""
    ranks: list[int] = []
    for index, day in enumerate(wanted):
        first = max(sum(number < day for number in free), ranks[-1] + 1 if ranks else 0)
        latest = len(free) - len(wanted) + index  # leaves a day for each session that follows
        ranks.append(min(first, latest))
    return [free[rank] for rank in ranks]


def _first_working_day(day: date, step: timedelta, weekdays: AbstractSet[int], days_off: AbstractSet[date]) -> date:
    if not weekdays:
        raise ValueError("no weekdays, so no working day")
    day += step
    while not is_working_day(day, weekdays, days_off):
        day += step
    return day


def _utc(shown: datetime, zone: str) -> datetime:
    return shown.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _shows(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)

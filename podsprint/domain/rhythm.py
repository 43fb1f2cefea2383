"""When somebody works, and when they want to be left alone (C8). Wall times are their own; moments are aware UTC."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from podsprint.domain.calendar import MONDAY_TO_FRIDAY, check_weekdays, is_zone, local_to_utc
from podsprint.domain.problems import Problem, problem

USUAL_FROM, USUAL_TO = time(9), time(17)
LOOK_AHEAD_DAYS = 400  # longer than any leave; past it there is no moment to be found
_DAY = timedelta(days=1)
Span = tuple[datetime, datetime]  # from the first moment to the first after it


class Reminders(StrEnum):
    """How much somebody wants to be reminded."""

    LIGHT = "light"  # of an entry that is missing, when late entries are all that is left
    STANDARD = "standard"  # and of a session on its day
    ACTIVE = "active"  # and of a commitment on its day, with a question in mid-week
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """One person's working hours, quiet hours and wishes. Quiet hours may go across midnight."""

    zone: str
    works_from: time = USUAL_FROM
    works_to: time = USUAL_TO
    works_on: frozenset[int] = MONDAY_TO_FRIDAY
    quiet: tuple[time, time] | None = None
    reminders: Reminders = Reminders.STANDARD
    country: str = ""  # whose public holidays are theirs; "" for their pod's


def check(rhythm: Rhythm) -> tuple[Problem, ...]:
    """Whether somebody can live by it. Fields: zone, works_to, works_on, quiet_to."""
    found = []
    if not is_zone(rhythm.zone):
        found.append(problem("zone_unknown", "zone", zone=rhythm.zone))
    found.extend(check_weekdays(rhythm.works_on, "works_on"))
    if rhythm.works_to <= rhythm.works_from:
        found.append(problem("hours_end_first", "works_to", works_from=rhythm.works_from, works_to=rhythm.works_to))
    if rhythm.quiet is not None and rhythm.quiet[0] == rhythm.quiet[1]:
        found.append(problem("hours_empty", "quiet_to"))
    elif not found and not any(spans(rhythm, date(2026, 6, 1) + _DAY * number) for number in range(7)):
        found.append(problem("quiet_all_day", "quiet_to", works_from=rhythm.works_from, works_to=rhythm.works_to))
    return tuple(found)


def spans(rhythm: Rhythm, day: date) -> tuple[Span, ...]:
    """When they may be disturbed on a day of their own: their working hours without their quiet hours."""
    if day.weekday() not in rhythm.works_on:
        return ()
    begin = local_to_utc(day, rhythm.works_from, rhythm.zone)
    end = local_to_utc(day, rhythm.works_to, rhythm.zone)
    free = [(begin, end)] if begin < end else []
    for quiet in _quiet(rhythm, day):
        free = [part for span in free for part in _without(span, quiet)]
    return tuple(free)


def local_day(rhythm: Rhythm, moment: datetime) -> date:
    """What day it is for them."""
    return moment.astimezone(ZoneInfo(rhythm.zone)).date()


def begins(rhythm: Rhythm, day: date) -> datetime:
    """When a day of their own begins."""
    return local_to_utc(day, time(0), rhythm.zone)


def day_after(rhythm: Rhythm, moment: datetime) -> datetime:
    """When their next day begins."""
    return begins(rhythm, local_day(rhythm, moment) + _DAY)


def may_disturb(rhythm: Rhythm, moment: datetime, is_off: Callable[[date], bool]) -> bool:
    """Whether a message of our own may reach them at a moment. ``is_off``: days on which they do not work at all."""
    day = local_day(rhythm, moment)
    return not is_off(day) and any(begin <= moment < end for begin, end in spans(rhythm, day))


def next_moment(rhythm: Rhythm, at: datetime, is_off: Callable[[date], bool]) -> datetime | None:
    """The first moment from ``at`` on at which they may be disturbed; none if there is none for a year."""
    first = local_day(rhythm, at)
    for day in (first + _DAY * number for number in range(LOOK_AHEAD_DAYS)):
        if not is_off(day):
            for begin, end in spans(rhythm, day):
                if at < end:
                    return max(begin, at)
    return None


def last_moment(rhythm: Rhythm, before: datetime, is_off: Callable[[date], bool], *, days: int = 7) -> datetime | None:
    """The beginning of the last hour before a moment in which they may be disturbed; none in these days."""
    last = local_day(rhythm, before)
    for day in (last - _DAY * number for number in range(days)):
        if not is_off(day):
            for begin, end in reversed(spans(rhythm, day)):
                if begin < before:
                    return max(begin, min(end, before) - timedelta(hours=1))
    return None


def common_hours(rhythms: Sequence[Rhythm], day: date, zone: str) -> tuple[Span, ...]:
    """When all of them work on a day of one zone (C8); nothing for nobody."""
    begin, end = local_to_utc(day, time(0), zone), local_to_utc(day + _DAY, time(0), zone)
    shared: list[Span] = [(begin, end)] if rhythms else []
    for rhythm in rhythms:
        own = [span for number in (-1, 0, 1) for span in spans(rhythm, day + _DAY * number)]
        shared = [both for span in shared for other in own if (both := _overlap(span, other))]
    return tuple(sorted(shared))


def _quiet(rhythm: Rhythm, day: date) -> Iterable[Span]:
    if rhythm.quiet is None:
        return
    begin, end = rhythm.quiet
    for start in (day - _DAY, day):
        until = start if begin < end else start + _DAY
        yield local_to_utc(start, begin, rhythm.zone), local_to_utc(until, end, rhythm.zone)


def _without(span: Span, hole: Span) -> Iterable[Span]:
    if before := _overlap(span, (span[0], hole[0])):
        yield before
    if after := _overlap(span, (hole[1], span[1])):
        yield after


def _overlap(one: Span, other: Span) -> Span | None:
    begin, end = max(one[0], other[0]), min(one[1], other[1])
    return (begin, end) if begin < end else None

"""A day as people type it, in words or in numbers: the half of `phrases` that knows the calendar."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import cast

from podsprint.domain.problems import Problem, problem

LONGEST = 60  # characters: longer is no date
_DAY = timedelta(days=1)
_LONGEST_AHEAD = timedelta(days=300)  # a day without a year, further ahead than this, has just passed
_LONGEST_EVER = timedelta(days=9 * 366)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNITS = {"minute", "min", "hour", "hr", "day", "week", "fortnight", "month", "year"}
_UNIT_WORDS = _UNITS | {f"{unit}s" for unit in _UNITS}
_LIBRARY_WORDS = {"in", "a", "an", "from", "now", "ago", *NUMBERS, *_UNIT_WORDS}


def shown(text: str) -> str:
    """What was typed, for an answer that quotes it."""
    return " ".join(text.split())[:LONGEST]


def day_of(phrase: str, today: date, field: str, text: str) -> date | Problem:
    """The day a phrase means, seen from today."""
    unreadable = problem("date_unreadable", field, text=shown(text))
    if not phrase:
        return problem("required", field)
    if len(phrase) > LONGEST:
        return unreadable
    named = {"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1}
    if (short := phrase.removeprefix("the ")) in named:
        return today + named[short] * _DAY
    return weekday(phrase, today) or _in_numbers(phrase, today, field) or _by_name(phrase, today, field) or unreadable


def weekday(phrase: str, today: date) -> date | None:
    """`friday`, `this friday`, `next friday` (of the week after this one), `friday week`, `a week on friday`."""
    match = re.fullmatch(r"(?:(this|coming|next|a week on|a week) )?([a-z]{3,9})( next week| week)?", phrase)
    number = is_weekday(match[2]) if match else None
    if match is None or number is None:
        return None
    ahead = (number - today.weekday() - 1) % 7 + 1
    if match[1] == "next" or match[3] == " next week":
        return today + (7 - today.weekday() + number) * _DAY if not (match[1] and match[3]) else None
    if match[3] or (match[1] or "").startswith("a week"):
        return today + (ahead + 7) * _DAY
    return today + ahead * _DAY


def is_weekday(word: str) -> int | None:
    """The number of a weekday's name, or of its start: mon, tues, thurs."""
    found = [number for number, name in enumerate(_WEEKDAYS) if len(word) >= 3 and name.startswith(word)]
    return found[0] if found else None


def _in_numbers(phrase: str, today: date, field: str) -> date | Problem | None:
    """`2026-12-03`, `3.12.`, `3.12.2026`, `31/12`; `3/12` could be two days, and is asked about."""
    if (match := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", phrase)) is not None:
        return _date(int(match[1]), int(match[3]), int(match[4]), today, field)
    match = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?", phrase)
    if match is None or (match[2] != "." and phrase.endswith(match[2])):
        return None
    first, second, year = int(match[1]), int(match[3]), match[4]
    if match[2] == "." or first == second or second <= 12 < first:  # with dots the day is first, wherever dots are used
        day, month = first, second
    elif first <= 12 < second:
        day, month = second, first
    elif first <= 12 and second <= 12 and first and second:
        years = int(year) % 100 + 2000 if year else today.year
        return problem("date_ambiguous", field, one=date(years, second, first), other=date(years, first, second))
    else:
        day, month = first, second
    if year:
        return _date(int(year) % 100 + 2000 if len(year) == 2 else int(year), month, day, today, field)
    return _without_year(month, day, today, field)


def _by_name(phrase: str, today: date, field: str) -> date | Problem | None:
    """A month by its name, or so and so long from now: what the library reads, each of its words known."""
    words = re.findall(r"[a-z]+|\d+|\S", phrase)
    weekdays = [number for word in words if (number := is_weekday(word)) is not None]
    kept = [word for word in words if is_weekday(word) is None]
    months = [number for word in kept if (number := _month(word)) is not None]
    numbers = [int(word) for word in kept if word.isdecimal()]
    if len(months) == 1 and 1 <= len(numbers) <= 2 and len(weekdays) <= 1 and len(kept) == 1 + len(numbers):
        return _month_and_day(months[0], numbers, weekdays, kept, today, field)
    relative = all(word in _LIBRARY_WORDS or word.isdecimal() for word in kept) and not weekdays and not months
    if (
        not relative
        or not any(word in _UNIT_WORDS for word in kept)
        or any(len(word) > 3 for word in kept if word.isdecimal())
    ):
        return None
    found = _library()(" ".join(kept), datetime(today.year, today.month, today.day, 12))  # noqa: DTZ001
    return _near(found.date(), today, field) if found else None


def _month_and_day(
    month: int, numbers: list[int], weekdays: list[int], kept: list[str], today: date, field: str
) -> date | Problem | None:
    day, year = numbers[0], numbers[1] if len(numbers) == 2 else None
    if len(numbers) == 2 and day > 31:  # 2026 dec 3
        day, year = numbers[1], numbers[0]
    if year is not None and year < 100:
        year += 2000
    found = _date(year, month, day, today, field) if year is not None else _without_year(month, day, today, field)
    if isinstance(found, date) and weekdays and found.weekday() != weekdays[0]:
        return problem("date_other_weekday", field, date=found)
    return found


def _month(word: str) -> int | None:
    found = [
        number
        for number, name in enumerate(_MONTHS, 1)
        if len(word) >= 3 and (name.startswith(word) or word == "sept") and name.startswith(word[:3])
    ]
    return found[0] if found else None


def _without_year(month: int, day: int, today: date, field: str) -> date | Problem:
    """The next one; one that has just passed is meant as it was typed."""
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return problem("date_does_not_exist", field)
    years = range(today.year, today.year + 9)  # the 29th of February may be eight years away
    exists = [date(year, month, day) for year in years if _exists(year, month, day)]
    ahead = next(found for found in exists if found >= today)
    if ahead - today > _LONGEST_AHEAD and _exists(today.year, month, day) and ahead.year == today.year + 1:
        return date(today.year, month, day)
    return ahead


def _date(year: int, month: int, day: int, today: date, field: str) -> date | Problem:
    if not _exists(year, month, day):
        return problem("date_does_not_exist", field)
    return _near(date(year, month, day), today, field)


def _near(day: date, today: date, field: str) -> date | Problem:
    """Nothing is planned years ahead, and adding days to such a date could overflow."""
    latest = today + _LONGEST_EVER
    return day if day <= latest else problem("date_too_far", field, latest=latest)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@cache
def _library() -> Callable[[str, datetime], datetime | None]:
    """The library, loaded when it is first needed: it takes a tenth of a second and ten megabytes."""
    dateparser = import_module("dateparser")

    def read(phrase: str, noon: datetime) -> datetime | None:
        settings = {
            "RELATIVE_BASE": noon,
            "PREFER_DATES_FROM": "future",
            "PARSERS": ["relative-time"],
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": False,
        }
        return cast(datetime | None, dateparser.parse(phrase, languages=["en"], settings=settings))

    return read

"""Dates and times as people type them, in their own zone: `friday 9:30`, `3 dec`, `in 2 days`, `18:00-08:00`.

Small rules of our own read weekdays, times of day and numbers, where a mistake would be silent; the `dateparser`
library reads the rest (months by name, "in two weeks"), and only where every word is one of those. Nothing is guessed:
what could mean two days is asked about. Whoever uses this echoes the result in full, with its zone.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from podsprint.domain.calendar import local_to_utc
from podsprint.domain.problems import Problem, problem
from podsprint.usecases.phrase_days import LONGEST, NUMBERS, day_of, is_weekday, shown, weekday

_DAY = timedelta(days=1)
_LEADING = re.compile(r"^(?:until|till|on|by|from|for)\s+(?=\S)")
_CLOCK = r"(?P<h>\d{1,2})(?:(?P<sep>[:.h])(?P<m>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?"
_WORD_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_TIME = re.compile(rf"(?:^|(?<=\s))(?P<at>at\s+|@\s*)?(?:(?P<word>noon|midday|midnight)|{_CLOCK}(?P<oc>\s*o'?clock)?)$")
_FIRST_TIME = re.compile(
    r"^(?:at\s+|@\s*)?(?:noon|midday|midnight|\d{1,2}(?::|h)\d{2}(?:\s*[ap]m)?|\d{1,2}\s*[ap]m|(?<=at )\d{1,2})(?=\s)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as it was meant: `at` in UTC, and what a clock in the person's zone shows then."""

    at: datetime
    day: date
    wall: time
    skipped: time | None = None  # what was typed, where the clock skips it that day; `at` is the first moment after


def read_day(text: str, zone: str, now: datetime, field: str = "") -> date | Problem:
    """A day to come, today included. A weekday is the next one, and never today.

    Problems: date_unreadable, date_does_not_exist, date_ambiguous, date_other_weekday, date_in_past,
    date_too_far.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    found = day_of(_plain(text), today, field, text)
    if isinstance(found, date) and found < today:
        return problem("date_in_past", field, date=found, today=today)
    return found


def read_moment(
    text: str, zone: str, now: datetime, *, at: time | None = None, on: date | None = None, field: str = ""
) -> Moment | Problem:
    """A moment to come. ``at`` is the time meant where only a day is typed, ``on`` the day where only a time is.

    Without ``on``, a time alone is its next one. Problems: those of a day, time_missing, time_in_past.
    """
    phrase = _plain(text)
    if not phrase:
        return problem("required", field)
    here = now.astimezone(ZoneInfo(zone))
    if (soon := _from_now(phrase, now)) is not None:
        local = soon.astimezone(ZoneInfo(zone))
        return Moment(soon, local.date(), local.time().replace(tzinfo=None, fold=0))
    rest, wall = _split_time(phrase)
    if wall is None and at is None:
        day = day_of(phrase, here.date(), field, text)
        return day if isinstance(day, Problem) else problem("time_missing", field, date=day)
    clock = wall or cast(time, at)
    if not rest:
        day = on or here.date()
        if on is None and local_to_utc(day, clock, zone) <= now:
            day += _DAY
    elif wall and is_weekday(rest) == here.weekday() and local_to_utc(here.date(), clock, zone) > now:
        day = here.date()  # "friday 15:00", said on a Friday morning
    else:
        day = day_of(rest, here.date(), field, text)
    if isinstance(day, Problem):
        return day
    if day < here.date():
        return problem("date_in_past", field, date=day, today=here.date())
    moment = local_to_utc(day, clock, zone)
    if moment <= now:
        return problem("time_in_past", field, at=moment, zone=zone)
    shown = moment.astimezone(ZoneInfo(zone))
    skipped = clock if shown.time().replace(fold=0) != clock else None
    return Moment(moment, shown.date(), shown.time().replace(tzinfo=None, fold=0), skipped)


def read_hours(text: str, field: str = "") -> tuple[time, time] | Problem:
    """From one time of day to another, over midnight too. Problems: hours_unreadable, hours_empty."""
    ends = re.split(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*", _plain(text))
    read = [_time_of_day(end) for end in ends]
    if len(read) != 2 or read[0] is None or read[1] is None:
        return problem("hours_unreadable", field, text=shown(text))
    if read[0] == read[1]:
        return problem("hours_empty", field)
    return read[0], read[1]


def read_days(text: str, zone: str, now: datetime, field: str = "") -> tuple[date, date] | Problem:
    """From one day to another, both counted: `3 dec to 7 dec`, `until friday` (from today on), `tomorrow` (one day)."""
    phrase = _plain(text, leading=False)
    today = now.astimezone(ZoneInfo(zone)).date()
    if (until := re.match(r"(?:until|till|to)\s+(.+)", phrase)) is not None:
        first, last = today, read_day(until[1], zone, now, field)
    else:
        ends = re.split(r"\s+(?:-|–|—|to|until|till)\s+|\s*[–—]\s*", phrase, maxsplit=1)
        last = read_day(ends[-1], zone, now, field)
        if isinstance(last, Problem):
            return last
        begins = read_day(ends[0], zone, now, field)
        if isinstance(begins, Problem):
            return begins
        first = begins
        if last < first:  # friday to monday, said on a Saturday
            last = weekday(ends[-1], first) or last
    if isinstance(last, Problem):
        return last
    if last < first:
        return problem("days_backwards", field, first=first, last=last)
    return first, last


def _plain(text: str, *, leading: bool = True) -> str:
    flat = unicodedata.normalize("NFKC", text[: LONGEST + 1]).casefold().replace(",", " ")
    flat = re.sub(r"(?<=[a-z]{3})\.(?= |$)", "", flat)
    flat = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", flat)
    flat = re.sub(r"\b(\d{1,2}) of (?=[a-z])", r"\1 ", re.sub(r"\bthe (?=\d)", "", flat))
    flat = " ".join(re.sub(r"(?<=\d-\d\d)t(?=\d)", " ", flat).split())
    return _LEADING.sub("", flat) if leading else flat


def _split_time(phrase: str) -> tuple[str, time | None]:
    """A phrase without its time of day, and the time; a number alone is no time."""
    if (first := _FIRST_TIME.match(phrase)) is not None:
        wall = _time_of_day(first[0])
        return (_LEADING.sub("", phrase[first.end() :].strip()), wall) if wall else (phrase, None)
    match = _TIME.search(phrase)
    if match is None:
        return phrase, None
    sure = bool(match["at"] or match["word"] or match["half"] or match["oc"] or match["sep"] in (":", "h"))
    rest = phrase[: match.start()].strip()
    looks_like_a_month = match["m"] is not None and 1 <= int(match["m"]) <= 12
    if not sure and (match["m"] is None or (looks_like_a_month and not rest)):
        return phrase, None
    wall = _clock(match)
    return (rest, wall) if wall else (phrase, None)


def _time_of_day(phrase: str) -> time | None:
    if phrase == "24:00":  # as the end of some hours
        return time(0)
    match = _TIME.fullmatch(phrase)
    return _clock(match) if match else None


def _clock(match: re.Match[str]) -> time | None:
    if match["word"]:
        return _WORD_TIMES[match["word"]]
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _from_now(phrase: str, now: datetime) -> datetime | None:
    """`in 90 minutes`, `in 2 hours`."""
    match = re.fullmatch(r"in (\d{1,3}|an?|" + "|".join(NUMBERS) + r") (minute|min|hour|hr|h)s?", phrase)
    if match is None:
        return None
    count = int(match[1]) if match[1].isdigit() else NUMBERS.index(match[1]) + 1 if match[1] in NUMBERS else 1
    length = timedelta(minutes=1) if match[2].startswith("m") else timedelta(hours=1)
    return (now + count * length).replace(second=0, microsecond=0) if count else None

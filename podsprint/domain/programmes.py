"""Programmes (L13): a purpose over months, and what is dated beside its sprints."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from podsprint.domain.calendar import MONDAY_TO_FRIDAY
from podsprint.domain.problems import Problem, problem
from podsprint.domain.text import check_text, clean

MAX_NAME, MAX_PURPOSE, MAX_WORKSHOP = 60, 300, 150
MAX_PODS, MAX_OWNED = 40, 5
LONGEST_NOTICE = timedelta(days=730)


def check_programme(name: str, purpose: str) -> tuple[Problem, ...]:
    """Fields: name, purpose. The purpose is more than the two words it starts with."""
    found = [
        *check_text(name, "name", limit=MAX_NAME, required=True),
        *check_text(purpose, "purpose", limit=MAX_PURPOSE, required=True),
    ]
    if not found and clean(purpose, MAX_PURPOSE).strip(" .").casefold() == "so that":
        found.append(problem("required", "purpose"))
    return tuple(found)


def check_workshop(title: str, on_day: date | None, *, today: date) -> tuple[Problem, ...]:
    """Fields: title, on_day. A workshop of last week is context too; one in ten years is a slip of the hand."""
    found = list(check_text(title, "title", limit=MAX_WORKSHOP, required=True))
    if on_day is None:
        found.append(problem("required", "on_day"))
    elif not today - LONGEST_NOTICE <= on_day <= today + LONGEST_NOTICE:
        found.append(problem("date_too_far", "on_day", latest=today + LONGEST_NOTICE))
    return tuple(found)


def next_start(today: date, ended_on: date | None, weekdays: AbstractSet[int] = MONDAY_TO_FRIDAY) -> date:
    """A first day to propose: when a week begins after today, or after the last sprint where that is later."""
    after = max(today, ended_on) if ended_on else today
    return after + timedelta(days=1 + (_week_begins(weekdays) - after.weekday() - 1) % 7)


def _week_begins(weekdays: AbstractSet[int]) -> int:
    """The weekday after the longest rest; Monday, if several are as long."""
    rests = {day: next(rest for rest in range(7) if (day - rest - 1) % 7 in weekdays) for day in sorted(weekdays)}
    return max(rests, key=lambda day: rests[day])

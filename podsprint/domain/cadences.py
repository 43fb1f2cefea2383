"""Cadences: when in a sprint's ten days its sessions are, and how long they take."""

from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from podsprint.domain.problems import Problem, problem

SPRINT_DAYS = 10
WINDOW_MINUTES = 24 * 60  # an async session
MIN_MINUTES, MAX_MINUTES = 10, 120  # a live session


class SessionKind(StrEnum):
    """What a session is for."""

    KICKOFF = "kickoff"
    STANDUP = "standup"
    RETRO = "retro"


@dataclass(frozen=True, slots=True)
class Slot:
    """One session: on which of the sprint's days (1-10), for how many minutes, live or as a window."""

    day: int
    kind: SessionKind
    minutes: int = 30
    live: bool = True


@dataclass(frozen=True, slots=True)
class Cadence:
    """A template for a sprint: its sessions in order."""

    name: str
    slots: tuple[Slot, ...]


def _slots(*standups: int) -> tuple[Slot, ...]:
    between = (Slot(day, SessionKind.STANDUP) for day in standups)
    return (Slot(1, SessionKind.KICKOFF), *between, Slot(SPRINT_DAYS, SessionKind.RETRO))


CADENCES = MappingProxyType(
    {
        "classic": Cadence("classic", _slots(4, 7)),
        "light": Cadence("light", _slots(6)),  # a working week after the kick-off
        "intensive": Cadence("intensive", _slots(3, 5, 7, 9)),
        "async": Cadence("async", tuple(replace(slot, minutes=WINDOW_MINUTES, live=False) for slot in _slots(4, 7))),
    }
)


def check_cadence(cadence: Cadence) -> tuple[Problem, ...]:
    """A kick-off, stand-ups and a retro, on rising days from 1 to 10. Fields: cadence, minutes."""
    days = [slot.day for slot in cadence.slots]
    kinds = [slot.kind for slot in cadence.slots]
    standups = [SessionKind.STANDUP] * (len(kinds) - 2)
    found = []
    if kinds != [SessionKind.KICKOFF, *standups, SessionKind.RETRO]:
        found.append(problem("cadence_order", "cadence"))
    if days != sorted(set(days)) or not all(1 <= day <= SPRINT_DAYS for day in days):
        found.append(problem("cadence_days", "cadence", max=SPRINT_DAYS))
    for slot in cadence.slots:
        longest = MAX_MINUTES if slot.live else WINDOW_MINUTES
        if not MIN_MINUTES <= slot.minutes <= longest:
            found.append(problem("out_of_range", "minutes", min=MIN_MINUTES, max=longest))
    return tuple(dict.fromkeys(found))

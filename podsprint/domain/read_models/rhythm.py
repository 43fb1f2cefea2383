"""Somebody's own rhythm, as they read it back, and what was noted of them."""

from dataclasses import dataclass
from datetime import date, time

from podsprint.domain.rhythm import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceNote:
    """What was noted of somebody by another, or read off their status; theirs to undo."""

    absence_id: int
    source: str
    by: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """When somebody is away, in days of their own."""

    user: str
    zone: str
    today: date
    spans: tuple[tuple[date, date], ...]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MyRhythm:
    """Everything somebody has set, or what holds as long as they have not."""

    rhythm: Rhythm
    country: str = ""  # its name
    snoozed_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedHours:
    """When everybody in a pod works, on the pod's own clock."""

    day: date
    meets_at: time
    zone: str
    suits: bool
    spans: tuple[tuple[time, time], ...]

"""What the bot asks of people, in time (N7): how long each thing takes, and how much a week may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from podsprint.domain.cadences import Cadence, SessionKind

CEILING_SECONDS = 60 * 60  # a week; live sessions are shown and do not count
USUAL_SECONDS = 60


class Reading(StrEnum):
    """A direct message to read."""

    WELCOME = "welcome"
    BRIEF = "brief"
    DIGEST = "digest"
    DAILY = "daily"
    COACH_QUESTION = "coach_question"
    NOTE = "note"  # anything else


LIVE_SESSION = "live_session"
# How long each takes. Forms go by the name they are submitted under; a test holds what they say of themselves to it.
SECONDS: Mapping[str, int] = MappingProxyType(
    {
        "pod_create": 60,
        "pod_charter": 120,
        "experiment": 180,
        "check_in": 90,
        "retro": 180,
        "sprint_end": 120,
        "booster": 60,
        Reading.WELCOME: 60,
        Reading.BRIEF: 120,
        Reading.DIGEST: 120,
        Reading.DAILY: 30,
        Reading.COACH_QUESTION: 30,
        Reading.NOTE: 20,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What one person's week has held so far."""

    seconds: int
    live_seconds: int
    ceiling: int = CEILING_SECONDS

    @property
    def minutes(self) -> int:
        """In whole minutes, rounded up."""
        return -(-self.seconds // 60)

    @property
    def live_minutes(self) -> int:
        """The same, in live sessions."""
        return -(-self.live_seconds // 60)

    @property
    def is_full(self) -> bool:
        """Whether it holds so much that we ask nothing more by ourselves."""
        return not self.has_room(SECONDS[Reading.DAILY])

    def has_room(self, seconds: int) -> bool:
        """Whether something this long still fits."""
        return self.seconds + seconds <= self.ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a sprint asks of a leader."""

    sessions: int
    minutes: int  # of each session; 0 if all of them are windows to come to when it suits
    form_minutes: int  # in all of them together


def cost_of(cadence: Cadence) -> Cost:
    """Of a sprint in this rhythm, as it is planned."""
    forms = {
        SessionKind.KICKOFF: ("experiment",),
        SessionKind.STANDUP: ("check_in",),
        SessionKind.RETRO: ("retro", "sprint_end"),
    }
    seconds = sum(SECONDS[form] for slot in cadence.slots for form in forms[slot.kind])
    minutes = max((slot.minutes for slot in cadence.slots if slot.live), default=0)
    return Cost(sessions=len(cadence.slots), minutes=minutes, form_minutes=-(-seconds // 60))


def seconds_of(kind: str) -> int:
    """How long something takes, by its kind; the usual minute for what is not listed."""
    return SECONDS.get(kind, USUAL_SECONDS)


def reading_of(kind: str) -> Reading:
    """Which reading a kind of message is; a note if it is none of the listed."""
    return next((reading for reading in Reading if reading == kind), Reading.NOTE)


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())

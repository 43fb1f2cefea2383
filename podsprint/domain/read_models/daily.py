"""The one message a person may get on a day without having asked (L11), and what it is put together from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from podsprint.domain.read_models.programmes import BoosterLine
from podsprint.domain.read_models.sprints import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyItem:
    """One thing to say. Each kind of its own has a view in ``slack.views.daily``."""

    asks: ClassVar[str] = "note"  # what it asks of them: a kind of ``domain.ledger``


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionToday(DailyItem):
    """A session opens later today, or is open and has no entry of theirs yet."""

    session: SessionLine
    pod: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMissing(DailyItem):
    """A session still takes entries, and theirs is not in."""

    asks: ClassVar[str] = "check_in"
    session: SessionLine
    pod: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDue(DailyItem):
    """Today is the day they named, in their own words."""

    pod: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MidWeek(DailyItem):
    """A question in mid-week about an experiment that runs."""

    asks: ClassVar[str] = "observe"
    experiment_id: int
    hypothesis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoosterDue(DailyItem):
    """An adopted experiment to be looked at again (L10)."""

    asks: ClassVar[str] = "booster"
    line: BoosterLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """The day's one message. Pressed *Stop these* or put off, it says so instead."""

    user: str
    day: date
    items: tuple[DailyItem, ...]
    stopped: bool = False
    snoozed_until: date | None = None

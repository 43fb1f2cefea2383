"""What is one's own, a page at a time: notes, lines, entries. Its author sees it, and nobody else."""

from dataclasses import dataclass
from datetime import date, datetime

from podsprint.domain.privacy import Ring
from podsprint.domain.read_models.daily import DailyItem
from podsprint.domain.read_models.home import ExperimentLine, OfferLine, ReflectionLine
from podsprint.domain.read_models.sprints import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicOffered(DailyItem):
    """Something was offered to them in the last days."""

    offer: OfferLine


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One observation."""

    id: int
    experiment_id: int
    about: str  # the experiment's hypothesis
    on: date
    note: str
    ring: Ring
    quoted: bool = False  # began with somebody else's words


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPage:
    """Observations of one experiment, the newest first."""

    experiment: ExperimentLine
    notes: tuple[NoteLine, ...]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPage:
    """Reflections, the newest first."""

    lines: tuple[ReflectionLine, ...]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """One entry in a session, and what can still be done with it."""

    check_in_id: int
    session: SessionLine
    pod: str
    said: str  # how it begins
    ring: Ring
    on: datetime
    takes_changes: bool  # late entries have not ended


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesPage:
    """Entries, the newest first."""

    entries: tuple[OwnEntry, ...]
    more: bool = False

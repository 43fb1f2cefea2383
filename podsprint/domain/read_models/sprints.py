"""A sprint and its sessions."""

from dataclasses import dataclass
from datetime import date, datetime

from podsprint.domain.read_models.endings import Ending
from podsprint.domain.read_models.programmes import WorkshopLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One session in a list of dates."""

    id: int
    kind: str
    number: int
    state: str
    live: bool
    minutes: int
    opens_at: datetime
    closes_at: datetime
    zone: str
    moved_from: datetime | None = None  # where it was in the plan
    merged_into: int | None = None  # the session it is held together with


@dataclass(frozen=True, slots=True, kw_only=True)
class SprintView:
    """A sprint and its sessions, the earliest first."""

    id: int
    pod: str
    number: int
    cadence: str
    starts_on: date
    ends_on: date
    sessions: tuple[SessionLine, ...]
    checked_in: int = 0
    leaders: int = 0
    paused_at: datetime | None = None
    paused_by: str = ""
    closed_by: str = ""  # somebody closed it before its time
    stopped: tuple[str, ...] = ()  # practices the pod has voted off (W8)
    programme: str = ""
    workshops: tuple[WorkshopLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One experiment at the sprint's end."""

    leader: str
    hypothesis: str
    outcome: str
    what_changed: str
    takeaway: str
    linked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SprintSummary:
    """The sprint, told by what changed in the work (W2)."""

    pod: str
    number: int
    starts_on: date
    ends_on: date
    goal: str
    so_that: str
    changed: tuple[SummaryLine, ...]
    still_running: tuple[SummaryLine, ...]
    kept_private: int
    sessions_held: int
    observations: int
    ending: Ending | None = None  # what the pod said at its end, once the sprint is over

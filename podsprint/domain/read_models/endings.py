"""A sprint's end: what the pod decided, and what comes next."""

from dataclasses import dataclass
from datetime import date

from podsprint.domain.figures import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What a pod said at a sprint's end: results, never who said what."""

    verdict: str  # a ``practices.Verdict``
    decisions: tuple[tuple[str, str], ...]  # (practice, change or stop); what is not named is kept
    pulse: Means | None = None
    pulse_few: bool = False  # it was asked, and fewer than five answered


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSprint:
    """A proposal for the next sprint: nothing starts by itself (W12)."""

    number: int
    first_day: date
    cadence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SprintEnded:
    """The facilitator's message once a sprint is over."""

    pod_id: int
    pod: str
    channel: str
    number: int
    ending: Ending
    following: NextSprint


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticesView:
    """A pod's practices, and which of them it has voted off."""

    pod_id: int
    pod: str
    stopped: tuple[str, ...]
    may_change: bool

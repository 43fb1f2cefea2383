"""A pod, as its people see it."""

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True, slots=True, kw_only=True)
class PodView:
    """A pod, as anyone in it may see it."""

    id: int
    name: str
    channel: str
    facilitator: str
    leaders: tuple[str, ...]
    zone: str
    meets_at: time
    has_charter: bool
    goal: str = ""
    sprint: int | None = None  # the number of the running one
    facilitator_role: str = "peer"  # or manager, outsider: they see less (L17)
    deputy: str = ""
    paused_by: str = ""  # who paused it, if somebody did
    paused_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterView:
    """What the pod agreed on."""

    pod_id: int
    pod: str
    goal: str
    so_that: str
    roles: str
    norms: str
    confidentiality: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """A leader's first message from the bot."""

    pod: PodView
    leader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PodIntro:
    """Who set this up, and what happens next. Posted in the pod's channel."""

    pod: PodView
    by: str

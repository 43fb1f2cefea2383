"""Who runs a pod, and what its people are told when that changes."""

from dataclasses import dataclass

from podsprint.domain.read_models.pods import PodView
from podsprint.domain.read_models.sprints import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoRuns:
    """Who runs a pod, for somebody in it, and what they may do about it."""

    pod: PodView
    may_change: bool
    ground: str = ""  # on which they may take over, if on any


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNote:
    """What somebody is told when who runs a pod, or one session of it, has changed."""

    what: str  # named, relieved, deputy, host, host_before
    pod: PodView
    by: str
    subject: str  # who runs it now
    note_id: int  # the entry in the trail it tells of
    stands: bool = True  # it has not changed again since
    session: SessionLine | None = None
    sees_less: str = ""

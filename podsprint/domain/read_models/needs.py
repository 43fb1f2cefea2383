"""What needs somebody: told to whoever runs a pod, or to the pod itself. Never anyone's words."""

from dataclasses import dataclass

from podsprint.domain.needs import Cause
from podsprint.domain.read_models.pods import PodView
from podsprint.domain.read_models.sprints import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that needs a person, as it stands now."""

    cause: Cause
    pod: PodView
    stands: bool = True  # nobody has seen to it yet
    sessions: tuple[SessionLine, ...] = ()  # those that were skipped, or the one that nobody runs
    more: int = 0  # further sessions that nobody runs
    following: SessionLine | None = None  # the next one that is planned
    sprint_id: int = 0
    person: str = ""  # who has left, who is away, who ran it, who is outside the channel
    place_id: int = 0  # theirs in the pod
    own: bool = False  # it is its reader who is away


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """The one message of a day about what needs whoever runs these pods."""

    items: tuple[Need, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AsksPod:
    """The same for a pod's channel, where nobody else is left to be told."""

    need: Need

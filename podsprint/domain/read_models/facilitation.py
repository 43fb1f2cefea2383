"""What a facilitator is told."""

from dataclasses import dataclass
from datetime import datetime

from podsprint.domain.read_models.pods import PodView
from podsprint.domain.read_models.sessions import Entry, LeaderLine
from podsprint.domain.read_models.sprints import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the facilitator gets the working day before a session."""

    pod: PodView
    session: SessionLine
    lines: tuple[LeaderLine, ...]
    questions: tuple[str, str]  # their ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What the facilitator gets when a session has closed."""

    pod: PodView
    session: SessionLine
    entries: tuple[Entry, ...]
    private: int  # how many kept theirs to themselves: a number, never a name with words
    not_yet: tuple[str, ...]
    grace_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A session that could not be opened in its time."""

    pod: PodView
    session: SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeliverable:
    """A message that Slack would not take, for the facilitator to mend."""

    pod_id: int
    pod: str
    channel: str
    person: str  # "" if it was for the channel
    error: str

"""What whoever runs a pod or a session is told. A manager or an outsider is told less (L17): no leader's words."""

from dataclasses import dataclass
from datetime import datetime

from podsprint.domain.channels import Trouble
from podsprint.domain.pods import SizeAdvice
from podsprint.domain.read_models.pods import PodView
from podsprint.domain.read_models.sessions import Entry, LeaderLine
from podsprint.domain.read_models.sprints import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSession:
    """One session of a brief, as it stands now."""

    pod: PodView
    session: SessionLine
    stands: str = "planned"  # or what has become of it since: moved, skipped, handed_over, ...
    may_undo: bool = False  # skipped, and its reader can take that back
    host: str = ""  # who runs it
    stands_in: bool = False  # told because whoever runs it is away
    away: tuple[str, ...] = ()
    lines: tuple[LeaderLine, ...] = ()
    questions: tuple[str, str] = ("", "")  # their ids
    sees_less: str = ""  # the reason: manager, outsider


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What somebody gets the working day before: every session they run on that day."""

    sessions: tuple[BriefSession, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What whoever ran a session gets when it has closed."""

    pod: PodView
    session: SessionLine
    entries: tuple[Entry, ...]
    shared: int
    private: int  # how many kept theirs to themselves: a number, never a name with words
    not_yet: tuple[str, ...]
    grace_until: datetime
    silent: int = 0  # how many have not been heard from, away or not
    away: tuple[str, ...] = ()
    wishes: int = 0  # how many would like coaching
    following: SessionLine | None = None
    link: str = ""  # where its thread is, once it is there
    runs_next: bool = False  # whether its reader may change the following one
    sees_less: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Sessions that could not be opened in their time, in one downtime."""

    pod: PodView
    sessions: tuple[SessionLine, ...]
    may_move: bool = False  # they can still be held


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeliverable:
    """Messages that Slack would not take, for the facilitator to mend: the latest one, and how many of which kind."""

    pod_id: int
    pod: str
    channel: str
    person: str  # "" if it was for the channel
    error: str
    kinds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Somebody has left a pod."""

    pod: str
    channel: str
    left: int  # leaders who are still in it
    advice: SizeAdvice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTrouble:
    """A pod's channel cannot be used."""

    pod: str
    channel: str
    trouble: Trouble

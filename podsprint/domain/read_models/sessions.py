"""What is shown in a session."""

from dataclasses import dataclass
from datetime import date, datetime

from podsprint.domain.read_models.pods import CharterView
from podsprint.domain.read_models.sprints import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLine:
    """One box of the running order. `state` is done, now or ahead."""

    code: str
    leader: str
    starts_at: datetime
    ends_at: datetime
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxChange:
    """A box of the running order has begun: which, its place in it, and what comes next."""

    zone: str
    box: BoxLine
    number: int
    following: BoxLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCard:
    """The one message of a session that is edited in place."""

    session: SessionLine
    pod: str
    leaders: tuple[str, ...]  # those the session is for: not those who are away
    checked_in: tuple[str, ...]
    takes_entries: bool
    boxes: tuple[BoxLine, ...]
    minutes_left: int
    over_by: int
    grace_until: datetime
    away: tuple[str, ...] = ()
    opened_late: datetime | None = None  # after its time, since the bot was down


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderLine:
    """Where a leader is: the experiment and the last commitment, in their own words (C1). Empty where kept private."""

    leader: str
    hypothesis: str = ""
    commitment: str = ""
    commitment_by: date | None = None
    noticed: str = ""  # the latest observation they shared
    kept_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpening:
    """The first reply in a session's thread."""

    kind: str
    pod: str
    charter: CharterView | None  # at the kick-off: the goal and the norms (C6)
    lines: tuple[LeaderLine, ...]
    asks: bool = True  # the session is open: it says what to do now


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """The sprint's micro-learning theme (L9), by its id in the prompts."""

    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One leader's check-in in the thread. While `sealed`, only that it is there (W11)."""

    check_in_id: int
    kind: str
    leader: str
    sealed: bool
    late: bool
    parts: tuple[tuple[str, str], ...] = ()  # (code of the part, the leader's own words)
    by: date | None = None
    confidence: int | None = None
    outcome: str = ""
    choice: str = ""
    wish: str = ""  # a ``domain.wishes.Wish``, where coaching is wished for and its reader is not the one who does
    coach: str = ""  # who has said that they can


@dataclass(frozen=True, slots=True, kw_only=True)
class WishNote:
    """A wish to be coached that somebody has taken up, for one of the two."""

    check_in_id: int
    pod: str
    leader: str
    coach: str
    topic: str
    wished: bool  # its reader is the one who would like it
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachQuestion:
    """One coaching question for one leader, with what they wrote themselves. Only them."""

    check_in_id: int
    question_id: str
    pod: str
    quote: str
    kept: bool = False  # a line has been kept in answer to it

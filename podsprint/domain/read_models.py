"""What a message, a form or the Home tab shows: plain values, made by use cases and turned into blocks by views.

Nothing here that its reader may not see: whoever builds one of these has already asked `privacy.may_read`.
Times are aware UTC, days are the pod's own, people are Slack user ids.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from podsprint.domain.privacy import Ring


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLine:
    """One box of the running order. `state` is done, now or ahead."""

    code: str
    leader: str
    starts_at: datetime
    ends_at: datetime
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCard:
    """The one message of a session that is edited in place."""

    session: SessionLine
    pod: str
    leaders: tuple[str, ...]
    checked_in: tuple[str, ...]
    takes_entries: bool
    boxes: tuple[BoxLine, ...]
    minutes_left: int
    over_by: int
    grace_until: datetime


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachQuestion:
    """One coaching question for one leader, with what they wrote themselves. Only them."""

    check_in_id: int
    question_id: str
    pod: str
    quote: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentLine:
    """One of a leader's own experiments."""

    id: int
    pod_id: int
    pod: str
    ring: Ring
    state: str
    framing_question: str
    hypothesis: str
    what_i_do: str
    place: str
    expect: str
    by: date | None
    linked: bool
    work_item: str
    what_changed: str
    observations: tuple[tuple[date, str], ...] = ()  # the latest few


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionLine:
    """One of a leader's own reflections."""

    on: datetime
    choice: str
    line: str
    ring: Ring
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PodToday:
    """A pod on the Home tab, seen by one of its people."""

    pod: PodView
    is_leader: bool
    is_facilitator: bool
    session: SessionLine | None  # open now, or the next one
    late: SessionLine | None = None  # closed, and still open to this leader's entry
    checked_in: bool = False
    commitment: str = ""
    commitment_by: date | None = None
    waiting_for: tuple[str, ...] = ()  # facilitator only: leaders not heard from in the open session


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One person's front page."""

    person: str
    pods: tuple[PodToday, ...]
    experiments: tuple[ExperimentLine, ...]
    reflections: tuple[ReflectionLine, ...]
    more_pods: bool = False
    more_experiments: bool = False

"""What a form holds when it opens: values made by use cases, turned into inputs by views. Like `read_models`, already
reduced to what their reader may see: their own words, and their pod's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import ExperimentLine, OwnLearning, SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentForm:
    """A form for an experiment, new or being changed. With a session it is that leader's kick-off entry."""

    pod_id: int
    pod: str
    goal: str
    meeting_id: int | None = None
    experiment: ExperimentLine | None = None
    ring: Ring = Ring.ME
    check_in_id: int | None = None  # the entry it changes, if there is one
    as_new: bool = False  # filled in from an experiment that is closed, to go on with as one of its own
    draft: str = ""  # what the hypothesis starts from: a message of one's own
    quote: str = ""  # somebody else's message, to start from in one's own words: shown, and never kept
    source: Mapping[str, object] | None = None  # which message; comes back with the form
    carried_over: tuple[ExperimentLine, ...] = ()  # still open from an earlier sprint (L13)
    progress: int | None = None  # how far they feel they are, at a kick-off; theirs alone (L15)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInForm:
    """A leader's stand-up form, with what they entered before if they come back to it."""

    session: SessionLine
    pod: str
    experiments: tuple[ExperimentLine, ...]
    commitment: str  # the last one, in their own words (C1)
    commitment_by: date | None
    late: bool
    ring: Ring
    experiment_id: int | None = None
    check_in_id: int | None = None
    tried: str = ""
    noticed: str = ""
    next_step: str = ""
    next_by: date | None = None
    confidence: int | None = None
    coaching_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetroForm:
    """A leader's retro form, with what they entered before if they come back to it."""

    session: SessionLine
    pod: str
    experiments: tuple[ExperimentLine, ...]
    late: bool
    ring: Ring
    experiment_id: int | None = None
    check_in_id: int | None = None
    outcome: str = ""
    what_changed: str = ""
    facts: str = ""
    line: str = ""
    behaviour: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingForm:
    """The short form at a sprint's end, with what this leader said before."""

    meeting_id: int
    pod: str
    number: int
    practices: tuple[str, ...]  # those in use
    votes: Mapping[str, str] = field(default_factory=dict)
    pulse: bool  # whether the pod is large enough to be asked (S4)
    pulse_answered: bool = False
    progress: int | None = None
    go_on: str = ""
    learning: OwnLearning | None = None  # asked about, where the pod is in a programme


@dataclass(frozen=True, slots=True, kw_only=True)
class BoosterForm:
    """A look back at an experiment that was adopted (L10)."""

    booster_id: int
    pod: str
    hypothesis: str
    days: int
    adopted_on: date
    last: bool  # after this one, it is not asked again

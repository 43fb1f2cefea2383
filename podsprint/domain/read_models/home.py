"""One person's front page."""

from dataclasses import dataclass
from datetime import date, datetime

from podsprint.domain.ledger import Week
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models.pods import PodView
from podsprint.domain.read_models.programmes import BoosterLine, ProgrammeLine, ProgressLine
from podsprint.domain.read_models.sprints import SessionLine


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
    id: int = 0
    of_entry: bool = False  # told in a retro, and changed there
    experiment_id: int | None = None


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
    needs: tuple[str, ...] = ()  # whoever runs it only: what needs a person


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLine:
    """A topic that somebody offers to a leader (W6). Those two see it, and nobody else."""

    id: int
    pod: str
    by: str
    to: str
    topic: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One person's front page."""

    person: str
    pods: tuple[PodToday, ...]  # those they lead in
    facilitated: tuple[PodToday, ...]  # a pod they lead in and facilitate is in both
    experiments: tuple[ExperimentLine, ...]
    reflections: tuple[ReflectionLine, ...]
    boosters: tuple[BoosterLine, ...] = ()  # adopted, and waiting for a look back (L10)
    progress: tuple[ProgressLine, ...] = ()  # their own ratings, the latest sprints first (L15)
    programmes: tuple[ProgrammeLine, ...] = ()  # those they own, and those of their pods
    more_pods: bool = False
    more_experiments: bool = False
    week: Week | None = None  # what was asked of them since Monday (N7)
    away_until: date | None = None
    more_reflections: bool = False
    runs_workspace: bool = False  # an admin, as Slack said last: for a button that asks Slack again
    offered: tuple[OfferLine, ...] = ()
    offered_by_me: tuple[OfferLine, ...] = ()

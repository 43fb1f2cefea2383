"""A programme, as its owner sees it, and what crosses between its pods. Nobody's private text, no small numbers."""

from dataclasses import dataclass
from datetime import date

from podsprint.domain.figures import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopLine:
    """Something dated beside the sprints."""

    id: int
    on: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePod:
    """A pod in a programme: that it is there, and how many sprints it has run."""

    id: int
    name: str
    channel: str
    facilitator: str
    sprints: int
    running: int | None  # the number of the sprint under way


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """What changed in somebody's work, as they let it cross (L14). Without a name there is no pod either."""

    hypothesis: str
    outcome: str
    what_changed: str
    author: str
    pod: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """A programme for its owner."""

    id: int
    name: str
    purpose: str
    pods: tuple[ProgrammePod, ...]
    asked: tuple[str, ...]  # the channels of pods whose facilitators have not answered yet
    workshops: tuple[WorkshopLine, ...]
    learnings: tuple[Learning, ...]
    pulse: Means | None = None
    progress: Means | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    """A programme in a list: one's own, or the one of one's pod."""

    id: int
    name: str
    purpose: str
    pods: int
    is_owner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeInviteView:
    """A question to a facilitator, or what became of it."""

    invite_id: int
    pod_id: int
    programme: str
    purpose: str
    owner: str
    pod: str
    channel: str
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLearning:
    """A closed experiment of one's own, and how far its learning may go (L14)."""

    experiment_id: int
    programme: str
    hypothesis: str
    what_changed: str
    how: str  # a ``consents.Crossing``


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnings:
    """What one may read of other pods, and what one lets them read."""

    programme: str
    purpose: str
    from_others: tuple[Learning, ...]
    own: tuple[OwnLearning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoosterLine:
    """An adopted experiment that is to be looked at again (L10). Its leader's alone."""

    id: int
    hypothesis: str
    days: int
    pod: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressLine:
    """How far somebody felt they were at a sprint's start and end. Theirs alone (L15)."""

    pod: str
    sprint: int
    start: int | None
    end: int | None

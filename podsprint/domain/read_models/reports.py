"""What came of a pod's sprints, for one of its people."""

from dataclasses import dataclass
from datetime import date, datetime

from podsprint.domain.figures import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """An experiment in one sprint, as its leader has shared it with the pod."""

    leader: str
    outcome: str  # as told in that sprint's retro; running if it went on
    framing_question: str
    hypothesis: str
    what_i_do: str
    place: str
    expect: str
    work_item: str
    linked: bool
    what_changed: str = ""
    takeaway: str = ""
    facts: str = ""
    choice: str = ""
    behaviour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SprintResult:
    """One sprint: the work first, counts last (W2)."""

    number: int
    starts_on: date
    ends_on: date
    over: bool
    changed: tuple[ResultLine, ...]  # adopted first, then adapted, then dropped
    running: tuple[ResultLine, ...]
    shared: int  # how many experiments that is
    kept_private: int
    sessions_held: int
    observations: int
    pulse: Means | None = None
    progress: Means | None = None
    cleared: bool = False  # what was written in it has gone (S5): nothing is known of its experiments any more

    @property
    def lines(self) -> tuple[ResultLine, ...]:
        """All experiments that were shared."""
        return (*self.changed, *self.running)


@dataclass(frozen=True, slots=True, kw_only=True)
class PodReport:
    """A pod's report, the latest sprint first."""

    pod_id: int
    pod: str
    goal: str
    so_that: str
    sees_less: str  # manager or outsider: dates and numbers, nobody's words (L17); "" for the others
    made_at: datetime
    sprints: tuple[SprintResult, ...]
    earlier: int = 0  # sprints before these

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who is named."""
        return tuple(dict.fromkeys(line.leader for sprint in self.sprints for line in sprint.lines))

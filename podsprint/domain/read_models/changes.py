"""What somebody changed of a pod's sessions, as its channel and whoever did it are told."""

from dataclasses import dataclass
from datetime import date, datetime, time

from podsprint.domain.problems import Problem
from podsprint.domain.read_models.sprints import SessionLine, SprintView


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChange:
    """A session, as it is after a change. `action` is the last word of a `domain.audit.Action`."""

    action: str
    by: str
    session: SessionLine
    into: SessionLine | None = None  # the session it is held together with
    skipped: time | None = None  # the time that was asked for, and does not exist on that day


@dataclass(frozen=True, slots=True, kw_only=True)
class SprintChange:
    """A sprint, as it is after a change."""

    action: str
    by: str
    sprint: SprintView


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAsked:
    """A session's new time that is odd: to be asked about before it is done."""

    session: SessionLine
    to: datetime
    cautions: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SprintAsked:
    """What would become of a sprint: said before it is done."""

    action: str  # move, resume, close
    sprint: SprintView  # as it would be
    to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionToChange:
    """A session, and what can be done with it now."""

    session: SessionLine
    pod: str
    may: tuple[str, ...]  # move, skip, merge, async, live, resize, close, undo
    days: tuple[date, date]  # its sprint's first and last
    day: date
    wall: time
    following: SessionLine | None = None  # the one it can be held together with

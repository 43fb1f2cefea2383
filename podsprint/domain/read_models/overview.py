"""Every pod somebody runs, in one view."""

from dataclasses import dataclass

from podsprint.domain.read_models.pods import PodView
from podsprint.domain.read_models.sprints import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PodLine:
    """One pod, for whoever runs it."""

    pod: PodView
    is_deputy: bool
    session: SessionLine | None  # open now, or the next one
    host: str
    checked_in: int = 0
    away: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # what needs a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A page of them."""

    pods: tuple[PodLine, ...]
    total: int
    page: int
    pages: int

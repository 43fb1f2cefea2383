"""A reflection: what a leader makes of an experiment. One button and one line is enough (L18)."""

from enum import StrEnum

from podsprint.domain.problems import Problem, problem
from podsprint.domain.text import check_text

MAX_LINE = 2000


class ReflectionChoice(StrEnum):
    """The button. No answer is better than another: an experiment that hurt has taught something (L12)."""

    HELPED = "helped"
    MIXED = "mixed"
    HURT = "hurt"
    TOO_EARLY = "too_early"


def check_reflection(choice: str | None, line: str, *, choose: bool = True) -> tuple[Problem, ...]:
    """One choice and one line in words; nothing else is ever asked for. Fields: choice, line.

    In answer to a coaching question the line is enough: ``choose`` is False, and a choice is welcome.
    """
    chosen = choice in set(ReflectionChoice) or (not choose and not choice)
    unchosen = () if chosen else (problem("choose_one", "choice"),)
    return unchosen + check_text(line, "line", limit=MAX_LINE, required=True)

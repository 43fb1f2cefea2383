"""Numbers about people: the safety pulse (L12), progress (L15), and the rule that both keep to (S4).

A figure is made once, when a sprint has ended, of at least five people. Whatever adds figures up adds whole sprints:
two reports differ by whole sprints, and so never by fewer than five people.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from podsprint.domain.problems import Problem, problem

FEWEST = 5  # people behind any number
MIN_SCORE, MAX_SCORE = 1, 5
MIN_PROGRESS, MAX_PROGRESS = 1, 10


class Statement(StrEnum):
    """What the pulse asks to agree with; all three are good news."""

    FAILURE = "failure"
    HARD_ISSUE = "hard_issue"
    HELP = "help"


class Figure(StrEnum):
    """What is published at a sprint's end."""

    PULSE = "pulse"
    PROGRESS = "progress"


class Moment(StrEnum):
    """When progress is rated."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """A published figure: how many people are behind it, and the mean of each part."""

    people: int
    means: Mapping[str, float]


def check_pulse(scores: Mapping[str, int | None]) -> tuple[Problem, ...]:
    """All statements or none. Fields: `pulse_` and the statement."""
    given = {name: score for name, score in scores.items() if score is not None}
    found = [
        problem("out_of_range", f"pulse_{name}", min=MIN_SCORE, max=MAX_SCORE)
        for name, score in given.items()
        if not MIN_SCORE <= score <= MAX_SCORE
    ]
    if given:
        found += [problem("all_or_none", f"pulse_{name}") for name in Statement if name not in given]
    return tuple(found)


def check_progress(value: int | None) -> tuple[Problem, ...]:
    """From 1 to 10, or left open. Field: progress."""
    if value is None or MIN_PROGRESS <= value <= MAX_PROGRESS:
        return ()
    return (problem("out_of_range", "progress", min=MIN_PROGRESS, max=MAX_PROGRESS),)


def publish(answers: Sequence[Mapping[str, int]], parts: Collection[str]) -> Means | None:
    """The means of complete answers, one a person; nothing at all below five (S4)."""
    complete = [answer for answer in answers if set(parts) <= set(answer)]
    if len(complete) < FEWEST:
        return None
    means = {part: round(sum(answer[part] for answer in complete) / len(complete), 1) for part in sorted(parts)}
    return Means(people=len(complete), means=means)


def pooled(figures: Sequence[Means]) -> Means | None:
    """Published figures taken together, weighted by their people; whole ones, each of five people or more."""
    whole = [figure for figure in figures if figure.people >= FEWEST]
    people = sum(figure.people for figure in whole)
    if not people:
        return None
    parts = sorted({part for figure in whole for part in figure.means})
    means = {
        part: round(sum(figure.means[part] * figure.people for figure in whole if part in figure.means) / people, 1)
        for part in parts
    }
    return Means(people=people, means=means)

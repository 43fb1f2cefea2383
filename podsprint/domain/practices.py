"""A pod's own practices are hypotheses too (W8): at a sprint's end each is kept, changed or stopped; and whether to
go on is asked anew each time (W12)."""

from collections import Counter
from collections.abc import Collection, Iterable
from enum import StrEnum

from podsprint.domain.cadences import Cadence, SessionKind

VOICES_TO_STOP = 2  # one voice alone stops nothing for a whole pod


class Practice(StrEnum):
    """What a pod can vote on: each can really be switched off."""

    THEME = "theme"  # the micro-learning theme at the kick-off
    STANDUPS = "standups"  # the stand-ups between kick-off and retro
    OPENING = "opening"  # the first reply in a session's thread: where everyone is
    RUNNING_ORDER = "running_order"  # the minute by minute plan on a live session's message
    COACHING_QUESTION = "coaching_question"  # the private question after a check-in
    BRIEF = "brief"  # the facilitator's message the day before a session


class Vote(StrEnum):
    """What a leader would do with a practice."""

    KEEP = "keep"
    CHANGE = "change"
    STOP = "stop"


class GoOn(StrEnum):
    """Whether a leader wants another sprint."""

    YES = "yes"
    CHANGES = "changes"
    PAUSE = "pause"
    STOP = "stop"


class Verdict(StrEnum):
    """What a pod's answers to "go on?" come to, in a word that names nobody."""

    UNSAID = "unsaid"
    YES = "yes"
    CHANGES = "changes"
    PAUSE = "pause"
    STOP = "stop"
    DIVIDED = "divided"


def decide(votes: Iterable[str]) -> Vote:
    """What a majority of those who voted wants; a tie keeps. Who would stop it would at least change it."""
    counts = Counter(votes)
    half = counts.total() / 2
    if counts[Vote.STOP] > half and counts[Vote.STOP] >= VOICES_TO_STOP:
        return Vote.STOP
    return Vote.CHANGE if counts[Vote.STOP] + counts[Vote.CHANGE] > half else Vote.KEEP


def verdict(answers: Iterable[str]) -> Verdict:
    """What a majority of those who answered wants; going on with changes is going on."""
    counts = Counter(answers)
    half = counts.total() / 2
    if not counts:
        return Verdict.UNSAID
    if counts[GoOn.YES] + counts[GoOn.CHANGES] > half:
        return Verdict.YES if not counts[GoOn.CHANGES] else Verdict.CHANGES
    for answer in (GoOn.PAUSE, GoOn.STOP):
        if counts[answer] > half:
            return Verdict(answer)
    return Verdict.DIVIDED


def without_stopped(cadence: Cadence, stopped: Collection[str]) -> Cadence:
    """A cadence with the sessions that the pod still holds."""
    if Practice.STANDUPS not in stopped:
        return cadence
    return Cadence(cadence.name, tuple(slot for slot in cadence.slots if slot.kind != SessionKind.STANDUP))

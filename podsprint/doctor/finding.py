"""What the doctor found: one line a check, and for whatever is wrong what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a check went. Only a failure means that the bot could not work."""

    FINE = "fine"
    WARNING = "warning"
    FAILURE = "failure"
    UNSEEN = "not to be seen from here"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what it looked at, what it saw, and the remedy where one is needed."""

    check: str
    state: State
    seen: str
    remedy: str = ""


Findings = Iterator[Finding]


def fine(check: str, seen: str) -> Finding:
    """Nothing to do."""
    return Finding(check, State.FINE, seen)


def warning(check: str, seen: str, remedy: str) -> Finding:
    """The bot works, but something should be seen to."""
    return Finding(check, State.WARNING, seen, remedy)


def failure(check: str, seen: str, remedy: str) -> Finding:
    """The bot could not work like this."""
    return Finding(check, State.FAILURE, seen, remedy)


def unseen(check: str, seen: str, remedy: str) -> Finding:
    """Slack does not let a bot look; how a person can."""
    return Finding(check, State.UNSEEN, seen, remedy)

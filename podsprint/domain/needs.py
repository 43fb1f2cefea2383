"""What needs a person, and which one (C12): whoever runs the pod, or whoever stands in while they are not there."""

from collections.abc import Collection, Sequence
from enum import StrEnum


class Cause(StrEnum):
    """Why somebody is told."""

    SKIPPED = "skipped"  # two sessions in a row
    SMALL = "small"  # fewer leaders than a pod has, since somebody left
    UNCOVERED = "uncovered"  # whoever runs a session is away on its day, and nobody stands in
    GONE = "gone"  # the facilitator's account is switched off
    OUTSIDE = "outside"  # a leader is no longer in the pod's channel


def whom(facilitator: str, deputy: str, *, away: Collection[str], gone: Collection[str]) -> str:
    """Whom a pod's needs go to: its facilitator; while they are away, the deputy; with neither there, it waits for the
    facilitator, and is nobody's ("") if there is none any more."""
    for person in (facilitator, deputy):
        if person and person not in away and person not in gone:
            return person
    return "" if facilitator in gone else facilitator


def is_uncovered(host: str, deputy: str, *, out: Collection[str]) -> bool:
    """Whether nobody is there to run a session: ``out`` are those who are away on its day, or gone."""
    return host in out and (not deputy or deputy in out)


def skipped_last(sessions: Sequence[tuple[bool, bool]]) -> int | None:
    """Where the second of two skipped sessions in a row is, in a sprint's own order; none if one was held after them.
    Each session: whether it was held, whether it is skipped."""
    held = max((place for place, (was_held, _) in enumerate(sessions) if was_held), default=-1)
    pairs = (place for place in range(held + 2, len(sessions)) if sessions[place - 1][1] and sessions[place][1])
    return max(pairs, default=None)

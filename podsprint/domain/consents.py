"""A learning crosses to other pods only as its author says (L14)."""

from enum import StrEnum

from podsprint.domain.experiments import CLOSED
from podsprint.domain.privacy import Ring


class Crossing(StrEnum):
    """How a learning may cross. Not is what holds until its author says otherwise."""

    NOT = "not"
    ANONYMOUS = "anonymous"
    NAMED = "named"


def may_cross(state: str, ring: str, retro_ring: str | None) -> bool:
    """Whether there is anything to ask about: a closed experiment, of which the own pod has heard how it ended. What is
    kept from the pod cannot go further than the pod."""
    return state in CLOSED and ring != Ring.ME and retro_ring is not None and retro_ring != Ring.ME

"""A wish to be coached, and a peer who says they can: until one of the two says otherwise (C9)."""

from enum import StrEnum


class Wish(StrEnum):
    """Where it is."""

    OPEN = "open"  # nobody has said they can
    TAKEN = "taken"
    DECLINED = "declined"  # not by this peer, or not now: the one who wished it said so
    NONE = "none"  # nothing is wished any more, or it is kept private


def state_of(*, topic: bool, shared: bool, coach: str, declined: bool) -> Wish:
    """What has become of a wish."""
    if not topic or not shared:
        return Wish.NONE
    if not coach:
        return Wish.OPEN
    return Wish.DECLINED if declined else Wish.TAKEN


def may_take(state: Wish, *, coach: str, by: str) -> bool:
    """Whether somebody may say that they can: as long as nobody else has, and they were not thanked already."""
    return state is Wish.OPEN or (state is Wish.DECLINED and by != coach)

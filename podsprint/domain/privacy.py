"""The three rings (S1) and the one question asked before anything is shown."""

from enum import StrEnum


class Ring(StrEnum):
    """Who may read a piece of text, from the narrowest to the widest."""

    ME = "me"
    POD = "pod"
    PROGRAMME = "programme"


def may_read(ring: Ring, *, is_author: bool, same_pod: bool, same_programme: bool) -> bool:
    """Whether somebody may read a text in `ring`. No role opens the ring "me": it is its author's alone (S2).

    `same_pod` and `same_programme` say whether the reader belongs to the text's pod and programme.
    """
    if is_author:
        return True
    if ring is Ring.POD:
        return same_pod
    if ring is Ring.PROGRAMME:
        return same_pod or same_programme
    return False

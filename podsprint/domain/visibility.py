"""What somebody who runs a pod gets to see of what its leaders write (L17): by who they are to those leaders.

A facilitator who is one of the leaders' own kind, a peer, sees what the pod sees. One who manages them, or comes from
outside, gets dates, presence and numbers: the bot carries no leader's words to them, by no message, window or page.
What the pod posts in its channel is there for whoever is in that channel; whom to let in is the pod's to decide.
"""

from enum import StrEnum

from podsprint.domain.privacy import Ring, may_read


class Role(StrEnum):
    """What a facilitator is to the leaders of their pod."""

    PEER = "peer"
    MANAGER = "manager"  # of one or more of them
    OUTSIDER = "outsider"  # a coach or a guest


class Reader(StrEnum):
    """Who looks at something of a pod's."""

    AUTHOR = "author"
    LEADER = "leader"
    PEER = "peer"
    MANAGER = "manager"
    OUTSIDER = "outsider"
    STRANGER = "stranger"  # no place in the pod, any more or ever


class Shown(StrEnum):
    """What there is to see of a pod."""

    CHARTER = "charter"
    EXPERIMENT = "experiment"
    OBSERVATION = "observation"
    ENTRY = "entry"
    COMMITMENT = "commitment"
    COACHING_WISH = "coaching_wish"
    REFLECTION = "reflection"
    SUMMARY = "summary"
    NOT_HEARD_FROM = "not_heard_from"  # by name: for whoever holds the session, and no list for a manager
    AWAY = "away"  # by name, never why
    NUMBERS = "numbers"


WORDS = frozenset(Shown) - {Shown.CHARTER, Shown.NOT_HEARD_FROM, Shown.AWAY, Shown.NUMBERS}
SEES_LESS = frozenset({Reader.MANAGER, Reader.OUTSIDER, Reader.STRANGER})
_FOR_WHOEVER_RUNS_IT = frozenset({Shown.NOT_HEARD_FROM, Shown.NUMBERS})


def running_it(role: Role, *, is_facilitator: bool, is_leader: bool, is_guest: bool) -> Reader:
    """As whom somebody reads what is made for whoever runs a pod or one of its sessions.

    Whoever stands in for the facilitator is a peer if they lead in the pod themselves; else nobody has said what they
    are to its leaders, and they are taken for an outsider. So is a guest, whatever was said.
    """
    if is_facilitator and role is not Role.PEER:
        return Reader(role)
    if is_leader:
        return Reader.PEER
    return Reader.PEER if is_facilitator and not is_guest else Reader.OUTSIDER


def may_see(reader: Reader, what: Shown, ring: Ring) -> bool:
    """Whether this reader is shown this, in a ring its author chose. Only words have an author and a ring of their
    own; the rest is the pod's."""
    if reader is Reader.AUTHOR:
        return what not in _FOR_WHOEVER_RUNS_IT
    if reader is Reader.STRANGER or (what in WORDS and not may_read(ring, **_PLACE)):
        return False
    if reader is Reader.LEADER:
        return what not in _FOR_WHOEVER_RUNS_IT
    return what not in WORDS | {Shown.NOT_HEARD_FROM} if reader in SEES_LESS else True


_PLACE = {"is_author": False, "same_pod": True, "same_programme": False}

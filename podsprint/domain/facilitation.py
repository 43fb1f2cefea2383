"""Who may step in for a facilitator (C12): nobody waits for one who is absent."""

from enum import StrEnum

SILENT_SESSIONS = 2  # held without a sign of life from the facilitator


class Ground(StrEnum):
    """Why somebody may take a pod over."""

    DEPUTY = "deputy"  # at any time
    AWAY = "away"
    GONE = "gone"  # no longer active in the workspace
    SILENT = "silent"


def ground(*, is_deputy: bool, is_leader: bool, away: bool, gone: bool, silent: bool) -> Ground | None:
    """On what ground this person may take over now, if on any: the deputy always, a leader once nobody else would."""
    if is_deputy:
        return Ground.DEPUTY
    if not is_leader:
        return None
    return Ground.GONE if gone else Ground.AWAY if away else Ground.SILENT if silent else None

"""How an experiment ended, as its pod has heard it: what its leader did with it in private since then stays private."""

from collections.abc import Sequence
from datetime import datetime

from podsprint.domain.experiments import CLOSED, ExperimentState

# The order in which results are told.
OUTCOMES = (ExperimentState.ADOPTED, ExperimentState.ADAPTED, ExperimentState.DROPPED)


def told_outcome(
    state: str,
    closed_at: datetime | None,
    told_at: datetime,
    *,
    was_adopted: bool = False,
    given_up_at: Sequence[datetime] = (),
) -> str:
    """What the retro entry of ``told_at``, the last one about it, made known; running if it ended elsewhere later.

    ``given_up_at`` are the moments at which a later look back (L10) said that it is no longer done: its leader's alone.
    """
    if state not in CLOSED or closed_at is None:
        return state
    elsewhere = closed_at > told_at or any(at > told_at for at in given_up_at)
    if elsewhere:
        return ExperimentState.ADOPTED if was_adopted else ExperimentState.RUNNING
    return state

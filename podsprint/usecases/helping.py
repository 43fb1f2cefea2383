"""What somebody is, where they are: the ground for what they are told they can do."""

from collections.abc import Sequence

from sqlmodel import Session

from podsprint.domain.people import Who
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import Here
from podsprint.errors import Refused
from podsprint.usecases import access, pods


def here(session: Session, who: Who, channel: str) -> tuple[Here, Sequence[Problem]]:
    """The pod meant and this person's place in it; and what there is to say if it is not clear which is meant."""
    try:
        seat = access.pod_here(session, who, channel)
    except Refused as refused:
        unclear = [found for found in refused.problems if found.code == "which_pod"]
        return Here(has_pods=bool(unclear)), unclear
    found = Here(
        pod=pods.view(session, seat.pod),
        leads=seat.is_leader,
        facilitates=seat.runs_it,
        in_programme=seat.pod.programme_id is not None,
        has_pods=True,
    )
    return found, ()

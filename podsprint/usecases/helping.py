"""What somebody is, where they are: the ground for what they are told they can do."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from podsprint.domain.people import Who
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import Here
from podsprint.errors import Refused
from podsprint.usecases import access, experiments, pods, sprint_moves, withdrawal
from podsprint.usecases.overview import MOST


def here(session: Session, who: Who, channel: str, now: datetime) -> tuple[Here, Sequence[Problem]]:
    """The pod meant and this person's place in it, and what is theirs anywhere; and what there is to say if it is not
    clear which pod is meant."""
    seat, unclear = _meant(session, who, channel)
    pod = pods.view(session, seat.pod) if seat else None
    lives_here = access.pod_in(session, who, channel)
    seats = access.seats(session, who, limit=MOST)
    found = Here(
        pod=pod,
        leads=seat is not None and seat.is_leader,
        facilitates=seat is not None and seat.runs_it,
        in_programme=seat is not None and seat.pod.programme_id is not None,
        may_reopen_sprint=pod is not None
        and seat is not None
        and seat.runs_it
        and pod.sprint is None
        and sprint_moves.may_reopen(session, pod.id, now),
        channel_has_pod=lives_here is not None,
        may_join=lives_here is not None
        and not any(one.pod.id == lives_here.id and (one.is_leader or one.is_facilitator) for one in seats),
        has_seat=bool(seats),
        leads_any=any(one.is_leader for one in seats),
        runs_any=any(one.runs_it for one in seats),
        has_experiments=bool(experiments.mine(session, who, limit=1)),
        has_entries=withdrawal.has_any(session, who),
    )
    return found, unclear


def _meant(session: Session, who: Who, channel: str) -> tuple[access.Seat | None, Sequence[Problem]]:
    try:
        return access.pod_here(session, who, channel), ()
    except Refused as refused:
        return None, [found for found in refused.problems if found.code == "which_pod"]

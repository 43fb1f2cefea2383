"""The messages of the two people a wish to be coached is about. They are made anew whenever it changes."""

from datetime import datetime

from sqlmodel import Session

from podsprint.store import work
from podsprint.store.tables import CheckIn, Pod
from podsprint.usecases import outbox
from podsprint.usecases.outbox import Deliver


def retell(session: Session, pod: Pod, row: CheckIn, now: datetime, *former: str) -> None:
    """Bring both messages up to date, and those of ``former`` coaches; nothing while nobody has taken it up."""
    coaches = {user for user in (row.coach_id, *former) if user}
    for user in sorted({row.user_id, *coaches}) if coaches else ():
        ids = {"check_in": row.id, "pod": pod.id, "user": user}
        key = f"{Deliver.WISH}:{row.id}:{user}"
        lane = outbox.lane(pod.team_id, user)
        work.enqueue(session, Deliver.WISH, ids, key=key, due_at=now, lane=lane, again=True)


def post_key(check_in_id: int, user: str) -> str:
    """The key of one's message."""
    return f"wish:{check_in_id}:{user}"

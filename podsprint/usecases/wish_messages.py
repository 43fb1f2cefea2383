"""The messages of the two people a wish to be coached is about. They are made anew whenever it changes."""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from podsprint.store import work
from podsprint.store.tables import CheckIn, Meeting, Pod, Post
from podsprint.usecases import outbox, retelling
from podsprint.usecases.outbox import Deliver


def retell(session: Session, pod: Pod, row: CheckIn, now: datetime, *former: str) -> None:
    """Bring both messages up to date, and those of ``former`` coaches; nothing while nobody has taken it up."""
    coaches = {user for user in (row.coach_id, *former) if user}
    for user in sorted({row.user_id, *coaches}) if coaches else ():
        ids = {"check_in": row.id, "pod": pod.id, "user": user}
        key = f"{Deliver.WISH}:{row.id}:{user}"
        lane = outbox.lane(pod.team_id, user)
        work.enqueue(session, Deliver.WISH, ids, key=key, due_at=now, lane=lane, again=True)


def let_go(session: Session, pod: Pod, user: str, now: datetime) -> None:
    """Somebody is not in the pod any more: what they said they can coach others on is open again."""
    found = session.exec(
        select(CheckIn, Meeting)
        .join(Meeting, col(Meeting.id) == CheckIn.meeting_id)
        .where(CheckIn.pod_id == pod.id, CheckIn.coach_id == user)
    ).all()
    for row, meeting in found:
        row.coach_id, row.coach_answer = None, ""
        session.add(row)
        session.flush()
        outbox.entry(session, pod, row, now)
        retelling.of_digest(session, pod, meeting, now)
        retell(session, pod, row, now, user)


def forget(session: Session, pod: Pod, user: str, now: datetime) -> None:
    """What somebody wished for goes with their entries: whoever was told of it has that message made anew."""
    wished = select(CheckIn).where(
        CheckIn.pod_id == pod.id, CheckIn.user_id == user, col(CheckIn.coaching_on).is_not(None)
    )
    rows = {f"wish:{row.id}:": row for row in session.exec(wished).all()}
    told = session.exec(select(Post.key).where(or_(False, *(col(Post.key).startswith(start) for start in rows)))).all()
    for key in told:
        start = key[: key.rindex(":") + 1]
        retell(session, pod, rows[start], now, key.removeprefix(start))


def post_key(check_in_id: int, user: str) -> str:
    """The key of one's message."""
    return f"wish:{check_in_id}:{user}"

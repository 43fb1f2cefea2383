"""A programme, as its owner, its pods and their facilitators see it."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from podsprint.domain import programmes as rules
from podsprint.domain.figures import Figure, Means, pooled
from podsprint.domain.people import Who
from podsprint.domain.read_models import ProgrammeInviteView, ProgrammeLine, ProgrammePod, ProgrammeView, WorkshopLine
from podsprint.store.tables import Pod, Programme, ProgrammeInvite, Published, Sprint, Workshop
from podsprint.usecases import access, consents

SHOWN_WORKSHOPS = 6
_AROUND = timedelta(days=7)  # a workshop shortly before a sprint is its context, too


def owned(session: Session, who: Who) -> list[Programme]:
    """The programmes this person owns, the newest first."""
    return list(
        session.exec(
            select(Programme)
            .where(Programme.team_id == who.team, Programme.owner_id == who.user, col(Programme.ended_at).is_(None))
            .order_by(col(Programme.id).desc())
            .limit(rules.MAX_OWNED)
        ).all()
    )


def lines(session: Session, who: Who, seats: Sequence[access.Seat] | None = None) -> tuple[ProgrammeLine, ...]:
    """The programmes this person owns, and those their pods take part in."""
    mine = owned(session, who)
    places = access.seats(session, who) if seats is None else seats
    taking_part = {seat.pod.programme_id for seat in places if seat.pod.programme_id}
    ids = {row.id for row in mine} | taking_part
    if not ids:
        return ()
    counts = dict(
        session.exec(
            select(Pod.programme_id, func.count()).where(col(Pod.programme_id).in_(ids)).group_by(col(Pod.programme_id))
        ).all()
    )
    others = session.exec(
        select(Programme)
        .where(col(Programme.id).in_(taking_part - {row.id for row in mine}), col(Programme.ended_at).is_(None))
        .order_by(col(Programme.id).desc())
    ).all()
    return tuple(
        ProgrammeLine(
            id=access.required(row.id),
            name=row.name,
            purpose=row.purpose,
            pods=counts.get(row.id, 0),
            is_owner=row.owner_id == who.user,
        )
        for row in (*mine, *others)
    )


def look(session: Session, who: Who, programme_id: int) -> ProgrammeView:
    """A programme of one's own.

    Raises:
        Refused: it is somebody else's.
    """
    return view(session, access.owned_programme(session, who, programme_id))


def view(session: Session, programme: Programme) -> ProgrammeView:
    """A programme as its owner sees it: six queries, however many pods there are."""
    programme_id = access.required(programme.id)
    pods = pods_of(session, programme_id)
    ids = [access.required(pod.id) for pod in pods]
    sprints = session.exec(
        select(Sprint.pod_id, func.count(), func.max(Sprint.number))
        .where(col(Sprint.pod_id).in_(ids))
        .group_by(col(Sprint.pod_id))
    ).all()
    running = dict(
        session.exec(
            select(Sprint.pod_id, Sprint.number).where(col(Sprint.pod_id).in_(ids), col(Sprint.closed_at).is_(None))
        ).all()
    )
    counts = {pod_id: count for pod_id, count, _ in sprints}
    waiting = session.exec(
        select(Pod.channel_id)
        .join(ProgrammeInvite, col(ProgrammeInvite.pod_id) == Pod.id)
        .where(ProgrammeInvite.programme_id == programme_id, col(Pod.ended_at).is_(None))
        .order_by(col(Pod.id))
    ).all()
    return ProgrammeView(
        id=programme_id,
        name=programme.name,
        purpose=programme.purpose,
        pods=tuple(
            ProgrammePod(
                id=access.required(pod.id),
                name=pod.name,
                channel=pod.channel_id,
                facilitator=pod.facilitator_id,
                sprints=counts.get(access.required(pod.id), 0),
                running=running.get(access.required(pod.id)),
            )
            for pod in pods
        ),
        asked=tuple(waiting),
        workshops=tuple(_workshops(session, programme_id)),
        learnings=consents.crossed(session, programme_id),
        pulse=_pooled(session, ids, Figure.PULSE),
        progress=_pooled(session, ids, Figure.PROGRESS),
    )


def around(session: Session, pod: Pod, first_day: date, last_day: date) -> tuple[str, tuple[WorkshopLine, ...]]:
    """A pod's programme, and the workshops in and shortly before a sprint of its."""
    programme = session.get(Programme, pod.programme_id) if pod.programme_id else None
    if programme is None or programme.ended_at is not None:
        return "", ()
    rows = session.exec(
        select(Workshop)
        .where(
            Workshop.programme_id == programme.id,
            col(Workshop.on_day).between(first_day - _AROUND, last_day),
        )
        .order_by(col(Workshop.on_day), col(Workshop.id))
        .limit(SHOWN_WORKSHOPS)
    ).all()
    return programme.name, tuple(_workshop(row) for row in rows)


def invite(session: Session, programme_id: int, pod_id: int) -> tuple[Pod, ProgrammeInviteView | None] | None:
    """The question to a facilitator, or what became of it; taken back where there is nothing left to say."""
    pod, programme = session.get(Pod, pod_id), session.get(Programme, programme_id)
    if pod is None or programme is None:
        return None
    joined = pod.programme_id == programme_id
    question = asked(session, programme_id, pod_id)
    if not joined and question is None:
        return pod, None
    return pod, ProgrammeInviteView(
        invite_id=access.required(question.id) if question else 0,
        pod_id=pod_id,
        programme=programme.name,
        purpose=programme.purpose,
        owner=programme.owner_id,
        pod=pod.name,
        channel=pod.channel_id,
        joined=joined,
    )


def asked(session: Session, programme_id: int, pod_id: int) -> ProgrammeInvite | None:
    """The question to a pod's facilitator that is waiting for an answer."""
    return session.exec(
        select(ProgrammeInvite).where(ProgrammeInvite.programme_id == programme_id, ProgrammeInvite.pod_id == pod_id)
    ).first()


def pods_of(session: Session, programme_id: int) -> Sequence[Pod]:
    """The pods that take part, the oldest first."""
    return session.exec(
        select(Pod)
        .where(Pod.programme_id == programme_id, col(Pod.ended_at).is_(None))
        .order_by(col(Pod.id))
        .limit(rules.MAX_PODS)
    ).all()


def _workshops(session: Session, programme_id: int) -> list[WorkshopLine]:
    rows = session.exec(
        select(Workshop)
        .where(Workshop.programme_id == programme_id)
        .order_by(col(Workshop.on_day).desc(), col(Workshop.id).desc())
        .limit(SHOWN_WORKSHOPS)
    ).all()
    return [_workshop(row) for row in reversed(rows)]


def _workshop(row: Workshop) -> WorkshopLine:
    return WorkshopLine(id=access.required(row.id), on=row.on_day, title=row.title)


def _pooled(session: Session, pod_ids: Sequence[int], figure: Figure) -> Means | None:
    rows = session.exec(
        select(Published)
        .join(Sprint, col(Sprint.id) == Published.sprint_id)
        .where(col(Sprint.pod_id).in_(pod_ids), Published.figure == figure)
    ).all()
    return pooled([Means(people=row.people, means=row.means) for row in rows])

"""Learnings that may cross to the other pods of a programme: only with their author's consent (L14).

Nothing that crosses is kept in a message: it is read when somebody looks. So what is taken back is gone at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select, update

from podsprint.domain.consents import Crossing, may_cross
from podsprint.domain.experiments import CLOSED
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.domain.read_models import Learning, Learnings, OwnLearning
from podsprint.errors import Refused
from podsprint.store.tables import CheckIn, Consent, Experiment, Pod, Programme, Reflection
from podsprint.usecases import access

SHOWN = 10
_CLOSED = tuple(str(state) for state in CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetCross:
    """How far a learning of one's own may go: by name, without, or not."""

    who: Who
    experiment_id: int
    how: str


def let_cross(session: Session, command: LetCross, now: datetime) -> None:
    """Keep the decision; the one before is withdrawn, and stays on record as such.

    Raises:
        Refused: not their experiment, or there is nothing yet that their own pod has heard.
    """
    row, pod = access.own_experiment(session, command.who, command.experiment_id, as_told=True)
    if command.how not in set(Crossing):
        raise Refused(problem("choose_one", "crossing"))
    if command.how != Crossing.NOT and not _told(session, [row]):
        raise Refused(problem("nothing_to_cross", "crossing"))
    current = _consent(session, command.experiment_id)
    if (current.how if current else Crossing.NOT) == command.how:
        return
    session.exec(
        update(Consent)
        .where(col(Consent.experiment_id) == command.experiment_id, col(Consent.withdrawn_at).is_(None))
        .values(withdrawn_at=now)
    )
    if command.how != Crossing.NOT:
        session.add(
            Consent(
                team_id=pod.team_id,
                user_id=command.who.user,
                experiment_id=command.experiment_id,
                how=command.how,
                created_at=now,
            )
        )
    session.flush()


def just_closed(session: Session, who: Who, entry: CheckIn | None) -> OwnLearning | None:
    """The experiment that a retro entry closed, if its learning may be asked for: the pod is in a programme."""
    if entry is None or entry.experiment_id is None:
        return None
    row, pod = access.own_experiment(session, who, entry.experiment_id)
    programme = _running(session, pod)
    return next(iter(_own_lines(session, [row], {row.pod_id: programme})), None) if programme else None


def learnings(session: Session, who: Who, channel: str) -> Learnings:
    """What other pods let cross, and one's own with how far each goes.

    Raises:
        Refused: no pod is meant, or it is in no programme.
    """
    seat = access.pod_here(session, who, channel)
    programme = _running(session, seat.pod)
    if programme is None:
        raise Refused(problem("no_programme", pod=seat.pod.name))
    consented = select(Consent.id).where(Consent.experiment_id == Experiment.id, col(Consent.withdrawn_at).is_(None))
    # Those of this pod, and what still crosses from a pod they were in before: it is theirs to take back.
    mine = session.exec(
        select(Experiment, Programme)
        .join(Pod, col(Pod.id) == Experiment.pod_id)
        .join(Programme, col(Programme.id) == Pod.programme_id)
        .where(
            Pod.team_id == who.team,
            col(Programme.ended_at).is_(None),
            Experiment.user_id == who.user,
            col(Experiment.state).in_(_CLOSED),
            or_(col(Pod.id) == seat.pod.id, consented.exists()),
        )
        .order_by(col(Experiment.closed_at).desc())
        .limit(SHOWN)
    ).all()
    return Learnings(
        programme=programme.name,
        purpose=programme.purpose,
        from_others=crossed(session, access.required(programme.id), besides=seat.pod.id),
        own=_own_lines(session, [row for row, _ in mine], {row.pod_id: found for row, found in mine}),
    )


def learning(session: Session, who: Who, experiment_id: int) -> OwnLearning:
    """One learning of one's own, to decide how far it may go.

    Raises:
        Refused: not theirs, or its pod is in no programme.
    """
    row, pod = access.own_experiment(session, who, experiment_id, as_told=True)
    programme = _running(session, pod)
    if programme is None:
        raise Refused(problem("no_programme", pod=pod.name))
    found = _own_lines(session, [row], {row.pod_id: programme})
    if not found:
        raise Refused(problem("nothing_to_cross", "crossing"))
    return found[0]


def crossed(session: Session, programme_id: int, *, besides: int | None = None) -> tuple[Learning, ...]:
    """What may be read across a programme's pods, the newest first; without a name, also without a pod."""
    query = (
        select(Consent, Experiment, Pod)
        .join(Experiment, col(Experiment.id) == Consent.experiment_id)
        .join(Pod, col(Pod.id) == Experiment.pod_id)
        .where(
            Pod.programme_id == programme_id,
            col(Consent.withdrawn_at).is_(None),
            col(Experiment.state).in_(_CLOSED),
            Experiment.ring != Ring.ME,
        )
    )
    if besides is not None:
        query = query.where(Pod.id != besides)
    # In the order of their experiments: when somebody consented says nothing here.
    rows = session.exec(query.order_by(col(Experiment.id).desc()).limit(SHOWN)).all()
    told = _told(session, [experiment for _, experiment, _ in rows])
    return tuple(
        Learning(
            hypothesis=row.hypothesis,
            outcome=told[access.required(row.id)].outcome,
            what_changed=told[access.required(row.id)].what_changed or "",
            author=row.user_id if consent.how == Crossing.NAMED else "",
            pod=pod.name if consent.how == Crossing.NAMED else "",
        )
        for consent, row, pod in rows
        if access.required(row.id) in told
    )


def _own_lines(
    session: Session, rows: Sequence[Experiment], programmes: dict[int, Programme]
) -> tuple[OwnLearning, ...]:
    told = _told(session, rows)
    current = {
        consent.experiment_id: consent.how
        for consent in session.exec(
            select(Consent).where(col(Consent.experiment_id).in_(list(told)), col(Consent.withdrawn_at).is_(None))
        ).all()
    }
    return tuple(
        OwnLearning(
            experiment_id=access.required(row.id),
            programme=programmes[row.pod_id].name,
            hypothesis=row.hypothesis,
            what_changed=told[access.required(row.id)].what_changed or "",
            how=current.get(access.required(row.id), Crossing.NOT),
        )
        for row in rows
        if row.id in told
    )


def _told(session: Session, rows: Sequence[Experiment]) -> dict[int, Reflection]:
    """How it ended and what changed, as the author told their own pod: by experiment, where they did."""
    entries = session.exec(
        select(Reflection)
        .where(
            col(Reflection.experiment_id).in_([row.id for row in rows]),
            col(Reflection.check_in_id).is_not(None),
            col(Reflection.what_changed).is_not(None),
        )
        .order_by(col(Reflection.updated_at), col(Reflection.id))
    ).all()
    latest = {entry.experiment_id: entry for entry in entries}  # the last one counts, in its own ring
    found = {}
    for row in rows:
        entry = latest.get(row.id)
        if entry is None or not entry.what_changed or row.state not in _CLOSED:
            continue
        if may_cross(entry.outcome, row.ring, entry.ring):
            found[access.required(row.id)] = entry
    return found


def _consent(session: Session, experiment_id: int) -> Consent | None:
    return session.exec(
        select(Consent).where(Consent.experiment_id == experiment_id, col(Consent.withdrawn_at).is_(None))
    ).first()


def _running(session: Session, pod: Pod) -> Programme | None:
    programme = session.get(Programme, pod.programme_id) if pod.programme_id else None
    return programme if programme is not None and programme.ended_at is None else None

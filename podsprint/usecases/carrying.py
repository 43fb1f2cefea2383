"""What leaders have begun comes along when their pod becomes part of another.

Each experiment goes on as a row of its own in the new pod, in the ring of its leader alone: what the old pod saw was
for the old pod. The old row stays where it was told, word for word. Nothing tells of it in the new pod, and nothing
that is changed there is told in the old one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from podsprint.domain.experiments import COMES_ALONG, ExperimentState
from podsprint.domain.privacy import Ring
from podsprint.store.tables import Booster, Experiment, Observation, Pod, Reflection
from podsprint.usecases import access

_TAKEN_OVER = (
    *("user_id", "state", "framing_question", "hypothesis", "what_i_do", "place", "expect", "work_item", "due_on"),
    *("what_changed", "source_channel", "source_ts", "created_at", "closed_at"),
)


def along(session: Session, leaders: Sequence[str], pod: Pod, into: Pod, now: datetime) -> None:
    """Let these leaders' experiments go on in another pod, with their notes, lines and checks. The same few statements,
    however many there are."""
    begun = session.exec(
        select(Experiment)
        .where(
            Experiment.pod_id == pod.id,
            col(Experiment.user_id).in_(leaders),
            col(Experiment.state).in_([str(state) for state in COMES_ALONG]),
        )
        .order_by(col(Experiment.id))
        .with_for_update()  # whoever changes one at this moment has done so, or is told that it has gone on
    ).all()
    for row in begun:
        session.add(_continued(row, into, now))
    session.flush()
    old = [row.id for row in begun]
    _moved(session, Observation, old, ring=Ring.ME)
    _moved(session, Booster, old)
    _moved(session, Reflection, old, col(Reflection.check_in_id).is_(None))  # what was told in a session stays there
    _move_offers(session, leaders, pod, into)


def _continued(row: Experiment, into: Pod, now: datetime) -> Experiment:
    kept = {name: getattr(row, name) for name in _TAKEN_OVER}
    return Experiment(
        **kept,
        pod_id=access.required(into.id),
        continues_id=row.id,
        ring=Ring.ME,
        serves_goal=False,  # which was the old pod's (W1)
        updated_at=now,
    )


def _moved(session: Session, table: type[Any], old: Sequence[int | None], *only: Any, **values: Any) -> None:
    later: Any = select(Experiment.id).where(Experiment.continues_id == table.experiment_id).scalar_subquery()
    session.exec(update(table).where(col(table.experiment_id).in_(old), *only).values(experiment_id=later, **values))


def _move_offers(session: Session, leaders: Sequence[str], pod: Pod, into: Pod) -> None:
    """What was offered to them and waits: two people know of it, and nobody else will (W6)."""
    waiting: Any = (
        Experiment.pod_id == pod.id,
        col(Experiment.user_id).in_(leaders),
        Experiment.state == ExperimentState.OFFERED,
    )
    session.exec(update(Experiment).where(*waiting).values(pod_id=into.id))

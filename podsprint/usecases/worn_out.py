"""What a workspace no longer wants kept, as conditions on rows: nothing of a running sprint, nothing with a look back
ahead, nothing that somebody has touched since.

Whatever ends between its announcement and the day is of the next one: what goes is what was told of."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, and_, col, or_, select

from podsprint.domain.experiments import CLOSED
from podsprint.store.tables import Booster, CheckIn, Experiment, Meeting, Observation, Reflection, Sprint
from podsprint.usecases.belongings import pods_of

Conditions = tuple[ColumnElement[bool], ...]


def sprints(team: str, before: datetime) -> Conditions:
    """Sprints that ended before then, and still hold what people wrote in them."""
    ended = and_(col(Sprint.closed_at).is_not(None), col(Sprint.closed_at) < before)
    return (col(Sprint.pod_id).in_(pods_of(team)), ended, col(Sprint.cleared_at).is_(None))


def experiments(team: str, before: datetime) -> Conditions:
    """Experiments nobody has touched since, that are in no entry, have no look back ahead, and are over (or their pod
    has had no sprint since that could carry them on)."""
    own = col(Experiment.id)
    recent = or_(col(Sprint.closed_at).is_(None), col(Sprint.closed_at) >= before)
    in_entries = exists().where(
        col(CheckIn.experiment_id) == own,
        col(CheckIn.meeting_id) == Meeting.id,
        col(Meeting.sprint_id) == Sprint.id,
        recent,
    )
    looked_at = exists().where(
        col(Booster.experiment_id) == own, col(Booster.answered_at).is_(None), col(Booster.due_on) >= before.date()
    )
    noted = exists().where(
        col(Observation.experiment_id) == own,
        or_(col(Observation.created_at) >= before, col(Observation.updated_at) >= before),
    )
    reflected = exists().where(col(Reflection.experiment_id) == own, col(Reflection.updated_at) >= before)
    begun_in = exists().where(col(Sprint.id) == col(Experiment.sprint_id), recent)
    carried = exists().where(col(Sprint.pod_id) == col(Experiment.pod_id), recent)
    return (
        col(Experiment.pod_id).in_(pods_of(team)),
        col(Experiment.updated_at) < before,
        ~in_entries,
        ~looked_at,
        ~noted,
        ~reflected,
        ~begun_in,
        or_(col(Experiment.state).in_(tuple(CLOSED)), ~carried),
    )


def lines(team: str, before: datetime) -> Conditions:
    """Lines about nothing in particular that nobody has touched since, of no sprint that has run since."""
    running = exists().where(
        col(Sprint.pod_id) == col(Reflection.pod_id),
        or_(col(Sprint.closed_at).is_(None), col(Sprint.closed_at) >= before),
        col(Sprint.started_at) <= col(Reflection.created_at),
    )
    return (
        col(Reflection.pod_id).in_(pods_of(team)),
        col(Reflection.check_in_id).is_(None),
        col(Reflection.experiment_id).is_(None),
        col(Reflection.updated_at) < before,
        ~running,
    )


def authors(session: Session, team: str, before: datetime, *, limit: int, after: str = "", only: str = "") -> list[str]:
    """Whose it is, in the order of their ids."""
    entries = select(CheckIn.user_id).join(Meeting).join(Sprint).where(*sprints(team, before))
    found = entries.union(
        select(Experiment.user_id).where(*experiments(team, before)),
        select(Reflection.user_id).where(*lines(team, before)),
    ).subquery()
    user: Any = found.c.user_id
    query = select(user).where(user == only if only else user > after).order_by(user).limit(limit)
    return list(session.exec(query).all())

"""The app is taken out of a workspace, or put back: all stands still meanwhile, and after a month all of it goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, delete
from sqlmodel import Session, SQLModel, col, or_, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.store import work
from podsprint.store.tables import Experiment, Pod, Programme, Sprint, Work, Workspace
from podsprint.usecases import audit, standstill
from podsprint.usecases.belongings import pods_of

WIPE = "workspace.wipe"
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uninstalled:
    """Slack has told us that our token is worthless, or that the app is gone; which comes first is not promised."""

    team: str


def uninstalled(session: Session, command: Uninstalled, now: datetime) -> None:
    """Stop, and delete everything in a month unless it is put back. Hearing it again changes nothing."""
    row = session.get(Workspace, command.team, with_for_update=True) or Workspace(team_id=command.team)
    if row.uninstalled_at is not None:
        return
    row.uninstalled_at = now
    session.add(row)
    session.flush()
    standstill.hold(session, command.team, now)
    audit.record(session, Who(command.team, ""), Action.APP_UNINSTALLED, now)
    work.enqueue(session, WIPE, {"team": command.team}, key=f"{WIPE}:{command.team}", due_at=now + KEPT_FOR, again=True)


def installed(session: Session, team: str, now: datetime) -> None:
    """The token is good: whatever was said before, the app is there. What was missed meanwhile is not sent late."""
    row = session.get(Workspace, team, with_for_update=True)
    if row is None or row.uninstalled_at is None:
        return
    row.uninstalled_at = None
    session.add(row)
    work.cancel(session, f"{WIPE}:{team}", now=now)
    standstill.release(session, team, now)
    audit.record(session, Who(team, ""), Action.APP_INSTALLED, now)


def is_gone(session: Session, team: str) -> bool:
    """Whether nothing may be sent to this workspace."""
    row = session.get(Workspace, team)
    return row is not None and row.uninstalled_at is not None


def wipe(session: Session, team: str, now: datetime) -> None:
    """Delete all of a workspace's, but that it once was there and is no more."""
    if not is_gone(session, team):
        return
    for table in reversed(SQLModel.metadata.sorted_tables):
        where = _of_team(table, team)
        if where is not None:
            session.execute(delete(table).where(where))
    about = or_(col(Work.lane).startswith(f"{team}:", autoescape=True), col(Work.key).contains(f":{team}"))
    session.execute(delete(Work).where(about))
    session.expunge_all()
    session.merge(Workspace(team_id=team, uninstalled_at=now))
    audit.record(session, Who(team, ""), Action.WORKSPACE_DELETED, now)


def _of_team(table: Table, team: str) -> ColumnElement[bool] | None:
    """Which of a table's rows are a workspace's: its own, or those of its pods, sprints, experiments, programmes."""
    sprints = select(Sprint.id).join(Pod, col(Pod.id) == Sprint.pod_id).where(Pod.team_id == team)
    experiments = select(Experiment.id).join(Pod, col(Pod.id) == Experiment.pod_id).where(Pod.team_id == team)
    programmes = select(Programme.id).where(Programme.team_id == team)
    ways: tuple[tuple[str, Any], ...] = (
        ("pod_id", pods_of(team)),
        ("sprint_id", sprints),
        ("experiment_id", experiments),
        ("programme_id", programmes),
    )
    if "team_id" in table.c:
        return table.c.team_id == team
    return next((table.c[name].in_(ids) for name, ids in ways if name in table.c), None)

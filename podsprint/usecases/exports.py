"""Taking everything of one's own along (S5, N9): asked for in Slack, put together by the worker, sent to oneself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.read_models import ExportPart, ExportRow
from podsprint.store import work
from podsprint.store.tables import Member, Pod, SharedFile, Sprint
from podsprint.usecases import audit
from podsprint.usecases.belongings import BELONGINGS, Belonging
from podsprint.usecases.outbox import Errand

_AT_A_TIME = 200
_ALWAYS_LEFT_OUT = frozenset({"team_id", "user_id"})  # said once, at the top


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForExport:
    """Somebody wants everything of theirs."""

    who: Who


def ask(session: Session, command: AskForExport, now: datetime) -> None:
    """Have it put together; asked for twice in a moment, it comes once."""
    prepare(session, command.who, now)
    audit.record(session, command.who, Action.EXPORT_ASKED, now)


def prepare(session: Session, who: Who, due_at: datetime) -> None:
    """Have it put together at a time."""
    key = f"{Errand.EXPORT}:{who.team}:{who.user}"
    payload = {"team": who.team, "user": who.user}
    work.enqueue(session, Errand.EXPORT, payload, key=key, due_at=due_at, again=True)


def parts(session: Session, who: Who) -> Iterator[ExportPart]:
    """Everything of one person's own, part by part; rows are read as they are asked for, so nothing is held whole."""
    yield ExportPart("pods", _places(session, who))
    for belonging in BELONGINGS:
        yield ExportPart(str(belonging.table.__tablename__), _rows(session, belonging, who))


def shared(session: Session, who: Who, file_ids: tuple[str, ...], now: datetime, *, pod_id: int | None = None) -> None:
    """Remember which files of ours are in Slack, so that they can be taken back."""
    for file_id in file_ids:
        session.add(SharedFile(file_id=file_id, team_id=who.team, user_id=who.user, pod_id=pod_id, at=now))


def _rows(session: Session, belonging: Belonging, who: Who) -> Iterator[ExportRow]:
    table: Any = belonging.table.__table__  # type: ignore[attr-defined]
    left_out = _ALWAYS_LEFT_OUT.union(belonging.left_out)
    names = [column.name for column in table.columns if column.name not in left_out]
    query = select(*(table.c[name] for name in names)).where(belonging.mine(who)).order_by(*table.primary_key)
    for row in session.execute(query.execution_options(yield_per=_AT_A_TIME)):
        yield {name: _plain(value) for name, value in zip(names, row, strict=True)}


def _places(session: Session, who: Who) -> Iterator[ExportRow]:
    """The pods and sprints that the other parts point at: names and dates, nobody's words."""
    own = select(Member.pod_id).where(Member.team_id == who.team, Member.user_id == who.user)
    led = (col(Pod.id).in_(own)) | ((col(Pod.team_id) == who.team) & (col(Pod.facilitator_id) == who.user))
    shown: Any = (Pod.id, Pod.name, Sprint.id, Sprint.number, Sprint.starts_on, Sprint.ends_on)
    query = (
        select(*shown).outerjoin(Sprint, col(Sprint.pod_id) == Pod.id).where(led).order_by(col(Pod.id), col(Sprint.id))
    )
    names = ("pod_id", "pod", "sprint_id", "number", "starts_on", "ends_on")
    for row in session.execute(query.execution_options(yield_per=_AT_A_TIME)):
        yield {name: _plain(value) for name, value in zip(names, row, strict=True)}


def _plain(value: Any) -> str | int | bool | None:
    return value.isoformat() if isinstance(value, datetime | date | time) else value

"""Rows for tests of the store, made from nothing but their tables."""

from datetime import time
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Table, Time
from sqlmodel import Session, SQLModel, UTCDateTime

from podsprint.store.secret import Secret
from podsprint.store.tables import KeyCheck, Pod
from tests.support.clock import START

_VALUES: dict[type[Any], Any] = {
    Boolean: True,
    Integer: 3,
    UTCDateTime: START,
    Date: START.date(),
    Time: time(9, 30),
    JSON: {"id": 1},
}
KEPT_ALREADY = KeyCheck.__table__  # type: ignore[attr-defined]


def said(column: Column[Any]) -> str:
    """What somebody wrote into a secret column. It can be recognised anywhere."""
    return f"the own words in {column.table.name}.{column.name}"


def models() -> dict[Table, type[SQLModel]]:
    """Every model by its table, parents first."""
    found = {mapper.local_table: mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    return {table: found[table] for table in SQLModel.metadata.sorted_tables}


def one_of_each(session: Session) -> None:
    """A row in every table, written as the app writes it; everything belongs to the first pod."""
    for table, model in models().items():
        if table is not KEPT_ALREADY:
            session.add(model(**{column.name: value(column) for column in table.columns if not _own_id(column)}))
            session.flush()


def pod(session: Session, number: int, *, facilitator: str = "U1", team: str = "T0ACME") -> Pod:
    """A pod of its own channel."""
    row = Pod(
        team_id=team,
        channel_id=f"C{number}",
        name=f"Pod {number}",
        name_key=f"pod {number}",
        facilitator_id=facilitator,
        zone="Europe/Berlin",
        meets_at=time(9, 30),
        created_by=facilitator,
        created_at=START,
    )
    session.add(row)
    session.flush()
    return row


def _own_id(column: Column[Any]) -> bool:
    return column.primary_key and isinstance(column.type, Integer) and not column.foreign_keys


def value(column: Column[Any]) -> Any:
    """Anything that fits."""
    if isinstance(column.type, Secret):
        return said(column)
    if column.foreign_keys:
        return 1
    for kind, value in _VALUES.items():
        if isinstance(column.type, kind):
            return value
    return "x"

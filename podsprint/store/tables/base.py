"""What every table is made with."""

from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from podsprint.store.secret import Secret

# Named, so that a later migration can find a constraint again on either database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def secret(*, optional: bool = True) -> Any:
    """A text in somebody's own words, encrypted where it is kept."""
    return Field(default=None if optional else ..., sa_column=Column(Secret, nullable=optional))


def index_where(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of those rows only for which ``where`` holds, on both databases."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))

"""A check of the keys."""

from sqlmodel import Field, SQLModel

from podsprint.store.tables.base import secret


class KeyCheck(SQLModel, table=True):
    """A known text under the current key, so that a wrong key is noticed at the start and not at the first reader."""

    __tablename__ = "key_check"
    id: int = Field(primary_key=True)
    known: str = secret(optional=False)

"""Databases as a bot finds them: migrated, and with a key."""

from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from podsprint.store.engine import open_engine
from podsprint.store.keys import check_keys
from podsprint.store.migrate import migrate
from podsprint.store.secret import give_keys, keyring

KEY = "c29tZSBvcmRpbmFyeSBieXRlcyBmb3IgdGVzdHMgMzI="


def prepared(url: str, *keys: str) -> Engine:
    """An engine on a migrated database that knows its keys. Whoever asks for it disposes of it."""
    engine = open_engine(url)
    give_keys(engine, keyring(list(keys or (KEY,))))
    migrate(engine)
    check_keys(engine)
    return engine


def empty(engine: Engine) -> None:
    """Take every row out of a PostgreSQL database, and count ids from 1 again."""
    tables = ", ".join(f'"{table.name}"' for table in SQLModel.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"truncate {tables} restart identity cascade"))
    check_keys(engine)

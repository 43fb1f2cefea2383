"""Bring a database to the schema this version declares, at every start, one process at a time."""

# Alembic is imported where a migration is due: it takes longer than the look whether one is.
# ruff: noqa: PLC0415
from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from podsprint.errors import CannotStart

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = "podsprint:store/migrations"


def migrate(engine: Engine, to: str = "head", *, scripts: str = SCRIPTS) -> None:
    """Run the missing migrations under a lock; safe for many processes at once, and nothing to do is cheap.

    Raises:
        CannotStart: the migrated SQLite file has broken references.
    """
    if (to, scripts) == ("head", SCRIPTS) and version(engine) == newest():
        return
    from alembic import command

    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("select pg_advisory_xact_lock(hashtext('podsprint.migrate'))"))
            command.upgrade(config(connection, scripts), to)
        return
    # Batch migrations drop and re-create tables; with foreign keys on, the drop would quietly delete every child row.
    # The pragma cannot change inside a transaction, so this engine never turns it on.
    bare = create_engine(engine.url, poolclass=NullPool, connect_args={"timeout": 30, "isolation_level": None})

    @event.listens_for(bare, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with bare.begin() as connection:
        command.upgrade(config(connection, scripts), to)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise CannotStart(f"migrating broke {len(broken)} references; the file was left as it was")


@lru_cache(maxsize=1)
def newest() -> str:
    """The revision of the newest migration that is shipped: their files are named by it, and count upwards."""
    return max(file.name[:4] for file in (Path(__file__).parent / "migrations" / "versions").glob("0*.py"))


def version(engine: Engine) -> str:
    """The revision that a database is at; "" if it was never migrated."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.scalar(text("select version_num from alembic_version")) or "")


def config(connection: Connection, scripts: str = SCRIPTS) -> Config:
    """Alembic's settings, without a file: it works from an installed wheel."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", scripts)
    settings.attributes["connection"] = connection
    return settings

"""A PostgreSQL of the tests' own: started once, thrown away afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

_BINARIES = Path("/usr/lib/postgresql")
_OPTIONS = "-F -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c max_connections=200"


def why_not() -> str:
    """Why there is no PostgreSQL here; "" if there is one."""
    if os.environ.get("TEST_DATABASE_URL") or _bin() is not None:
        return ""
    return f"neither TEST_DATABASE_URL nor {_BINARIES}/*/bin is there"


@contextmanager
def database() -> Iterator[str]:
    """The URL of an empty database, which is gone afterwards."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        with fresh(given) as url:
            yield url
    else:
        with _server() as server, fresh(server) as url:
            yield url


@contextmanager
def fresh(server: str) -> Iterator[str]:
    """A database of its own on a server, named by the URL of any database on it."""
    name = f"podsprint_test_{uuid4().hex[:12]}"
    parsed = make_url(server)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    admin = create_engine(parsed, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
    try:
        yield parsed.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))


@contextmanager
def _server() -> Iterator[str]:
    found = _bin()
    if found is None:
        raise LookupError(why_not())
    # Not below tmp_path: the path of a Unix socket may only be about a hundred characters long.
    folder = tempfile.mkdtemp(prefix="podsprint-pg-")
    try:
        drop: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            drop = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
            shutil.chown(folder, "nobody", "nogroup")
        data = f"{folder}/data"
        control = [*drop, f"{found}/pg_ctl", "-D", data, "-w"]
        _run(*drop, f"{found}/initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        _run(*control, "-l", f"{folder}/log", "-o", f"-k {folder} {_OPTIONS}", "start")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _bin() -> Path | None:
    found = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")

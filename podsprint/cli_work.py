"""The operator's look at the database: what waits, what failed, and the keys."""

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine
from sqlmodel import col, select

from podsprint.bootstrap import SYSTEM_NOW
from podsprint.config import Settings
from podsprint.store import keys, work
from podsprint.store.engine import open_engine, reading, transaction
from podsprint.store.migrate import migrate
from podsprint.store.secret import give_keys, keyring
from podsprint.store.tables import Audit, Work


def show(*, dead_only: bool, limit: int) -> None:
    """A table of work: ids and errors, never anybody's text."""
    engine = _open()
    with reading(engine) as session:
        rows = [*work.dead(session, limit=limit)]
        if not dead_only:
            rows += work.waiting(session, limit=limit)
    table = Table("row", "kind", "about", "due (UTC)", "failures", "state")
    for row in rows:
        table.add_row(
            str(row.id), row.kind, _about(row), f"{row.due_at:%Y-%m-%d %H:%M:%S}", str(row.failures), _state(row)
        )
    Console().print(table if rows else "Nothing is waiting, and nothing has failed.")


def show_audit(*, pod: int | None, limit: int) -> None:
    """The trail of who did what, the latest first."""
    query = select(Audit).order_by(col(Audit.id).desc()).limit(limit)
    with reading(_open()) as session:
        rows = session.exec(query if pod is None else query.where(Audit.pod_id == pod)).all()
    table = Table("row", "when (UTC)", "workspace", "who", "did", "pod", "about")
    for row in rows:
        about = " ".join(str(part) for part in (row.object_id, row.subject) if part)
        when = f"{row.at:%Y-%m-%d %H:%M:%S}"
        table.add_row(str(row.id), when, row.team_id, row.actor or "-", row.action, str(row.pod_id or ""), about)
    Console().print(table if rows else "Nothing has been done yet.")


def retry(row_id: int | None) -> None:
    """Arm failed work; the running bot picks it up within a second."""
    engine = _open()
    with transaction(engine) as session:
        armed = work.retry_dead(session, SYSTEM_NOW(), row_id=row_id)
    Console().print(f"{armed} armed. What has expired stays as it is: its time has gone.")


def rotate_keys() -> None:
    """Encrypt every text with the first key."""
    settings = Settings()
    engine = open_engine(settings.database_url)
    give_keys(engine, keyring(settings.keys))
    migrate(engine)
    Console().print(f"{keys.rotate(engine)} texts are under the first key now.")


def _open() -> Engine:
    engine = open_engine(Settings().database_url)
    migrate(engine)
    return engine


def _about(row: Work) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.payload.items())


def _state(row: Work) -> str:
    return row.error or "waiting"

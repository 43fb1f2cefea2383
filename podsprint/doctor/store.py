"""The database: in reach, of this version, writable, with room, with keys that fit; and what went wrong in it."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlmodel import Session, col, func, select

from podsprint.config import Settings
from podsprint.doctor.finding import Finding, Findings, failure, fine, warning
from podsprint.errors import CannotStart, NotAlone, StoreError, StoreFull, WrongKey
from podsprint.store import work
from podsprint.store.engine import keep_others_out, open_engine, reading, transaction
from podsprint.store.keys import keys_fit
from podsprint.store.migrate import config
from podsprint.store.secret import give_keys, keyring
from podsprint.store.tables import Heartbeat, Work
from podsprint.usecases import liveness

_CHECK = "database"
_SCRAP_BYTES = 64 * 1024
_LITTLE, _TOO_LITTLE = 1024**3, 20 * 1024**2
_LATE = timedelta(minutes=5)
_SILENT = timedelta(minutes=3)
_SOCKET_MODE = "socket mode"
_MENDING = {
    "messages_tab_disabled": "Switch the Messages Tab on under App Home in the app's settings.",
    "not_enabled": "Switch the Home Tab on under App Home in the app's settings.",
    "missing_scope": "Add the permission under OAuth & Permissions, and install the app again.",
    "not_in_channel": "/invite the bot in the channel.",
    "channel_not_found": "/invite the bot in the channel.",
    "is_archived": "Take the channel out of the archive.",
    "thread_not_posted": "It answers another message that failed; mend that one first.",
    "expired": "Nothing: its time passed while the bot did not run.",
}


def examine(settings: Settings, now: datetime) -> Findings:
    """Everything about the database."""
    try:
        engine = open_engine(settings.database_url)
    except CannotStart as error:
        yield failure(
            _CHECK, str(error), "PODSPRINT_DATABASE_URL is a SQLite file or postgresql://user:password@host/name."
        )
        return
    try:
        yield from _keys(settings)
        yield from _room(engine)
        if _is_new(engine):
            yield fine(_CHECK, f"{engine.url.database} will be made at the first start")
            return
        yield from _inside(engine, settings, now)
    except StoreError as error:
        remedy = "See that its server runs, that this machine may connect, and that PODSPRINT_DATABASE_URL is right."
        yield failure(_CHECK, f"cannot be used: {error}", remedy)
    finally:
        engine.dispose()


def _inside(engine: Engine, settings: Settings, now: datetime) -> Findings:
    with reading(engine) as session:
        connection = session.connection()
        at = MigrationContext.configure(connection).get_current_revision()
        known = ScriptDirectory.from_config(config(connection))
        tables = set(inspect(connection).get_table_names())
    if at is None and not tables:
        yield fine(_CHECK, f"{engine.dialect.name} answers, is empty, and is set up at the first start")
        return
    if at is not None and at not in {script.revision for script in known.walk_revisions()}:
        remedy = "Run the newer version again, or restore the backup made before the upgrade."
        yield failure(_CHECK, f"a newer version of podsprint has changed it (schema {at})", remedy)
        return
    is_current = at == known.get_current_head()
    later = "" if is_current else ", brought up to date at the next start"
    yield fine(_CHECK, f"{engine.dialect.name}, schema {at}{later}")
    yield from _fitting_keys(engine, settings)
    if is_current:
        yield _writable(engine, now)
        yield from _work(engine, now)
        if settings.slack_app_token:
            yield _connected(engine, now)


def _is_new(engine: Engine) -> bool:
    file = engine.url.database
    return engine.dialect.name == "sqlite" and bool(file) and not Path(str(file)).exists()


def _writable(engine: Engine, now: datetime) -> Finding:
    """Something is really written, as large as a busy minute, and taken away again."""
    remedy = "Make room on its disk, or give the user podsprint runs as the right to write it."
    try:
        with transaction(engine, patience=5) as session:
            scrap = {"scrap": "x" * _SCRAP_BYTES}
            work.enqueue(session, "doctor", scrap, key="doctor", due_at=now + timedelta(days=3650), again=True)
        with transaction(engine, patience=5) as session:
            for row in session.exec(select(Work).where(Work.key == "doctor")).all():
                session.delete(row)
    except StoreFull as error:
        return failure("writing", f"cannot be written: {error}", remedy)
    except StoreError as error:
        return failure("writing", f"is locked: {error}", "Another program keeps it. See which, and stop it.")
    return fine("writing", "works")


def _keys(settings: Settings) -> Findings:
    try:
        keyring(settings.keys)
    except WrongKey as error:
        remedy = "podsprint keys new makes a key. If texts are stored already, only the old key opens them: find it."
        yield failure("keys", str(error), remedy)


def _fitting_keys(engine: Engine, settings: Settings) -> Findings:
    try:
        ring = keyring(settings.keys)
    except WrongKey:
        return  # said already
    give_keys(engine, ring)
    try:
        known = keys_fit(engine)
    except WrongKey as error:
        remedy = (
            "Put the key back under which the texts were written; a newer one goes before it, with a comma between."
        )
        yield failure("keys", str(error), remedy)
        return
    opened = "they open what is stored" if known else "nothing is stored yet"
    yield fine("keys", f"{len(settings.keys)} set, and {opened}")


def _room(engine: Engine) -> Findings:
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    folder = Path(engine.url.database).resolve().parent
    free = shutil.disk_usage(folder).free
    seen = f"{free / 1024**2:,.0f} MB free in {folder}"
    if free < _TOO_LITTLE:
        yield failure("disk", seen, "Make room: the bot cannot keep anything soon.")
    elif free < _LITTLE:
        yield warning("disk", seen, "Make room before it runs out.")
    else:
        yield fine("disk", seen)


def _work(engine: Engine, now: datetime) -> Findings:
    with reading(engine) as session:
        causes = _causes(session)
        oldest = session.exec(select(func.min(Work.due_at)).where(col(Work.done_at).is_(None))).one()
    if running := list(_running(engine)):
        yield from running
    if not causes:
        yield fine("failed messages", "none")
    for cause, count in causes.most_common(5):
        code = cause.rpartition(": ")[2].partition(" ")[0]
        remedy = f"{_MENDING.get(code, 'See podsprint work list --dead.')} Then podsprint work retry."
        yield warning("failed messages", f"{count} x {cause}", remedy)
    if oldest is not None and oldest < now - _LATE:
        remedy = "Start the bot; if it runs, its log says what keeps it."
        yield warning("work", f"has been waiting since {oldest:%Y-%m-%d %H:%M} UTC", remedy)


def _running(engine: Engine) -> Iterator[Finding]:
    """Whether the bot runs, as far as a SQLite file tells."""
    if engine.dialect.name != "sqlite":
        return
    try:
        keep_others_out(engine)
    except NotAlone:
        yield fine("running", "a bot is working on this file")


def _connected(engine: Engine, now: datetime) -> Finding:
    """Whether Slack reaches a bot that is at work, as it wrote down itself."""
    with reading(engine) as session:
        row = session.get(Heartbeat, liveness.SOCKET)
    if row is None:
        return fine(_SOCKET_MODE, "no bot is at work; the last one was stopped, if there was one")
    last = f"last seen connected at {row.connected_at:%Y-%m-%d %H:%M:%S} UTC" if row.connected_at else "never connected"
    if now - row.seen_at > _SILENT:
        remedy = "It has died or hangs: its log says why. Start it again."
        return warning(_SOCKET_MODE, f"nothing heard since {row.seen_at:%Y-%m-%d %H:%M:%S} UTC; {last}", remedy)
    if row.connected_at != row.seen_at:
        remedy = "It connects again by itself. If it stays so, see its log and the findings about Slack above."
        return warning(_SOCKET_MODE, f"at work, but not connected; {last}", remedy)
    return fine(_SOCKET_MODE, last)


def _causes(session: Session) -> Counter[str]:
    rows = session.exec(
        select(Work.error, func.count())
        .where(col(Work.done_at).is_not(None), col(Work.error).is_not(None))
        .group_by(col(Work.error))
    ).all()
    return Counter({str(error): int(count) for error, count in rows})

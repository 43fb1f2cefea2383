"""What one action asks of the database, and a thousand sessions that open in the same minute."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event, func, update
from sqlmodel import col, select

from benchmarks.company import Letters, as_http, fill
from benchmarks.load import SECRET
from podsprint.bootstrap import make_bot
from podsprint.config import Settings
from podsprint.playground.server import Playground
from podsprint.store.engine import open_engine, reading, transaction
from podsprint.store.keys import check_keys
from podsprint.store.migrate import migrate
from podsprint.store.secret import give_keys, keyring
from podsprint.store.tables import Meeting, Work
from podsprint.usecases.sessions import Tick
from podsprint.web import make_web
from tests.edges.http import Slack
from tests.support.bots import workspace

KEY = "c29tZSBvcmRpbmFyeSBieXRlcyBmb3IgdGVzdHMgMzI="
ACTIONS = ("status", "check-in", "home")


@dataclass
class Counted:
    """Statements, without BEGIN, COMMIT and pragmas."""

    statements: list[str] = field(default_factory=list)


@contextmanager
def counted(engine: Engine) -> Iterator[Counted]:
    """What is asked of an engine meanwhile."""
    found = Counted()

    def note(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.upper().startswith(("BEGIN", "COMMIT", "PRAGMA", "ROLLBACK")):
            found.statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def queries(console: Console, one: tuple[str, Letters], many: tuple[str, Letters], pods: int) -> bool:
    """Queries an action, with one pod and with many. True if they are the same."""
    with Playground(workspace()) as slack:
        small, large = (_asked(slack, url, letters) for url, letters in (one, many))
    table = Table("action", "queries with 1 pod", f"with {pods:,}", title="Queries per action")
    for action in ACTIONS:
        table.add_row(action, str(small[action]), str(large[action]))
    console.print(table)
    return small == large


def _asked(slack: Playground, url: str, letters: Letters) -> dict[str, int]:
    bot = make_bot(_settings(slack, url))
    front = Slack(make_web(bot).test_client(), SECRET)
    found = {}
    for action in ACTIONS:
        each = letters.each(action)
        with counted(bot.deps.engine) as asked:
            answer = front.send(*as_http(*next(each)))
        assert answer.status_code == 200, answer.data
        assert b'"errors"' not in answer.data, answer.data
        found[action] = len(asked.statements)
    bot.stop()
    return found


def opening(console: Console, url: str, count: int) -> None:
    """Sessions of so many pods, due in the same minute: what it takes to open them all, and what is said then."""
    engine = open_engine(url)
    give_keys(engine, keyring([KEY]))
    migrate(engine)
    check_keys(engine)
    now = datetime.now(UTC)
    fill(engine, count, now)
    with transaction(engine) as session:
        standups = select(Meeting.id).where(Meeting.kind == "kickoff")
        ids = {int(found or 0) for found in session.exec(standups).all()}
        rows = session.exec(select(Work).where(Work.kind == Tick.OPEN)).all()
        due = [row.id for row in rows if row.payload["meeting"] in ids]
        session.execute(update(Work).where(col(Work.id).in_(due)).values(due_at=now, expires_at=None))
    engine.dispose()
    with Playground(workspace()) as slack:
        bot = make_bot(_settings(slack, url))
        try:
            with counted(bot.deps.engine) as asked:
                start = time.perf_counter()
                opened = _open_all(bot)
                took = time.perf_counter() - start
            with reading(bot.deps.engine) as session:
                waiting = session.exec(
                    select(func.count()).where(col(Work.kind).startswith("deliver."), col(Work.done_at).is_(None))
                ).one()
        finally:
            bot.stop()
    table = Table(title=f"{count:,} sessions due in the same minute", show_header=False)
    table.add_row("opened", f"{opened:,} in {took:.1f} s ({opened / took:,.0f} a second)")
    table.add_row("queries a session", f"{len(asked.statements) / max(opened, 1):.1f}")
    table.add_row("messages waiting to be sent", f"{waiting:,}")
    console.print(table)


def _open_all(bot: Any) -> int:
    """The worker's own way, without the sending, which Slack's limits stretch over minutes."""
    opened = 0
    while held := bot.worker._claim_if_possible():
        for one in held:
            if one.kind == Tick.OPEN:
                bot.worker.run_one(one)
                opened += 1
    return opened


def _settings(slack: Playground, url: str) -> Settings:
    given: dict[str, Any] = {
        "slack_bot_token": slack.config.bot_token,
        "slack_signing_secret": SECRET,
        "slack_api_url": slack.api_url,
        "database_url": url,
        "keys": [KEY],
    }
    return Settings(_env_file=None, **given)

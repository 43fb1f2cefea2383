"""Fixtures for every test: databases of both kinds, the words, a clock, a playground and bots on it."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine

from podsprint.playground.server import Playground
from podsprint.slack.text import Words, prompt_folders
from tests.support import postgres
from tests.support.bots import Bots, workspace
from tests.support.clock import Clock
from tests.support.databases import emptied, prepared

_LONG = tuple(
    f"tests/{name}" for name in ("quarter", "crash", "e2e", "prompts", "cli", "worker", "usecases/test_quarter")
)


def pytest_xdist_auto_num_workers() -> int:
    """Some tests wait for a browser or another process: meanwhile two more workers have something to do."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with few tests that take long come first, so that nobody waits for the last of them."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


def pytest_collection_finish() -> None:
    """What is imported by now stays: the garbage collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> None:
    """As the app sets it: a pretty one takes seconds to draw, and shows what people wrote."""
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, console])


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A migrated PostgreSQL database for the whole session."""
    if reason := postgres.why_not():
        pytest.skip(reason)
    with postgres.database() as url:
        prepared(url).dispose()
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: quicker than migrating for every test."""
    file = tmp_path_factory.mktemp("template") / "podsprint.db"
    prepared(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """A SQLite file of this test's own, migrated and with a key."""
    file = tmp_path / "store.db"
    shutil.copy(sqlite_template, file)
    engine = prepared(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    """PostgreSQL with empty tables, migrated and with a key. Mark a test that asks for it with `postgres`."""
    engine = emptied(postgres_url)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """One test, both databases."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture(scope="session")
def words() -> Words:
    """The words as they are shipped."""
    return Words(prompt_folders())


@pytest.fixture
def clock() -> Clock:
    """Time that stands still until it is moved."""
    return Clock()


@pytest.fixture
def playground(clock: Clock) -> Iterator[Playground]:
    """A strict local Slack, with rate limits, on the test's clock. What hangs, hangs for a moment only."""
    with Playground(workspace(), now=clock.now, monotonic=clock.monotonic, hang_seconds=0.1) as found:
        yield found


@pytest.fixture
def bot_on(playground: Playground, clock: Clock, tmp_path: Path, sqlite_template: Path, words: Words) -> Iterator[Bots]:
    """Makes bots on the playground: `bot = bot_on()`, `bot_on(connect=True)`, `bot_on(url)`."""
    bots = Bots(playground, clock, tmp_path, sqlite_template, words)
    yield bots
    bots.close()

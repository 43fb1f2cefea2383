"""A house on SQLite, and one that is run on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from podsprint.slack.text import Words
from tests.support import photographs
from tests.support.clock import Clock
from tests.support.databases import emptied, prepared
from tests.usecases.house import House
from tests.usecases.journeys import History

Ground = tuple[Engine, bytes]


@pytest.fixture(scope="session")
def sqlite_ground(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """One engine for all houses on SQLite, which knows its statements, and what an empty database looks like."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("ground") / "house.db")
    engine = prepared(f"sqlite:///{file}")
    yield engine, photographs.take(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_ground(postgres_url: str) -> Iterator[Ground]:
    """The same on PostgreSQL."""
    engine = emptied(postgres_url)
    yield engine, photographs.take(engine)
    engine.dispose()


def lived_in(ground: Ground, clock: Clock, words: Words) -> Iterator[House]:
    engine, empty = ground
    history = History(engine, empty)
    yield House(engine, clock, words, history)
    history.close()


@pytest.fixture
def house(sqlite_ground: Ground, clock: Clock, words: Words) -> Iterator[House]:
    """A house on a SQLite file."""
    yield from lived_in(sqlite_ground, clock, words)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def both(request: pytest.FixtureRequest, clock: Clock, words: Words) -> Iterator[House]:
    """The same test on SQLite and on PostgreSQL."""
    yield from lived_in(request.getfixturevalue(f"{request.param}_ground"), clock, words)

"""A house on SQLite, and one that is run on both databases."""

import pytest
from sqlalchemy import Engine

from podsprint.slack.text import Words
from tests.support.clock import Clock
from tests.usecases.house import House
from tests.usecases.journeys import History


@pytest.fixture
def house(sqlite_engine: Engine, clock: Clock, words: Words) -> House:
    """A house on a SQLite file."""
    return House(sqlite_engine, clock, words, History(sqlite_engine))


@pytest.fixture
def both(engine: Engine, clock: Clock, words: Words) -> House:
    """The same test on SQLite and on PostgreSQL."""
    return House(engine, clock, words, History(engine))

"""A courier with messages of the test's own."""

from collections.abc import Iterator

import pytest

from podsprint.playground.server import Playground
from tests.support.bots import Bots
from tests.support.notes import Notes


@pytest.fixture
def notes(bot_on: Bots, playground: Playground) -> Iterator[Notes]:
    found = Notes(bot_on(), playground)
    yield found
    found.worker.close()

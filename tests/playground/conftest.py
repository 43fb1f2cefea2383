"""Fixtures: a playground with hand-moved clocks and no rate limits, a Bolt app, a few people."""

from collections.abc import Callable, Iterator

import pytest
from slack_sdk import WebClient

from podsprint.playground.actor import Actor
from podsprint.playground.config import Config, sample_config
from podsprint.playground.server import Playground

from .kit import Bot, Hands, client_of, manifest


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def config() -> Config:
    return sample_config(manifest())


@pytest.fixture
def pg(config: Config, hands: Hands) -> Iterator[Playground]:
    with Playground(config, now=hands.now, monotonic=hands.monotonic, pace=None) as playground:
        yield playground


@pytest.fixture
def client(pg: Playground) -> WebClient:
    return client_of(pg)


@pytest.fixture
def bot(pg: Playground) -> Iterator[Bot]:
    made = Bot(pg)
    yield made
    made.close()


@pytest.fixture
def person(pg: Playground) -> Callable[[str], Actor]:
    return lambda user: Actor(pg.url, user)


@pytest.fixture
def ann(pg: Playground) -> Actor:
    return Actor(pg.url, "U1")

"""The app behind Flask, and the house it lives in."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog
from structlog.testing import LogCapture

from podsprint.bootstrap import Bot
from podsprint.slack.text import Words
from podsprint.web import make_web
from tests.edges.http import Slack
from tests.support.bots import Bots
from tests.support.clock import Clock
from tests.usecases.house import House


@pytest.fixture
def bot(bot_on: Bots) -> Bot:
    """A real bot on the playground."""
    return bot_on()


@pytest.fixture
def house(bot: Bot, clock: Clock, words: Words) -> House:
    """What the bot has stored, and short ways to change it."""
    return House(bot.deps.engine, clock, words)


@pytest.fixture
def slack(bot: Bot) -> Slack:
    """Slack, in front of the bot."""
    return Slack(make_web(bot).test_client())


@contextmanager
def logged() -> Iterator[LogCapture]:
    """What is logged meanwhile."""
    capture, before = LogCapture(), structlog.get_config()
    structlog.configure(processors=[structlog.processors.format_exc_info, capture])
    try:
        yield capture
    finally:
        structlog.configure(**before)


@pytest.fixture
def logs() -> Iterator[LogCapture]:
    """What is logged during a test, as it would be written: errors with their tracebacks."""
    with logged() as capture:
        yield capture

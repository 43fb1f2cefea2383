"""Running the bot on a real workspace until it is told to stop."""

import contextlib
import signal
import threading
from collections.abc import Callable

import structlog

from podsprint.bootstrap import Bot, make_bot
from podsprint.config import Settings
from podsprint.errors import StoreError
from podsprint.logs import set_up_logs
from podsprint.usecases import liveness


def serve() -> None:
    """Connect, work, and on SIGTERM or Ctrl-C finish what is under way."""
    settings = Settings()
    set_up_logs(settings)
    log = structlog.get_logger(__name__)
    stop = threading.Event()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda *_: stop.set())
    bot = make_bot(settings)
    handler = bot.start().connect()
    log.info("running", database=bot.deps.engine.dialect.name, api=settings.slack_api_url)
    watch(bot, lambda: handler.client is not None and handler.client.is_connected(), stop)
    log.info("stopping")
    handler.close()  # type: ignore[no-untyped-call]
    with contextlib.suppress(StoreError):
        bot.deps.do(liveness.stopped, None)
    bot.stop()


def watch(bot: Bot, connected: Callable[[], bool], stop: threading.Event) -> None:
    """Write down once a minute whether Slack reaches us, until we are told to stop. The worker says it if the database
    is in trouble."""
    while True:
        with contextlib.suppress(StoreError):
            bot.deps.do(liveness.beat, connected())
        if stop.wait(liveness.EVERY_SECONDS):
            return

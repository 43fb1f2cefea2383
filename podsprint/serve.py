"""Running the bot on a real workspace until it is told to stop."""

import signal
import threading

import structlog

from podsprint.bootstrap import make_bot
from podsprint.config import Settings
from podsprint.logs import set_up_logs


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
    stop.wait()
    log.info("stopping")
    handler.close()  # type: ignore[no-untyped-call]
    bot.stop()

"""Running the bot on a real workspace until it is told to stop."""

import logging
import signal
import threading

import structlog

from podsprint.bootstrap import make_bot
from podsprint.config import Settings


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


def set_up_logs(settings: Settings) -> None:
    """One line an event, to standard error; as JSON where machines read it. Payloads and texts are never logged."""
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    renderer = structlog.processors.JSONRenderer() if settings.log_json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
    )
    # Bolt and the SDK log whole payloads at DEBUG, and what people wrote is in them.
    logging.basicConfig(level=max(level, logging.INFO))
    logging.getLogger("apscheduler").setLevel(logging.ERROR)

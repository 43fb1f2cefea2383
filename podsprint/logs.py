"""Logs: what happened and where, never what people wrote."""

import logging
import sys

import structlog

from podsprint.config import Settings


def set_up_logs(settings: Settings) -> None:
    """One line an event, to standard error; as JSON where machines read it. Payloads and texts are never logged."""
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    # Plain tracebacks: a pretty one shows the local variables, and what people wrote is in them.
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    json = (structlog.processors.format_exc_info, structlog.processors.JSONRenderer())
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *(json if settings.log_json else (console,)),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    # Bolt and the SDK log whole payloads at DEBUG, and what people wrote is in them.
    logging.basicConfig(level=max(level, logging.INFO))
    logging.getLogger("apscheduler").setLevel(logging.ERROR)

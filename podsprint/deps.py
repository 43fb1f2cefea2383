"""What the parts of the house are handed: made once in ``bootstrap``, passed on, never looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from podsprint.slack.gateway import Gateway
from podsprint.slack.text import Words
from podsprint.store.engine import reading, transaction

# Slack waits three seconds for an answer, so a person hears of a database that others keep before that.
INTERACTIVE_SECONDS = 2.0

C = TypeVar("C")
R = TypeVar("R")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """The database, the clock, the words and the door to Slack."""

    engine: Engine
    now: Callable[[], datetime]
    words: Words
    gateway: Gateway
    wake: Callable[[], None]
    zone: str
    also: Callable[[Session, datetime], None] | None = None  # done in the same transaction as each use case

    def do(self, use_case: Callable[[Session, C, datetime], R], command: C) -> R:
        """Run a use case in one transaction. When this returns, it is committed, and the worker knows."""
        with transaction(self.engine, patience=INTERACTIVE_SECONDS) as session:
            now = self.now()
            result = use_case(session, command, now)
            if self.also is not None:
                self.also(session, now)
        self.wake()
        return result

    def look(self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask a question that changes nothing."""
        with reading(self.engine) as session:
            return query(session, *args, **kwargs)

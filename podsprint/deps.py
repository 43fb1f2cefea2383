"""What the parts of the house are handed: made once in ``bootstrap``, passed on, never looked up."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from podsprint.slack.gateway import Gateway
from podsprint.slack.text import Words
from podsprint.store.engine import reading, transaction

# Slack waits three seconds for an answer, so a person hears of a database that others keep before that.
INTERACTIVE_SECONDS = 2.0
GIVING_SECONDS = 0.1

C = TypeVar("C")
R = TypeVar("R")
P = ParamSpec("P")


class RightOfWay:
    """Whoever answers a person goes first. What is done in the background lets them pass, one piece of work behind the
    other, and none waits for long: they share one interpreter lock (decision 9)."""

    def __init__(self, is_free: threading.Condition | None = None) -> None:
        self._answering = 0
        self._is_free = is_free or threading.Condition()
        self._one_at_a_time = threading.Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Somebody is being answered."""
        with self._is_free:
            self._answering += 1
        try:
            yield
        finally:
            with self._is_free:
                self._answering -= 1
                if not self._answering:
                    self._is_free.notify_all()

    def give(self, *, seconds: float = GIVING_SECONDS) -> None:
        """Wait until nobody is being answered, or for so long."""
        if not self._answering:
            return
        with self._one_at_a_time, self._is_free:
            self._is_free.wait_for(lambda: not self._answering, seconds)


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
    way: RightOfWay = field(default_factory=RightOfWay)

    def do(self, use_case: Callable[[Session, C, datetime], R], command: C) -> R:
        """Run a use case in one transaction. When this returns, it is committed, and the worker knows."""
        with self.way.taken(), transaction(self.engine, patience=INTERACTIVE_SECONDS) as session:
            now = self.now()
            result = use_case(session, command, now)
            if self.also is not None:
                self.also(session, now)
        self.wake()
        return result

    def look(self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask a question that changes nothing."""
        with self.way.taken(), reading(self.engine) as session:
            return query(session, *args, **kwargs)

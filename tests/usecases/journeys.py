"""What a house did once from some state, it does from there again; the second time, what came of it is only put back.

A state is known by its history since the database was empty: everything a house did, in order, and whatever else was
written, statement by statement. A photograph of the database is put back no sooner than somebody looks at it.
"""

import hashlib
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from types import FunctionType
from typing import Any, Protocol, TypeVar, cast
from uuid import uuid4

from sqlalchemy import Engine, event

from podsprint.errors import Refused
from tests.support import photographs
from tests.support.clock import Clock

_MOST = 3000  # outcomes that are kept, of some ten kilobytes each
_READS = ("SELECT", "BEGIN", "PRAGMA", "EXPLAIN")
_NAMELESS = ("<lambda>", "<locals>", " at 0x")  # what says too little about itself to be known again


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of something, in the database and out of it."""

    photograph: bytes
    now: datetime
    said: tuple[Any, ...]
    posted: frozenset[str]
    invited: tuple[tuple[str, str], ...]
    returned: bytes


_known: OrderedDict[str, Outcome] = OrderedDict()


class History:
    """Of one database, which begins as it is on a photograph. It is one thread's; what others write meanwhile only
    makes it another history."""

    def __init__(self, engine: Engine, begins_as: bytes) -> None:
        self._engine, self._thread = engine, threading.get_ident()
        self._so_far = engine.dialect.name
        self._is_busy = False
        self._waiting: bytes | None = begins_as
        self._putting_back = threading.Lock()
        event.listen(engine, "before_cursor_execute", self._note)
        event.listen(engine.pool, "checkout", self._look)

    def may_know(self, what: str) -> bool:
        """Whether this can be known again, and is not part of something that will be."""
        is_ours = threading.get_ident() == self._thread
        return is_ours and not self._is_busy and not any(sign in what for sign in _NAMELESS)

    def known(self, what: str) -> Outcome | None:
        """What came of doing this from here, if it was done before; then it has been done now."""
        then = self._then(what)
        if (found := _known.get(then)) is not None:
            self._so_far, self._waiting = then, found.photograph
        return found

    def live(self, what: str, do: Callable[[], Any]) -> Any:
        """Do it for the first time."""
        self._is_busy, done = True, what
        try:
            return do()
        except Exception as broken:
            if not isinstance(broken, Refused):
                done = f"{what}, broken off: {uuid4()}"  # nobody knows where, so it is like nothing else
            raise
        finally:
            self._so_far, self._is_busy = self._then(done), False

    def keep(self, outcome: Outcome) -> None:
        """Remember what came of what was done last."""
        _known[self._so_far] = outcome
        if len(_known) > _MOST:
            _known.popitem(last=False)

    def close(self) -> None:
        """The next house has a history of its own."""
        event.remove(self._engine, "before_cursor_execute", self._note)
        event.remove(self._engine.pool, "checkout", self._look)

    def _then(self, what: str) -> str:
        return hashlib.blake2b(f"{self._so_far}\n{what}".encode()).hexdigest()

    def _note(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        is_known = self._is_busy and threading.get_ident() == self._thread
        if not is_known and not statement.startswith(_READS):
            self._so_far = self._then(f"{statement} {parameters!r}")

    def _look(self, *_connection: Any) -> None:
        with self._putting_back:
            if self._waiting is not None:
                photographs.put_back(self._engine, self._waiting)
                self._waiting = None


class Lived(Protocol):
    """What a history needs to see of a house."""

    engine: Engine
    history: History | None
    clock: Clock
    said: list[Any]
    posted: set[str]
    invited: list[tuple[str, str]]


F = TypeVar("F", bound=Callable[..., Any])


def journey(do: F) -> F:
    """Something that changes the database or the time, and that a house with a history need not do twice."""

    @wraps(do)
    def done(house: Lived, *args: Any, **kwargs: Any) -> Any:
        history = house.history
        what = f"{do.__name__} {house.clock.now()} {[_name(arg) for arg in args]} {kwargs}"
        if history is None or not history.may_know(what):
            return do(house, *args, **kwargs)
        if (found := history.known(what)) is not None:
            house.clock.set(found.now)
            house.said.extend(found.said)
            house.posted |= found.posted
            house.invited.extend(found.invited)
            return pickle.loads(found.returned)
        said, posted, invited = len(house.said), set(house.posted), len(house.invited)
        returned = history.live(what, lambda: do(house, *args, **kwargs))
        history.keep(
            Outcome(
                photograph=photographs.take(house.engine),
                now=house.clock.now(),
                said=tuple(house.said[said:]),
                posted=frozenset(house.posted - posted),
                invited=tuple(house.invited[invited:]),
                returned=pickle.dumps(returned),
            )
        )
        return returned

    return cast(F, done)


def _name(arg: object) -> str:
    return f"{arg.__module__}.{arg.__qualname__}" if isinstance(arg, FunctionType) else repr(arg)

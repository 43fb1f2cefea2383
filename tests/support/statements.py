"""What is asked of a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

PLUMBING = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")
Statement = tuple[str, Any]  # and its parameters


@contextmanager
def counted(engine: Engine) -> Iterator[list[Statement]]:
    """The statements that are run meanwhile."""
    asked: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if not statement.upper().startswith(PLUMBING):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)

"""Nothing twice: what one form makes is one row, however often the form is sent.

A form's key is the window's own name in Slack: the same when a person presses the button again because no answer came,
or when Slack sends it once more. The database knows no second row of that key.
"""

from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from podsprint.domain.people import Who
from podsprint.store.tables import Experiment, Observation, Reflection

Row = TypeVar("Row", Experiment, Observation, Reflection)


def key(who: Who, form: str) -> str | None:
    """A form's key as it is kept. It is its sender's own, so that nobody's claim reaches another's row."""
    return f"{who.team}:{who.user}:{form}" if form else None


def find(session: Session, table: type[Row], form_key: str | None) -> Row | None:
    """What this form has made before."""
    if form_key is None:
        return None
    return session.exec(select(table).where(table.form_key == form_key)).first()


def keep(session: Session, row: Row) -> Row:
    """Write a row. If the same form was sent twice at once, the other one's row is the answer."""
    form_key = row.form_key
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        first = find(session, type(row), form_key)
        if first is None:
            raise
        return first
    return row

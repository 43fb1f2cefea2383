"""What nobody needs any more goes after a while, in every workspace, so that no table grows for ever.

Once a day at most, after a sprint has ended; a few hundred rows at a time. Whoever is interrupted begins again: what is
gone is gone.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete
from sqlmodel import Session, and_, col, select

from podsprint.store import work
from podsprint.store.tables import Absence, Audit, Ping, TimeSpent, Work
from podsprint.usecases import absences, daily, endings
from podsprint.usecases.coaching import ASK
from podsprint.usecases.outbox import Deliver
from podsprint.usecases.sessions import Tick

TIDY = "tidy"
AT_ONCE = 500
SHORT = timedelta(days=90)  # work that is done, and on which day somebody got their one message
LONG = timedelta(days=400)  # minutes asked and days away: a year, with room to look back
TRAIL = timedelta(days=3 * 365)  # who did what (S6)
# Work of a moment that does not come again. Other work stays as long as what it tells of: its key says it was told.
_OF_A_MOMENT = (
    *Tick,
    *(ASK, TIDY, daily.SEND, absences.CHANGED, absences.TELL, endings.TELL),
    *(Deliver.DAILY, Deliver.TOO_LATE, Deliver.HELP_CONTACTS, Deliver.RETENTION),
)


def ask(session: Session, now: datetime) -> None:
    """Have it done today, once."""
    work.enqueue(session, TIDY, {}, key=f"{TIDY}:{now.date().isoformat()}", due_at=now)


def run(session: Session, now: datetime) -> None:
    """Delete the next rows; come back if there may be more."""
    done: Any = (col(Work.kind).in_(_OF_A_MOMENT), col(Work.done_at) < now - SHORT, col(Work.error).is_(None))
    full = [
        _some(session, col(Ping.id), col(Ping.at) < now - SHORT),
        _some(session, col(Work.id), and_(*done)),
        _some(session, col(TimeSpent.key), col(TimeSpent.at) < now - LONG),
        _some(session, col(Absence.id), col(Absence.last_day) < (now - LONG).date()),
        _some(session, col(Audit.id), col(Audit.at) < now - TRAIL),
    ]
    if any(full):
        work.enqueue(session, TIDY, {}, key=f"{TIDY}:{now.date().isoformat()}", due_at=now, again=True)


def _some(session: Session, key: Any, old: ColumnElement[bool]) -> bool:
    """Delete some old rows of a table. True: there may be more."""
    result: Any = session.execute(
        delete(key.class_).where(key.in_(select(key).where(old).order_by(key).limit(AT_ONCE)))
    )
    return isinstance(result, CursorResult) and result.rowcount == AT_ONCE

"""When a new message may go to its reader, and what follows once it is out."""

from datetime import datetime

from sqlmodel import Session

from podsprint.domain.ledger import reading_of
from podsprint.domain.people import Who
from podsprint.usecases import daily, ledger, outbox, rhythm
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver


def held_until(session: Session, kind: Deliver, outgoing: Outgoing, now: datetime) -> datetime | None:
    """Until when a new message waits for its reader's hours (C8); None if it goes out now."""
    if kind in outbox.ANSWERS or not outgoing.is_direct:
        return None
    return rhythm.held_until(session, Who(outgoing.team, outgoing.conversation), now)


def received(session: Session, kind: Deliver, outgoing: Outgoing, now: datetime) -> None:
    """A new message is out: reading it takes its time (N7), and some are what their day had to say (L11)."""
    if not outgoing.is_direct:
        return
    who = Who(outgoing.team, outgoing.conversation)
    ledger.spent(session, who, reading_of(kind.removeprefix("deliver.")), f"message:{outgoing.key}", now)
    if kind in (Deliver.WELCOME, Deliver.RETENTION):
        daily.take_turn(session, who, now)

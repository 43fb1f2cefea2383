"""Whether the bot is at work and connected, written down once a minute for whoever looks from outside."""

from datetime import datetime

from sqlmodel import Session

from podsprint.store.tables import Heartbeat

SOCKET = "socket"
EVERY_SECONDS = 60


def beat(session: Session, connected: bool, now: datetime) -> None:
    """It is at work; whether Slack reaches it, too."""
    row = session.get(Heartbeat, SOCKET) or Heartbeat(way=SOCKET, seen_at=now)
    row.seen_at = now
    row.connected_at = now if connected else row.connected_at
    session.add(row)


def stopped(session: Session, _nothing: None, now: datetime) -> None:
    """It was told to stop, and has."""
    row = session.get(Heartbeat, SOCKET)
    if row is not None:
        session.delete(row)

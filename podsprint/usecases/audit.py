"""The trail of who did what to pods, roles and programmes (S6): ids and codes, in the same transaction as the deed."""

from datetime import datetime

from sqlmodel import Session, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.store.tables import Audit


def record(
    session: Session,
    who: Who,
    action: Action,
    now: datetime,
    *,
    pod_id: int | None = None,
    object_id: int | None = None,
    subject: str = "",
) -> Audit:
    """Write it down. ``who.user`` is "" for what the bot does by itself; ``subject`` is the person it was about."""
    row = Audit(
        team_id=who.team,
        at=now,
        actor=who.user,
        action=action,
        pod_id=pod_id,
        object_id=object_id,
        subject=subject,
    )
    session.add(row)
    return row


def has_been(session: Session, pod_id: int, action: Action) -> bool:
    """Whether the trail says so of a pod."""
    return (
        session.exec(select(Audit.id).where(Audit.pod_id == pod_id, Audit.action == action).limit(1)).first()
        is not None
    )

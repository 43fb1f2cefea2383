"""What people are told because of what holds for their workspace: rows of work, as in ``outbox``."""

from datetime import date, datetime

from sqlmodel import Session, and_, col

from podsprint.domain.people import Who
from podsprint.domain.retention import midnight
from podsprint.store import work
from podsprint.store.tables import Work
from podsprint.usecases.outbox import Deliver, answers, lane


def help_contacts(session: Session, who: Who, now: datetime) -> None:
    """Show somebody where to find help, once a day at most."""
    day = now.date().isoformat()
    payload = {"team": who.team, "user": who.user, "day": day}
    key = f"{Deliver.HELP_CONTACTS}:{who.team}:{who.user}:{day}"
    work.enqueue(session, Deliver.HELP_CONTACTS, payload, key=key, due_at=now, lane=answers(who.team, who.user))


def retention_off(session: Session, team: str, now: datetime) -> None:
    """Have all who were told of a day that is still ahead told how that stands now."""
    told = col(Work.key).startswith(f"{Deliver.RETENTION}:{team}:", autoescape=True)
    work.again(session, and_(told, col(Work.expires_at) > now), now)


def retention(session: Session, who: Who, day: date, now: datetime) -> None:
    """Tell somebody that what they wrote long ago goes on a day, or bring that up to date; then it is too late."""
    payload: dict[str, object] = {"team": who.team, "user": who.user, "day": day.isoformat()}
    key, conversation = f"{Deliver.RETENTION}:{who.team}:{who.user}:{day.isoformat()}", lane(who.team, who.user)
    ends = midnight(day)
    work.enqueue(
        session, Deliver.RETENTION, payload, key=key, due_at=now, expires_at=ends, lane=conversation, again=True
    )

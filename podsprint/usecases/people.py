"""The people the bot has met: their time zone, and whose Home tab shows what has changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from podsprint.domain.people import Who
from podsprint.store import prepared
from podsprint.store.tables import Person, Pod
from podsprint.usecases import access, outbox

# Slack publishes a Home tab on request only; every opening asks for it anew, so an old one can wait.
WATCHED_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHome:
    """Somebody looks at their Home tab."""

    who: Who


def zone_of(session: Session, who: Who) -> str | None:
    """A person's time zone, if Slack has told us."""
    row = _find(session, who)
    return row.zone or None if row else None


def tell_too_late(session: Session, who: Who, now: datetime) -> None:
    """A window could not be opened for them in time: they are told, once a minute at most."""
    outbox.too_late(session, who, now)


def open_home(session: Session, command: OpenHome, now: datetime) -> None:
    """Bring their Home tab up to date, and keep it so while they may be looking at it."""
    row = _row(session, command.who)
    row.home_opened_at = now
    session.add(row)
    outbox.home(session, command.who, now)


def changed(session: Session, pod: Pod, now: datetime, *others: str) -> None:
    """Something in this pod changed that its people's Home tabs show, and those of ``others``, such as somebody who
    has just left. Those nobody looks at wait to be opened."""
    running = (user for user in (pod.facilitator_id, pod.deputy_id) if user)
    users = {*access.leaders(session, access.required(pod.id)), *running, *others}
    given = {"team": pod.team_id, "users": list(users), "since": now - WATCHED_FOR}
    for user in session.exec(prepared.WATCHING, params=given).all():
        outbox.home(session, Who(pod.team_id, user), now)


def _find(session: Session, who: Who) -> Person | None:
    return session.exec(prepared.PEOPLE, params={"team": who.team, "users": [who.user]}).first()


def _row(session: Session, who: Who) -> Person:
    return _find(session, who) or Person(team_id=who.team, user_id=who.user)

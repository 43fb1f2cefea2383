"""The people the bot has met: their time zone, and whose Home tab shows what has changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from podsprint.domain.calendar import is_zone
from podsprint.domain.people import Who
from podsprint.store.tables import Person, Pod
from podsprint.usecases import access, outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Meet:
    """Slack told us which time zone somebody lives in."""

    who: Who
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHome:
    """Somebody looks at their Home tab."""

    who: Who


def meet(session: Session, command: Meet, now: datetime) -> None:
    """Remember it. A zone this machine does not know is left out."""
    if not is_zone(command.zone):
        return
    row = _find(session, command.who)
    if row is None:
        row = Person(team_id=command.who.team, user_id=command.who.user, zone=command.zone, seen_at=now)
    row.zone, row.seen_at = command.zone, now
    session.add(row)


def zone_of(session: Session, who: Who) -> str | None:
    """A person's time zone, if they have been met."""
    row = _find(session, who)
    return row.zone if row else None


def open_home(session: Session, command: OpenHome, now: datetime) -> None:
    """Bring their Home tab up to date."""
    outbox.home(session, command.who, now)


def changed(session: Session, pod: Pod, now: datetime) -> None:
    """Something in this pod changed that its people's Home tabs show."""
    for user in {*access.leaders(session, access.required(pod.id)), pod.facilitator_id}:
        outbox.home(session, Who(pod.team_id, user), now)


def _find(session: Session, who: Who) -> Person | None:
    return session.exec(select(Person).where(Person.team_id == who.team, Person.user_id == who.user)).first()

"""What the buttons under the day's one message do: put reminders off, or stop them. The message then says so."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from podsprint.domain import rhythm as rules
from podsprint.domain.calendar import local_to_utc
from podsprint.domain.people import Who
from podsprint.domain.rhythm import Reminders
from podsprint.store.tables import Meeting, Ping
from podsprint.usecases import access, daily, outbox, rhythm
from podsprint.usecases.sessions import MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """No reminders until tomorrow, or until the day of the next session."""

    who: Who
    day: date | None  # whose message it was: a claim
    until_session: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """No reminders any more."""

    who: Who
    day: date | None


def put_off(session: Session, command: PutOff, now: datetime) -> None:
    """Be silent for a while.

    Raises:
        Refused: there was no such message.
    """
    day, own = _of(session, command.who, command.day), rhythm.rhythm_of(session, command.who)
    if own is None:
        return
    until = rules.day_after(own, now)
    following = _next_session(session, command.who, until) if command.until_session else None
    if following is not None:
        until = max(until, local_to_utc(following.astimezone(ZoneInfo(own.zone)).date(), time(0), own.zone))
    row = rhythm.person(session, command.who)
    row.snoozed_until = until
    session.add(row)
    session.flush()
    daily.ask(session, command.who, until)  # what there was to say then is looked at again
    _show(session, command.who, day, now)


def stop(session: Session, command: Stop, now: datetime) -> None:
    """Be silent.

    Raises:
        Refused: there was no such message.
    """
    day = _of(session, command.who, command.day)
    rhythm.set_reminders(session, rhythm.SetReminders(who=command.who, reminders=Reminders.OFF), now)
    _show(session, command.who, day, now)


def _of(session: Session, who: Who, day: date | None) -> date:
    query = select(Ping).where(Ping.team_id == who.team, Ping.user_id == who.user, Ping.day == day)
    if day is None or session.exec(query).first() is None:
        raise access.not_found("message")
    return day


def _show(session: Session, who: Who, day: date, now: datetime) -> None:
    outbox.daily(session, who, day, now)
    outbox.home(session, who, now)


def _next_session(session: Session, who: Who, after: datetime) -> datetime | None:
    pods = [seat.pod.id for seat in access.seats(session, who) if seat.is_leader]
    query = select(Meeting.opens_at).where(
        col(Meeting.pod_id).in_(pods), Meeting.state == MeetingState.PLANNED, Meeting.opens_at > after
    )
    return session.exec(query.order_by(col(Meeting.opens_at)).limit(1)).first()

"""Days on which somebody is away. Nobody who is away is missing, waited for or reminded; an entry is still welcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from podsprint.domain.absence import LONGEST_LEAVE, LONGEST_WITHOUT_YEAR, away_until, typed_end
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import Away
from podsprint.domain.rhythm import Rhythm, local_day
from podsprint.errors import Refused
from podsprint.store import prepared, work
from podsprint.store.tables import Absence, Meeting, Pod
from podsprint.usecases import access, outbox, phrases, public_holidays, rhythm

CHANGED = "absence.changed"  # work: bring what shows who is missing up to date
TELL = "absence.tell"  # work: tell somebody what was noted of them
SHOWN = 5
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class Source(StrEnum):
    """How we know that somebody is away. A public holiday is none: it is looked up, not written down."""

    SELF = "self"
    FACILITATOR = "facilitator"
    SLACK_STATUS = "slack_status"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAbsence:
    """Somebody is away from a day to another, both included. Without a first day it is today, their own."""

    who: Who  # who says so
    user: str = ""  # of whom; "" for oneself
    pod_id: int | None = None  # whose facilitator says so
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAbsence:
    """Somebody is back: from now on, or one absence is taken back."""

    who: Who
    absence_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStatus:
    """Somebody's status in Slack, as it is now. ``expires_at`` None if it does not end by itself."""

    who: Who
    text: str
    emoji: str
    expires_at: datetime | None


def away(session: Session, team: str, users: Iterable[str], day: date) -> set[str]:
    """Those of these people who are not there on a day: on leave, on a public holiday of their own country (else
    their pod's), or because it is none of their working days. Three queries, however many they are."""
    wanted = set(users)
    if not wanted:
        return set()
    gone = set(session.exec(prepared.ON_LEAVE, params={"team": team, "users": list(wanted), "day": day}).all())
    for user, own in rhythm.rhythms_of(session, team, wanted - gone).items():
        if day.weekday() not in own.works_on or day in public_holidays.days_off(own.country, day):
            gone.add(user)
    return gone


def expected(session: Session, pod: Pod, meeting: Meeting) -> tuple[str, ...]:
    """The leaders a session waits for: those who are not away on its day."""
    leaders = access.leaders(session, access.required(pod.id))
    gone = away(session, pod.team_id, leaders, meeting.opens_at.astimezone(ZoneInfo(pod.zone)).date())
    return tuple(leader for leader in leaders if leader not in gone)


def current(session: Session, who: Who, now: datetime, *, limit: int = 5) -> list[Absence]:
    """Somebody's absences that are not over yet, the next one first."""
    return list(session.exec(_from(who, _today(session, who, now)).limit(limit)).all())


def on_leave_until(session: Session, who: Who, today: date) -> date | None:
    """The last day of the absence they are on today, which is a day of their own."""
    row = session.exec(_from(who, today).limit(1)).first()
    return row.last_day if row and row.first_day <= today else None


def read_back(session: Session, who: Who, now: datetime) -> Away:
    """What there is to say of somebody's absences, to themselves."""
    own, rows = rhythm.rhythm_of(session, who), current(session, who, now, limit=SHOWN + 1)
    return Away(
        user=who.user,
        zone=own.zone if own else "UTC",
        today=_today(session, who, now),
        spans=tuple((row.first_day, row.last_day) for row in rows[:SHOWN]),
        more=len(rows) > SHOWN,
    )


def note(session: Session, command: NoteAbsence, now: datetime) -> Absence:
    """Write down that somebody is away: oneself, or as facilitator a person of one's pod, who is told and can undo it.

    Raises:
        Refused: the days cannot stand, or it is not theirs to say.
    """
    user = command.user or command.who.user
    of = Who(command.who.team, user)
    own = user == command.who.user
    if not own:
        _may_speak_for(session, command, user)
    today = _today(session, of, now)
    first = command.first_day or today
    if command.last_day is None:
        raise Refused(problem("required", "last_day"))
    if command.last_day < first:
        raise Refused(problem("days_backwards", "last_day", first=first, last=command.last_day))
    if command.last_day < today:
        raise Refused(problem("date_in_past", "last_day", date=command.last_day, today=today))
    if command.last_day > today + LONGEST_LEAVE:
        raise Refused(problem("away_too_long", "last_day", latest=today + LONGEST_LEAVE))
    source = Source.SELF if own else Source.FACILITATOR
    row = _write(session, of, max(first, today), command.last_day, source, command.who.user, now)
    if not own:
        _tell(session, row, now)
    return row


def end(session: Session, command: EndAbsence, now: datetime) -> list[Absence]:
    """They are back; or one absence was never one. Days that have passed stay as they were.

    Returns:
        What is still to come.

    Raises:
        Refused: there is no such absence of theirs.
    """
    today = _today(session, command.who, now)
    rows = current(session, command.who, now)
    if command.absence_id is not None:
        rows = [row for row in rows if row.id == command.absence_id]
        if not rows:
            raise access.not_found("absence")
    else:
        rows = [row for row in rows if row.first_day <= today]
    for row in rows:
        if row.first_day < today:
            row.last_day = today - _DAY
            session.add(row)
        else:
            session.delete(row)
    for row in rows:
        outbox.absence(session, row, now)  # where it was told, it is told anew, or taken back
    if rows:
        session.flush()
        _changed(session, command.who, now)
    return current(session, command.who, now)


def from_status(session: Session, command: SeenStatus, now: datetime) -> Absence | None:
    """A status in Slack that says one is on leave until a day is taken at its word, said so, and can be undone. What
    somebody has told us themselves counts more, and a status that is gone takes back only what it said itself."""
    who = command.who
    own = rhythm.rhythm_of(session, who)
    if own is None:
        return None  # we have never met
    today = local_day(own, now)
    ends_on = _ends_on(command, own, now)
    until = away_until(command.text, command.emoji, ends_on) if ends_on else None
    before = current(session, who, now)
    told = [row for row in before if row.source != Source.SLACK_STATUS and row.first_day <= today]
    seen = [row for row in before if row.source == Source.SLACK_STATUS]
    if until is None or until < today or until > today + LONGEST_LEAVE:
        for row in seen:
            end(session, EndAbsence(who=who, absence_id=row.id), now)
        return None
    if told or any(row.last_day == until for row in seen):
        return None
    row = _write(session, who, today, until, Source.SLACK_STATUS, who.user, now)
    _tell(session, row, now)
    return row


def _ends_on(command: SeenStatus, own: Rhythm, now: datetime) -> date | None:
    """When a status ends: Slack's end is what they set; without one, a day they have typed."""
    if command.expires_at is not None:
        return local_day(own, command.expires_at - timedelta(seconds=1))
    typed = typed_end(command.text)
    for phrase in typed.phrases if typed else ():
        day = phrases.read_day(phrase, own.zone, now)
        if typed is None or not isinstance(day, date):
            continue
        # Nobody knows when it was written: "Friday" is another day each week, "12 Dec" another one each year.
        if day != phrases.read_day(phrase, own.zone, now - _WEEK):
            return None
        if not typed.has_year and day > local_day(own, now) + LONGEST_WITHOUT_YEAR:
            return None
        return day - _DAY if typed.back else day
    return None


def _write(session: Session, of: Who, first: date, last: date, source: Source, noted_by: str, now: datetime) -> Absence:
    """One row for days that touch: the newest word says when it ends, unless a later leave follows at once."""
    row = Absence(
        team_id=of.team,
        user_id=of.user,
        first_day=first,
        last_day=last,
        source=source,
        noted_by=noted_by,
        created_at=now,
    )
    touching = session.exec(
        select(Absence).where(
            Absence.team_id == of.team,
            Absence.user_id == of.user,
            Absence.first_day <= last,
            Absence.last_day >= first,
        )
    ).all()
    for other in touching:
        if other.first_day > first:  # a leave that begins within this one goes on after it
            row.last_day = max(row.last_day, other.last_day)
        row.first_day = min(row.first_day, other.first_day)
        session.delete(other)
    session.add(row)
    session.flush()
    _changed(session, of, now)
    return row


def _may_speak_for(session: Session, command: NoteAbsence, user: str) -> None:
    seat = access.facilitator_seat(session, command.who, command.pod_id or 0)
    if user not in access.leaders(session, access.required(seat.pod.id)):
        raise access.not_found("person")


def _changed(session: Session, who: Who, now: datetime) -> None:
    payload = {"team": who.team, "user": who.user}
    work.enqueue(session, CHANGED, payload, key=f"{CHANGED}:{who.team}:{who.user}", due_at=now, again=True)


def _tell(session: Session, row: Absence, now: datetime) -> None:
    key = f"{TELL}:{access.required(row.id)}"
    work.enqueue(session, TELL, {"absence": row.id}, key=key, due_at=now)


def _from(who: Who, day: date) -> SelectOfScalar[Absence]:
    """Those that are not over by a day, the next one first."""
    return (
        select(Absence)
        .where(Absence.team_id == who.team, Absence.user_id == who.user, Absence.last_day >= day)
        .order_by(col(Absence.first_day))
    )


def _today(session: Session, who: Who, now: datetime) -> date:
    own = rhythm.rhythm_of(session, who)
    return local_day(own, now) if own else now.date()

"""The ONE message a person may get on a day without having asked, outside live sessions (L11).

Whoever has something to say asks for the day's message with ``ask``; what it says is put together when it is sent, from
the sources in ``daily_sources.SOURCES``, as things stand then. Nothing to say: nothing is sent, and the day's turn is
not used up. The ``Ping`` row is the once-only.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from podsprint.domain import rhythm as rules
from podsprint.domain.ledger import Reading, seconds_of
from podsprint.domain.people import Who
from podsprint.domain.read_models import Daily, DailyItem
from podsprint.domain.rhythm import Reminders, Rhythm
from podsprint.store import work
from podsprint.store.tables import Person, Ping, Pod, Post, Work
from podsprint.usecases import access, ledger, outbox, rhythm

SEND = "daily.send"  # work: the time has come to see whether there is something to say
SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where things to say come from. ``find`` looks, and changes nothing; ``said`` is called with those of its items
    that go out, in the transaction that uses the day's turn."""

    find: Callable[[Session, "Today", datetime], Sequence[DailyItem]]
    said: Callable[[Session, Who, Sequence[DailyItem], datetime], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Somebody's day: what every source needs to know of them, looked up once."""

    who: Who
    own: Rhythm
    day: date
    led: Sequence[Pod]  # the pods they lead in, the newest first


def ask(session: Session, who: Who, at: datetime, own: Rhythm | None = None) -> None:
    """There will be something to say: at ``at``, or as soon after it as they can be reached. Asking twice, or for
    something that has gone by then, does no harm. ``own`` for whoever has it at hand."""
    own = own or rhythm.rhythm_of(session, who)
    due = rules.next_moment(own, at, rhythm.off_days(session, who, own)) if own else None
    if due is None:
        return  # nobody we know anything of, or nobody who is ever there
    key = f"{SEND}:{who.team}:{who.user}:{int(due.timestamp())}"
    work.enqueue(session, SEND, {"team": who.team, "user": who.user}, key=key, due_at=due, again=True)


def ask_on(session: Session, who: Who, day: date | None, now: datetime, own: Rhythm | None = None) -> None:
    """The same, in the morning of a day of their own; not for a day that has passed."""
    if day is None:
        return
    own = own or rhythm.rhythm_of(session, who)
    if own is not None and day >= rules.local_day(own, now):
        ask(session, who, max(now, rules.begins(own, day)), own)


def send(session: Session, who: Who, now: datetime, sources: Sequence[Source]) -> None:
    """Use the day's turn, if there is something to say and the moment is right."""
    row = rhythm.person(session, who)
    own = rhythm.rhythm_in(session, row)
    if own is None:
        return
    if not rules.may_disturb(own, now, rhythm.off_days(session, who, own)):
        ask(session, who, now, own)  # late, or their hours have changed: the next time they can be reached
        return
    day = rules.local_day(own, now)
    found = _found(session, row, own, now, sources)
    if not found or not _take_turn(session, who, day, now):
        return
    for source, items in found:
        if source.said is not None:
            source.said(session, who, items, now)
    outbox.daily(session, who, day, now)


def message(
    session: Session, who: Who, day: date, now: datetime, sources: Sequence[Source], *, key: str
) -> Daily | None:
    """What the day's message says now. One that has not got through by the end of its day is not sent any more."""
    row = rhythm.person(session, who)
    own = rhythm.rhythm_in(session, row)
    if own is None:
        return None
    is_today, is_posted = rules.local_day(own, now) == day, session.get(Post, key) is not None
    found = _found(session, row, own, now, sources) if is_today else []
    items = tuple(item for _, some in found for item in some)
    put_off, stopped = rhythm.put_off(row, now), own.reminders is Reminders.OFF
    if not is_posted and not (is_today and (items or put_off or stopped)):
        return None
    return Daily(
        user=who.user,
        day=day,
        items=items[:SHOWN],
        stopped=stopped,
        snoozed_until=rules.local_day(own, put_off) if put_off else None,
    )


def retell(session: Session, team: str, users: Iterable[str], now: datetime) -> None:
    """What these people were told today may have changed: their messages of the day are brought up to date."""
    keys = {}
    for user, own in rhythm.rhythms_of(session, team, users).items():
        who, day = Who(team, user), rules.local_day(own, now)
        keys[outbox.daily_key(who, day)] = (who, day)
    for key in session.exec(select(Work.key).where(col(Work.key).in_(keys)).order_by(col(Work.key))).all():
        outbox.daily(session, *keys[key], now)


def take_turn(session: Session, who: Who, now: datetime) -> bool:
    """Use up somebody's turn of today for a message of another kind. False: it is used up already."""
    own = rhythm.rhythm_of(session, who)
    return own is None or _take_turn(session, who, rules.local_day(own, now), now)


def _found(
    session: Session, row: Person, own: Rhythm, now: datetime, sources: Sequence[Source]
) -> list[tuple[Source, list[DailyItem]]]:
    """What each source has to say that this person wants to hear, and that their week has room for."""
    if own.reminders is Reminders.OFF or rhythm.put_off(row, now):
        return []
    who, day = Who(row.team_id, row.user_id), rules.local_day(own, now)
    led = [seat.pod for seat in access.seats(session, who) if seat.is_leader]
    today, week = Today(who=who, own=own, day=day, led=led), ledger.week(session, who, now, zone=row.zone)
    taken = 0 if _turn(session, who, day) else seconds_of(Reading.DAILY)
    kept: list[tuple[Source, list[DailyItem]]] = []
    for source in sources:
        items: list[DailyItem] = []
        for item in source.find(session, today, now):
            if week.has_room(taken + seconds_of(item.asks)):
                taken += seconds_of(item.asks)
                items.append(item)
        if items:
            kept.append((source, items))
    return kept


def _turn(session: Session, who: Who, day: date) -> Ping | None:
    query = select(Ping).where(Ping.team_id == who.team, Ping.user_id == who.user, Ping.day == day)
    return session.exec(query).first()


def _take_turn(session: Session, who: Who, day: date, now: datetime) -> bool:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"team_id": who.team, "user_id": who.user, "day": day, "kind": "daily", "at": now}
    statement = insert(Ping).values(**values)
    taken = session.exec(
        statement.on_conflict_do_nothing(index_elements=["team_id", "user_id", "day"]).returning(col(Ping.id))
    )
    return taken.first() is not None

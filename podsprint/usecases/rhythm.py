"""People's own rhythm: when they work, when it is quiet, how much they want to be reminded. Nobody else reads it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from podsprint.domain import rhythm as rules
from podsprint.domain.calendar import MONDAY_TO_FRIDAY, kept_weekdays, local_to_utc, weekdays_of
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import MyRhythm, SharedHours
from podsprint.domain.rhythm import USUAL_FROM, USUAL_TO, Reminders, Rhythm
from podsprint.errors import Refused
from podsprint.store import prepared
from podsprint.store.tables import Absence, Member, Person, Pod
from podsprint.usecases import outbox, public_holidays

MEETING = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRhythm:
    """Everything in the form. ``zone`` as Slack has it stays Slack's."""

    who: Who
    zone: str
    works_from: time | None
    works_to: time | None
    works_on: frozenset[int]
    quiet_from: time | None
    quiet_to: time | None
    reminders: str
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminders:
    """How much somebody wants to be reminded."""

    who: Who
    reminders: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuiet:
    """When it is quiet; None for never."""

    who: Who
    quiet: tuple[time, time] | None


def rhythm_of(session: Session, who: Who) -> Rhythm | None:
    """How somebody works; none while neither they, Slack nor a pod of theirs has said in which zone."""
    return rhythms_of(session, who.team, (who.user,)).get(who.user)


def rhythm_in(session: Session, row: Person) -> Rhythm | None:
    """The same, for whoever has their row at hand already (`person`)."""
    return _complete(row, row.user_id, _pods(session, row.team_id, {row.user_id}))


def rhythms_of(session: Session, team: str, users: Iterable[str]) -> dict[str, Rhythm]:
    """The same for several: two queries, however many. What they have not named of zone, country and days is their
    newest pod's."""
    wanted = set(users)
    rows = {row.user_id: row for row in _people(session, team, wanted)}
    pods = _pods(session, team, wanted)
    found = {user: _complete(rows.get(user), user, pods) for user in wanted}
    return {user: own for user, own in found.items() if own is not None}


def off_days(session: Session, who: Who, rhythm: Rhythm) -> Callable[[date], bool]:
    """Days on which somebody is not there: their absences and public holidays. One query."""
    away = session.exec(select(Absence).where(Absence.team_id == who.team, Absence.user_id == who.user)).all()

    def is_off(day: date) -> bool:
        on_leave = any(row.first_day <= day <= row.last_day for row in away)
        return on_leave or day in public_holidays.days_off(rhythm.country, day)

    return is_off


def held_until(session: Session, who: Who, now: datetime) -> datetime | None:
    """Until when a message of our own waits for somebody's hours (C8); None if it need not. On leave it may wait for
    them: what it says is no reminder."""
    own = rhythm_of(session, who)
    if own is None:
        return None

    def is_off(day: date) -> bool:
        return day in public_holidays.days_off(own.country, day)

    moment = rules.next_moment(own, now, is_off)
    return moment if moment is not None and moment > now else None


def next_moment(session: Session, who: Who, at: datetime) -> datetime | None:
    """The first moment from ``at`` on at which a message of our own may reach them: ``at`` itself if we know nothing
    of when they work."""
    rhythm = rhythm_of(session, who)
    return rules.next_moment(rhythm, at, off_days(session, who, rhythm)) if rhythm else at


def tomorrow(session: Session, who: Who, now: datetime) -> datetime:
    """When their next day begins."""
    own = rhythm_of(session, who)
    return rules.day_after(own, now) if own else now + timedelta(days=1)


def read_back(session: Session, who: Who, now: datetime) -> MyRhythm:
    """Everything that holds for somebody, in full."""
    own = rhythm_of(session, who) or Rhythm(zone="UTC")
    until = put_off_until(session, who, now)
    return MyRhythm(
        rhythm=own,
        country=public_holidays.names().get(own.country, ""),
        snoozed_until=rules.local_day(own, until) if until else None,
    )


def shared_hours(session: Session, pod_id: int, day: date) -> SharedHours | None:
    """Whether a pod's time suits everybody on a day, and when they all work (C8). Nobody's own hours are in it."""
    pod = session.get(Pod, pod_id)
    members = session.exec(select(Member.user_id).where(Member.pod_id == pod_id, col(Member.left_at).is_(None))).all()
    if pod is None or not members:
        return None
    everybody = list(rhythms_of(session, pod.team_id, members).values())
    begins = local_to_utc(day, pod.meets_at, pod.zone)
    ends = begins + MEETING
    spans = [span for span in rules.common_hours(everybody, day, pod.zone) if span[1] - span[0] >= MEETING]
    return SharedHours(
        day=day,
        meets_at=pod.meets_at,
        zone=pod.zone,
        suits=any(begin <= begins and ends <= end for begin, end in spans),
        spans=tuple((clock(begin, pod.zone), clock(end, pod.zone)) for begin, end in spans),
    )


def clock(moment: datetime, zone: str) -> time:
    """What a clock shows there."""
    return moment.astimezone(ZoneInfo(zone)).time()


def put_off_until(session: Session, who: Who, now: datetime) -> datetime | None:
    """Until when somebody has put reminders off; none if they have not, or it is over."""
    return put_off(person(session, who), now)


def put_off(row: Person, now: datetime) -> datetime | None:
    """The same, for whoever has their row at hand."""
    return row.snoozed_until if row.snoozed_until and row.snoozed_until > now else None


def in_hours(session: Session, who: Who, at: datetime, *, before: datetime) -> datetime:
    """When to say something by ``at``: then or as soon after as they work, if that is in time; else just before."""
    own = rhythm_of(session, who)
    if own is None:
        return at
    is_off = off_days(session, who, own)
    following = rules.next_moment(own, at, is_off)
    if following is not None and following < before:
        return following
    return rules.last_moment(own, at, is_off) or at


def set_rhythm(session: Session, command: SetRhythm, now: datetime) -> Rhythm:
    """Keep what the form says.

    Raises:
        Refused: with a problem for each field that cannot stand.
    """
    row = person(session, command.who)
    quiet = (command.quiet_from, command.quiet_to)
    problems = [problem("required", name) for name in ("works_from", "works_to") if getattr(command, name) is None]
    if (quiet[0] is None) != (quiet[1] is None):
        problems.append(problem("required", "quiet_from" if quiet[0] is None else "quiet_to"))
    if command.reminders not in list(Reminders):
        problems.append(problem("choose_one", "reminders"))
    if command.country and not public_holidays.is_country(command.country):
        problems.append(problem("country_unknown", "country", country=command.country))
    if problems:
        raise Refused(*problems)
    wanted = Rhythm(
        zone=command.zone,
        works_from=command.works_from or USUAL_FROM,
        works_to=command.works_to or USUAL_TO,
        works_on=command.works_on,
        quiet=(quiet[0], quiet[1]) if quiet[0] is not None and quiet[1] is not None else None,
        reminders=Reminders(command.reminders),
        country=command.country,
    )
    if found := rules.check(wanted):
        raise Refused(*found)
    row.own_zone = row.own_zone or row.zone != wanted.zone
    row.zone, row.country = wanted.zone, wanted.country
    row.works_from, row.works_to = wanted.works_from, wanted.works_to
    row.works_on = kept_weekdays(wanted.works_on)
    row.quiet_from, row.quiet_to = wanted.quiet or (None, None)
    row.reminders, row.snoozed_until = wanted.reminders, None
    return _kept(session, row, command.who, now)


def set_reminders(session: Session, command: SetReminders, now: datetime) -> Rhythm | None:
    """More reminders, fewer, or none; whatever was put off comes again.

    Raises:
        Refused: there is no such profile.
    """
    if command.reminders not in list(Reminders):
        raise Refused(problem("reminders_unknown", said=command.reminders))
    row = person(session, command.who)
    row.reminders, row.snoozed_until = command.reminders, None
    return _kept(session, row, command.who, now)


def set_quiet(session: Session, command: SetQuiet, now: datetime) -> Rhythm | None:
    """Quiet hours, or none.

    Raises:
        Refused: they would leave no time at all.
    """
    row = person(session, command.who)
    row.quiet_from, row.quiet_to = command.quiet or (None, None)
    zone = row.zone or "UTC"
    if found := rules.check(_rhythm(row, zone, None)):
        raise Refused(*found)
    return _kept(session, row, command.who, now)


def person(session: Session, who: Who) -> Person:
    """What is kept of somebody; a new row if nothing is yet."""
    return next(iter(_people(session, who.team, {who.user})), Person(team_id=who.team, user_id=who.user))


def _kept(session: Session, row: Person, who: Who, now: datetime) -> Rhythm:
    session.add(row)
    session.flush()
    outbox.home(session, who, now)
    return rhythm_of(session, who) or _rhythm(row, row.zone or "UTC", None)


def _people(session: Session, team: str, users: set[str]) -> Sequence[Person]:
    return session.exec(prepared.PEOPLE, params={"team": team, "users": list(users)}).all()


def _pods(session: Session, team: str, users: set[str]) -> dict[str, Pod]:
    """Each one's newest pod: the one they lead in before one they facilitate, and that before one they stand in for."""
    stood_in_for: dict[str, Pod] = {}
    facilitated: dict[str, Pod] = {}
    found: dict[str, Pod] = {}
    for pod, leader in session.exec(prepared.PODS_OF, params={"team": team, "users": list(users)}).all():
        facilitated[pod.facilitator_id] = pod
        if pod.deputy_id is not None:
            stood_in_for[pod.deputy_id] = pod
        if leader is not None:
            found[leader] = pod
    return {**stood_in_for, **facilitated, **found}


def _complete(row: Person | None, user: str, pods: Mapping[str, Pod]) -> Rhythm | None:
    pod = pods.get(user)
    zone = (row.zone if row else "") or (pod.zone if pod else "")
    return _rhythm(row, zone, pod) if zone else None


def _rhythm(row: Person | None, zone: str, pod: Pod | None) -> Rhythm:
    country, works_on = (pod.country, weekdays_of(pod.works_on)) if pod else ("", MONDAY_TO_FRIDAY)
    if row is None:
        return Rhythm(zone=zone, works_on=works_on, country=country)
    quiet = (row.quiet_from, row.quiet_to) if row.quiet_from is not None and row.quiet_to is not None else None
    return Rhythm(
        zone=zone,
        works_from=row.works_from or USUAL_FROM,
        works_to=row.works_to or USUAL_TO,
        works_on=weekdays_of(row.works_on) or works_on,
        quiet=quiet,
        reminders=Reminders(row.reminders),
        country=row.country or country,
    )

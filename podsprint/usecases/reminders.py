"""What somebody may be reminded of, by how much they want to be (rows C8, L11): things to say in the day's one message,
and when to ask for it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, and_, col, select

from podsprint.domain import rhythm as rules
from podsprint.domain.experiments import OPEN
from podsprint.domain.ledger import LIVE_SESSION
from podsprint.domain.people import Who
from podsprint.domain.read_models import CommitmentDue, DailyItem, EntryMissing, MidWeek, SessionToday
from podsprint.domain.rhythm import Reminders, Rhythm
from podsprint.store.tables import CheckIn, Experiment, Meeting, Pod, Sprint
from podsprint.usecases import absences, access, checkins, daily, ledger, rhythm, sessions
from podsprint.usecases.daily import Today
from podsprint.usecases.sessions import MeetingState

SHOWN_PODS = 8
_DAY = timedelta(days=1)
_THIS_MINUTE = timedelta(minutes=1)  # whose day begins as a session opens hears of it, whichever is done first


def on_schedule(session: Session, meeting_id: int, now: datetime) -> None:
    """A session is near: each of its leaders may want to hear of it in the morning of its day."""
    found = session.get(Meeting, meeting_id)
    if found is None or found.state != MeetingState.PLANNED:
        return
    pod = session.get_one(Pod, found.pod_id)
    for who, own in _leaders(session, pod):
        daily.ask_on(session, who, rules.local_day(own, found.opens_at), now, own)


def on_close(session: Session, meeting_id: int, now: datetime) -> None:
    """A session has closed, and took its time. Whoever is missing may want to hear of it while late entries are taken;
    in mid-week comes a question for those who want one."""
    found = session.get(Meeting, meeting_id)
    if found is None or found.state != MeetingState.CLOSED:
        return
    pod = session.get_one(Pod, found.pod_id)
    here = set(session.exec(select(CheckIn.user_id).where(CheckIn.meeting_id == meeting_id)).all())
    if found.live:
        for user in here:
            key, seconds = f"meeting:{meeting_id}:{user}", found.minutes * 60
            ledger.spent(session, Who(pod.team_id, user), LIVE_SESSION, key, now, seconds=seconds, live=True)
    expected = absences.expected(session, pod, found)
    for who, own in _leaders(session, pod):
        today = rules.local_day(own, now)
        if who.user in expected and who.user not in here:
            following = rhythm.next_moment(session, who, rules.begins(own, today + _DAY))
            in_time = following is not None and following < found.grace_until
            daily.ask(session, who, following if following and in_time else now, own)
        if own.reminders is Reminders.ACTIVE:
            middle = next(day for day in (today + _DAY * n for n in range(1, 8)) if day.weekday() == middle_of(own))
            daily.ask_on(session, who, middle, now, own)


def find(session: Session, theirs: Today, now: datetime) -> Sequence[DailyItem]:
    """What there is to be reminded of on a day, the most pressing first."""
    who, own, day = theirs.who, theirs.own, theirs.day
    pods = {access.required(pod.id): pod for pod in theirs.led[:SHOWN_PODS]}
    if not pods:
        return ()
    today = _sessions_today(session, who, own, pods, day, now)
    items: list[DailyItem] = [*today] if own.reminders in (Reminders.STANDARD, Reminders.ACTIVE) else []
    items += _missing(session, who, pods, now)
    if own.reminders is Reminders.ACTIVE:
        items += _due(session, who, pods, day)
        items += _mid_week(session, who, own, pods, day) if not today else []
    return items


def middle_of(own: Rhythm) -> int:
    """The weekday in the middle of somebody's week."""
    days = sorted(own.works_on)
    return days[len(days) // 2]


def _sessions_today(
    session: Session, who: Who, own: Rhythm, pods: dict[int, Pod], day: date, now: datetime
) -> list[SessionToday]:
    """What opens later today or in this very minute, and what is open and has no entry of theirs yet."""
    in_it = select(CheckIn.meeting_id).where(CheckIn.user_id == who.user, col(CheckIn.pod_id).in_(pods))
    ahead = and_(col(Meeting.state) == MeetingState.PLANNED, col(Meeting.opens_at) > now - _THIS_MINUTE)
    waits = and_(col(Meeting.state) == MeetingState.OPEN, col(Meeting.id).not_in(in_it))
    rows = session.exec(
        select(Meeting)
        .join(Sprint)
        .where(
            col(Meeting.pod_id).in_(pods),
            ahead | waits,
            Meeting.closes_at > now,
            Meeting.opens_at < rules.begins(own, day + _DAY),
            col(Sprint.paused_at).is_(None),
        )
        .order_by(col(Meeting.opens_at))
    ).all()
    return [
        SessionToday(
            session=sessions.line(row, own.zone), pod=pods[row.pod_id].name, channel=pods[row.pod_id].channel_id
        )
        for row in rows
    ]


def _missing(session: Session, who: Who, pods: dict[int, Pod], now: datetime) -> list[EntryMissing]:
    in_it = select(CheckIn.meeting_id).where(CheckIn.user_id == who.user, col(CheckIn.pod_id).in_(pods))
    rows = session.exec(
        select(Meeting)
        .join(Sprint)
        .where(
            col(Meeting.pod_id).in_(pods),
            Meeting.state == MeetingState.CLOSED,
            Meeting.grace_until > now,
            col(Meeting.id).not_in(in_it),
            col(Sprint.paused_at).is_(None),
        )
        .order_by(col(Meeting.opens_at))
    ).all()
    return [
        EntryMissing(
            session=sessions.line(row, pods[row.pod_id].zone), pod=pods[row.pod_id].name, until=row.grace_until
        )
        for row in rows
        if who.user in absences.expected(session, pods[row.pod_id], row)
    ]


def _due(session: Session, who: Who, pods: dict[int, Pod], day: date) -> list[CommitmentDue]:
    said = ((pod, checkins.last_commitment(session, who, pod_id)) for pod_id, pod in pods.items())
    return [
        CommitmentDue(pod=pod.name, step=entry.next_step or "") for pod, entry in said if entry and entry.next_by == day
    ]


def _mid_week(session: Session, who: Who, own: Rhythm, pods: dict[int, Pod], day: date) -> list[MidWeek]:
    if day.weekday() != middle_of(own):
        return []
    row = session.exec(
        select(Experiment)
        .join(Sprint, col(Sprint.pod_id) == col(Experiment.pod_id))
        .where(
            col(Experiment.pod_id).in_(pods),
            Experiment.user_id == who.user,
            col(Experiment.state).in_([str(state) for state in OPEN]),
            col(Experiment.offered_by).is_(None),
            col(Sprint.closed_at).is_(None),
            col(Sprint.paused_at).is_(None),
        )
        .order_by(col(Experiment.id).desc())
        .limit(1)
    ).first()
    return [MidWeek(experiment_id=access.required(row.id), hypothesis=row.hypothesis)] if row else []


def _leaders(session: Session, pod: Pod) -> list[tuple[Who, Rhythm]]:
    leaders = access.leaders(session, access.required(pod.id))
    found = rhythm.rhythms_of(session, pod.team_id, leaders)
    return [(Who(pod.team_id, user), found[user]) for user in leaders if user in found]

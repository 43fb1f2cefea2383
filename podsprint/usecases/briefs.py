"""The brief: one message the working day before, about every session somebody runs on that day, kept up to date."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.grow import Question, two_open_questions
from podsprint.domain.people import Who
from podsprint.domain.practices import Practice
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Brief, BriefSession
from podsprint.domain.visibility import SEES_LESS, Shown, may_see
from podsprint.store import prepared, work
from podsprint.store.tables import Meeting, Pod, Post, Work
from podsprint.usecases import (
    absences,
    access,
    acting,
    coaching,
    facilitation,
    needs,
    outbox,
    pods,
    practices,
    sessions,
)
from podsprint.usecases.outbox import Deliver
from podsprint.usecases.sessions import MeetingState

SHOWN = 5  # sessions in one brief; the overview has the rest
KEPT = 20  # ids of sessions in a brief's payload
_DAY = timedelta(days=1)
_BEGAN = (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.MISSED)
Ids = Mapping[str, Any]


def due(session: Session, meeting_id: int, now: datetime) -> None:
    """Time to tell whoever runs a session about it, and about every other session they run on its day."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.state != MeetingState.PLANNED:
        return
    pod = session.get_one(Pod, meeting.pod_id)
    needs.ahead(session, pod, meeting, now)
    if not practices.in_use(session, meeting.pod_id, Practice.BRIEF):
        return  # the pod has voted it off (W8)
    user, day = acting.told(session, pod, meeting), _day(meeting, pod)
    found = [meeting_id, *(one for one in _run_by(session, pod.team_id, user, day) if one != meeting_id)]
    # Held until its reader's hours, it may come after what it is about: then it is not sent.
    until = session.exec(select(func.max(Meeting.opens_at)).where(col(Meeting.id).in_(found))).one()
    _send(session, pod.team_id, user, day, found, now, until=until)


def changed(session: Session, pod: Pod, meeting: Meeting, now: datetime, *, was: datetime | None = None) -> None:
    """Something about a session has changed: every brief that shows it is brought up to date. ``was`` is when it would
    have opened before. Whoever runs it now gets a brief if the former one had theirs."""
    days = {_day(meeting, pod), *(_day_of(at, pod) for at in (was, meeting.planned_for) if at is not None)}
    sent = _sent(session, pod, (meeting,), days)
    for key, ids in sent.items():
        _again(session, key, ids, now)
    day, user = _day(meeting, pod), acting.told(session, pod, meeting)
    planned = meeting.state == MeetingState.PLANNED and meeting.opens_at > now
    if sent and planned and any(ids["day"] == day.isoformat() for ids in sent.values()):
        _send(session, pod.team_id, user, day, [access.required(meeting.id)], now)


def retell(session: Session, pod: Pod, meetings: Sequence[Meeting], now: datetime) -> None:
    """Words that briefs of these sessions may hold have changed, or were taken back."""
    for key, ids in _sent(session, pod, meetings, {_day(meeting, pod) for meeting in meetings}).items():
        _again(session, key, ids, now)


def brief(session: Session, ids: Ids, bank: Sequence[Question], now: datetime) -> tuple[str, Brief] | None:
    """What a brief says now, and the workspace it is in. One that came too late to be sent is not sent when it is told
    anew either."""
    rows = session.exec(
        select(Meeting, Pod).join(Pod).where(col(Meeting.id).in_(ids["meetings"])).order_by(col(Meeting.opens_at))
    ).all()
    began = all(meeting.state in _BEGAN for meeting, _ in rows)
    if not rows or (began and session.get(Post, post_key(ids)) is None):
        return None
    order = sorted(rows, key=lambda row: row[0].id != ids["meetings"][0]) if len(rows) > SHOWN else rows
    shown = [_of_session(session, pod, meeting, ids, bank, now) for meeting, pod in order[:SHOWN]]
    return ids["team"], Brief(sessions=tuple(shown), more=len(rows) - len(shown))


def post_key(ids: Ids) -> str:
    """The key of the message."""
    return f"brief:{ids['team']}:{ids['user']}:{ids['day']}"


def _of_session(
    session: Session, pod: Pod, meeting: Meeting, ids: Ids, bank: Sequence[Question], now: datetime
) -> BriefSession:
    user, host, day = ids["user"], access.host_of(pod, meeting), _day(meeting, pod)
    line, view = sessions.line(meeting, pod.zone), pods.view(session, pod)
    told = acting.told(session, pod, meeting)
    takes_place = meeting.state in (MeetingState.PLANNED, MeetingState.OPEN)  # while it is open, it may be at hand
    if not takes_place or user != told or day.isoformat() != ids["day"]:
        stands = meeting.state if not takes_place else "moved" if user == told else "handed_over"
        undo = meeting.state == MeetingState.SKIPPED and meeting.opens_at > now and user == told
        return BriefSession(pod=view, session=line, stands=stands, host=told, may_undo=undo)
    reader = access.reader(session, pod, user)
    first, second = two_open_questions(bank, coaching.brief_seed(meeting), SessionKind(meeting.kind))
    away = absences.away(session, pod.team_id, view.leaders, day) if may_see(reader, Shown.AWAY, Ring.POD) else set()
    shows_words = may_see(reader, Shown.EXPERIMENT, Ring.POD) and may_see(reader, Shown.COMMITMENT, Ring.POD)
    return BriefSession(
        pod=view,
        session=line,
        host=host,
        stands_in=user != host,
        away=tuple(leader for leader in view.leaders if leader in away),
        lines=facilitation.leader_lines(session, pod, before=meeting) if shows_words else (),
        questions=(first.id, second.id),
        sees_less=reader if reader in SEES_LESS else "",
    )


def _run_by(session: Session, team: str, user: str, day: date) -> list[int]:
    """The sessions this person runs on a day of their pods' own, the earliest first."""
    around = datetime.combine(day, datetime.min.time(), ZoneInfo("UTC"))
    mine = select(Pod.id).where(
        Pod.team_id == team, col(Pod.ended_at).is_(None), (Pod.facilitator_id == user) | (Pod.deputy_id == user)
    )
    led = access.led_by(Who(team, user))
    rows = session.exec(
        select(Meeting, Pod)
        .join(Pod)
        .where(
            col(Meeting.pod_id).in_(mine) | col(Meeting.pod_id).in_(led),
            col(Meeting.opens_at).between(around - _DAY, around + 2 * _DAY),
            Meeting.state == MeetingState.PLANNED,
        )
        .order_by(col(Meeting.opens_at), col(Meeting.id))
    ).all()
    return [
        access.required(meeting.id)
        for meeting, pod in rows
        if _day(meeting, pod) == day
        and acting.told(session, pod, meeting) == user
        and practices.in_use(session, meeting.pod_id, Practice.BRIEF)
    ][:KEPT]


def _send(
    session: Session,
    team: str,
    user: str,
    day: date,
    meetings: Iterable[int],
    now: datetime,
    *,
    until: datetime | None = None,
) -> None:
    key = _key(team, user, day)
    before = session.exec(select(Work.payload).where(Work.key == key)).first()
    known = list(dict.fromkeys((*(before["meetings"] if before else ()), *meetings)))[:KEPT]
    _again(session, key, {"team": team, "user": user, "day": day.isoformat(), "meetings": known}, now, until)


def _again(session: Session, key: str, ids: Ids, now: datetime, until: datetime | None = None) -> None:
    conversation = outbox.lane(ids["team"], ids["user"])
    work.enqueue(session, Deliver.BRIEF, ids, key=key, due_at=now, expires_at=until, lane=conversation, again=True)


def _sent(session: Session, pod: Pod, meetings: Sequence[Meeting], days: set[date]) -> dict[str, Ids]:
    """The briefs that were asked for, and hold one of these sessions: their keys, and what they were asked for with."""
    people = {pod.facilitator_id, *access.leaders(session, access.required(pod.id))}
    people |= {user for user in (pod.deputy_id, *(meeting.host_id for meeting in meetings)) if user}
    people |= acting.former(session, pod)
    keys = [_key(pod.team_id, user, day) for user in sorted(people) for day in sorted(days)]
    rows = session.exec(prepared.ASKED_FOR, params={"keys": keys}).all()
    wanted = {meeting.id for meeting in meetings}
    return {key: ids for key, ids in rows if wanted & set(ids["meetings"])}


def _key(team: str, user: str, day: date) -> str:
    return f"{Deliver.BRIEF}:{team}:{user}:{day.isoformat()}"


def _day(meeting: Meeting, pod: Pod) -> date:
    return _day_of(meeting.opens_at, pod)


def _day_of(moment: datetime, pod: Pod) -> date:
    return moment.astimezone(ZoneInfo(pod.zone)).date()

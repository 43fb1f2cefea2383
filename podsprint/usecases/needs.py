"""What needs a person: noticed when it happens, told once, in one message a day to whoever runs the pod (C12, L11).

A cause is a row of work whose key is its own for ever, so it is told once. When its time comes it is looked at again:
what has been seen to by then is not told, and may be another time. ``need_notes`` says it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, delete, select

from podsprint.domain import rhythm as rules
from podsprint.domain.calendar import weekdays_of
from podsprint.domain.needs import Cause, is_uncovered, skipped_last
from podsprint.domain.people import Who
from podsprint.domain.pods import MIN_LEADERS
from podsprint.domain.rhythm import Rhythm
from podsprint.store import work
from podsprint.store.tables import Absence, Meeting, Member, Person, Pod, Post, Sprint, Work
from podsprint.usecases import access, acting, outbox, public_holidays, rhythm
from podsprint.usecases.outbox import Deliver
from podsprint.usecases.sessions import MeetingState

TELL = "needs.tell"  # work: the time has come to tell of a cause, if it still is one
SETTLES = timedelta(hours=1)  # a skip is often taken back at once
TOLD_FOR = timedelta(days=14)  # what could not be told by then is not news any more
KEPT = 20  # causes in one message's payload
_AHEAD = 30  # sessions of one person, or of one pod, that are looked at
_FRESH = 7  # days for which a message is brought up to date
Ids = Mapping[str, Any]


def skipped(session: Session, pod: Pod, now: datetime) -> None:
    """A session has been skipped: the one before it, too?"""
    pair = skipped_twice(session, [access.required(pod.id)]).get(access.required(pod.id))
    if pair is not None:
        _notice(session, pod, Cause.SKIPPED, access.required(pair[1].id), now, due_at=now + SETTLES)


def fell(session: Session, pod: Pod, place: Member, now: datetime, *, named: bool) -> bool:
    """Somebody has left: is the pod too small now? Whoever runs it is told by this note, and by no other; who it was,
    only if ``named``."""
    if len(access.leaders(session, access.required(pod.id))) >= MIN_LEADERS:
        return False
    left = int((place.left_at or now).timestamp())
    place_id = access.required(place.id)
    _notice(session, pod, Cause.SMALL, place_id if named else 0, now, mark=f":{place_id}:{left}")
    return True


def leaving(session: Session, who: Who, now: datetime) -> None:
    """Somebody is going to be away, or is not any more: does anybody run their sessions? Of each pod the first one is
    told, and what was told of them is brought up to date."""
    theirs = (col(Pod.facilitator_id) == who.user) | (col(Pod.deputy_id) == who.user) | (Meeting.host_id == who.user)
    rows = session.exec(
        select(Meeting, Pod)
        .join(Pod)
        .where(Pod.team_id == who.team, theirs, Meeting.state == MeetingState.PLANNED, Meeting.opens_at > now)
        .order_by(col(Meeting.opens_at), col(Meeting.id))
        .limit(_AHEAD)
    ).all()
    if not rows:
        return
    pods = {access.required(pod.id): pod for _, pod in rows}
    first = {row.pod_id: row for row in reversed(_uncovered(session, who.team, rows))}
    for pod_id, meeting in first.items():
        _notice(session, pods[pod_id], Cause.UNCOVERED, access.required(meeting.id), now)
    retell(session, tuple(pods.values()), now)


def ahead(session: Session, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """A session comes near: if nobody runs it, and whoever could mend that is away already, its pod is asked."""
    if not uncovered(session, pod, [meeting]):
        return
    meeting_id = access.required(meeting.id)
    if _there(session, pod, now):
        _notice(session, pod, Cause.UNCOVERED, meeting_id, now)
    elif pod.facilitator_id not in acting.gone(session, pod.team_id, (pod.facilitator_id,)):
        _notice(session, pod, Cause.UNCOVERED, meeting_id, now, asks_pod=True)


def gone(session: Session, pod: Pod, person: Person, now: datetime) -> None:
    """The facilitator's account was switched off: the deputy runs the pod now and hears of it; without one, the pod is
    asked who would."""
    asks_pod = pod.facilitator_id == person.user_id
    heir = "" if asks_pod else pod.facilitator_id
    _notice(session, pod, Cause.GONE, access.required(person.id), now, asks_pod=asks_pod, heir=heir)


def outside(session: Session, pod: Pod, place: Member, now: datetime) -> None:
    """A leader is no longer in the pod's channel: perhaps by mistake, and often back within the hour."""
    _notice(session, pod, Cause.OUTSIDE, access.required(place.id), now, due_at=now + SETTLES)


def inside(session: Session, pod: Pod, place: Member, now: datetime) -> None:
    """They are in it. The row of the cause says that they are not, so that it goes, told or not."""
    key = f"{TELL}:{Cause.OUTSIDE}:{pod.id}:{place.id}"
    if session.exec(select(Work.id).where(Work.key == key)).first() is not None:
        _untold(session, {"key": key})
        retell(session, [pod], now)


def tell(session: Session, ids: Ids, now: datetime) -> None:
    """Put a cause into the day's message, now or when its reader can be reached. What is not told, leaves no trace."""
    pod = session.get(Pod, ids["pod"])
    if pod is None or now.timestamp() > ids["until"] or not stands(session, pod, ids, now):
        _untold(session, ids)
        return
    if ids["asks_pod"]:
        outbox.asks_pod(session, pod, Cause(ids["cause"]), ids["of"], now)
        return
    to = ids.get("heir") or _there(session, pod, now)
    cause = Cause(ids["cause"])
    if not to and cause is Cause.UNCOVERED:
        _untold(session, ids)  # its pod is asked when it comes near
        return
    to = to or acting.for_now(session, pod, now)
    if not to:
        _again(session, ids, now + timedelta(days=1))  # somebody may take the pod over
        return
    who, deadline = Who(pod.team_id, to), None
    if cause is Cause.UNCOVERED:
        deadline = session.get_one(Meeting, ids["of"]).opens_at
    moment, day = rhythm.next_moment(session, who, now), acting.today(session, pod, to, now)
    if moment == now and session.get(Post, post_key(who, day)) is not None:
        moment = _tomorrow(session, who, now)
        if deadline is not None and (moment is None or moment >= deadline):
            moment = now  # too late to wait: today's message says it, too
    if moment == now:
        _add(session, who, day, ids, now)
    elif moment is not None:
        _again(session, ids, moment)


def retell(session: Session, pods: Sequence[Pod], now: datetime, *, former: str = "") -> None:
    """Something has changed in these pods: what they were asked, and the latest messages to who runs them, are brought
    up to date. Five queries, however many there are."""
    team, ids = pods[0].team_id, [access.required(pod.id) for pod in pods]
    people = {user for pod in pods for user in (pod.facilitator_id, pod.deputy_id, former) if user}
    today = now.date()  # somewhere it is another day already, or still
    days = [today + timedelta(days=number) for number in range(-_FRESH, 2)]
    out = {message_key(Who(team, user), day): post_key(Who(team, user), day) for user in sorted(people) for day in days}
    ahead = select(Meeting.id, Meeting.pod_id).where(col(Meeting.pod_id).in_(ids), Meeting.opens_at > now)
    near = session.exec(ahead.order_by(col(Meeting.opens_at)).limit(_AHEAD * len(ids))).all()
    asked = [(pod_id, Cause.UNCOVERED, access.required(of)) for of, pod_id in near]
    if former:
        known = select(Person.id).where(Person.team_id == team, Person.user_id == former)
        asked += [(pod_id, Cause.GONE, access.required(of)) for of in session.exec(known).all() for pod_id in ids]
    keys = [*out, *(outbox.asks_pod_key(pod_id, cause, of) for pod_id, cause, of in asked)]
    rows = session.exec(select(Work).where(col(Work.key).in_(keys))).all()
    if not rows:
        return
    posts = [out[row.key] for row in rows if row.key in out]
    sent = set(session.exec(select(Post.key).where(col(Post.key).in_(posts))).all())
    for row in rows:
        if row.key not in out or out[row.key] in sent or row.payload["day"] >= today.isoformat():
            work.enqueue(session, row.kind, row.payload, key=row.key, due_at=now, lane=row.lane, again=True)


def stands(session: Session, pod: Pod, ids: Ids, now: datetime) -> bool:
    """Whether it still needs somebody."""
    if pod.ended_at is not None:
        return False
    pod_id = access.required(pod.id)
    match Cause(ids["cause"]):
        case Cause.SKIPPED:
            sprint = access.running_sprint(session, pod_id)
            pair = skipped_twice(session, [pod_id]).get(pod_id)
            paused = sprint is None or sprint.paused_at is not None
            return not paused and pair is not None and pair[1].id == ids["of"]
        case Cause.SMALL:
            return len(access.leaders(session, pod_id)) < MIN_LEADERS
        case Cause.UNCOVERED:
            meeting = session.get(Meeting, ids["of"])
            if meeting is None or meeting.state != MeetingState.PLANNED or meeting.opens_at <= now:
                return False
            return bool(uncovered(session, pod, [meeting]))
        case Cause.OUTSIDE:
            place = session.get(Member, ids["of"])
            noted = session.exec(select(Work.id).where(Work.key == ids["key"])).first()
            return place is not None and place.left_at is None and noted is not None
        case Cause.GONE:
            person = session.get(Person, ids["of"])
            if not ids["asks_pod"]:  # news, as long as its reader runs the pod
                return person is not None and pod.facilitator_id == ids.get("heir")
            is_gone = acting.gone(session, pod.team_id, (pod.facilitator_id,))
            return person is not None and pod.facilitator_id == person.user_id and bool(is_gone)


def skipped_twice(session: Session, pod_ids: Sequence[int]) -> dict[int, tuple[Meeting, Meeting]]:
    """By pod, the two skipped sessions in a row with none held after them, in its running sprint: one query. One that
    is held together with another is not skipped."""
    found = session.exec(
        select(Meeting)
        .join(Sprint)
        .where(col(Meeting.pod_id).in_(pod_ids), col(Sprint.closed_at).is_(None))
        .order_by(col(Meeting.opens_at), col(Meeting.id))
    ).all()
    pairs = {}
    for pod_id in pod_ids:
        rows = [row for row in found if row.pod_id == pod_id]
        marks = [
            (row.opened_at is not None, row.state == MeetingState.SKIPPED and row.merged_into_id is None)
            for row in rows
        ]
        if (last := skipped_last(marks)) is not None:
            pairs[pod_id] = (rows[last - 1], rows[last])
    return pairs


def uncovered(session: Session, pod: Pod, meetings: Sequence[Meeting]) -> list[Meeting]:
    """Those of these sessions that nobody is there to run: two queries, however many."""
    return _uncovered(session, pod.team_id, [(meeting, pod) for meeting in meetings])


def message_key(who: Who, day: date) -> str:
    """The key of the work that is the day's message to somebody."""
    return f"{Deliver.NEEDS}:{who.team}:{who.user}:{day.isoformat()}"


def post_key(who: Who, day: date) -> str:
    """The key of that message."""
    return f"needs:{who.team}:{who.user}:{day.isoformat()}"


def _notice(
    session: Session,
    pod: Pod,
    cause: Cause,
    of: int,
    now: datetime,
    *,
    due_at: datetime | None = None,
    asks_pod: bool = False,
    heir: str = "",
    mark: str = "",
) -> None:
    due_at = due_at or now
    if asks_pod:
        due_at = _pods_hours(pod, due_at)
    key = f"{TELL}:{cause}:{pod.id}:{of}{mark}{':pod' if asks_pod else ''}"
    until = int((now + TOLD_FOR).timestamp())
    ids: dict[str, Any] = {"cause": cause, "pod": pod.id, "of": of, "asks_pod": asks_pod, "until": until, "key": key}
    if heir:
        ids["heir"] = heir
    work.enqueue(session, TELL, ids, key=key, due_at=due_at)


def _again(session: Session, ids: Ids, due_at: datetime) -> None:
    work.enqueue(session, TELL, ids, key=ids["key"], due_at=due_at, again=True)


def _untold(session: Session, ids: Ids) -> None:
    """Its key is free: if it comes up again, it is news."""
    session.exec(delete(Work).where(col(Work.key) == ids["key"]))


def _add(session: Session, who: Who, day: date, ids: Ids, now: datetime) -> None:
    mine = select(Person.id).where(Person.team_id == who.team, Person.user_id == who.user)
    session.exec(mine.with_for_update()).first()  # one at a time adds to one message
    key = message_key(who, day)
    before = session.exec(select(Work.payload).where(Work.key == key)).first()
    causes = [one for one in (before["causes"] if before else ()) if one["key"] != ids["key"]]
    payload = {"team": who.team, "user": who.user, "day": day.isoformat(), "causes": [*causes, dict(ids)][:KEPT]}
    conversation = outbox.lane(who.team, who.user)
    work.enqueue(session, Deliver.NEEDS, payload, key=key, due_at=now, lane=conversation, again=True)


def _there(session: Session, pod: Pod, now: datetime) -> str:
    """Who of those that run a pod is not away now; "" for none."""
    to = acting.for_now(session, pod, now)
    return to if to and not acting.on_leave(session, pod.team_id, to, acting.today(session, pod, to, now)) else ""


def _uncovered(session: Session, team: str, rows: Sequence[tuple[Meeting, Pod]]) -> list[Meeting]:
    people = {access.host_of(pod, meeting) for meeting, pod in rows} | {pod.deputy_id or "" for _, pod in rows}
    leaves = session.exec(select(Absence).where(Absence.team_id == team, col(Absence.user_id).in_(people))).all()
    switched_off = acting.gone(session, team, people)
    bare = []
    for meeting, pod in rows:
        day = meeting.opens_at.astimezone(ZoneInfo(pod.zone)).date()
        out = switched_off | {row.user_id for row in leaves if row.first_day <= day <= row.last_day}
        if is_uncovered(access.host_of(pod, meeting), pod.deputy_id or "", out=out):
            bare.append(meeting)
    return bare


def _tomorrow(session: Session, who: Who, now: datetime) -> datetime | None:
    own = rhythm.rhythm_of(session, who)
    return rhythm.next_moment(session, who, rules.day_after(own, now)) if own else now + timedelta(days=1)


def _pods_hours(pod: Pod, at: datetime) -> datetime:
    """When a pod can be asked something: usual working hours where it meets."""
    usual = Rhythm(zone=pod.zone, works_on=weekdays_of(pod.works_on), country=pod.country)
    return rules.next_moment(usual, at, lambda day: day in public_holidays.days_off(pod.country, day)) or at

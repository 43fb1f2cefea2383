"""Who acts for a pod when its facilitator does not: who is told of a session, and who may take over (C12)."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from podsprint.domain.audit import Action
from podsprint.domain.facilitation import SILENT_SESSIONS, Ground, ground
from podsprint.domain.needs import whom
from podsprint.domain.people import Standing, Who
from podsprint.store.tables import Absence, Audit, CheckIn, Meeting, Person, Pod, Work
from podsprint.usecases import absences, access, outbox, rhythm
from podsprint.usecases.outbox import Deliver

REMEMBERED = 10  # former facilitators


def tell(session: Session, kind: Deliver, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """Tell whoever runs a session something about it."""
    outbox.to_facilitator(session, kind, pod, meeting, now, to=told(session, pod, meeting))


def told(session: Session, pod: Pod, meeting: Meeting) -> str:
    """Whom to tell about a session: whoever runs it; if they are away that day or gone, the deputy."""
    host = access.host_of(pod, meeting)
    if pod.deputy_id is None or pod.deputy_id == host:
        return host
    day = meeting.opens_at.astimezone(ZoneInfo(pod.zone)).date()
    out = unavailable(session, pod.team_id, (host, pod.deputy_id), day)
    return pod.deputy_id if host in out and pod.deputy_id not in out else host


def on_duty(session: Session, pod: Pod, now: datetime, *, about: str = "") -> str:
    """Whom a pod's own messages go to: its facilitator; while they are noted away or gone, a deputy who is there,
    unless it is ``about`` the deputy."""
    if pod.deputy_id in (None, about):
        return pod.facilitator_id
    return for_now(session, pod, now) or pod.facilitator_id


def for_now(session: Session, pod: Pod, now: datetime) -> str:
    """The same, and nobody ("") once the facilitator is gone and no deputy is there."""
    people = tuple(user for user in (pod.facilitator_id, pod.deputy_id) if user)
    away = {user for user in people if on_leave(session, pod.team_id, user, today(session, pod, user, now))}
    return whom(pod.facilitator_id, pod.deputy_id or "", away=away, gone=gone(session, pod.team_id, people))


def today(session: Session, pod: Pod, user: str, now: datetime) -> date:
    """Which day it is for somebody who runs a pod."""
    own = rhythm.rhythm_of(session, Who(pod.team_id, user))
    return now.astimezone(ZoneInfo(own.zone if own else pod.zone)).date()


def tell_trouble(
    session: Session, kind: Deliver, pod: Pod, now: datetime, *, work_id: int = 0, former: str = "", news: bool = True
) -> None:
    """Something did not get through, or has after all: a note to whoever is there to mend it, unless it is no ``news``;
    and those notes that others who run the pod have, or a ``former`` one, are brought up to date."""
    people = [user for user in (pod.facilitator_id, pod.deputy_id, former) if user]
    keys = {outbox.trouble_key(kind, pod, user): user for user in people}
    told = {keys[key] for key in session.exec(select(Work.key).where(col(Work.key).in_(keys))).all()}
    if news:
        told.add(on_duty(session, pod, now))
    for user in sorted(told):
        outbox.trouble(session, kind, pod, user, now, work_id=work_id)


def unavailable(session: Session, team: str, users: tuple[str, ...], day: date) -> frozenset[str]:
    """Those of these people who are away on a day, or no longer active."""
    return frozenset(absences.away(session, team, users, day)) | gone(session, team, users)


def may_take_over(session: Session, place: access.Seat, now: datetime) -> Ground | None:
    """On what ground whoever has this seat may take the pod over now, if on any."""
    pod = place.pod
    if place.is_facilitator or not (place.is_deputy or place.is_leader):
        return None
    if place.is_deputy:
        return Ground.DEPUTY
    day = now.astimezone(ZoneInfo(pod.zone)).date()
    one = (pod.facilitator_id,)
    return ground(
        is_deputy=False,
        is_leader=place.is_leader,
        away=on_leave(session, pod.team_id, pod.facilitator_id, day),
        gone=bool(gone(session, pod.team_id, one)),
        silent=_silent(session, pod, now),
    )


def former(session: Session, pod: Pod) -> frozenset[str]:
    """Who ran this pod before, as far as messages to them may still be brought up to date."""
    rows = session.exec(
        select(Audit.subject)
        .where(Audit.pod_id == pod.id, Audit.action == Action.FACILITATOR_RELIEVED)
        .order_by(col(Audit.id).desc())
        .limit(REMEMBERED)
    )
    return frozenset(rows.all())


def on_leave(session: Session, team: str, user: str, day: date) -> bool:
    """Whether somebody has said to be away, or it was said of them. A free weekend is no reason to take over."""
    noted = select(Absence.id).where(
        Absence.team_id == team,
        Absence.user_id == user,
        Absence.first_day <= day,
        Absence.last_day >= day,
    )
    return session.exec(noted).first() is not None


def gone(session: Session, team: str, users: Collection[str]) -> frozenset[str]:
    """Those of these people whose accounts are switched off."""
    rows = session.exec(
        select(Person.user_id).where(
            Person.team_id == team, col(Person.user_id).in_(users), Person.standing == Standing.DEACTIVATED
        )
    )
    return frozenset(rows.all())


def _silent(session: Session, pod: Pod, now: datetime) -> bool:
    """Whether the last sessions were all held without a sign of life from the facilitator: no Home tab opened, nothing
    changed, nothing entered."""
    held = session.exec(
        select(Meeting)
        .where(Meeting.pod_id == pod.id, col(Meeting.opened_at).is_not(None), Meeting.closes_at <= now)
        .order_by(col(Meeting.opens_at).desc())
        .limit(SILENT_SESSIONS)
    ).all()
    if len(held) < SILENT_SESSIONS:
        return False
    since = held[-1].opens_at
    signs = (
        select(Person.home_opened_at).where(
            Person.team_id == pod.team_id, Person.user_id == pod.facilitator_id, col(Person.home_opened_at) > since
        ),
        select(Audit.at).where(Audit.pod_id == pod.id, Audit.actor == pod.facilitator_id, Audit.at > since).limit(1),
        select(func.max(Audit.at)).where(Audit.pod_id == pod.id, Audit.subject == pod.facilitator_id, Audit.at > since),
        select(CheckIn.created_at)
        .where(CheckIn.pod_id == pod.id, CheckIn.user_id == pod.facilitator_id, CheckIn.updated_at > since)
        .limit(1),
    )
    return not any(session.exec(sign).first() is not None for sign in signs)

"""When somebody turns out to be away or back: whatever shows whom a pod waits for is told anew."""

from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain import rhythm as rules
from podsprint.domain.people import Who
from podsprint.domain.read_models import AbsenceNote
from podsprint.store import work
from podsprint.store.tables import Absence, Meeting, Member, Pod
from podsprint.usecases import absences, access, checkins, daily, needs, outbox, people, rhythm, sessions
from podsprint.usecases.sessions import MeetingState


def refresh(session: Session, who: Who, now: datetime) -> None:
    """The sessions they are in, open or taking late entries, no longer wait for them, or wait again (W11)."""
    outbox.home(session, who, now)
    needs.leaving(session, who, now)
    rows = session.exec(
        select(Meeting, Pod)
        .join(Pod)
        .join(Member, col(Member.pod_id) == col(Pod.id))
        .where(
            Member.team_id == who.team,
            Member.user_id == who.user,
            col(Member.left_at).is_(None),
            col(Meeting.state).in_((MeetingState.OPEN, MeetingState.CLOSED)),
            Meeting.grace_until > now,
        )
        .order_by(col(Meeting.id))
    ).all()
    for meeting, pod in rows:
        outbox.about_session(session, outbox.Deliver.SESSION_CARD, pod, meeting, now)
        if meeting.state == MeetingState.OPEN and checkins.all_in(session, meeting):
            sessions.unseal(session, pod, meeting, now)
        people.changed(session, pod, now)


def tell(session: Session, absence_id: int, now: datetime) -> None:
    """Tell somebody what was noted of them: in their hours, even on leave, as the day's one message."""
    row = session.get(Absence, absence_id)
    if row is None or (own := rhythm.rhythm_of(session, who := Who(row.team_id, row.user_id))) is None:
        return
    moment = rules.next_moment(own, now, lambda _: False)
    if moment == now and not daily.take_turn(session, who, now):
        moment = rules.next_moment(own, rules.day_after(own, now), lambda _: False)
    if moment == now:
        outbox.absence(session, row, now)
    elif moment is not None:
        key = f"{absences.TELL}:{absence_id}:{int(moment.timestamp())}"
        work.enqueue(session, absences.TELL, {"absence": absence_id}, key=key, due_at=moment)


def note(session: Session, absence_id: int) -> AbsenceNote | None:
    """What they are told; nothing any more once it is taken back."""
    row = session.get(Absence, absence_id)
    return shown(row) if row else None


def shown(row: Absence) -> AbsenceNote:
    """What was noted, and by whom."""
    return AbsenceNote(
        absence_id=access.required(row.id),
        source=row.source,
        by=row.noted_by,
        first_day=row.first_day,
        last_day=row.last_day,
    )

"""One person's front page."""

from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.experiments import OPEN
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Home, PodToday, ReflectionLine
from podsprint.store.tables import CheckIn, Meeting, Pod, Reflection
from podsprint.usecases import access, checkins, experiments, pods, sessions
from podsprint.usecases.sessions import MeetingState

SHOWN_PODS = 8
SHOWN_EXPERIMENTS = 6
SHOWN_REFLECTIONS = 5


def home(session: Session, who: Who, now: datetime) -> Home:
    """What this person may see of their own and of their pods; bounded, whatever there is."""
    seats = access.seats(session, who, limit=SHOWN_PODS + 1)
    mine = experiments.mine(session, who, limit=SHOWN_EXPERIMENTS + 1)
    open_ones = [line for line in mine if line.state in OPEN]
    return Home(
        person=who.user,
        pods=tuple(_today(session, who, seat, now) for seat in seats[:SHOWN_PODS]),
        experiments=tuple((open_ones or mine)[:SHOWN_EXPERIMENTS]),
        reflections=_reflections(session, who),
        more_pods=len(seats) > SHOWN_PODS,
        more_experiments=len(open_ones or mine) > SHOWN_EXPERIMENTS,
    )


def _today(session: Session, who: Who, seat: access.Seat, now: datetime) -> PodToday:
    pod_id = access.required(seat.pod.id)
    late = sessions.latest_open_to(session, pod_id, now)
    meeting = late if late and late.state == MeetingState.OPEN else None
    meeting = meeting or sessions.next_meeting(session, pod_id, now)
    own = checkins.last_commitment(session, who, pod_id) if seat.is_leader else None
    here = _here(session, meeting) if meeting else set()
    takes_late = late is not None and late is not meeting and seat.is_leader and who.user not in _here(session, late)
    return PodToday(
        pod=pods.view(session, seat.pod),
        is_leader=seat.is_leader,
        is_facilitator=seat.is_facilitator,
        session=sessions.line(meeting, seat.pod.zone) if meeting else None,
        late=sessions.line(late, seat.pod.zone) if late and takes_late else None,
        checked_in=who.user in here,
        commitment=(own.next_step or "") if own else "",
        commitment_by=own.next_by if own else None,
        waiting_for=(
            tuple(leader for leader in access.leaders(session, pod_id) if leader not in here)
            if seat.is_facilitator and meeting is not None and meeting.state == MeetingState.OPEN
            else ()
        ),
    )


def _here(session: Session, meeting: Meeting) -> set[str]:
    return set(session.exec(select(CheckIn.user_id).where(CheckIn.meeting_id == meeting.id)).all())


def _reflections(session: Session, who: Who) -> tuple[ReflectionLine, ...]:
    rows = session.exec(
        select(Reflection)
        .join(Pod)
        .where(Pod.team_id == who.team, Reflection.user_id == who.user)
        .order_by(col(Reflection.id).desc())
        .limit(SHOWN_REFLECTIONS)
    ).all()
    return tuple(
        ReflectionLine(
            on=row.created_at,
            choice=row.choice,
            line=row.line or "",
            ring=Ring(row.ring),
            prompt=row.prompt,
        )
        for row in rows
    )

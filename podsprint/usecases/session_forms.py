"""The form that belongs to a session, with what its leader entered before."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.figures import Moment
from podsprint.domain.form_models import CheckInForm, ExperimentForm, RetroForm
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.errors import Refused
from podsprint.store.tables import Experiment, Meeting, Reflection
from podsprint.usecases import access, checkins, experiments, figures, sessions


def form(session: Session, who: Who, meeting_id: int, now: datetime) -> ExperimentForm | CheckInForm | RetroForm:
    """The form that belongs to a session, with what this leader entered before.

    Raises:
        Refused: not a leader here, or the session takes no entries now.
    """
    stand = checkins.entering(session, who, meeting_id, now)
    match SessionKind(stand.meeting.kind):
        case SessionKind.KICKOFF:
            chosen = stand.own.experiment_id if stand.own else None
            made = experiments.form(
                session, who, stand.meeting.pod_id, now, experiment_id=chosen, meeting_id=meeting_id
            )
            rated = figures.own_progress(session, stand.meeting.sprint_id, who, Moment.START)
            return replace(made, check_in_id=stand.own.id if stand.own else None, progress=rated)
        case SessionKind.STANDUP:
            return _stand_up_form(session, who, stand, now)
        case SessionKind.RETRO:
            return _retro_form(session, who, stand)


def form_here(
    session: Session, who: Who, channel: str, kind: SessionKind | None, now: datetime, *, number: int | None = None
) -> ExperimentForm | CheckInForm | RetroForm:
    """The form for the session that is open, or still takes late entries, in the pod meant by a command; with a number,
    for that one of the running sprint.

    Raises:
        Refused: with the time of the next one, when there is none; or why it is not that one's time.
    """
    seat = access.pod_here(session, who, channel)
    pod_id = access.required(seat.pod.id)
    if number is not None and kind is not None:
        return form(session, who, _numbered(session, pod_id, kind, number), now)
    meeting = sessions.latest_open_to(session, pod_id, now)
    if meeting is not None and kind in (None, meeting.kind):
        return form(session, who, access.required(meeting.id), now)
    following = sessions.next_meeting(session, pod_id, now, kind=kind)
    if following is None:
        raise Refused(problem("no_session", pod=seat.pod.name))
    raise Refused(checkins.not_open(following, seat.pod))


def _numbered(session: Session, pod_id: int, kind: SessionKind, number: int) -> int:
    sprint = access.running_sprint(session, pod_id)
    found = (
        sprint
        and session.exec(
            select(Meeting.id).where(Meeting.sprint_id == sprint.id, Meeting.kind == kind, Meeting.number == number)
        ).first()
    )
    if not found:
        raise Refused(problem("no_such_session", kind=kind, number=number))
    return found


def _stand_up_form(session: Session, who: Who, stand: checkins.Stand, now: datetime) -> CheckInForm:
    own, pod = stand.own, stand.pod
    mine = experiments.open_ones(session, who, pod)
    before = checkins.commitment_before(session, who, stand.meeting, mine[0].id if mine else None)
    return CheckInForm(
        session=sessions.line(stand.meeting, pod.zone),
        pod=pod.name,
        experiments=tuple(experiments.lines(session, mine, {stand.meeting.pod_id: pod})),
        commitment=(before.next_step or "") if before else "",
        commitment_by=before.next_by if before else None,
        late=stand.late,
        ring=Ring(own.ring) if own else checkins.latest_ring(session, who, stand.meeting.pod_id),
        experiment_id=own.experiment_id if own else None,
        check_in_id=own.id if own else None,
        tried=(own.tried or "") if own else "",
        noticed=(own.noticed or "") if own else "",
        next_step=(own.next_step or "") if own else "",
        next_by=own.next_by if own else None,
        confidence=own.confidence if own else None,
        coaching_on=(own.coaching_on or "") if own else "",
    )


def _retro_form(session: Session, who: Who, stand: checkins.Stand) -> RetroForm:
    own, pod_id = stand.own, stand.meeting.pod_id
    mine = experiments.open_ones(session, who, stand.pod)
    kept = session.exec(select(Reflection).where(Reflection.check_in_id == own.id)).first() if own else None
    chosen = session.get(Experiment, own.experiment_id) if own and own.experiment_id else None
    if chosen is not None and chosen not in mine:
        mine.insert(0, chosen)
    return RetroForm(
        session=sessions.line(stand.meeting, stand.pod.zone),
        pod=stand.pod.name,
        experiments=tuple(experiments.lines(session, mine, {pod_id: stand.pod})),
        late=stand.late,
        ring=Ring(own.ring) if own else checkins.latest_ring(session, who, pod_id),
        experiment_id=chosen.id if chosen else None,
        check_in_id=own.id if own else None,
        outcome=chosen.state if chosen and chosen.closed_at else "",
        what_changed=(kept.what_changed or "") if kept else "",
        facts=(kept.facts or "") if kept else "",
        line=(kept.line or "") if kept else "",
        behaviour=(kept.behaviour or "") if kept else "",
        choice=kept.choice if kept else "",
    )

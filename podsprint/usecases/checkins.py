"""Checking in: one leader's entry for one session, whether kick-off, stand-up or retro."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from podsprint.domain import checkins as rules
from podsprint.domain import figures as figure_rules
from podsprint.domain.cadences import SessionKind
from podsprint.domain.checkins import Timing, timing
from podsprint.domain.figures import Moment
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem, problem
from podsprint.domain.text import clean
from podsprint.errors import Refused
from podsprint.store import prepared, work
from podsprint.store.tables import CheckIn, Experiment, Meeting, Pod
from podsprint.usecases import (
    absences,
    access,
    daily,
    distress,
    experiments,
    figures,
    outbox,
    people,
    retelling,
    sessions,
    wish_messages,
)
from podsprint.usecases.coaching import ASK, FRESH
from podsprint.usecases.sessions import MeetingState

NEVER_OPENED = (MeetingState.PLANNED, MeetingState.MISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class KickOff:
    """A leader's kick-off entry: an experiment, new, or carried over from an earlier sprint."""

    meeting_id: int
    plan: experiments.PlanExperiment
    progress: int | None = None  # how far they feel they are, for their own eyes (L15)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandUp:
    """A leader's stand-up entry, new or changed."""

    who: Who
    meeting_id: int
    fields: rules.CheckInFields
    experiment_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a leader stands before a session: what they may enter, and into what."""

    meeting: Meeting
    pod: Pod
    late: bool
    own: CheckIn | None


def kick_off(session: Session, command: KickOff, now: datetime) -> CheckIn:
    """Keep the experiment, and the leader's entry with it."""
    plan = command.plan
    stand = writing(session, plan.who, command.meeting_id, SessionKind.KICKOFF, now)
    if plan.pod_id != stand.meeting.pod_id:
        raise access.not_found("session")
    if plan.experiment_id is None and stand.own is not None:  # sent twice: changed, not doubled
        plan = replace(plan, experiment_id=stand.own.experiment_id)
    if problems := figure_rules.check_progress(command.progress):
        raise Refused(*problems)
    experiment = experiments.plan_experiment(session, plan, now)
    figures.rate_progress(session, stand.meeting.sprint_id, plan.who, Moment.START, command.progress, now)
    row = enter(session, plan.who, stand, now, ring=plan.ring, experiment=experiment)
    said = (experiment.framing_question, experiment.hypothesis, experiment.what_i_do, experiment.expect)
    distress.listen(session, plan.who, now, *said, instead_of=f"{ASK}:{row.id}")
    return row


def stand_up(session: Session, command: StandUp, now: datetime) -> CheckIn:
    """Keep what was tried, noticed and will be tried next.

    Raises:
        Refused: not a leader here, too late, or a field that cannot stand.
    """
    stand = writing(session, command.who, command.meeting_id, SessionKind.STANDUP, now)
    today = now.astimezone(ZoneInfo(stand.pod.zone)).date()
    problems = rules.check_checkin(command.fields, today=today, kept=stand.own.next_by if stand.own else None)
    if problems:
        raise Refused(*problems)
    fields = command.fields
    texts = {name: clean(getattr(fields, name), limit) for name, limit in rules.CHECKIN_LIMITS.items()}
    return enter(
        session,
        command.who,
        stand,
        now,
        ring=fields.ring,
        experiment=pick(session, command.who, stand, command.experiment_id),
        tried=texts["tried"],
        noticed=texts["noticed"],
        next_step=texts["next_step"],
        next_by=fields.next_by,
        confidence=fields.confidence,
        coaching_on=texts["coaching_topic"],
    )


def writing(session: Session, who: Who, meeting_id: int, kind: SessionKind, now: datetime) -> Stand:
    """The same, to enter it now, into a session of this kind. Entries of one session take turns: whoever is the last
    one in has to see all the others.

    Raises:
        Refused: as for `entering`, or the session is of another kind.
    """
    stand = entering(session, who, meeting_id, now, hold=True)
    if stand.meeting.kind != kind:
        raise access.not_found("session")
    return stand


def entering(session: Session, who: Who, meeting_id: int, now: datetime, *, hold: bool = False) -> Stand:
    """Whether this leader may enter something into this session now, and what they entered before: that is theirs to
    change, even if they have left meanwhile.

    Raises:
        Refused: not a leader here, not open yet, over, or never opened.
    """
    meeting = access.row(session, Meeting, meeting_id, hold=hold)
    if meeting is None:
        raise access.not_found("session")
    own = session.exec(prepared.ENTRY_OF, params={"meeting": meeting.id, "user": who.user}).first()
    pod = _pod_of(session, who, meeting, own)
    when = timing(now, meeting.opens_at, meeting.closes_at, meeting.grace_until)
    if meeting.state == MeetingState.SKIPPED:
        raise Refused(problem("session_was_skipped", kind=meeting.kind, number=meeting.number))
    if meeting.state == MeetingState.ON_HOLD:
        raise Refused(problem("session_on_hold", kind=meeting.kind, number=meeting.number))
    if meeting.state in NEVER_OPENED or when is Timing.EARLY:
        raise Refused(not_open(meeting, pod))
    if when is Timing.OVER:
        raise Refused(problem("session_over", kind=meeting.kind, number=meeting.number))
    late = own.late if own else meeting.state != MeetingState.OPEN
    return Stand(meeting=meeting, pod=pod, late=late, own=own)


def _pod_of(session: Session, who: Who, meeting: Meeting, own: CheckIn | None) -> Pod:
    if own is not None:
        pod = session.get_one(Pod, own.pod_id)
        if pod.team_id != who.team:
            raise access.not_found("session")
        return pod
    _, seat = access.meeting(session, who, access.required(meeting.id))
    if not seat.is_leader:
        raise Refused(problem("leaders_only"))
    return seat.pod


def enter(
    session: Session,
    who: Who,
    stand: Stand,
    now: datetime,
    *,
    ring: Ring,
    experiment: Experiment | None,
    tried: str | None = None,
    noticed: str | None = None,
    next_step: str | None = None,
    next_by: date | None = None,
    confidence: int | None = None,
    coaching_on: str | None = None,
) -> CheckIn:
    """Write the entry, new or over the earlier one, and set off what follows from it."""
    meeting, pod = stand.meeting, stand.pod
    row = stand.own or CheckIn(
        meeting_id=access.required(meeting.id),
        pod_id=meeting.pod_id,
        user_id=who.user,
        ring=ring,
        late=stand.late,
        created_at=now,
        updated_at=now,
    )
    row.ring, row.updated_at = ring, now
    row.experiment_id = experiment.id if experiment else None
    row.tried, row.noticed, row.next_step = tried or None, noticed or None, next_step or None
    former = row.coach_id or "" if (coaching_on or None) != row.coaching_on else ""
    if former:  # what they said they can is not what is wished for now
        row.coach_id, row.coach_answer = None, ""
    row.next_by, row.confidence, row.coaching_on = next_by, confidence, coaching_on or None
    session.add(row)
    if experiment and (tried or noticed):
        experiments.begin(experiment, now)
        session.add(experiment)
    session.flush()
    _tell(session, stand, row, now, former)
    distress.listen(session, who, now, tried, noticed, next_step, coaching_on, instead_of=f"{ASK}:{row.id}")
    daily.ask_on(session, who, next_by, now)
    if stand.late or stand.own is not None:  # what quoted the earlier words, or has been told without any, quotes these
        retelling.of_entry(session, pod, meeting, now)
    people.changed(session, pod, now)
    return row


def pick(session: Session, who: Who, stand: Stand, experiment_id: int | None) -> Experiment | None:
    """The experiment an entry is about: the one chosen, else the one it was about, else the newest open one.

    Raises:
        Refused: the one chosen is not theirs.
    """
    if experiment_id is None and stand.own is not None:
        experiment_id = stand.own.experiment_id
    if experiment_id is not None:
        row, _ = access.own_experiment(session, who, experiment_id)
        if row.pod_id != stand.meeting.pod_id:
            raise access.not_found("experiment")
        return row
    return next(iter(experiments.open_ones(session, who, stand.pod)), None)


def last_commitment(session: Session, who: Who, pod_id: int) -> CheckIn | None:
    """A leader's own latest entry that says what comes next."""
    query = select(CheckIn).where(
        CheckIn.pod_id == pod_id, CheckIn.user_id == who.user, col(CheckIn.next_step).is_not(None)
    )
    return session.exec(query.order_by(col(CheckIn.created_at).desc()).limit(1)).first()


def commitment_before(session: Session, who: Who, meeting: Meeting, experiment_id: int | None) -> CheckIn | None:
    """What a leader said last that a session follows on from: in its sprint, or about what they are trying now."""
    query = (
        select(CheckIn)
        .join(Meeting)
        .where(
            CheckIn.pod_id == meeting.pod_id,
            CheckIn.user_id == who.user,
            col(CheckIn.next_step).is_not(None),
            col(CheckIn.meeting_id) != meeting.id,
            (Meeting.sprint_id == meeting.sprint_id) | (CheckIn.experiment_id == experiment_id),
        )
    )
    return session.exec(query.order_by(col(CheckIn.created_at).desc()).limit(1)).first()


def all_in(session: Session, meeting: Meeting) -> bool:
    """Whether every leader of the pod who is not away has an entry in this session."""
    here = session.exec(prepared.WHO_CHECKED_IN, params={"meeting": meeting.id}).all()
    return set(absences.expected(session, session.get_one(Pod, meeting.pod_id), meeting)) <= set(here)


def not_open(meeting: Meeting, pod: Pod) -> Problem:
    """Why nothing can be entered into a session yet."""
    return problem(
        "session_not_open", kind=meeting.kind, number=meeting.number, opens_at=meeting.opens_at, zone=pod.zone
    )


def takes_changes(meeting: Meeting, now: datetime) -> bool:
    """Whether entries of a session can still be written or changed."""
    when = timing(now, meeting.opens_at, meeting.closes_at, meeting.grace_until)
    return meeting.state not in NEVER_OPENED and when in (Timing.OPEN, Timing.LATE)


def _tell(session: Session, stand: Stand, row: CheckIn, now: datetime, coach_before: str) -> None:
    wish_messages.retell(session, stand.pod, row, now, coach_before)
    if stand.meeting.state == MeetingState.OPEN and all_in(session, stand.meeting):
        sessions.unseal(session, stand.pod, stand.meeting, now)
    else:
        outbox.entry(session, stand.pod, row, now)
    outbox.about_session(session, outbox.Deliver.SESSION_CARD, stand.pod, stand.meeting, now)
    work.enqueue(session, ASK, {"check_in": row.id}, key=f"{ASK}:{row.id}", due_at=now, expires_at=now + FRESH)


def latest_ring(session: Session, who: Who, pod_id: int) -> Ring:
    """The ring this leader chose last in this pod, entry or experiment; private until they choose (L12)."""
    ring = session.exec(
        select(CheckIn.ring)
        .where(CheckIn.pod_id == pod_id, CheckIn.user_id == who.user)
        .order_by(col(CheckIn.id).desc())
        .limit(1)
    ).first()
    return Ring(ring) if ring else experiments.latest_ring(session, who, pod_id)

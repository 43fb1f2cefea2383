"""A sprint's end (W8, L12, L15, W12): one short form after the retro entry, and what it comes to when all is in.

What the pod said is made known once, when late entries have ended: a result that moved with each late answer would
tell whose it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from podsprint.domain import figures as rules
from podsprint.domain.cadences import SessionKind
from podsprint.domain.calendar import local_to_utc, next_working_day, weekdays_of
from podsprint.domain.figures import Figure, Moment
from podsprint.domain.form_models import EndingForm
from podsprint.domain.people import Who
from podsprint.domain.practices import GoOn, Practice, verdict
from podsprint.domain.problems import problem
from podsprint.domain.programmes import next_start
from podsprint.domain.read_models import Ending, NextSprint, SprintEnded
from podsprint.errors import Refused
from podsprint.store import work
from podsprint.store.tables import GoOn as GoOnRow
from podsprint.store.tables import Pod, Sprint
from podsprint.usecases import (
    access,
    acting,
    checkins,
    consents,
    daily,
    figures,
    outbox,
    people,
    practices,
    public_holidays,
    rhythm,
)

TELL = "sprint.tell_ended"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSprint:
    """What one leader says at a sprint's end; every part may be empty."""

    who: Who
    meeting_id: int
    votes: Mapping[str, str] = field(default_factory=dict)
    pulse: Mapping[str, int | None] = field(default_factory=dict)
    progress: int | None = None
    go_on: str = ""
    crossing: str = ""
    experiment_id: int | None = None


def form(session: Session, who: Who, meeting_id: int, now: datetime) -> EndingForm:
    """The form, with what this leader said before; never with what they said to the pulse.

    Raises:
        Refused: not a leader here, or the retro takes no entries now.
    """
    stand, sprint = _standing(session, who, meeting_id, now)
    sprint_id, pod_id = access.required(sprint.id), access.required(stand.pod.id)
    said = session.get(GoOnRow, (sprint_id, who.user))
    off = practices.stopped(session, pod_id)
    return EndingForm(
        meeting_id=meeting_id,
        pod=stand.pod.name,
        number=sprint.number,
        practices=tuple(practice for practice in Practice if practice not in off),
        votes=practices.own_votes(session, sprint_id, who),
        pulse=len(access.leaders(session, pod_id)) >= rules.FEWEST,
        pulse_answered=figures.has_answered(session, sprint_id, who),
        progress=figures.own_progress(session, sprint_id, who, Moment.END),
        go_on=said.answer if said else "",
        learning=consents.just_closed(session, who, stand.own),
    )


def end_sprint(session: Session, command: EndSprint, now: datetime) -> None:
    """Keep what a leader says; what is left empty is not a vote.

    Raises:
        Refused: not a leader here, too late, or a part that cannot stand.
    """
    stand, sprint = _standing(session, command.who, command.meeting_id, now, hold=True)
    problems = [*rules.check_pulse(command.pulse), *rules.check_progress(command.progress)]
    if command.go_on and command.go_on not in set(GoOn):
        problems.append(problem("choose_one", "go_on"))
    if problems:
        raise Refused(*problems)
    sprint_id = access.required(sprint.id)
    practices.vote(session, sprint, command.who, command.votes.items(), now)
    scores = {name: score for name, score in command.pulse.items() if score is not None}
    if scores and len(access.leaders(session, sprint.pod_id)) >= rules.FEWEST:
        figures.answer_pulse(session, sprint, command.who, scores)
    figures.rate_progress(session, sprint_id, command.who, Moment.END, command.progress, now)
    if command.go_on:
        session.merge(GoOnRow(sprint_id=sprint_id, user_id=command.who.user, answer=command.go_on, created_at=now))
    if command.crossing and command.experiment_id is not None:
        consents.let_cross(
            session,
            consents.LetCross(who=command.who, experiment_id=command.experiment_id, how=command.crossing),
            now,
        )
    session.flush()
    people.changed(session, stand.pod, now)


def settle(session: Session, pod: Pod, sprint: Sprint, now: datetime) -> None:
    """The sprint is over: count what was said, once, and tell the facilitator when they are at work."""
    practices.settle(session, pod, sprint, now)
    figures.settle(session, sprint)
    local = now.astimezone(ZoneInfo(pod.zone))
    over = local.date() - _DAY if local.time() < pod.meets_at else local.date()
    tell_on = next_working_day(over, weekdays_of(pod.works_on), public_holidays.days_off(pod.country, over))
    # Not in the facilitator's lane before its time: whatever waits there first would hold up the rest.
    due_at = local_to_utc(tell_on, pod.meets_at, pod.zone)
    _tell_on(session, access.required(sprint.id), due_at)


def tell(session: Session, sprint_id: int, now: datetime) -> None:
    """The facilitator is at work: say that the sprint is over. It is the one message of their day (L11): where that
    has been sent, it waits for another day."""
    sprint = session.get(Sprint, sprint_id)
    told = ended(session, sprint_id, now)
    if sprint is None or told is None or told[1] is None:
        return
    pod = told[0]
    to = acting.on_duty(session, pod, now)
    who = Who(pod.team_id, to)
    later = rhythm.held_until(session, who, now)
    if later is None and not daily.take_turn(session, who, now):
        later = rhythm.tomorrow(session, who, now)
    if later is not None:
        _tell_on(session, sprint_id, later)
        return
    outbox.sprint_ended(session, pod, sprint, now, to=to)


def ended(session: Session, sprint_id: int, now: datetime) -> tuple[Pod, SprintEnded | None] | None:
    """What the facilitator is told once a sprint is over; nothing once it or the next one is running."""
    sprint = session.get(Sprint, sprint_id)
    pod = session.get(Pod, sprint.pod_id) if sprint else None
    if sprint is None or pod is None or pod.ended_at:
        return None
    if access.running_sprint(session, sprint.pod_id) is not None:
        return pod, None
    ending = decided(session, pod, sprint)
    return pod, SprintEnded(
        pod_id=sprint.pod_id,
        pod=pod.name,
        channel=pod.channel_id,
        number=sprint.number,
        ending=ending or Ending(verdict=verdict(()), decisions=()),
        following=proposal(session, pod, now),
    )


def decided(session: Session, pod: Pod, sprint: Sprint) -> Ending | None:
    """What the pod said at this sprint's end; nothing before it is over."""
    if sprint.closed_at is None:
        return None
    sprint_id = access.required(sprint.id)
    answers = session.exec(select(GoOnRow.answer).where(GoOnRow.sprint_id == sprint_id)).all()
    pulse = figures.published(session, sprint_id, Figure.PULSE)
    asked = len(access.leaders(session, sprint.pod_id)) >= rules.FEWEST
    return Ending(
        verdict=verdict(answers),
        decisions=practices.decisions(session, sprint_id),
        pulse=pulse,
        pulse_few=asked and pulse is None,
    )


def proposal(session: Session, pod: Pod, now: datetime) -> NextSprint:
    """When the next sprint might start, and in which rhythm: the facilitator decides (W12)."""
    last = session.exec(
        select(Sprint).where(Sprint.pod_id == pod.id).order_by(col(Sprint.number).desc()).limit(1)
    ).first()
    today = now.astimezone(ZoneInfo(pod.zone)).date()
    weekdays = weekdays_of(pod.works_on)
    begin = next_start(today, last.ends_on if last else None, weekdays)
    days_off = public_holidays.days_off(pod.country, begin)
    return NextSprint(
        number=last.number + 1 if last else 1,
        first_day=next_working_day(begin - _DAY, weekdays, days_off),
        cadence=pod.cadence,
    )


def proposed(session: Session, pod_id: int, now: datetime) -> NextSprint:
    """The same, for the form that starts a sprint: whoever opens it has been asked for their right to it."""
    return proposal(session, session.get_one(Pod, pod_id), now)


def _tell_on(session: Session, sprint_id: int, due_at: datetime) -> None:
    work.enqueue(session, TELL, {"sprint": sprint_id}, key=f"{TELL}:{sprint_id}", due_at=due_at, again=True)


def _standing(
    session: Session, who: Who, meeting_id: int, now: datetime, *, hold: bool = False
) -> tuple[checkins.Stand, Sprint]:
    stand = checkins.entering(session, who, meeting_id, now, hold=hold)
    sprint = session.get_one(Sprint, stand.meeting.sprint_id)
    if stand.meeting.kind != SessionKind.RETRO:
        raise access.not_found("session")
    if sprint.closed_at is not None:
        raise Refused(problem("session_over", kind=stand.meeting.kind, number=stand.meeting.number))
    return stand, sprint

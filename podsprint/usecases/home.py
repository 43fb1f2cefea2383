"""One person's front page, in the same few queries whoever it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from podsprint.domain.experiments import OPEN
from podsprint.domain.people import Standing, Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Home, PodToday, PodView
from podsprint.domain.rhythm import local_day
from podsprint.domain.visibility import Shown, may_see
from podsprint.store.tables import CheckIn, Meeting
from podsprint.usecases import (
    absences,
    access,
    boosters,
    experiments,
    figures,
    ledger,
    now_in,
    offers,
    overview,
    pods,
    programme_views,
    reflections,
    rhythm,
    sessions,
)
from podsprint.usecases.now_in import Moment

SHOWN_PODS = 6
SHOWN_FACILITATED = 15
SHOWN_EXPERIMENTS = 6
SHOWN_REFLECTIONS = 5
SHOWN_OFFERS = 5


def home(session: Session, who: Who, now: datetime) -> Home:
    """What this person may see of their own and of their pods; bounded, whatever there is."""
    seats = access.seats(session, who, limit=SHOWN_PODS + SHOWN_FACILITATED + 1)
    led = [seat for seat in seats if seat.is_leader]
    facilitated = [seat for seat in seats if seat.runs_it]
    shown = {access.required(seat.pod.id): seat for seat in (*led[:SHOWN_PODS], *facilitated[:SHOWN_FACILITATED])}
    me = rhythm.person(session, who)
    own = rhythm.rhythm_in(session, me)
    todays = _todays(session, who, list(shown.values()), now, is_guest=me.standing == Standing.GUEST)
    mine = experiments.mine(session, who, limit=SHOWN_EXPERIMENTS + 1)
    kept = reflections.page(session, who, limit=SHOWN_REFLECTIONS)
    offered = offers.around(session, who, [seat.pod for seat in shown.values()])
    open_ones = [line for line in mine if line.state in OPEN]
    return Home(
        person=who.user,
        pods=tuple(today for today in todays if today.is_leader),
        facilitated=tuple(today for today in todays if today.is_facilitator),
        experiments=tuple((open_ones or mine)[:SHOWN_EXPERIMENTS]),
        reflections=kept.lines,
        more_reflections=kept.more,
        offered=tuple(line for line in offered if line.to == who.user)[:SHOWN_OFFERS],
        offered_by_me=tuple(line for line in offered if line.by == who.user)[:SHOWN_OFFERS],
        boosters=boosters.waiting(session, who),
        progress=figures.progress_lines(session, who),
        programmes=programme_views.lines(session, who, seats),
        more_pods=len(led) > SHOWN_PODS or len(facilitated) > SHOWN_FACILITATED,
        more_experiments=len(open_ones or mine) > SHOWN_EXPERIMENTS,
        runs_workspace=me.standing == Standing.ADMIN,
        week=ledger.week(session, who, now, zone=me.zone) if seats else None,
        away_until=absences.on_leave_until(session, who, local_day(own, now)) if seats and own else None,
    )


def _todays(
    session: Session, who: Who, seats: Sequence[access.Seat], now: datetime, *, is_guest: bool
) -> list[PodToday]:
    views = pods.views(session, [seat.pod for seat in seats])
    ids = [view.id for view in views]
    moments = now_in.moments(session, ids, now)
    asked = [row for moment in moments.values() for row in (moment.open, moment.late) if row is not None]
    entered = now_in.entered(session, asked)
    waited_for = _waited_for(session, seats, views, moments, is_guest=is_guest)
    commitments = _commitments(session, who, ids)
    needed = _needed(session, seats, views)
    return [
        replace(
            _today(who, seat, view, moments[view.id], entered, commitments.get(view.id), waited_for.get(view.id, ())),
            needs=needed.get(view.id, ()),
        )
        for seat, view in zip(seats, views, strict=True)
    ]


def _needed(session: Session, seats: Sequence[access.Seat], views: Sequence[PodView]) -> Mapping[int, tuple[str, ...]]:
    """What needs whoever runs a pod; nobody else pays for the question."""
    run = [(seat.pod, view) for seat, view in zip(seats, views, strict=True) if seat.runs_it]
    return overview.needs(session, [pod for pod, _ in run], [view for _, view in run]) if run else {}


def _waited_for(
    session: Session,
    seats: Sequence[access.Seat],
    views: Sequence[PodView],
    moments: Mapping[int, Moment],
    *,
    is_guest: bool,
) -> dict[int, Sequence[str]]:
    """For whoever runs a pod, unless they see less (L17): its leaders in an open session who are not away that day."""
    by_day: dict[date, list[PodView]] = {}
    for seat, view in zip(seats, views, strict=True):
        if not seat.runs_it or not may_see(seat.reader(is_guest), Shown.NOT_HEARD_FROM, Ring.POD):
            continue
        if (running := moments[view.id].open) is not None:
            by_day.setdefault(running.opens_at.astimezone(ZoneInfo(view.zone)).date(), []).append(view)
    found: dict[int, Sequence[str]] = {}
    for day, open_ones in by_day.items():
        gone = absences.away(session, seats[0].pod.team_id, {user for view in open_ones for user in view.leaders}, day)
        found |= {view.id: [leader for leader in view.leaders if leader not in gone] for view in open_ones}
    return found


def _today(
    who: Who,
    seat: access.Seat,
    pod: PodView,
    moment: Moment,
    entered: dict[int, frozenset[str]],
    own: CheckIn | None,
    waited_for: Sequence[str],
) -> PodToday:
    def here(meeting: Meeting | None) -> frozenset[str]:
        return entered.get(meeting.id or 0, frozenset()) if meeting else frozenset()

    coming = moment.open or moment.next
    takes_late = moment.late is not None and seat.is_leader and who.user not in here(moment.late)
    return PodToday(
        pod=pod,
        is_leader=seat.is_leader,
        is_facilitator=seat.runs_it,
        session=sessions.line(coming, pod.zone) if coming else None,
        late=sessions.line(moment.late, pod.zone) if moment.late and takes_late else None,
        checked_in=who.user in here(moment.open),
        commitment=(own.next_step or "") if own and seat.is_leader else "",
        commitment_by=own.next_by if own and seat.is_leader else None,
        waiting_for=tuple(leader for leader in waited_for if leader not in here(moment.open)),
    )


def _commitments(session: Session, who: Who, pod_ids: Sequence[int]) -> dict[int, CheckIn]:
    """This person's own latest commitment in each pod."""
    latest = (
        select(func.max(CheckIn.id))
        .where(col(CheckIn.pod_id).in_(pod_ids), CheckIn.user_id == who.user, col(CheckIn.next_step).is_not(None))
        .group_by(col(CheckIn.pod_id))
    )
    return {row.pod_id: row for row in session.exec(select(CheckIn).where(col(CheckIn.id).in_(latest)))}

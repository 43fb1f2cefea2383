"""Every pod somebody runs, a line each, a page at a time: in the same few queries for two pods as for a dozen (C12)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from podsprint.domain.people import Who
from podsprint.domain.pods import SizeAdvice, size_advice
from podsprint.domain.problems import problem
from podsprint.domain.read_models import Overview, PodLine, PodView
from podsprint.errors import Refused
from podsprint.store.tables import Absence, Pod, Work
from podsprint.usecases import access, joining, now_in, outbox, pods, sessions
from podsprint.usecases import needs as needed
from podsprint.usecases.now_in import Moment

PER_PAGE = 8
MOST = 200  # pods of one person


def overview(session: Session, who: Who, now: datetime, page: int = 0) -> Overview:
    """The pods this person facilitates or is the deputy of, those that need somebody first.

    Raises:
        Refused: there is none.
    """
    run = [seat for seat in access.seats(session, who, limit=MOST) if seat.runs_it]
    if not run:
        raise Refused(problem("runs_no_pod"))
    pages = (len(run) + PER_PAGE - 1) // PER_PAGE
    page = min(max(page, 0), pages - 1)
    shown = run[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = [seat.pod for seat in shown]
    views = pods.views(session, rows)
    ids = [view.id for view in views]
    moments = now_in.moments(session, ids, now)
    entered = now_in.entered(session, [found.open for found in moments.values() if found.open is not None])
    days = {pod.id: _day(moments[pod.id], pod, now) for pod in views}
    away = _away(session, who.team, views, days)
    needed = needs(session, rows, views)
    return Overview(
        pods=tuple(
            _line(view, seat, moments[view.id], entered, away[view.id], needed[view.id])
            for view, seat in zip(views, shown, strict=True)
        ),
        total=len(run),
        page=page,
        pages=pages,
    )


def needs(session: Session, rows: Sequence[Pod], views: Sequence[PodView]) -> dict[int, tuple[str, ...]]:
    """What in each of these pods needs a person: three queries, however many there are."""
    ids = [view.id for view in views]
    stuck, skipped = _stuck(session, rows), needed.skipped_twice(session, ids)
    asked = joining.waiting_in(session, ids)
    found: dict[int, tuple[str, ...]] = {}
    for pod, view in zip(rows, views, strict=True):
        marks = (
            (pod.trouble or "", bool(pod.trouble)),
            ("undelivered", view.id in stuck),
            ("skipped_twice", view.id in skipped),
            ("small", size_advice(len(view.leaders)) in (SizeAdvice.REFILL, SizeAdvice.MERGE)),
            ("join", view.id in asked),
            ("charter", not view.has_charter),
            ("sprint", view.has_charter and view.sprint is None),
        )
        found[view.id] = tuple(name for name, holds in marks if holds)
    return found


def _line(
    view: PodView,
    seat: access.Seat,
    moment: Moment,
    entered: Mapping[int, frozenset[str]],
    away: tuple[str, ...],
    needed: tuple[str, ...],
) -> PodLine:
    coming = moment.open or moment.next
    return PodLine(
        pod=view,
        is_deputy=not seat.is_facilitator,
        session=sessions.line(coming, view.zone) if coming else None,
        host=access.host_of(seat.pod, coming) if coming else view.facilitator,
        checked_in=len(entered.get(moment.open.id or 0, ())) if moment.open else 0,
        away=away,
        needs=needed,
    )


def _day(moment: Moment, pod: PodView, now: datetime) -> date:
    coming = moment.open or moment.next
    return (coming.opens_at if coming else now).astimezone(ZoneInfo(pod.zone)).date()


def _away(
    session: Session, team: str, views: Sequence[PodView], days: Mapping[int, date]
) -> dict[int, tuple[str, ...]]:
    """Whose leave covers the day of their pod's next session."""
    people = {leader for view in views for leader in (*view.leaders, view.facilitator)}
    rows = session.exec(
        select(Absence).where(
            Absence.team_id == team,
            col(Absence.user_id).in_(people),
            Absence.last_day >= min(days.values()),
            Absence.first_day <= max(days.values()),
        )
    ).all()
    found = {}
    for view in views:
        day = days[view.id]
        gone = {row.user_id for row in rows if row.first_day <= day <= row.last_day}
        found[view.id] = tuple(leader for leader in view.leaders if leader in gone)
    return found


def _stuck(session: Session, rows: Sequence[Pod]) -> set[int]:
    """Pods whose channel has messages that Slack would not take."""
    lanes = {outbox.lane(pod.team_id, pod.channel_id): access.required(pod.id) for pod in rows}
    dead = select(Work.lane, func.count()).where(
        col(Work.error).is_not(None), col(Work.done_at).is_not(None), col(Work.lane).in_(lanes)
    )
    return {lanes[lane] for lane, _ in session.exec(dead.group_by(col(Work.lane))) if lane in lanes}

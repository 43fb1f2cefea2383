"""A pod's own report: what changed in the work, sprint by sprint, for whoever is in the pod, or was at its end.

It is read when somebody looks or asks for the files; only what leaders shared with the pod is in it (S2), a manager or
an outsider gets dates and numbers (L17), and a number about people is one that was published of five or more (S4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, or_, select

from podsprint.domain.audit import Action
from podsprint.domain.experiments import OUTCOMES, is_linked
from podsprint.domain.figures import FEWEST, Figure, Means
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import PodReport, ResultLine, SprintResult
from podsprint.domain.visibility import SEES_LESS, Reader, Shown, may_see
from podsprint.errors import Refused
from podsprint.store import work
from podsprint.store.tables import Pod, Published, SharedFile, Sprint, Work
from podsprint.usecases import access, audit, pods, results
from podsprint.usecases.outbox import Errand

IN_WINDOW = 3  # sprints
IN_FILES = 26  # a year of them


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForReport:
    """Somebody wants the report of a pod of theirs as files."""

    who: Who
    pod_id: int


def here(session: Session, who: Who, channel: str, now: datetime) -> PodReport:
    """The report of the pod meant by a command; for somebody who is in none any more, of the last one that ended.

    Raises:
        Refused: there is none, or several to choose from.
    """
    try:
        seat = access.pod_here(session, who, channel)
    except Refused as refused:
        last = _last_ended(session, who, channel) if refused.problems[0].code == "no_pod" else None
        if last is None:
            raise
        seat = _seat(session, who, last)
    return _report(session, who, seat, now, IN_WINDOW)


def look(session: Session, who: Who, pod_id: int, now: datetime, *, limit: int = IN_WINDOW) -> PodReport:
    """The report of a pod, its latest sprints first; in the same few queries however many there are.

    Raises:
        Refused: they have no place in it.
    """
    return _report(session, who, _seat(session, who, pod_id), now, limit)


def ask(session: Session, command: AskForReport, now: datetime) -> None:
    """Have the files put together; asked for twice in a moment, they come once.

    Raises:
        Refused: they have no place in it.
    """
    _seat(session, command.who, command.pod_id)
    prepare(session, command, now)
    audit.record(session, command.who, Action.REPORT_ASKED, now, pod_id=command.pod_id)


def prepare(session: Session, command: AskForReport, due_at: datetime) -> None:
    """Have them put together at a time."""
    who, pod_id = command.who, command.pod_id
    key = f"{_made_for(pod_id)}{who.team}:{who.user}"
    payload = {"team": who.team, "user": who.user, "pod": pod_id}
    work.enqueue(session, Errand.REPORT, payload, key=key, due_at=due_at, again=True)


def take_back(session: Session, pod: Pod, now: datetime) -> None:
    """Have every file of this pod's report deleted: somebody whose words may be in it is forgotten, or they have been
    kept long enough (S5). One that is being put together at this moment is put together anew."""
    work.rearm(session, col(Work.key).startswith(_made_for(pod.id), autoescape=True), now)
    key = f"{Errand.TAKE_BACK}:{pod.id}"
    payload = {"team": pod.team_id, "pod": pod.id}
    work.enqueue(session, Errand.TAKE_BACK, payload, key=key, due_at=now, again=True)


def next_file(session: Session, pod_id: int) -> SharedFile | None:
    """A file of this pod's report that is in somebody's direct messages."""
    return session.exec(
        select(SharedFile).where(SharedFile.pod_id == pod_id).order_by(SharedFile.file_id).limit(1)
    ).first()


def _seat(session: Session, who: Who, pod_id: int) -> access.Seat:
    """Their place in it, or the one they had when it ended: what was told is read as long as it is kept."""
    found = access.place_in(session, who, pod_id)
    if found is None:
        raise access.not_found("pod")
    return found


def _last_ended(session: Session, who: Who, channel: str) -> int | None:
    """The pod of theirs that ended last, this channel's own before others."""
    theirs = or_(Pod.facilitator_id == who.user, Pod.deputy_id == who.user, col(Pod.id).in_(access.led_by(who)))
    query = select(Pod.id).where(Pod.team_id == who.team, col(Pod.ended_at).is_not(None), theirs)
    return session.exec(query.order_by((col(Pod.channel_id) == channel).desc(), col(Pod.ended_at).desc())).first()


def _made_for(pod_id: int | None) -> str:
    return f"{Errand.REPORT}:{pod_id}:"


def _report(session: Session, who: Who, seat: access.Seat, now: datetime, limit: int) -> PodReport:
    pod_id = access.required(seat.pod.id)
    reader = seat.reader(access.is_guest(session, who)) if seat.runs_it else Reader.LEADER
    rows = session.exec(
        select(Sprint).where(Sprint.pod_id == pod_id).order_by(col(Sprint.number).desc()).limit(limit)
    ).all()
    total = session.exec(select(func.count()).select_from(Sprint).where(Sprint.pod_id == pod_id)).one()
    charter = pods.charter_of(session, seat.pod)
    return PodReport(
        pod_id=pod_id,
        pod=seat.pod.name,
        goal=charter.goal if charter else "",
        so_that=charter.so_that if charter else "",
        sees_less=str(reader) if reader in SEES_LESS else "",
        made_at=now,
        sprints=_sprints(session, seat.pod, rows, reader),
        earlier=total - len(rows),
    )


def _sprints(session: Session, pod: Pod, rows: Sequence[Sprint], reader: Reader) -> tuple[SprintResult, ...]:
    ids = [access.required(row.id) for row in rows]
    found = results.of_sprints(session, pod, rows, wait_for_close=True)
    # What is left of a sprint that has been cleared says nothing of what its pod was told.
    found = {row.id or 0: results.Results() if row.cleared_at else found[row.id or 0] for row in rows}
    held, noted = results.sessions_held(session, ids), results.observations(session, pod, rows, wait_for_close=True)
    published = _published(session, ids)
    return tuple(
        SprintResult(
            number=row.number,
            starts_on=row.starts_on,
            ends_on=results.ended_on(row, pod),
            over=row.closed_at is not None,
            changed=_changed(found[sprint_id].shared, reader),
            running=_lines([told for told in found[sprint_id].shared if not told.ended], reader),
            shared=len(found[sprint_id].shared),
            kept_private=found[sprint_id].kept_private,
            sessions_held=held.get(sprint_id, 0),
            observations=0 if row.cleared_at else noted.get(sprint_id, 0),
            pulse=published.get((sprint_id, Figure.PULSE)),
            progress=published.get((sprint_id, Figure.PROGRESS)),
            cleared=row.cleared_at is not None,
        )
        for sprint_id, row in zip(ids, rows, strict=True)
    )


def _changed(shared: Sequence[results.Told], reader: Reader) -> tuple[ResultLine, ...]:
    order = [str(outcome) for outcome in OUTCOMES]
    ended = sorted((told for told in shared if told.ended), key=lambda told: order.index(told.outcome))
    return _lines(ended, reader)


def _lines(found: Sequence[results.Told], reader: Reader) -> tuple[ResultLine, ...]:
    """Nobody's words for a manager or an outsider, and nobody's private ones for anybody."""
    return tuple(_line(told) for told in found if _may_see(told, reader))


def _may_see(told: results.Told, reader: Reader) -> bool:
    rings = {Shown.EXPERIMENT: told.row.ring, **({Shown.REFLECTION: told.kept.ring} if told.kept else {})}
    return all(may_see(reader, what, Ring(ring)) for what, ring in rings.items())


def _line(told: results.Told) -> ResultLine:
    row, kept = told.row, told.kept
    return ResultLine(
        leader=row.user_id,
        outcome=told.outcome if told.ended else "running",
        framing_question=row.framing_question or "",
        hypothesis=row.hypothesis,
        what_i_do=row.what_i_do or "",
        place=row.place or "",
        expect=row.expect or "",
        work_item=row.work_item or "",
        linked=is_linked(to_goal=row.serves_goal, work_item=row.work_item),
        what_changed=(kept.what_changed or "") if kept else "",
        takeaway=(kept.line or "") if kept else "",
        facts=(kept.facts or "") if kept else "",
        choice=kept.choice if kept else "",
        behaviour=(kept.behaviour or "") if kept else "",
    )


def _published(session: Session, sprint_ids: Sequence[int]) -> Mapping[tuple[int, str], Means]:
    """The figures of these sprints, each made once at its end; asked again whether five people are behind it."""
    rows = session.exec(select(Published).where(col(Published.sprint_id).in_(sprint_ids))).all()
    return {
        (row.sprint_id, row.figure): Means(people=row.people, means=row.means) for row in rows if row.people >= FEWEST
    }

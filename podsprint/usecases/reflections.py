"""The lines a leader has kept for themselves: all of them, a page at a time, to change or to delete."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import LinesPage, ReflectionLine
from podsprint.domain.reflections import MAX_LINE, check_reflection
from podsprint.domain.text import clean
from podsprint.errors import Refused
from podsprint.store.tables import Pod, Reflection
from podsprint.usecases import access, distress, people

PAGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A line says something else."""

    who: Who
    line_id: int
    choice: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLine:
    """A line is to be gone."""

    who: Who
    line_id: int


def change(session: Session, command: ChangeLine, now: datetime) -> ReflectionLine:
    """Keep it as it is told now.

    Raises:
        Refused: no such line of their own, or nothing was written.
    """
    row, pod = _own(session, command.who, command.line_id, hold=True)
    problems = check_reflection(command.choice, command.line, choose=bool(row.choice))
    if problems:
        raise Refused(*problems)
    row.choice, row.line, row.updated_at = command.choice, clean(command.line, MAX_LINE), now
    session.add(row)
    distress.listen(session, command.who, now, row.line)
    people.changed(session, pod, now)
    return line(row)


def delete(session: Session, command: DeleteLine, now: datetime) -> ReflectionLine:
    """Take a line off the database. The answer is the last that is left of it.

    Raises:
        Refused: no such line of their own.
    """
    row, pod = _own(session, command.who, command.line_id, hold=True)
    gone = line(row)
    session.delete(row)
    people.changed(session, pod, now)
    return gone


def one(session: Session, who: Who, line_id: int) -> ReflectionLine:
    """A line of one's own.

    Raises:
        Refused: there is none.
    """
    return line(_own(session, who, line_id)[0])


def page(session: Session, who: Who, *, before: int | None = None, limit: int = PAGE) -> LinesPage:
    """One's own lines, the newest first. Those told in a retro belong to their entry, and are changed there."""
    query = select(Reflection).join(Pod).where(Pod.team_id == who.team, Reflection.user_id == who.user)
    if before is not None and 0 < before <= access.LARGEST_ID:
        query = query.where(col(Reflection.id) < before)
    rows = session.exec(query.order_by(col(Reflection.id).desc()).limit(limit + 1)).all()
    return LinesPage(lines=tuple(line(row) for row in rows[:limit]), more=len(rows) > limit)


def line(row: Reflection) -> ReflectionLine:
    """A line, for its own author."""
    return ReflectionLine(
        id=access.required(row.id),
        on=row.created_at,
        choice=row.choice,
        line=row.line or "",
        ring=Ring(row.ring),
        prompt=row.prompt,
        of_entry=row.check_in_id is not None,
        experiment_id=row.experiment_id,
    )


def _own(session: Session, who: Who, line_id: int, *, hold: bool = False) -> tuple[Reflection, Pod]:
    row = access.row(session, Reflection, line_id, hold=hold)
    pod = session.get(Pod, row.pod_id) if row else None
    if row is None or pod is None or row.user_id != who.user or pod.team_id != who.team or row.check_in_id is not None:
        raise access.not_found("line")
    return row, pod

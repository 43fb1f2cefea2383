"""Observations: dated notes of what happened in an experiment, by its leader. Theirs to change and to take back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from podsprint.domain.experiments import OPEN
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import NoteLine, NotesPage
from podsprint.domain.text import check_text, clean
from podsprint.errors import Refused
from podsprint.store.tables import Experiment, Observation, Pod
from podsprint.usecases import access, distress, once, people, retelling
from podsprint.usecases.copies import MAX_NOTE, Source
from podsprint.usecases.experiments import begin, lines, mine

PAGE = 8
SAME_NOTE = timedelta(minutes=2)  # the same words again within this time are the same note, sent twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Observe:
    """One dated note of what happened. Without an id: in the leader's only open experiment."""

    who: Who
    note: str
    experiment_id: int | None = None
    noted_on: date | None = None
    ring: Ring = Ring.ME
    source: Source | None = None  # the Slack message it was copied from
    quoted: bool = False  # it began with somebody else's words: nobody else is ever shown it
    form_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote:
    """A note says something else, is of another day, or is for other eyes."""

    who: Who
    note_id: int
    note: str
    noted_on: date | None = None
    ring: Ring = Ring.ME


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteNote:
    """A note is to be gone."""

    who: Who
    note_id: int


def observe(session: Session, command: Observe, now: datetime) -> NoteLine:
    """Keep a note of what happened; the first one sets a planned experiment going.

    Raises:
        Refused: no such experiment of their own, or nothing was written.
    """
    experiment, pod = _observed(session, command)
    noted_on, note = _checked(command.note, command.noted_on, pod, now)
    key = once.key(command.who, command.form_key)
    row = once.find(session, Observation, key)
    if row is None and key is None:
        row = _just_noted(session, experiment, note, now)
    if row is None:
        row = Observation(
            experiment_id=access.required(experiment.id),
            user_id=command.who.user,
            ring=command.ring,
            noted_on=noted_on,
            note=note,
            form_key=key,
            created_at=now,
        )
    source = command.source
    row.quoted = command.quoted or bool(source and source.quoted)
    row.source_channel = source.channel if source and source.exact else None
    row.source_ts = source.ts if source and source.exact else None
    row.experiment_id, row.ring = access.required(experiment.id), _ring(row, command.ring)
    row.noted_on, row.note = noted_on, note
    row = once.keep(session, row)
    begin(experiment, now)
    session.add(experiment)
    session.flush()
    if not row.quoted:  # what another said is not theirs
        distress.listen(session, command.who, now, note)
    people.changed(session, pod, now)
    return _line(row, experiment)


def change(session: Session, command: ChangeNote, now: datetime) -> NoteLine:
    """Keep it as it is told now.

    Raises:
        Refused: no such note of their own, or nothing was written.
    """
    row, experiment, pod = _own(session, command.who, command.note_id, hold=True)
    noted_on, note = _checked(command.note, command.noted_on or row.noted_on, pod, now)
    if note != row.note:  # from here on it is theirs, and no copy of anything
        row.source_channel = row.source_ts = None
        if not row.quoted:
            distress.listen(session, command.who, now, note)
    row.note, row.noted_on, row.ring, row.updated_at = note, noted_on, _ring(row, command.ring), now
    session.add(row)
    session.flush()
    retelling.of_note(session, pod, experiment, row.created_at, now)
    people.changed(session, pod, now)
    return _line(row, experiment)


def delete(session: Session, command: DeleteNote, now: datetime) -> NoteLine:
    """Take a note off the database, and away from where the pod saw it. The answer is the last that is left of it.

    Raises:
        Refused: no such note of their own.
    """
    row, experiment, pod = _own(session, command.who, command.note_id, hold=True)
    gone = _line(row, experiment)
    session.delete(row)
    session.flush()
    retelling.of_note(session, pod, experiment, row.created_at, now)
    people.changed(session, pod, now)
    return gone


def one(session: Session, who: Who, note_id: int) -> NoteLine:
    """A note of one's own.

    Raises:
        Refused: there is none.
    """
    row, experiment, _ = _own(session, who, note_id)
    return _line(row, experiment)


def page(session: Session, who: Who, experiment_id: int, *, before: int | None = None) -> NotesPage:
    """The notes on an experiment of one's own, the newest first, a page at a time.

    Raises:
        Refused: no such experiment of their own.
    """
    experiment, pod = access.own_experiment(session, who, experiment_id)
    query = select(Observation).where(Observation.experiment_id == experiment.id, Observation.user_id == who.user)
    if before is not None and 0 < before <= access.LARGEST_ID:
        query = query.where(col(Observation.id) < before)
    rows = session.exec(query.order_by(col(Observation.id).desc()).limit(PAGE + 1)).all()
    return NotesPage(
        experiment=lines(session, [experiment], {experiment.pod_id: pod})[0],
        notes=tuple(_line(row, experiment) for row in rows[:PAGE]),
        more=len(rows) > PAGE,
    )


def _checked(note: str, noted_on: date | None, pod: Pod, now: datetime) -> tuple[date, str]:
    today = now.astimezone(ZoneInfo(pod.zone)).date()
    day = noted_on or today
    problems: list[Problem] = [*check_text(note, "note", limit=MAX_NOTE, required=True)]
    if day > today:
        problems.append(problem("date_in_future", "noted_on", date=day, today=today))
    if problems:
        raise Refused(*problems)
    return day, clean(note, MAX_NOTE)


def _just_noted(session: Session, experiment: Experiment, note: str, now: datetime) -> Observation | None:
    """A command has no key, so here the words tell: the experiment is held, and two at once take turns."""
    session.refresh(experiment, with_for_update=True)
    latest = session.exec(
        select(Observation)
        .where(Observation.experiment_id == experiment.id, Observation.created_at > now - SAME_NOTE)
        .order_by(col(Observation.id).desc())
        .limit(PAGE)
    ).all()
    return next((row for row in latest if row.note == note), None)


def _ring(row: Observation, chosen: Ring) -> Ring:
    """Somebody else's words are not one's own to share (S1, W6)."""
    return Ring.ME if row.quoted else chosen


def _line(row: Observation, experiment: Experiment) -> NoteLine:
    return NoteLine(
        id=access.required(row.id),
        experiment_id=row.experiment_id,
        about=experiment.hypothesis,
        on=row.noted_on,
        note=row.note,
        ring=Ring(row.ring),
        quoted=row.quoted,
    )


def _own(session: Session, who: Who, note_id: int, *, hold: bool = False) -> tuple[Observation, Experiment, Pod]:
    row = access.row(session, Observation, note_id, hold=hold)
    experiment = session.get(Experiment, row.experiment_id) if row else None
    pod = session.get(Pod, experiment.pod_id) if experiment else None
    if row is None or experiment is None or pod is None or (pod.team_id, row.user_id) != (who.team, who.user):
        raise access.not_found("note")
    return row, experiment, pod


def _observed(session: Session, command: Observe) -> tuple[Experiment, Pod]:
    if command.experiment_id is not None:
        return access.own_experiment(session, command.who, command.experiment_id, hold=True)
    open_now = [line for line in mine(session, command.who) if line.state in OPEN]
    if not open_now:
        seats = access.seats(session, command.who)
        if seats and not any(seat.is_leader for seat in seats):
            raise Refused(problem("notes_are_leaders"))
        raise Refused(problem("no_experiment"))
    if len(open_now) > 1:
        raise Refused(problem("which_experiment"))
    return access.own_experiment(session, command.who, open_now[0].id)

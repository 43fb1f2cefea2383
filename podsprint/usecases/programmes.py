"""Programmes (L13): a purpose over months, and workshops beside its sprints.

Whoever creates a programme owns it. An owner sees which pods take part, which sprints they have run, what leaders let
cross (L14) and figures of five people or more (S4); nobody's entries, and nothing that counts who did what.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select, update

from podsprint.domain import programmes as rules
from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import ProgrammeView
from podsprint.domain.text import clean
from podsprint.errors import Refused
from podsprint.store.tables import Pod, Programme, ProgrammeInvite, Workshop
from podsprint.usecases import access, audit, outbox
from podsprint.usecases.programme_pods import plans_changed
from podsprint.usecases.programme_views import owned, pods_of, view


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateProgramme:
    """A new programme; its creator owns it."""

    who: Who
    name: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWorkshop:
    """Something dated beside the sprints."""

    who: Who
    programme_id: int
    title: str
    on_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveWorkshop:
    """It was a mistake, or is off."""

    who: Who
    workshop_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndProgramme:
    """The programme is over; its pods go on as they are."""

    who: Who
    programme_id: int


def create_programme(session: Session, command: CreateProgramme, now: datetime) -> ProgrammeView:
    """Make it.

    Raises:
        Refused: a field cannot stand, the name is taken, or this person owns as many as one can keep in view.
    """
    problems = list(rules.check_programme(command.name, command.purpose))
    if len(owned(session, command.who)) >= rules.MAX_OWNED:
        problems.append(problem("too_many_programmes", "name", limit=rules.MAX_OWNED))
    if problems:
        raise Refused(*problems)
    name = clean(command.name, rules.MAX_NAME)
    row = Programme(
        team_id=command.who.team,
        name=name,
        name_key=name.casefold(),
        purpose=clean(command.purpose, rules.MAX_PURPOSE),
        owner_id=command.who.user,
        created_by=command.who.user,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise Refused(problem("programme_name_taken", "name", name=name)) from error
    audit.record(session, command.who, Action.PROGRAMME_CREATED, now, object_id=row.id)
    outbox.home(session, command.who, now)
    return view(session, row)


def add_workshop(session: Session, command: AddWorkshop, now: datetime) -> ProgrammeView:
    """Put a workshop beside the sprints; running plans show it.

    Raises:
        Refused: not the owner, or a field cannot stand.
    """
    programme = access.owned_programme(session, command.who, command.programme_id)
    problems = rules.check_workshop(command.title, command.on_day, today=now.date())
    if problems:
        raise Refused(*problems)
    row = Workshop(
        programme_id=command.programme_id,
        on_day=access.required(command.on_day),
        title=clean(command.title, rules.MAX_WORKSHOP),
        created_by=command.who.user,
        created_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(session, command.who, Action.WORKSHOP_ADDED, now, object_id=row.id)
    plans_changed(session, pods_of(session, command.programme_id), now)
    return view(session, programme)


def remove_workshop(session: Session, command: RemoveWorkshop, now: datetime) -> ProgrammeView:
    """Take it out again.

    Raises:
        Refused: not the owner's.
    """
    row = access.row(session, Workshop, command.workshop_id)
    if row is None:
        raise access.not_found("programme")
    programme = access.owned_programme(session, command.who, row.programme_id)
    session.delete(row)
    session.flush()
    audit.record(session, command.who, Action.WORKSHOP_REMOVED, now, object_id=command.workshop_id)
    plans_changed(session, pods_of(session, access.required(programme.id)), now)
    return view(session, programme)


def end_programme(session: Session, command: EndProgramme, now: datetime) -> None:
    """End it. Pods and their sprints go on; nothing crosses between them any more.

    Raises:
        Refused: not the owner.
    """
    programme = access.owned_programme(session, command.who, command.programme_id)
    pods = pods_of(session, command.programme_id)
    invited = session.exec(
        select(Pod)
        .join(ProgrammeInvite, col(ProgrammeInvite.pod_id) == Pod.id)
        .where(ProgrammeInvite.programme_id == command.programme_id)
    ).all()
    programme.ended_at = now
    session.add(programme)
    session.exec(update(Pod).where(col(Pod.programme_id) == command.programme_id).values(programme_id=None))
    session.exec(delete(ProgrammeInvite).where(col(ProgrammeInvite.programme_id) == command.programme_id))
    session.flush()
    audit.record(session, command.who, Action.PROGRAMME_ENDED, now, object_id=command.programme_id)
    for pod in (*pods, *invited):
        outbox.programme_invite(session, pod, command.programme_id, now, to=pod.facilitator_id)
    plans_changed(session, pods, now)
    outbox.home(session, command.who, now)

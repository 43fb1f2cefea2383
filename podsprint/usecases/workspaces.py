"""What an admin decides for a whole workspace: whom to turn to in distress, and how long things are kept."""

import contextlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from podsprint.domain.audit import Action
from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import WorkspaceSettings
from podsprint.domain.text import clean, is_blank
from podsprint.domain.workspace import FOR_EVER, MAX_CONTACTS, check_settings
from podsprint.errors import Refused
from podsprint.store.tables import Workspace
from podsprint.usecases import audit, retention


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWorkspace:
    """An admin changes what holds for everyone. ``facts`` is what Slack has just said of them."""

    who: Who
    facts: tuple[Facts, ...]
    contacts: str
    keep_months: int | None
    version: str  # of the settings the form was made from


def runs_it(facts: tuple[Facts, ...], who: Who) -> bool:
    """Whether Slack says that somebody is an admin or owner of their workspace.

    Raises:
        Refused: Slack did not say what they are.
    """
    told = {found.user: found.standing for found in facts}
    if who.user not in told:
        raise Refused(problem("admin_unknown"))
    return told[who.user] == Standing.ADMIN


def settings(session: Session, team: str) -> WorkspaceSettings:
    """What holds now: nothing of it is a secret."""
    row = session.get(Workspace, team)
    return _shown(row) if row else WorkspaceSettings(contacts="", keep_months=FOR_EVER)


def change(session: Session, command: ChangeWorkspace, now: datetime) -> WorkspaceSettings:
    """Keep it, for everyone.

    Raises:
        Refused: not an admin, a field that cannot stand, or somebody else was quicker.
    """
    who = command.who
    if not runs_it(command.facts, who):
        raise Refused(problem("admins_only"))
    if problems := check_settings(command.contacts, command.keep_months):
        raise Refused(*problems)
    row = _held(session, who.team)
    before = _shown(row)
    contacts = "" if is_blank(command.contacts) else clean(command.contacts, MAX_CONTACTS)
    months = command.keep_months or FOR_EVER
    if (contacts, months) == (before.contacts, before.keep_months):
        return before  # a form sent twice, too
    if command.version != before.version:
        raise Refused(problem("workspace_changed", at=before.changed_at))
    if contacts != before.contacts:
        audit.record(session, who, Action.HELP_CHANGED, now)
    if months != before.keep_months:
        audit.record(session, who, Action.RETENTION_CHANGED, now, object_id=months)
    row.help_contacts, row.keep_months = contacts or None, months or None
    row.changed_by, row.changed_at = who.user, now
    session.add(row)
    if months != before.keep_months:
        retention.begin(session, who.team, now)
    session.flush()
    return _shown(row)


def _held(session: Session, team: str) -> Workspace:
    """The workspace's row, held until the transaction ends."""
    row = session.get(Workspace, team, with_for_update=True)
    if row is not None:
        return row
    with contextlib.suppress(IntegrityError), session.begin_nested():  # somebody else's is the first one, perhaps
        session.add(Workspace(team_id=team))
        session.flush()
    return session.get_one(Workspace, team, with_for_update=True, populate_existing=True)


def _shown(row: Workspace) -> WorkspaceSettings:
    return WorkspaceSettings(
        contacts=row.help_contacts or "",
        keep_months=row.keep_months or FOR_EVER,
        changed_by=row.changed_by or "",
        changed_at=row.changed_at,
        clears_on=row.clears_on,
    )

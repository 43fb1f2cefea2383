"""Words of distress stop the script: no coaching question, only where to find help, for whoever wrote them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from podsprint.domain.distress import in_distress
from podsprint.domain.people import Who
from podsprint.domain.read_models import HelpContacts
from podsprint.store import work
from podsprint.store.tables import Workspace
from podsprint.usecases import workspace_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What somebody wrote that could not be kept."""

    who: Who
    text: str


def hear(session: Session, command: Heard, now: datetime) -> None:
    """The same for what is not kept: it was said all the same."""
    listen(session, command.who, now, command.text)


def listen(session: Session, who: Who, now: datetime, *texts: str | None, instead_of: str = "") -> None:
    """Somebody has written something. If it sounds like distress, they are shown where to find help, once a day at
    most, and the work under the key ``instead_of`` is not done."""
    if in_distress(*texts):
        workspace_notes.help_contacts(session, who, now)
        work.cancel(session, instead_of, now=now)


def contacts(session: Session, team: str) -> HelpContacts:
    """Whom to turn to, in the company's own words if it has written any."""
    row = session.get(Workspace, team)
    return HelpContacts(contacts=(row.help_contacts or "") if row else "")

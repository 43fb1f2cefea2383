"""What holds for a whole workspace, and what is told because of it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpContacts:
    """Whom to turn to in distress, in the company's own words; "" for the usual ones."""

    contacts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedSprint:
    """A sprint of which what people wrote is about to go."""

    pod: str
    number: int
    ended: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionNotice:
    """What somebody wrote long ago goes on a day."""

    on: date
    before: date  # what ended before this day
    months: int
    sprints: tuple[ClearedSprint, ...]  # those they wrote in; none if it is only what they wrote beside sprints
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionOff:
    """Nothing of somebody's goes on a day that they were told of."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSettings:
    """What the admins have decided for everyone."""

    contacts: str
    keep_months: int  # 0: until its author deletes it
    changed_by: str = ""  # "" once they have been forgotten
    changed_at: datetime | None = None
    clears_on: date | None = None  # when what is too old is removed next; those concerned have been told

    @property
    def version(self) -> str:
        """Which state of the settings this is: a form carries it, so that whoever is second is told."""
        return self.changed_at.isoformat() if self.changed_at else ""

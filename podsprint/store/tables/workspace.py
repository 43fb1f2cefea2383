"""What holds for a whole workspace, the trail of who did what, and whether the bot is at work."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from podsprint.store.tables.base import secret


class Workspace(SQLModel, table=True):
    """A workspace's own settings, and whether it still has the bot."""

    team_id: str = Field(primary_key=True)
    keep_months: int | None = None  # how long what people wrote is kept after a sprint; None: until they delete it
    help_contacts: str | None = secret()  # whom to turn to in distress, in the company's words
    changed_by: str | None = None
    changed_at: datetime | None = None
    clears_on: date | None = None  # when what has been kept that long goes; those concerned have been told
    uninstalled_at: datetime | None = None


class Heartbeat(SQLModel, table=True):
    """That the bot is at work, once a minute. Whoever looks from outside sees here whether Slack reaches it."""

    way: str = Field(primary_key=True)  # how Slack reaches it: socket
    seen_at: datetime
    connected_at: datetime | None = None  # when it was last seen connected


class Audit(SQLModel, table=True):
    """Who did what to pods, roles and programmes (S6): ids and codes, no text of anyone's. It refers to nothing, so
    that it stays when what it tells of is deleted."""

    __table_args__ = (Index("ix_audit_team", "team_id", "id"), Index("ix_audit_pod", "pod_id", "id"))
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    at: datetime
    actor: str  # "" for the bot itself
    action: str  # a ``domain.audit.Action``
    pod_id: int | None = None
    object_id: int | None = None
    subject: str = ""  # the person it was about

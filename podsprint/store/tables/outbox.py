"""Messages of ours in Slack, and the work that is waiting."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from podsprint.store.tables.base import index_where


class PostState(StrEnum):
    """How a message of ours stands. ``sending`` is committed before the call and ``sent`` after it: only a row still
    ``sending`` is ever looked up before it is posted again."""

    SENDING = "sending"
    SENT = "sent"
    GOING = "going"  # it is to be deleted in Slack
    STUCK = "stuck"  # Slack would not delete it


LEAVING = (PostState.GOING, PostState.STUCK)  # such a message is not brought up to date any more


class Post(SQLModel, table=True):
    """A message of ours in Slack."""

    __table_args__ = (Index("ix_post_author", "team_id", "author"),)
    key: str = Field(primary_key=True)
    team_id: str
    author: str = ""  # whose words it carries, or whom it was for: theirs to take back (S5)
    channel_id: str
    thread_ts: str | None = None
    ts: str | None = None
    state: str
    digest: str = ""  # of what was last shown, so that an unchanged message is not edited
    sending_since: datetime


class Work(SQLModel, table=True):
    """Calendar and outbox in one: what is to be done, and when."""

    __table_args__ = (
        UniqueConstraint("key"),
        index_where("ix_work_due", "due_at", where="done_at is null"),
        index_where("ix_work_lane", "lane", "id", where="done_at is null"),
        index_where("ix_work_dead", "id", where="error is not null"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str
    kind: str
    due_at: datetime  # also the end of a lease, and the time of the next try
    expires_at: datetime | None = None
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))  # ids only
    lane: str | None = None  # one conversation: kept in order
    tries: int = 0  # also the fencing token
    leased: bool = False  # in somebody's hands until ``due_at``
    failures: int = 0
    done_at: datetime | None = None
    error: str | None = None


class SharedFile(SQLModel, table=True):
    """A file of ours in Slack: somebody's export, or a pod's report with the words of several."""

    __tablename__ = "shared_file"
    __table_args__ = (Index("ix_shared_file_user", "team_id", "user_id"), Index("ix_shared_file_pod", "pod_id"))
    file_id: str = Field(primary_key=True)
    team_id: str
    user_id: str
    pod_id: int | None = None  # whose people's words are in it: of a report
    at: datetime

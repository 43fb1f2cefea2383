"""Sprints and their sessions."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from podsprint.store.tables.base import index_where


class Sprint(SQLModel, table=True):
    """Ten working days. A pod runs one at a time."""

    __table_args__ = (
        UniqueConstraint("pod_id", "number"),
        index_where("ux_sprint_running", "pod_id", where="closed_at is null", unique=True),
        index_where("ix_sprint_kept", "closed_at", where="cleared_at is null"),
    )
    id: int | None = Field(default=None, primary_key=True)
    pod_id: int = Field(foreign_key="pod.id")
    number: int
    cadence: str
    theme: str = ""
    starts_on: date
    ends_on: date
    started_by: str
    started_at: datetime
    closed_at: datetime | None = None
    closed_by: str | None = None  # somebody closed it early
    paused_at: datetime | None = None
    paused_by: str | None = None
    cleared_at: datetime | None = None  # what people wrote in it has been kept as long as the workspace wants


class Meeting(SQLModel, table=True):
    """A session of a sprint: kick-off, stand-up or retro. (The table is not called session: that word is the ORM's.)"""

    __table_args__ = (
        UniqueConstraint("sprint_id", "kind", "number"),
        Index("ix_meeting_pod", "pod_id", "opens_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    sprint_id: int = Field(foreign_key="sprint.id")
    pod_id: int = Field(foreign_key="pod.id")
    kind: str
    number: int
    live: bool
    minutes: int
    opens_at: datetime
    closes_at: datetime
    grace_until: datetime
    state: str
    opened_at: datetime | None = None
    planned_for: datetime | None = None  # where it was in the plan, once it has been moved
    host_id: str | None = None  # who runs it instead of the facilitator
    changed_by: str | None = None  # who moved or skipped it last
    merged_into_id: int | None = Field(default=None, foreign_key="meeting.id")

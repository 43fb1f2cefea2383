"""Pods, who leads in them, and what they agreed on."""

from datetime import datetime, time

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from podsprint.store.tables.base import index_where, secret


class Pod(SQLModel, table=True):
    """A group of leaders in one channel, meeting at one time of day in one zone."""

    __table_args__ = (
        # A channel and a name are free again once their pod has ended.
        index_where("ux_pod_channel", "team_id", "channel_id", where="ended_at is null", unique=True),
        index_where("ux_pod_name", "team_id", "name_key", where="ended_at is null", unique=True),
        Index("ix_pod_facilitator", "team_id", "facilitator_id"),
        Index("ix_pod_deputy", "team_id", "deputy_id"),
        Index("ix_pod_programme", "programme_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    channel_id: str
    name: str
    name_key: str  # the name as names are compared: case folded
    facilitator_id: str
    zone: str
    meets_at: time
    country: str = ""  # whose public holidays count; "" for none
    works_on: str = "01234"  # weekdays, Monday 0
    size_reason: str | None = secret()  # why this pod is smaller or larger than 4-6 (L4)
    created_by: str
    created_at: datetime
    facilitator_role: str = "peer"  # peer, manager or outsider: the last two see less (L17)
    deputy_id: str | None = None  # takes over when the facilitator is away (C12)
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    cadence: str = "classic"
    trouble: str = ""  # why the channel cannot be used, if it cannot: archived, bot_removed
    ended_at: datetime | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="pod.id")


class Member(SQLModel, table=True):
    """A leader's place in a pod. Leaving keeps the row, so that what was shared keeps its author."""

    __table_args__ = (
        UniqueConstraint("pod_id", "user_id"),
        Index("ix_member_user", "team_id", "user_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    pod_id: int = Field(foreign_key="pod.id")
    team_id: str
    user_id: str
    joined_at: datetime
    left_at: datetime | None = None


class Proposal(SQLModel, table=True):
    """A question that waits for one person's yes or no: may I join, shall our pods become one."""

    __table_args__ = (
        # Asking twice is asking once, for as long as nobody has answered.
        index_where("ux_proposal_open", "kind", "pod_id", "asked_by", where="answered_at is null", unique=True),
        Index("ix_proposal_pod", "pod_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    kind: str  # join, merge
    pod_id: int = Field(foreign_key="pod.id")  # the pod to join, or the pod that would go into another
    asked_by: str
    asked_of: str  # whose answer it waits for, when it was asked
    asked_at: datetime
    answer: str = ""  # accepted, declined, withdrawn
    answered_by: str | None = None
    answered_at: datetime | None = None
    into_pod_id: int | None = Field(default=None, foreign_key="pod.id")  # of a merge that was accepted


class Charter(SQLModel, table=True):
    """What the pod is for and how its people treat one another (W9). The pod's ring."""

    pod_id: int = Field(primary_key=True, foreign_key="pod.id")
    goal: str = secret(optional=False)
    so_that: str = secret(optional=False)
    roles: str = secret(optional=False)
    norms: str = secret(optional=False)
    confidentiality: str = secret(optional=False)
    updated_by: str
    updated_at: datetime

"""What is kept. Everything a person writes in their own words is a ``Secret``; ids and dates are not.

Times are aware UTC on both databases (SQLModel's UTCDateTime refuses naive ones).
"""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from podsprint.store.secret import Secret

# Named, so that a later migration can find a constraint again on either database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def _secret(*, optional: bool = True) -> Any:
    return Field(default=None if optional else ..., sa_column=Column(Secret, nullable=optional))


class Person(SQLModel, table=True):
    """Somebody the bot has met, with what it learned from Slack about when they work."""

    __table_args__ = (UniqueConstraint("team_id", "user_id"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    user_id: str
    zone: str = ""  # "" until Slack has told us
    home_opened_at: datetime | None = None


class Pod(SQLModel, table=True):
    """A group of leaders in one channel, meeting at one time of day in one zone."""

    __table_args__ = (
        UniqueConstraint("team_id", "channel_id"),
        UniqueConstraint("team_id", "name_key"),
        Index("ix_pod_facilitator", "team_id", "facilitator_id"),
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
    size_reason: str | None = _secret()  # why this pod is smaller or larger than 4-6 (L4)
    created_by: str
    created_at: datetime


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


class Charter(SQLModel, table=True):
    """What the pod is for and how its people treat one another (W9). The pod's ring."""

    pod_id: int = Field(primary_key=True, foreign_key="pod.id")
    goal: str = _secret(optional=False)
    so_that: str = _secret(optional=False)
    roles: str = _secret(optional=False)
    norms: str = _secret(optional=False)
    confidentiality: str = _secret(optional=False)
    updated_by: str
    updated_at: datetime


class Sprint(SQLModel, table=True):
    """Ten working days. A pod runs one at a time."""

    __table_args__ = (
        UniqueConstraint("pod_id", "number"),
        Index(
            "ux_sprint_running",
            "pod_id",
            unique=True,
            sqlite_where=text("closed_at is null"),
            postgresql_where=text("closed_at is null"),
        ),
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


class Experiment(SQLModel, table=True):
    """Something a leader tries in their real work, written as an action hypothesis (L7, W4)."""

    __table_args__ = (Index("ix_experiment_user", "pod_id", "user_id"),)
    id: int | None = Field(default=None, primary_key=True)
    pod_id: int = Field(foreign_key="pod.id")
    sprint_id: int | None = Field(default=None, foreign_key="sprint.id")
    user_id: str
    ring: str
    state: str
    framing_question: str | None = _secret()
    hypothesis: str = _secret(optional=False)
    what_i_do: str | None = _secret()
    place: str | None = _secret()  # where in their work
    expect: str | None = _secret()  # the signal to watch for
    work_item: str | None = _secret()  # what it is linked to, beside or instead of the pod's goal (W1)
    serves_goal: bool
    due_on: date | None = None
    what_changed: str | None = _secret()  # in the work; an experiment is closed only with it (L16)
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None


class CheckIn(SQLModel, table=True):
    """One leader's entry for one session. A kick-off's points at its experiment; a reflection points at its entry."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("meeting_id", "user_id"),
        Index("ix_check_in_user", "pod_id", "user_id", "created_at"),
        Index("ix_check_in_experiment", "experiment_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    pod_id: int = Field(foreign_key="pod.id")
    user_id: str
    experiment_id: int | None = Field(default=None, foreign_key="experiment.id")
    ring: str
    late: bool
    tried: str | None = _secret()
    noticed: str | None = _secret()
    next_step: str | None = _secret()
    next_by: date | None = None
    confidence: int | None = None
    coaching_on: str | None = _secret()
    created_at: datetime
    updated_at: datetime


class Observation(SQLModel, table=True):
    """One dated note of what happened in an experiment."""

    __table_args__ = (Index("ix_observation_experiment", "experiment_id", "created_at"),)
    id: int | None = Field(default=None, primary_key=True)
    experiment_id: int = Field(foreign_key="experiment.id")
    user_id: str
    ring: str
    noted_on: date
    note: str = _secret(optional=False)
    created_at: datetime


class Reflection(SQLModel, table=True):
    """What a leader makes of it: one choice and one line are enough (L18)."""

    __table_args__ = (
        UniqueConstraint("check_in_id"),
        Index("ix_reflection_user", "pod_id", "user_id", "created_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    pod_id: int = Field(foreign_key="pod.id")
    user_id: str
    experiment_id: int | None = Field(default=None, foreign_key="experiment.id")
    check_in_id: int | None = Field(default=None, foreign_key="check_in.id")
    ring: str
    choice: str
    line: str | None = _secret()
    facts: str | None = _secret()
    what_changed: str | None = _secret()  # as told in this entry, and in its ring
    behaviour: str | None = _secret()
    prompt: str = ""  # id of the coaching question it answers, if any
    created_at: datetime
    updated_at: datetime


class Asked(SQLModel, table=True):
    """A coaching question put to a leader, so that none comes twice while others are left."""

    __table_args__ = (
        UniqueConstraint("check_in_id"),
        Index("ix_asked_user", "team_id", "user_id", "asked_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    user_id: str
    check_in_id: int = Field(foreign_key="check_in.id")
    question_id: str
    asked_at: datetime


class Post(SQLModel, table=True):
    """A message of ours in Slack. ``sending`` is committed before the call and ``sent`` after it: only a row still
    ``sending`` is ever looked up before it is posted again."""

    key: str = Field(primary_key=True)
    team_id: str
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
        Index(
            "ix_work_due",
            "due_at",
            sqlite_where=text("done_at is null"),
            postgresql_where=text("done_at is null"),
        ),
        Index(
            "ix_work_lane",
            "lane",
            "id",
            sqlite_where=text("done_at is null"),
            postgresql_where=text("done_at is null"),
        ),
        Index(
            "ix_work_dead",
            "id",
            sqlite_where=text("error is not null"),
            postgresql_where=text("error is not null"),
        ),
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


class KeyCheck(SQLModel, table=True):
    """A known text under the current key, so that a wrong key is noticed at the start and not at the first reader."""

    __tablename__ = "key_check"
    id: int = Field(primary_key=True)
    known: str = _secret(optional=False)

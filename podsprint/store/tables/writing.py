"""What leaders write: experiments, entries, observations, reflections."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from podsprint.store.tables.base import secret


class Experiment(SQLModel, table=True):
    """Something a leader tries in their real work, written as an action hypothesis (L7, W4)."""

    __table_args__ = (
        UniqueConstraint("form_key"),
        UniqueConstraint("continues_id"),
        Index("ix_experiment_user", "pod_id", "user_id"),
        Index("ix_experiment_source", "source_channel", "source_ts"),
        {"sqlite_autoincrement": True},  # an id that was deleted is nobody else's later
    )
    id: int | None = Field(default=None, primary_key=True)
    pod_id: int = Field(foreign_key="pod.id")
    sprint_id: int | None = Field(default=None, foreign_key="sprint.id")
    user_id: str
    ring: str
    state: str
    framing_question: str | None = secret()
    hypothesis: str = secret(optional=False)
    what_i_do: str | None = secret()
    place: str | None = secret()  # where in their work
    expect: str | None = secret()  # the signal to watch for
    work_item: str | None = secret()  # what it is linked to, beside or instead of the pod's goal (W1)
    serves_goal: bool
    due_on: date | None = None
    what_changed: str | None = secret()  # in the work; an experiment is closed only with it (L16)
    offered_by: str | None = None  # a proposal, until its leader takes it up (W6)
    source_channel: str | None = None  # the Slack message it was made from
    source_ts: str | None = None
    form_key: str | None = None  # the form it was written in: sent twice, it is kept once
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None
    # The same experiment as its leader's former pod saw it, before that pod became part of this one.
    continues_id: int | None = Field(default=None, foreign_key="experiment.id", ondelete="SET NULL")


class CheckIn(SQLModel, table=True):
    """One leader's entry for one session. A kick-off's points at its experiment; a reflection points at its entry."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("meeting_id", "user_id"),
        Index("ix_check_in_user", "pod_id", "user_id", "created_at"),
        Index("ix_check_in_experiment", "experiment_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    pod_id: int = Field(foreign_key="pod.id")
    user_id: str
    experiment_id: int | None = Field(default=None, foreign_key="experiment.id")
    ring: str
    late: bool
    tried: str | None = secret()
    noticed: str | None = secret()
    next_step: str | None = secret()
    next_by: date | None = None
    confidence: int | None = None
    coaching_on: str | None = secret()
    coach_id: str | None = None  # a peer who has said that they can coach them on it
    coach_answer: str = Field(default="", sa_column_kwargs={"server_default": ""})  # declined, by whose wish it is
    created_at: datetime
    updated_at: datetime


class Observation(SQLModel, table=True):
    """One dated note of what happened in an experiment."""

    __table_args__ = (
        UniqueConstraint("form_key"),
        Index("ix_observation_experiment", "experiment_id", "created_at"),
        Index("ix_observation_source", "source_channel", "source_ts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    experiment_id: int = Field(foreign_key="experiment.id")
    user_id: str
    ring: str
    noted_on: date
    note: str = secret(optional=False)
    source_channel: str | None = None  # the Slack message it was saved from
    source_ts: str | None = None
    quoted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # began with another's words
    form_key: str | None = None
    created_at: datetime
    updated_at: datetime | None = None


class Reflection(SQLModel, table=True):
    """What a leader makes of it: one choice and one line are enough (L18)."""

    __table_args__ = (
        UniqueConstraint("check_in_id"),
        UniqueConstraint("form_key"),
        Index("ix_reflection_user", "pod_id", "user_id", "created_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    pod_id: int = Field(foreign_key="pod.id")
    user_id: str
    experiment_id: int | None = Field(default=None, foreign_key="experiment.id")
    check_in_id: int | None = Field(default=None, foreign_key="check_in.id")
    ring: str
    choice: str
    line: str | None = secret()
    facts: str | None = secret()
    what_changed: str | None = secret()  # as told in this entry, and in its ring
    behaviour: str | None = secret()
    outcome: str = Field(default="", sa_column_kwargs={"server_default": ""})  # how it ended, as told in this entry
    prompt: str = ""  # id of the coaching question it answers, if any
    form_key: str | None = None
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

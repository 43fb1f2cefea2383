"""Programmes, and what a pod decides at a sprint's end."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from podsprint.store.tables.base import index_where, secret


class Programme(SQLModel, table=True):
    """A purpose and a run of sprints, for one or more pods (L13)."""

    __table_args__ = (
        index_where("ux_programme_name", "team_id", "name_key", where="ended_at is null", unique=True),
        Index("ix_programme_owner", "team_id", "owner_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    name: str
    name_key: str
    purpose: str = secret(optional=False)  # "so that ..."
    owner_id: str
    created_by: str
    created_at: datetime
    ended_at: datetime | None = None


class Workshop(SQLModel, table=True):
    """Something dated beside the sprints, such as a workshop: context, nothing to attend here."""

    __table_args__ = (Index("ix_workshop_programme", "programme_id", "on_day"),)
    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id")
    on_day: date
    title: str = secret(optional=False)
    created_by: str
    created_at: datetime


class StoppedPractice(SQLModel, table=True):
    """A practice that a pod has voted off (W8)."""

    __tablename__ = "stopped_practice"
    pod_id: int = Field(primary_key=True, foreign_key="pod.id")
    practice: str = Field(primary_key=True)
    since: datetime


class PracticeVote(SQLModel, table=True):
    """Keep, change or stop: one leader on one practice at one sprint's end."""

    __tablename__ = "practice_vote"
    sprint_id: int = Field(primary_key=True, foreign_key="sprint.id")
    user_id: str = Field(primary_key=True)
    practice: str = Field(primary_key=True)
    vote: str
    created_at: datetime


class GoOn(SQLModel, table=True):
    """Whether a leader wants another sprint (W12)."""

    __tablename__ = "go_on"
    sprint_id: int = Field(primary_key=True, foreign_key="sprint.id")
    user_id: str = Field(primary_key=True)
    answer: str
    created_at: datetime


class Booster(SQLModel, table=True):
    """A look back at an adopted experiment, 30, 60 or 90 days later (L10)."""

    __table_args__ = (UniqueConstraint("experiment_id", "days"), Index("ix_booster_user", "user_id", "due_on"))
    id: int | None = Field(default=None, primary_key=True)
    experiment_id: int = Field(foreign_key="experiment.id")
    user_id: str
    days: int
    due_on: date
    asked_at: datetime | None = None
    answer: str | None = None
    answered_at: datetime | None = None


class ProgrammeInvite(SQLModel, table=True):
    """An owner's question to a pod's facilitator: whether the pod takes part in the programme."""

    __tablename__ = "programme_invite"
    __table_args__ = (UniqueConstraint("programme_id", "pod_id"),)
    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id")
    pod_id: int = Field(foreign_key="pod.id")
    asked_by: str
    asked_at: datetime


class Published(SQLModel, table=True):
    """A figure of a sprint, made once at its end of five people or more (S4). Nothing later changes it."""

    sprint_id: int = Field(primary_key=True, foreign_key="sprint.id")
    figure: str = Field(primary_key=True)  # pulse, progress
    people: int
    means: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class PulseSeat(SQLModel, table=True):
    """That somebody has answered the safety pulse of a sprint; not what."""

    __tablename__ = "pulse_seat"
    sprint_id: int = Field(primary_key=True, foreign_key="sprint.id")
    user_id: str = Field(primary_key=True)


class PulseAnswer(SQLModel, table=True):
    """An answer to the safety pulse; not whose (L12). Its id is random and it has no time: order tells nothing."""

    __tablename__ = "pulse_answer"
    __table_args__ = (Index("ix_pulse_answer_sprint", "sprint_id"),)
    id: str = Field(primary_key=True)
    sprint_id: int = Field(foreign_key="sprint.id")
    scores: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Progress(SQLModel, table=True):
    """How far a leader feels they have come, 1 to 10, at a sprint's start or end. Theirs alone (L15)."""

    __table_args__ = (Index("ix_progress_user", "user_id", "sprint_id"),)
    sprint_id: int = Field(primary_key=True, foreign_key="sprint.id")
    user_id: str = Field(primary_key=True)
    moment: str = Field(primary_key=True)  # start, end
    value: int
    created_at: datetime


class Consent(SQLModel, table=True):
    """An author lets a learning leave the pod: by name, or without (L14). Withdrawing keeps the row."""

    __table_args__ = (Index("ix_consent_experiment", "experiment_id"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    user_id: str
    experiment_id: int = Field(foreign_key="experiment.id")
    how: str  # named, anonymous
    created_at: datetime
    withdrawn_at: datetime | None = None

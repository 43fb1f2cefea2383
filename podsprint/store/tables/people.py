"""People as Slack and they themselves describe them: when they work, when they are away, what they were asked."""

from datetime import date, datetime, time

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Person(SQLModel, table=True):
    """Somebody the bot has met, with what it learned from Slack about when they work."""

    __table_args__ = (UniqueConstraint("team_id", "user_id"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    user_id: str
    zone: str = ""  # "" until Slack has told us
    own_zone: bool = False  # chosen here: what Slack says no longer counts
    slack_updated: int | None = None  # when Slack last changed what it says of them: what is older is not followed
    standing: str = ""  # what Slack says they are: "" until it has, else a ``domain.people.Standing``
    country: str = ""  # whose public holidays are theirs; "" for their pod's
    works_from: time | None = None  # their working hours; None for the usual ones
    works_to: time | None = None
    works_on: str = ""  # weekdays, Monday 0; "" for their pod's
    reminders: str = "standard"  # light, standard, active, off
    quiet_from: time | None = None
    quiet_to: time | None = None
    snoozed_until: datetime | None = None
    home_opened_at: datetime | None = None


class Absence(SQLModel, table=True):
    """Days on which somebody is away. Nobody who is away is missing."""

    __table_args__ = (Index("ix_absence_user", "team_id", "user_id", "last_day"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    user_id: str
    first_day: date
    last_day: date  # the last day away, in their own zone
    source: str  # self, facilitator, slack_status
    noted_by: str
    created_at: datetime


class Ping(SQLModel, table=True):
    """The one unsolicited message a person may get on a day, in their own zone (L11)."""

    __table_args__ = (UniqueConstraint("team_id", "user_id", "day"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    user_id: str
    day: date
    kind: str
    at: datetime


class TimeSpent(SQLModel, table=True):
    """One thing the bot asked of somebody, and how long it takes (N7). Live sessions are shown and do not count."""

    __tablename__ = "time_spent"
    __table_args__ = (Index("ix_time_spent_week", "team_id", "user_id", "week"),)
    key: str = Field(primary_key=True)
    team_id: str
    user_id: str
    week: date  # its Monday, in their own zone
    kind: str
    seconds: int
    live: bool = False
    at: datetime

"""Whose is what: every table that keeps something of one person's, and what becomes of the others' mention of them.

Export, forgetting and retention read this list. ``tests/architecture/test_belongings.py`` walks the tables: one that is
not here has to be in ``NOT_ONE_PERSONS``, with the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import SQLModel, and_, col, or_, select

from podsprint.domain.people import Who
from podsprint.store.tables import (
    Absence,
    Asked,
    Audit,
    Booster,
    CheckIn,
    Consent,
    Experiment,
    GoOn,
    Member,
    Observation,
    Person,
    Ping,
    Pod,
    PracticeVote,
    Progress,
    PulseSeat,
    Reflection,
    SharedFile,
    Sprint,
    TimeSpent,
)

Mine = Callable[[Who], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Belonging:
    """A table with rows of one person's: which are theirs, and which of its columns say nothing to them."""

    table: type[SQLModel]
    mine: Mine
    kept: bool = False  # stays when its person is forgotten
    left_out: tuple[str, ...] = ()


def _in_team(table: Any) -> Mine:
    return lambda who: and_(table.team_id == who.team, table.user_id == who.user)


def _in_pod(table: Any) -> Mine:
    return lambda who: and_(table.user_id == who.user, table.pod_id.in_(pods_of(who.team)))


def _in_sprint(table: Any) -> Mine:
    return lambda who: and_(table.user_id == who.user, table.sprint_id.in_(_sprints_of(who.team)))


def _of_experiment(table: Any) -> Mine:
    return lambda who: and_(table.user_id == who.user, table.experiment_id.in_(_experiments_of(who.team)))


def _own_experiment(who: Who) -> ColumnElement[bool]:
    # What somebody offered is in that person's words until it is taken up (W6).
    own = and_(col(Experiment.user_id) == who.user, col(Experiment.offered_by).is_(None))
    return and_(col(Experiment.pod_id).in_(pods_of(who.team)), or_(own, col(Experiment.offered_by) == who.user))


def pods_of(team: str) -> Any:
    """The ids of a workspace's pods, as a subquery."""
    return select(Pod.id).where(Pod.team_id == team)


def _sprints_of(team: str) -> Any:
    return select(Sprint.id).join(Pod, col(Pod.id) == Sprint.pod_id).where(Pod.team_id == team)


def _experiments_of(team: str) -> Any:
    return select(Experiment.id).join(Pod, col(Pod.id) == Experiment.pod_id).where(Pod.team_id == team)


# In the order of an export: what people write comes first.
BELONGINGS: tuple[Belonging, ...] = (
    Belonging(Experiment, _own_experiment, left_out=("form_key",)),
    Belonging(Observation, _of_experiment(Observation), left_out=("form_key",)),
    Belonging(CheckIn, _in_pod(CheckIn)),
    Belonging(Reflection, _in_pod(Reflection), left_out=("form_key",)),
    Belonging(Asked, _in_team(Asked)),
    Belonging(Progress, _in_sprint(Progress)),
    Belonging(PracticeVote, _in_sprint(PracticeVote)),
    Belonging(GoOn, _in_sprint(GoOn)),
    Belonging(PulseSeat, _in_sprint(PulseSeat)),
    Belonging(Booster, _of_experiment(Booster)),
    Belonging(Consent, _in_team(Consent)),
    Belonging(Member, _in_team(Member)),
    Belonging(Person, _in_team(Person)),
    Belonging(Absence, _in_team(Absence)),
    Belonging(TimeSpent, _in_team(TimeSpent)),
    Belonging(Ping, _in_team(Ping)),
    Belonging(SharedFile, _in_team(SharedFile)),
    Belonging(Audit, lambda who: and_(col(Audit.team_id) == who.team, col(Audit.actor) == who.user), kept=True),
)

NOT_ONE_PERSONS: Mapping[str, str] = MappingProxyType(
    {
        "charter": "what a pod agreed on",
        "heartbeat": "that the bot is at work",
        "key_check": "about keys",
        "meeting": "a pod's sessions",
        "pod": "a pod",
        "post": "which messages are ours: no words; goes with the message itself",
        "programme": "a programme's purpose",
        "programme_invite": "a question to a pod",
        "proposal": "a question that waits for a yes or no: no words",
        "published": "a figure of five people or more (S4)",
        "pulse_answer": "nobody knows whose (L12)",
        "sprint": "that a sprint happened",
        "stopped_practice": "what a pod decided",
        "work": "ids of what is waiting; goes with what it is about",
        "workshop": "a programme's dates",
        "workspace": "a workspace's settings",
    }
)

# Where somebody is named in what is not theirs, by table and column. Forgotten, they are nobody there: "" or nothing.
MENTIONS: tuple[tuple[str, str], ...] = (
    ("absence", "noted_by"),
    ("charter", "updated_by"),
    ("check_in", "coach_id"),
    ("experiment", "offered_by"),
    ("meeting", "changed_by"),
    ("meeting", "host_id"),
    ("pod", "created_by"),
    ("pod", "deputy_id"),
    ("pod", "facilitator_id"),
    ("programme", "created_by"),
    ("programme", "owner_id"),
    ("programme_invite", "asked_by"),
    ("proposal", "answered_by"),
    ("proposal", "asked_by"),
    ("proposal", "asked_of"),
    ("sprint", "closed_by"),
    ("sprint", "paused_by"),
    ("sprint", "started_by"),
    ("workshop", "created_by"),
    ("workspace", "changed_by"),
)

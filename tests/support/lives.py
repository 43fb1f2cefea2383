"""People with a row in every table that keeps something of theirs; each text in it can be recognised anywhere."""

from datetime import time
from typing import Any

from sqlalchemy import Column, Integer
from sqlmodel import Session

from podsprint.domain.people import Who
from podsprint.store.secret import Secret
from podsprint.store.tables import Charter, Meeting, Member, Pod, Sprint
from podsprint.usecases.belongings import BELONGINGS
from tests.support.clock import START
from tests.support.rows import KEPT_ALREADY, models, value

PEOPLE = ("user_id", "actor", "noted_by")


def canary(user: str, column: Column[Any]) -> str:
    """What this person wrote into a column, and nobody else anywhere."""
    return f"zz-{user}-{column.table.name}-{column.name}-zz"


def pod_of(session: Session, team: str, *leaders: str, facilitator: str, channel: str = "C1") -> Pod:
    """A pod with a sprint and a session, all of it begun by its facilitator."""
    pod = Pod(
        team_id=team,
        channel_id=channel,
        name=f"Pod {channel}",
        name_key=f"pod {channel}",
        facilitator_id=facilitator,
        zone="Europe/Berlin",
        meets_at=time(9, 30),
        created_by=facilitator,
        created_at=START,
    )
    session.add(pod)
    session.flush()
    words = {part: f"{part} of all" for part in ("goal", "so_that", "roles", "norms", "confidentiality")}
    session.add(Charter(pod_id=pod.id or 0, **words, updated_by=facilitator, updated_at=START))
    day = START.date()
    sprint = Sprint(
        pod_id=pod.id or 0,
        number=1,
        cadence="classic",
        starts_on=day,
        ends_on=day,
        started_by=facilitator,
        started_at=START,
    )
    session.add(sprint)
    session.flush()
    meeting = Meeting(
        sprint_id=sprint.id or 0,
        pod_id=pod.id or 0,
        kind="standup",
        number=1,
        live=True,
        minutes=30,
        opens_at=START,
        closes_at=START,
        grace_until=START,
        state="closed",
        opened_at=START,
    )
    session.add(meeting)
    session.flush()
    for leader in leaders:
        life(session, Who(team, leader), pod)
    return pod


def life(session: Session, who: Who, pod: Pod) -> None:
    """A row in every table there is for one person, and their place in the pod."""
    tables = {belonging.table for belonging in BELONGINGS}
    own: dict[str, Any] = {}
    for table, model in models().items():
        if model not in tables or table is KEPT_ALREADY:
            continue
        row = model(
            **{column.name: _value(session, who, pod, own, column) for column in table.columns if _given(column)}
        )
        if isinstance(row, Member):
            row.left_at = None
        session.add(row)
        session.flush()
        own[table.name] = row


def _given(column: Column[Any]) -> bool:
    own_id = column.primary_key and isinstance(column.type, Integer) and not column.foreign_keys
    return not own_id and column.name not in ("offered_by", "form_key", "left_at", "continues_id")


def _value(session: Session, who: Who, pod: Pod, own: dict[str, Any], column: Column[Any]) -> Any:
    if column.name == "team_id":
        return who.team
    if column.name in PEOPLE:
        return who.user
    if isinstance(column.type, Secret):
        return canary(who.user, column)
    if column.foreign_keys:
        (key,) = column.foreign_keys
        table = key.column.table.name
        return own[table].id if table in own else pod.id  # pods, sprints and sessions are made together: same number
    if column.name == "ring":
        return "me"
    found = value(column)
    return f"{who.team}-{who.user}" if found == "x" and column.primary_key else found

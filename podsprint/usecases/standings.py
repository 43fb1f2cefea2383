"""What Slack says people are: kept, so that a pod need not wait for Slack to say it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.calendar import is_zone
from podsprint.domain.people import Facts, Standing
from podsprint.store.tables import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn:
    """Slack has told us about some people."""

    team: str
    facts: tuple[Facts, ...]


def learn(session: Session, command: Learn, now: datetime) -> None:
    """Remember it. A zone this machine does not know, or one that its person has replaced here, is left out."""
    rows = _rows(session, command.team, [facts.user for facts in command.facts])
    for facts in sorted(command.facts, key=lambda facts: facts.user):  # in one order, so that two never wait in a ring
        if facts.standing == Standing.STRANGER:
            continue  # not ours to keep anything about
        row = rows.get(facts.user) or Person(team_id=command.team, user_id=facts.user)
        if follow(row, facts):
            session.add(row)
    session.flush()


def follow(row: Person, facts: Facts) -> bool:
    """Keep what Slack says of somebody, unless it has said something newer before: events come in any order.

    Returns:
        Whether it is the newest we know.
    """
    if facts.updated and facts.updated < (row.slack_updated or 0):
        return False
    row.slack_updated = facts.updated or row.slack_updated
    row.standing = facts.standing
    if is_zone(facts.zone) and not row.own_zone:
        row.zone = facts.zone
    return True


def merged(session: Session, team: str, told: tuple[Facts, ...], users: Iterable[str]) -> tuple[Facts, ...]:
    """What is known about these people: what Slack has just said, else what it said before."""
    silent = set(users) - {facts.user for facts in told}
    kept = _rows(session, team, silent)
    before = (Facts(user=user, standing=Standing(row.standing)) for user, row in kept.items() if row.standing)
    return (*told, *before)


def _rows(session: Session, team: str, users: Iterable[str]) -> dict[str, Person]:
    wanted = sorted(set(users))
    if not wanted:
        return {}
    rows = session.exec(select(Person).where(Person.team_id == team, col(Person.user_id).in_(wanted))).all()
    return {row.user_id: row for row in rows}

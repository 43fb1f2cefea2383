"""Who is asking, and what Slack says about people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from podsprint.domain.problems import Problem, problem


@dataclass(frozen=True, slots=True)
class Who:
    """A person in a workspace, as Slack itself named them in a signed payload."""

    team: str
    user: str


class Standing(StrEnum):
    """What somebody is in their workspace, as Slack says."""

    MEMBER = "member"
    ADMIN = "admin"  # an owner or admin of the workspace
    GUEST = "guest"
    BOT = "bot"
    DEACTIVATED = "deactivated"
    STRANGER = "stranger"  # of another workspace, or nobody Slack knows here


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What Slack says about one person. The name is for telling people whom we mean; it is not kept."""

    user: str
    standing: Standing
    zone: str = ""
    name: str = ""
    updated: int = 0  # when Slack last changed it, in Unix seconds; 0 if it does not say


def check_standing(known: Iterable[Facts], users: Collection[str], field: str) -> tuple[Problem, ...]:
    """Nobody among these users who could not take part. Somebody Slack has said nothing about may stay."""
    named: dict[Standing, list[str]] = {}
    for facts in known:
        if facts.user in users:
            named.setdefault(facts.standing, []).append(facts.name)
    found = []
    if bots := named.get(Standing.BOT):
        found.append(problem("person_is_bot", field, names=_names(bots)))
    if gone := named.get(Standing.DEACTIVATED):
        found.append(problem("person_deactivated", field, names=_names(gone)))
    if strangers := named.get(Standing.STRANGER):
        found.append(problem("person_stranger", field, names=_names(strangers)))
    return tuple(found)


def is_guest(known: Iterable[Facts], user: str) -> bool:
    """Whether somebody is a guest: they may lead, and as a facilitator they are an outsider (L17)."""
    return any(facts.user == user and facts.standing == Standing.GUEST for facts in known)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if name))

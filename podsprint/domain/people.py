"""Who is asking."""

from dataclasses import dataclass
from enum import StrEnum


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

"""Who is asking."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Who:
    """A person in a workspace, as Slack itself named them in a signed payload."""

    team: str
    user: str

"""Every error podsprint raises, as one tree. A docstring says what happened; what a person reads is in ``prompts/``.

PodsprintError
├── Refused             a person asked for something that cannot be done; each problem names its field
├── CannotStart         the operator must mend something first
│   ├── WrongKey
│   └── NotAlone        another process works on this SQLite file
├── StoreError          the database did not do what it was asked, and nothing was changed
│   ├── StoreFull       there is no room left to write
│   └── StoreBusy       it is locked, or out of reach
└── SlackError          Slack did not do what it was asked
    ├── RateLimited     not done; try again after ``retry_after`` seconds
    ├── InDoubt         no answer came: it may have been done
    ├── Unavailable     not done; worth trying again
    │   └── LockedOut   the token is not good any more; not done until an operator has seen to it
    └── Rejected        not done, and trying again will not help
"""

from collections.abc import Sequence

from podsprint.domain.problems import Problem


class PodsprintError(Exception):
    """Something podsprint knows about went wrong."""


class Refused(PodsprintError):
    """A person asked for something that cannot be done. Nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems: Sequence[Problem] = problems


class CannotStart(PodsprintError):
    """The operator must mend something before the bot can work."""


class WrongKey(CannotStart):
    """The keys in PODSPRINT_KEYS do not open what is stored."""


class NotAlone(CannotStart):
    """Another podsprint works on this SQLite file."""


class StoreError(PodsprintError):
    """The database did not do what it was asked. Nothing was changed."""


class StoreFull(StoreError):
    """The database cannot write: there is no room left, or it may only be read."""


class StoreBusy(StoreError):
    """The database is locked by somebody else for too long, or cannot be reached."""


class SlackError(PodsprintError):
    """Slack did not do what it was asked."""

    def __init__(self, code: str, *, method: str = "", scope: str = "") -> None:
        said = f"{code} {scope}" if scope else code
        super().__init__(f"{method}: {said}" if method else said)
        self.code = code
        self.method = method
        self.scope = scope
        """The permission that is missing, if that is what is wrong."""


class RateLimited(SlackError):
    """Slack asked for a pause. The call had no effect."""

    def __init__(self, code: str, *, method: str = "", retry_after: float) -> None:
        super().__init__(code, method=method)
        self.retry_after = retry_after


class InDoubt(SlackError):
    """The line broke before an answer came: the call may or may not have had its effect."""


class Unavailable(SlackError):
    """Slack is in trouble; the call had no effect."""


class LockedOut(Unavailable):
    """The token is not good any more. Once an operator has put a new one in place, what waits is sent."""


class Rejected(SlackError):
    """Slack refused, and would refuse again."""

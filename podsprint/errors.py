"""Every error podsprint raises, as one tree. A docstring says what happened; what a person reads is in ``prompts/``.

PodsprintError
├── Refused             a person asked for something that cannot be done; each problem names its field
├── CannotStart         the operator must mend something first
│   └── WrongKey
└── SlackError          Slack did not do what it was asked
    ├── RateLimited     not done; try again after ``retry_after`` seconds
    ├── InDoubt         no answer came: it may have been done
    ├── Unavailable     not done; worth trying again
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


class SlackError(PodsprintError):
    """Slack did not do what it was asked."""

    def __init__(self, code: str, *, method: str = "") -> None:
        super().__init__(f"{method}: {code}" if method else code)
        self.code = code
        self.method = method


class RateLimited(SlackError):
    """Slack asked for a pause. The call had no effect."""

    def __init__(self, code: str, *, method: str = "", retry_after: float) -> None:
        super().__init__(code, method=method)
        self.retry_after = retry_after


class InDoubt(SlackError):
    """The line broke before an answer came: the call may or may not have had its effect."""


class Unavailable(SlackError):
    """Slack is in trouble; the call had no effect."""


class Rejected(SlackError):
    """Slack refused, and would refuse again."""

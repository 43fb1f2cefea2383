"""What is wrong with what somebody entered, as a value.

Domain functions never raise for a user's mistake: they return problems. A problem carries no words: its code
is a key of the texts under `prompts/`, its params fill them in, its field is the form input it is about.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `field` is the form input ("": the whole form); `params` are sorted pairs."""

    code: str
    field: str = ""
    params: tuple[tuple[str, object], ...] = ()

    @property
    def values(self) -> dict[str, object]:
        """The params as a dict, to fill in a text."""
        return dict(self.params)


def problem(code: str, field: str = "", /, **params: object) -> Problem:
    """`problem("too_long", "goal", limit=300)`. A `Problem` is hashable as long as its params are."""
    return Problem(code, field, tuple(sorted(params.items())))

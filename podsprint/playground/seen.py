"""What an actor gets to see: screens, outcomes, and what was not there."""

from dataclasses import dataclass, field
from typing import Any

from .fields import placed
from .reading import plain, text_of

Json = dict[str, Any]


class ActorError(Exception):
    """What a person would need is not there, or the app failed them."""

    def __init__(self, message: str, error: str = "not_on_screen") -> None:
        super().__init__(message)
        self.error = error


@dataclass(frozen=True)
class Screen:
    """A modal or Home as it is shown."""

    view: Json

    @property
    def title(self) -> str:
        """The title of a modal."""
        return plain(self.view.get("title"))

    @property
    def text(self) -> str:
        """Everything one can read below the title."""
        return text_of(self.view["blocks"])

    @property
    def buttons(self) -> list[str]:
        """The texts of the buttons."""
        return [plain(p.element.get("text")) for p in placed(self.view["blocks"]) if p.kind == "button"]

    @property
    def fields(self) -> dict[str, str]:
        """The fields to fill: action_id to what they are called on screen."""
        found = [p for p in placed(self.view["blocks"]) if p.has_state]
        return {p.action_id: plain(p.block.get("label")) or plain(p.element.get("placeholder")) for p in found}

    @property
    def errors(self) -> dict[str, str]:
        """Complaints below fields, by block_id."""
        return dict(self.view.get("errors") or {})

    @property
    def values(self) -> Json:
        """state.values as the server knows it."""
        values: Json = self.view["state"]["values"]
        return values


@dataclass(frozen=True)
class Outcome:
    """What became of a submission: closed, updated, pushed, errors or cleared."""

    kind: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the app took it."""
        return self.kind != "errors"

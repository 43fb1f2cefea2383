"""The two ways a request can be refused: as Slack refuses an app, and as the client refuses a person."""

from collections.abc import Sequence
from typing import Any


class SlackError(Exception):
    """An answer `{"ok": false, "error": ...}` to the app."""

    def __init__(self, error: str, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The JSON answer."""
        answer: dict[str, Any] = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": self.messages}
        return answer


class UiError(Exception):
    """Something the person cannot do, or the app failed to do for them."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(f"{error}: {message}")
        self.error = error
        self.message = message

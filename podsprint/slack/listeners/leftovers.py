"""What comes from before: forms, buttons and shortcuts that nothing here answers to any more. Bound last of all."""

import re
from typing import Any

from slack_bolt import Ack, App

from podsprint.domain.problems import problem
from podsprint.errors import Refused

ANYTHING = re.compile(".*")


def register(app: App) -> None:
    """Bind what is left over."""

    @app.view(ANYTHING)
    def form(body: dict[str, Any]) -> None:
        raise Refused(problem("form_outdated"))

    @app.action(ANYTHING)
    def button(ack: Ack, body: dict[str, Any]) -> None:
        if any(action.get("url") for action in body.get("actions") or ()):
            ack()  # a link: Slack opens it, and tells us so
            return
        raise Refused(problem("button_outdated"))

    @app.shortcut(ANYTHING)
    def shortcut(body: dict[str, Any]) -> None:
        raise Refused(problem("button_outdated"))

"""The Home tab is made in the worker; opening it asks for that."""

from typing import Any

from slack_bolt import App

from podsprint.deps import Deps
from podsprint.slack import payloads
from podsprint.usecases import people


def register(app: App, deps: Deps) -> None:
    """Bind the event."""

    @app.event("app_home_opened")
    def opened(body: dict[str, Any]) -> None:
        if body["event"].get("tab") == "home":
            deps.do(people.open_home, people.OpenHome(who=payloads.who(body)))

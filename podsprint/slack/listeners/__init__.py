"""Listeners: parse, call one use case, acknowledge. ``register`` binds them all to the app."""

from slack_bolt import App

from podsprint.deps import Deps
from podsprint.slack.listeners import buttons, commands, forms, home, options, trouble


def register(app: App, deps: Deps) -> None:
    """Bind every listener. An error in any of them is told by ``trouble``."""
    trouble.register(app, deps)
    commands.register(app, deps)
    forms.register(app, deps)
    buttons.register(app, deps)
    options.register(app, deps)
    home.register(app, deps)

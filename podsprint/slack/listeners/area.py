"""What one area of the product answers to. ``register`` in the package binds every area the same way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from podsprint.deps import Deps
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form, Shortcut
from podsprint.slack.payloads import Command, Press
from podsprint.slack.payloads import Form as Filled

View = dict[str, Any]
Reply = Message | str | None
OnCommand = Callable[[Deps, Command], Reply]
OnPress = Callable[[Deps, Press], None]
OnShortcut = Callable[[Deps, Press], None]
# The answer is the window that takes the form's place; None closes it.
OnSubmit = Callable[[Deps, Filled], View | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Handlers of one area: the words behind ``/pod``, buttons, submitted forms, shortcuts."""

    commands: Mapping[tuple[str, ...], OnCommand] = field(default_factory=dict)
    buttons: Mapping[Act, OnPress] = field(default_factory=dict)
    forms: Mapping[Form, OnSubmit] = field(default_factory=dict)
    shortcuts: Mapping[Shortcut, OnShortcut] = field(default_factory=dict)


def show(deps: Deps, press: Press, view: View) -> None:
    """Open a window; from a button inside a window, that one makes place."""
    if press.view is not None and press.view.get("type") == "modal":
        deps.gateway.update_view(press.view["id"], press.view["hash"], view)
    else:
        deps.gateway.open_view(press.trigger_id, view)

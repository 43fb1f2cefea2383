"""views.*: modals and Home."""

from typing import Any

from ..errors import SlackError
from ..state import Json
from ..triggers import Trigger
from ..views import Shown
from .call import Call


def open_view(call: Call) -> Json:
    """views.open"""
    trigger, view = _trigger(call), _view(call)
    call.hub.views.checked(view, "modal")
    shown = call.hub.views.open(trigger.user, view, trigger.channel)
    trigger.used = True
    return _answer(shown)


def push(call: Call) -> Json:
    """views.push"""
    trigger, view = _trigger(call), _view(call)
    if not trigger.in_modal:
        # Only what a person does inside a modal can put another one on top of it.
        raise SlackError("not_found")
    shown = call.hub.views.push(trigger.user, view, trigger.channel)
    trigger.used = True
    return _answer(shown)


def update(call: Call) -> Json:
    """views.update"""
    if not call.has("view_id") and not call.has("external_id"):
        raise SlackError("invalid_arguments", ["[ERROR] view_id or external_id is required"])
    shown = call.hub.views.find(call.text("view_id") or None, call.text("external_id") or None)
    return _answer(call.hub.views.update(shown, _view(call), call.text("hash") or None))


def publish(call: Call) -> Json:
    """views.publish"""
    if not call.hub.config.app_home.get("home_tab_enabled", False):
        raise SlackError("not_enabled")
    user = call.world.user(call.text("user_id"))
    if user["is_bot"] or user["deleted"]:
        raise SlackError("user_not_found")
    return _answer(call.hub.views.publish(user["id"], _view(call), call.text("hash") or None))


def _view(call: Call) -> Any:
    return call.structure("view", "invalid_arguments")


def _trigger(call: Call) -> Trigger:
    if not call.has("trigger_id"):
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    return call.hub.permissions.look(call.text("trigger_id"))


def _answer(shown: Shown) -> Json:
    return {"view": dict(shown.body)}

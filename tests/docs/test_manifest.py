"""The manifest asks for what the code uses, no more and no less, in the form Slack takes."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from podsprint.playground.methods import METHODS
from podsprint.slack.ids import Shortcut
from podsprint.slack.listeners import AREAS
from tests.docs.pages import ROOT, read

MANIFEST: dict[str, Any] = yaml.safe_load(read("manifest.yml"))
FEATURES, SETTINGS = MANIFEST["features"], MANIFEST["settings"]
SCOPES = set(MANIFEST["oauth_config"]["scopes"]["bot"])
LISTENERS = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "podsprint/slack/listeners").glob("*.py")]


def bound(kind: str) -> Iterator[str]:
    """What the listeners of a kind are bound to."""
    for tree in LISTENERS:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == f"app.{kind}":
                yield ast.unparse(node.args[0]).strip("'")


def called() -> set[str]:
    """The methods of the Web API that the gateway and Bolt's start call."""
    tree = ast.parse(read("podsprint/slack/gateway.py"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch(r"[a-z]+\.[a-zA-Z.]+", text)} | {"auth.test"}


def needed() -> set[str]:
    """Any of them serves: a direct message needs another one than a public channel."""
    return {"commands", *(scope for method in called() for scope in METHODS[method].scopes)}


def test_commands_and_events_are_those_that_are_bound() -> None:
    assert [command["command"] for command in FEATURES["slash_commands"]] == list(bound("command"))
    # Slack tells of messages by the kind of channel they are in.
    kinds = {"message": ["message.channels", "message.groups"]}
    events = [name for event in bound("event") for name in kinds.get(event, [event])]
    assert sorted(SETTINGS["event_subscriptions"]["bot_events"]) == sorted(events)


def test_shortcuts_are_those_that_are_bound() -> None:
    declared = {shortcut["callback_id"] for shortcut in FEATURES["shortcuts"]}
    assert declared == set(Shortcut)
    assert [shortcut for area in AREAS for shortcut in area.shortcuts] == list(Shortcut)


def test_every_method_is_one_that_slack_has() -> None:
    assert called() - METHODS.keys() == set()
    assert "chat.postMessage" in called()


@pytest.mark.parametrize("method", sorted(called()))
def test_every_method_is_allowed(method: str) -> None:
    scopes = METHODS[method].scopes
    assert not scopes or SCOPES & set(scopes)


def test_messages_are_found_again_wherever_they_are_posted() -> None:
    assert {"channels:history", "groups:history", "im:history"} <= SCOPES


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_every_scope_is_needed(scope: str) -> None:
    assert scope in needed()


def test_the_tabs_it_uses_are_on() -> None:
    home = FEATURES["app_home"]
    assert (home["home_tab_enabled"], home["messages_tab_enabled"]) == (True, True)
    assert SETTINGS["interactivity"]["is_enabled"] is True
    assert SETTINGS["socket_mode_enabled"] is True


def lengths() -> Iterator[tuple[str, str, int, int]]:
    about = MANIFEST["display_information"]
    yield "name", about["name"], 1, 35
    yield "description", about["description"], 1, 140
    yield "background_color", about["background_color"], 4, 7
    yield "bot name", FEATURES["bot_user"]["display_name"], 1, 80
    for shortcut in FEATURES["shortcuts"]:
        yield "shortcut", shortcut["name"], 1, 24
        yield "shortcut description", shortcut["description"], 1, 150
        yield "callback_id", shortcut["callback_id"], 1, 255
    for command in FEATURES["slash_commands"]:
        yield "command", command["command"], 2, 32
        yield "command description", command["description"], 1, 2000
        yield "usage_hint", command["usage_hint"], 1, 1000


def test_it_keeps_slacks_limits() -> None:
    assert [what for what, text, least, most in lengths() if not least <= len(text) <= most] == []
    assert (len(FEATURES["shortcuts"]) <= 10, len(FEATURES["slash_commands"]) <= 50) == (True, True)
    assert re.fullmatch("#[0-9a-f]{6}", MANIFEST["display_information"]["background_color"])
    assert {shortcut["type"] for shortcut in FEATURES["shortcuts"]} <= {"global", "message"}


def test_it_has_no_key_slack_does_not_know() -> None:
    assert set(MANIFEST) <= {"_metadata", "display_information", "features", "oauth_config", "settings", "functions"}
    assert set(FEATURES) <= {"app_home", "bot_user", "shortcuts", "slash_commands"}
    assert set(SETTINGS) <= {
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    }

"""The app manifest as it is shipped: which permissions the bot asks for, and what each is for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

# Without these the bot cannot work at all; the others are each for one thing it does.
ESSENTIAL = frozenset({"channels:read", "chat:write", "commands", "im:write", "users:read"})
_REASON = re.compile(r"^\s*-\s*([a-z._]+(?::[a-z._]+)?)\s*#\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the app in Slack's settings should look like."""

    path: Path
    scopes: Mapping[str, str]
    """Each permission, and what it is for."""
    events: tuple[str, ...]
    commands: tuple[str, ...]
    shortcuts: tuple[str, ...]
    tabs: bool
    """Whether both tabs, Home and Messages, are to be on."""


def shipped() -> Manifest:
    """The manifest in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    path = next(path for path in (package / "manifest.yml", package.parent / "manifest.yml") if path.is_file())
    text = path.read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    reasons = dict(_REASON.findall(text))
    features, home = told["features"], told["features"]["app_home"]
    return Manifest(
        path=path,
        scopes={scope: reasons.get(scope, "") for scope in told["oauth_config"]["scopes"]["bot"]},
        events=tuple(told["settings"]["event_subscriptions"]["bot_events"]),
        commands=tuple(command["command"] for command in features["slash_commands"]),
        shortcuts=tuple(shortcut["name"] for shortcut in features.get("shortcuts", ())),
        tabs=home["home_tab_enabled"] and home["messages_tab_enabled"],
    )

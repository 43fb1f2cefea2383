"""Menus whose options are looked up as one types: time zones and countries."""

from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from slack_bolt import Ack, App

from podsprint.deps import Deps
from podsprint.slack import blocks
from podsprint.slack.ids import Option
from podsprint.usecases import public_holidays

SHOWN = 50


def register(app: App, deps: Deps) -> None:
    """Bind the menus."""

    @app.options(Option.ZONE)
    @app.options(Option.OWN_ZONE)
    def zone(ack: Ack, body: dict[str, Any]) -> None:
        typed = _plain(str(body.get("value") or ""))
        found = [name for name in zones() if typed in _plain(name)][:SHOWN]
        ack(options=[blocks.option(name, name.replace("_", " ")).to_dict() for name in found])

    @app.options(Option.COUNTRY)
    def country(ack: Ack, body: dict[str, Any]) -> None:
        typed = _plain(str(body.get("value") or ""))
        named = public_holidays.names()
        found = [(code, name) for code, name in named.items() if typed in _plain(name) or typed == code.lower()]
        ack(options=[blocks.option(code, name).to_dict() for code, name in found[:SHOWN]])


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """The zones of places, as people would look for them."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def _plain(text: str) -> str:
    return text.replace("_", " ").casefold().strip()

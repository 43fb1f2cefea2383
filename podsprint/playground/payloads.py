"""The payloads of interactions, as Slack builds them."""

from typing import Any

from .fields import Placed, settled
from .shapes import channel_name, message_object, person_object, team_object
from .state import Json, World
from .views import Shown


def envelope(world: World, kind: str, user: str) -> Json:
    """What all interactions have in common."""
    return {
        "type": kind,
        "token": "playground-verification",
        "team": team_object(world),
        "user": person_object(world, user),
        "api_app_id": world.config.app_id,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def action_time(world: World) -> str:
    """The `action_ts` of now."""
    micros = world.times.micros()
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def command(world: World, user: str, channel: Json, name: str, text: str) -> Json:
    """A slash command; every value is a string, as in a form."""
    team = world.config.team
    return {
        "token": "playground-verification",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel["id"],
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": world.users[user]["name"],
        "command": name,
        "text": text,
        "api_app_id": world.config.app_id,
        "is_enterprise_install": "false",
    }


def action(world: World, item: Placed, value: Json) -> Json:
    """One entry of `actions`."""
    element = item.element
    kept = ("text", "style", "url", "placeholder", "confirm", "value")
    result = {key: element[key] for key in kept if key in element}
    result |= {key: chosen for key, chosen in element.items() if key.startswith("initial_")}
    if item.has_state:
        result |= settled(element, value)
    elif item.kind == "overflow":
        result["selected_option"] = value.get("selected_option")
    fixed = {"type": item.kind, "action_id": item.action_id, "block_id": item.block_id}
    return result | fixed | {"action_ts": action_time(world)}


def in_message(world: World, channel: Json, message: Json, ephemeral: bool, values: Json) -> Json:
    """The parts of block_actions that tell about the message."""
    container: dict[str, Any] = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel["id"],
        "is_ephemeral": ephemeral,
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    parts = {
        "container": container,
        "channel": {"id": channel["id"], "name": channel_name(channel)},
        "state": {"values": values},
    }
    if not ephemeral:
        # Slack does not send the content of ephemeral messages.
        parts["message"] = message_object(world, message)
    return parts


def in_view(shown: Shown) -> Json:
    """The parts of block_actions that tell about the view."""
    return {"container": {"type": "view", "view_id": shown.id}, "view": view(shown)}


def view(shown: Shown) -> Json:
    """A view as the app sees it."""
    return dict(shown.body)

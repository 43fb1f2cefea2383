"""One call of the app: its arguments, and the checks every method shares."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from ..errors import SlackError
from ..hub import Hub
from ..state import Json, World

PREFIX = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
_FALSE = ("", "0", "false", "False", "no")


@dataclass
class Call:
    """The arguments of a call and what it acts upon."""

    hub: Hub
    method: str
    args: Json

    @property
    def world(self) -> World:
        """The workspace."""
        return self.hub.world

    @property
    def bot(self) -> str:
        """The app's own user."""
        return self.hub.config.bot_user

    def has(self, name: str) -> bool:
        """Whether an argument was given."""
        return self.args.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """An argument as text."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """An argument as yes or no."""
        value = self.args.get(name)
        return default if value is None else str(value) not in _FALSE

    def number(self, name: str, default: int, most: int = 1000) -> int:
        """A positive number such as `limit`."""
        if not self.has(name):
            return default
        try:
            number = int(self.args[name])
        except (TypeError, ValueError):
            raise SlackError("invalid_limit" if name == "limit" else "invalid_arguments") from None
        if not 0 < number <= most:
            raise SlackError("invalid_limit" if name == "limit" else "invalid_arguments")
        return number

    def structure(self, name: str, error: str) -> Any:
        """An argument that is JSON, given as JSON or as text."""
        value = self.args.get(name)
        if isinstance(value, str) and value:
            try:
                return json.loads(value)
            except ValueError:
                raise SlackError(error) from None
        return value or None

    def names(self, name: str) -> list[str]:
        """A list given with commas, or as JSON."""
        value = self.args.get(name) or []
        if isinstance(value, str):
            value = json.loads(value) if value.startswith("[") else value.split(",")
        return [str(one).strip() for one in value if str(one).strip()]

    def need(self, *scopes: str) -> None:
        """Insists on one of these scopes."""
        provided = self.hub.config.bot_scopes
        if scopes and not set(scopes) & set(provided):
            raise SlackError("missing_scope", needed=scopes[0], provided=",".join(provided))

    def need_for(self, channel: Json, what: str) -> None:
        """Insists on the scope for this kind of conversation: `read` or `history`."""
        self.need(f"{PREFIX[channel['kind']]}:{what}")

    def need_manage(self, channel: Json, part: str = "") -> None:
        """Insists on the scope to change this kind of conversation."""
        kind = channel["kind"]
        whole = "channels:manage" if kind == "channel" else f"{PREFIX[kind]}:write"
        self.need(whole, *([f"{PREFIX[kind]}:write.{part}"] if part else []))

    def channel(self, name: str = "channel") -> Json:
        """A conversation the app knows about: private ones only when it is in them."""
        channel = self.world.channels.get(self.text(name))
        if channel is None or (channel["kind"] != "channel" and self.bot not in channel["members"]):
            raise SlackError("channel_not_found")
        return channel

    def member_channel(self) -> Json:
        """A channel the app is in."""
        channel = self.channel()
        if self.bot not in channel["members"]:
            raise SlackError("not_in_channel")
        return channel

    def page(self, kind: str, items: list[Json], key: str, default: int) -> tuple[list[Json], str]:
        """One page of `items` (ordered by `key`), and the cursor of the next."""
        limit = self.number("limit", default)
        if self.has("cursor"):
            after = self.decoded(kind)
            items = [item for item in items if str(item[key]) > after]
        page = items[:limit]
        return page, cursor(kind, str(page[-1][key])) if len(items) > limit else ""

    def decoded(self, kind: str) -> str:
        """Where the last page ended."""
        try:
            name, _, after = base64.urlsafe_b64decode(self.text("cursor")).decode().partition(":")
        except ValueError:
            raise SlackError("invalid_cursor") from None
        if name != kind:
            raise SlackError("invalid_cursor")
        return after


def cursor(kind: str, after: str) -> str:
    """The cursor for the page after this one."""
    return base64.urlsafe_b64encode(f"{kind}:{after}".encode()).decode()

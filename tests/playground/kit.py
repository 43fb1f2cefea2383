"""What the playground's tests share: a manifest with every scope, a hand-moved clock, a real Bolt app."""

import json
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse

from podsprint.playground.config import Config
from podsprint.playground.server import Playground

Json = dict[str, Any]
SCOPES = [
    *("channels:history", "channels:join", "channels:manage", "channels:read", "chat:write", "commands"),
    *("files:read", "files:write", "groups:history", "groups:read", "groups:write", "im:history", "im:read"),
    *("im:write", "mpim:history", "mpim:read", "mpim:write", "reactions:read", "reactions:write", "users:read"),
    *("users:read.email", "users.profile:read", "team:read", "bookmarks:read", "bookmarks:write"),
    "app_mentions:read",
]
EVENTS = [
    *("app_home_opened", "app_mention", "message.channels", "message.groups", "message.im"),
    *("member_joined_channel", "member_left_channel", "reaction_added", "channel_rename", "channel_archive"),
    *("user_change", "app_uninstalled", "tokens_revoked"),
]


def manifest(scopes: Iterable[str] = SCOPES, events: Iterable[str] = EVENTS, **app_home: bool) -> Json:
    """An app that may do everything, unless told otherwise."""
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    shortcuts = [
        {"name": "Check in", "type": "global", "callback_id": "check_in", "description": "d"},
        {"name": "Save", "type": "message", "callback_id": "save", "description": "d"},
    ]
    command = {"command": "/pod", "description": "Pods", "usage_hint": "help", "should_escape": True}
    return {
        "display_information": {"name": "podsprint"},
        "features": {
            "app_home": home | app_home,
            "bot_user": {"display_name": "podsprint"},
            "shortcuts": shortcuts,
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(events)},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }


@dataclass
class Hands:
    """Both clocks, moved by hand."""

    seconds: float = 1000.0
    start: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds - 1000.0)

    def move(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class Bot:
    """A real Bolt app on a real socket."""

    pg: Playground
    app: App = field(init=False)
    seen: list[Json] = field(default_factory=list)
    handlers: list[SocketModeHandler] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = App(client=client_of(self.pg), process_before_response=True, raise_error_for_unhandled_request=False)

    def connect(self) -> None:
        """Opens a socket. Events no listener of the test takes are acknowledged all the same."""
        self.app.event(re.compile(".*"))(_ignore)
        config = self.pg.config
        web = WebClient(token=config.app_token, base_url=self.pg.api_url)
        handler = SocketModeHandler(self.app, app_token=config.app_token, web_client=web)
        self.handlers.append(handler)
        handler.connect()  # type: ignore[no-untyped-call]
        self.pg.wait_connected()

    def close(self) -> None:
        # slack_sdk would sit in recv() for 3 s and in its queue for 1 s: wake both before it closes.
        for handler in self.handlers:
            handler.client.auto_reconnect_enabled = handler.client.default_auto_reconnect_enabled = False
            handler.client.closed = True
            handler.client.enqueue_message("")
        self.pg.socket("drop")
        for handler in self.handlers:
            handler.close()  # type: ignore[no-untyped-call]


def _ignore() -> None:
    pass


def client_of(pg: Playground, token: str | None = None, timeout: int = 10) -> WebClient:
    """slack_sdk's client, which never re-sends."""
    given = pg.config.bot_token if token is None else token
    return WebClient(token=given, base_url=pg.api_url, retry_handlers=[], timeout=timeout)


def refusal(call: Any, /, *args: Any, **kwargs: Any) -> Json:
    """The answer of a call that must be refused."""
    try:
        answer = call(*args, **kwargs)
    except SlackApiError as refused:
        return dict(refused.response.data) if isinstance(refused.response.data, dict) else {}
    raise AssertionError(f"this was not refused: {answer}")


def error_of(call: Any, /, *args: Any, **kwargs: Any) -> str:
    """The error of a call that must be refused."""
    return str(refusal(call, *args, **kwargs)["error"])


def text(words: str, kind: str = "plain_text") -> Json:
    return {"type": kind, "text": words}


def button(words: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": text(words), **more}


def field_of(block_id: str, action_id: str, label: str, kind: str = "plain_text_input", **more: Any) -> Json:
    block: Json = {key: more.pop(key) for key in ("optional", "dispatch_action") if key in more}
    element = {"type": kind, "action_id": action_id, **more}
    return {"type": "input", "block_id": block_id, "label": text(label), "element": element, **block}


def option(words: str, value: str) -> Json:
    return {"text": text(words), "value": value}


def modal(*blocks: Json, **more: Any) -> Json:
    given = list(blocks) or [field_of("name", "n", "Name")]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text("Form"),
        "submit": text("Go"),
        "blocks": given,
        **more,
    }


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}


def section(words: str, **more: Any) -> Json:
    return {"type": "section", "text": text(words, "mrkdwn"), **more}


def actions(*elements: Json, block_id: str = "acts") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def with_manifest(config: Config, **changes: Any) -> Config:
    return Config(manifest=manifest(**changes), users=config.users, channels=config.channels)


class RawApp:
    """A bare Socket Mode client that acknowledges only when it is told to."""

    def __init__(self, pg: Playground, ack: bool = True) -> None:
        web = WebClient(token=pg.config.app_token, base_url=pg.api_url)
        self.client = SocketModeClient(app_token=pg.config.app_token, web_client=web, auto_reconnect_enabled=False)
        self.client.on_message_listeners.append(self._frame)
        self.ack = ack
        self.on_envelope: Callable[[], None] = _ignore
        self.frames: list[Json] = []
        self.envelopes: list[Json] = []
        self._news = threading.Condition()
        self._pg = pg
        self.client.connect()
        self.wait(lambda: bool(self.frames))

    def wait(self, ready: Callable[[], bool], timeout: float = 10.0) -> None:
        with self._news:
            assert self._news.wait_for(ready, timeout), self.frames

    def wait_for(self, count: int) -> None:
        self.wait(lambda: len(self.envelopes) >= count)

    def reply(self, envelope: Json, payload: Json | None = None) -> None:
        self.client.send_socket_mode_response(SocketModeResponse(envelope["envelope_id"], payload))

    def close(self) -> None:
        self.client.closed = True
        self.client.enqueue_message("")
        self._pg.socket("drop")
        self.client.close()

    def _frame(self, raw: str) -> None:
        frame = json.loads(raw)
        with self._news:
            (self.envelopes if "envelope_id" in frame else self.frames).append(frame)
            self._news.notify_all()
        if "envelope_id" in frame:
            self.on_envelope()
        if self.ack and "envelope_id" in frame:
            self.reply(frame)

"""Modals and Homes: one stack of modals for each person, one Home, hashes and external ids."""

import json
import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from . import fields, limits
from .errors import SlackError
from .state import Json, World

MAX_STACK = 3
_KEPT = (
    "type",
    "title",
    "submit",
    "close",
    "blocks",
    "private_metadata",
    "callback_id",
    "external_id",
    "clear_on_close",
    "notify_on_close",
    "submit_disabled",
)


@dataclass
class Shown:
    """A view as it is on somebody's screen."""

    body: Json
    user: str
    channel: str | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The view's id."""
        return str(self.body["id"])

    @property
    def values(self) -> Json:
        """state.values."""
        values: Json = self.body["state"]["values"]
        return values

    def take(self, typed: Json) -> None:
        """Notes what the person has typed so far."""
        self.body["state"]["values"] = fields.with_typed(self.body["blocks"], self.values, typed)


class Views:
    """All views of the app."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._views: dict[str, Shown] = {}
        self._stacks: dict[str, list[str]] = defaultdict(list)
        self._homes: dict[str, str] = {}
        self._last_hash = 0
        store = world.store
        for key, saved in store.load("view"):
            self._views[key] = Shown(saved["body"], saved["user"], saved["channel"], saved["errors"])
        self._stacks.update(store.load("stack"))
        self._homes.update(store.load("home"))

    # Looking -----------------------------------------------------------------------------------------------

    def stack(self, user: str) -> list[Shown]:
        """A person's modals, the last on top."""
        return [self._views[key] for key in self._stacks[user]]

    def top(self, user: str, view_id: str) -> Shown | None:
        """The modal on top of this person's stack, when it is this one."""
        stack = self._stacks[user]
        return self._views[view_id] if stack and stack[-1] == view_id else None

    def home(self, user: str) -> Shown | None:
        """A person's Home."""
        key = self._homes.get(user)
        return self._views[key] if key else None

    def find(self, view_id: str | None, external_id: str | None) -> Shown:
        """A view that is on a screen."""
        if view_id:
            shown = self._views.get(view_id)
        else:
            named = (v for v in self._views.values() if v.body["external_id"] == external_id)
            shown = next(named, None) if external_id else None
        if shown is None:
            raise SlackError("not_found")
        return shown

    # Changing ----------------------------------------------------------------------------------------------

    def open(self, user: str, view: Any, channel: str | None) -> Shown:
        """Opens a modal; it takes the place of any that is open."""
        body = self.checked(view, "modal")
        for key in self._stacks[user]:
            self._forget(key)
        self._stacks[user] = []
        return self._put_on_stack(user, body, channel)

    def push(self, user: str, view: Any, channel: str | None) -> Shown:
        """Puts a modal on top of the open one."""
        body = self.checked(view, "modal")
        if not self._stacks[user]:
            raise SlackError("not_found")
        if len(self._stacks[user]) >= MAX_STACK:
            raise SlackError("push_limit_reached")
        return self._put_on_stack(user, body, channel)

    def update(self, shown: Shown, view: Any, view_hash: str | None = None) -> Shown:
        """Replaces a view, keeping its id and what was typed into fields that stay."""
        body = self.checked(view, shown.body["type"], but=shown.id)
        self._check_hash(shown, view_hash)
        values = fields.initial_values(body["blocks"], shown.channel, keep=shown.values)
        places = (
            "id",
            "team_id",
            "app_id",
            "bot_id",
            "root_view_id",
            "previous_view_id",
            "app_installed_team_id",
        )
        fixed = {key: shown.body[key] for key in places}
        shown.body = {**body, **fixed, "state": {"values": values}, "hash": self._new_hash()}
        shown.errors = {}
        self._save(shown)
        return shown

    def publish(self, user: str, view: Any, view_hash: str | None) -> Shown:
        """Shows a Home."""
        home = self.home(user)
        if home:
            return self.update(home, view, view_hash)
        body = self.checked(view, "home")
        shown = self._new(user, body, None, None)
        self._homes[user] = shown.id
        self._world.store.put("home", user, shown.id)
        self._save(shown)
        return shown

    def close(self, shown: Shown) -> None:
        """Takes the top modal away."""
        self._stacks[shown.user].remove(shown.id)
        self._forget(shown.id)
        self._save_stack(shown.user)

    def clear(self, user: str) -> list[Shown]:
        """Takes all modals of a person away; returns them, the top one first."""
        closed = self.stack(user)[::-1]
        for shown in closed:
            self._forget(shown.id)
        self._stacks[user] = []
        self._save_stack(user)
        return closed

    def note(self, shown: Shown, errors: dict[str, str]) -> None:
        """Shows errors below fields, or takes them away."""
        shown.errors = errors
        self._save(shown)

    def checked(self, view: Any, surface: str, but: str | None = None) -> Json:
        """A view within Slack's limits, with ids for every block; raises what Slack answers otherwise."""
        if not isinstance(view, dict):
            raise SlackError("invalid_arguments", ["[ERROR] must provide an object [json-pointer:/view]"])
        if len(json.dumps(view, ensure_ascii=False).encode()) > limits.VIEW_BYTES:
            raise SlackError("view_too_large")
        problems = limits.check_view(view)
        if view.get("type") != surface:
            problems.append(f"[ERROR] view type must be {surface} here [json-pointer:/view/type]")
        if problems:
            raise SlackError("invalid_arguments", problems)
        external = view.get("external_id")
        if external and any(v.body["external_id"] == external and v.id != but for v in self._views.values()):
            raise SlackError("duplicate_external_id")
        blank = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "submit": None}
        flags = {"close": None, "clear_on_close": False, "notify_on_close": False, "submit_disabled": False}
        body = blank | flags | {key: view[key] for key in _KEPT if view.get(key) is not None}
        body["blocks"] = fields.named(body["blocks"], secrets.token_urlsafe(3), "")
        return body

    # Inside ------------------------------------------------------------------------------------------------

    def _check_hash(self, shown: Shown, view_hash: str | None) -> None:
        if view_hash and view_hash != shown.body["hash"]:
            raise SlackError("hash_conflict")

    def _new_hash(self) -> str:
        self._last_hash += 1
        return f"{self._world.times.seconds()}.{secrets.token_hex(4)}{self._last_hash:x}"

    def _new(self, user: str, body: Json, below: Shown | None, channel: str | None) -> Shown:
        config = self._world.config
        key = self._world.new_id("V")
        body = {
            **body,
            "id": key,
            "team_id": config.team.id,
            "app_id": config.app_id,
            "bot_id": config.bot_id,
            "app_installed_team_id": config.team.id,
            "hash": self._new_hash(),
            "root_view_id": below.body["root_view_id"] if below else key,
            "previous_view_id": below.id if below else None,
            "state": {"values": fields.initial_values(body["blocks"], channel)},
        }
        shown = Shown(body, user, channel)
        self._views[key] = shown
        return shown

    def _put_on_stack(self, user: str, body: Json, channel: str | None) -> Shown:
        stack = self.stack(user)
        shown = self._new(user, body, stack[-1] if stack else None, channel)
        self._stacks[user].append(shown.id)
        self._save_stack(user)
        self._save(shown)
        return shown

    def _save(self, shown: Shown) -> None:
        saved = {"body": shown.body, "user": shown.user, "channel": shown.channel, "errors": shown.errors}
        self._world.store.put("view", shown.id, saved)
        self._world.changed([shown.user])

    def _save_stack(self, user: str) -> None:
        self._world.store.put("stack", user, self._stacks[user])
        self._world.changed([user])

    def _forget(self, view_id: str) -> None:
        self._views.pop(view_id, None)
        self._world.store.drop("view", view_id)

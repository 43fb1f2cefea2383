"""Slack's payloads, read once at the edge. Everything in them but who sent them is a claim."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from html import unescape
from typing import Any

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.errors import Refused

Body = Mapping[str, Any]
_WEEK = frozenset("0123456")
_NAMED = re.compile(r"<([@#!])(?:[^>|]*\|)?([^>|]*)>")


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: its words, split once, and the rest as it was typed."""

    who: Who
    channel: str
    text: str
    trigger_id: str
    people: tuple[str, ...] = ()  # those named in it: their ids, as Slack put them there

    @property
    def words(self) -> tuple[str, ...]:
        """The command's words in lower case."""
        return tuple(self.text.lower().split())

    def rest(self, words: int) -> str:
        """What follows the first words, as it was typed."""
        return " ".join(self.text.split(None, words)[words:])


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed, or a shortcut that was chosen."""

    who: Who
    trigger_id: str
    value: str
    view: Mapping[str, Any] | None
    message: Mapping[str, Any] | None = None  # the one it is on, or was chosen for
    channel: str = ""

    @property
    def id(self) -> int:
        """The row the button stands for: a claim."""
        return _id(self.value)

    @property
    def picked(self) -> tuple[str, int]:
        """What was chosen from a menu behind three dots, and the row it is about: claims both."""
        try:
            chosen = json.loads(self.value)
        except ValueError:
            chosen = None
        if not isinstance(chosen, dict):
            raise Refused(problem("not_found", what="message"))
        return str(chosen.get("do")), _id(chosen.get("id"))


@dataclass(frozen=True, slots=True)
class ChangedMessage:
    """A message in Slack that was edited, or (without a text) deleted."""

    team: str
    channel: str
    ts: str
    text: str | None
    at: float


class Form:
    """A submitted form."""

    def __init__(self, body: Body) -> None:
        self.who = who(body)
        self._view: Mapping[str, Any] = body["view"]
        self.key = _key(self._view)
        self._values: Mapping[str, Mapping[str, Any]] = self._view["state"]["values"]
        self._meta: Mapping[str, Any] = _meta(self._view)

    def text(self, field: str) -> str:
        """A typed text; "" if nothing was typed or there is no such field."""
        return str(self._element(field).get("value") or "")

    def chosen(self, field: str) -> str:
        """The option that was chosen; "" if none was."""
        return str((self._element(field).get("selected_option") or {}).get("value") or "")

    def day(self, field: str) -> date | None:
        """A day."""
        value = self._element(field).get("selected_date")
        return date.fromisoformat(value) if value else None

    def time(self, field: str) -> time | None:
        """A time of day."""
        value = self._element(field).get("selected_time")
        return time.fromisoformat(value) if value else None

    def user(self, field: str) -> str:
        """A person."""
        return str(self._element(field).get("selected_user") or "")

    def users(self, field: str) -> tuple[str, ...]:
        """Several people."""
        return tuple(self._element(field).get("selected_users") or ())

    def ticked(self, field: str) -> frozenset[str]:
        """The options that were ticked."""
        chosen = self._element(field).get("selected_options") or ()
        return frozenset(str(option.get("value") or "") for option in chosen)

    def weekdays(self, field: str) -> frozenset[int]:
        """The days of the week that were ticked, Monday 0."""
        return frozenset(int(day) for day in self.ticked(field) & _WEEK)

    def conversation(self, field: str) -> str:
        """A channel."""
        return str(self._element(field).get("selected_conversation") or "")

    def number(self, field: str) -> int | None:
        """A number that was chosen; none if nothing was."""
        value = self.chosen(field)
        return _id(value) if value else None

    def ring(self) -> Ring:
        """Who may see it: only oneself, unless something else was chosen."""
        value = self.chosen("ring")
        return Ring(value) if value in (Ring.ME, Ring.POD) else Ring.ME

    def meta(self, name: str) -> Any:
        """What the form was opened with."""
        return self._meta.get(name)

    def row(self, name: str) -> int:
        """The row the form is about: a claim. Without one it is a form of another time."""
        if name not in self._meta:
            raise Refused(problem("form_outdated"))
        return _id(self._meta.get(name))

    def optional_row(self, name: str) -> int | None:
        """The same, where there may be none."""
        return None if self._meta.get(name) is None else self.row(name)

    def _element(self, field: str) -> Mapping[str, Any]:
        return next(iter(self._values.get(field, {}).values()), {})


def command(body: Body) -> Command:
    """A slash command."""
    return Command(
        who=who(body),
        channel=str(body["channel_id"]),
        text=_typed(str(body.get("text") or "")),
        trigger_id=str(body["trigger_id"]),
        people=tuple(re.findall(r"<@([UW]\w+)", str(body.get("text") or ""))),
    )


def press(body: Body) -> Press:
    """A pressed button, a chosen entry of an overflow menu, or a shortcut."""
    action: Body = (body.get("actions") or ({},))[0]
    return Press(
        who=who(body),
        trigger_id=str(body["trigger_id"]),
        value=str((action.get("selected_option") or action).get("value") or ""),
        view=body.get("view"),
        message=body.get("message"),
        channel=str((body.get("channel") or {}).get("id") or ""),
    )


def who(body: Body) -> Who:
    """Who sent it, as Slack says."""
    user = body.get("user_id") or (body.get("user") or {}).get("id") or (body.get("event") or {}).get("user")
    team = body.get("team_id") or (body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id")
    return Who(str(team), str(user))


def team(body: Body) -> str:
    """The workspace an event is about."""
    return str(body["team_id"])


def view_meta(view: Mapping[str, Any], name: str) -> Any:
    """What a window was opened with."""
    return _meta(view).get(name)


def claimed(view: Mapping[str, Any] | None, name: str) -> int:
    """The row a window was opened for: a claim."""
    return _id(_meta(view or {}).get(name))


def with_meta(view: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A form that also knows where it was opened."""
    return {**view, "private_metadata": json.dumps({**_meta(view), **more})}


def changed_message(body: Body) -> ChangedMessage | None:
    """What happened to a message, if it was changed; none for everything else that is said."""
    event: Body = body["event"]
    now = event.get("message") or {}
    channel, team = str(event.get("channel") or ""), str(body.get("team_id") or "")
    at = float((now.get("edited") or {}).get("ts") or event.get("event_ts") or 0)
    match event.get("subtype"):
        case "message_deleted":
            return ChangedMessage(team, channel, str(event.get("deleted_ts") or ""), None, at)
        case "message_changed" if now.get("subtype") == "tombstone":  # deleted, with a thread below it
            return ChangedMessage(team, channel, str(now.get("ts") or ""), None, at)
        case "message_changed" if now.get("edited"):  # else Slack has unfolded a link, or counted a reply
            return ChangedMessage(team, channel, str(now.get("ts") or ""), str(now.get("text") or ""), at)
        case _:
            return None


def first_field(body: Body) -> str | None:
    """The first input of a submitted form: where a problem goes that belongs to none."""
    return next((block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"), None)


def fields(body: Body) -> frozenset[str]:
    """The names of a submitted form's inputs."""
    return frozenset(block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input")


def _typed(text: str) -> str:
    """A command's text as its author saw it: Slack sends names as ids and escapes three characters."""
    return unescape(_NAMED.sub(_name, text)).strip()


def _name(match: re.Match[str]) -> str:
    """A person, a group or everyone with an @, a channel with a #."""
    sign = "#" if match[1] == "#" else "@"
    return sign + match[2].removeprefix(sign)


def _key(view: Mapping[str, Any]) -> str:
    """The same when Slack or a person sends the same form twice, another when a window holds the next form."""
    about = sha256(str(view.get("private_metadata") or "").encode()).hexdigest()[:12]
    return f"{view['id']}:{about}" if view.get("id") else ""


def _meta(view: Mapping[str, Any]) -> Mapping[str, Any]:
    loaded = json.loads(view.get("private_metadata") or "{}")
    return loaded if isinstance(loaded, dict) else {}


def _id(value: object) -> int:
    """A row's id. Anything else is a claim nobody made with our own forms."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19:
        return int(value)
    raise Refused(problem("not_found", what="message"))

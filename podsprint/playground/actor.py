"""A person at the keyboard: drives /ui as the page does, synchronously, and only what is on their screen."""

import http.client
import json
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any, TypeVar
from urllib.parse import urlencode, urlparse

from .answers import Answers
from .fields import Placed, placed
from .reading import matching, names_of, plain
from .seen import ActorError, Outcome, Screen

__all__ = ["Actor", "ActorError", "Outcome", "Screen"]

Json = dict[str, Any]
T = TypeVar("T")
_REQUEST_SECONDS = 120.0
# A predicate may look at things this person's screen does not show, so it is asked again this often.
_GLANCE = 0.1


class Actor:
    """One person. Channels may be named by id, `name` or `#name`."""

    def __init__(self, url: str, user: str) -> None:
        place = urlparse(url)
        self._host, self._port = place.hostname or "127.0.0.1", place.port or 80
        self.user = user
        self._drafts: dict[str, Json] = {}
        self._at_home = False

    def state(self) -> Json:
        """The whole screen."""
        return self._request("GET", f"/ui/state?{urlencode({'user': self.user})}")

    def messages(self, channel: str, thread: str | None = None) -> list[Json]:
        """The messages of a channel, or the replies in a thread, oldest first."""
        state = self.state()
        key = self._channel(state, channel)
        found: list[Json] = state["messages"][key]
        if thread is not None:
            return [m for m in found if m.get("thread_ts") == thread and m["ts"] != thread]
        return [m for m in found if m.get("thread_ts") in (None, m["ts"]) or m.get("subtype") == "thread_broadcast"]

    def ephemerals(self, channel: str) -> list[Json]:
        """What only this person sees in a channel."""
        state = self.state()
        return list(state["ephemerals"].get(self._channel(state, channel), []))

    def dm(self) -> list[Json]:
        """The app's direct messages to this person."""
        state = self.state()
        bot = state["app"]["bot_user"]
        return [m for c in state["channels"] if c.get("with") == bot for m in state["messages"][c["id"]]]

    def modal(self) -> Screen:
        """The modal on top."""
        views = self.state()["views"]
        if not views:
            raise ActorError("no modal is open")
        return Screen(views[-1])

    def has_modal(self) -> bool:
        """Whether a modal is open."""
        return bool(self.state()["views"])

    def home(self) -> Screen:
        """The app's Home."""
        view = self.state()["home"]
        if view is None:
            raise ActorError("the app has not published a Home for this person")
        return Screen(view)

    def home_text(self) -> str:
        """Everything one can read in Home."""
        return self.home().text

    def command(self, channel: str, line: str) -> list[Json]:
        """Types a slash command; returns the ephemeral messages it brought up."""
        state = self.state()
        key, (name, _, text) = self._channel(state, channel), line.partition(" ")
        before = {m["ts"] for m in state["ephemerals"].get(key, [])}
        self._at_home = False
        self._post("command", channel=key, command=name, text=text)
        return [m for m in self.ephemerals(key) if m["ts"] not in before]

    def say(self, channel: str, text: str, thread: str | None = None) -> str:
        """Writes a message; returns its ts."""
        where = {"channel": self._channel(self.state(), channel), "text": text}
        answer = self._post("message", **where, **({"thread_ts": thread} if thread else {}))
        return str(answer["ts"])

    def react(self, channel: str, ts: str, name: str) -> None:
        """Adds a reaction."""
        self._post("react", channel=self._channel(self.state(), channel), ts=ts, name=name)

    def open_home(self, tab: str = "home") -> None:
        """Opens the app's Home (or its messages)."""
        self._post("home", tab=tab)
        self._at_home = tab == "home"

    def leave_home(self) -> None:
        """Goes back to the channels."""
        self._at_home = False

    def shortcut(self, name: str, channel: str | None = None, ts: str | None = None) -> None:
        """Runs a shortcut, by its name or callback_id."""
        state = self.state()
        kind = "message" if ts else "global"
        offered = [s for s in state["shortcuts"] if s["type"] == kind]
        found = [s["callback_id"] for s in offered if name in (s["callback_id"], s["name"])]
        if not found:
            raise ActorError(f"no {kind} shortcut {name!r}; there are {[s['name'] for s in offered]}")
        where = {"channel": self._channel(state, channel), "ts": ts} if channel and ts else {}
        self._post("shortcut", callback_id=found[0], **where)

    def click(
        self,
        what: str,
        *,
        channel: str | None = None,
        ts: str | None = None,
        value: str | None = None,
        confirm: bool | None = None,
    ) -> None:
        """Presses a button, named by its text or action_id.

        An open modal covers everything else. Otherwise it is looked for in Home, when that is open, or in messages (the
        newest that has it; `channel` and `ts` narrow the search; `value` tells equal buttons apart).
        A button with a confirmation dialog needs `confirm=True` or `False`.
        """
        found = [
            (place, item)
            for place, blocks in self._places(channel, ts)
            for item in matching(blocks, what)
            if item.kind in ("button", "workflow_button", "icon_button", "feedback_buttons")
            and (value is None or item.element.get("value") == value)
        ]
        place, item = self._one(found, what, "button")
        if self._confirmed(item, what, confirm):
            self._act(place, item, None)

    def choose(
        self,
        what: str,
        answer: Any,
        *,
        channel: str | None = None,
        ts: str | None = None,
        confirm: bool | None = None,
    ) -> None:
        """Chooses something in a menu, picker or overflow that tells the app at once."""
        found = [
            (place, item)
            for place, blocks in self._places(channel, ts)
            for item in matching(blocks, what)
            if item.dispatches and (item.has_state or item.kind == "overflow")
        ]
        place, item = self._one(found, what, "menu")
        if self._confirmed(item, what, confirm):
            self._act(place, item, self._answers(place).state_for(item, answer))

    def fill(self, answers: Mapping[str, Any]) -> None:
        """Fills fields of the modal on top, by visible label, block_id or action_id.

        Text for text fields; an option's text or value for menus (a list for several); names or ids of people and
        channels; dates and times as such or as text; None empties a field. Fields that tell the app at once do so.
        """
        for what, answer in answers.items():
            view = self.modal().view
            place = {"type": "view", "view_id": view["id"]}
            found = [(place, item) for item in matching(view["blocks"], what) if item.has_state]
            if not found:
                offered = [names_of(p) for p in placed(view["blocks"]) if p.has_state]
                raise ActorError(f"no field {what!r} in this modal; there are {offered}")
            _, item = self._one(found, what, "field")
            value = self._answers(place).state_for(item, answer)
            draft = self._drafts.setdefault(view["id"], {})
            draft.setdefault(item.block_id, {})[item.action_id] = value
            if item.dispatches:
                self._act(place, item, value)

    def submit(self) -> Outcome:
        """Submits the modal on top."""
        view = self.modal().view
        if not view.get("submit"):
            raise ActorError("this modal has no submit button")
        answer = self._post("submit", view_id=view["id"], values=self._drafts.get(view["id"], {}))
        return Outcome(answer["outcome"], answer.get("errors") or {})

    def close(self, everything: bool = False) -> None:
        """Closes the modal on top, or all of them."""
        self._post("close", view_id=self.modal().view["id"], all=everything)

    def travel(self, to: str) -> None:
        """Moves the app's time: 'next', '+1h' or '+1d'."""
        self._post("clock", to=to)

    def make_channel(self, name: str, private: bool = False, members: tuple[str, ...] = ()) -> str:
        """Makes a channel; returns its id."""
        return str(self._post("channel", name=name, private=private, members=list(members))["channel"])

    def invite(self, channel: str, *members: str) -> None:
        """Adds people (or the app) to a channel."""
        self._post("invite", channel=self._channel(self.state(), channel), members=list(members))

    def leave(self, channel: str) -> None:
        """Leaves a channel."""
        self._post("leave", channel=self._channel(self.state(), channel))

    def wait_until(self, predicate: Callable[[], T], timeout: float = 10.0, what: str = "") -> T:
        """Waits until `predicate` gives something true, and returns that. An ActorError in it means: not yet."""
        deadline = time.monotonic() + timeout
        while True:
            rev = self.state()["rev"]
            problem = "it stayed false"
            try:
                if result := predicate():
                    return result
            except ActorError as not_yet:
                problem = str(not_yet)
            left = deadline - time.monotonic()
            if left <= 0:
                raise ActorError(f"waited {timeout:g} s for {what or 'something'}: {problem}", "timeout")
            query = urlencode({"user": self.user, "rev": rev, "timeout": min(left, _GLANCE)})
            self._request("GET", f"/ui/wait?{query}")

    def _places(self, channel: str | None, ts: str | None) -> list[tuple[Json, list[Json]]]:
        state = self.state()
        if state["views"]:
            view = state["views"][-1]
            return [({"type": "view", "view_id": view["id"]}, view["blocks"])]
        if self._at_home and channel is None and ts is None:
            if state["home"] is None:
                raise ActorError("the app has not published a Home for this person")
            return [({"type": "view", "view_id": state["home"]["id"]}, state["home"]["blocks"])]
        wanted = self._channel(state, channel) if channel else None
        shown = [m for kind in ("messages", "ephemerals") for ms in state[kind].values() for m in ms]
        found = [m for m in shown if wanted in (None, m["channel"]) and ts in (None, m["ts"])]
        found.sort(key=lambda message: str(message["ts"]), reverse=True)
        return [
            ({"type": "message", "channel": m["channel"], "ts": m["ts"]}, m["blocks"]) for m in found if m.get("blocks")
        ]

    def _one(self, found: list[tuple[Json, Placed]], what: str, kind: str) -> tuple[Json, Placed]:
        if not found:
            raise ActorError(f"{self.user} sees no {kind} {what!r}")
        place = found[0][0]
        here = [item for other, item in found if other == place]
        if len(here) > 1:
            ids = [(item.block_id, item.action_id, item.element.get("value")) for item in here]
            raise ActorError(f"{len(here)} times {kind} {what!r} in one place: {ids}", "ambiguous")
        return place, here[0]

    def _confirmed(self, item: Placed, what: str, confirm: bool | None) -> bool:
        if "confirm" not in item.element:
            return True
        if confirm is None:
            asks = plain(item.element["confirm"].get("text"))
            raise ActorError(f"{what!r} asks for confirmation ({asks!r}): say confirm=True or False", "confirm")
        return confirm

    def _act(self, place: Json, item: Placed, value: Json | None) -> None:
        body: Json = {"container": place, "block_id": item.block_id, "action_id": item.action_id}
        if value is not None:
            body["value"] = value
        self._post("action", **body, values=self._drafts.get(place.get("view_id", ""), {}))

    def _answers(self, place: Json) -> Answers:
        def ask(item: Placed, text: str) -> list[Json]:
            ids = {"block_id": item.block_id, "action_id": item.action_id}
            answer = self._post("options", container=place, **ids, value=text)
            groups = answer.get("option_groups") or [{"options": answer.get("options") or []}]
            return [option for group in groups for option in group["options"]]

        return Answers(self.state(), ask, ActorError)

    def _channel(self, state: Json, name: str) -> str:
        wanted = name.removeprefix("#")
        for channel in state["channels"]:
            if wanted in (channel["id"], channel["name"]):
                return str(channel["id"])
        raise ActorError(f"{self.user} sees no channel {name!r}")

    def _post(self, call: str, **body: Any) -> Json:
        return self._request("POST", f"/ui/{call}", {"user": self.user, **body})

    def _request(self, method: str, path: str, body: Json | None = None) -> Json:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_REQUEST_SECONDS)
        with closing(connection):
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"Content-Type": "application/json"} if data else {})
            answer: Json = json.loads(connection.getresponse().read())
        if not answer.get("ok"):
            raise ActorError(f"{path.partition('?')[0]}: {answer.get('message')}", str(answer.get("error")))
        return answer

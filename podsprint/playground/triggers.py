"""Trigger ids and response URLs: short-lived permissions that go with an interaction."""

import secrets
from dataclasses import dataclass, field

from .errors import SlackError
from .times import Times

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass
class Trigger:
    """The permission to open one modal for one person."""

    user: str
    channel: str | None
    in_modal: bool
    born: float
    used: bool = False


@dataclass
class ResponseUrl:
    """The permission to answer an interaction a few times, outside the Web API."""

    channel: str
    user: str
    born: float
    ts: str | None = None
    ephemeral: bool = False
    thread_ts: str | None = None
    left: int = field(default=RESPONSE_USES)


class Permissions:
    """Issues and redeems both."""

    def __init__(self, times: Times, team: str) -> None:
        self._times = times
        self._team = team
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}

    def trigger(self, user: str, channel: str | None, in_modal: bool) -> str:
        """A new trigger id."""
        key = f"{len(self._triggers) + 1}.{self._team}.{secrets.token_hex(16)}"
        self._triggers[key] = Trigger(user, channel, in_modal, self._times.monotonic())
        return key

    def look(self, key: str) -> Trigger:
        """A trigger that can still be used."""
        trigger = self._triggers.get(key)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._times.monotonic() - trigger.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        return trigger

    def response(
        self,
        channel: str,
        user: str,
        ts: str | None = None,
        ephemeral: bool = False,
        thread_ts: str | None = None,
    ) -> str:
        """The secret part of a new response URL."""
        key = secrets.token_urlsafe(18)
        born = self._times.monotonic()
        self._responses[key] = ResponseUrl(channel, user, born, ts, ephemeral, thread_ts)
        return key

    def redeem(self, key: str) -> ResponseUrl:
        """One use of a response URL."""
        response = self._responses.get(key)
        if response is None:
            raise SlackError("invalid_url")
        if self._times.monotonic() - response.born > RESPONSE_SECONDS:
            raise SlackError("expired_url")
        if response.left <= 0:
            raise SlackError("used_url")
        response.left -= 1
        return response

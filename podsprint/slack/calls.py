"""One call of Slack's Web API: made once, in its turn, with every failure named for what it means."""

import json
import socket
from collections.abc import Hashable
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from podsprint.errors import InDoubt, LockedOut, RateLimited, Rejected, SlackError, Unavailable
from podsprint.slack.pace import Pace

# Answers after which the call may or may not have had its effect (Slack says so of the first two).
_IN_DOUBT = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})

# What an operator mends for all messages at once, so none of them is given up over it.
_LOCKED_OUT = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
# The workspace's own limit on a free plan, for which Slack names no time.
_NOT_NOW = frozenset({"message_limit_exceeded", "team_access_not_granted", "org_login_required"})


class Calls:
    """Calls, and the places they wait for."""

    def __init__(self, client: WebClient, pace: Pace) -> None:
        # WebClient re-sends a POST after a dropped connection unless it is told not to: two messages instead of one.
        client.retry_handlers = []
        self._client = client
        self._pace = pace

    def wait_for(
        self, method: str, team: str, conversation: str = "", *, holder: Hashable = None, calls: int = 1
    ) -> float:
        """Seconds until so many calls may be made; 0.0 takes the place. It is kept for its holder until then."""
        return self._pace.take(method, team, conversation, holder=holder, calls=calls)

    def _take_place(self, method: str, team: str, holder: Hashable = None) -> None:
        wait = self._pace.take(method, team, holder=holder)
        if wait > 0:
            raise RateLimited("paced", method=method, retry_after=wait)

    def _call(self, method: str, team: str, **arguments: Any) -> Any:
        form = {
            name: json.dumps(value) if isinstance(value, dict | list) else value
            for name, value in arguments.items()
            if value is not None
        }
        try:
            return self._client.api_call(method, params=form)
        except SlackApiError as error:
            raise self._named(error, method, team) from error
        except (URLError, HTTPException, OSError, SlackClientError) as error:
            if isinstance(getattr(error, "reason", error), ConnectionRefusedError | socket.gaierror):
                raise Unavailable("unreachable", method=method) from error
            # The request may have reached Slack before the line broke.
            raise InDoubt(type(error).__name__, method=method) from error

    def _named(self, error: SlackApiError, method: str, team: str) -> SlackError:
        response = error.response
        # An answer that is not JSON comes as a plain dict.
        status = response.get("status") if isinstance(response, dict) else response.status_code
        code = str(response.get("error") or status)
        if status == 429 or code in ("ratelimited", "rate_limited"):
            headers = response["headers"] if isinstance(response, dict) else response.headers
            seconds = float({name.lower(): value for name, value in headers.items()}.get("retry-after", 1))
            self._pace.block(method, team, seconds)
            return RateLimited(code, method=method, retry_after=seconds)
        if int(status or 0) >= 500 or code in _IN_DOUBT:
            return InDoubt(code, method=method)
        if code in _LOCKED_OUT:
            return LockedOut(code, method=method)
        if code in _NOT_NOW:
            return Unavailable(code, method=method)
        return Rejected(code, method=method, scope=str(response.get("needed") or ""))

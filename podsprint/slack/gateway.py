"""The one door to Slack's Web API: calls that are made once, with every failure named for what it means."""

import json
import socket
from collections.abc import Hashable, Sequence
from datetime import datetime
from http.client import HTTPException
from typing import IO, Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from podsprint.domain.channels import Trouble
from podsprint.errors import InDoubt, LockedOut, RateLimited, Rejected, SlackError, Unavailable
from podsprint.slack.blocks import Message
from podsprint.slack.pace import Pace

METADATA = "podsprint_message"
_LOOK_BACK_SECONDS = _LOOK_AHEAD_SECONDS = 120
_LOOK_UP_LIMIT = 100
_LOOK_UP_MEMBERS = 1000
# Answers after which the call may or may not have had its effect (Slack says so of the first two).
_IN_DOUBT = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})

# What an operator mends for all messages at once, so none of them is given up over it.
_LOCKED_OUT = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
# The workspace's own limit on a free plan, for which Slack names no time.
_NOT_NOW = frozenset({"message_limit_exceeded", "team_access_not_granted", "org_login_required"})


class Gateway:
    """Slack, for one workspace's bot token."""

    def __init__(self, client: WebClient, pace: Pace) -> None:
        # WebClient re-sends a POST after a dropped connection unless it is told not to: two messages instead of one.
        client.retry_handlers = []
        self._client = client
        self._pace = pace
        self._direct: dict[str, str] = {}
        self._bot_user = ""

    def wait_for(self, method: str, team: str, conversation: str = "", *, holder: Hashable = None) -> float:
        """Seconds until this call may be made; 0.0 takes the place. It is kept for its holder until then."""
        return self._pace.take(method, team, conversation, holder=holder)

    def post(self, team: str, channel: str, message: Message, *, key: str, thread_ts: str | None = None) -> str:
        """Post a message that carries its key, so that it can be found again.

        Returns:
            Its ``ts``.
        """
        answer = self._call(
            "chat.postMessage",
            team,
            channel=channel,
            text=message.text,
            blocks=keyed(message, key),
            thread_ts=thread_ts,
            metadata={"event_type": METADATA, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["ts"])

    def update(self, team: str, channel: str, ts: str, message: Message, *, key: str) -> None:
        """Replace a message of ours."""
        self._call("chat.update", team, channel=channel, ts=ts, text=message.text, blocks=keyed(message, key))

    def delete(self, team: str, channel: str, ts: str) -> None:
        """Take a message of ours back; one that is gone already is fine."""
        try:
            self._call("chat.delete", team, channel=channel, ts=ts)
        except Rejected as error:
            if error.code != "message_not_found":
                raise

    def find(
        self, team: str, channel: str, *, key: str, since: datetime, thread_ts: str | None, holder: Hashable = None
    ) -> str | None:
        """The ``ts`` of a message with this key, posted at about ``since``; none if there is none.

        Raises:
            RateLimited: it is not this call's turn yet.
        """
        # It was posted about then or not at all, so the window is short, and one page holds it.
        method = "conversations.replies" if thread_ts else "conversations.history"
        where = {"ts": thread_ts} if thread_ts else {}
        cursor = ""
        while True:
            self._take_place(method, team, holder)
            answer = self._call(
                method,
                team,
                channel=channel,
                limit=_LOOK_UP_LIMIT,
                include_all_metadata=True,
                cursor=cursor or None,
                **_about(since),
                **where,
            )
            for message in answer["messages"]:
                if key in _keys(message):
                    return str(message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    def team(self) -> str:
        """The workspace whose token we have."""
        return str(self._call("auth.test", "")["team_id"])

    def bot_user(self) -> str:
        """Our own user id."""
        if not self._bot_user:
            self._bot_user = str(self._call("auth.test", "")["user_id"])
        return self._bot_user

    def direct(self, team: str, user: str, *, holder: Hashable = None) -> str:
        """The channel of the app's direct messages with a person.

        Raises:
            RateLimited: it is not this call's turn yet.
        """
        if user not in self._direct:
            self._take_place("conversations.open", team, holder)
            answer = self._call("conversations.open", team, users=user)
            self._direct[user] = str(answer["channel"]["id"])
        return self._direct[user]

    def publish_home(self, team: str, user: str, view: dict[str, Any]) -> None:
        """Replace a person's Home tab."""
        self._call("views.publish", team, user_id=user, view=view)

    def open_view(self, trigger_id: str, view: dict[str, Any]) -> dict[str, Any]:
        """Open a window. A trigger lives for three seconds and once.

        Returns:
            The view as Slack keeps it, with its id and hash.
        """
        return dict(self._call("views.open", "", trigger_id=trigger_id, view=view)["view"])

    def push_view(self, trigger_id: str, view: dict[str, Any]) -> None:
        """Put a window on top of the one that is open."""
        self._call("views.push", "", trigger_id=trigger_id, view=view)

    def update_view(self, view_id: str, view_hash: str, view: dict[str, Any]) -> None:
        """Replace a window, unless it has changed since; then what is there now is the newer one, and stays."""
        try:
            self._call("views.update", "", view_id=view_id, hash=view_hash, view=view)
        except Rejected as error:
            if error.code not in ("hash_conflict", "not_found"):
                raise

    def announce_file(self, team: str, name: str, length: int) -> tuple[str, str]:
        """Ask Slack for a place for a file. A file that is announced and never shared is nowhere to be seen.

        Returns:
            Where its bytes go, and its id.
        """
        self._take_place("files.getUploadURLExternal", team)
        answer = self._call("files.getUploadURLExternal", team, filename=name, length=length)
        return str(answer["upload_url"]), str(answer["file_id"])

    def send_file(self, url: str, content: IO[bytes], length: int) -> None:
        """Send a file's bytes, a piece at a time."""
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(length)}
        sent = Request(url, data=content, headers=headers, method="POST")  # noqa: S310 - Slack named the address
        try:
            with urlopen(sent, timeout=self._client.timeout) as answer:  # noqa: S310
                answer.read()
        except (URLError, HTTPException, OSError) as error:
            raise InDoubt(type(error).__name__, method="upload") from error

    def share_files(self, team: str, channel: str, files: Sequence[tuple[str, str]], comment: str) -> None:
        """Show files, by id and title, in one message. Not to be repeated: Slack would show them twice."""
        given = [{"id": file_id, "title": title} for file_id, title in files]
        self._take_place("files.completeUploadExternal", team)
        self._call("files.completeUploadExternal", team, files=given, channel_id=channel, initial_comment=comment)

    def file_message(self, team: str, channel: str, file_id: str, since: datetime) -> str | None:
        """The ``ts`` of the message that shows a file, shared at about ``since``; none if there is none."""
        self._take_place("conversations.history", team)
        answer = self._call("conversations.history", team, channel=channel, limit=_LOOK_UP_LIMIT, **_about(since))
        shows = (one for one in answer["messages"] if any(file["id"] == file_id for file in one.get("files") or ()))
        return next((str(message["ts"]) for message in shows), None)

    def delete_file(self, team: str, file_id: str) -> None:
        """Take a file of ours back; one that is gone already is fine."""
        self._take_place("files.delete", team)
        try:
            self._call("files.delete", team, file=file_id)
        except Rejected as error:
            if error.code not in ("file_not_found", "file_deleted"):
                raise

    def members(self, team: str, channel: str) -> frozenset[str]:
        """Who is in a channel, as far as a pod's channel can have people in it; nobody if we cannot see it."""
        try:
            answer = self._call("conversations.members", team, channel=channel, limit=_LOOK_UP_MEMBERS)
        except Rejected as error:
            if error.code != "channel_not_found":
                raise
            return frozenset()
        return frozenset(answer["members"])

    def channel_trouble(self, team: str, channel: str) -> Trouble | None:
        """Why nothing can be posted in a channel, as Slack says now; none if it can."""
        try:
            found = self._call("conversations.info", team, channel=channel)["channel"]
        except Rejected as error:
            if error.code not in ("channel_not_found", "not_in_channel"):
                raise
            return Trouble.BOT_REMOVED  # a private channel that we are not in is not there for us; nor is a deleted one
        if found.get("is_archived"):
            return Trouble.ARCHIVED
        return None if found.get("is_member") else Trouble.BOT_REMOVED

    def zone_of(self, team: str, user: str) -> str:
        """The time zone a person has set in Slack; "" if Slack does not say."""
        return str(self._call("users.info", team, user=user)["user"].get("tz") or "")

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


def _about(since: datetime) -> dict[str, str]:
    return {
        "oldest": str(since.timestamp() - _LOOK_BACK_SECONDS),
        "latest": str(since.timestamp() + _LOOK_AHEAD_SECONDS),
    }


def keyed(message: Message, key: str) -> list[dict[str, Any]]:
    """The message's blocks with its key on the first one, for where message metadata is not kept."""
    first, *rest = message.blocks
    return [{**first, "block_id": key}, *rest]


def _keys(message: dict[str, Any]) -> set[str]:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return {str(payload.get("key")), *(str(block.get("block_id")) for block in message.get("blocks") or ())}

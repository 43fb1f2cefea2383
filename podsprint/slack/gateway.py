"""The one door to Slack's Web API: calls that are made once, with every failure named for what it means."""

from collections.abc import Hashable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime
from http.client import HTTPException
from typing import IO, Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from slack_sdk import WebClient

from podsprint.domain.channels import Trouble
from podsprint.domain.people import Facts, Standing
from podsprint.errors import InDoubt, Rejected, SlackError
from podsprint.slack.blocks import Message
from podsprint.slack.calls import Calls
from podsprint.slack.facts import facts
from podsprint.slack.pace import Pace

METADATA = "podsprint_message"
_LOOK_BACK_SECONDS = _LOOK_AHEAD_SECONDS = 120
_LOOK_UP_LIMIT = 100
_LOOK_UP_MEMBERS = 1000
_PAGES = 3
_LOOK_SECONDS = 1.2  # of the three in which a form has to be answered
_LOOKS = 16  # side by side


class Gateway(Calls):
    """Slack, for one workspace's bot token."""

    def __init__(self, client: WebClient, pace: Pace) -> None:
        super().__init__(client, pace)
        self._direct: dict[str, str] = {}
        self._bot_user = ""
        self._looks = ThreadPoolExecutor(_LOOKS, thread_name_prefix="look")  # threads start when they are needed

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

    def workspace(self) -> tuple[str, str]:
        """The workspace whose token we have: its id, and its address."""
        answer = self._call("auth.test", "")
        return str(answer["team_id"]), str(answer.get("url") or "")

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

    def file_message(
        self, team: str, channel: str, file_id: str, since: datetime, *, holder: Hashable = None
    ) -> str | None:
        """The ``ts`` of the message that shows a file, shared at about ``since``; none if there is none."""
        self._take_place("conversations.history", team, holder)
        answer = self._call("conversations.history", team, channel=channel, limit=_LOOK_UP_LIMIT, **_about(since))
        shows = (one for one in answer["messages"] if any(file["id"] == file_id for file in one.get("files") or ()))
        return next((str(message["ts"]) for message in shows), None)

    def delete_file(self, team: str, file_id: str, *, holder: Hashable = None) -> None:
        """Take a file of ours back; one that is gone already is fine."""
        self._take_place("files.delete", team, holder)
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

    def is_public(self, team: str, channel: str) -> bool:
        """Whether anyone in the workspace can read a channel, as Slack says now; a channel we cannot see is private."""
        try:
            found = self._call("conversations.info", team, channel=channel)["channel"]
        except Rejected as error:
            if error.code != "channel_not_found":
                raise
            return False
        return not found.get("is_private")

    def create_channel(self, team: str, name: str) -> str:
        """Make a private channel with only ourselves in it.

        Returns:
            Its id.
        """
        self._take_place("conversations.create", team, None)
        return str(self._call("conversations.create", team, name=name, is_private=True)["channel"]["id"])

    def own_empty_channel(self, team: str, name: str) -> str | None:
        """A private channel of this name that we made and nobody else is in: left over from a try that went no
        further."""
        cursor = ""
        for _ in range(_PAGES):
            answer = self._call(
                "users.conversations",
                team,
                types="private_channel",
                exclude_archived=True,
                limit=_LOOK_UP_MEMBERS,
                cursor=cursor or None,
            )
            for channel in answer["channels"]:
                if channel["name"] == name and channel.get("creator") == self.bot_user():
                    alone = self.members(team, channel["id"]) == {self.bot_user()}
                    return str(channel["id"]) if alone else None
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return None

    def invite(self, team: str, channel: str, user: str) -> None:
        """Bring somebody into a channel; one who is there already is fine."""
        try:
            self._call("conversations.invite", team, channel=channel, users=user)
        except Rejected as error:
            if error.code != "already_in_channel":
                raise

    def people(self, team: str, users: Iterable[str]) -> tuple[Facts, ...]:
        """What Slack says about these people, asked side by side within what a form may wait for. Whoever Slack does
        not speak about in time, or says nothing about, is left out."""
        asked = [user for user in dict.fromkeys(users) if user and self._pace.take("users.info", team) <= 0]
        futures = [self._looks.submit(self._person, team, user) for user in asked]
        done, _ = wait(futures, timeout=_LOOK_SECONDS)
        return tuple(found for future in futures if future in done and (found := future.result()) is not None)

    def _person(self, team: str, user: str) -> Facts | None:
        try:
            return facts(self._call("users.info", team, user=user)["user"])
        except Rejected as error:
            known = error.code in ("user_not_found", "user_not_visible")
            return Facts(user=user, standing=Standing.STRANGER) if known else None
        except SlackError:
            return None  # whoever asked goes by what is known


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

"""The workspace: people, channels, messages. Everything here is used from one thread only."""

import base64
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from .config import Config
from .errors import SlackError
from .store import Store
from .times import Times

Json = dict[str, Any]
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class World:
    """All that exists in the workspace, written through to the store."""

    def __init__(self, config: Config, times: Times, store: Store) -> None:
        self.config = config
        self.times = times
        self.store = store
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Json] = {}
        self.messages: dict[str, dict[str, Json]] = defaultdict(dict)
        self._threads: dict[str, dict[str, None]] = defaultdict(dict)
        self.ephemerals: dict[str, list[Json]] = defaultdict(list)
        self.files: dict[str, Json] = {}
        self.uploads: dict[str, bytes] = {}
        self.bookmarks: dict[str, list[Json]] = defaultdict(list)
        self.read: dict[str, str] = {}
        self.revoked: set[str] = set()
        self.rev = 0
        self.seen_rev: dict[str, int] = defaultdict(int)
        self.on_change: list[Callable[[frozenset[str]], None]] = []
        self._seq = 0
        self._load()

    # Ids and times -----------------------------------------------------------------------------------------

    def new_id(self, prefix: str) -> str:
        """An id that this workspace has never used."""
        self._seq += 1
        self.store.put("meta", "seq", self._seq)
        number, digits = self._seq, ""
        while number:
            number, rest = divmod(number, 36)
            digits = _DIGITS[rest] + digits
        return f"{prefix}0{digits:0>8}"

    def next_ts(self, channel: Json) -> str:
        """A message time: unique and increasing in its channel, even when the clock stands still."""
        micros = max(self.times.micros(), channel["last_micros"] + 1)
        channel["last_micros"] = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    # Who sees what -----------------------------------------------------------------------------------------

    def is_guest(self, user: str) -> bool:
        """Guests only see the channels they are in."""
        return bool(self.users[user]["is_restricted"] or self.users[user]["is_ultra_restricted"])

    def can_see(self, user: str, channel: Json) -> bool:
        """Whether a person may read a channel."""
        if user in channel["members"]:
            return True
        return channel["kind"] == "channel" and not self.is_guest(user)

    def audience(self, channel: Json) -> frozenset[str]:
        """Everybody who may read a channel."""
        return frozenset(user for user in self.users if self.can_see(user, channel))

    def changed(self, users: Iterable[str] | None = None) -> None:
        """Notes that what these people (or all) see has changed."""
        who = frozenset(self.users if users is None else users)
        self.rev += 1
        for user in who:
            self.seen_rev[user] = self.rev
        for tell in self.on_change:
            tell(who)

    # People and channels -----------------------------------------------------------------------------------

    def user(self, user: str) -> Json:
        """A person, or `user_not_found`."""
        if user not in self.users:
            raise SlackError("user_not_found")
        return self.users[user]

    def save_user(self, user: Json) -> None:
        """Keeps a new or changed person."""
        self.users[user["id"]] = user
        self.store.put("user", user["id"], user)
        self.changed()

    def add_channel(self, name: str, kind: str, members: Iterable[str], creator: str) -> Json:
        """Makes a channel or a conversation."""
        prefix = {"channel": "C", "private": "C", "im": "D", "mpim": "G"}[kind]
        channel = _channel(self.new_id(prefix), name, kind, list(dict.fromkeys(members)))
        channel |= {"creator": creator, "created": self.times.seconds()}
        self.save_channel(channel)
        return channel

    def save_channel(self, channel: Json, also: Iterable[str] = ()) -> None:
        """Keeps a new or changed channel. `also` are people who could see it until now."""
        self.channels[channel["id"]] = channel
        self.store.put("channel", channel["id"], channel)
        self.changed(self.audience(channel) | set(also))

    def direct(self, members: Iterable[str], creator: str) -> tuple[Json, bool]:
        """The conversation of exactly these people, and whether it was there already."""
        wanted = sorted(set(members))
        kind = "im" if len(wanted) <= 2 else "mpim"
        for channel in self.channels.values():
            if channel["kind"] == kind and sorted(channel["members"]) == wanted:
                return channel, True
        name = "" if kind == "im" else "mpdm-" + "--".join(self.users[u]["name"] for u in wanted) + "-1"
        return self.add_channel(name, kind, wanted, creator), False

    def channel_named(self, name: str) -> Json | None:
        """The channel of this name."""
        named = (c for c in self.channels.values() if c["kind"] in ("channel", "private") and c["name"] == name)
        return next(named, None)

    # Messages ----------------------------------------------------------------------------------------------

    def add_message(self, channel: Json, message: Json) -> Json:
        """Posts a message; gives it its time."""
        message = {"type": "message", "channel": channel["id"], **message, "ts": self.next_ts(channel)}
        self.store.put("channel", channel["id"], channel)
        self.save_message(message)
        return message

    def save_message(self, message: Json) -> None:
        """Keeps a new or changed message."""
        self._hold(message)
        self.store.put("message", f"{message['channel']}/{message['ts']}", message)
        self.changed(self.audience(self.channels[message["channel"]]))

    def drop_message(self, message: Json) -> None:
        """Deletes a message."""
        del self.messages[message["channel"]][message["ts"]]
        self._threads[_thread(message)].pop(message["ts"], None)
        self.store.drop("message", f"{message['channel']}/{message['ts']}")
        self.changed(self.audience(self.channels[message["channel"]]))

    def add_ephemeral(self, channel: Json, user: str, message: Json) -> Json:
        """Shows a message to one person, until they close their client: it is never stored."""
        message = {"type": "message", "channel": channel["id"], **message, "ts": self.next_ts(channel)}
        self.ephemerals[user].append(message)
        self.changed([user])
        return message

    def ephemeral(self, user: str, ts: str) -> Json | None:
        """An ephemeral message that is still on this person's screen."""
        return next((m for m in self.ephemerals[user] if m["ts"] == ts), None)

    def replies(self, message: Json) -> list[Json]:
        """The replies below a message, oldest first."""
        here = self.messages[message["channel"]]
        return [here[ts] for ts in self._threads.get(f"{message['channel']}/{message['ts']}", ())]

    def mark_read(self, user: str, channel: Json) -> None:
        """Notes that a person has seen everything in a channel."""
        newest = max(self.messages[channel["id"]], default="")
        key = f"{user}/{channel['id']}"
        if self.read.get(key, "") < newest:
            self.read[key] = newest
            self.store.put("read", key, newest)
            self.changed([user])

    # Other durable things ----------------------------------------------------------------------------------

    def save_file(self, file: Json) -> None:
        """Keeps a file's record."""
        self.files[file["id"]] = file
        self.store.put("file", file["id"], file)

    def save_upload(self, file: Json, data: bytes) -> None:
        """Keeps a file's bytes, and its record."""
        self.uploads[file["id"]] = data
        self.store.put("upload", file["id"], base64.b64encode(data).decode())
        self.save_file(file)

    def drop_upload(self, file: Json) -> None:
        """Forgets a file's bytes, and notes that in its record."""
        self.uploads.pop(file["id"], None)
        self.store.drop("upload", file["id"])
        self.save_file(file)

    def save_bookmarks(self, channel: str) -> None:
        """Keeps a channel's bookmarks."""
        self.store.put("bookmarks", channel, self.bookmarks[channel])
        self.changed(self.audience(self.channels[channel]))

    def revoke(self, token: str) -> None:
        """Makes a token worthless, for good."""
        self.revoked.add(token)
        self.store.put("revoked", token, True)

    def _hold(self, message: Json) -> None:
        self.messages[message["channel"]][message["ts"]] = message
        if message.get("thread_ts") not in (None, message["ts"]):
            self._threads[_thread(message)][message["ts"]] = None

    # Loading -----------------------------------------------------------------------------------------------

    def _load(self) -> None:
        store, config = self.store, self.config
        self._seq = dict(store.load("meta")).get("seq", 0)
        self.users = dict(store.load("user"))
        self.channels = dict(store.load("channel"))
        for _, message in store.load("message"):
            self._hold(message)
        self.files = dict(store.load("file"))
        self.uploads = {key: base64.b64decode(data) for key, data in store.load("upload")}
        self.bookmarks.update(store.load("bookmarks"))
        self.read = dict(store.load("read"))
        self.revoked = {token for token, _ in store.load("revoked")}
        for person in config.users:
            if person.id not in self.users:
                self.save_user(asdict(person) | {"real_name": person.real_name or person.name})
        if config.bot_user not in self.users:
            bot = {"id": config.bot_user, "name": config.bot_name, "real_name": config.bot_name, "title": ""}
            flags = dict.fromkeys(("deleted", "is_restricted", "is_ultra_restricted", "is_admin"), False)
            more = {"tz": "UTC", "email": "", "locale": "en-GB", "color": "", "is_bot": True}
            self.save_user(bot | more | flags)
        for given in config.channels:
            if given.id not in self.channels:
                kind = "private" if given.is_private else "channel"
                channel = _channel(given.id, given.name, kind, list(given.members))
                channel |= {"topic": given.topic, "purpose": given.purpose, "is_archived": given.is_archived}
                channel |= {"is_general": given.is_general, "created": self.times.seconds()}
                self.save_channel(channel | {"creator": next(iter(given.members), config.bot_user)})


def _channel(key: str, name: str, kind: str, members: list[str]) -> Json:
    blank = {"topic": "", "purpose": "", "is_archived": False, "is_general": False, "last_micros": 0}
    return {"id": key, "name": name, "kind": kind, "members": members, **blank}


def _thread(message: Json) -> str:
    return f"{message['channel']}/{message.get('thread_ts')}"

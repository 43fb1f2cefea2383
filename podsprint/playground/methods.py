"""Facts about the Web API methods played here: tier, scopes of a bot token, required arguments.

Collected from Slack's public reference in 2026. Any one of `scopes` opens the door; methods on conversations look again
at the kind of conversation. Tier 0 stands for "special rate limits".
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """One method's facts."""

    tier: int
    scopes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    app_token: bool = False


def _per_kind(what: str, *more: str) -> tuple[str, ...]:
    return (*(f"{kind}:{what}" for kind in ("channels", "groups", "im", "mpim")), *more)


_MANAGE = ("channels:manage", "groups:write", "im:write", "mpim:write")
_TOPIC = (*_MANAGE, "channels:write.topic", "groups:write.topic", "im:write.topic", "mpim:write.topic")
_INVITE = ("channels:manage", "channels:write.invites", "groups:write", "groups:write.invites")
_WRITE, _PEOPLE, _FILES = ("chat:write",), ("users:read",), ("files:write",)

METHODS = {
    "api.test": Method(4),
    "auth.test": Method(0),
    "apps.connections.open": Method(3, app_token=True),
    "team.info": Method(3, ("team:read",)),
    "bots.info": Method(3, _PEOPLE),
    "chat.postMessage": Method(0, _WRITE, ("channel",)),
    "chat.postEphemeral": Method(4, _WRITE, ("channel", "user")),
    "chat.update": Method(3, _WRITE, ("channel", "ts")),
    "chat.delete": Method(3, _WRITE, ("channel", "ts")),
    "chat.getPermalink": Method(0, (), ("channel", "message_ts")),
    "conversations.create": Method(2, _MANAGE, ("name",)),
    "conversations.open": Method(3, _MANAGE),
    "conversations.info": Method(3, _per_kind("read"), ("channel",)),
    "conversations.list": Method(2, _per_kind("read")),
    "conversations.members": Method(4, _per_kind("read"), ("channel",)),
    "conversations.invite": Method(3, _INVITE, ("channel", "users")),
    "conversations.kick": Method(3, _MANAGE, ("channel", "user")),
    "conversations.join": Method(3, ("channels:join",), ("channel",)),
    "conversations.leave": Method(3, _MANAGE, ("channel",)),
    "conversations.history": Method(3, _per_kind("history"), ("channel",)),
    "conversations.replies": Method(3, _per_kind("history"), ("channel", "ts")),
    "conversations.archive": Method(2, _MANAGE, ("channel",)),
    "conversations.rename": Method(2, _MANAGE, ("channel", "name")),
    "conversations.setTopic": Method(2, _TOPIC, ("channel", "topic")),
    "conversations.setPurpose": Method(2, _TOPIC, ("channel", "purpose")),
    "users.info": Method(4, _PEOPLE, ("user",)),
    "users.list": Method(2, _PEOPLE),
    "users.lookupByEmail": Method(3, ("users:read.email",), ("email",)),
    "users.conversations": Method(3, _per_kind("read")),
    "users.profile.get": Method(4, ("users.profile:read",)),
    "views.open": Method(4, (), ("view",)),
    "views.push": Method(4, (), ("view",)),
    "views.update": Method(4, (), ("view",)),
    "views.publish": Method(4, (), ("user_id", "view")),
    "reactions.add": Method(3, ("reactions:write",), ("channel", "name", "timestamp")),
    "reactions.remove": Method(2, ("reactions:write",), ("name",)),
    "reactions.get": Method(3, ("reactions:read",)),
    "files.getUploadURLExternal": Method(4, _FILES, ("filename", "length")),
    "files.completeUploadExternal": Method(4, _FILES, ("files",)),
    "files.info": Method(4, ("files:read",), ("file",)),
    "files.delete": Method(3, _FILES, ("file",)),
    "bookmarks.add": Method(2, ("bookmarks:write",), ("channel_id", "title", "type")),
    "bookmarks.list": Method(3, ("bookmarks:read",), ("channel_id",)),
}

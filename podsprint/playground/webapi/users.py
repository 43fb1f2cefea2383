"""users.*, team.info, bots.info, auth.test: who is who."""

from ..errors import SlackError
from ..shapes import channel_object, user_object
from ..state import Json
from .call import PREFIX, Call


def auth_test(call: Call) -> Json:
    """auth.test"""
    config = call.hub.config
    return {
        "url": f"https://{config.team.domain}.slack.com/",
        "team": config.team.name,
        "user": config.bot_name,
        "team_id": config.team.id,
        "user_id": config.bot_user,
        "bot_id": config.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """api.test"""
    if call.has("error"):
        raise SlackError(call.text("error"), args=call.args)
    return {"args": call.args}


def connections_open(call: Call) -> Json:
    """apps.connections.open"""
    if call.hub.sockets.disabled:
        raise SlackError("forbidden_team")
    ticket = call.hub.sockets.ticket()
    return {"url": f"ws://127.0.0.1:{call.hub.port}/link/?ticket={ticket}&app_id={call.hub.config.app_id}"}


def team_info(call: Call) -> Json:
    """team.info"""
    team = call.hub.config.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def bots_info(call: Call) -> Json:
    """bots.info"""
    config = call.hub.config
    if call.text("bot", config.bot_id) != config.bot_id:
        raise SlackError("bot_not_found")
    bot = {
        "id": config.bot_id,
        "deleted": False,
        "name": config.bot_name,
        "updated": 0,
        "app_id": config.app_id,
    }
    return {"bot": bot | {"user_id": config.bot_user, "icons": {}}}


def info(call: Call) -> Json:
    """users.info"""
    user = call.world.user(call.text("user"))
    return {"user": user_object(call.world, user, call.hub.config.bot_scopes, call.flag("include_locale"))}


def list_users(call: Call) -> Json:
    """users.list"""
    users = sorted(call.world.users.values(), key=lambda user: str(user["id"]))
    page, following = call.page("user", users, "id", default=1000)
    scopes, locale = call.hub.config.bot_scopes, call.flag("include_locale")
    members = [user_object(call.world, user, scopes, locale) for user in page]
    return {
        "members": members,
        "cache_ts": call.world.times.seconds(),
        "response_metadata": {"next_cursor": following},
    }


def lookup_by_email(call: Call) -> Json:
    """users.lookupByEmail"""
    email = call.text("email").lower()
    for user in call.world.users.values():
        if user["email"].lower() == email and not user["deleted"]:
            return {"user": user_object(call.world, user, call.hub.config.bot_scopes)}
    raise SlackError("users_not_found")


def profile_get(call: Call) -> Json:
    """users.profile.get"""
    user = call.world.user(call.text("user", call.bot))
    return {"profile": user_object(call.world, user, call.hub.config.bot_scopes)["profile"]}


def conversations(call: Call) -> Json:
    """users.conversations"""
    user = call.world.user(call.text("user", call.bot))["id"]
    kinds = wanted_kinds(call)
    found = [
        channel
        for channel in sorted(call.world.channels.values(), key=lambda channel: str(channel["id"]))
        if channel["kind"] in kinds
        and user in channel["members"]
        and (channel["kind"] == "channel" or call.bot in channel["members"])
        and not (call.flag("exclude_archived") and channel["is_archived"])
    ]
    page, following = call.page("conversation", found, "id", default=100)
    shapes = [channel_object(call.world, channel, call.bot) for channel in page]
    return {"channels": shapes, "response_metadata": {"next_cursor": following}}


def wanted_kinds(call: Call) -> set[str]:
    """The kinds of conversation asked for with `types`, each of which needs its own scope."""
    names = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}
    types = call.names("types") or ["public_channel"]
    if any(kind not in names for kind in types):
        raise SlackError("invalid_types")
    for kind in types:
        call.need(f"{PREFIX[names[kind]]}:read")
    return {names[kind] for kind in types}

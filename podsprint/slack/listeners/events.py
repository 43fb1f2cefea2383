"""What happens in Slack by itself. An event says that something has changed; how a channel stands now, Slack is asked,
so that events may come twice, late and in any order. One whose listener fails is not acknowledged, and comes again."""

from datetime import UTC, datetime
from typing import Any

from slack_bolt import App

from podsprint.deps import Deps
from podsprint.domain.people import Who
from podsprint.slack import payloads
from podsprint.slack.facts import facts
from podsprint.usecases import absences, channels, installation, person_changes


def register(app: App, deps: Deps) -> None:
    """Bind the events."""

    @app.event("app_uninstalled")
    def app_uninstalled(body: dict[str, Any]) -> None:
        _gone(deps, body)

    @app.event("channel_archive")
    def channel_archive(body: dict[str, Any]) -> None:
        _channel(deps, body)

    @app.event("channel_deleted")
    def channel_deleted(body: dict[str, Any]) -> None:
        _channel(deps, body)

    @app.event("channel_unarchive")
    def channel_unarchive(body: dict[str, Any]) -> None:
        _channel(deps, body)

    @app.event("group_archive")
    def group_archive(body: dict[str, Any]) -> None:
        _channel(deps, body)

    @app.event("group_deleted")
    def group_deleted(body: dict[str, Any]) -> None:
        _channel(deps, body)

    @app.event("group_unarchive")
    def group_unarchive(body: dict[str, Any]) -> None:
        _channel(deps, body)

    @app.event("member_joined_channel")
    def member_joined_channel(body: dict[str, Any]) -> None:
        _came_or_went(deps, body)

    @app.event("member_left_channel")
    def member_left_channel(body: dict[str, Any]) -> None:
        _came_or_went(deps, body)

    @app.event("tokens_revoked")
    def tokens_revoked(body: dict[str, Any]) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):
            _gone(deps, body)

    @app.event("user_change")
    def user_change(body: dict[str, Any]) -> None:
        deps.do(person_changes.changed, _person(payloads.team(body), body["event"]["user"]))


def _channel(deps: Deps, body: dict[str, Any]) -> None:
    team, channel = payloads.team(body), str(body["event"]["channel"])
    if deps.look(channels.is_a_pods, team, channel):
        trouble = deps.gateway.channel_trouble(team, channel)
        deps.do(channels.changed, channels.ChannelIs(team=team, channel=channel, trouble=trouble))


def _came_or_went(deps: Deps, body: dict[str, Any]) -> None:
    who, channel = Who(payloads.team(body), str(body["event"].get("user"))), str(body["event"]["channel"])
    if who.user == deps.gateway.bot_user():
        _channel(deps, body)
    elif deps.look(channels.is_led_by, who, channel):
        members = deps.gateway.members(who.team, channel)
        if members:  # else we cannot see into it
            deps.do(channels.came_or_went, channels.PersonIn(who=who, channel=channel, present=who.user in members))


def _gone(deps: Deps, body: dict[str, Any]) -> None:
    # Nothing is asked of Slack: the token is worthless by now.
    deps.do(installation.uninstalled, installation.Uninstalled(team=payloads.team(body)))


def _person(team: str, user: dict[str, Any]) -> person_changes.PersonIs:
    who = Who(team, str(user["id"]))
    return person_changes.PersonIs(who=who, facts=facts(user), status=_status(who, user.get("profile") or {}))


def _status(who: Who, profile: dict[str, Any]) -> absences.SeenStatus:
    ends = int(profile.get("status_expiration") or 0)
    return absences.SeenStatus(
        who=who,
        text=str(profile.get("status_text") or ""),
        emoji=str(profile.get("status_emoji") or ""),
        expires_at=datetime.fromtimestamp(ends, UTC) if ends else None,
    )

"""A person as Slack's API and events describe them, in our own words."""

from collections.abc import Mapping
from typing import Any

from podsprint.domain.people import Facts, Standing

SLACKBOT = "USLACKBOT"  # a bot of Slack's own, which does not say so


def facts(user: Mapping[str, Any]) -> Facts:
    """A ``user`` object of ``users.info`` or of an event."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    return Facts(
        user=str(user["id"]),
        standing=_standing(user),
        zone=str(user.get("tz") or ""),
        name=str(name or ""),
        updated=int(user.get("updated") or 0),
    )


def _standing(user: Mapping[str, Any]) -> Standing:
    if user.get("deleted"):
        return Standing.DEACTIVATED
    if user.get("is_bot") or user.get("is_workflow_bot") or user["id"] == SLACKBOT:
        return Standing.BOT
    if user.get("is_stranger"):
        return Standing.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    if user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner"):
        return Standing.ADMIN
    return Standing.MEMBER

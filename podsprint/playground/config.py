"""What a playground starts with: the workspace, its people and channels, the app and its tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Team:
    """The workspace."""

    id: str = "T0ACME"
    name: str = "Acme"
    domain: str = "acme"


@dataclass(frozen=True)
class User:
    """A person (or another bot) in the workspace."""

    id: str
    name: str
    real_name: str = ""
    title: str = ""
    tz: str = "UTC"
    email: str = ""
    locale: str = "en-GB"
    color: str = ""
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False


@dataclass(frozen=True)
class Channel:
    """A channel that is there from the start. The bot is a member only when its user id is listed."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    is_private: bool = False
    topic: str = ""
    purpose: str = ""
    is_archived: bool = False
    is_general: bool = False


@dataclass(frozen=True)
class Config:
    """Everything a playground needs to know. `manifest` is the app manifest as a dictionary."""

    manifest: Mapping[str, Any]
    team: Team = Team()
    users: tuple[User, ...] = ()
    channels: tuple[Channel, ...] = ()
    bot_token: str = "xoxb-playground"  # noqa: S105 - opens nothing but the playground
    app_token: str = "xapp-playground"  # noqa: S105
    app_id: str = "A0PLAYGRND"
    bot_id: str = "B0PLAYGRND"
    bot_user: str = "U0BOT"

    @property
    def app_name(self) -> str:
        """The app's name."""
        return str(self.manifest.get("display_information", {}).get("name", "app"))

    @property
    def bot_name(self) -> str:
        """The bot user's display name."""
        return str(self._features.get("bot_user", {}).get("display_name", self.app_name))

    @property
    def bot_scopes(self) -> tuple[str, ...]:
        """The scopes the bot token carries."""
        return tuple(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))

    @property
    def bot_events(self) -> frozenset[str]:
        """The event types the app subscribed to."""
        return frozenset(self._settings.get("event_subscriptions", {}).get("bot_events", ()))

    @property
    def commands(self) -> list[dict[str, Any]]:
        """The slash commands of the app."""
        return list(self._features.get("slash_commands", ()))

    @property
    def shortcuts(self) -> list[dict[str, Any]]:
        """The global and message shortcuts of the app."""
        return list(self._features.get("shortcuts", ()))

    @property
    def app_home(self) -> Mapping[str, Any]:
        """The manifest's app_home section."""
        home: Mapping[str, Any] = self._features.get("app_home", {})
        return home

    @property
    def interactive(self) -> bool:
        """Whether buttons, modals and shortcuts reach the app at all."""
        return bool(self._settings.get("interactivity", {}).get("is_enabled", False))

    @property
    def _features(self) -> Mapping[str, Any]:
        features: Mapping[str, Any] = self.manifest.get("features", {})
        return features

    @property
    def _settings(self) -> Mapping[str, Any]:
        settings: Mapping[str, Any] = self.manifest.get("settings", {})
        return settings


def sample_config(manifest: Mapping[str, Any]) -> Config:
    """A small workspace: five people, a guest, one who left, two public channels and a private one."""
    people = (
        User("U1", "ann", "Ann Ito", "Head of Delivery", "Europe/Berlin", "ann@example.com"),
        User("U2", "bo", "Bo Lind", "Engineering Lead", "Europe/Stockholm", "bo@example.com"),
        User("U3", "cy", "Cy Owusu", "Support Lead", "Africa/Accra", "cy@example.com"),
        User("U4", "dee", "Dee Park", "Design Lead", "America/New_York", "dee@example.com"),
        User("U5", "eli", "Eli Roth", "Sales Lead", "Asia/Tokyo", "eli@example.com"),
        User("U8", "guest", "Gus Guest", tz="UTC", email="gus@example.com", is_restricted=True),
        User("U9", "gone", "Gone Person", tz="UTC", email="gone@example.com", deleted=True),
    )
    bot = Config.bot_user
    channels = (
        Channel("C1", "pod-north", ("U1", "U2", "U3", "U4", bot)),
        Channel("C2", "general", ("U1", "U2", "U3", "U4", "U5"), is_general=True),
        Channel("C3", "leads-private", ("U1", "U2", bot), is_private=True),
        Channel("C4", "others-private", ("U3", "U4"), is_private=True),
    )
    return Config(manifest=manifest, users=people, channels=channels)

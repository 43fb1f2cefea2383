"""Settings, read from the environment and from ``.env``."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from podsprint.domain.calendar import is_zone


def name_of(place: tuple[int | str, ...]) -> str:
    """What a setting is called in the environment, from where pydantic found it wrong."""
    setting = str(place[0]).upper()
    return setting if setting.startswith("SLACK_") else f"PODSPRINT_{setting}"


class Settings(BaseSettings):
    """What an operator sets. Names are the environment's, without regard to case."""

    model_config = SettingsConfigDict(
        env_file=".env", env_prefix="PODSPRINT_", extra="ignore", frozen=True, populate_by_name=True
    )

    slack_bot_token: str = Field(default="", validation_alias="SLACK_BOT_TOKEN", repr=False)
    """The bot token (``xoxb-``)."""
    slack_app_token: str = Field(default="", validation_alias="SLACK_APP_TOKEN", repr=False)
    """The app-level token (``xapp-``) for Socket Mode."""
    slack_signing_secret: str = Field(default="", validation_alias="SLACK_SIGNING_SECRET", repr=False)
    """Signs what Slack sends over HTTP."""
    slack_api_url: str = Field(default="https://slack.com/api/", validation_alias="SLACK_API_URL")
    """Where the Web API is; another address only for the playground."""

    database_url: str = "sqlite:///podsprint.db"
    """A SQLite file, or ``postgresql://...``."""
    keys: Annotated[list[str], NoDecode] = Field(default=[], repr=False)
    """Encryption keys, comma separated, the newest first (``podsprint keys new`` makes one). Required."""
    prompts_dir: Path | None = None
    """A folder with prompt files of your own; each replaces single entries of the shipped file of the same name."""
    zone: str = "UTC"
    """The time zone to offer until a person's own is known."""
    socket_concurrency: int = Field(default=16, ge=1)
    """How many Socket Mode messages are worked on at once."""
    delivery_threads: int = Field(default=8, ge=1)
    """How many messages are sent to Slack at once."""
    log_level: str = "INFO"
    log_json: bool = False

    @field_validator("prompts_dir", mode="before")
    @classmethod
    def _none_if_empty(cls, value: object) -> object:
        return value or None

    @field_validator("zone")
    @classmethod
    def _known(cls, value: str) -> str:
        if not is_zone(value):
            raise ValueError(f"{value} is not the name of a time zone, such as Europe/Berlin")
        return value

    @field_validator("keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [key.strip() for key in value.split(",") if key.strip()] if isinstance(value, str) else value

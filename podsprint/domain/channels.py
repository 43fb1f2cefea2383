"""What can be wrong with a pod's channel."""

from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing can be posted in a channel."""

    ARCHIVED = "archived"
    BOT_REMOVED = "bot_removed"

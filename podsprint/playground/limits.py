VIEW_BYTES = 250_000
from typing import Any


def check_message(payload: dict[str, Any]) -> list[str]:
    return []


def check_view(view: dict[str, Any]) -> list[str]:
    return []


def check_options(element: dict[str, Any]) -> list[str]:
    return []


def check_blocks(blocks: list[Any], surface: str) -> list[str]:
    return []


def check_metadata(m: dict[str, Any]) -> list[str]:
    return []


UPDATE_TEXT = 4000
MESSAGE_TEXT = 40000
ATTACHMENTS = 100
MARKDOWN = 12000
METADATA_BYTES = 8000

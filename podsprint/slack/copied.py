"""A Slack message's text as its readers saw it, to be kept as a note: no markup, and nobody named by an id."""

import re
from html import unescape

_MARKED = re.compile(r"<([@#!])?([^>|]*)(?:\|([^>]*))?>")


def plain_text(text: str, someone: str) -> str:
    """Links as they read, people as ``someone`` unless their name is in the text, the rest as it was typed."""
    return unescape(_MARKED.sub(lambda match: _seen(match, someone), text)).strip()


def _seen(match: re.Match[str], someone: str) -> str:
    sign, target, label = match[1] or "", match[2], match[3] or ""
    if sign == "@":
        return f"@{label.removeprefix('@')}" if label else f"@{someone}"
    if sign == "#":
        return f"#{label}" if label else "#"
    if sign == "!":
        return label or f"@{target.partition('^')[0]}"
    return f"{label} ({target})" if label and label != target else target

"""Names of channels, as Slack takes them."""

import re
import unicodedata

from podsprint.domain.problems import Problem, problem

MAX_CHANNEL_NAME = 80
_PREFIX = "pod-"
_GAPS = re.compile(r"[\s./&+]+")
_UNFIT = re.compile(r"[^\w-]+")
_DASHES = re.compile(r"-{2,}")


def proposed_name(pod: str) -> str:
    """A name for the channel of a pod of this name: lower case, digits, - and _, at most 80 characters."""
    folded = unicodedata.normalize("NFKC", pod).lower()
    name = _DASHES.sub("-", _UNFIT.sub("", _GAPS.sub("-", folded))).strip("-_")
    name = name if name.startswith("pod") else f"{_PREFIX}{name}"
    return name[:MAX_CHANNEL_NAME].strip("-_") or "pod"


def check_channel_name(name: str, field: str) -> tuple[Problem, ...]:
    """Whether Slack would take a name somebody typed; a # in front is no part of it."""
    bare = bare_name(name)
    if len(bare) > MAX_CHANNEL_NAME:
        return (problem("too_long", field, limit=MAX_CHANNEL_NAME, length=len(bare)),)
    if bare and (_UNFIT.search(bare) or bare != bare.lower() or not re.search(r"\w", bare)):
        return (problem("channel_name_invalid", field, proposed=proposed_name(bare)),)
    return ()


def bare_name(name: str) -> str:
    """A name without what people put around it."""
    return name.strip().removeprefix("#").strip()

"""What this person can do here, and how problems are told."""

from collections.abc import Sequence
from typing import Any

from podsprint.domain.problems import Problem
from podsprint.domain.read_models import PodView
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.text import Words
from podsprint.slack.views.common import explain


def usage(
    words: Words, *, pod: PodView | None, user: str, unknown: str = "", in_the_way: Sequence[Problem] = ()
) -> Message:
    """The commands that make sense for this person, in this place, now."""
    keys = ["create"] if pod is None else ["charter", "sprint_status"]
    if pod is not None and pod.facilitator == user:
        keys += ["sprint_start"] if pod.sprint is None else ["standup_open", "retro_open"]
    if pod is not None and user in pod.leaders:
        keys += ["standup", "retro", "experiment_new", "experiment_list", "note"]
    lead = [blocks.section(words("help.unknown", text=unknown))] if unknown else []
    lead += [blocks.section(explain(words, problem)) for problem in in_the_way]
    lines = [words("help.heading"), *(words(f"help.{key}") for key in keys)]
    return blocks.message(lead, blocks.section("\n".join(lines)), blocks.context(words("help.home")))


def told(words: Words, problems: Sequence[Problem]) -> Message:
    """What stands in the way, as a message."""
    return blocks.message(blocks.section("\n".join(explain(words, problem) for problem in problems)))


def notice(words: Words, problems: Sequence[Problem]) -> dict[str, Any]:
    """What stands in the way, as a window: for buttons, which have no other place to answer."""
    return window(words, "\n".join(explain(words, problem) for problem in problems))


def window(words: Words, text: str) -> dict[str, Any]:
    """A few words in a window."""
    return blocks.modal(
        "notice",
        words.plain("error.notice_title"),
        blocks.section(text),
        close=words.plain("common.button.close"),
    )

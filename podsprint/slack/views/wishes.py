"""A wish to be coached that somebody has taken up: for one of the two."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.read_models import WishNote
from podsprint.domain.wishes import Wish
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views import help as help_views


def note(words: Words, model: WishNote) -> Message:
    """Who can, on what, and a way to say otherwise."""
    return blocks.message(
        blocks.section(_said(words, model)),
        blocks.sections(words("session.wish.topic", topic=model.topic)) if model.topic else [],
        _way_out(words, model),
        blocks.context(words("session.wish.ring")),
    )


def window(words: Words, model: WishNote) -> dict[str, Any]:
    """The same for whoever pressed the button."""
    return help_views.window(words, _said(words, model), title=words.plain("session.wish.title"))


def _said(words: Words, model: WishNote) -> str:
    return words(f"session.wish.{'wished' if model.wished else 'coach'}_{model.state}", note=model)


def _way_out(words: Words, model: WishNote) -> list[Block]:
    if model.state == Wish.TAKEN:
        label, act = "not_now" if model.wished else "take_back", Act.END_WISH
    elif model.state == Wish.DECLINED:
        label, act = "after_all", Act.REVIVE_WISH
    else:
        return []
    return [blocks.actions(blocks.button(words.plain(f"session.wish.{label}"), act, model.check_in_id))]

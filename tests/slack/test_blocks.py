"""Blocks: within Slack's limits, and never cut inside an entity or a mention."""

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from podsprint.playground.limits import check_message
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.samples import samples
from podsprint.slack.text import Words, escape

# Markup as it is in our messages: escaped text, mentions, dates, channels.
MARKUP = st.lists(
    st.one_of(
        st.text(max_size=40).map(escape),
        st.sampled_from(["<@U0123456789>", "<#C0123>", "<!date^1772440200^{time}|09:30>", "&amp;", "&lt;", "\n", "🙂"]),
    ),
    max_size=60,
).map("".join)
WHOLE = re.compile(r"(?:&(?:amp|lt|gt);|<[^<>]*>|[^&<>])*…?", re.DOTALL)


@given(MARKUP, st.integers(min_value=60, max_value=200))
def test_a_cut_never_splits_an_entity_or_a_mention(text: str, limit: int) -> None:
    found = blocks.cut(text, limit)
    assert len(found) <= limit
    assert WHOLE.fullmatch(found)
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]))


@given(MARKUP.filter(lambda text: text.strip() != ""), st.integers(min_value=1, max_value=100))
def test_sections_hold_a_text_of_any_length_and_each_is_whole(text: str, times: int) -> None:
    parts = [part.text.text for part in blocks.sections(text * times) if part.text]
    assert all(0 < len(part) <= 3000 and WHOLE.fullmatch(part) for part in parts)
    assert "".join(parts).replace("\n", "") == (text * times).replace("\n", "")


def test_a_message_says_everything_in_its_text() -> None:
    message = blocks.message(blocks.header("H"), [blocks.section("S"), blocks.context("c", "d")], blocks.divider())
    assert message.text == "H\nS\nc\nd"
    assert check_message({"text": message.text, "blocks": list(message.blocks)}) == []


def test_a_text_is_cut_where_slack_could_not_change_it_any_more() -> None:
    message = blocks.message(blocks.sections("&lt;" * 5000))
    assert len(message.text) <= 4000 and message.text.endswith("&lt;…")
    assert len(message.blocks) == 7


def test_a_form_named_anew_keeps_its_fields() -> None:
    menu = blocks.lookup("zone", "Type")
    form = blocks.modal("c", "t", blocks.field("a", "A", blocks.text_input()), blocks.field("z", "Z", menu), submit="s")
    renamed = blocks.fresh(form, 7)
    assert [(block["block_id"], block["element"]["action_id"]) for block in renamed["blocks"]] == [
        ("a", "value_7"),
        ("z", "zone"),
    ]


@given(st.text(min_size=1, max_size=400))
def test_what_is_asked_before_a_button_is_plain_text_that_calls_nobody(name: str) -> None:
    asked = blocks.confirm(name, f"{name} <!channel> & co", name, name).to_dict()
    assert {part["type"] for part in asked.values()} == {"plain_text"}
    limits = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
    assert all(len(asked[part]["text"]) <= limit for part, limit in limits.items())


def test_every_dialog_of_ours_is_made_in_that_one_place(words: Words) -> None:
    shown = [sample.show(words) for sample in samples(words)]
    dialogs = [found for one in shown for found in confirms(one.blocks if isinstance(one, Message) else one)]
    assert dialogs
    assert {dialog["text"]["type"] for dialog in dialogs} == {"plain_text"}


def confirms(node: Any) -> Iterator[dict[str, Any]]:
    """Every dialog in blocks or a view."""
    if isinstance(node, dict):
        if "confirm" in node and isinstance(node["confirm"], dict) and "deny" in node["confirm"]:
            yield node["confirm"]
        node = list(node.values())
    if isinstance(node, list | tuple):
        for part in node:
            yield from confirms(part)

"""Topics that are offered (W6): offering one, and what its leader can do with it."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.experiments import EXPERIMENT_LIMITS
from podsprint.domain.read_models import Home, OfferLine, PodView, TopicOffered
from podsprint.slack import blocks
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views import help as help_views
from podsprint.slack.views.common import ring_line


def offer_form(words: Words, pod: PodView, *, to: str | None = None) -> dict[str, Any]:
    """An idea for a leader of the pod: an offer, no more."""
    return blocks.modal(
        Form.OFFER,
        words.plain("offer.form.title"),
        blocks.section(words("offer.form.lead", pod=pod.name)),
        ring_line(words, "two", "one"),
        blocks.field("to", words.plain("offer.form.to"), blocks.person_input(to)),
        blocks.field(
            "topic",
            words.plain("offer.form.topic"),
            blocks.text_input(limit=EXPERIMENT_LIMITS["hypothesis"], lines=True),
            hint=words.plain("offer.form.topic_hint"),
        ),
        submit=words.plain("offer.form.submit"),
        close=words.plain("common.button.cancel"),
        meta={"pod": pod.id},
    )


def ended(words: Words) -> dict[str, Any]:
    """An offer is gone."""
    return help_views.window(words, words("offer.ended"), title=words.plain("offer.ended_title"))


def on_home(words: Words, model: Home) -> list[Block]:
    """What is offered to somebody, and what they have offered; nothing if there is none of either."""
    mine = [block for line in model.offered for block in _to_me(words, line)]
    theirs = [block for line in model.offered_by_me for block in _by_me(words, line)]
    return [
        *([blocks.divider(), blocks.header(words.plain("offer.heading")), *mine] if mine else []),
        *([blocks.divider(), blocks.header(words.plain("offer.mine")), *theirs] if theirs else []),
        *([blocks.context(words("common.ring.two"))] if mine or theirs else []),
    ]


def daily(words: Words, item: TopicOffered) -> list[Block]:
    """In the day's one message."""
    return _to_me(words, item.offer)


def _to_me(words: Words, line: OfferLine) -> list[Block]:
    about = blocks.cut(line.topic, 40)

    def button(key: str, act: Act) -> Any:
        text = words.plain(f"common.button.{key}")
        return blocks.button(text, act, line.id, label=f"{text}: {about}")

    return [
        *blocks.sections(words("offer.to_me", offer=line)),
        blocks.actions(button("take_up", Act.EDIT_EXPERIMENT), button("decline", Act.END_OFFER)),
    ]


def _by_me(words: Words, line: OfferLine) -> list[Block]:
    text = words.plain("common.button.withdraw")
    back = blocks.button(text, Act.END_OFFER, line.id, label=f"{text}: {blocks.cut(line.topic, 40)}")
    first, *rest = blocks.sections(words("offer.by_me", offer=line))
    first.accessory = back
    return [first, *rest]

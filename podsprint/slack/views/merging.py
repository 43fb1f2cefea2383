"""A pod ends, or becomes part of another: what that means is said before it happens."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.pods import MAX_REASON
from podsprint.domain.read_models import MergeView, PodView
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import ring_line


def end(words: Words, pod: PodView) -> Message:
    """What ending a pod means, with the button that does it."""
    sure = blocks.confirm(
        words.plain("members.end.title"),
        words.plain("members.end.sure", pod=pod),
        words.plain("members.end.button"),
        words.plain("common.button.cancel"),
    )
    button = blocks.button(words.plain("members.end.button"), Act.END_POD, pod.id, style="danger", confirm=sure)
    return blocks.message(blocks.section(words("members.end.text", pod=pod)), blocks.actions(button))


def ended(words: Words, pod: PodView) -> dict[str, Any]:
    """It has ended."""
    return window(words, words("members.end.done", pod=pod))


def window(words: Words, text: str) -> dict[str, Any]:
    """A few words on a pod's people."""
    close = words.plain("common.button.close")
    return blocks.modal("members_said", words.plain("members.title"), blocks.section(text), close=close)


def ask_form(words: Words, pod: PodView) -> dict[str, Any]:
    """Whom to ask to take this pod's leaders in."""
    return blocks.modal(
        Form.ASK_MERGE,
        words.plain("members.merge.title"),
        blocks.section(words("members.merge.lead", pod=pod)),
        ring_line(words, "pod", "one"),
        blocks.field(
            "person",
            words.plain("members.merge.person"),
            blocks.person_input(),
            hint=words.plain("members.merge.person_hint"),
        ),
        submit=words.plain("members.merge.ask"),
        close=words.plain("common.button.cancel"),
        meta={"pod": pod.id},
    )


def asked(words: Words, person: str) -> dict[str, Any]:
    """The other facilitator has been asked."""
    return window(words, words("members.merge.sent", person=person))


def answer_form(words: Words, model: MergeView) -> dict[str, Any]:
    """Into which pod; what happens to whom."""
    into = [(str(pod.id), f"{pod.name} ({len(pod.leaders)})") for pod in model.into]
    return blocks.modal(
        Form.MERGE,
        words.plain("members.merge.title"),
        blocks.section(words("members.merge.means", pod=model.pod)),
        ring_line(words, "pod", "one"),
        blocks.field("into", words.plain("members.merge.into"), blocks.choice(into, into[0][0])),
        size_reason(words),
        submit=words.plain("members.merge.accept"),
        close=words.plain("common.button.cancel"),
        meta={"proposal": model.proposal_id},
    )


def size_reason(words: Words) -> Block:
    """Why the pod would be larger than usual (L4)."""
    return blocks.field(
        "override_reason",
        words.plain("members.add.reason"),
        blocks.text_input(limit=MAX_REASON),
        hint=words.plain("members.add.reason_hint"),
        optional=True,
    )

"""What is promised about every form and every first message, held against all their samples."""

import json
from typing import Any

import pytest

from podsprint.domain.ledger import SECONDS
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Form
from podsprint.slack.samples import samples
from podsprint.slack.text import Words, prompt_folders

RINGS = (
    "Only you can see this.",
    "Everyone in your pod's channel can see this.",
    "You choose who sees it.",
    "Everyone in the programme can see this.",
)
# These say it in words of their own: a pod's name and its dates are for everyone in the channel; a sprint's end has a
# ring for each of its parts; how far a learning goes is what its form is about.
OF_THEIR_OWN = {
    Form.CREATE: "Everyone in the channel will see",
    Form.SPRINT: "Your pod will see",
    Form.ENDING: "Each part says who sees it",
    Form.CROSSING: "You choose how far it goes.",
    Form.CHANGE_SESSION: "Your pod will see",
    # These say it in words of their own: a name and dates are for everyone in the channel, an offer is for two.
    Form.OFFER: "Only you two",
    Form.WORKSPACE: "Everyone in this workspace can see",
}


@pytest.fixture(scope="module")
def shown() -> list[tuple[str, Any]]:
    words = Words(prompt_folders())
    return [(sample.name, sample.show(words)) for sample in samples(words)]


def forms(shown: list[tuple[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, view) for name, view in shown if isinstance(view, dict) and view.get("submit")]


def small_print(view: dict[str, Any]) -> str:
    said = (element["text"] for block in view["blocks"] if block["type"] == "context" for element in block["elements"])
    return "\n".join(said)


def test_S1_every_form_says_who_sees_it_and_how_long_it_takes(shown: list[tuple[str, Any]]) -> None:
    assert {view["callback_id"] for _, view in forms(shown)} == set(Form)
    for name, view in forms(shown):
        said = small_print(view)
        own = OF_THEIR_OWN.get(view["callback_id"])
        assert own in said if own else any(ring in said for ring in RINGS), name
        assert "Takes" in said, name


def test_N7_what_a_form_says_it_takes_is_what_is_counted(shown: list[tuple[str, Any]]) -> None:
    says = {
        "less than a minute": 60,
        "about a minute": 60,
        "about 90 seconds": 90,
        "about two minutes": 120,
        "about three minutes": 180,
    }
    for name, view in forms(shown):
        if view["callback_id"] not in SECONDS:  # the usual minute
            continue
        said = small_print(view).partition("Takes ")[2]
        told = next((seconds for words, seconds in says.items() if said.startswith(words)), None)
        assert told == SECONDS[view["callback_id"]], (name, said)


def test_S1_a_form_that_lets_one_choose_says_so(shown: list[tuple[str, Any]]) -> None:
    for name, view in forms(shown):
        chooses = any(block.get("block_id") == "ring" for block in view["blocks"])
        assert chooses == ("You choose who sees it." in small_print(view)), name


def test_S1_what_a_form_offers_is_private_first(shown: list[tuple[str, Any]]) -> None:
    menus = [
        block["element"]["options"]
        for _, view in forms(shown)
        for block in view["blocks"]
        if block.get("block_id") == "ring"
    ]
    assert {tuple(option["value"] for option in options) for options in menus} == {("me", "pod")}


@pytest.mark.parametrize("where", ["PodIntro", "Welcome", "home: nobody yet"])
def test_S7_an_owner_s_export_is_told_from_the_start(shown: list[tuple[str, Any]], where: str) -> None:
    first = [view for name, view in shown if name.startswith(where)]
    assert first
    for view in first:
        said = view.text if isinstance(view, Message) else json.dumps(view)
        assert "A workspace owner may be able to export messages" in said


def test_no_message_calls_a_whole_channel(shown: list[tuple[str, Any]]) -> None:
    for name, view in shown:
        said = view.text if isinstance(view, Message) else json.dumps(view)
        assert not any(call in said for call in ("<!here", "<!channel", "<!everyone", "<!subteam")), name


def test_what_was_typed_has_no_effect(shown: list[tuple[str, Any]]) -> None:
    """Samples are full of markup; none of it reaches a text that Slack reads as such."""

    def marked(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [str(node["text"])] if node.get("type") == "mrkdwn" else []
            return [*own, *(text for value in node.values() for text in marked(value))]
        return [text for item in node for text in marked(item)] if isinstance(node, list | tuple) else []

    for name, view in shown:
        texts = [view.text, *marked(view.blocks)] if isinstance(view, Message) else marked(view)
        assert not any("<asked>" in text for text in texts), name

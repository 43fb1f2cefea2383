"""Slack's limits, each at its edge: the longest that passes, and one more."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from podsprint.playground.limits import advise_message, check_message, check_metadata, check_view

from .kit import Json, actions, button, field_of, home, modal, option, section, text


def message(*blocks: Json) -> Json:
    return {"text": "t", "blocks": list(blocks)}


def menu(kind: str = "static_select", **more: Any) -> Json:
    return {"type": kind, "action_id": "m", **more}


def options(count: int) -> list[Json]:
    return [option(f"o{n}", f"{n}") for n in range(count)]


def confirm(**changes: str) -> Json:
    given = {"title": "t", "text": "x", "confirm": "y", "deny": "n"} | changes
    return {key: text(words) for key, words in given.items()}


def context(count: int) -> Json:
    return {"type": "context", "elements": [text("c")] * count}


def buttons(count: int) -> Json:
    return actions(*[button("b", f"a{n}") for n in range(count)])


def rows(count: int, cells: int = 1) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "c"}] * cells] * count}


def image(**changes: Any) -> Json:
    return {"type": "image", "image_url": "https://x", "alt_text": "a"} | changes


# name, what to build for a length or count, the largest allowed, and the words of the complaint
EDGES: list[tuple[str, Callable[[int], Json], int, str]] = [
    ("header", lambda n: message({"type": "header", "text": text("x" * n)}), 150, "/blocks/0/text/text"),
    ("section", lambda n: message(section("x" * n)), 3000, "/blocks/0/text/text"),
    ("field", lambda n: message({"type": "section", "fields": [text("x" * n)]}), 2000, "/blocks/0/fields/0/text"),
    ("fields", lambda n: message({"type": "section", "fields": [text("x")] * n}), 10, "/blocks/0/fields"),
    ("context", lambda n: message(context(n)), 10, "/blocks/0/elements"),
    ("actions", lambda n: message(buttons(n)), 25, "/blocks/0/elements"),
    ("button text", lambda n: message(actions(button("x" * n, "a"))), 75, "/blocks/0/elements/0/text/text"),
    ("button value", lambda n: message(actions(button("x", "a", value="v" * n))), 2000, "/elements/0/value"),
    ("button url", lambda n: message(actions(button("x", "a", url="u" * n))), 3000, "/elements/0/url"),
    ("label", lambda n: message(actions(button("x", "a", accessibility_label="l" * n))), 75, "accessibility_label"),
    ("prompt", lambda n: message(actions(button("x", "a", agent_prompt="l" * n))), 4000, "agent_prompt"),
    ("action_id", lambda n: message(actions(button("x", "a" * n))), 255, "/elements/0/action_id"),
    ("block_id", lambda n: message(section("x", block_id="b" * n)), 255, "/blocks/0/block_id"),
    ("option text", lambda n: message(actions(menu(options=[option("x" * n, "v")]))), 75, "/options/0/text/text"),
    ("option value", lambda n: message(actions(menu(options=[option("x", "v" * n)]))), 150, "/options/0/value"),
    ("options", lambda n: message(actions(menu(options=options(n)))), 100, "/elements/0/options"),
    (
        "groups",
        lambda n: message(actions(menu(option_groups=[{"label": text("g"), "options": options(1)}] * n))),
        100,
        "/option_groups",
    ),
    (
        "group label",
        lambda n: message(actions(menu(option_groups=[{"label": text("g" * n), "options": options(1)}]))),
        75,
        "/option_groups/0/label/text",
    ),
    ("radio", lambda n: message(actions(menu("radio_buttons", options=options(n)))), 10, "/options"),
    ("checkboxes", lambda n: message(actions(menu("checkboxes", options=options(n)))), 10, "/options"),
    ("overflow", lambda n: message(actions(menu("overflow", options=options(n)))), 5, "/options"),
    ("placeholder", lambda n: message(actions(menu("users_select", placeholder=text("p" * n)))), 150, "placeholder"),
    ("confirm title", lambda n: message(actions(button("x", "a", confirm=confirm(title="t" * n)))), 100, "/title"),
    ("confirm text", lambda n: message(actions(button("x", "a", confirm=confirm(text="t" * n)))), 300, "/text"),
    ("confirm yes", lambda n: message(actions(button("x", "a", confirm=confirm(confirm="t" * n)))), 30, "/confirm"),
    ("confirm no", lambda n: message(actions(button("x", "a", confirm=confirm(deny="t" * n)))), 30, "/deny"),
    ("image alt", lambda n: message(image(alt_text="x" * n)), 2000, "/alt_text"),
    ("image url", lambda n: message(image(image_url="x" * n)), 3000, "/image_url"),
    ("image title", lambda n: message(image(title=text("x" * n))), 2000, "/title"),
    ("markdown", lambda n: message({"type": "markdown", "text": "m" * n}), 12_000, "/text"),
    ("table rows", lambda n: message(rows(n)), 100, "/rows"),
    ("table cells", lambda n: message(rows(1, n)), 20, "/rows/0"),
    ("message blocks", lambda n: message(*[{"type": "divider"}] * n), 50, "no more than 50"),
    ("message text", lambda n: {"text": "x" * n}, 40_000, "msg_too_long"),
    ("attachments", lambda n: {"text": "x", "attachments": [{}] * n}, 100, "/attachments"),
    ("modal title", lambda n: modal(title=text("x" * n)), 24, "/view/title/text"),
    ("submit", lambda n: modal(submit=text("x" * n)), 24, "/view/submit/text"),
    ("close", lambda n: modal(close=text("x" * n)), 24, "/view/close/text"),
    ("private_metadata", lambda n: modal(private_metadata="x" * n), 3000, "/view/private_metadata"),
    ("callback_id", lambda n: modal(callback_id="x" * n), 255, "/view/callback_id"),
    ("external_id", lambda n: modal(external_id="x" * n), 255, "/view/external_id"),
    ("modal blocks", lambda n: modal(*[{"type": "divider"}] * n), 100, "no more than 100"),
    ("home blocks", lambda n: home(*[{"type": "divider"}] * n), 100, "no more than 100"),
    ("input label", lambda n: modal(field_of("b", "a", "l" * n)), 2000, "/label/text"),
    ("input hint", lambda n: modal(field_of("b", "a", "l") | {"hint": text("h" * n)}), 2000, "/hint/text"),
    ("max_length", lambda n: modal(field_of("b", "a", "l", max_length=n)), 3000, "/max_length"),
    ("max_files", lambda n: modal(field_of("b", "a", "l", "file_input", max_files=n)), 10, "/max_files"),
]


def complaints(payload: Json) -> list[str]:
    return check_view(payload) if "type" in payload else check_message(payload)


@pytest.mark.parametrize(("build", "most", "place"), [e[1:] for e in EDGES], ids=[e[0] for e in EDGES])
def test_the_limit_itself_passes_and_one_more_does_not(build: Callable[[int], Json], most: int, place: str) -> None:
    assert complaints(build(most)) == []
    assert any(place in complaint for complaint in complaints(build(most + 1)))


@pytest.mark.parametrize("kind", ["radio_buttons", "checkboxes", "static_select", "overflow"])
def test_menus_need_options(kind: str) -> None:
    assert check_message(message(actions(menu(kind, options=[]))))
    assert check_message(message(actions(menu(kind))))


def test_an_overflow_menu_needs_two_options() -> None:
    assert check_message(message(actions(menu("overflow", options=options(1)))))
    assert check_message(message(actions(menu("overflow", options=options(2))))) == []


WRONG: list[tuple[str, Json, str]] = [
    ("unknown block", message({"type": "sections", "text": text("x")}), "unsupported type: sections"),
    ("no type", message({"text": text("x")}), "unsupported type: None"),
    ("not an object", {"blocks": ["x"]}, "must provide an object"),
    ("misspelt key", message(section("x", acessory={})), "invalid additional property: acessory"),
    ("empty text", message(section("")), "must be more than 0 characters"),
    ("empty section", message({"type": "section"}), "text or fields"),
    ("mrkdwn header", message({"type": "header", "text": text("x", "mrkdwn")}), "unsupported type: mrkdwn"),
    ("text as string", message({"type": "section", "text": "x"}), "must provide an object"),
    ("unknown element", message(actions(menu("knob"))), "unsupported type: knob"),
    ("input in actions", message(actions(menu("plain_text_input"))), "not allowed in actions blocks"),
    ("button in input", modal(field_of("b", "a", "l", "button")), "not allowed in input blocks"),
    ("picker in section", message(section("x", accessory=menu("datetimepicker"))), "not allowed in section"),
    ("file in message", message(field_of("b", "a", "l", "file_input")), "only allowed in modals"),
    ("markdown in modal", modal({"type": "markdown", "text": "x"}), "not allowed in a modal"),
    ("markdown in home", home({"type": "markdown", "text": "x"}), "not allowed in a home"),
    ("table in modal", modal(rows(1)), "not allowed in a modal"),
    ("two tables", message(rows(1), rows(1)), "only_one_table_allowed"),
    ("same block_id", message(section("x", block_id="b"), section("y", block_id="b")), "already exists"),
    ("same action_id", message(actions(button("x", "a"), button("y", "a"))), "already exists"),
    ("no label", modal({"type": "input", "element": menu("plain_text_input")}), "missing required field: label"),
    ("no alt_text", message({"type": "image", "image_url": "https://x"}), "missing required field: alt_text"),
    ("no image", message({"type": "image", "alt_text": "x"}), "either image_url or slack_file"),
    ("both kinds of options", message(actions(menu(options=options(1), option_groups=[]))), "either options"),
    ("foreign initial", message(actions(menu(options=options(1), initial_option=option("z", "z")))), "one of the"),
    ("bad date", message(actions(menu("datepicker", initial_date="1.2.2026"))), "must look like"),
    ("bad time", message(actions(menu("timepicker", initial_time="24:00"))), "must look like"),
    ("bad style", message(actions(button("x", "a", style="loud"))), "must be one of: primary danger"),
    ("number", modal(field_of("b", "a", "l", "number_input")), "missing required field: is_decimal_allowed"),
    ("crossed lengths", modal(field_of("b", "a", "l", min_length=5, max_length=4)), "not be greater"),
    (
        "two focused",
        modal(field_of("b", "a", "l", focus_on_load=True), field_of("c", "a", "l", focus_on_load=True)),
        "focus",
    ),
    ("url in select", message(actions(menu(options=[option("x", "v") | {"url": "https://x"}]))), "property: url"),
    ("incomplete confirm", message(actions(button("x", "a", confirm={"title": text("t")}))), "required field: deny"),
    ("no title", {"type": "modal", "blocks": []}, "missing required field: title"),
    ("no submit", {"type": "modal", "title": text("x"), "blocks": [field_of("b", "a", "l")]}, "field: submit"),
    ("submit in home", home() | {"submit": text("x")}, "invalid additional property: submit"),
    ("close in home", home() | {"close": text("x")}, "invalid additional property: close"),
    ("workflow view", {"type": "workflow_step", "blocks": []}, "must be modal or home"),
    ("no blocks", {"type": "home"}, "missing required field: blocks"),
    ("returned view", modal(hash="1.2"), "invalid additional property: hash"),
    ("response_url", message(actions(menu("conversations_select", response_url_enabled=True))), "only allowed"),
    ("much markdown", message(*[{"type": "markdown", "text": "m" * 6001}] * 2), "msg_blocks_too_long"),
    ("empty card", message({"type": "card"}), "one of hero_image"),
    ("bad level", message({"type": "alert", "text": text("x"), "level": "loud"}), "must be one of"),
    ("container", message({"type": "container", "title": text("t"), "child_blocks": []}), "at least 1"),
    ("carousel", message({"type": "carousel", "elements": [section("x")]}), "must be a card"),
]


@pytest.mark.parametrize(("payload", "words"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_what_slack_refuses_is_named(payload: Json, words: str) -> None:
    assert any(words in complaint for complaint in complaints(payload)), complaints(payload)


FINE: list[Json] = [
    message(field_of("b", "a", "Label")),
    home(field_of("b", "a", "Label", dispatch_action=True), section("x", accessory=button("Go", "g"))),
    modal(section("nothing to send"), submit=None),
    message({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}),
    message({"type": "card", "title": text("x"), "actions": [button("b", "a")]}),
    message({"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": text("x")}]}),
    modal(field_of("b", "a", "L", "multi_conversations_select", filter={"include": ["public"]})),
    modal(field_of("b", "a", "L", "number_input", is_decimal_allowed=False, min_value="1", max_value="10")),
    modal(field_of("b", "a", "L", "checkboxes", options=options(2), initial_options=options(1))),
    modal(field_of("b", "a", "L", "conversations_select", response_url_enabled=True)),
]


@pytest.mark.parametrize("payload", FINE)
def test_what_slack_takes_passes(payload: Json) -> None:
    assert complaints(payload) == []


def test_a_view_may_be_250_kilobytes_and_no_more() -> None:
    big = [section("\u20ac" * 1100) for _ in range(76)]
    assert check_view(home(*big)) == []
    assert any("view_too_large" in complaint for complaint in check_view(home(*big, *big[:4])))


def test_complaints_point_at_the_place() -> None:
    found = check_view(modal(section("x"), {"type": "header", "text": text("x" * 151)}))
    assert found == ["[ERROR] must be less than 151 characters [json-pointer:/view/blocks/1/text/text]"]


@pytest.mark.parametrize(
    "metadata", [[], {"event_type": "x"}, {"event_payload": {}}, {"event_type": "x", "event_payload": []}]
)
def test_metadata_needs_a_type_and_a_payload(metadata: Any) -> None:
    assert check_metadata(metadata)
    assert check_metadata({"event_type": "x", "event_payload": {}}) == []


def test_advice_is_given_on_what_people_would_miss() -> None:
    assert len(advise_message({"blocks": [section("x")]})) == 1
    assert len(advise_message({"text": "x" * 4001})) == 1
    assert advise_message({"text": "x" * 4000, "blocks": [section("x")]}) == []


def test_limits_need_nothing_but_the_standard_library() -> None:
    code = "import sys, podsprint.playground.limits; sys.exit('aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Modals and Home, through a real Bolt app: triggers, hashes, stacks, typed input, submissions."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from podsprint.playground.actor import Actor, ActorError
from podsprint.playground.config import sample_config
from podsprint.playground.server import Playground

from .kit import (
    Bot,
    Hands,
    Json,
    actions,
    button,
    client_of,
    error_of,
    field_of,
    home,
    manifest,
    modal,
    option,
    refusal,
    section,
    text,
)

EVERY_FIELD = [
    field_of("t", "a", "Text"),
    field_of("e", "a", "Email", "email_text_input"),
    field_of("u", "a", "Link", "url_text_input"),
    field_of("n", "a", "Number", "number_input", is_decimal_allowed=False),
    field_of("s", "a", "Select", "static_select", options=[option("Red", "r"), option("Blue", "b")]),
    field_of("ms", "a", "Selects", "multi_static_select", options=[option("Red", "r"), option("Blue", "b")]),
    field_of("r", "a", "Radio", "radio_buttons", options=[option("Yes", "y"), option("No", "n")]),
    field_of("c", "a", "Boxes", "checkboxes", options=[option("One", "1"), option("Two", "2")]),
    field_of("p", "a", "Person", "users_select"),
    field_of("ps", "a", "People", "multi_users_select"),
    field_of("ch", "a", "Channel", "channels_select"),
    field_of("co", "a", "Places", "multi_conversations_select"),
    field_of("d", "a", "Day", "datepicker"),
    field_of("ti", "a", "Time", "timepicker"),
    field_of("dt", "a", "Moment", "datetimepicker"),
    field_of("rt", "a", "Rich", "rich_text_input"),
    field_of("f", "a", "File", "file_input"),
]


@pytest.fixture
def opener(bot: Bot) -> Bot:
    """A bot whose command `/pod` opens a modal, and which remembers what it got."""

    @bot.app.command("/pod")
    def pod(ack: Ack, body: Json, client: WebClient) -> None:
        bot.seen.append(body)
        client.views_open(trigger_id=body["trigger_id"], view=modal())
        ack()

    return bot


def answering(bot: Bot, *answers: Json | None) -> None:
    """Submissions of the form are answered with these, one after the other."""
    left = list(answers)

    @bot.app.view("form")
    def submitted(ack: Ack, body: Json) -> None:
        bot.seen.append(body)
        answer = left.pop(0)
        ack() if answer is None else ack(**answer)


# Triggers


def test_a_trigger_opens_one_modal_and_only_within_three_seconds(
    bot: Bot, client: WebClient, ann: Actor, hands: Hands
) -> None:
    triggers: list[str] = []

    @bot.app.command("/pod")
    def pod(ack: Ack, body: Json) -> None:
        triggers.append(body["trigger_id"])
        ack()

    bot.connect()
    ann.command("C1", "/pod")
    hands.move(3.0)
    client.views_open(trigger_id=triggers[0], view=modal())
    assert error_of(client.views_open, trigger_id=triggers[0], view=modal()) == "exchanged_trigger_id"
    ann.close()
    ann.command("C1", "/pod")
    hands.move(3.01)
    assert error_of(client.views_open, trigger_id=triggers[1], view=modal()) == "expired_trigger_id"
    assert error_of(client.views_open, trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"
    assert not ann.has_modal()


def test_a_bad_view_does_not_use_the_trigger_up(bot: Bot, ann: Actor) -> None:
    errors: list[Json] = []

    @bot.app.command("/pod")
    def pod(ack: Ack, body: Json, client: WebClient) -> None:
        bad = modal(title=text("x" * 25))
        errors.append(refusal(client.views_open, trigger_id=body["trigger_id"], view=bad))
        client.views_open(trigger_id=body["trigger_id"], view=modal())
        ack()

    bot.connect()
    ann.command("C1", "/pod")
    assert errors[0]["error"] == "invalid_arguments"
    assert errors[0]["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert ann.modal().title == "Form"


def test_a_view_of_more_than_250_kilobytes_is_refused(client: WebClient) -> None:
    view = home(*[section("x" * 3000) for _ in range(86)])
    assert error_of(client.views_publish, user_id="U1", view=view) == "view_too_large"


# Submissions


def test_a_filled_form_arrives_in_slacks_own_shape(opener: Bot, ann: Actor) -> None:
    answering(opener, None)
    opener.connect()
    ann.command("C1", "/pod")
    ann.fill({"Name": "North"})
    assert ann.submit().kind == "closed"
    got = opener.seen[-1]
    assert (got["type"], got["user"]["id"], got["team"]["id"], got["enterprise"]) == (
        "view_submission",
        "U1",
        "T0ACME",
        None,
    )
    assert got["view"]["state"]["values"] == {"name": {"n": {"type": "plain_text_input", "value": "North"}}}
    assert (got["is_enterprise_install"], got["response_urls"], got["view"]["callback_id"]) == (False, [], "form")
    assert not ann.has_modal()


def test_every_kind_of_field_can_be_filled_by_its_label(bot: Bot, ann: Actor, client: WebClient) -> None:
    made = client.files_upload_v2(content="x", filename="a.txt")["file"]["id"]

    @bot.app.shortcut("check_in")
    def check_in(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(*EVERY_FIELD))
        ack()

    answering(bot, None)
    bot.connect()
    ann.shortcut("Check in")
    ann.fill(
        {"Text": "t", "Email": "a@b.cd", "Link": "https://x.y", "Number": 7, "Select": "Red", "Selects": ["b"]}
        | {"Radio": "No", "Boxes": ["One", "Two"], "Person": "bo", "People": ["Bo Lind", "U3"], "Channel": "#pod-north"}
        | {"Places": ["C1"], "Day": "2026-03-03", "Time": "09:30", "Moment": 1800000000, "Rich": "bold", "File": [made]}
    )
    assert ann.submit().ok
    values = {block: next(iter(by.values())) for block, by in bot.seen[-1]["view"]["state"]["values"].items()}
    assert {block: {k: v for k, v in value.items() if k != "type"} for block, value in values.items()} == {
        "t": {"value": "t"},
        "e": {"value": "a@b.cd"},
        "u": {"value": "https://x.y"},
        "n": {"value": "7"},
        "s": {"selected_option": option("Red", "r")},
        "ms": {"selected_options": [option("Blue", "b")]},
        "r": {"selected_option": option("No", "n")},
        "c": {"selected_options": [option("One", "1"), option("Two", "2")]},
        "p": {"selected_user": "U2"},
        "ps": {"selected_users": ["U2", "U3"]},
        "ch": {"selected_channel": "C1"},
        "co": {"selected_conversations": ["C1"]},
        "d": {"selected_date": "2026-03-03"},
        "ti": {"selected_time": "09:30"},
        "dt": {"selected_date_time": 1800000000},
        "rt": {
            "rich_text_value": {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "bold"}]}],
            }
        },
        "f": {"files": [made]},
    }


def test_untouched_optional_fields_arrive_empty_in_the_right_shape(bot: Bot, ann: Actor) -> None:
    fields = [block | {"optional": True} for block in EVERY_FIELD]

    @bot.app.shortcut("check_in")
    def check_in(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(*fields))
        ack()

    answering(bot, None)
    bot.connect()
    ann.shortcut("check_in")
    assert ann.submit().ok
    values = bot.seen[-1]["view"]["state"]["values"]
    assert values["t"]["a"] == {"type": "plain_text_input", "value": None}
    assert values["ps"]["a"] == {"type": "multi_users_select", "selected_users": []}
    assert values["s"]["a"] == {"type": "static_select", "selected_option": None}
    assert values["d"]["a"] == {"type": "datepicker", "selected_date": None}


@pytest.mark.parametrize(
    ("more", "answer", "complaint"),
    [
        ({}, None, "Please complete this required field."),
        ({"max_length": 3}, "four", "between 0 and 3"),
        ({"min_length": 3}, "xx", "between 3 and 3000"),
        ({"kind": "email_text_input"}, "nobody", "valid email"),
        ({"kind": "url_text_input"}, "x.y", "valid url"),
        ({"kind": "number_input", "is_decimal_allowed": False}, "1.5", "whole number"),
        ({"kind": "number_input", "is_decimal_allowed": True, "max_value": "5"}, "5.5", "at most 5"),
        ({"kind": "multi_users_select", "max_selected_items": 1}, ["U1", "U2"], "at most 1"),
    ],
)
def test_slacks_client_complains_before_the_app_is_asked(
    bot: Bot, ann: Actor, more: Json, answer: Any, complaint: str
) -> None:
    @bot.app.shortcut("check_in")
    def check_in(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(field_of("b", "a", "Field", **more)))
        ack()

    bot.connect()
    ann.shortcut("check_in")
    ann.fill({"Field": answer})
    outcome = ann.submit()
    assert (outcome.kind, bot.seen) == ("errors", [])
    assert complaint in outcome.errors["b"]


def test_an_app_answers_with_errors_then_an_update_then_another_modal(opener: Bot, ann: Actor) -> None:
    second = modal(section("Sure?"), field_of("name", "n", "Name"), title=text("Second"))
    third = modal(section("Thanks"), title=text("Third"), submit=None, close=text("Done"))
    answering(
        opener,
        {"response_action": "errors", "errors": {"name": "Taken"}},
        {"response_action": "update", "view": second},
        {"response_action": "push", "view": third},
    )
    opener.connect()
    ann.command("C1", "/pod")
    first_id = ann.modal().view["id"]
    ann.fill({"Name": "North"})
    outcome = ann.submit()
    assert (outcome.kind, outcome.errors, ann.modal().errors) == ("errors", {"name": "Taken"}, {"name": "Taken"})
    assert ann.submit().kind == "updated"
    now = ann.modal()
    assert (now.title, now.view["id"], now.errors) == ("Second", first_id, {})
    assert now.values["name"]["n"]["value"] == "North"
    assert ann.submit().kind == "pushed"
    top = ann.modal().view
    assert (ann.modal().title, top["previous_view_id"], top["root_view_id"]) == ("Third", first_id, first_id)
    with pytest.raises(ActorError, match="no submit button"):
        ann.submit()
    ann.close()
    assert ann.modal().title == "Second"


def test_clear_closes_the_whole_stack(opener: Bot, ann: Actor) -> None:
    answering(opener, {"response_action": "push", "view": modal()}, {"response_action": "clear"})
    opener.connect()
    ann.command("C1", "/pod")
    ann.fill({"Name": "x"})
    ann.submit()
    ann.fill({"Name": "y"})
    assert ann.submit().kind == "cleared"
    assert not ann.has_modal()


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"other": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "update", "view": {"type": "home", "blocks": []}},
    ],
)
def test_an_answer_slack_would_not_take_fails_the_submission_and_keeps_the_form(
    opener: Bot, ann: Actor, answer: Json
) -> None:
    answering(opener, answer)
    opener.connect()
    ann.command("C1", "/pod")
    ann.fill({"Name": "x"})
    with pytest.raises(ActorError) as failed:
        ann.submit()
    assert failed.value.error == "bad_response"
    assert ann.modal().values["name"]["n"]["value"] == "x"


def test_a_submission_nobody_acknowledges_shows_an_error(opener: Bot, ann: Actor, hands: Hands) -> None:
    @opener.app.view("form")
    def silent(body: Json) -> None:
        hands.move(3.5)

    opener.connect()
    ann.command("C1", "/pod")
    ann.fill({"Name": "x"})
    with pytest.raises(ActorError) as failed:
        ann.submit()
    assert failed.value.error == "operation_timeout"
    assert ann.has_modal()


# The stack


def test_each_person_has_a_stack_of_three_at_most(bot: Bot, person: Callable[[str], Actor]) -> None:
    errors: list[str] = []
    more = modal(actions(button("More", "more")), submit=None)

    @bot.app.command("/pod")
    def pod(ack: Ack, body: Json, client: WebClient) -> None:
        errors.append(error_of(client.views_push, trigger_id=body["trigger_id"], view=more))
        client.views_open(trigger_id=body["trigger_id"], view=more)
        ack()

    @bot.app.action("more")
    def push(ack: Ack, body: Json, client: WebClient) -> None:
        if len(bot.pg.stack(body["user"]["id"])) == 3:
            errors.append(error_of(client.views_push, trigger_id=body["trigger_id"], view=more))
        else:
            client.views_push(trigger_id=body["trigger_id"], view=more)
        ack()

    bot.connect()
    ann, bo = person("U1"), person("U2")
    ann.command("C1", "/pod")
    for _ in range(3):
        ann.click("More")
    bo.command("C1", "/pod")
    assert (len(bot.pg.stack("U1")), len(bot.pg.stack("U2"))) == (3, 1)
    # A trigger from outside a modal cannot push; a fourth modal never fits.
    assert errors == ["not_found", "push_limit_reached", "not_found"]


def test_closing_tells_the_app_only_when_it_asked(bot: Bot, ann: Actor) -> None:
    asked = {"value": True}

    @bot.app.command("/pod")
    def pod(ack: Ack, body: Json, client: WebClient) -> None:
        view = modal(notify_on_close=asked["value"])
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @bot.app.view_closed("form")
    def closed(ack: Ack, body: Json) -> None:
        bot.seen.append(body)
        ack()

    bot.connect()
    ann.command("C1", "/pod")
    ann.close(everything=True)
    asked["value"] = False
    ann.command("C1", "/pod")
    ann.close()
    (payload,) = bot.seen
    assert (payload["type"], payload["is_cleared"], payload["view"]["callback_id"]) == ("view_closed", True, "form")


# Updates from outside


def test_a_stale_hash_is_refused_and_typed_text_survives_where_ids_stay(
    bot: Bot, client: WebClient, ann: Actor
) -> None:
    @bot.app.command("/pod")
    def pod(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(field_of("name", "n", "Name"), refresh))
        ack()

    @bot.app.action("refresh")
    def pressed(ack: Ack, body: Json) -> None:
        bot.seen.append(body)
        ack()

    refresh = actions(button("Refresh", "refresh"))
    bot.connect()
    ann.command("C1", "/pod")
    ann.fill({"Name": "typed"})
    ann.click("Refresh")
    seen = bot.seen[0]["view"]
    assert seen["state"]["values"]["name"]["n"]["value"] == "typed"
    view = modal(section("new"), field_of("name", "n", "Name"), refresh)
    new = client.views_update(view_id=seen["id"], hash=seen["hash"], view=view)["view"]
    assert (new["id"], new["hash"] == seen["hash"]) == (seen["id"], False)
    assert ann.modal().values["name"]["n"]["value"] == "typed"
    assert error_of(client.views_update, view_id=seen["id"], hash=seen["hash"], view=view) == "hash_conflict"
    client.views_update(view_id=seen["id"], view=modal(field_of("name", "other", "Name")))
    assert ann.modal().values["name"]["other"]["value"] is None


def test_external_ids_are_unique_and_find_the_view(bot: Bot, client: WebClient, ann: Actor) -> None:
    client.views_publish(user_id="U2", view=home() | {"external_id": "mine"})
    assert (
        error_of(client.views_publish, user_id="U1", view=home() | {"external_id": "mine"}) == "duplicate_external_id"
    )
    assert client.views_update(external_id="mine", view=home(section("x")))["view"]["blocks"]
    assert error_of(client.views_update, external_id="gone", view=home()) == "not_found"


def test_a_closed_modal_cannot_be_updated(opener: Bot, client: WebClient, ann: Actor) -> None:
    opener.connect()
    ann.command("C1", "/pod")
    key = ann.modal().view["id"]
    ann.close()
    assert error_of(client.views_update, view_id=key, view=modal()) == "not_found"


# Home


def test_home_is_published_for_one_person_and_checked_against_its_hash(
    client: WebClient, person: Callable[[str], Actor]
) -> None:
    first = client.views_publish(user_id="U1", view=home(section("Hello Ann")))["view"]
    second = client.views_publish(user_id="U1", view=home(section("Again")), hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    conflict = error_of(client.views_publish, user_id="U1", view=home(), hash=first["hash"])
    assert (conflict, person("U1").home_text()) == ("hash_conflict", "Again")
    with pytest.raises(ActorError, match="not published"):
        person("U2").home()


@pytest.mark.parametrize("user", ["U7", "U9", "U0BOT"])
def test_only_people_who_are_here_have_a_home(client: WebClient, user: str) -> None:
    assert error_of(client.views_publish, user_id=user, view=home()) == "user_not_found"


def test_a_modal_is_no_home_and_a_home_no_modal(client: WebClient) -> None:
    assert error_of(client.views_publish, user_id="U1", view=modal()) == "invalid_arguments"


def test_opening_home_brings_the_event_with_the_view_once_there_is_one(bot: Bot, ann: Actor) -> None:
    @bot.app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        bot.seen.append(event)
        client.views_publish(user_id=event["user"], view=home(section("Welcome"), actions(button("Go", "go"))))

    @bot.app.action("go")
    def go(ack: Ack, body: Json) -> None:
        bot.seen.append(body)
        ack()

    bot.connect()
    ann.open_home()
    ann.open_home()
    first, second = bot.seen
    assert (first["tab"], first["user"], "view" in first, first["channel"][0]) == ("home", "U1", False, "D")
    assert second["view"]["type"] == "home"
    assert ann.home_text() == "Welcome\n[Go]"
    ann.click("Go")
    pressed = bot.seen[2]
    assert (pressed["container"]["type"], pressed["view"]["type"], "response_url" in pressed) == ("view", "home", False)


def test_without_a_home_tab_nothing_can_be_published() -> None:
    with Playground(sample_config(manifest(home_tab_enabled=False))) as pg:
        assert error_of(client_of(pg).views_publish, user_id="U1", view=home()) == "not_enabled"

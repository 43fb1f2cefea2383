"""Commands, buttons, menus, shortcuts and response URLs, through a real Bolt app."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from podsprint.playground.actor import Actor, ActorError
from podsprint.playground.config import Config
from podsprint.playground.server import Playground

from .kit import Bot, Hands, Json, actions, button, field_of, modal, option, section, text

MENU = {"type": "static_select", "action_id": "pick", "options": [option("Red", "r"), option("Blue", "b")]}
DAY = {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-02"}
MORE = {"type": "overflow", "action_id": "more", "options": [option("Edit", "e"), option("Drop", "d")]}


def noting(bot: Bot, *action_ids: str) -> None:
    """Actions with these ids are noted and acknowledged."""
    for action_id in action_ids:

        @bot.app.action(action_id)
        def noted(ack: Ack, body: Json) -> None:
            bot.seen.append(body)
            ack()


def answer_to(url: str, body: Any) -> tuple[int, Json]:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read())


# Commands


def test_a_command_arrives_with_everything_as_text(bot: Bot, ann: Actor) -> None:
    @bot.app.command("/pod")
    def pod(ack: Ack, body: Json) -> None:
        bot.seen.append(body)
        ack()

    bot.connect()
    assert ann.command("C3", "/pod ask @bo in #pod-north <b> & co") == []
    body = bot.seen[0]
    assert all(isinstance(value, str) for value in body.values())
    assert {key: body[key] for key in ("command", "user_id", "channel_id", "channel_name", "team_id")} == {
        "command": "/pod",
        "user_id": "U1",
        "channel_id": "C3",
        "channel_name": "privategroup",
        "team_id": "T0ACME",
    }
    assert body["text"] == "ask <@U2|bo> in <#C1|pod-north> &lt;b&gt; &amp; co"
    assert body["is_enterprise_install"] == "false"


def test_the_answer_to_a_command_is_for_one_person_unless_it_says_otherwise(
    bot: Bot, person: Callable[[str], Actor]
) -> None:
    @bot.app.command("/pod")
    def pod(ack: Ack, command: Json) -> None:
        ack(text="hello", response_type=command["text"])

    bot.connect()
    (shown,) = person("U1").command("C1", "/pod ephemeral")
    assert (shown["text"], shown["ephemeral"]) == ("hello", True)
    assert person("U2").ephemerals("C1") == []
    assert person("U1").command("C1", "/pod in_channel") == []
    assert [message["text"] for message in person("U2").messages("C1")] == ["hello"]


def test_an_answer_beyond_slacks_limits_is_an_error_for_the_person(bot: Bot, ann: Actor) -> None:
    @bot.app.command("/pod")
    def pod(ack: Ack) -> None:
        ack(text="x", blocks=[section("x" * 3001)])

    bot.connect()
    with pytest.raises(ActorError) as failed:
        ann.command("C1", "/pod")
    assert failed.value.error == "bad_response"


def test_a_command_nobody_listens_to_is_an_error_for_the_person(ann: Actor) -> None:
    with pytest.raises(ActorError) as failed:
        ann.command("C1", "/pod")
    assert failed.value.error == "dispatch_failed"
    with pytest.raises(ActorError) as failed:
        ann.command("C1", "/other")
    assert failed.value.error == "unknown_command"


def test_a_command_without_an_answer_in_three_seconds_is_an_error(bot: Bot, ann: Actor, hands: Hands) -> None:
    @bot.app.command("/pod")
    def pod(ack: Ack) -> None:
        hands.move(3.1)
        ack("too late")

    bot.connect()
    with pytest.raises(ActorError) as failed:
        ann.command("C1", "/pod")
    assert (failed.value.error, ann.ephemerals("C1")) == ("operation_timeout", [])


# Buttons and menus in messages


def test_a_button_in_a_message_arrives_as_slack_sends_it(bot: Bot, client: WebClient, ann: Actor) -> None:
    noting(bot, "go")
    bot.connect()
    blocks = [actions(button("Go", "go", value="7", style="primary"), MENU)]
    ts = client.chat_postMessage(channel="C1", text="t", blocks=blocks)["ts"]
    ann.click("Go")
    body = bot.seen[0]
    action = body["actions"][0]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "action_id": "go",
        "block_id": "acts",
        "value": "7",
        "style": "primary",
        "text": text("Go"),
    }
    assert body["container"] == {"type": "message", "message_ts": ts, "channel_id": "C1", "is_ephemeral": False}
    assert (body["channel"], body["message"]["ts"]) == ({"id": "C1", "name": "pod-north"}, ts)
    assert body["user"] == {"id": "U1", "username": "ann", "name": "ann", "team_id": "T0ACME"}
    assert body["state"]["values"] == {"acts": {"pick": {"type": "static_select", "selected_option": None}}}
    assert body["response_url"].startswith("http://127.0.0.1:")
    assert (body["enterprise"], body["is_enterprise_install"], body["api_app_id"]) == (None, False, "A0PLAYGRND")


def test_choices_in_a_message_are_remembered_for_the_next_press(bot: Bot, client: WebClient, ann: Actor) -> None:
    noting(bot, "go", "pick", "more", "day")
    bot.connect()
    client.chat_postMessage(channel="C1", text="t", blocks=[actions(button("Go", "go"), MENU, DAY, MORE)])
    ann.choose("pick", "Blue")
    ann.choose("more", "Drop")
    ann.choose("day", "2026-03-09")
    ann.click("Go")
    chosen, overflow, day, pressed = bot.seen
    assert chosen["actions"][0]["selected_option"] == option("Blue", "b")
    assert overflow["actions"][0]["selected_option"] == option("Drop", "d")
    assert (day["actions"][0]["selected_date"], day["actions"][0]["initial_date"]) == ("2026-03-09", "2026-03-02")
    values = pressed["state"]["values"]["acts"]
    assert values["pick"]["selected_option"] == option("Blue", "b")
    assert values["day"]["selected_date"] == "2026-03-09"
    with pytest.raises(ActorError, match="does not offer 'Green'"):
        ann.choose("pick", "Green")


def test_nothing_can_be_pressed_that_is_not_on_the_screen(
    bot: Bot, client: WebClient, person: Callable[[str], Actor]
) -> None:
    noting(bot, "go")
    bot.connect()
    ts = client.chat_postMessage(channel="C3", text="t", blocks=[actions(button("Go", "go"))])["ts"]
    outsider = person("U3")
    with pytest.raises(ActorError, match="sees no button"):
        outsider.click("Go")
    where = {"container": {"type": "message", "channel": "C3", "ts": ts}, "block_id": "acts", "action_id": "go"}
    with pytest.raises(ActorError, match="no such channel"):
        outsider._post("action", **where)
    home = client.views_publish(user_id="U1", view={"type": "home", "blocks": [actions(button("Mine", "go"))]})["view"]
    where = {"container": {"type": "view", "view_id": home["id"]}, "block_id": "acts", "action_id": "go"}
    with pytest.raises(ActorError, match="not on the screen"):
        outsider._post("action", **where)
    assert bot.seen == []


def test_a_button_that_asks_for_confirmation_wants_an_answer(bot: Bot, client: WebClient, ann: Actor) -> None:
    noting(bot, "drop")
    bot.connect()
    confirm = {"title": text("Sure?"), "text": text("It is gone then"), "confirm": text("Yes"), "deny": text("No")}
    client.chat_postMessage(channel="C1", text="t", blocks=[actions(button("Drop", "drop", confirm=confirm))])
    with pytest.raises(ActorError, match="It is gone then"):
        ann.click("Drop")
    ann.click("Drop", confirm=False)
    assert bot.seen == []
    ann.click("Drop", confirm=True)
    assert len(bot.seen) == 1


def test_the_newest_of_equal_buttons_is_meant_and_two_in_one_place_are_ambiguous(
    bot: Bot, client: WebClient, ann: Actor
) -> None:
    noting(bot, "go", "stay")
    bot.connect()
    old = client.chat_postMessage(channel="C1", text="t", blocks=[actions(button("Go", "go", value="old"))])["ts"]
    client.chat_postMessage(channel="C1", text="t", blocks=[actions(button("Go", "go", value="new"))])
    ann.click("Go")
    ann.click("Go", channel="C1", ts=old)
    assert [body["actions"][0]["value"] for body in bot.seen] == ["new", "old"]
    twice = [actions(button("Go", "go", value="1"), button("Go", "stay", value="2"))]
    client.chat_postMessage(channel="C1", text="t", blocks=twice)
    with pytest.raises(ActorError, match="2 times button"):
        ann.click("Go")
    ann.click("Go", value="2")
    assert bot.seen[-1]["actions"][0]["action_id"] == "stay"


def test_an_open_modal_covers_everything_else(bot: Bot, client: WebClient, ann: Actor) -> None:
    @bot.app.shortcut("check_in")
    def check_in(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal())
        ack()

    noting(bot, "go")
    bot.connect()
    client.chat_postMessage(channel="C1", text="t", blocks=[actions(button("Go", "go"))])
    ann.shortcut("Check in")
    with pytest.raises(ActorError, match="sees no button 'Go'"):
        ann.click("Go")


def test_a_menu_that_asks_the_app_offers_what_the_app_says(bot: Bot, ann: Actor) -> None:
    menu = field_of("who", "ask", "Who", "external_select", min_query_length=2)

    @bot.app.shortcut("check_in")
    def check_in(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(menu))
        ack()

    @bot.app.options("ask")
    def offered(ack: Ack, body: Json) -> None:
        bot.seen.append(body)
        ack(options=[option("Bo Lind", "u2"), option("Bob", "u7")])

    @bot.app.view("form")
    def submitted(ack: Ack, body: Json) -> None:
        bot.seen.append(body)
        ack()

    bot.connect()
    ann.shortcut("Check in")
    with pytest.raises(ActorError, match="does not offer 'B'"):
        ann.fill({"Who": "B"})
    ann.fill({"Who": "Bo Lind"})
    assert ann.submit().ok
    asked, submitted_body = bot.seen
    assert (asked["type"], asked["value"], asked["action_id"], asked["block_id"]) == (
        "block_suggestion",
        "Bo Lind",
        "ask",
        "who",
    )
    chosen = submitted_body["view"]["state"]["values"]["who"]["ask"]
    assert chosen == {"type": "external_select", "selected_option": option("Bo Lind", "u2")}


# Shortcuts


def test_a_global_shortcut_has_no_channel_and_a_message_shortcut_has_the_message(bot: Bot, ann: Actor) -> None:
    for name in ("check_in", "save"):

        @bot.app.shortcut(name)
        def noted(ack: Ack, body: Json) -> None:
            bot.seen.append(body)
            ack()

    bot.connect()
    ts = ann.say("C1", "we tried it")
    ann.shortcut("Check in")
    ann.shortcut("Save", channel="C1", ts=ts)
    everywhere, on_message = bot.seen
    assert (everywhere["type"], "channel" in everywhere, "response_url" in everywhere) == ("shortcut", False, False)
    assert (on_message["type"], on_message["message"]["text"]) == ("message_action", "we tried it")
    assert (on_message["message_ts"], on_message["channel"]["id"], "response_url" in on_message) == (ts, "C1", True)
    with pytest.raises(ActorError, match="no global shortcut 'Save'"):
        ann.shortcut("Save")


def test_without_interactivity_nothing_reaches_the_app(config: Config) -> None:
    settings = dict(config.manifest["settings"]) | {"interactivity": {"is_enabled": False}}
    off = Config(manifest=dict(config.manifest) | {"settings": settings}, users=config.users, channels=config.channels)
    with Playground(off) as pg, pytest.raises(ActorError) as failed:
        Actor(pg.url, "U1").shortcut("Check in")
    assert failed.value.error == "not_interactive"


# Response URLs


@pytest.fixture
def url(bot: Bot, client: WebClient, ann: Actor) -> str:
    """The response_url of a button that was pressed in an ordinary message."""
    noting(bot, "go")
    bot.connect()
    client.chat_postMessage(channel="C1", text="asked", blocks=[actions(button("Go", "go"))])
    ann.click("Go")
    return str(bot.seen[0]["response_url"])


def test_a_response_url_works_five_times(url: str, ann: Actor) -> None:
    for n in range(5):
        assert answer_to(url, {"text": f"{n}"})[0] == 200
    assert answer_to(url, {"text": "six"}) == (404, {"ok": False, "error": "used_url"})
    assert [message["text"] for message in ann.ephemerals("C1")] == ["0", "1", "2", "3", "4"]


def test_a_response_url_works_for_half_an_hour(url: str, hands: Hands) -> None:
    hands.move(30 * 60)
    assert answer_to(url, {"text": "x"})[0] == 200
    hands.move(1)
    assert answer_to(url, {"text": "x"}) == (404, {"ok": False, "error": "expired_url"})


def test_a_response_url_replaces_or_deletes_the_message_it_came_from(url: str, ann: Actor) -> None:
    answer_to(url, {"text": "done", "replace_original": True})
    assert [(m["text"], "blocks" in m) for m in ann.messages("C1")] == [("done", False)]
    answer_to(url, {"text": "for all", "response_type": "in_channel"})
    answer_to(url, {"delete_original": True})
    assert [m["text"] for m in ann.messages("C1")] == ["for all"]


def test_a_response_url_refuses_what_slack_refuses(url: str) -> None:
    assert answer_to(url, {})[1]["error"] == "no_text"
    assert answer_to(url, {"text": "x", "blocks": [section("")]})[1]["error"] == "invalid_blocks"
    assert answer_to(url.rpartition("/")[0] + "/guess", {"text": "x"})[1]["error"] == "invalid_url"


def test_an_ephemeral_message_can_be_replaced_but_never_becomes_public(bot: Bot, client: WebClient, ann: Actor) -> None:
    @bot.app.action("go")
    def go(ack: Ack, respond: Respond, body: Json) -> None:
        bot.seen.append(body)
        respond(text="changed", replace_original=True, response_type="in_channel")
        ack()

    bot.connect()
    blocks = [actions(button("Go", "go"))]
    client.chat_postEphemeral(channel="C1", user="U1", text="only you", blocks=blocks)
    ann.click("Go")
    assert (bot.seen[0]["container"]["is_ephemeral"], "message" in bot.seen[0]) == (True, False)
    assert [m["text"] for m in ann.ephemerals("C1")] == ["changed"]
    assert ann.messages("C1") == []


def test_a_form_may_ask_for_response_urls(bot: Bot, ann: Actor) -> None:
    place = field_of("where", "c", "Where", "conversations_select", response_url_enabled=True)

    @bot.app.command("/pod")
    def pod(ack: Ack, body: Json, client: WebClient) -> None:
        place["element"]["default_to_current_conversation"] = True
        client.views_open(trigger_id=body["trigger_id"], view=modal(place))
        ack()

    @bot.app.view("form")
    def submitted(ack: Ack, body: Json) -> None:
        bot.seen.append(body)
        ack()

    bot.connect()
    ann.command("C1", "/pod")
    assert ann.submit().ok
    (given,) = bot.seen[0]["response_urls"]
    assert (given["channel_id"], given["block_id"], given["action_id"]) == ("C1", "where", "c")
    assert answer_to(given["response_url"], {"text": "hi", "response_type": "in_channel"})[0] == 200

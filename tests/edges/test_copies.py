"""Shortcuts on messages, and Slack's own edits and deletions, over HTTP; forms and buttons from another time."""

import json
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import event

from podsprint.bootstrap import Bot
from podsprint.playground.server import Playground
from podsprint.slack.payloads import with_meta
from podsprint.slack.views import notes as note_views
from podsprint.store.tables import Observation, Person, Work
from podsprint.usecases import experiments
from tests.edges.http import JSON, TEAM, Slack, person
from tests.usecases.house import ANN, BO, House


def message(slack: Slack, event: dict[str, Any], *, event_id: str = "Ev1") -> int:
    """Something that happened to a message in a channel."""
    body = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A0PLAYGRND", "authorizations": []}
    told = {"type": "message", "channel": "C1", "channel_type": "channel", "event_ts": "1900000000.1", **event}
    sent = json.dumps({**body, "event": told, "event_id": event_id, "event_time": 1})
    return slack.send(sent, JSON).status_code


def edited(text: str, at: str = "1900000000.0") -> dict[str, Any]:
    now = {"type": "message", "user": "U1", "ts": "1.2", "text": text, "edited": {"user": "U1", "ts": at}}
    return {"subtype": "message_changed", "message": now, "previous_message": {"ts": "1.2", "text": "x"}, "ts": "2.0"}


def saved(slack: Slack, house: House) -> None:
    """A note of Ann's that is a copy of her message in the channel, by the form that the shortcut opens."""
    house.experiment(ANN, house.pod())
    form = note_views.observation_form(house.words, house.look(experiments.mine, ANN), note="said")
    source = {"channel": "C1", "ts": "1.2", "quoted": False, "of": sha256(b"said").hexdigest()[:16]}
    assert slack.submit("U1", with_meta(form, source=source), {}).status_code == 200


def test_only_edits_and_deletions_are_looked_at_and_nothing_is_written(slack: Slack, house: House, bot: Bot) -> None:
    saved(slack, house)
    before, asked = house.photograph(), []
    event.listen(bot.deps.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    for plain in ({"user": "U2", "text": "hello", "ts": "9.9"}, {"subtype": "channel_join", "user": "U2", "ts": "9.8"}):
        assert message(slack, plain) == 200
    unfolded = {**edited("said"), "message": {"user": "U1", "ts": "1.2", "text": "said", "attachments": []}}
    assert message(slack, unfolded) == 200
    assert asked == []
    other = edited("other")
    other["message"]["ts"] = "7.7"
    assert message(slack, other) == 200
    assert len([said for said in asked if said.startswith("SELECT")]) == 2
    assert house.photograph() == before


@pytest.mark.parametrize("author", ["U1", "U2"])
@pytest.mark.parametrize("shortcut", ["shortcut_save_message", "shortcut_turn_message"])
def test_S1_a_message_opens_a_form_that_offers_the_pod_ones_own_words_only(
    slack: Slack, house: House, playground: Playground, author: str, shortcut: str
) -> None:
    house.experiment(ANN, house.pod())
    chosen = {"type": "message", "user": author, "ts": "1.2", "text": "hi &lt;b&gt; <@U2> " + "x" * 3000}
    body = {"type": "message_action", "callback_id": shortcut, **person("U1", TEAM)}
    slack.interact({**body, "channel": {"id": "C1"}, "message": chosen, "message_ts": "1.2"})
    (call,) = playground.calls("views.open")[:1]
    view = call.args["view"] if isinstance(call.args["view"], dict) else json.loads(call.args["view"])
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    own, note = author == "U1", shortcut == "shortcut_save_message"
    initial = inputs["note" if note else "hypothesis"].get("initial_value", "")
    assert initial.startswith("hi <b> @someone x") == (own or note)
    assert ("ring" in inputs) == (own or not note)
    assert ("source" in json.loads(view["private_metadata"])) == (own or note)


def test_a_copy_in_the_index_follows_its_message(slack: Slack, house: House) -> None:
    saved(slack, house)
    row = house.only(Observation)
    assert (row.source_channel, row.source_ts, row.quoted) == ("C1", "1.2", False)
    for _ in range(2):
        assert message(slack, edited("said <@U2>")) == 200
    assert house.only(Observation).note == "said @someone"
    gone = {"subtype": "message_changed", "message": {"subtype": "tombstone", "ts": "1.2", "text": "gone"}}
    assert message(slack, gone) == 200
    assert message(slack, {"subtype": "message_deleted", "deleted_ts": "1.2"}) == 200
    assert house.rows(Observation) == []


# From another time ------------------------------------------------------------------------------------------------


def old_form(fields: bool = True) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "value"}
    inputs = [{"type": "input", "block_id": "words", "element": element}] if fields else []
    return {"type": "modal", "callback_id": "gone_since", "private_metadata": "", "blocks": inputs}


def test_a_form_from_before_an_update_keeps_what_was_typed_on_screen(slack: Slack, house: House) -> None:
    before = house.photograph()
    told = slack.submit("U1", old_form(), {"words": "typed"}).get_json()
    assert told["response_action"] == "errors" and "still here" in told["errors"]["words"]
    told = slack.submit("U1", old_form(fields=False), {}).get_json()
    assert told["response_action"] == "update" and "from before" in str(told["view"])
    assert house.photograph() == before


@pytest.mark.parametrize("meta", ["", "{}", "[]", '{"other": 1}'])
def test_an_older_forms_metadata_is_no_trouble(slack: Slack, house: House, meta: str) -> None:
    house.experiment(ANN, house.pod())
    form = note_views.observation_form(house.words, house.look(experiments.mine, ANN))
    form = {**form, "callback_id": "change_note", "private_metadata": meta}
    told = slack.submit("U1", form, {"note": "typed"}).get_json()
    assert "from before podsprint was updated" in told["errors"]["note"]


def test_a_button_from_before_an_update_is_answered(slack: Slack, house: House) -> None:
    before = house.photograph()
    assert slack.press("U1", "gone_since", "1").status_code == 200
    assert house.photograph() == before


def test_a_stale_button_on_home_brings_home_up_to_date(slack: Slack, house: House) -> None:
    pressed = {"action_id": "observe", "block_id": "b", "type": "button", "value": "99", "action_ts": "1.0"}
    body = {"type": "block_actions", **person("U2", TEAM), "actions": [pressed], "view": {"type": "home", "id": "V9"}}
    assert slack.interact({**body, "container": {"type": "view", "view_id": "V9"}}).status_code == 200
    assert [row.user_id for row in house.rows(Person)] == [BO.user]
    assert [row.kind for row in house.rows(Work)] == ["deliver.home"]


def test_a_window_that_came_too_late_is_told_once_a_minute(slack: Slack, house: House, playground: Playground) -> None:
    house.experiment(ANN, house.pod())
    playground.fail("views.open", "expired_trigger_id", times=3)
    told = slack.command("U1", "note").get_json()
    assert "three seconds" in told["text"]
    for _ in range(2):
        assert slack.press("U1", "observe", "1").status_code == 200
    assert [row.kind for row in house.rows(Work)].count("deliver.too_late") == 1

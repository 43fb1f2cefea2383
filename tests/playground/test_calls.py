"""Tokens, scopes, arguments and unknown methods: what every call meets first."""

import json
import urllib.error
import urllib.request

import pytest
from slack_sdk import WebClient

from podsprint.playground.config import sample_config
from podsprint.playground.methods import METHODS
from podsprint.playground.server import Playground
from podsprint.playground.webapi import HANDLERS

from .kit import client_of, error_of, manifest, refusal


def test_every_method_with_facts_has_a_handler() -> None:
    assert set(HANDLERS) == set(METHODS)


def test_auth_test_tells_who_the_bot_is(client: WebClient) -> None:
    answer = client.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == ("U0BOT", "B0PLAYGRND", "T0ACME")
    assert "chat:write" in answer.headers["x-oauth-scopes"]


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-other", "invalid_auth")])
def test_calls_without_a_known_token_are_refused(pg: Playground, token: str, error: str) -> None:
    assert error_of(client_of(pg, token).auth_test) == error


def test_the_app_token_only_opens_sockets_and_the_bot_token_never_does(pg: Playground) -> None:
    app = client_of(pg, pg.config.app_token)
    assert error_of(app.chat_postMessage, channel="C1", text="x") == "not_allowed_token_type"
    assert error_of(client_of(pg).apps_connections_open, app_token=pg.config.bot_token) == "not_allowed_token_type"
    assert app.apps_connections_open(app_token=pg.config.app_token)["url"].startswith("ws://127.0.0.1:")


def test_a_revoked_token_stays_revoked(pg: Playground, client: WebClient) -> None:
    pg.revoke()
    assert error_of(client.auth_test) == "token_revoked"
    assert error_of(client.chat_postMessage, channel="C1", text="x") == "token_revoked"


def test_unknown_methods_are_named_back(client: WebClient) -> None:
    answer = refusal(client.api_call, "chat.shout", json={})
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.shout")


@pytest.mark.parametrize("method", sorted(name for name, facts in METHODS.items() if facts.required))
def test_required_arguments_are_named_when_they_are_missing(client: WebClient, method: str) -> None:
    answer = refusal(client.api_call, method, json={})
    assert answer["error"] == "invalid_arguments"
    named = [message.rpartition(" ")[2] for message in answer["response_metadata"]["messages"]]
    assert named == list(METHODS[method].required)


@pytest.mark.parametrize("method", sorted(name for name, facts in METHODS.items() if facts.scopes))
def test_every_method_needs_its_scope(method: str) -> None:
    with Playground(sample_config(manifest(scopes=["commands"])), pace=None) as pg:
        answer = refusal(client_of(pg).api_call, method, json={})
    assert answer["error"] == "missing_scope"
    assert (answer["needed"], answer["provided"]) == (METHODS[method].scopes[0], "commands")


@pytest.mark.parametrize(
    ("channel", "scopes", "error"),
    [
        ("C1", ["channels:read"], None),
        ("C3", ["channels:read"], "missing_scope"),
        ("C3", ["groups:read"], None),
        ("C1", ["groups:read"], "missing_scope"),
    ],
)
def test_reading_a_channel_needs_the_scope_of_its_kind(channel: str, scopes: list[str], error: str | None) -> None:
    with Playground(sample_config(manifest(scopes=scopes)), pace=None) as pg:
        client = client_of(pg)
        if error:
            assert error_of(client.conversations_info, channel=channel) == error
        else:
            assert client.conversations_info(channel=channel)["channel"]["id"] == channel


def test_form_and_json_bodies_mean_the_same(pg: Playground, client: WebClient) -> None:
    blocks = [{"type": "divider"}]
    form = client.api_call("chat.postMessage", data={"channel": "C1", "text": "a", "blocks": json.dumps(blocks)})
    body = client.api_call("chat.postMessage", json={"channel": "C1", "text": "a", "blocks": blocks})
    kinds = [[block["type"] for block in answer["message"]["blocks"]] for answer in (form, body)]
    assert kinds == [["divider"], ["divider"]]


def test_the_token_may_come_in_the_body(pg: Playground) -> None:
    request = urllib.request.Request(pg.api_url + "auth.test", data=b"token=xoxb-playground", method="POST")
    with urllib.request.urlopen(request) as answer:
        assert json.loads(answer.read())["ok"] is True


def test_calls_are_recorded_without_tokens(pg: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel="C1", text="hi")
    error_of(client.chat_postMessage, channel="C9", text="hi")
    good, bad = pg.calls("chat.postMessage")
    assert (good.ok, good.args["text"], bad.ok, bad.error) == (True, "hi", False, "channel_not_found")
    assert "xoxb" not in repr(pg.calls())

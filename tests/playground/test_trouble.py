"""Rate limits, planned faults, foreign callers."""

import http.client
import json
import urllib.error
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from podsprint.playground.actor import Actor
from podsprint.playground.config import Config
from podsprint.playground.pace import Pace, Pacer
from podsprint.playground.server import Playground

from .kit import Hands, Json, client_of, error_of, home

# Rate limits


@pytest.fixture
def paced(config: Config, hands: Hands) -> Iterator[Playground]:
    with Playground(config, now=hands.now, monotonic=hands.monotonic, pace=Pace(tier_burst=2, post_burst=3)) as pg:
        yield pg


def waits(call: Any, /, *args: Any, **kwargs: Any) -> int:
    with pytest.raises(SlackApiError) as refused:
        call(*args, **kwargs)
    response = refused.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    return int(response.headers["Retry-After"])


def test_a_channel_takes_a_short_burst_and_then_one_message_a_second(paced: Playground, hands: Hands) -> None:
    client = client_of(paced)
    for _ in range(3):
        client.chat_postMessage(channel="C1", text="x")
    assert waits(client.chat_postMessage, channel="C1", text="x") == 1
    client.chat_postMessage(channel="C3", text="another channel is not affected")
    hands.move(1.0)
    client.chat_postMessage(channel="C1", text="x")
    assert waits(client.chat_postMessage, channel="C1", text="x") == 1
    assert len(paced.messages("C1")) == 4


@pytest.mark.parametrize(
    ("method", "arguments", "interval"),
    [
        ("users.list", {}, 3.0),
        ("conversations.info", {"channel": "C1"}, 1.2),
        ("users.info", {"user": "U1"}, 0.6),
        ("views.publish", {"user_id": "U1", "view": home()}, 0.6),
    ],
)
def test_methods_are_paced_by_their_tier(
    paced: Playground, hands: Hands, method: str, arguments: Json, interval: float
) -> None:
    client = client_of(paced)
    for _ in range(2):
        client.api_call(method, json=arguments)
    assert waits(client.api_call, method, json=arguments) == max(1, round(interval + 0.49))
    client.auth_test()
    hands.move(interval)
    client.api_call(method, json=arguments)
    waits(client.api_call, method, json=arguments)


def test_a_workspace_takes_so_many_messages_a_minute(config: Config, hands: Hands) -> None:
    pacer = Pacer(Pace(posts_a_minute=60, workspace_burst=2), hands.monotonic)
    assert [pacer.post(channel) for channel in "abc"] == [None, None, 1]
    hands.move(1.0)
    assert pacer.post("c") is None


def test_an_even_pace_is_never_refused(hands: Hands) -> None:
    pacer = Pacer(Pace(), hands.monotonic)
    for _ in range(200):
        assert pacer.method("users.list", 2) is None
        assert pacer.post("C1") is None
        hands.move(3.0)


def test_limits_can_be_scaled_and_switched_off(hands: Hands) -> None:
    quick = Pacer(Pace(scale=10, post_burst=1), hands.monotonic)
    assert quick.post("C1") is None
    hands.move(0.1)
    assert quick.post("C1") is None
    off = Pacer(None, hands.monotonic)
    assert {off.post("C1") for _ in range(1000)} == {None}


# Faults


def test_a_429_comes_with_its_waiting_time_and_has_no_effect(pg: Playground, client: WebClient) -> None:
    pg.fail("chat.postMessage", "429", retry_after=7)
    assert waits(client.chat_postMessage, channel="C1", text="x") == 7
    client.chat_postMessage(channel="C1", text="y")
    assert [message["text"] for message in pg.messages("C1")] == ["y"]


def test_a_500_is_a_500(pg: Playground, client: WebClient) -> None:
    pg.fail("chat.postMessage", "500", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as failed:
            client.chat_postMessage(channel="C1", text="x")
        assert failed.value.response.status_code == 500
    assert client.chat_postMessage(channel="C1", text="x")["ok"]


@pytest.mark.parametrize(("fault", "posted"), [("drop_before", 0), ("drop_after", 1)])
def test_a_connection_breaks_before_or_after_the_effect(
    pg: Playground, client: WebClient, fault: str, posted: int
) -> None:
    pg.fail("chat.postMessage", fault)
    with pytest.raises((urllib.error.URLError, ConnectionError, http.client.HTTPException)):
        client.chat_postMessage(channel="C1", text="x")
    assert len(pg.messages("C1")) == posted


@pytest.mark.parametrize(("fault", "posted"), [("timeout_before", 0), ("timeout_after", 1)])
def test_an_answer_never_comes_before_or_after_the_effect(pg: Playground, fault: str, posted: int) -> None:
    pg.fail("chat.postMessage", fault)
    with pytest.raises(TimeoutError):
        client_of(pg, timeout=0.1).chat_postMessage(channel="C1", text="x")  # type: ignore[arg-type]
    assert len(pg.messages("C1")) == posted


def test_any_error_of_slacks_can_be_planned_for_any_method(pg: Playground, client: WebClient) -> None:
    pg.fail("*", "service_unavailable")
    assert error_of(client.auth_test) == "service_unavailable"
    pg.fail("users.info", "revoked")
    assert error_of(client.users_info, user="U1") == "token_revoked"
    assert client.users_info(user="U1")["ok"]
    pg.fail("users.info", "fatal_error", times=9)
    pg.clear()
    assert client.users_info(user="U1")["ok"]
    with pytest.raises(ValueError, match="neither a fault"):
        pg.fail("users.info", "Bad Luck")


def test_trouble_can_be_planned_over_http(pg: Playground, client: WebClient, ann: Actor) -> None:
    ann._request("POST", "/control/fail", {"method": "auth.test", "fault": "429", "times": 2})
    assert ann._request("GET", "/control/faults")["faults"] == [
        {"method": "auth.test", "fault": "429", "times": 2, "retry_after": 1}
    ]
    ann._request("POST", "/control/clear", {})
    assert client.auth_test()["ok"]
    ann._request("POST", "/control/revoke", {})
    assert error_of(client.auth_test) == "token_revoked"


# Foreign callers


def status(pg: Playground, method: str, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", int(pg.url.rstrip("/").rpartition(":")[2]))
    try:
        connection.request(method, path, "{}" if method == "POST" else None, headers)
        return connection.getresponse().status
    finally:
        connection.close()


PATHS = [("GET", "/"), ("GET", "/ui/state"), ("POST", "/ui/message"), ("POST", "/control/clear"), ("POST", "/api/x")]


@pytest.mark.parametrize(("method", "path"), [*PATHS, ("GET", "/ui/events"), ("GET", "/link/"), ("GET", "/files/F/x")])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "localhost:1"])
def test_a_foreign_host_is_refused(pg: Playground, method: str, path: str, host: str) -> None:
    assert status(pg, method, path, Host=host) == 403


@pytest.mark.parametrize(("method", "path"), [*PATHS, ("GET", "/ui/events"), ("GET", "/link/")])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_foreign_origin_is_refused(pg: Playground, method: str, path: str, origin: str) -> None:
    assert status(pg, method, path, Origin=origin) == 403


def test_the_page_itself_may_act(pg: Playground) -> None:
    here = pg.url.rstrip("/")
    kind = {"Content-Type": "application/json"}
    assert status(pg, "POST", "/control/clear", Origin=here, **kind) == 200
    assert status(pg, "POST", "/control/clear", Origin=here.replace("127.0.0.1", "localhost"), **kind) == 200


def test_a_plain_form_cannot_act(pg: Playground) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(pg.url.rstrip("/").rpartition(":")[2]))
    body = json.dumps({"user": "U1", "channel": "C1", "text": "x"})
    connection.request("POST", "/ui/message", body, {"Content-Type": "text/plain"})
    answer = json.loads(connection.getresponse().read())
    connection.close()
    assert (answer["ok"], pg.messages("C1")) == (False, [])


def test_the_page_is_served_with_a_strict_policy(pg: Playground) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(pg.url.rstrip("/").rpartition(":")[2]))
    connection.request("GET", "/")
    answer = connection.getresponse()
    answer.read()
    policy = answer.headers["Content-Security-Policy"]
    connection.close()
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/page/../server.py", "/page/%2e%2e/server.py", "/page/nothing.js", "/page/"])
def test_nothing_but_the_page_is_served(pg: Playground, path: str) -> None:
    assert status(pg, "GET", path) == 404

"""Socket Mode and the Events API: tickets, connections, acknowledgements, retries."""

import asyncio
import gc
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import AsyncExitStack
from functools import partial

import aiohttp
import pytest
from slack_bolt import Ack, BoltRequest

from podsprint.playground.actor import Actor, ActorError
from podsprint.playground.config import Config, sample_config
from podsprint.playground.server import Playground

from .kit import EVENTS, Bot, Hands, RawApp, client_of, error_of, manifest


@pytest.fixture(scope="module", autouse=True)
def others_things() -> Iterator[None]:
    """What is there before these tests need not be looked through after each of them."""
    gc.freeze()
    yield
    _collect()
    gc.unfreeze()


@pytest.fixture(autouse=True)
def leftovers_of_slack_sdk() -> Iterator[None]:
    """Reconnecting, slack_sdk can lose sight of a socket without closing it: collect it here, not in another test."""
    yield
    _collect()


def _collect() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def quick(config: Config) -> Iterator[Playground]:
    """A playground in real time that retries at once."""
    with Playground(config, pace=None, retry_seconds=(0.0, 0.0, 0.0)) as playground:
        yield playground


@pytest.fixture
def raw(quick: Playground) -> Iterator[RawApp]:
    app = RawApp(quick)
    yield app
    app.close()


def types_of(app: RawApp) -> list[str]:
    return [envelope["payload"]["event"]["type"] for envelope in app.envelopes]


def tried(actor: Actor, times: int) -> bool:
    entries = actor._request("GET", "/ui/traffic")["entries"]
    return len([entry for entry in entries if entry["name"] == "events_api"]) == times


# Connections


def test_hello_counts_the_connections(raw: RawApp) -> None:
    hello = raw.frames[0]
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["debug_info"]["approximate_connection_time"] > 0


def test_a_ticket_opens_one_connection(quick: Playground, raw: RawApp) -> None:
    assert raw.client.wss_uri is not None
    used = raw.client.wss_uri.replace("ws://", "http://")
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        urllib.request.urlopen(used)
    refused.value.close()


def test_each_envelope_goes_to_one_of_the_connections(quick: Playground, raw: RawApp) -> None:
    other = RawApp(quick)
    for n in range(6):
        quick.emit({"type": "team_join", "n": n})
    quick.settle()
    got = sorted(e["payload"]["event"]["n"] for app in (raw, other) for e in app.envelopes)
    assert got == [0, 1, 2, 3, 4, 5]
    assert len(raw.envelopes) == len(other.envelopes) == 3
    other.close()


def test_an_eleventh_connection_is_sent_away(quick: Playground) -> None:
    opener = client_of(quick, quick.config.app_token)

    async def connect_eleven() -> list[str]:
        async with aiohttp.ClientSession() as session, AsyncExitStack() as open_ones:
            said = []
            for _ in range(11):
                url = opener.apps_connections_open(app_token=quick.config.app_token)["url"]
                ws = await open_ones.enter_async_context(session.ws_connect(url))
                frame = await ws.receive_json()
                said.append(str(frame.get("reason") or frame["num_connections"]))
            return said

    assert asyncio.run(connect_eleven()) == [*map(str, range(1, 11)), "too_many_websockets"]


def test_after_a_refresh_the_app_comes_back_on_a_new_connection_and_nothing_is_lost(bot: Bot, ann: Actor) -> None:
    @bot.app.command("/pod")
    def pod(ack: Ack) -> None:
        ack("here")

    bot.connect()
    for _ in range(3):
        bot.pg.socket("refresh")
        assert ann.command("C1", "/pod")[0]["text"] == "here"
    assert len(bot.pg.calls("apps.connections.open")) == 4


def test_a_warning_leaves_the_connection_usable(raw: RawApp, quick: Playground) -> None:
    quick.socket("warning")
    quick.emit({"type": "team_join"})
    quick.settle()
    assert types_of(raw) == ["team_join"]
    assert quick.connections() == 1


def test_with_socket_mode_switched_off_nobody_connects(pg: Playground) -> None:
    opener = client_of(pg, pg.config.app_token)
    pg.socket("link_disabled")
    assert error_of(opener.apps_connections_open, app_token=pg.config.app_token) == "forbidden_team"
    pg.clear()
    assert opener.apps_connections_open(app_token=pg.config.app_token)["ok"]


def test_a_bot_that_is_switched_off_is_refused_when_it_comes_back(bot: Bot, ann: Actor) -> None:
    bot.connect()
    for handler in bot.handlers:
        handler.client.auto_reconnect_enabled = False
    bot.pg.socket("link_disabled")
    ann.wait_until(lambda: [call.error for call in bot.pg.calls("apps.connections.open")] == [None, "forbidden_team"])
    assert bot.pg.connections() == 0


def test_a_connection_that_breaks_before_the_answer_is_an_error_for_the_person(quick: Playground, raw: RawApp) -> None:
    raw.ack = False
    raw.on_envelope = lambda: quick.socket("drop")
    with pytest.raises(ActorError, match="broke before it answered"):
        Actor(quick.url, "U1").command("C1", "/pod")


def test_an_answer_that_is_lost_is_an_error_although_the_app_did_its_work(bot: Bot, ann: Actor) -> None:
    @bot.app.command("/pod")
    def pod(ack: Ack) -> None:
        bot.seen.append({})
        ack()

    bot.connect()
    bot.pg.fail("ui:slash_commands", "drop_after")
    with pytest.raises(ActorError) as failed:
        ann.command("C1", "/pod")
    assert (failed.value.error, len(bot.seen)) == ("operation_timeout", 1)
    bot.pg.fail("ui:slash_commands", "timeout_before")
    with pytest.raises(ActorError):
        ann.command("C1", "/pod")
    assert len(bot.seen) == 1


def test_an_answer_counts_only_where_one_is_accepted(quick: Playground, raw: RawApp) -> None:
    raw.ack = False
    quick.emit({"type": "team_join"})
    raw.wait_for(1)
    assert raw.envelopes[0]["accepts_response_payload"] is False
    raw.reply(raw.envelopes[0], {"text": "ignored"})
    quick.settle()
    assert quick.dropped_events() == []


# Events


def test_an_event_is_wrapped_as_slack_wraps_it(quick: Playground, raw: RawApp) -> None:
    ts = Actor(quick.url, "U1").say("C1", "hello <world>")
    (envelope,) = raw.envelopes
    payload = envelope["payload"]
    assert (envelope["type"], payload["type"], payload["team_id"]) == ("events_api", "event_callback", "T0ACME")
    assert payload["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": "T0ACME",
            "user_id": "U0BOT",
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]
    assert payload["event_id"].startswith("Ev")
    event = payload["event"]
    assert (event["type"], event["text"], event["ts"], event["channel_type"]) == (
        "message",
        "hello &lt;world&gt;",
        ts,
        "channel",
    )


def test_people_bring_about_the_events_the_app_subscribed_to(quick: Playground, raw: RawApp) -> None:
    ann = Actor(quick.url, "U1")
    ts = ann.say("C1", "hello <@U0BOT>")
    ann.react("C1", ts, "wave")
    ann._post("edit", channel="C1", ts=ts, text="hello")
    ann._post("delete", channel="C1", ts=ts)
    ann.invite("C1", "U5")
    Actor(quick.url, "U5").leave("C1")
    quick.change_user("U2", deleted=True)
    ann._post("archive", channel="C1")
    quick.settle()
    expected = ["message", "app_mention", "reaction_added", "message", "message", "member_joined_channel"]
    expected += ["member_left_channel", "user_change", "channel_archive"]
    assert types_of(raw) == expected
    subtypes = [e["payload"]["event"].get("subtype") for e in raw.envelopes if "subtype" in e["payload"]["event"]]
    assert subtypes == ["message_changed", "message_deleted"]


def test_no_event_comes_from_a_channel_the_bot_is_not_in(quick: Playground, raw: RawApp) -> None:
    Actor(quick.url, "U1").say("C2", "hello <@U0BOT>")
    Actor(quick.url, "U3").say("C4", "secret")
    quick.settle()
    assert raw.envelopes == []


@pytest.mark.parametrize(
    ("scopes", "events"),
    [(["channels:history"], []), (["users:read"], EVENTS), ([], ["message.groups", "app_home_opened"])],
)
def test_an_event_needs_both_a_subscription_and_its_scope(scopes: list[str], events: list[str]) -> None:
    with Playground(sample_config(manifest(scopes=scopes, events=events))) as pg:
        app = RawApp(pg)
        Actor(pg.url, "U1").say("C1", "hello")
        pg.settle()
        assert app.envelopes == []
        app.close()


def test_the_app_is_told_when_it_is_uninstalled(quick: Playground, raw: RawApp) -> None:
    quick.revoke()
    quick.settle()
    assert types_of(raw) == ["tokens_revoked", "app_uninstalled"]


# Retries


def test_an_unacknowledged_event_comes_again_three_times_and_is_then_given_up(
    pg: Playground, hands: Hands, ann: Actor
) -> None:
    app = RawApp(pg, ack=False)
    event_id = pg.emit({"type": "team_join"})

    for attempt, wait in enumerate((0.0, 60.0, 300.0, 0.0)):
        app.wait_for(attempt + 1)
        hands.move(3.1)
        ann.wait_until(partial(tried, ann, attempt + 1))
        hands.move(wait)
    pg.settle()
    retries = [(envelope["retry_attempt"], envelope["retry_reason"]) for envelope in app.envelopes]
    assert retries == [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")]
    assert {envelope["payload"]["event_id"] for envelope in app.envelopes} == {event_id}
    assert len({envelope["envelope_id"] for envelope in app.envelopes}) == 4
    assert [dropped["event_id"] for dropped in pg.dropped_events()] == [event_id]
    app.close()


def test_bolt_sees_a_retry_when_the_listener_failed_the_first_time(bot: Bot) -> None:
    with Playground(bot.pg.config, pace=None, ack_seconds=0.1, retry_seconds=(0.0, 0.0, 0.0)) as pg:
        other = Bot(pg)

        @other.app.event("team_join")
        def joined(request: BoltRequest) -> None:
            other.seen.append(dict(request.headers))
            if len(other.seen) == 1:
                raise RuntimeError("the database was away")

        other.connect()
        pg.emit({"type": "team_join"})
        pg.settle()
        other.close()
    assert [headers["x-slack-retry-num"] for headers in other.seen] == [["0"], ["1"]]


def test_events_while_nobody_is_connected_come_later_as_retries(quick: Playground) -> None:
    Actor(quick.url, "U1").say("C1", "anybody?")
    app = RawApp(quick)
    app.wait_for(1)
    assert (app.envelopes[0]["retry_attempt"], app.envelopes[0]["retry_reason"]) == (1, "connection_failed")
    app.close()


def test_a_duplicate_has_the_same_event_id(quick: Playground, raw: RawApp) -> None:
    event_id = quick.emit({"type": "team_join"}, duplicate=1)
    quick.settle()
    assert [envelope["payload"]["event_id"] for envelope in raw.envelopes] == [event_id, event_id]


def test_a_late_event_comes_after_those_that_followed_it(quick: Playground, raw: RawApp) -> None:
    quick.fail("ui:events_api", "late")
    for n in range(2):
        quick.emit({"type": "team_join", "n": n})
    quick.settle()
    assert quick.release() == 1
    quick.settle()
    assert [envelope["payload"]["event"]["n"] for envelope in raw.envelopes] == [1, 0]


def test_an_interaction_is_never_retried(config: Config) -> None:
    with Playground(config, ack_seconds=0.05, retry_seconds=(0.0, 0.0, 0.0)) as pg:
        app = RawApp(pg, ack=False)
        with pytest.raises(ActorError):
            Actor(pg.url, "U1").command("C1", "/pod")
        pg.settle()
        app.close()
        assert len(app.envelopes) <= 1


def test_metadata_is_left_out_of_events(quick: Playground, raw: RawApp) -> None:
    metadata = {"event_type": "x", "event_payload": {"secret": 1}}
    client_of(quick).chat_postMessage(channel="C1", text="x", metadata=metadata)
    quick.settle()
    assert "secret" not in str(raw.envelopes)

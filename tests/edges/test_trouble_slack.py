"""Trouble at Slack: messages wait and arrive in order, people are told, and nobody is called in vain all the time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from podsprint.bootstrap import Bot
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.store import work
from podsprint.store.engine import reading
from podsprint.store.tables import Work
from tests.support.bots import drain, hang_up
from tests.support.clock import Clock
from tests.support.notes import keys_shown
from tests.usecases.house import ANN, BO, FAY, House

ALWAYS = 100_000
POST = "chat.postMessage"


@pytest.fixture
def heard(bot: Bot, playground: Playground) -> Iterator[Bot]:
    """The house's bot, on a socket."""
    socket = bot.connect()
    playground.wait_connected()
    yield bot
    hang_up(playground, socket)


def errors(bot: Bot) -> list[str | None]:
    with reading(bot.deps.engine) as session:
        return [row.error for row in work.dead(session)]


@pytest.mark.parametrize("fault", ["drop_before", "500", "service_unavailable", "revoked"])
def test_slack_is_down_for_an_hour_and_everything_arrives_in_order_after_it(
    house: House, bot: Bot, clock: Clock, playground: Playground, fault: str
) -> None:
    house.sprint(house.pod())
    drain(bot, clock)
    meeting = opened(house, bot, clock)
    playground.fail("*", fault, times=ALWAYS)
    playground.forget_calls()
    house.kick_off(ANN, meeting)
    for minute in range(60):
        if minute == 20:
            house.kick_off(BO, meeting)
        bot.worker.tick()
        clock.advance(minutes=1)
    # A few conversations are tried at growing distances; nobody is called every minute, let alone every tick.
    assert len(playground.calls()) <= 20 * len({row.lane for row in house.rows(Work)})
    assert errors(bot) == []
    playground.clear()
    drain(bot, clock, patience=timedelta(minutes=20))
    thread = [message["text"] for message in playground.messages("C1") if message.get("thread_ts")]
    assert [f"If {user} asks" in text for user, text in zip(("U1", "U2"), thread[-2:], strict=True)] == [True, True]
    assert set(keys_shown(playground, *channels(playground)).values()) == {1}
    # The session has closed meanwhile, and nothing says that it is open.
    card = next(message["text"] for message in playground.messages("C1") if message["text"].startswith("Kick-off"))
    assert "Closed." in card
    assert errors(bot) == []


def test_what_was_timed_for_the_hour_slack_was_down_is_not_sent_as_if_it_were_now(
    house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    house.sprint(house.pod())
    drain(bot, clock)
    clock.set(house.meeting("kickoff").closes_at)  # the bot was down from before it opened until after it
    drain(bot, clock)
    said = [message["text"] for channel in channels(playground) for message in playground.messages(channel)]
    assert not any("is open now" in text for text in said)
    assert house.meeting("kickoff").state != "open"


@pytest.mark.parametrize("code", ["message_limit_exceeded", "org_login_required"])
def test_what_slack_names_no_time_for_is_tried_again(
    house: House, bot: Bot, clock: Clock, playground: Playground, code: str
) -> None:
    playground.fail(POST, code, times=4)
    house.pod()
    drain(bot, clock, patience=timedelta(minutes=2))
    assert errors(bot) == []
    assert set(keys_shown(playground, *channels(playground)).values()) == {1}


def test_a_missing_permission_is_named_to_the_operator_and_the_facilitator(
    house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    clock_now = clock.now()
    house.pod(channel="C3")  # private, where the bot is not in
    without(playground, "groups:history")
    playground.fail(POST, "drop_before")  # in doubt, so it has to be looked up
    drain(bot, clock, patience=timedelta(minutes=1))
    assert clock.now() > clock_now
    assert "conversations.history: missing_scope groups:history" in errors(bot)
    told = [text["text"] for channel in channels(playground) for text in playground.messages(channel)]
    assert any("I lack a permission, groups:history." in text for text in told)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("expired_trigger_id", "three seconds"),
        ("exchanged_trigger_id", "three seconds"),
        ("500", "did not do what I asked (internal_error)"),
        ("429", "did not do what I asked (ratelimited)"),
        ("drop_before", "did not do what I asked"),
        ("view_too_large", "view_too_large"),
        ("missing_scope", "I lack a permission"),
    ],
)
def test_a_window_that_does_not_open_is_told_where_it_was_asked_for(
    house: House, heard: Bot, playground: Playground, fault: str, said: str
) -> None:
    house.pod()
    playground.fail("views.open", fault)
    answer = Actor(playground.url, "U1").command("C1", "/pod experiment new")[-1]["text"]
    assert said in answer and "Nothing was changed" in answer


def test_a_button_whose_window_does_not_open_works_when_pressed_again(
    house: House, heard: Bot, clock: Clock, playground: Playground
) -> None:
    house.sprint(house.pod())
    opened(house, heard, clock)
    ann = Actor(playground.url, "U1")
    playground.fail("views.open", "expired_trigger_id", times=2)
    ann.click("Check in", channel="C1")
    assert not ann.has_modal()
    ann.click("Check in", channel="C1")
    assert ann.modal().title == "Your experiment"


def test_messages_that_are_switched_off_are_told_to_the_operator_and_kept(
    house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    playground.fail("conversations.open", "messages_tab_disabled", times=ALWAYS)
    house.pod()
    drain(bot, clock)
    assert set(errors(bot)) == {"conversations.open: messages_tab_disabled"}
    playground.clear()
    with reading(bot.deps.engine) as session:
        waiting = len(work.dead(session))
    house.do(lambda session, _command, now: work.retry_dead(session, now), None)
    drain(bot, clock)
    assert waiting >= 4 and errors(bot) == []
    assert all(Actor(playground.url, f"U{number}").dm() for number in range(1, 5))


def test_an_archived_channel_is_told_once_and_all_of_it_arrives_after_that(
    house: House, heard: Bot, clock: Clock, playground: Playground
) -> None:
    house.sprint(house.pod())
    playground.fail(POST, "is_archived", times=2)
    drain(heard, clock)
    assert f"{POST}: is_archived" in errors(heard)
    fay = Actor(playground.url, FAY.user)
    assert sum("the channel is archived" in message["text"] for message in fay.dm()) == 1
    fay.click("Try again")
    drain(heard, clock)
    assert errors(heard) == []
    assert set(keys_shown(playground, *channels(playground)).values()) == {1}


def without(playground: Playground, scope: str) -> None:
    """The app was installed without a permission."""
    playground.config.manifest["oauth_config"]["scopes"]["bot"].remove(scope)


def opened(house: House, bot: Bot, clock: Clock) -> int:
    """The kick-off, open and announced."""
    meeting = house.meeting("kickoff")
    drain(bot, clock)
    clock.set(meeting.opens_at)
    drain(bot, clock)
    return meeting.id or 0


def channels(playground: Playground) -> list[str]:
    """Every channel the bot has posted to, direct messages too."""
    return sorted({str(call.args["channel"]) for call in playground.calls(POST) if call.ok})

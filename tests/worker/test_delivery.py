"""S5: every message arrives, and arrives once, whatever goes wrong on the way to Slack."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import update

from podsprint.bootstrap import Bot
from podsprint.domain.people import Who
from podsprint.errors import RateLimited, Unavailable
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import LEAVING, Post, PostState
from podsprint.store.work import MAX_FAILURES
from podsprint.usecases import pods, undelivered
from podsprint.worker.delivery import Courier
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.support.meanwhile import meanwhile
from tests.support.notes import KIND, TEAM, Notes, keys_shown

POST, UPDATE, HISTORY = "chat.postMessage", "chat.update", "conversations.history"


@pytest.fixture
def rounds(notes: Notes, clock: Clock) -> Bot:
    """The bot, with the notes' worker in it, for `drain`."""
    return replace(notes.bot, worker=notes.worker)


def test_a_message_is_posted_once_and_edited_after_that(notes: Notes, rounds: Bot, clock: Clock) -> None:
    notes.tell(1, "Heron")
    drain(rounds, clock)
    notes.tell(1, "Kestrel")
    drain(rounds, clock)
    assert notes.calls() == [(POST, "ok"), (UPDATE, "ok")]
    assert notes.shown() == ["Kestrel"]
    assert [post.state for post in notes.posts()] == [PostState.SENT]


def test_S5_a_stored_message_says_whose_it_is(notes: Notes, rounds: Bot, clock: Clock) -> None:
    notes.author = "U2"
    notes.tell(1, "Heron")
    drain(rounds, clock)
    assert [post.author for post in notes.posts()] == ["U2"]


def test_an_unchanged_message_is_not_edited(notes: Notes, rounds: Bot, clock: Clock) -> None:
    for _ in range(3):
        notes.tell(1, "Heron")
        drain(rounds, clock)
    assert notes.calls() == [(POST, "ok")]


def test_429_pauses_for_as_long_as_slack_says(notes: Notes, rounds: Bot, clock: Clock, playground: Playground) -> None:
    playground.fail(POST, "429", retry_after=7)
    start = clock.now()
    notes.tell(1, "Heron")
    notes.worker.tick()
    clock.advance(6.9)
    notes.worker.tick()
    assert notes.calls() == [(POST, "ratelimited")]
    drain(rounds, clock)
    assert notes.calls() == [(POST, "ratelimited"), (POST, "ok")]  # nothing was in doubt, so nothing is looked up
    assert notes.shown() == ["Heron"]
    assert (clock.now() - start).total_seconds() == pytest.approx(7, abs=0.1)
    assert [row.failures for row in notes.rows()] == [0]


@pytest.mark.parametrize("fault", ["timeout_before", "timeout_after", "drop_before", "drop_after", "500"])
def test_a_call_without_an_answer_is_looked_up_and_never_doubled(
    notes: Notes, rounds: Bot, clock: Clock, playground: Playground, fault: str
) -> None:
    playground.fail(POST, fault)
    notes.tell(1, "Heron")
    notes.worker.tick()
    assert [post.state for post in notes.posts()] == [PostState.SENDING]
    drain(rounds, clock)
    arrived = fault in ("timeout_after", "drop_after")
    calls = [method for method, _ in notes.calls()]
    assert calls == ([POST, HISTORY] if arrived else [POST, HISTORY, POST])
    assert notes.shown() == ["Heron"]
    assert [(post.state, bool(post.ts)) for post in notes.posts()] == [(PostState.SENT, True)]


def test_in_a_thread_the_replies_are_looked_up(notes: Notes, rounds: Bot, clock: Clock, playground: Playground) -> None:
    notes.tell(1, "Heron")
    drain(rounds, clock)
    playground.fail(POST, "drop_after")
    notes.thread_of[2] = 1
    notes.tell(2, "Kestrel")
    drain(rounds, clock)
    assert [method for method, _ in notes.calls()] == [POST, POST, "conversations.replies"]
    assert notes.shown() == ["Heron", "Kestrel"]
    parent, reply = playground.messages("C1")
    assert reply["thread_ts"] == parent["ts"]


def test_a_look_up_that_fails_is_tried_again_before_anything_is_posted(
    notes: Notes, rounds: Bot, clock: Clock, playground: Playground
) -> None:
    playground.fail(POST, "drop_after")
    playground.fail(HISTORY, "500", times=2)
    notes.tell(1, "Heron")
    drain(rounds, clock)
    assert [method for method, _ in notes.calls()] == [POST, HISTORY, HISTORY, HISTORY]
    assert notes.shown() == ["Heron"]


def test_many_troubles_at_once_lose_and_double_nothing(
    notes: Notes, rounds: Bot, clock: Clock, playground: Playground
) -> None:
    for fault in ("drop_after", "500", "429", "timeout_after", "drop_before", "timeout_before"):
        playground.fail("*", fault)
    for number in range(12):
        notes.tell(number, f"Note {number:03}")
    drain(rounds, clock, patience=timedelta(minutes=5))
    assert notes.shown() == [f"Note {number:03}" for number in range(12)]


def test_what_is_still_under_way_elsewhere_is_left_alone(
    notes: Notes, rounds: Bot, clock: Clock, playground: Playground
) -> None:
    """Another process has committed ``sending`` and is in the middle of its call, when the row is armed anew."""
    notes.tell(1, "Heron")
    with transaction(notes.bot.deps.engine) as session:
        session.add(
            Post(key="note:1", team_id=TEAM, channel_id="C1", state=PostState.SENDING, sending_since=clock.now())
        )
    notes.worker.tick()
    clock.advance(10)
    notes.worker.tick()
    assert notes.calls() == []
    drain(rounds, clock)
    assert [method for method, _ in notes.calls()] == [HISTORY, POST]


@pytest.mark.parametrize("state", LEAVING)
def test_S5_what_is_to_go_is_not_brought_up_to_date(notes: Notes, rounds: Bot, clock: Clock, state: str) -> None:
    notes.tell(1, "Heron")
    drain(rounds, clock)
    _mark(notes, state)
    notes.tell(1, "Kestrel")
    drain(rounds, clock)
    assert notes.calls() == [(POST, "ok")] and [post.state for post in notes.posts()] == [state]


@pytest.mark.parametrize("before", [None, "Dipper"])
def test_S5_what_is_marked_while_it_is_being_said_still_goes(
    notes: Notes, rounds: Bot, clock: Clock, before: str | None
) -> None:
    if before:
        notes.tell(1, before)
        drain(rounds, clock)
    deps = meanwhile(notes.bot.deps, "update" if before else "post", lambda: _mark(notes, PostState.GOING))
    notes.tell(1, "Heron")
    with transaction(notes.bot.deps.engine) as session:
        (held,) = work.claim(session, clock.now())
    Courier(deps, {KIND: notes.load}).run(held)
    (post,) = notes.posts()
    assert notes.shown() == ["Heron"] and post.state == PostState.GOING and post.ts


def _mark(notes: Notes, state: str) -> None:
    with transaction(notes.bot.deps.engine) as session:
        session.execute(update(Post).values(state=state))


def test_a_stale_claim_posts_nothing(notes: Notes, rounds: Bot, clock: Clock) -> None:
    notes.tell(1, "Heron")
    with transaction(notes.bot.deps.engine) as session:
        (held,) = work.claim(session, clock.now())
    notes.tell(1, "Kestrel")
    notes.worker.run_one(held)
    assert notes.calls() == []
    drain(rounds, clock)
    assert notes.shown() == ["Kestrel"]


def test_a_token_that_was_revoked_loses_nothing_once_there_is_a_good_one(
    notes: Notes, rounds: Bot, clock: Clock, playground: Playground
) -> None:
    playground.fail("*", "revoked", times=6)
    for number, text in enumerate(("Heron", "Kestrel", "Dipper")):
        notes.tell(number, text)
    for _ in range(60):
        notes.worker.tick()
        clock.advance(1)
    assert 4 <= len(notes.calls()) <= 6  # it does not hammer on a closed door
    drain(rounds, clock, patience=timedelta(minutes=3))
    assert notes.shown() == ["Heron", "Kestrel", "Dipper"]
    assert [row.error for row in notes.rows()] == [None] * 3


def test_slack_out_of_reach_is_tried_again_and_given_up_in_the_end(
    notes: Notes, clock: Clock, playground: Playground
) -> None:
    playground.fail(UPDATE, "500", times=MAX_FAILURES)
    notes.tell(1, "Heron")
    notes.worker.tick()
    notes.tell(1, "Kestrel")
    for _ in range(MAX_FAILURES + 2):
        notes.worker.tick()
        clock.advance(minutes=16)
    (row,) = notes.rows()
    assert row.error == "chat.update: internal_error"
    with transaction(notes.bot.deps.engine) as session:
        assert work.retry_dead(session, clock.now()) == 1
    notes.worker.tick()
    assert notes.shown() == ["Kestrel"]


def test_a_closed_door_is_not_a_doubt(notes: Notes, playground: Playground) -> None:
    playground.stop()
    with pytest.raises(Unavailable):
        notes.bot.deps.gateway.members(TEAM, "C1")


def test_a_deleted_message_is_posted_anew_when_asked_to_try_again(
    notes: Notes, rounds: Bot, clock: Clock, playground: Playground
) -> None:
    notes.tell(1, "Heron")
    drain(rounds, clock)
    (post,) = notes.posts()
    notes.bot.deps.gateway.delete(TEAM, "C1", str(post.ts))
    notes.tell(1, "Kestrel")
    drain(rounds, clock)
    assert [row.error for row in notes.rows()] == ["chat.update: message_not_found"]
    assert notes.shown() == []
    with transaction(notes.bot.deps.engine) as session:
        work.retry_dead(session, clock.now())
    drain(rounds, clock)
    assert notes.shown() == ["Kestrel"]


def test_a_message_is_taken_back(notes: Notes, rounds: Bot, clock: Clock, playground: Playground) -> None:
    notes.tell(1, "Heron")
    drain(rounds, clock)
    notes.tell(1, None)
    drain(rounds, clock)
    assert (playground.messages("C1"), notes.posts()) == ([], [])
    notes.tell(1, None)
    drain(rounds, clock)
    assert [method for method, _ in notes.calls()] == [POST, "chat.delete"]


def test_S2_a_message_in_doubt_is_found_and_taken_back(
    notes: Notes, rounds: Bot, clock: Clock, playground: Playground
) -> None:
    """Somebody keeps an entry to themselves just while its posting hangs in the air."""
    playground.fail(POST, "drop_after")
    notes.tell(1, "Heron")
    notes.worker.tick()
    assert len(playground.messages("C1")) == 1
    notes.tell(1, None)
    drain(rounds, clock)
    assert (playground.messages("C1"), notes.posts()) == ([], [])


def test_what_was_never_posted_needs_no_taking_back(notes: Notes, rounds: Bot, clock: Clock) -> None:
    notes.tell(1, None)
    drain(rounds, clock)
    assert notes.calls() == []
    assert notes.rows()[0].error is None


def test_an_answer_to_a_message_that_did_not_get_through_is_dead_too(
    notes: Notes, rounds: Bot, clock: Clock, playground: Playground
) -> None:
    playground.fail(POST, "not_in_channel")
    notes.thread_of[2] = 1
    notes.tell(1, "Heron")
    notes.tell(2, "Kestrel")
    drain(rounds, clock)
    assert [row.error for row in notes.rows()] == [f"{POST}: not_in_channel", f"{POST}: thread_not_posted"]
    with transaction(notes.bot.deps.engine) as session:
        assert work.retry_dead(session, clock.now()) == 2
    drain(rounds, clock)
    assert notes.shown() == ["Heron", "Kestrel"]


def test_thirty_messages_to_one_channel_meet_no_429(notes: Notes, rounds: Bot, clock: Clock) -> None:
    start = clock.now()
    for number in range(30):
        notes.tell(number, f"Note {number:03}")
    drain(rounds, clock)
    assert notes.calls() == [(POST, "ok")] * 30
    assert notes.shown() == [f"Note {number:03}" for number in range(30)]  # in order
    assert (clock.now() - start).total_seconds() == pytest.approx(29 / 0.95, abs=0.5)


def test_first_direct_messages_meet_no_429(bot_on: Bots, playground: Playground, clock: Clock) -> None:
    """Each needs its conversation to be opened first, and that has a limit of its own."""
    gateway, waits = bot_on().deps.gateway, []
    for user in ("U1", "U2", "U3", "U4", "U5", "U8"):
        while True:
            try:
                gateway.direct(TEAM, user)
                break
            except RateLimited as error:
                waits.append(error.retry_after)
                clock.advance(error.retry_after)
    assert [call.error for call in playground.calls("conversations.open")] == [None] * 6
    assert waits == [pytest.approx(60 / 50 / 0.95)]


def test_not_in_channel_is_told_to_the_facilitator_once_and_trying_again_works(
    bot_on: Bots, playground: Playground, clock: Clock
) -> None:
    bot = bot_on()
    pod_id = _a_pod(bot, clock, channel="C2")  # where the bot has not been invited
    drain(bot, clock)
    assert playground.messages("C2") == []
    with reading(bot.deps.engine) as session:
        said, *invited = [row.error for row in work.dead(session)]
    assert said == "chat.postMessage: not_in_channel"
    assert invited == ["conversations.invite: not_in_channel"] * 5
    told = f"pod:{pod_id}:undeliverable:U1"
    assert keys_shown(playground, *_channels(playground))[told] == 1
    Actor(playground.url, "U1").invite("C2", playground.config.bot_user)
    facilitator = undelivered.TryAgain(who=Who(TEAM, "U1"), pod_id=pod_id)
    assert bot.deps.do(undelivered.try_again, facilitator) == 6
    drain(bot, clock)
    shown = keys_shown(playground, *_channels(playground))
    assert shown[f"pod:{pod_id}:intro"] == 1
    assert shown[told] == 0  # the note has gone, for it is no longer true
    assert set(shown.values()) == {1}


def _a_pod(bot: Bot, clock: Clock, channel: str = "C1") -> int:
    command = pods.CreatePod(
        who=Who(TEAM, "U1"),
        channel=channel,
        name="North",
        leaders=("U2", "U3", "U4", "U5"),
        facilitator="U1",
        meets_at=time(9, 30),
        zone="Europe/Berlin",
    )
    return bot.deps.do(pods.create_pod, command).id


def _channels(playground: Playground) -> list[str]:
    """Every channel the bot has posted to, direct messages too."""
    return sorted({str(call.args["channel"]) for call in playground.calls("chat.postMessage") if call.ok})

"""S5: kill -9 at any moment, as often as you like: nothing is lost, nothing is said twice, and what was acknowledged
is there."""

import functools
import random
import time

from sqlalchemy import Engine
from sqlmodel import col, select

from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.store.engine import reading
from podsprint.store.tables import Pod, Post, PostState, Work
from podsprint.usecases.outbox import Deliver
from tests.support.crash_bot import Plan
from tests.support.crashes import LEADERS, SPEED, all_said, kick_offs, lives, slack, until, with_settings
from tests.support.notes import keys_shown

PODS = 6
# On PostgreSQL others may hold leases, so after each crash one has to wait until those of the dead have run out.
KILLS = {"sqlite": 13, "postgresql": 5}


# Deliveries that leave a message; a Home tab and an invitation leave none.
# What is one message each: no Home tab, no invitation, and not a box, of which there is nothing to say once it is over.
MESSAGES = [kind for kind in Deliver if kind not in (Deliver.HOME, Deliver.INVITE, Deliver.BOX)]


def test_kill_9_loses_nothing_and_doubles_nothing(engine: Engine) -> None:
    plan = Plan(settings={}, base=time.time(), speed=SPEED)
    dice = random.Random(20261121)
    with slack(plan, channels=PODS) as playground:
        plan = with_settings(plan, playground, engine)
        kick_offs(engine, PODS)
        with lives(plan) as bot:
            for _ in range(KILLS[engine.dialect.name]):
                enough = len(playground.calls("chat.postMessage")) + dice.randint(1, 6)
                with bot.running():
                    until(functools.partial(_have_arrived, playground, enough))
            assert not all_said(engine)  # every one of them was in the middle of something
            with bot.running():
                until(lambda: all_said(engine))
        _expect_each_message_once(engine, playground)


def test_what_was_acknowledged_is_committed(engine: Engine) -> None:
    plan = Plan(settings={}, base=time.time(), speed=1, socket=True)
    with slack(plan, channels=PODS) as playground:
        plan = with_settings(plan, playground, engine)
        ann = Actor(playground.url, "U1")
        with lives(plan) as bot, bot.running():
            playground.wait_connected()
            ann.command("C1", "/pod create")
            ann.fill({"name": "North", "leaders": list(LEADERS), "zone": "Europe/Berlin"})
            assert ann.submit().ok
        with reading(engine) as session:
            (pod,) = session.exec(select(Pod)).all()
            assert (pod.name, pod.channel_id) == ("North", "C1")
            told = session.exec(select(Work.kind).where(col(Work.kind).in_(list(Deliver)))).all()
        assert sorted(told) == sorted([Deliver.POD_INTRO, *[Deliver.WELCOME] * len(LEADERS)])


def _have_arrived(playground: Playground, enough: int) -> bool:
    return len(playground.calls("chat.postMessage")) >= enough


def _expect_each_message_once(engine: Engine, playground: Playground) -> None:
    with reading(engine) as session:
        posts = session.exec(select(Post)).all()
        said = session.exec(select(Work).where(col(Work.kind).in_(MESSAGES))).all()
    assert [row.error for row in said if row.error] == []
    assert len(said) == len([post for post in posts if ":box:" not in post.key]) >= 90
    assert {post.state for post in posts} == {PostState.SENT}
    shown = keys_shown(playground, *{post.channel_id for post in posts})
    assert shown == {post.key: 1 for post in posts}
    there = {
        (channel, message["ts"])
        for channel in {post.channel_id for post in posts}
        for message in playground.messages(channel)
    }
    assert there == {(post.channel_id, post.ts) for post in posts}

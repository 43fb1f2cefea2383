"""S5: forgetting somebody is killed where it hurts most, between what Slack has done and what is written down of it: in
the end everything of theirs is gone, it is said once, and nothing of anybody else's is touched."""

import functools
import time
from typing import Any

from sqlalchemy import Engine
from sqlmodel import SQLModel, col, select

from podsprint.domain.people import Who
from podsprint.playground.server import Playground
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import CheckIn, Experiment, Post
from podsprint.usecases import exports, forgetting
from tests.support.clock import START
from tests.support.crash_bot import Plan
from tests.support.crashes import SPEED, all_said, kick_offs, lives, mark, slack, until, with_settings
from tests.support.notes import TEAM, keys_shown

GONE = Who(TEAM, "U2")
LAST_WORDS = "It is done."


def test_S5_killed_while_forgetting_everything_goes_and_it_is_said_once(engine: Engine) -> None:
    plan = Plan(settings={}, base=time.time(), speed=SPEED)
    with slack(plan, channels=1) as playground:
        plan = with_settings(plan, playground, engine)
        kick_offs(engine, 1)
        with transaction(engine) as session:
            exports.prepare(session, GONE, START)
        with lives(plan) as bot:
            with bot.running():
                until(lambda: all_said(engine) and len(playground.uploads()) == 2)
                channels = _channels(engine)
                theirs = [channel for channel in channels if channel != _direct(engine)]
                shown, rows = _of_others(playground, theirs), _rows_of_others(engine)
                hang = _hang(playground, "chat.delete")
                with transaction(engine) as session:
                    forgetting.begin(session, forgetting.ForgetMe(who=GONE, typed="forget me"), plan.now())
                until(hang)
            hang = _hang(playground, "files.delete")
            with bot.running():
                until(hang)
            while not _last_words(playground, channels):  # what else is posted at this moment is hung up, too
                hang = _hang(playground, "chat.postMessage")
                with bot.running():
                    until(hang)
            with bot.running():
                until(functools.partial(all_said, engine))
        assert len(_last_words(playground, channels)) == 1
        assert _named(engine) == {"audit"}
        assert playground.uploads() == {}
        texts = [message["text"] for channel in channels for message in playground.messages(channel)]
        assert mark(GONE.user) not in repr(texts) and f"<@{GONE.user}>" not in repr(texts)
        assert shown.items() <= _of_others(playground, theirs).items() and len(shown) > 8
        assert _rows_of_others(engine) == rows
        assert set(keys_shown(playground, *channels).values()) == {1}


def _hang(playground: Playground, method: str) -> Any:
    """Slack does the next of these calls and never answers. What is given back says whether that is so now."""
    playground.fail(method, "timeout_after")
    return functools.partial(_has_come, playground, method, len(playground.calls(method)))


def _has_come(playground: Playground, method: str, before: int) -> bool:
    return any(call.ok for call in playground.calls(method)[before:])


def _channels(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return sorted(set(session.exec(select(Post.channel_id)).all()))


def _direct(engine: Engine) -> str:
    """The channel of the app's direct messages with this person."""
    with reading(engine) as session:
        mine = select(Post.channel_id).where(Post.author == GONE.user, col(Post.channel_id).startswith("D"))
        return session.exec(mine).first() or ""


def _last_words(playground: Playground, channels: list[str]) -> list[str]:
    texts = [message["text"] for channel in channels for message in playground.messages(channel)]
    return [text for text in texts if text.startswith(LAST_WORDS)]


def _of_others(playground: Playground, channels: list[str]) -> dict[str, str]:
    """Messages in which this person does not occur, by where and when they were posted."""
    found = {
        f"{channel} {message['ts']}": repr((message["text"], message.get("blocks")))
        for channel in channels
        for message in playground.messages(channel)
    }
    return {at: text for at, text in found.items() if GONE.user not in text}


def _rows_of_others(engine: Engine) -> dict[int | None, str]:
    with reading(engine) as session:
        tried = session.exec(select(Experiment).where(Experiment.user_id != GONE.user)).all()
        entered = session.exec(select(CheckIn).where(CheckIn.user_id != GONE.user)).all()
        return {row.id: repr((row.user_id, row.hypothesis, row.ring, row.state)) for row in tried} | {
            -(row.id or 0): repr((row.user_id, row.ring, row.created_at)) for row in entered
        }


def _named(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return {
            table.name
            for table in SQLModel.metadata.sorted_tables
            if any(f"'{GONE.user}'" in repr(tuple(row)) for row in connection.execute(table.select()))
        }

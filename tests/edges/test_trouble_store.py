"""Trouble with the database: the person is told, nothing is acknowledged that is not kept, and the bot lives on."""

import sqlite3
import threading
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from podsprint.bootstrap import Bot
from podsprint.domain.pods import CHARTER_LIMITS
from podsprint.errors import NotAlone, StoreBusy, StoreError, StoreFull, WrongKey
from podsprint.playground.server import Playground
from podsprint.serve import watch
from podsprint.slack.views import pods as pod_views
from podsprint.store.engine import open_engine, reading, transaction
from podsprint.store.secret import new_key
from podsprint.store.tables import Observation, Work
from podsprint.usecases import liveness
from podsprint.usecases.outbox import Deliver
from tests.edges.http import Slack
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, House

NOTE = "zz-what-I-typed-zz " * 40


def fill(bot: Bot) -> None:
    """No page more for this file: SQLite itself says that the disk is full."""

    @event.listens_for(bot.deps.engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # never below what is there already


def make_room(bot: Bot) -> None:
    @event.listens_for(bot.deps.engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")


def only_read(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA query_only=1")


def write_until_full(slack: Slack) -> dict[str, Any]:
    """Free pages are used up first; then there is none."""
    for number in range(200):  # the same note again would be kept once
        answer: dict[str, Any] = slack.command(ANN.user, f"note {number} {NOTE}").get_json()
        if "no room left" in answer["text"]:
            return answer
    raise AssertionError("it never was full")


def test_a_full_disk_is_told_and_not_acknowledged(slack: Slack, house: House, bot: Bot, playground: Playground) -> None:
    house.experiment(ANN, house.pod())
    fill(bot)
    answer = write_until_full(slack)
    assert "Nothing was changed" in answer["text"] and "the reference is" in answer["text"]
    assert NOTE.strip() in answer["text"] and "still here" not in answer["text"]
    kept = len(house.rows(Observation))
    for _ in range(3):
        write_until_full(slack)
    assert len(house.rows(Observation)) == kept  # told means: not kept
    make_room(bot)
    assert "no room left" not in slack.command(ANN.user, f"note {NOTE}").get_json()["text"]
    assert len(house.rows(Observation)) == kept + 1


def test_a_form_stays_open_on_a_full_disk(slack: Slack, house: House, bot: Bot) -> None:
    pod = house.pod()
    house.experiment(ANN, pod)
    form = pod_views.charter_form(house.words, pod, None)
    fill(bot)
    write_until_full(slack)
    before = house.photograph()
    longest = {part: part[0] * limit for part, limit in CHARTER_LIMITS.items()}
    answer = slack.submit(ANN.user, form, longest).get_json()
    assert answer["response_action"] == "errors"
    assert "no room left" in " ".join(answer["errors"].values())
    assert "what you typed is still here" in " ".join(answer["errors"].values())
    assert house.photograph() == before


def test_the_worker_waits_out_a_full_disk_and_loses_nothing(
    house: House, bot: Bot, slack: Slack, clock: Clock, playground: Playground
) -> None:
    house.experiment(ANN, house.pod())
    fill(bot)
    write_until_full(slack)
    for _ in range(20):
        bot.worker.tick()
        clock.advance(30)
    make_room(bot)
    clock.advance(60)
    drain(bot, clock)
    assert any("Platform leads" in message["text"] for message in playground.messages("C1"))
    assert {row.error for row in house.rows(Work) if row.kind in list(Deliver)} == {None}


def test_a_database_that_others_keep_is_told_within_slacks_three_seconds(slack: Slack, house: House, bot: Bot) -> None:
    house.experiment(ANN, house.pod())
    other = sqlite3.connect(str(bot.deps.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = slack.command(ANN.user, f"note {NOTE}").get_json()["text"]
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert "does not answer" in answer and "Nothing was changed" in answer
    assert house.rows(Observation) == []
    assert "does not answer" not in slack.command(ANN.user, f"note {NOTE}").get_json()["text"]


def test_an_event_is_not_acknowledged_while_the_database_cannot_be_used(slack: Slack, house: House, bot: Bot) -> None:
    house.pod()
    other = sqlite3.connect(str(bot.deps.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert slack.home_opened(ANN.user).status_code == 500
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert slack.home_opened(ANN.user).status_code == 200  # Slack sends it again


def test_a_database_out_of_reach_is_named() -> None:
    engine = open_engine("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(StoreBusy), reading(engine) as session:
        session.get(Work, 1)
    engine.dispose()


def test_a_database_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        connection.exec_driver_sql("create table t (a)")
        connection.commit()
    only_read(engine)
    with pytest.raises(StoreFull), transaction(engine) as session:
        session.connection().exec_driver_sql("insert into t values (1)")
    engine.dispose()


def test_whoever_watches_the_socket_goes_on_while_the_store_fails(bot: Bot) -> None:
    only_read(bot.deps.engine)
    with pytest.raises(StoreError):
        bot.deps.do(liveness.beat, True)
    looks, stop = count(), threading.Event()
    stop.set()  # after one look
    watch(bot, lambda: next(looks) == 0, stop)
    assert next(looks) == 1


def test_a_second_process_on_one_file_is_refused_and_says_why(bot_on: Bots) -> None:
    bot = bot_on()
    with pytest.raises(NotAlone, match=r"another podsprint is running on .*podsprint\.db"):
        bot_on()
    bot.stop()
    bot_on()  # the place is free again


def test_S3_a_wrong_key_is_refused_by_name(bot_on: Bots) -> None:
    bot_on().stop()
    with pytest.raises(WrongKey, match="PODSPRINT_KEYS"):
        bot_on(keys=[new_key()])


def test_who_watches_hears_of_a_database_in_trouble_and_of_a_clock_that_stands_still(
    slack: Slack, bot: Bot, clock: Clock
) -> None:
    assert slack.client.get("/healthz").text == "ok\n"
    bot.worker.tick()
    clock.advance(minutes=6)
    answer = slack.client.get("/healthz")
    assert (answer.status_code, "no work has been done since 08:00:00 UTC" in answer.text) == (503, True)
    bot.worker.tick()
    assert slack.client.get("/healthz").text == "ok\n"
    Path(str(bot.deps.engine.url.database)).unlink()
    bot.deps.engine.pool.dispose()
    Path(str(bot.deps.engine.url.database)).mkdir()
    answer = slack.client.get("/healthz")
    assert (answer.status_code, "the database cannot be used" in answer.text) == (503, True)

"""Forgetting in Slack: every message with their words and every file goes, whatever happens on the way (S5)."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from podsprint.bootstrap import Bot
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.playground.server import Playground
from podsprint.slack.text import Words
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import Pod, Post, PostState, SharedFile, Work
from podsprint.usecases import exports, forgetting, reports
from podsprint.usecases.outbox import Errand
from podsprint.worker.files import FileBearer
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.support.meanwhile import meanwhile
from tests.usecases.house import ANN, BO, CY, TEAM, House

MARK = "zz-hers-zz"


@pytest.fixture
def bot(bot_on: Bots) -> Bot:
    return bot_on()


@pytest.fixture
def house(bot: Bot, clock: Clock, words: Words) -> House:
    """Half a sprint of Ann's, told in Slack: entries, openings, direct messages, files."""
    house = House(bot.deps.engine, clock, words)
    house.sprint(house.pod(facilitator="U4"))
    for kind, number in (("kickoff", 1), ("standup", 1)):
        meeting = house.meeting(kind, number)
        clock.set(meeting.opens_at)
        drain(bot, clock)
        if kind == "kickoff":
            house.kick_off(ANN, meeting.id or 0, hypothesis=f"If {MARK}, then more", ring=Ring.POD)
            house.kick_off(BO, meeting.id or 0, ring=Ring.POD)
        else:
            house.stand_up(ANN, meeting.id or 0, noticed=MARK, next_step=MARK)
            house.stand_up(BO, meeting.id or 0)
        drain(bot, clock)
        clock.set(meeting.closes_at)
        drain(bot, clock)
    house.do(exports.ask, exports.AskForExport(who=ANN))
    drain(bot, clock)
    return house


def everything(bot: Bot, playground: Playground) -> list[dict[str, Any]]:
    """Every message of ours that Slack still has."""
    with reading(bot.deps.engine) as session:
        channels = {"C1", *session.exec(select(Post.channel_id)).all()}
    channels |= {bot.deps.gateway.direct(TEAM, user) for user in ("U1", "U2", "U4")}
    return [message for channel in sorted(channels) for message in playground.messages(channel)]


def forget(bot: Bot, clock: Clock) -> None:
    bot.deps.do(forgetting.begin, forgetting.ForgetMe(who=ANN, typed="forget me"))
    drain(bot, clock)


def expect_nothing_left(bot: Bot, house: House, playground: Playground) -> None:
    assert MARK not in repr(everything(bot, playground))
    direct = playground.messages(bot.deps.gateway.direct(TEAM, ANN.user))
    assert [message["text"].startswith("It is done.") for message in direct] == [True]
    assert playground.uploads() == {}
    named = {name for name, rows in house.everything().items() if any(f"'{ANN.user}'" in repr(row) for row in rows)}
    assert named == {"audit"}


def test_S5_a_report_that_others_have_is_taken_back_and_can_be_had_anew(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    report = reports.AskForReport(who=BO, pod_id=1)
    house.do(reports.ask, report)
    drain(bot, clock)
    assert [MARK.encode() in content for content in of_report(house, playground)] == [True] * 3
    forget(bot, clock)
    assert of_report(house, playground) == [] and MARK.encode() not in b"".join(playground.uploads().values())
    direct = playground.messages(bot.deps.gateway.direct(TEAM, BO.user))
    assert [message for message in direct if message.get("files")] == []
    house.do(reports.ask, report)
    drain(bot, clock)
    assert [MARK.encode() in content for content in of_report(house, playground)] == [False] * 3


def of_report(house: House, playground: Playground) -> list[bytes]:
    """What is in the files that Slack has of the pod's report."""
    return [playground.uploads()[row.file_id] for row in house.rows(SharedFile) if row.pod_id]


def test_S5_trouble_on_the_way_leaves_no_report(bot: Bot, house: House, clock: Clock, playground: Playground) -> None:
    house.do(reports.ask, reports.AskForReport(who=BO, pod_id=1))
    drain(bot, clock)
    for fault in ("429", "500", "drop_after"):
        playground.fail("files.delete", fault)
        playground.fail("conversations.history", fault)
    house.do(take_back, 1)
    drain(bot, clock)
    assert of_report(house, playground) == [] and len(playground.uploads()) == 2  # Ann's own


def take_back(session: Session, pod_id: int, now: datetime) -> None:
    """Have what a pod's report says taken back."""
    reports.take_back(session, session.get_one(Pod, pod_id), now)


def test_S5_an_account_that_is_switched_off_keeps_nothing_of_anybody(
    bot: Bot, bot_on: Bots, house: House, clock: Clock, playground: Playground
) -> None:
    for who in (BO, CY):
        house.do(reports.ask, reports.AskForReport(who=who, pod_id=1))
        drain(bot, clock)
    playground.change_user(BO.user, deleted=True)
    bot_on.close()
    other = bot_on()  # knows nobody's direct messages
    forget(other, clock)
    assert playground.uploads() == {} and house.rows(SharedFile) == []
    assert [row.error for row in house.rows(Work) if row.kind == Errand.TAKE_BACK] == [None]


def test_S5_whose_own_account_is_switched_off_meanwhile_is_forgotten(
    bot: Bot, bot_on: Bots, house: House, clock: Clock, playground: Playground
) -> None:
    playground.change_user(ANN.user, deleted=True)
    bot_on.close()
    forget(bot_on(), clock)
    named = {name for name, rows in house.everything().items() if any(f"'{ANN.user}'" in repr(row) for row in rows)}
    assert named == {"audit"} and playground.uploads() == {}


def test_S5_a_file_that_slack_will_not_delete_keeps_no_other(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    house.do(reports.ask, reports.AskForReport(who=BO, pod_id=1))
    drain(bot, clock)
    first = min(row.file_id for row in house.rows(SharedFile) if row.pod_id)
    playground.fail("files.delete", "cant_delete_file")
    house.do(take_back, 1)
    drain(bot, clock)
    assert of_report(house, playground) == [] and first in playground.uploads()
    assert [(row.key, row.author) for row in house.rows(Post) if row.state == PostState.STUCK] == [
        (f"file:{first}", BO.user)
    ]
    playground.fail("files.delete", "cant_delete_file")
    forget(bot, clock)
    (last,) = playground.messages(bot.deps.gateway.direct(TEAM, ANN.user))[-1:]
    assert "1 message of mine could not be deleted" in last["text"]


def test_S5_a_report_that_is_being_put_together_is_put_together_anew(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    house.do(reports.ask, reports.AskForReport(who=BO, pod_id=1))
    deps = meanwhile(bot.deps, "announce_file", lambda: house.do(_delete_rows, ANN))  # it has been read by then
    with transaction(bot.deps.engine) as session:
        (held,) = [held for held in work.claim(session, clock.now()) if held.kind == Errand.REPORT]
    FileBearer(deps).run(held)
    assert of_report(house, playground) == []
    drain(bot, clock)
    assert [MARK.encode() in content for content in of_report(house, playground)] == [False] * 3


def _delete_rows(session: Session, who: Who, now: datetime) -> None:
    forgetting.delete_rows(session, who, now)


def test_S5_a_report_that_is_being_shown_is_waited_for(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    house.do(take_back, 1)
    with transaction(bot.deps.engine) as session:  # announced, and the call that shows it is under way
        session.add(SharedFile(file_id="F1", team_id=TEAM, user_id=BO.user, pod_id=1, at=clock.now()))
    bot.worker.tick()
    assert playground.calls("files.delete") == []
    drain(bot, clock)
    assert {call.args["file"] for call in playground.calls("files.delete")} == {"F1"}


def test_S5_messages_files_and_rows_go_and_the_others_stay(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    assert MARK in repr(everything(bot, playground)) and len(playground.uploads()) == 2
    forget(bot, clock)
    expect_nothing_left(bot, house, playground)
    said = "".join(message["text"] for message in playground.messages("C1"))
    assert "U2 noticed something" in said and "<@U1>" not in said
    home = playground.home(ANN.user)
    assert home is None or MARK not in repr(home)


@pytest.mark.parametrize("fault", ["429", "500", "drop_before", "drop_after", "timeout_after"])
def test_S5_trouble_on_the_way_keeps_nothing(
    bot: Bot, house: House, clock: Clock, playground: Playground, fault: str
) -> None:
    for method in ("chat.delete", "files.delete", "views.publish"):
        playground.fail(method, fault)
    forget(bot, clock)
    expect_nothing_left(bot, house, playground)


def test_S5_stopped_in_the_middle_another_process_goes_on(
    bot: Bot, bot_on: Bots, house: House, clock: Clock, playground: Playground
) -> None:
    playground.fail("chat.delete", "drop_after", times=1)
    bot.deps.do(forgetting.begin, forgetting.ForgetMe(who=ANN, typed="forget me"))
    bot.worker.tick()
    assert 0 < len(playground.calls("chat.delete")) < 4
    bot_on.close()
    other = bot_on()  # releases what the first one held
    drain(other, clock)
    expect_nothing_left(other, house, playground)


def test_S5_what_slack_will_not_delete_is_told(bot: Bot, house: House, clock: Clock, playground: Playground) -> None:
    playground.fail("chat.delete", "cant_delete_message", times=1)
    forget(bot, clock)
    (last,) = playground.messages(bot.deps.gateway.direct(TEAM, ANN.user))[-1:]
    assert "1 message of mine could not be deleted" in last["text"]


def test_S5_an_entry_that_was_being_posted_is_found_and_deleted(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    meeting = house.meeting("standup", 2)
    clock.set(meeting.opens_at)
    drain(bot, clock)
    playground.fail("chat.postMessage", "drop_after")
    house.stand_up(ANN, meeting.id or 0, noticed=MARK)
    bot.worker.tick()  # it has arrived, and nobody knows
    forget(bot, clock)
    assert MARK not in repr(everything(bot, playground))


def test_a_facilitator_who_leaves_takes_their_direct_messages_with_them(
    bot: Bot, house: House, clock: Clock, playground: Playground
) -> None:
    who = Who(TEAM, "U4")
    bot.deps.do(forgetting.begin, forgetting.ForgetMe(who=who, typed="forget me", successor="U2"))
    drain(bot, clock)
    direct = playground.messages(bot.deps.gateway.direct(TEAM, "U4"))
    assert [message["text"].startswith("It is done.") for message in direct] == [True]
    assert house.only(Pod).facilitator_id == "U2"

"""What happens in Slack by itself: twice, late, in any order, it comes to the same."""

import json
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from podsprint.bootstrap import Bot
from podsprint.domain.channels import Trouble
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.store.engine import reading
from podsprint.store.tables import Absence, Audit, Meeting, Member, Person, Pod, Sprint, Work, Workspace
from podsprint.usecases import installation, sprint_moves
from tests.edges.http import JSON, TEAM, Slack
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.usecases.house import FAY, House

REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}}
UNINSTALLED = {"type": "app_uninstalled"}


def send(slack: Slack, event: dict[str, Any], *, event_id: str = "Ev1") -> TestResponse:
    body = {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0PLAYGRND",
        "event": {"event_ts": "1.0", **event},
    }
    return slack.send(json.dumps({**body, "event_id": event_id, "event_time": 1, "authorizations": []}), JSON)


def trouble(house: House) -> str:
    return house.only(Pod).trouble


@pytest.mark.parametrize("order", [(REVOKED, UNINSTALLED), (UNINSTALLED, REVOKED)], ids=["revoked", "uninstalled"])
def test_taken_out_nothing_is_sent_and_nothing_is_asked_of_slack(
    slack: Slack, bot: Bot, house: House, playground: Playground, clock: Clock, order: tuple[dict[str, Any], ...]
) -> None:
    house.pod()
    playground.forget_calls()
    for event in (*order, *order):
        assert send(slack, event).status_code == 200
    drain(bot, clock)
    assert playground.calls() == []
    assert house.only(Workspace).uninstalled_at == house.only(Workspace).uninstalled_at is not None
    assert [row.action for row in house.rows(Audit)].count("workspace.uninstalled") == 1


def test_revoking_a_persons_token_is_not_taking_the_app_out(slack: Slack, house: House) -> None:
    send(slack, {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}})
    assert house.rows(Workspace) == []


def test_put_back_it_goes_on_and_nothing_is_deleted(slack: Slack, bot_on: Bots, house: House, clock: Clock) -> None:
    house.pod()
    send(slack, UNINSTALLED)
    clock.advance(days=29)
    bot_on.close()
    again = bot_on()
    assert house.only(Workspace).uninstalled_at is None
    clock.advance(days=2)
    again.worker.tick()
    assert len(house.rows(Pod)) == 1


def test_while_it_is_out_nothing_opens_and_put_back_it_goes_on_with_what_is_ahead(
    slack: Slack, bot_on: Bots, house: House, playground: Playground, clock: Clock
) -> None:
    house.sprint(house.pod())
    kept = house.pod(name="Paused", channel="C2")
    house.sprint(kept)
    house.do(sprint_moves.pause, sprint_moves.ChangeSprint(who=FAY, sprint_id=2))
    send(slack, UNINSTALLED)
    bot_on.close()
    before = {row.key for row in house.rows(Work)}
    clock.set(house.meeting("standup").closes_at + timedelta(minutes=1))
    house.tick()  # some other workspace's bot, on the same database
    assert {row.state for row in house.rows(Meeting)} == {"on_hold"}
    assert {row.key for row in house.rows(Work)} == before
    playground.forget_calls()
    again = bot_on()
    again.worker.tick()
    states = [row.state for row in house.rows(Meeting) if row.sprint_id == 1]
    assert states == ["missed", "missed", "planned", "planned"]
    assert {row.state for row in house.rows(Meeting) if row.sprint_id == 2} == {"on_hold"}  # somebody paused it
    drain(again, clock)
    told = [call for call in playground.calls("chat.postMessage") if "was not opened" in str(call.args)]
    told += [call for call in playground.calls("chat.postMessage") if "were not opened" in str(call.args)]
    assert len(told) == 1 and "2 sessions of Platform leads" in str(told[0].args)
    clock.set(house.meeting("standup", 2).opens_at)
    drain(again, clock)
    assert house.meeting("standup", 2).state == "open"
    sprint = house.rows(Sprint)[0]
    clock.set(house.meeting("retro").grace_until + timedelta(days=1))
    drain(again, clock)
    assert sprint.closed_at is None and house.rows(Sprint)[0].closed_at is not None


def test_S5_a_month_after_it_was_taken_out_all_of_it_is_deleted(
    slack: Slack, bot: Bot, house: House, clock: Clock
) -> None:
    pod = house.pod()
    house.sprint(pod)
    send(slack, UNINSTALLED)
    clock.advance(days=31)
    bot.worker.tick()
    left = {name for name, rows in house.everything().items() if rows}
    assert left <= {"audit", "key_check", "work", "workspace"}
    assert [row.action for row in house.rows(Audit)] == ["workspace.deleted"]
    with reading(bot.deps.engine) as session:
        assert installation.is_gone(session, TEAM)


def test_an_archived_channel_is_told_to_the_facilitator_once_and_mended(
    slack: Slack, bot: Bot, house: House, playground: Playground, clock: Clock
) -> None:
    house.pod(facilitator="U4")
    drain(bot, clock)
    _archive(playground, True)
    for _ in range(3):
        send(slack, {"type": "channel_archive", "channel": "C1", "user": "U1"})
    assert trouble(house) == "archived"
    drain(bot, clock)
    assert [row.kind for row in house.rows(Work)].count("deliver.channel_trouble") == 1
    _archive(playground, False)
    # The older event comes again, after things have changed: how they stand is what counts.
    send(slack, {"type": "channel_archive", "channel": "C1", "user": "U1"})
    assert trouble(house) == ""
    send(slack, {"type": "channel_unarchive", "channel": "C1", "user": "U1"})
    assert [row.action for row in house.rows(Audit) if row.action.startswith("pod.channel")] == [
        "pod.channel_lost",
        "pod.channel_back",
    ]


@pytest.mark.parametrize("channel", ["C1", "C3"])  # a public one, and a private one, which is gone for us then
def test_a_bot_taken_out_of_a_channel_is_told_once_and_brought_back_it_goes_on(
    slack: Slack, bot: Bot, house: House, playground: Playground, clock: Clock, channel: str
) -> None:
    house.pod(channel=channel)
    drain(bot, clock)
    with_us = list(playground.channel(channel)["members"])
    playground.change_channel(channel, members=[user for user in with_us if user != "U0BOT"])
    left = {"type": "member_left_channel", "user": "U0BOT", "channel": channel, "team": TEAM}
    for _ in range(2):
        assert send(slack, left).status_code == 200
    assert trouble(house) == Trouble.BOT_REMOVED
    drain(bot, clock)
    told = [message["text"] for message in Actor(playground.url, FAY.user).dm()]
    assert [text.startswith("I am no longer in the channel") for text in told].count(True) == 1
    playground.change_channel(channel, members=with_us)
    send(slack, left)  # late: how things stand is what counts
    assert trouble(house) == ""
    send(slack, {**left, "type": "member_joined_channel"})
    actions = [row.action for row in house.rows(Audit) if row.action.startswith("pod.channel")]
    assert actions == ["pod.channel_lost", "pod.channel_back"]


def test_what_happens_in_other_channels_is_nothing_to_us(slack: Slack, house: House, playground: Playground) -> None:
    house.pod()
    before = house.photograph()
    playground.forget_calls()
    send(slack, {"type": "channel_archive", "channel": "C7", "user": "U1"})
    assert (house.photograph(), playground.calls()) == (before, [])


def test_somebody_coming_or_going_changes_nothing_by_itself(slack: Slack, house: House) -> None:
    house.pod()
    before = house.photograph()
    for kind in ("member_joined_channel", "member_left_channel"):
        assert send(slack, {"type": kind, "user": "U2", "channel": "C1", "team": TEAM}).status_code == 200
    assert house.photograph() == before


def test_a_listener_that_fails_is_not_acknowledged(slack: Slack, house: House, playground: Playground) -> None:
    house.pod()
    playground.fail("conversations.info", "500")
    assert send(slack, {"type": "channel_archive", "channel": "C1", "user": "U1"}).status_code == 500
    assert trouble(house) == ""


def user(name: str, **facts: Any) -> dict[str, Any]:
    return {"type": "user_change", "user": {"id": name, "tz": "Asia/Tokyo", "deleted": False, **facts}}


def test_C8_a_new_zone_is_followed_unless_one_has_been_chosen(slack: Slack, house: House) -> None:
    house.pod()
    send(slack, user("U1"))
    assert house.only(Person).zone == "Asia/Tokyo"
    with house.engine.begin() as connection:
        connection.exec_driver_sql("update person set own_zone = true, zone = 'Europe/Rome'")
    send(slack, user("U1"))
    assert house.only(Person).zone == "Europe/Rome"


def test_C8_what_slack_changed_earlier_and_tells_later_is_not_followed(slack: Slack, house: House) -> None:
    house.pod()
    for _ in range(2):
        send(slack, user("U1", tz="Europe/Lisbon", updated=200))
        send(slack, user("U1", tz="Asia/Tokyo", updated=100, deleted=True))  # late
    found = house.only(Person)
    assert (found.zone, found.standing, found.slack_updated) == ("Europe/Lisbon", "member", 200)
    assert [row.user_id for row in house.rows(Member) if row.left_at is not None] == []
    send(slack, user("U1", tz="Asia/Tokyo", updated=201))
    assert house.only(Person).zone == "Asia/Tokyo"


def test_nothing_is_kept_of_people_who_have_nothing_to_do_with_pods(slack: Slack, house: House) -> None:
    house.pod()
    send(slack, user("U77"))
    assert house.rows(Person) == []


def test_C12_somebody_whose_account_is_switched_off_leaves_and_the_deputy_takes_over(
    slack: Slack, house: House
) -> None:
    house.pod(facilitator="U1")
    with house.engine.begin() as connection:
        connection.exec_driver_sql("update pod set deputy_id = 'U2'")
    for _ in range(2):
        send(slack, user("U1", deleted=True))
    assert (house.only(Pod).facilitator_id, house.only(Pod).deputy_id) == ("U2", None)
    assert [row.user_id for row in house.rows(Member) if row.left_at is not None] == ["U1"]
    assert [row.action for row in house.rows(Audit)].count("member.left") == 1


def test_C8_a_status_that_says_until_when_one_is_away_is_taken_at_its_word(slack: Slack, house: House) -> None:
    house.pod()
    ends = house.clock.now() + timedelta(days=4)
    on_leave = {"status_text": "On holiday", "status_emoji": ":palm_tree:", "status_expiration": int(ends.timestamp())}
    for _ in range(2):
        assert send(slack, user("U1", profile=on_leave)).status_code == 200
    away = house.only(Absence)
    assert (away.user_id, away.source, (away.last_day - away.first_day).days) == ("U1", "slack_status", 4)
    send(slack, user("U1", profile={"status_text": "", "status_emoji": "", "status_expiration": 0}))
    assert house.rows(Absence) == []


def _archive(playground: Playground, archived: bool) -> None:
    playground.change_channel("C1", is_archived=archived)

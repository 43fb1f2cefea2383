"""What needs a person, as it comes through Slack: in the facilitator's messages, with buttons that do what they say."""

from datetime import timedelta

import pytest

from podsprint.bootstrap import Bot
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.store.tables import Member, Pod, Sprint, Work
from podsprint.usecases import members, moves, needs, sprint_moves
from tests.edges.http import Slack
from tests.edges.test_events import send
from tests.edges.test_facilitating import buttons, shown_blocks
from tests.support.bots import drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, BO, CY, DEE, FAY, SAM, TEAM, House


@pytest.fixture
def running(house: House, bot: Bot, clock: Clock) -> House:
    """A sprint whose kick-off has been held, in the facilitator's hours."""
    house.sprint(house.pod())
    house.closed("kickoff")
    drain(bot, clock)
    return house


def posted(playground: Playground, words: str) -> list[str]:
    """Where something was said."""
    calls = (*playground.calls("chat.postMessage"), *playground.calls("chat.update"))
    return [call.args["channel"] for call in calls if words in str(call.args)]


def opened(slack: Slack, playground: Playground, user: str, act: Act, value: str) -> str:
    """What a button tries to open."""
    before = len(playground.calls("views.open"))
    assert slack.press(user, act, value).status_code == 200
    return str([call.args["view"] for call in playground.calls("views.open")[before:]])


def test_C12_two_skips_are_told_and_each_button_does_what_it_says(
    slack: Slack, bot: Bot, running: House, playground: Playground, clock: Clock
) -> None:
    for number in (1, 2):
        meeting = running.meeting("standup", number).id or 0
        running.do(moves.change, moves.ChangeSession(who=FAY, meeting_id=meeting, how="skip"))
    clock.advance(hours=1, minutes=1)
    drain(bot, clock)
    assert len(posted(playground, "were both skipped")) == 1
    for user, value in ((ANN.user, "1"), (SAM.user, "1"), (FAY.user, "77")):
        slack.press(user, Act.PAUSE_SPRINT, value)
        slack.press(user, Act.CLOSE_SPRINT, value)
    assert (running.only(Sprint).paused_at, running.only(Sprint).closed_at) == (None, None)
    slack.press(FAY.user, Act.PAUSE_SPRINT, "1")
    first = running.only(Sprint).paused_at
    assert first is not None
    clock.advance(minutes=1)
    slack.press(FAY.user, Act.PAUSE_SPRINT, "1")  # the second click is harmless
    assert running.only(Sprint).paused_at == first
    slack.press(FAY.user, Act.CLOSE_SPRINT, "1")
    assert running.only(Sprint).closed_at is not None


def test_L4_a_pod_of_three_is_told_with_ways_to_grow(
    slack: Slack, bot: Bot, running: House, playground: Playground, clock: Clock
) -> None:
    running.do(members.leave, members.Leave(who=DEE, pod_id=1))
    drain(bot, clock)
    (note,) = [
        call.args for call in playground.calls("chat.postMessage") if "3 leaders are in it now" in str(call.args)
    ]
    assert "It works with three for a while" in str(note)
    assert buttons(shown_blocks(note)) == [(Act.MEMBERS, "1")]  # while a sprint runs, a pod joins no other
    assert "People of the pod" in opened(slack, playground, FAY.user, Act.MEMBERS, "1")
    running.do(sprint_moves.close, sprint_moves.ChangeSprint(who=FAY, sprint_id=1))
    drain(bot, clock)
    edits = [call.args for call in playground.calls("chat.update") if "3 leaders are in it now" in str(call.args)]
    assert buttons(shown_blocks(edits[-1])) == [(Act.MEMBERS, "1"), (Act.ASK_MERGE, "1")]
    before = running.photograph()
    for user, value in ((ANN.user, "1"), (SAM.user, "1"), (FAY.user, "77")):
        assert ids.Form.ASK_MERGE not in opened(slack, playground, user, Act.ASK_MERGE, value)
    assert ids.Form.ASK_MERGE in opened(slack, playground, FAY.user, Act.ASK_MERGE, "1")
    assert running.photograph() == before


def test_C12_a_pod_whose_facilitator_is_gone_is_asked_and_one_leader_says_yes(
    slack: Slack, bot: Bot, running: House, playground: Playground, clock: Clock
) -> None:
    gone = {"id": FAY.user, "deleted": True, "tz": "", "profile": {}}
    for _ in range(2):
        send(slack, {"type": "user_change", "user": gone})
    clock.advance(days=1)
    bot.worker.tick()
    drain(bot, clock)
    assert posted(playground, "Who takes over?") == ["C1"]
    slack.press(SAM.user, Act.TAKE_OVER, "1")
    assert running.only(Pod).facilitator_id == FAY.user
    slack.press(BO.user, Act.TAKE_OVER, "1")
    slack.press(ANN.user, Act.TAKE_OVER, "1")  # too late, and harmless
    assert running.only(Pod).facilitator_id == BO.user
    drain(bot, clock)
    assert posted(playground, "facilitates this pod now") == ["C1"]


def test_C12_a_leader_runs_a_session_that_nobody_is_there_for(
    slack: Slack, bot: Bot, running: House, playground: Playground, clock: Clock
) -> None:
    assert "away" in str(slack.command(FAY.user, "away until 20 march").get_json())
    meeting = running.meeting("standup")
    clock.set(meeting.opens_at - timedelta(hours=15))
    drain(bot, clock)
    clock.set(meeting.opens_at - timedelta(minutes=10))
    drain(bot, clock)
    assert posted(playground, "Would one of you like to run it?") == ["C1"]
    for user, value in ((SAM.user, str(meeting.id)), (BO.user, "77")):
        slack.press(user, Act.RUN_SESSION, value)
    assert running.meeting("standup").host_id is None
    slack.press(BO.user, Act.RUN_SESSION, str(meeting.id))
    slack.press(BO.user, Act.RUN_SESSION, str(meeting.id))
    slack.press(ANN.user, Act.RUN_SESSION, str(meeting.id))
    assert running.meeting("standup").host_id == BO.user
    drain(bot, clock)
    assert posted(playground, "has somebody who runs it") == ["C1"]


def test_C12_a_leader_who_is_no_longer_in_the_channel_is_told_and_brought_back(
    slack: Slack, bot: Bot, running: House, playground: Playground, clock: Clock
) -> None:
    dee = Actor(playground.url, DEE.user)
    gone = {"type": "member_left_channel", "user": DEE.user, "channel": "C1", "team": TEAM}
    places = running.rows(Member)
    dee.leave("C1")
    for _ in range(2):
        send(slack, gone)
    clock.advance(minutes=59)
    drain(bot, clock)
    assert posted(playground, "is no longer in") == []
    clock.advance(minutes=2)
    drain(bot, clock)
    (note,) = [call.args for call in playground.calls("chat.postMessage") if "is no longer in" in str(call.args)]
    assert buttons(shown_blocks(note)) == [(Act.BRING_BACK, "4"), (Act.MEMBERS, "1")]
    for user, value in ((ANN.user, "4"), (SAM.user, "4"), (FAY.user, "77")):
        slack.press(user, Act.BRING_BACK, value)
    drain(bot, clock)
    assert DEE.user not in playground.channel("C1")["members"]
    slack.press(FAY.user, Act.BRING_BACK, "4")
    drain(bot, clock)
    assert DEE.user in playground.channel("C1")["members"]
    send(slack, gone)  # late: how it stands is what counts
    drain(bot, clock)
    assert "somebody has seen to this" in str(playground.calls("chat.update")[-1].args)
    assert running.rows(Member) == places
    assert [row for row in running.rows(Work) if row.kind == needs.TELL and row.done_at is None] == []


def test_C12_who_is_back_within_the_hour_or_has_left_the_pod_is_nobodys_matter(
    slack: Slack, bot: Bot, running: House, playground: Playground, clock: Clock
) -> None:
    for who in (CY, DEE, FAY):
        if who != FAY:  # who does not lead
            Actor(playground.url, who.user).leave("C1")
        send(slack, {"type": "member_left_channel", "user": who.user, "channel": "C1", "team": TEAM})
    Actor(playground.url, ANN.user).invite("C1", CY.user)
    send(slack, {"type": "member_joined_channel", "user": CY.user, "channel": "C1", "team": TEAM})
    running.do(members.leave, members.Leave(who=DEE, pod_id=1))
    clock.advance(days=1)
    drain(bot, clock)
    assert posted(playground, "is no longer in") == []

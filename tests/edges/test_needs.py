"""What needs a person, as it comes through Slack: in the facilitator's messages, with buttons that do what they say."""

from datetime import timedelta

import pytest

from podsprint.bootstrap import Bot
from podsprint.playground.server import Playground
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.store.tables import Pod, Sprint
from podsprint.usecases import members, moves, sprint_moves
from tests.edges.http import Slack
from tests.edges.test_events import send
from tests.edges.test_facilitating import buttons, shown_blocks
from tests.support.bots import drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, BO, DEE, FAY, SAM, House


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

"""A wish to be coached, through Slack: the button in the thread, and the messages of the two."""

from podsprint.bootstrap import Bot
from podsprint.playground.server import Playground
from podsprint.slack.ids import Act
from podsprint.store.tables import CheckIn
from podsprint.usecases import wishes
from tests.edges.http import Slack
from tests.edges.test_facilitating import buttons, sent, shown_blocks
from tests.support.bots import drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, BO, CY, SAM, House

CAN = "I can coach you on this"


def test_C9_a_peer_says_in_the_thread_that_they_can_and_the_two_are_connected(
    slack: Slack, bot: Bot, house: House, playground: Playground, clock: Clock
) -> None:
    house.sprint(house.pod())
    house.closed("kickoff")
    meeting = house.meeting("standup")
    clock.set(meeting.opens_at)
    drain(bot, clock)
    house.stand_up(ANN, meeting.id or 0, coaching_topic="how to say no")
    house.stand_up(CY, meeting.id or 0)
    clock.set(meeting.closes_at)
    drain(bot, clock)
    shown = [call.args for call in playground.calls("chat.postMessage") if CAN in str(call.args)]
    assert (Act.TAKE_WISH, "1") in buttons(shown_blocks(shown[-1]))
    assert all("how to say no" in str(args) for args in shown)  # and no button where nothing is wished for
    for user in (SAM.user, ANN.user):
        slack.press(user, Act.TAKE_WISH, "1")
    assert house.rows(CheckIn)[0].coach_id is None
    for user in (BO.user, BO.user, CY.user):  # pressed twice, and by another who comes too late
        assert slack.press(user, Act.TAKE_WISH, "1").status_code == 200
    assert house.rows(CheckIn)[0].coach_id == BO.user
    drain(bot, clock)
    (to_ann,) = sent(playground, "can coach you on what you wished for")
    (to_bo,) = sent(playground, "You said that you can coach")
    assert buttons(shown_blocks(to_ann)) == buttons(shown_blocks(to_bo)) == [(Act.END_WISH, "1")]
    slack.press(ANN.user, Act.END_WISH, "1")
    assert house.rows(CheckIn)[0].coach_answer == wishes.DECLINED
    slack.press(ANN.user, Act.REVIVE_WISH, "1")
    assert house.rows(CheckIn)[0].coach_answer == ""
    slack.press(BO.user, Act.END_WISH, "1")
    assert house.rows(CheckIn)[0].coach_id is None

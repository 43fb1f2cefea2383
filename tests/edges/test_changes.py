"""W7 at the edge: sessions and sprints changed by command, button and form, as Slack sends them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from podsprint.bootstrap import Bot
from podsprint.playground.server import Playground
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views import changes as views
from podsprint.store.tables import Post, Sprint
from podsprint.usecases import changeable
from tests.edges.http import Slack
from tests.edges.test_commands import FACILITATOR, LEADER, said
from tests.edges.test_facilitating import buttons, sent, shown_blocks
from tests.support.bots import drain
from tests.support.clock import Clock
from tests.usecases.house import FAY, House


@pytest.fixture
def running(house: House) -> House:
    """A sprint whose kick-off has been held."""
    house.sprint(house.pod())
    house.closed("kickoff")
    return house


def stamp(moment: datetime) -> int:
    return int(moment.timestamp())


def test_W7_a_session_is_moved_by_typing_when(slack: Slack, running: House) -> None:
    shown = said(slack, FACILITATOR, "standup move Friday 14:00")
    assert "moved *Stand-up 1* to" in shown and "Fri 6 Mar, 14:00 (Europe/Berlin)" in shown
    assert running.meeting("standup").opens_at == datetime(2026, 3, 6, 13, tzinfo=UTC)
    assert "moved *Stand-up 2*" in said(slack, FACILITATOR, "standup 2 move 11 march")
    assert "That could be" in said(slack, FACILITATOR, "standup move 3/5")
    assert "Only the facilitator" in said(slack, LEADER, "standup move monday")
    assert "cannot read" in said(slack, FACILITATOR, "standup move <!channel>")


def test_W7_an_odd_day_is_done_by_a_second_click(slack: Slack, running: House) -> None:
    shown = said(slack, FACILITATOR, "standup move saturday")
    assert "not a working day" in shown and "Nothing has changed yet" in shown
    before = running.meeting("standup").opens_at
    to = datetime(2026, 3, 7, 8, 30, tzinfo=UTC)
    value = f"{running.meeting('standup').id}:{stamp(to)}:{stamp(before)}"
    slack.press(LEADER, Act.MOVE_ANYWAY, value)
    assert running.meeting("standup").opens_at == before
    slack.press(FACILITATOR, Act.MOVE_ANYWAY, value)
    assert running.meeting("standup").opens_at == to
    slack.press(FACILITATOR, Act.MOVE_ANYWAY, value.replace(str(stamp(to)), str(stamp(to) + 60)))  # seen before that
    assert running.meeting("standup").opens_at == to


def offered(shown: Any, act: Act) -> str:
    """The value of a button that is there once, in blocks or in a window."""
    (value,) = [value for action, value in buttons(shown) if action == act]
    return value


def window(playground: Playground) -> dict[str, Any]:
    """What the last window would show: its trigger was made up, and Slack was asked all the same."""
    view = playground.calls("views.open")[-1].args["view"]
    return json.loads(view) if isinstance(view, str) else dict(view)


def test_W7_a_skip_is_taken_back_from_wherever_it_was_made(
    slack: Slack, running: House, bot: Bot, playground: Playground, clock: Clock
) -> None:
    answer = slack.command(FACILITATOR, "standup skip").get_json()
    assert "skipped *Stand-up 1*" in str(answer)
    slack.press(FACILITATOR, Act.UNDO_SKIP, offered(answer["blocks"], Act.UNDO_SKIP))
    assert running.meeting("standup").state == "planned"
    clock.set(datetime(2026, 3, 4, 15, tzinfo=UTC))
    drain(bot, clock)
    (brief,) = sent(playground, "Next session: Stand-up 1")
    slack.press(FACILITATOR, Act.SKIP_SESSION, offered(shown_blocks(brief), Act.SKIP_SESSION))
    assert running.meeting("standup").state == "skipped"
    slack.press(FACILITATOR, Act.UNDO_SKIP, offered(window(playground), Act.UNDO_SKIP))
    assert running.meeting("standup").state == "planned"
    assert buttons(window(playground)) == []
    slack.press(FACILITATOR, Act.SKIP_SESSION, "2")
    drain(bot, clock)
    (edited,) = [call.args for call in playground.calls("chat.update") if "is skipped" in str(call.args)]
    slack.press(FACILITATOR, Act.UNDO_SKIP, offered(shown_blocks(edited), Act.UNDO_SKIP))
    assert running.meeting("standup").state == "planned"
    slack.press(FACILITATOR, Act.SKIP_SESSION, "2")
    assert "brought *Stand-up 1* back" in said(slack, FACILITATOR, "standup undo")


def posts(house: House) -> list[Post]:
    """The card of the first stand-up, and what is below it."""
    found = {row.key: row for row in house.rows(Post)}
    return [found[f"meeting:2:{what}"] for what in ("card", "opening")]


def test_W7_a_session_that_had_just_opened_says_where_it_went_and_opens_in_a_thread_of_its_own(
    slack: Slack, running: House, bot: Bot, playground: Playground, clock: Clock
) -> None:
    clock.set(running.meeting("standup").opens_at)
    drain(bot, clock)
    card, opening = posts(running)
    assert "moved *Stand-up 1*" in said(slack, FACILITATOR, "standup move tomorrow 9:30")
    drain(bot, clock)
    shown = {message["ts"]: message["text"] for message in playground.messages("C1")}
    assert "Moved: it opens" in shown[str(card.ts)] and opening.ts not in shown
    clock.set(running.meeting("standup").opens_at)
    drain(bot, clock)
    anew, below = posts(running)
    assert anew.ts != card.ts and below.thread_ts == anew.ts


def test_W7_every_word_behind_a_session_does_its_work(slack: Slack, running: House) -> None:
    assert "to 20 minutes" in said(slack, FACILITATOR, "standup minutes 20")
    assert "From 10 to 120" in said(slack, FACILITATOR, "standup minutes soon")
    assert "whole day" in said(slack, FACILITATOR, "standup async")
    assert "live again" in said(slack, FACILITATOR, "standup live")
    assert "together with *Stand-up 2*" in said(slack, FACILITATOR, "standup merge")
    assert "is still to come" in said(slack, FACILITATOR, "standup close")


def test_W7_a_word_or_a_number_that_fits_nothing_is_told_what_does(slack: Slack, running: House) -> None:
    shown = said(slack, FACILITATOR, "standup handover")
    assert "I do not know handover" in shown and "`skip`" in shown
    assert "I do not know nonsense" in said(slack, LEADER, "standup 2 nonsense")
    assert "no Stand-up 9." in said(slack, FACILITATOR, "standup 9 skip")
    assert "no Stand-up 9." in said(slack, LEADER, "standup 9")
    assert "Stand-up 2 opens" in said(slack, LEADER, "standup 2 check in")
    assert "No session of this kind" in said(slack, FACILITATOR, "standup 2 open")
    assert running.meeting("standup").state == "planned"


def test_a_number_and_a_check_in_mean_the_session_that_is_open(
    slack: Slack, running: House, clock: Clock, playground: Playground
) -> None:
    clock.set(running.meeting("standup").opens_at - timedelta(minutes=30))
    assert "Stand-up 1 is open now" in said(slack, FACILITATOR, "standup 1 open")
    for text in ("standup", "standup checkin", "standup Check in", "standup 1 check-in", "standup 1"):
        slack.command(LEADER, text)
        assert window(playground)["callback_id"] == Form.CHECK_IN
    assert len(playground.calls("views.open")) == 5
    assert "Stand-up 2 opens" in said(slack, LEADER, "standup 2")


def test_W7_the_form_moves_a_session_and_asks_once_about_an_odd_day(slack: Slack, running: House, words: Words) -> None:
    meeting = running.meeting("standup").id or 0
    form = views.form(words, running.look(changeable.to_change, FAY, meeting, running.clock.now()))
    answer = slack.submit(FACILITATOR, form, {"how": "move", "day": "2026-03-07", "wall": "10:00"}).get_json()
    assert answer["response_action"] == "update" and "not a working day" in str(answer["view"])
    again = slack.submit(FACILITATOR, answer["view"], {"how": "move", "day": "2026-03-07", "wall": "10:00"}).get_json()
    assert "moved *Stand-up 1*" in str(again["view"])
    assert running.meeting("standup").opens_at == datetime(2026, 3, 7, 9, tzinfo=UTC)
    late = slack.submit(FACILITATOR, form, {"how": "skip"}).get_json()  # somebody had it open meanwhile
    assert "Somebody has moved" in str(late["errors"])
    form = views.form(words, running.look(changeable.to_change, FAY, meeting, running.clock.now()))
    past = slack.submit(FACILITATOR, form, {"how": "move", "day": "2026-03-20"}).get_json()
    assert set(past["errors"]) == {"day"}


def test_a_sprint_is_moved_paused_resumed_and_closed_by_command_and_button(
    slack: Slack, running: House, playground: Playground
) -> None:
    asked = said(slack, FACILITATOR, "sprint move")
    assert "Which day" in asked and "`monday`" in asked
    assert "Only the facilitator" in said(slack, LEADER, "sprint move")
    shown = said(slack, FACILITATOR, "sprint move monday")
    assert "Nothing has changed yet" in shown and "Mon 9 Mar" in shown
    seen = running.meeting("standup").opens_at
    value = f"1:{datetime(2026, 3, 9).toordinal()}:{stamp(seen)}"  # noqa: DTZ001
    slack.press(LEADER, Act.MOVE_SPRINT, value)
    assert running.meeting("standup").opens_at == seen
    slack.press(FACILITATOR, Act.MOVE_SPRINT, value)
    assert running.meeting("standup").opens_at == datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
    assert "paused the sprint" in said(slack, FACILITATOR, "sprint pause")
    assert "Paused" in said(slack, LEADER, "sprint status")
    assert "would go on like this" in said(slack, FACILITATOR, "sprint resume")
    slack.press(FACILITATOR, Act.RESUME_SPRINT, "1")
    assert running.only(Sprint).paused_at is None
    asked = said(slack, FACILITATOR, "sprint close")
    assert "ends it for everyone" in asked and "`/pod sprint reopen`" in asked
    assert running.only(Sprint).closed_at is None
    slack.press(FACILITATOR, Act.CLOSE_SPRINT, "1")
    assert running.only(Sprint).closed_by == FACILITATOR
    slack.press(FACILITATOR, Act.REOPEN_SPRINT, offered(window(playground), Act.REOPEN_SPRINT))
    assert running.only(Sprint).closed_by is None
    slack.press(FACILITATOR, Act.CLOSE_SPRINT, "1")
    assert "opened the sprint again" in said(slack, FACILITATOR, "sprint reopen")
    assert "Only the facilitator" in said(slack, LEADER, "sprint pause")


def test_W7_the_channel_reads_one_line_and_the_dates_are_brought_up_to_date(
    slack: Slack, running: House, bot: Bot, playground: Playground, clock: Clock
) -> None:
    said(slack, FACILITATOR, "sprint pause")
    drain(bot, clock)
    slack.press(FACILITATOR, Act.RESUME_SPRINT, "1")
    said(slack, FACILITATOR, "standup move friday 14:00")
    before = len(playground.calls("chat.postMessage"))
    drain(bot, clock)
    lines = [str(call.args["text"]) for call in playground.calls("chat.postMessage")[before:]]
    assert len(lines) == 2 and "goes on with the sprint" in lines[0] and "moved *Stand-up 1*" in lines[1]
    (edited,) = playground.calls("chat.update")
    assert "- moved" in edited.args["text"] and "Paused" not in edited.args["text"]

"""A session's life: opened at its minute, closed at its deadline whoever is missing (L6), and never opened late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from podsprint.domain.cadences import SessionKind
from podsprint.domain.problems import problem
from podsprint.domain.read_models import (
    BoxChange,
    Brief,
    Digest,
    Missed,
    SessionCard,
    SessionOpening,
    SprintView,
    ThemeView,
)
from podsprint.store.tables import Meeting, Work
from podsprint.usecases import briefs, sessions
from podsprint.usecases.messages import Outgoing, card_key
from podsprint.usecases.outbox import Deliver
from podsprint.usecases.sessions import OpenNow
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, LEADERS, SAM, House

MINUTE = timedelta(minutes=1)
KICKOFF = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
OPEN = OpenNow(who=FAY, channel="C1", kind=SessionKind.KICKOFF)


@pytest.fixture
def running(both: House) -> House:
    """A pod whose kick-off is half an hour away."""
    both.sprint(both.pod())
    both.tick()
    both.said.clear()
    return both


def test_a_session_opens_at_its_minute_and_not_before(running: House) -> None:
    running.travel(KICKOFF - timedelta(seconds=1))
    assert running.meeting("kickoff").state == "planned"
    running.travel(KICKOFF)
    meeting = running.meeting("kickoff")
    assert (meeting.state, meeting.opened_at) == ("open", KICKOFF)
    assert [kind for kind, _ in running.said] == [Deliver.SESSION_CARD, Deliver.SESSION_OPENING]


def test_a_kickoff_shows_the_theme_if_the_sprint_has_one(both: House) -> None:
    both.sprint(both.pod(), theme="small-experiments")
    both.opened("kickoff")
    assert both.heard(Deliver.THEME) == [ThemeView(theme="small-experiments")]
    both.opened("standup")
    assert both.heard(Deliver.THEME) == []


def test_L6_a_session_closes_at_its_deadline_without_everyone(running: House) -> None:
    meeting = running.opened("kickoff")
    running.kick_off(ANN, meeting)
    running.travel(KICKOFF + 29 * MINUTE)
    assert running.meeting("kickoff").state == "open"
    running.said.clear()
    running.travel(KICKOFF + 30 * MINUTE)
    assert running.meeting("kickoff").state == "closed"
    (digest,) = running.heard(Deliver.DIGEST)
    assert isinstance(digest, Digest)
    assert (digest.not_yet, digest.private) == ((BO.user, CY.user, DEE.user), 0)
    assert [entry.leader for entry in digest.entries] == [ANN.user]


def test_L6_nobody_at_all_has_to_come(running: House) -> None:
    running.opened("kickoff")
    running.travel(KICKOFF + 30 * MINUTE)
    assert running.meeting("kickoff").state == "closed"
    (digest,) = running.heard(Deliver.DIGEST)
    assert (digest.entries, digest.not_yet) == ((), tuple(leader.user for leader in LEADERS))


def test_L6_its_message_moves_through_the_running_order_and_a_line_says_what_is_on(running: House) -> None:
    running.opened("kickoff")
    running.said.clear()
    running.live_through(KICKOFF + 29 * MINUTE)
    lines = [out for kind, out in running.said if kind == Deliver.BOX and isinstance(out, Outgoing)]
    cards = running.heard(Deliver.SESSION_CARD)
    assert all(isinstance(card, SessionCard) for card in cards)
    assert [[box.state for box in card.boxes].index("now") for card in cards] == list(range(1, len(cards[0].boxes)))
    changes = [line.model for line in lines if isinstance(line.model, BoxChange)]
    on = [next(box for box in card.boxes if box.state == "now") for card in cards]
    assert [change.box for change in changes] == on
    assert {line.thread for line in lines} == {card_key(1)}
    assert [line.author for line in lines] == [box.leader for box in on]  # who is named can take it back (S5)
    assert len({line.key for line in lines}) == len(lines) == len(cards)  # one a box, however often it is looked at
    assert [card.minutes_left for card in cards] == sorted((card.minutes_left for card in cards), reverse=True)


def test_beats_end_with_the_session(running: House) -> None:
    running.opened("kickoff")
    running.live_through(KICKOFF + timedelta(hours=2))
    beats = [row for row in running.rows(Work) if row.kind == "session.beat"]
    assert beats and all(row.done_at and row.due_at < KICKOFF + 31 * MINUTE for row in beats)


def test_L6_an_async_session_is_a_window_without_boxes(both: House) -> None:
    both.sprint(both.pod(), cadence="async")
    both.opened("kickoff")
    (card,) = both.heard(Deliver.SESSION_CARD)
    assert (card.boxes, card.session.live, card.session.minutes) == ((), False, 1440)
    assert both.meeting("kickoff").closes_at == KICKOFF + timedelta(days=1)
    assert not [row for row in both.rows(Work) if row.kind == "session.beat"]


# The bot was down -------------------------------------------------------------------------------------------------


def test_down_at_the_opening_it_opens_within_the_session(running: House) -> None:
    running.sleep_until(KICKOFF + 20 * MINUTE)
    meeting = running.meeting("kickoff")
    assert (meeting.state, meeting.opened_at) == ("open", KICKOFF + 20 * MINUTE)
    (card,) = running.heard(Deliver.SESSION_CARD)
    assert card.minutes_left == 10
    running.travel(KICKOFF + 30 * MINUTE)
    assert running.meeting("kickoff").state == "closed"


@pytest.mark.parametrize("late", [30 * MINUTE, 31 * MINUTE, timedelta(hours=30)])
def test_down_for_all_of_it_nothing_is_opened_late_and_the_facilitator_knows(running: House, late: timedelta) -> None:
    running.sleep_until(KICKOFF + late)
    assert running.meeting("kickoff").state == "missed"
    assert sorted(kind for kind, _ in running.said) == [Deliver.MISSED, Deliver.SPRINT_PLAN]
    told = {type(model): model for model in running.heard(Deliver.MISSED, Deliver.SPRINT_PLAN)}
    assert told[SprintView].sessions[0].state == "missed"  # the dates in the channel say so, too
    missed = told[Missed]
    assert [line.kind for line in missed.sessions] == ["kickoff"]
    running.travel(running.meeting("standup").opens_at)
    assert running.meeting("standup").state == "open"


def test_down_at_the_close_it_closes_when_it_is_back(running: House) -> None:
    running.opened("kickoff")
    running.sleep_until(KICKOFF + timedelta(hours=5))
    assert running.meeting("kickoff").state == "closed"


def test_down_for_the_whole_sprint_every_session_is_missed_and_the_sprint_ends(running: House) -> None:
    running.sleep_until(KICKOFF + timedelta(days=30))
    assert {row.state for row in running.rows(Meeting)} == {"missed"}
    assert sorted({kind for kind, _ in running.said}) == [Deliver.MISSED, Deliver.SPRINT_PLAN, Deliver.SUMMARY]
    (summary,) = running.heard(Deliver.SUMMARY)
    assert summary.sessions_held == 0


# Once -------------------------------------------------------------------------------------------------------------


def test_opening_twice_is_a_no_op(running: House) -> None:
    meeting = running.opened("kickoff")
    before = running.photograph()
    running.do(sessions.open_session, meeting)
    running.do(sessions.miss_session, meeting)
    running.do(briefs.due, meeting)
    assert running.photograph() == before


def test_closing_twice_is_a_no_op_and_nothing_opens_a_closed_one(running: House) -> None:
    running.opened("kickoff")
    meeting = running.closed("kickoff")
    before = running.photograph()
    for again in (sessions.close_session, sessions.open_session, sessions.beat, sessions.miss_session):
        running.do(again, meeting)
    assert running.photograph() == before


def test_a_session_that_is_not_there_is_no_trouble(running: House) -> None:
    before = running.photograph()
    for run in (sessions.close_session, sessions.open_session, sessions.beat, sessions.miss_session, briefs.due):
        running.do(run, 99)
    assert running.photograph() == before


# The facilitator opens it -----------------------------------------------------------------------------------------


def test_the_facilitator_opens_before_the_time_and_it_has_its_full_length(running: House) -> None:
    running.clock.set(KICKOFF - 10 * MINUTE)
    line = running.do(sessions.open_now, OPEN)
    assert (line.state, line.opens_at, line.closes_at) == ("open", KICKOFF - 10 * MINUTE, KICKOFF + 20 * MINUTE)
    running.travel(KICKOFF + 19 * MINUTE)
    assert running.meeting("kickoff").state == "open"
    assert [kind for kind, _ in running.said].count(Deliver.SESSION_OPENING) == 1
    running.travel(KICKOFF + 20 * MINUTE)
    assert running.meeting("kickoff").state == "closed"


def test_only_the_next_one_of_its_kind_and_only_within_twelve_hours(running: House) -> None:
    assert running.codes(sessions.open_now, replace(OPEN, kind=SessionKind.RETRO)) == [("session_not_near", "")]
    running.closed("kickoff")
    standup = replace(OPEN, kind=SessionKind.STANDUP)
    running.clock.set(running.meeting("standup").opens_at - timedelta(hours=12, seconds=1))
    assert running.codes(sessions.open_now, standup) == [("session_not_near", "")]
    running.clock.advance(1)
    assert running.do(sessions.open_now, standup).number == 1


def test_one_session_at_a_time(running: House) -> None:
    running.opened("kickoff")
    found = problem("session_open_already", kind="kickoff", number=1)
    assert running.refused(sessions.open_now, replace(OPEN, kind=SessionKind.STANDUP)) == (found,)


def test_only_the_facilitator_opens(running: House) -> None:
    assert running.codes(sessions.open_now, replace(OPEN, who=ANN)) == [("facilitator_only", "")]
    assert running.codes(sessions.open_now, replace(OPEN, who=SAM)) == [("no_pod", "")]
    assert running.codes(sessions.open_now, replace(OPEN, who=ELSEWHERE)) == [("no_pod", "")]


# What is said -----------------------------------------------------------------------------------------------------


def test_a_brief_comes_the_working_day_before(running: House) -> None:
    running.live_through(running.meeting("standup").opens_at - timedelta(hours=17, minutes=31))
    assert Deliver.BRIEF not in [kind for kind, _ in running.said]
    running.live_through(running.meeting("standup").opens_at - timedelta(hours=17, minutes=30))
    (brief,) = running.heard(Deliver.BRIEF)
    assert isinstance(brief, Brief)
    (one,) = brief.sessions
    assert (one.session.kind, len(one.lines), len(set(one.questions))) == ("standup", 4, 2)


def test_C6_a_kickoff_shows_the_norms_and_later_sessions_the_experiments(running: House) -> None:
    meeting = running.opened("kickoff")
    (opening,) = running.heard(Deliver.SESSION_OPENING)
    assert isinstance(opening, SessionOpening)
    assert opening.charter is not None and opening.charter.norms == "Ask"
    running.kick_off(ANN, meeting, hypothesis="If <I> & you ask, then we hear")
    running.closed("kickoff")
    assert [model.asks for model in running.heard(Deliver.SESSION_OPENING)] == [False]  # it asks for nothing any more
    running.opened("standup")
    (opening,) = running.heard(Deliver.SESSION_OPENING)
    assert opening.charter is None
    assert [line.hypothesis for line in opening.lines] == ["If <I> & you ask, then we hear", "", "", ""]


def test_whoever_speaks_first_moves_on_by_one(running: House) -> None:
    def order() -> list[str]:
        *_, card = running.heard(Deliver.SESSION_CARD)
        return [box.leader for box in card.boxes if box.leader]

    running.opened("kickoff")
    first = order()
    running.opened("standup")
    second = order()
    assert sorted(first) == sorted(second) == [leader.user for leader in LEADERS]
    assert second == [*first[1:], first[0]]

"""The bot was down: nothing late is sent as if it were now, and nothing is told twice."""

from datetime import UTC, datetime, time, timedelta

import pytest

from podsprint.domain.read_models import Digest, Missed, SessionCard
from podsprint.store.tables import Sprint
from podsprint.usecases import moves, rhythm
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, FAY, House

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def at(*parts: int) -> datetime:
    return datetime(2026, *parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


STANDUP = at(3, 5, 8, 30)


@pytest.fixture
def running(both: House) -> House:
    """A pod whose kick-off has been held: stand-ups on the 5th and the 10th, the retro on the 13th."""
    both.sprint(both.pod())
    both.closed("kickoff")
    both.live_through(at(3, 4, 9))
    both.said.clear()
    return both


def told(house: House) -> list[Deliver]:
    return [kind for kind, out in house.said if out is not None]


def test_down_for_two_hours_over_the_opening_nothing_opens_and_one_note_says_so(running: House) -> None:
    running.live_through(STANDUP - HOUR)
    running.said.clear()
    running.sleep_until(STANDUP + HOUR)
    assert running.meeting("standup").state == "missed"
    # The dates in the channel say so, too; an edit calls nobody.
    assert sorted(told(running)) == [Deliver.MISSED, Deliver.SPRINT_PLAN]


def test_W7_a_kickoff_that_was_missed_is_held_later(both: House) -> None:
    both.sprint(both.pod())
    both.live_through(at(3, 2, 8))
    both.said.clear()
    both.sleep_until(at(3, 2, 9))
    (note,) = both.heard(Deliver.MISSED)
    assert isinstance(note, Missed) and note.may_move
    kickoff = both.meeting("kickoff").id or 0
    both.do(moves.move, moves.MoveSession(who=FAY, meeting_id=kickoff, phrase="14:00"))
    assert both.meeting("kickoff").opens_at == at(3, 2, 13)
    both.kick_off(ANN, both.opened("kickoff"))
    both.closed("kickoff")


def test_a_session_that_was_moved_and_is_missed_again_is_told_again(running: House) -> None:
    running.sleep_until(STANDUP + HOUR)
    meeting = running.meeting("standup").id or 0
    keys = []
    for back in (at(3, 6, 12), at(3, 9, 12)):
        command = moves.MoveSession(who=FAY, meeting_id=meeting, at=back - HOUR, sure=True)
        running.do(moves.move, command)
        running.live_through(back - 2 * HOUR)
        running.said.clear()
        running.sleep_until(back)
        keys += [out.key for kind, out in running.said if kind == Deliver.MISSED and isinstance(out, Outgoing)]
    assert len(set(keys)) == 2 and "meeting:2:missed" not in keys


def test_a_session_that_was_moved_before_the_note_could_be_told_is_not_told_of(running: House) -> None:
    running.live_through(STANDUP - HOUR)
    running.do(rhythm.set_quiet, rhythm.SetQuiet(who=FAY, quiet=(time(9), time(12))))
    running.said.clear()
    running.sleep_until(STANDUP + HOUR)
    assert Deliver.MISSED not in told(running)
    moved = moves.MoveSession(who=FAY, meeting_id=2, phrase="friday")
    running.do(moves.move, moved)
    running.live_through(STANDUP + 6 * HOUR)
    assert Deliver.MISSED not in told(running)


def test_down_for_some_of_it_a_session_opens_and_says_that_it_is_late(running: House) -> None:
    running.sleep_until(STANDUP + 12 * MINUTE)
    (card,) = running.heard(Deliver.SESSION_CARD)
    assert isinstance(card, SessionCard)
    assert (card.opened_late, card.minutes_left) == (STANDUP + 12 * MINUTE, 18)
    running.live_through(STANDUP + 30 * MINUTE)
    *_, card = running.heard(Deliver.SESSION_CARD)
    assert card.session.state == "closed"


def test_a_session_that_opens_in_time_says_nothing_of_it(running: House) -> None:
    running.opened("standup")
    (card,) = running.heard(Deliver.SESSION_CARD)
    assert card.opened_late is None


@pytest.mark.parametrize(("late", "state"), [(25, "open"), (26, "missed")])
def test_with_less_than_five_minutes_left_a_session_is_not_opened(running: House, late: int, state: str) -> None:
    running.sleep_until(STANDUP + late * MINUTE)
    assert running.meeting("standup").state == state


def test_down_during_a_session_its_boxes_are_one_edit(running: House) -> None:
    running.opened("standup")
    running.said.clear()
    running.sleep_until(STANDUP + 20 * MINUTE)
    assert told(running) == [Deliver.SESSION_CARD]
    running.live_through(STANDUP + 29 * MINUTE)
    assert len(running.heard(Deliver.SESSION_CARD)) > 1  # and it goes on from there


def test_down_over_the_close_it_closes_once_and_the_digest_still_tells(running: House) -> None:
    session = running.opened("standup")
    running.stand_up(ANN, session)
    running.tick()
    running.said.clear()
    running.sleep_until(STANDUP + 6 * HOUR)
    assert running.meeting("standup").state == "closed"
    assert told(running).count(Deliver.SESSION_CARD) == 1
    (digest,) = running.heard(Deliver.DIGEST)
    assert isinstance(digest, Digest) and digest.not_yet == (BO.user, CY.user, DEE.user)


def test_down_until_late_entries_have_ended_the_digest_asks_for_none(running: House) -> None:
    session = running.opened("standup")
    running.stand_up(ANN, session)
    running.tick()
    running.said.clear()
    running.sleep_until(at(3, 9, 8))
    (digest,) = running.heard(Deliver.DIGEST)
    assert [entry.leader for entry in digest.entries] == [ANN.user]
    assert digest.not_yet == ()


def test_a_brief_is_late_while_its_session_is_ahead_and_never_after(running: House) -> None:
    running.sleep_until(STANDUP - 15 * MINUTE)  # it was due at 16:00 on the day before
    assert told(running).count(Deliver.BRIEF) == 1
    running.live_through(at(3, 6))
    running.said.clear()
    running.sleep_until(at(3, 10, 8, 31))
    assert Deliver.BRIEF not in told(running)


def test_a_coaching_question_of_yesterday_is_not_asked(running: House) -> None:
    session = running.opened("standup")
    running.stand_up(ANN, session)
    running.sleep_until(STANDUP + timedelta(days=1))
    assert Deliver.COACH_QUESTION not in told(running)


def test_a_coaching_question_of_an_hour_ago_is_asked(running: House) -> None:
    session = running.opened("standup")
    running.stand_up(ANN, session)
    running.sleep_until(STANDUP + HOUR)
    assert told(running).count(Deliver.COACH_QUESTION) == 1


def test_two_sessions_missed_in_one_downtime_are_one_note(running: House) -> None:
    running.live_through(at(3, 4, 20))
    running.said.clear()
    running.sleep_until(at(3, 11, 9))
    (note,) = running.heard(Deliver.MISSED)
    assert isinstance(note, Missed)
    assert [(line.kind, line.number) for line in note.sessions] == [("standup", 1), ("standup", 2)]
    running.opened("retro")


def test_two_downtimes_are_two_notes(running: House) -> None:
    running.sleep_until(STANDUP + HOUR)
    running.sleep_until(at(3, 10, 12))
    notes = running.heard(Deliver.MISSED)
    assert [[line.number for line in note.sessions] for note in notes] == [[1], [2]]


def test_a_window_opens_while_there_is_time_left_in_it(both: House) -> None:
    both.sprint(both.pod(), cadence="async")
    both.closed("kickoff")
    both.sleep_until(STANDUP + 23 * HOUR)
    assert both.meeting("standup").state == "open"
    both.live_through(STANDUP + 24 * HOUR)
    assert both.meeting("standup").state == "closed"


@pytest.mark.parametrize("back", [at(3, 16, 12), at(3, 17, 12), at(4, 20)])
def test_down_over_the_end_of_a_sprint_it_ends_once_with_one_note_and_one_summary(
    running: House, back: datetime
) -> None:
    running.live_through(at(3, 12))
    running.said.clear()
    running.sleep_until(back)
    running.live_through(back + timedelta(days=3))
    kinds = told(running)
    assert (kinds.count(Deliver.MISSED), kinds.count(Deliver.SUMMARY)) == (1, 1)
    assert not {Deliver.SESSION_CARD, Deliver.SESSION_OPENING, Deliver.BRIEF, Deliver.DIGEST} & set(kinds)
    assert running.only(Sprint).closed_at is not None
    (note,) = [out.model for kind, out in running.said if kind == Deliver.MISSED and out is not None]
    assert isinstance(note, Missed) and note.may_move == (back < at(3, 16, 23))  # until the sprint has ended

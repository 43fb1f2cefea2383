"""W7: a session is moved, skipped, merged, made shorter or a window in one step, told to all, and never scored."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from podsprint.domain.agenda import running_order
from podsprint.domain.cadences import SessionKind
from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import MoveAsked, SessionCard, SessionChange, SprintView
from podsprint.errors import Refused
from podsprint.store.tables import Audit, Work
from podsprint.usecases import changeable, checkins, moves, sessions, standings
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.moves import ChangeSession, MoveSession
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, ELSEWHERE, FAY, SAM, House, stand_up
from tests.usecases.test_sprints import race


def at(*parts: int) -> datetime:
    return datetime(2026, *parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


STANDUP = at(3, 5, 8, 30)


@pytest.fixture
def running(both: House) -> House:
    """A pod whose kick-off has been held: stand-ups on the 5th and the 10th, the retro on the 13th."""
    both.sprint(both.pod())
    both.closed("kickoff")
    both.said.clear()
    return both


def meeting_id(house: House, kind: str = "standup", number: int = 1) -> int:
    return house.meeting(kind, number).id or 0


def move(house: House, phrase: str, kind: str = "standup", number: int = 1, **other: Any) -> MoveSession:
    return replace(MoveSession(who=FAY, meeting_id=meeting_id(house, kind, number), phrase=phrase), **other)


def change(house: House, how: str, kind: str = "standup", number: int = 1, **other: Any) -> ChangeSession:
    return replace(ChangeSession(who=FAY, meeting_id=meeting_id(house, kind, number), how=how), **other)


def due(house: House, kind: str) -> datetime:
    (row,) = [row for row in house.rows(Work) if row.key == f"{kind}:{meeting_id(house)}"]
    return row.due_at


def test_W7_a_session_moves_in_one_step(running: House) -> None:
    done = running.do(moves.move, move(running, "friday 14:00"))
    assert isinstance(done, SessionChange)
    row = running.meeting("standup")
    assert (row.opens_at, row.closes_at, row.state) == (at(3, 6, 13), at(3, 6, 13, 30), "planned")
    assert (row.planned_for, row.changed_by) == (STANDUP, FAY.user)
    running.tick()
    plan, told = running.heard(Deliver.CHANGE, Deliver.SPRINT_PLAN)
    assert (told.action, told.by, told.session.opens_at) == ("moved", FAY.user, at(3, 6, 13))
    assert isinstance(plan, SprintView) and plan.sessions[1].opens_at == at(3, 6, 13)
    assert [(row.action, row.actor, row.object_id) for row in running.rows(Audit)][-1] == (
        "session.moved",
        FAY.user,
        row.id,
    )


def test_W7_a_moved_session_opens_closes_and_settles_at_its_new_time_and_not_at_the_old(running: House) -> None:
    running.do(moves.move, move(running, "friday 14:00"))
    running.travel(STANDUP + timedelta(hours=3))
    assert running.meeting("standup").state == "planned"
    running.travel(at(3, 6, 13))
    assert running.meeting("standup").state == "open"
    running.travel(at(3, 6, 13, 30))
    assert running.meeting("standup").state == "closed"
    assert running.meeting("standup").grace_until == at(3, 9, 23)  # the end of Monday
    assert due(running, "session.settle") == at(3, 9, 23)


def test_W7_the_brief_comes_the_working_day_before_its_new_time(running: House) -> None:
    running.do(moves.move, move(running, "monday 9:30"))
    assert due(running, "session.brief") == at(3, 6, 15)
    running.live_through(at(3, 6, 14, 59))
    assert running.heard(Deliver.BRIEF) == []
    running.live_through(at(3, 6, 15))
    assert [one.session.opens_at for brief in running.heard(Deliver.BRIEF) for one in brief.sessions] == [
        at(3, 9, 8, 30)
    ]


def test_W7_a_session_moves_twice_and_remembers_its_first_place(running: House) -> None:
    running.do(moves.move, move(running, "friday 14:00"))
    running.do(moves.move, move(running, "monday 10:00"))
    row = running.meeting("standup")
    assert (row.opens_at, row.planned_for) == (at(3, 9, 9), STANDUP)
    running.tick()
    assert [told.session.opens_at for told in running.heard(Deliver.CHANGE)] == [at(3, 9, 9)]  # once, as it is


def test_a_time_alone_is_on_the_sessions_own_day_and_a_day_alone_keeps_its_time(running: House) -> None:
    running.do(moves.move, move(running, "15:00"))
    assert running.meeting("standup").opens_at == at(3, 5, 14)
    running.do(moves.move, move(running, "friday"))
    assert running.meeting("standup").opens_at == at(3, 6, 14)


def test_a_time_is_typed_in_the_movers_own_zone(running: House) -> None:
    told = Facts(user=FAY.user, standing=Standing.MEMBER, zone="America/New_York")
    running.do(standings.learn, standings.Learn(team=FAY.team, facts=(told,)))
    done = running.do(moves.move, move(running, "friday 9:30"))
    assert isinstance(done, SessionChange)
    assert done.session.opens_at == at(3, 6, 14, 30)
    assert done.session.zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("31 february", "date_does_not_exist"),
        ("whenever", "date_unreadable"),
        ("3/5", "date_ambiguous"),
        ("yesterday", "date_in_past"),
        ("today 9:30", "time_in_past"),
        ("16 march", "move_outside_sprint"),
        ("10 march 9:15", "move_onto"),
        ("11 march", "move_before"),
        ("5 march 9:30", "move_same"),
    ],
)
def test_W7_a_time_that_cannot_stand_is_refused_and_nothing_changes(running: House, phrase: str, code: str) -> None:
    assert [found.code for found in running.refused(moves.move, move(running, phrase, sure=True))] == [code]


def test_W7_the_retro_stays_last_and_the_kickoff_first(both: House) -> None:
    both.sprint(both.pod())
    assert both.codes(moves.move, move(both, "6 march", "kickoff")) == [("move_before", "day")]
    assert both.codes(moves.move, move(both, "9 march", "retro")) == [("move_after", "day")]


def test_W7_an_odd_day_is_asked_about_first(both: House) -> None:
    both.sprint(both.pod(country="DE"), date(2026, 3, 30))  # Good Friday is the 3rd of April
    both.closed("kickoff")
    before = both.photograph()
    asked = both.do(moves.move, move(both, "3 april"))
    assert isinstance(asked, MoveAsked)
    assert [found.code for found in asked.cautions] == ["caution_holiday"]
    assert both.photograph() == before
    done = both.do(moves.move, move(both, "", at=asked.to, sure=True))
    assert isinstance(done, SessionChange)
    assert both.meeting("standup").opens_at == at(4, 3, 7, 30)
    both.travel(at(4, 3, 7, 30))
    assert both.meeting("standup").state == "open"


def test_W7_a_time_in_the_hour_the_clocks_skip_moves_on_and_says_so(both: House) -> None:
    both.sprint(both.pod(), date(2026, 3, 23))
    both.closed("kickoff")
    done = both.do(moves.move, move(both, "29 march 2:30", sure=True))
    assert isinstance(done, SessionChange)
    assert (done.session.opens_at, done.skipped) == (at(3, 29, 1), time(2, 30))


@pytest.mark.parametrize("who", [ANN, SAM, ELSEWHERE])
def test_S8_only_the_facilitator_changes_a_session(running: House, who: Who) -> None:
    code = "facilitator_only" if who is ANN else "not_found"
    assert running.codes(moves.move, move(running, "friday", who=who)) == [(code, "")]
    for how in ("skip", "undo", "merge", "async", "live", "resize", "close"):
        assert running.codes(moves.change, change(running, how, who=who)) == [(code, "")]


# Skipped, and back --------------------------------------------------------------------------------------------------


def test_W7_a_skipped_session_does_not_open_is_not_missed_and_counts_for_nothing(running: House) -> None:
    running.do(moves.change, change(running, "skip"))
    running.live_through(at(3, 9))
    assert running.meeting("standup").state == "skipped"
    kinds = [kind for kind, _ in running.said]
    assert Deliver.MISSED not in kinds and Deliver.BRIEF not in kinds
    assert [told.action for told in running.heard(Deliver.CHANGE)] == ["skipped"]
    running.live_through(at(3, 20))
    summary = running.heard(Deliver.SUMMARY)[-1]
    assert summary.sessions_held == 3


def test_W7_a_skip_is_undone_while_its_time_has_not_passed(running: House) -> None:
    running.do(moves.change, change(running, "skip"))
    running.travel(STANDUP - timedelta(minutes=1))
    running.do(moves.change, change(running, "undo"))
    running.travel(STANDUP)
    assert running.meeting("standup").state == "open"


def test_W7_a_skip_is_not_undone_once_its_time_has_passed(running: House) -> None:
    running.do(moves.change, change(running, "skip"))
    running.travel(STANDUP)
    assert running.codes(moves.change, change(running, "undo")) == [("undo_too_late", "")]


def test_W7_a_skip_is_not_undone_onto_another_session(running: House) -> None:
    running.do(moves.change, change(running, "skip"))
    running.do(moves.move, move(running, "5 march 9:30", "standup", 2))
    assert running.codes(moves.change, change(running, "undo")) == [("move_onto", "wall")]


def test_W7_a_session_is_held_together_with_the_next_one(running: House) -> None:
    done = running.do(moves.change, change(running, "merge"))
    assert done.into is not None and (done.into.kind, done.into.number) == ("standup", 2)
    running.travel(STANDUP + timedelta(days=1))
    assert running.meeting("standup").state == "skipped"
    running.travel(at(3, 10, 8, 30))
    assert running.meeting("standup", 2).state == "open"


def test_only_a_standup_joins_the_next_one(running: House) -> None:
    assert running.codes(moves.change, change(running, "merge", "retro")) == [("merge_with_nothing", "")]


def test_nothing_can_be_written_into_a_skipped_session(running: House) -> None:
    running.do(moves.change, change(running, "skip"))
    assert running.codes(checkins.stand_up, stand_up(ANN, meeting_id(running))) == [("session_was_skipped", "")]


# Shorter, longer, a window, closed ----------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [15, 20, 30, 45])
def test_L6_a_session_of_another_length_has_a_running_order_that_fills_it(running: House, minutes: int) -> None:
    if minutes != 30:
        running.do(moves.change, change(running, "resize", minutes=minutes))
    row = running.meeting("standup")
    assert row.closes_at == STANDUP + timedelta(minutes=minutes)
    running.travel(STANDUP)
    running.said.clear()
    running.live_through(STANDUP + timedelta(minutes=minutes) - timedelta(seconds=1))
    cards = running.heard(Deliver.SESSION_CARD)
    boxes = cards[0].boxes
    assert boxes[-1].ends_at == STANDUP + timedelta(minutes=minutes)
    assert running_order(SessionKind.STANDUP, 4, minutes=minutes).length == timedelta(minutes=minutes)
    running.travel(STANDUP + timedelta(minutes=minutes))
    assert running.meeting("standup").state == "closed"


def test_an_open_session_with_entries_is_not_moved_or_skipped_but_made_longer_or_shorter(running: House) -> None:
    running.stand_up(ANN, running.opened("standup"), ring=Ring.ME)
    assert running.codes(moves.move, move(running, "friday")) == [("session_has_entries", "")]
    assert running.codes(moves.change, change(running, "skip")) == [("session_is_open", "")]
    running.do(moves.change, change(running, "resize", minutes=45))
    running.travel(STANDUP + timedelta(minutes=44))
    assert running.meeting("standup").state == "open"
    assert running.codes(moves.change, change(running, "resize", minutes=20)) == [("length_has_passed", "minutes")]
    running.travel(STANDUP + timedelta(minutes=45))
    assert running.meeting("standup").state == "closed"
    assert running.codes(moves.change, change(running, "resize", minutes=60)) == [("session_is_over", "")]


def test_W7_a_session_that_has_just_opened_is_moved_while_nobody_has_checked_in(running: House) -> None:
    running.opened("standup")
    running.said.clear()
    running.do(moves.move, move(running, "friday 14:00"))
    row = running.meeting("standup")
    assert (row.state, row.opens_at, row.planned_for, row.opened_at) == ("planned", at(3, 6, 13), STANDUP, None)
    assert running.codes(checkins.stand_up, stand_up(ANN, row.id or 0)) == [("session_not_open", "")]
    running.tick()
    told = [(kind, out) for kind, out in running.said if kind in (Deliver.SESSION_CARD, Deliver.SESSION_OPENING)]
    (_, card), (_, opening) = told
    assert isinstance(card, Outgoing) and card.last and isinstance(opening, Outgoing) and opening.model is None
    assert isinstance(card.model, SessionCard) and card.model.session.opens_at == at(3, 6, 13)
    assert not card.model.takes_entries
    running.said.clear()
    running.live_through(at(3, 6, 13))
    opened = [out for kind, out in running.said if kind == Deliver.SESSION_CARD]
    assert [out.key for out in opened if isinstance(out, Outgoing) and not out.last] == [card.key]
    running.stand_up(ANN, row.id or 0)
    running.live_through(at(3, 6, 13, 30))
    assert running.meeting("standup").state == "closed"


def test_W7_a_session_whose_skip_has_passed_is_moved(running: House) -> None:
    running.do(moves.change, change(running, "merge"))
    assert running.codes(moves.move, move(running, "friday")) == [("session_is_skipped", "")]
    running.travel(STANDUP)
    running.do(moves.move, move(running, "17:00"))
    row = running.meeting("standup")
    assert (row.state, row.opens_at, row.merged_into_id) == ("planned", at(3, 5, 16), None)
    running.opened("standup")


def test_an_open_session_is_closed_now_and_takes_late_entries(running: House) -> None:
    session = running.opened("standup")
    running.clock.advance(minutes=10)
    running.do(moves.change, change(running, "close"))
    assert running.meeting("standup").state == "closed"
    assert running.stand_up(ANN, session).late
    running.tick()
    assert len(running.heard(Deliver.DIGEST)) == 1
    running.live_through(at(3, 7))
    assert running.meeting("standup").grace_until == at(3, 6, 23)
    assert len(running.heard(Deliver.SESSION_CARD)) >= 1  # it no longer asks for late entries


def test_L6_a_session_becomes_a_window_of_a_day_and_live_again(running: House) -> None:
    running.do(moves.change, change(running, "async"))
    row = running.meeting("standup")
    assert (row.live, row.closes_at) == (False, STANDUP + timedelta(days=1))
    assert running.codes(moves.change, change(running, "resize", minutes=20)) == [("session_is_window", "")]
    running.do(moves.change, change(running, "live"))
    row = running.meeting("standup")
    assert (row.live, row.closes_at) == (True, STANDUP + timedelta(minutes=30))
    assert running.codes(moves.change, change(running, "live")) == [("session_is_live", "")]


def test_a_length_that_is_none_is_refused(running: House) -> None:
    for minutes in (None, 0, 9, 121, 10**6):
        command = change(running, "resize", minutes=minutes)
        assert running.codes(moves.change, command) == [("out_of_range", "minutes")]
    assert running.codes(moves.change, change(running, "dance")) == [("choose_one", "how")]


# The sprint's end goes with its sessions ------------------------------------------------------------------------------


def test_the_sprint_ends_when_late_entries_to_its_moved_retro_have_ended(running: House) -> None:
    running.do(moves.move, move(running, "12 march", "retro"))
    (row,) = [row for row in running.rows(Work) if row.kind == "sprint.finish"]
    assert row.due_at == running.meeting("retro").grace_until == at(3, 13, 23)


# At once --------------------------------------------------------------------------------------------------------------


def test_two_facilitators_moving_at_once_one_wins_and_the_other_is_told(running: House) -> None:
    commands = [move(running, f"friday {hour}:00", seen_at=STANDUP) for hour in (11, 12, 13, 14)]
    results = race(*(lambda command=command: running.do(moves.move, command) for command in commands))
    won = [found for found in results if isinstance(found, SessionChange)]
    assert len(won) == 1 and running.meeting("standup").opens_at == won[0].session.opens_at
    assert {str(found) for found in results if isinstance(found, Refused)} == {"session_changed"}
    assert len([row for row in running.rows(Audit) if row.action == "session.moved"]) == 1


def test_moving_and_skipping_at_once_one_wins_and_the_other_is_told(running: House) -> None:
    results = race(
        lambda: running.do(moves.move, move(running, "friday 11:00", seen_at=STANDUP)),
        lambda: running.do(moves.change, change(running, "skip", seen_at=STANDUP)),
    )
    assert sorted(type(found).__name__ for found in results) == ["Refused", "SessionChange"]
    (told,) = [str(found) for found in results if isinstance(found, Refused)]
    assert told in ("session_changed", "session_is_skipped")


def test_a_session_is_moved_or_opened_and_never_both(running: House) -> None:
    command = move(running, "friday 11:00")
    running.clock.set(STANDUP)
    with ThreadPoolExecutor(2) as threads:
        opening = threads.submit(running.tick)
        moving = threads.submit(lambda: race(lambda: running.do(moves.move, command)))
        opening.result()
        (result,) = moving.result()
    running.tick()
    row = running.meeting("standup")
    if isinstance(result, Refused):
        assert (str(result), row.state) == ("session_is_open", "open")
    else:
        assert (row.state, row.opens_at) == ("planned", at(3, 6, 10))
        running.travel(at(3, 6, 10))
        assert running.meeting("standup").state == "open"


# What can be done -----------------------------------------------------------------------------------------------------


def test_the_form_offers_what_can_be_done_now(running: House) -> None:
    def may(kind: str = "standup", number: int = 1) -> tuple[str, ...]:
        now = running.clock.now()
        return running.look(changeable.to_change, FAY, meeting_id(running, kind, number), now).may

    assert may() == ("move", "skip", "merge", "async", "resize")
    assert may("retro") == ("move", "skip", "async", "resize")
    assert may("kickoff") == ()
    running.do(moves.change, change(running, "skip"))
    assert may() == ("undo",)
    running.travel(STANDUP)
    assert may() == ("move",)
    session = running.opened("standup", 2)
    assert may() == ()  # the next one has begun, and sessions keep their order
    assert may("standup", 2) == ("resize", "async", "close", "move")
    running.stand_up(ANN, session)
    assert may("standup", 2) == ("resize", "async", "close")


def test_a_command_means_the_next_session_it_can_be_about(running: House) -> None:
    def meant(how: str, number: int | None = None, kind: SessionKind = SessionKind.STANDUP) -> int:
        return running.look(changeable.meant, FAY, "C1", kind, how, number, running.clock.now()).number

    assert meant("move") == 1
    assert meant("move", 2) == 2
    running.do(moves.change, change(running, "skip"))
    assert (meant("move"), meant("undo")) == (2, 1)
    running.do(moves.change, change(running, "undo"))
    session = running.opened("standup")
    assert (meant("resize"), meant("close"), meant("move"), meant("skip")) == (1, 1, 1, 2)
    running.stand_up(ANN, session)
    assert meant("move") == 2  # what has begun stays where it is
    with pytest.raises(Refused, match="no_such_session"):
        meant("move", 9)
    with pytest.raises(Refused, match="facilitator_only"):
        running.look(changeable.meant, ANN, "C1", SessionKind.STANDUP, "move", None, running.clock.now())


def test_a_session_opened_before_its_time_can_still_be_changed(running: House) -> None:
    running.clock.set(STANDUP - timedelta(minutes=7, microseconds=5))
    opened = running.do(sessions.open_now, sessions.OpenNow(who=FAY, channel="C1", kind=SessionKind.STANDUP))
    seen = opened.opens_at.replace(microsecond=0)
    running.do(moves.change, change(running, "resize", minutes=45, seen_at=seen))
    assert running.meeting("standup").closes_at == opened.opens_at + timedelta(minutes=45)

"""L5, L13: a sprint is moved, paused, resumed, closed before its time and opened again; its order and days hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from podsprint.domain.cadences import SessionKind
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import Home, SprintView
from podsprint.errors import Refused
from podsprint.store.tables import Audit, Experiment, Sprint, Work
from podsprint.usecases import experiments, home, moves, sessions, sprint_moves, sprints
from podsprint.usecases.moves import ChangeSession, MoveSession
from podsprint.usecases.outbox import Deliver
from podsprint.usecases.sprint_moves import ChangeSprint, MoveSprint
from tests.usecases.house import ANN, ELSEWHERE, FAY, MONDAY, SAM, House, plan
from tests.usecases.test_sprints import race


def at(*parts: int) -> datetime:
    return datetime(2026, *parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


THIS = ChangeSprint(who=FAY, sprint_id=1)
MOVE = MoveSprint(who=FAY, sprint_id=1)


@pytest.fixture
def planned(both: House) -> House:
    """A sprint from the 2nd to the 13th of March that has not begun."""
    both.sprint(both.pod())
    both.tick()
    both.said.clear()
    return both


@pytest.fixture
def running(planned: House) -> House:
    """The same, its kick-off held. Stand-ups are on the 5th and the 10th, the retro on the 13th."""
    planned.closed("kickoff")
    planned.said.clear()
    return planned


def days(sprint: SprintView) -> list[tuple[int, int]]:
    return [(line.opens_at.month, line.opens_at.day) for line in sprint.sessions]


# Moved ----------------------------------------------------------------------------------------------------------------


def test_L5_a_sprint_that_has_not_begun_moves_as_a_whole(planned: House) -> None:
    asked = planned.look(sprint_moves.ask_move, replace(MOVE, phrase="monday"), planned.clock.now())
    done = planned.do(sprint_moves.move, replace(MOVE, to=asked.to))
    assert days(done) == days(asked.sprint) == [(3, 9), (3, 12), (3, 17), (3, 20)]
    assert (done.starts_on, done.ends_on) == (date(2026, 3, 9), date(2026, 3, 20))
    planned.travel(at(3, 8))
    assert planned.meeting("kickoff").state == "planned"
    planned.travel(at(3, 9, 8, 30))
    assert planned.meeting("kickoff").state == "open"
    assert [told.action for told in planned.heard(Deliver.CHANGE)] == ["moved"]
    assert planned.rows(Audit)[-1].action == "sprint.moved"


def test_L5_a_sprint_that_has_begun_moves_what_is_still_to_come(running: House) -> None:
    done = running.do(sprint_moves.move, replace(MOVE, phrase="9 march"))
    assert days(done) == [(3, 2), (3, 9), (3, 12), (3, 17)]
    assert (done.starts_on, done.ends_on) == (MONDAY, date(2026, 3, 17))
    running.live_through(at(3, 30))
    assert [line.state for line in running.look(sprints.planned, 1)[1].sessions] == ["closed"] * 4  # type: ignore[index]
    assert running.only(Sprint).closed_at == running.meeting("retro").grace_until == at(3, 18, 23)


def test_L5_a_moved_sprint_keeps_its_local_time_and_leaves_out_holidays(both: House) -> None:
    both.sprint(both.pod(country="DE"))
    both.closed("kickoff")
    done = both.do(sprint_moves.move, replace(MOVE, phrase="30 march"))
    # Summer time from the 29th; Good Friday and Easter Monday, the 3rd and 6th of April, are left out.
    assert [line.opens_at for line in done.sessions[1:]] == [at(3, 30, 7, 30), at(4, 2, 7, 30), at(4, 9, 7, 30)]


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("31 february", "date_does_not_exist"),
        ("sometime", "date_unreadable"),
        ("1 march", "date_in_past"),
        ("today", "move_after"),
        ("1 oct", "date_too_far"),
        ("", "required"),
    ],
)
def test_a_sprint_is_not_moved_where_it_cannot_be(running: House, phrase: str, code: str) -> None:
    assert [found.code for found in running.refused(sprint_moves.move, replace(MOVE, phrase=phrase))] == [code]


def test_a_sprint_with_nothing_to_come_is_not_moved(running: House) -> None:
    running.travel(at(3, 13, 9))
    assert running.codes(sprint_moves.move, replace(MOVE, phrase="monday")) == [("nothing_ahead", "")]


def test_L5_a_sprint_whose_kickoff_was_missed_moves_as_a_whole(planned: House) -> None:
    planned.sleep_until(at(3, 3))
    asked = planned.look(sprint_moves.ask_move, replace(MOVE, phrase="9 march"), planned.clock.now())
    done = planned.do(sprint_moves.move, replace(MOVE, to=asked.to))
    assert days(done) == days(asked.sprint) == [(3, 9), (3, 12), (3, 17), (3, 20)]
    assert {line.state for line in (*asked.sprint.sessions, *done.sessions)} == {"planned"}
    planned.opened("kickoff")


def test_L5_a_retro_that_was_missed_moves_with_the_sprint(running: House) -> None:
    for kind, number in (("standup", 1), ("standup", 2)):
        running.closed(kind, number)
    running.sleep_until(at(3, 13, 12))
    assert running.meeting("retro").state == "missed"
    done = running.do(sprint_moves.move, replace(MOVE, phrase="monday"))
    assert (days(done)[-1], done.ends_on) == ((3, 16), date(2026, 3, 16))
    running.closed("retro")
    assert running.only(Sprint).closed_at is None


def test_what_was_skipped_moves_along_before_the_sprint_begins(planned: House) -> None:
    skipped = planned.meeting("standup").id or 0
    planned.do(moves.change, ChangeSession(who=FAY, meeting_id=skipped, how="skip"))
    planned.do(sprint_moves.move, replace(MOVE, phrase="monday"))
    row = planned.meeting("standup")
    assert (row.state, row.opens_at) == ("skipped", at(3, 12, 8, 30))
    planned.do(moves.change, ChangeSession(who=FAY, meeting_id=skipped, how="undo"))
    assert planned.meeting("standup").state == "planned"


def test_a_sprint_that_was_changed_since_it_was_seen_is_not_moved(running: House) -> None:
    seen = running.look(sprint_moves.seen, FAY, 1)
    standup = running.meeting("standup").id or 0
    running.do(moves.move, MoveSession(who=FAY, meeting_id=standup, phrase="friday"))
    command = replace(MOVE, to=date(2026, 3, 9), seen_at=seen)
    assert running.codes(sprint_moves.move, command) == [("sprint_changed", "")]


# Paused ---------------------------------------------------------------------------------------------------------------


def test_a_paused_sprint_opens_nothing_and_says_by_whom_and_since_when(running: House) -> None:
    running.clock.set(at(3, 3, 12))
    done = running.do(sprint_moves.pause, THIS)
    assert (done.paused_by, done.paused_at) == (FAY.user, at(3, 3, 12))
    running.live_through(at(3, 18, 11))
    kinds = [kind for kind, _ in running.said]
    assert not {Deliver.BRIEF, Deliver.MISSED, Deliver.SUMMARY, Deliver.SESSION_OPENING} & set(kinds)
    assert {line.state for line in running.look(sprints.planned, 1)[1].sessions[1:]} == {"on_hold"}  # type: ignore[index]
    shown = running.look(home.home, ANN, running.clock.now())
    assert isinstance(shown, Home) and shown.pods[0].session is None


def test_L5_a_resumed_sprint_plans_what_is_to_come_on_the_working_days_that_follow(running: House) -> None:
    running.clock.set(at(3, 3, 12))
    running.do(sprint_moves.pause, THIS)
    running.live_through(at(3, 18, 11))
    running.said.clear()
    asked = running.look(sprint_moves.ask_resume, THIS, running.clock.now())
    done = running.do(sprint_moves.resume, THIS)
    assert days(done) == days(asked.sprint) == [(3, 2), (3, 20), (3, 25), (3, 30)]
    assert done.ends_on == date(2026, 3, 30)
    assert done.sessions[-1].opens_at == at(3, 30, 7, 30)  # summer time, and still half past nine
    running.live_through(at(4, 3))
    assert [told.action for told in running.heard(Deliver.CHANGE)] == ["resumed"]
    assert running.meeting("retro").state == "closed"
    assert running.only(Sprint).closed_at is not None


def test_resumed_at_once_nothing_has_moved(running: House) -> None:
    before = days(running.look(sprints.planned, 1)[1])  # type: ignore[index]
    running.do(sprint_moves.pause, THIS)
    assert days(running.do(sprint_moves.resume, THIS)) == before


def test_a_session_that_is_open_at_the_pause_closes_at_its_time(running: House) -> None:
    session = running.opened("standup")
    running.do(sprint_moves.pause, THIS)
    running.stand_up(ANN, session)
    running.travel(running.meeting("standup").closes_at)
    assert running.meeting("standup").state == "closed"


def test_a_paused_sprint_is_neither_paused_moved_nor_followed_by_another(running: House) -> None:
    running.do(sprint_moves.pause, THIS)
    found = problem("sprint_paused", since=running.clock.now(), zone="Europe/Berlin")
    standup = running.meeting("standup").id or 0
    assert running.refused(sprint_moves.pause, THIS) == (found,)
    assert running.refused(sprint_moves.move, replace(MOVE, phrase="monday")) == (found,)
    assert running.refused(moves.move, MoveSession(who=FAY, meeting_id=standup, phrase="friday")) == (found,)
    opening = sessions.OpenNow(who=FAY, channel="C1", kind=SessionKind.STANDUP)
    assert running.refused(sessions.open_now, opening) == (found,)
    start = sprints.StartSprint(who=FAY, pod_id=1, starts_on=date(2026, 4, 6))
    assert running.codes(sprints.start_sprint, start) == [("sprint_running", "")]


def test_only_a_paused_sprint_goes_on(running: House) -> None:
    assert running.codes(sprint_moves.resume, THIS) == [("sprint_not_paused", "")]


# Closed ---------------------------------------------------------------------------------------------------------------


def test_L13_a_sprint_closed_early_leaves_experiments_open_and_is_summed_up(running: House) -> None:
    session = running.opened("standup")
    running.do(experiments.plan_experiment, plan(ANN, 1))
    running.stand_up(ANN, session)
    running.do(sprint_moves.close, THIS)
    running.tick()
    sprint = running.only(Sprint)
    assert (sprint.closed_at, sprint.closed_by) == (running.clock.now(), FAY.user)
    assert running.meeting("standup").state == "closed"
    assert running.only(Experiment).closed_at is None
    assert len(running.heard(Deliver.SUMMARY)) == 1
    running.live_through(at(4, 1))
    kinds = {kind for kind, _ in running.said}
    assert not {Deliver.SESSION_OPENING, Deliver.MISSED, Deliver.SUMMARY, Deliver.BRIEF} & kinds
    start = sprints.StartSprint(who=FAY, pod_id=1, starts_on=date(2026, 4, 6))
    assert running.do(sprints.start_sprint, start).number == 2


def test_late_entries_end_with_a_sprint_that_is_closed_early(running: House) -> None:
    running.do(sprint_moves.close, THIS)
    assert running.meeting("kickoff").grace_until <= running.clock.now()


def test_an_early_end_is_taken_back_within_a_day(running: House) -> None:
    running.travel(at(3, 2, 14))
    running.do(sprint_moves.close, THIS)
    running.travel(running.clock.now() + timedelta(hours=20))
    summary, ended = running.heard(Deliver.SUMMARY, Deliver.SPRINT_ENDED)
    assert summary.number == ended.number == 1
    running.do(sprint_moves.reopen, THIS)
    running.tick()
    assert running.heard(Deliver.SUMMARY, Deliver.SPRINT_ENDED) == [None, None]  # both are taken back
    assert running.only(Sprint).closed_at is None
    assert running.meeting("kickoff").grace_until == at(3, 3, 23)
    running.travel(at(3, 5, 8, 30))
    assert running.meeting("standup").state == "open"
    running.live_through(at(3, 17, 9))
    assert running.only(Sprint).closed_by is None and running.only(Sprint).closed_at is not None
    assert running.heard(Deliver.SPRINT_ENDED)[-1].number == 1


def test_an_early_end_stands_after_a_day_or_when_the_next_sprint_has_started(running: House) -> None:
    assert running.codes(sprint_moves.reopen, THIS) == [("sprint_running", "")]
    running.do(sprint_moves.close, THIS)
    running.clock.advance(hours=1)
    start = sprints.StartSprint(who=FAY, pod_id=1, starts_on=date(2026, 3, 9))
    running.do(sprints.start_sprint, start)
    assert running.codes(sprint_moves.reopen, THIS) == [("sprint_running", "")]
    running.do(sprint_moves.close, replace(THIS, sprint_id=2))
    running.clock.advance(days=1, seconds=1)
    assert running.codes(sprint_moves.reopen, replace(THIS, sprint_id=2)) == [("reopen_too_late", "")]


def test_a_sprint_that_ended_by_itself_stays_so(running: House) -> None:
    running.live_through(at(3, 17))
    assert running.codes(sprint_moves.reopen, THIS) == [("reopen_too_late", "")]
    assert running.codes(sprint_moves.close, THIS) == [("sprint_over", "")]
    assert running.codes(sprint_moves.pause, THIS) == [("sprint_over", "")]


@pytest.mark.parametrize("who", [ANN, SAM, ELSEWHERE])
def test_S8_only_the_facilitator_changes_a_sprint(running: House, who: Who) -> None:
    code = "facilitator_only" if who is ANN else "not_found"
    runs: tuple[Any, ...] = (sprint_moves.pause, sprint_moves.resume, sprint_moves.close, sprint_moves.reopen)
    for run in runs:
        assert running.codes(run, replace(THIS, who=who)) == [(code, "")]
    assert running.codes(sprint_moves.move, replace(MOVE, who=who, phrase="monday")) == [(code, "")]
    with pytest.raises(Refused, match=code):
        running.look(sprint_moves.ask_close, replace(THIS, who=who))


def test_closing_and_pausing_at_once_leaves_one_state(running: House) -> None:
    results = race(
        lambda: running.do(sprint_moves.pause, THIS),
        lambda: running.do(sprint_moves.close, THIS),
        lambda: running.do(sprint_moves.close, THIS),
    )
    sprint = running.only(Sprint)
    assert sprint.closed_at is not None and sprint.paused_at is None
    assert [str(found) for found in results if isinstance(found, Refused)].count("sprint_over") >= 1


def test_the_calendar_holds_each_piece_of_work_once(running: House) -> None:
    running.do(sprint_moves.move, replace(MOVE, phrase="9 march"))
    running.do(sprint_moves.pause, THIS)
    assert [row.key for row in running.rows(Work) if row.done_at is None and row.kind.startswith("session.open")] == []
    running.do(sprint_moves.resume, THIS)
    waiting = [row.key for row in running.rows(Work) if row.done_at is None and row.kind == "session.open"]
    assert waiting == ["session.open:2", "session.open:3", "session.open:4"]
    assert running.clock.now() + timedelta(days=1) < min(
        row.due_at for row in running.rows(Work) if row.kind == "sprint.finish"
    )

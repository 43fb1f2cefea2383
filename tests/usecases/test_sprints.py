"""Starting a sprint: its dates (L5), what has to come first (W9), and once only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import MoveAsked, PodView, SprintView
from podsprint.errors import Refused
from podsprint.store.tables import Meeting, Pod, Sprint, Work
from podsprint.usecases import absences, endings, moves, pods, sprint_moves, sprints
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, ELSEWHERE, FAY, LEADERS, MONDAY, SAM, House, create_command


def at(*parts: int) -> datetime:
    return datetime(2026, *parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def start(pod: PodView, **other: Any) -> sprints.StartSprint:
    return replace(sprints.StartSprint(who=FAY, pod_id=pod.id, starts_on=MONDAY), **other)


def test_W9_no_sprint_before_the_charter(both: House) -> None:
    pod = both.create()
    assert both.refused(sprints.start_sprint, start(pod)) == (problem("charter_missing"),)
    with pytest.raises(Refused, match="charter_missing"):
        both.look(sprints.may_start, FAY, "C1")
    with pytest.raises(Refused, match="charter_missing"):
        both.look(sprints.may_start_in, FAY, pod.id)


def test_L5_a_sprint_is_ten_working_days_with_four_sessions(both: House) -> None:
    sprint = both.sprint(both.pod())
    assert (sprint.number, sprint.starts_on, sprint.ends_on, sprint.cadence) == (
        1,
        MONDAY,
        date(2026, 3, 13),
        "classic",
    )
    assert [(line.kind, line.number, line.opens_at, line.state) for line in sprint.sessions] == [
        ("kickoff", 1, at(3, 2, 8, 30), "planned"),
        ("standup", 1, at(3, 5, 8, 30), "planned"),
        ("standup", 2, at(3, 10, 8, 30), "planned"),
        ("retro", 1, at(3, 13, 8, 30), "planned"),
    ]
    assert {line.closes_at - line.opens_at for line in sprint.sessions} == {timedelta(minutes=30)}


def test_L5_local_time_is_kept_when_the_clocks_change(both: House) -> None:
    sprint = both.sprint(both.pod(), date(2026, 3, 23))
    assert [line.opens_at for line in sprint.sessions] == [
        at(3, 23, 8, 30),
        at(3, 26, 8, 30),
        at(3, 31, 7, 30),  # Berlin went to summer time on the 29th
        at(4, 3, 7, 30),
    ]
    assert [row.opens_at for row in both.rows(Meeting)] == [line.opens_at for line in sprint.sessions]


def test_L5_a_session_on_a_public_holiday_moves(both: House) -> None:
    sprint = both.sprint(both.pod(country="DE"), date(2026, 3, 23))
    assert sprint.sessions[-1].opens_at == at(4, 2, 7, 30)  # the last day is Good Friday: earlier, not past the end
    assert sprint.ends_on == date(2026, 4, 3)


def test_L5_late_entries_end_after_the_next_working_day_that_is_no_holiday(both: House) -> None:
    both.sprint(both.pod(country="DE"), date(2026, 3, 23))
    # After Thursday come Good Friday, a weekend and Easter Monday; the first working day is Tuesday the 7th.
    assert both.meeting("retro").grace_until == at(4, 7, 22)


def test_L5_a_pod_that_works_from_sunday_to_thursday_has_its_own_calendar(both: House) -> None:
    pod = both.pod(works_on=frozenset({6, 0, 1, 2, 3}), zone="Asia/Riyadh")
    sprint = both.sprint(pod, date(2026, 3, 6))  # a Friday
    days = [date(2026, 3, day) for day in (8, 11, 16, 19)]
    assert [row.opens_at.date() for row in both.rows(Meeting)] == days
    assert (sprint.starts_on, sprint.ends_on) == (days[0], days[-1])
    assert both.meeting("kickoff").grace_until == at(3, 9, 21)
    assert both.meeting("retro").grace_until == at(3, 22, 21)  # late entries have Sunday
    leaders = [leader.user for leader in LEADERS]
    assert not any(both.look(absences.away, FAY.team, leaders, day) for day in days)
    both.do(sprint_moves.move, sprint_moves.MoveSprint(who=FAY, sprint_id=sprint.id, to=date(2026, 3, 13)))
    assert [row.opens_at.date() for row in both.rows(Meeting)] == [date(2026, 3, day) for day in (15, 18, 23, 26)]
    friday = moves.MoveSession(who=FAY, meeting_id=both.meeting("standup").id or 0, phrase="friday 20 march 9:30")
    asked = both.do(moves.move, friday)
    assert isinstance(asked, MoveAsked)
    assert [found.code for found in asked.cautions] == ["caution_weekend"]
    assert both.do(moves.move, replace(friday, phrase="sunday 22 march 9:30", seen_at=None))
    both.closed("kickoff")
    both.do(sprint_moves.move, sprint_moves.MoveSprint(who=FAY, sprint_id=sprint.id, to=date(2026, 3, 27)))
    assert [row.opens_at.date() for row in both.rows(Meeting)] == [date(2026, 3, day) for day in (15, 29, 30)] + [
        date(2026, 4, 2)
    ]
    both.live_through(at(4, 5, 20))
    assert both.look(endings.proposed, pod.id, both.clock.now()).first_day == date(2026, 4, 12)
    both.heard()
    both.live_through(at(4, 6, 6))
    assert not both.heard(Deliver.SPRINT_ENDED)
    both.live_through(at(4, 6, 7))  # half past nine in Riyadh, after the last working day for late entries
    assert both.heard(Deliver.SPRINT_ENDED)


@pytest.mark.parametrize(("cadence", "sessions"), [("classic", 4), ("light", 3), ("intensive", 6), ("async", 4)])
def test_every_rhythm_can_be_chosen(house: House, cadence: str, sessions: int) -> None:
    sprint = house.sprint(house.pod(), cadence=cadence)
    assert len(sprint.sessions) == sessions
    assert {line.live for line in sprint.sessions} == {cadence != "async"}


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"starts_on": None}, problem("required", "starts_on")),
        ({"starts_on": date(2026, 3, 1)}, problem("date_in_past", "starts_on", date=date(2026, 3, 1), today=MONDAY)),
        ({"starts_on": date(2026, 8, 30)}, problem("date_too_far", "starts_on", latest=date(2026, 8, 29))),
        ({"starts_on": date.max}, problem("date_too_far", "starts_on", latest=date(2026, 8, 29))),
        ({"starts_on": date.min}, problem("date_in_past", "starts_on", date=date.min, today=MONDAY)),
        ({"cadence": "daily"}, problem("choose_one", "cadence")),
        ({"cadence": ""}, problem("choose_one", "cadence")),
    ],
)
def test_dates_that_cannot_stand_are_refused(house: House, other: dict[str, Any], found: object) -> None:
    pod = house.pod()
    assert house.refused(sprints.start_sprint, start(pod, **other)) == (found,)


def test_the_latest_first_day_is_allowed(house: House) -> None:
    assert house.sprint(house.pod(), date(2026, 8, 28)).starts_on == date(2026, 8, 28)


def test_a_first_day_on_a_weekend_is_the_monday_after(house: House) -> None:
    assert house.sprint(house.pod(), date(2026, 3, 7)).starts_on == date(2026, 3, 9)


def test_a_kickoff_that_has_passed_today_is_refused(house: House) -> None:
    pod = house.pod()
    house.clock.set(at(3, 2, 9))  # it would have closed in this minute
    found = problem("kickoff_in_past", "starts_on", time=time(9, 30))
    assert house.refused(sprints.start_sprint, start(pod)) == (found,)


def test_a_kickoff_that_is_under_way_opens_at_once(both: House) -> None:
    pod = both.pod()
    both.clock.set(at(3, 2, 8, 45))
    both.sprint(pod)
    both.tick()
    assert both.meeting("kickoff").state == "open"
    assert Deliver.BRIEF not in [kind for kind, _ in both.said]  # too late for one


def test_the_day_is_the_pods_own(house: House) -> None:
    pod = house.pod(zone="Pacific/Auckland", meets_at=time(9, 30))
    house.clock.set(at(3, 2, 12))  # already the 3rd there
    today = date(2026, 3, 3)
    found = problem("date_in_past", "starts_on", date=MONDAY, today=today)
    assert house.refused(sprints.start_sprint, start(pod)) == (found,)
    house.sprint(pod, today + timedelta(days=1))
    assert house.meeting("kickoff").opens_at == at(3, 3, 20, 30)


def test_a_second_sprint_is_refused_while_one_runs(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    found = problem("sprint_running", number=1, ends_on=date(2026, 3, 13))
    assert both.refused(sprints.start_sprint, start(pod, starts_on=date(2026, 4, 6))) == (found,)


def test_the_next_sprint_has_the_next_number(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    both.travel(at(3, 16, 23))  # Monday night: late entries to Friday's retro have ended
    assert both.only(Sprint).closed_at == at(3, 16, 23)
    assert both.sprint(pod, date(2026, 3, 17)).number == 2


@pytest.mark.parametrize("who", [ANN, SAM, ELSEWHERE])
def test_only_the_facilitator_starts_one(house: House, who: Who) -> None:
    pod = house.pod()
    code = "facilitator_only" if who is ANN else "not_found"
    assert house.codes(sprints.start_sprint, start(pod, who=who)) == [(code, "")]


def race(*runs: Callable[[], Any]) -> list[Any]:
    """What comes of doing several things at once: a result, or the error."""

    def result(run: Callable[[], Any]) -> Any:
        try:
            return run()
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(len(runs)) as threads:
        return list(threads.map(result, runs))


def test_a_sprint_started_twice_at_once_is_one(both: House) -> None:
    pod = both.pod()
    results = race(*(lambda: both.do(sprints.start_sprint, start(pod)) for _ in range(4)))
    assert [type(found) for found in results].count(SprintView) == 1
    refusals = [found for found in results if isinstance(found, Refused)]
    assert {str(refused) for refused in refusals} == {"sprint_running"} and len(refusals) == 3
    assert len(both.rows(Meeting)) == 4
    assert len([row for row in both.rows(Work) if row.kind == "session.open"]) == 4


def test_a_pod_created_twice_at_once_is_one(both: House) -> None:
    results = race(*(lambda: both.do(pods.create_pod, create_command()) for _ in range(4)))
    assert len(both.rows(Pod)) == 1
    # Whoever asked for the very same is shown the one there is.
    assert {str(found) for found in results if not isinstance(found, PodView)} <= {"channel_has_pod"}


# Looking at it ----------------------------------------------------------------------------------------------------


def test_its_dates_are_told_in_the_channel_once(both: House) -> None:
    sprint = both.sprint(both.pod())
    both.tick()
    assert both.heard(Deliver.SPRINT_PLAN) == [sprint]


def test_the_status_counts_who_is_in(house: House) -> None:
    pod = house.pod()
    assert house.look(sprints.status, ANN, "C1") == house.look(pods.charter_here, ANN, "C1")[0]
    house.sprint(pod)
    house.kick_off(ANN, house.opened("kickoff"))
    found = house.look(sprints.status, ANN, "C1")
    assert isinstance(found, SprintView)
    assert (found.checked_in, found.leaders, found.sessions[0].state) == (1, 4, "open")


def test_a_sprint_ends_once_and_is_summed_up(both: House) -> None:
    pod = both.pod()
    both.sprint(pod)
    both.travel(at(3, 13, 9))
    both.said.clear()
    both.travel(at(3, 17))
    both.do(lambda session, sprint, now: sprints.finish_sprint(session, sprint, now), 1)
    both.do(lambda session, sprint, now: sprints.finish_sprint(session, sprint, now), 99)
    both.tick()
    assert len(both.heard(Deliver.SUMMARY)) == 1

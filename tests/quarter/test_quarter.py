"""The quarter, checked as a whole. What no rule can say, a person reads: ``python -m tests.quarter``."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from podsprint.domain.privacy import Ring
from podsprint.slack.text import Words
from podsprint.store.tables import CheckIn, Experiment, Meeting, Observation, Pod, Sprint, Work
from podsprint.usecases.outbox import ANSWERS, Deliver
from tests.quarter.cast import PODS, PRIVATE, SPRINTS, name_of
from tests.quarter.run import played
from tests.quarter.stage import NEW, Line
from tests.quarter.story import Quarter
from tests.usecases.house import House


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Quarter:
    folder: Path = tmp_path_factory.mktemp("quarter")
    return played(folder, words)


def new(quarter: Quarter, *kinds: Deliver) -> list[Line]:
    return [line for line in quarter.stage.transcript if line.how == NEW and line.kind in kinds]


def test_every_message_and_page_is_one_that_slack_takes(quarter: Quarter) -> None:
    assert quarter.stage.complaints == []


def test_everything_that_was_due_was_done(quarter: Quarter) -> None:
    rows = quarter.house.rows(Work)
    assert [(row.key, row.error) for row in rows if row.error not in (None, "expired")] == []
    assert [row.key for row in rows if row.done_at is None and row.due_at < quarter.house.clock.now()] == []


def test_every_pod_has_lived_through_its_sprints(quarter: Quarter) -> None:
    sprints = quarter.house.rows(Sprint)
    assert Counter(row.pod_id for row in sprints) == dict.fromkeys(quarter.stage.pods().values(), SPRINTS)
    assert [row.id for row in sprints if row.closed_at is None] == []
    assert len(new(quarter, Deliver.SUMMARY)) == SPRINTS * len(PODS)


def test_L5_what_nobody_moved_keeps_its_time_on_the_wall(quarter: Quarter) -> None:
    pods = {pod.id: pod for pod in quarter.house.rows(Pod)}
    for meeting in quarter.house.rows(Meeting):
        local = (meeting.planned_for or meeting.opens_at).astimezone(ZoneInfo(pods[meeting.pod_id].zone))
        assert local.time() == pods[meeting.pod_id].meets_at, meeting
        assert local.weekday() < 5


def test_no_two_sessions_of_a_sprint_are_held_on_a_day(quarter: Quarter) -> None:
    pods = {pod.id: pod for pod in quarter.house.rows(Pod)}
    held = [row for row in quarter.house.rows(Meeting) if row.state == "closed"]
    days = Counter((row.sprint_id, row.opens_at.astimezone(ZoneInfo(pods[row.pod_id].zone)).date()) for row in held)
    assert set(days.values()) == {1}


def test_nothing_opens_late_as_if_it_were_now(quarter: Quarter) -> None:
    """A session that opens after its time had the bot down, and has time left."""
    meetings = [row for row in quarter.house.rows(Meeting) if row.opened_at is not None]
    late = [row for row in meetings if row.opened_at and row.opened_at - row.opens_at > timedelta(minutes=1)]
    assert all(row.opened_at and row.opened_at < row.closes_at for row in late)
    assert len(late) <= 2


def test_S2_what_is_private_is_seen_by_its_author_only(quarter: Quarter) -> None:
    for user in PRIVATE:
        mark = f"[{name_of(user)},"
        seen = {line.where for line in quarter.stage.transcript if mark in line.text}
        assert seen <= {f"@{name_of(user)}"}


def test_C1_a_commitment_comes_back_at_the_next_session_only(quarter: Quarter) -> None:
    """Every text carries its sprint and its stand-up: what an opening quotes is the latest there is."""
    for line in new(quarter, Deliver.SESSION_OPENING):
        marks = re.findall(r"Do it again with the other team \[(\w+), sprint (\d), stand-up (\d)\]", line.text)
        assert len({who for who, _, _ in marks}) == len(marks), "one commitment each"


def test_C1_no_commitment_is_older_than_the_experiment_it_stands_under(quarter: Quarter) -> None:
    """What was to be done about an experiment that is over says nothing of a new one."""
    pairs = [
        pair
        for line in new(quarter, Deliver.SESSION_OPENING, Deliver.BRIEF)
        for pair in re.findall(r"sprint (\d)\]\nSaid last time: [^\[]*\[\w+, sprint (\d)", line.text)
    ]
    assert pairs and [pair for pair in pairs if pair[1] < pair[0]] == []


def test_no_brief_is_about_a_session_that_is_over(quarter: Quarter) -> None:
    assert [line for line in new(quarter, Deliver.BRIEF) if "has closed" in line.text] == []


def test_what_was_noted_is_told_at_one_session_only(quarter: Quarter) -> None:
    marks = [
        mark
        for line in new(quarter, Deliver.SESSION_OPENING)
        for mark in re.findall(r"Noted since: [^\[]*\[(\w+, week \d+)\]", line.text)
    ]
    assert marks and max(Counter(marks).values()) == 1


def test_L12_nobody_is_said_to_have_shared_nothing_when_what_they_shared_is_over(quarter: Quarter) -> None:
    told = [line for line in quarter.stage.transcript if line.kind == Deliver.SESSION_OPENING]
    assert [line for line in told if line.how != NEW and "Nothing shared" in line.text] == []
    silent = {user for line in told for user in re.findall(r"Nothing shared here: ([^.]*)\.", line.text)}
    assert silent == {f"<@{user}>" for user in PRIVATE}


def test_no_summary_counts_what_nobody_said_or_another_sprint_saw(quarter: Quarter) -> None:
    told = {row.id: quarter.stage.shown[f"sprint:{row.id}:summary"] for row in quarter.house.rows(Sprint)}
    assert [text for text in told.values() if "Nobody has said" in text] == []
    counts = {number: sum(map(int, re.findall(r"(\d+) shared observations", text))) for number, text in told.items()}
    assert counts == _shared(quarter.house) and all(counts.values())


def _shared(house: House) -> dict[int | None, int]:
    """What each sprint's pod could read of what was noted and noticed in it, from the rows."""
    sprints, meetings = house.rows(Sprint), {row.id: row.sprint_id for row in house.rows(Meeting)}
    experiments = {row.id: row.pod_id for row in house.rows(Experiment)}
    noticed = [meetings[row.meeting_id] for row in house.rows(CheckIn) if row.noticed and row.ring != Ring.ME]
    noted = [
        sprint.id
        for row in house.rows(Observation)
        for sprint in sprints
        if row.ring != Ring.ME
        and experiments[row.experiment_id] == sprint.pod_id
        and sprint.starts_on <= row.noted_on <= sprint.ends_on
        and (sprint.closed_at is None or row.created_at < sprint.closed_at)  # one was closed early
    ]
    return dict(Counter([*noted, *noticed]))


def test_L11_at_most_one_unsolicited_message_a_day(quarter: Quarter) -> None:
    """Of everything that comes to a person, whoever runs a pod included, but what answers them, and the brief and the
    digest, which belong to a session."""
    kinds = set(Deliver) - ANSWERS - {Deliver.BRIEF, Deliver.DIGEST}
    days: dict[tuple[str, date], list[str]] = {}
    for line in new(quarter, *kinds):
        if line.where.startswith("@"):
            days.setdefault((line.where, line.at.astimezone(ZoneInfo(line.zone)).date()), []).append(line.kind)
    assert {day: told for day, told in days.items() if len(told) > 1} == {}
    told = {kind for kinds in days.values() for kind in kinds}
    assert told >= {Deliver.DAILY, Deliver.WELCOME, Deliver.SPRINT_ENDED, Deliver.NEEDS, Deliver.MISSED}
    running = {f"@{name_of(pod.facilitator)}" for pod in PODS}
    assert {where for where, _ in days} >= running


def test_L11_whoever_runs_a_pod_gets_one_brief_a_day_and_one_digest_a_session(quarter: Quarter) -> None:
    briefs = Counter(
        (line.where, line.at.astimezone(ZoneInfo(line.zone)).date()) for line in new(quarter, Deliver.BRIEF)
    )
    assert briefs and max(briefs.values()) == 1
    held = [row for row in quarter.house.rows(Meeting) if row.opened_at is not None]
    assert len(new(quarter, Deliver.DIGEST)) == len(held)


def test_C8_nothing_unsolicited_comes_outside_working_hours(quarter: Quarter) -> None:
    zones = {name_of(user): pod.zone for pod in PODS for user in (*pod.leaders, pod.facilitator)}
    for line in new(quarter, Deliver.DAILY):
        local = line.at.astimezone(ZoneInfo(zones[line.where[1:]]))
        assert local.weekday() < 5 and 9 <= local.hour < 17, line


def test_nobody_is_thanked_praised_or_shouted_at(quarter: Quarter) -> None:
    said = [line.text for line in quarter.stage.transcript if line.how != "did"]
    assert [
        text for text in said if re.search(r"!(?!\w)(?!date)|<!channel>|<!here>|\b[Gg]reat job\b|\bmissing\b", text)
    ] == []

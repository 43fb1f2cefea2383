"""Samples of a sprint: its start, its dates, its end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta

from podsprint.domain.experiments import EXPERIMENT_LIMITS, MAX_WHAT_CHANGED, ExperimentState
from podsprint.domain.pods import CHARTER_LIMITS
from podsprint.domain.practices import Practice
from podsprint.domain.read_models import PodView, SharedHours, SprintSummary, SprintView, SummaryLine
from podsprint.domain.reflections import MAX_LINE
from podsprint.slack.samples.endings import ENDINGS
from podsprint.slack.samples.made import (
    FRIDAY,
    GOAL,
    HYPOTHESIS,
    LARGE_POD,
    MORNING,
    PEOPLE,
    PLAIN_POD,
    PODS,
    TODAY,
    ZONE,
    Sample,
    long,
    long_line,
    message,
    session,
)
from podsprint.slack.samples.programmes import WORKSHOPS
from podsprint.slack.views import sprints

_KINDS = ("kickoff", *("standup",) * 4, "retro")
_STATES = ("closed", "missed", "open", "planned", "planned", "planned")
SPRINT = SprintView(
    id=1,
    pod="Platform leads",
    number=2,
    cadence="classic",
    starts_on=TODAY,
    ends_on=TODAY + timedelta(days=13),
    sessions=tuple(
        session(id=number, kind=kind, state=state, number=number, live=number != 4)
        for number, (kind, state) in enumerate(zip(_KINDS, _STATES, strict=True))
    ),
    checked_in=2,
    leaders=5,
)
_FRESH = replace(SPRINT, sessions=tuple(replace(line, state="planned") for line in SPRINT.sessions))
_LINE = SummaryLine(
    leader=PEOPLE[0],
    hypothesis=HYPOTHESIS,
    outcome="running",
    what_changed="Two decisions were made in planning, without me",
    takeaway="Waiting is work too",
    linked=True,
)
_BARE_LINE = replace(_LINE, what_changed="Nothing changed", takeaway="", linked=False)
_LONG_LINE = replace(
    _LINE,
    hypothesis=long(EXPERIMENT_LIMITS["hypothesis"]),
    what_changed=long(MAX_WHAT_CHANGED),
    takeaway=long(MAX_LINE),
    linked=False,
)
_CLOSED = (ExperimentState.ADOPTED, ExperimentState.ADAPTED, ExperimentState.DROPPED)
_SUMMARY = SprintSummary(
    pod="Platform leads",
    number=2,
    starts_on=TODAY,
    ends_on=FRIDAY,
    goal=GOAL,
    so_that="customers wait days and not weeks",
    changed=tuple(replace(_LINE, outcome=state) for state in _CLOSED),
    still_running=(_LINE,),
    kept_private=1,
    sessions_held=4,
    observations=9,
)


def samples(themes: tuple[str, ...]) -> Iterator[Sample]:
    """The start, the dates and the summary."""
    yield _hours("hours apart", ((time(14), time(15)), (time(16), time(17))))
    yield _hours("no hour in common", ())
    for theme in ("", "gone", *themes):
        yield _start(f"theme {theme or 'none'}", PLAIN_POD, theme)
    for name, pod in PODS.items():
        yield _start(name, pod, "")
        yield _none(name, pod)
    merged = replace(SPRINT.sessions[1], state="skipped", merged_into=2)
    moved = tuple(
        session(id=number, state="planned", live=number == 3, moved_from=MORNING - timedelta(days=1))
        for number in (3, 4)
    )
    others = tuple(session(id=number, state=state) for number, state in ((5, "skipped"), (6, "on_hold")))
    changed = replace(SPRINT, sessions=(SPRINT.sessions[0], merged, SPRINT.sessions[2], *moved, *others))
    yield message("changed", changed)
    yield message("paused", replace(changed, paused_at=MORNING, paused_by=PEOPLE[0]))
    yield message("closed early", replace(changed, closed_by=PEOPLE[0]))
    yield message(
        "in a programme",
        replace(_FRESH, programme=long_line(60), workshops=WORKSHOPS, stopped=tuple(map(str, Practice))),
    )
    for name, ending in ENDINGS.items():
        yield message(f"over, {name}", replace(_SUMMARY, ending=ending))
    yield _start("everything voted off", PLAIN_POD, "", stopped=tuple(map(str, Practice)))
    long_name = replace(_FRESH, pod=LARGE_POD.name)
    for name, sprint in (("all states", SPRINT), ("just planned", _FRESH), ("a long name", long_name)):
        yield message(name, sprint)
        yield _started(name, sprint)
    yield message("full", _SUMMARY)
    yield message("nothing yet", replace(_SUMMARY, goal="", changed=(), still_running=(), kept_private=0))
    yield message("one of each", replace(_SUMMARY, sessions_held=1, observations=1, kept_private=2))
    yield message("no so-that", replace(_SUMMARY, so_that="", changed=(_BARE_LINE,), still_running=()))
    goal, so_that = (long_line(CHARTER_LIMITS[part]) for part in ("goal", "so_that"))
    for leaders in (3, 7):
        lines = tuple(replace(_LONG_LINE, leader=person, outcome="adapted") for person in PEOPLE[:leaders])
        charter = replace(_SUMMARY, pod=LARGE_POD.name, goal=goal, so_that=so_that)
        yield message(f"long, {leaders} leaders", replace(charter, changed=lines, still_running=lines))


def _start(name: str, pod: PodView, theme: str, *, stopped: tuple[str, ...] = ()) -> Sample:
    return Sample(
        f"start_form: {name}",
        lambda words: sprints.start_form(words, pod, first_day=TODAY, theme=theme, cadence="light", stopped=stopped),
    )


def _hours(name: str, spans: tuple[tuple[time, time], ...]) -> Sample:
    hours = SharedHours(day=TODAY, meets_at=time(9, 30), zone=ZONE, suits=False, spans=spans)
    return Sample(
        f"start_form: {name}",
        lambda words: sprints.start_form(words, PLAIN_POD, first_day=TODAY, theme="", cadence="classic", hours=hours),
    )


def _none(name: str, pod: PodView) -> Sample:
    return Sample(f"none: {name}", lambda words: sprints.none(words, pod))


def _started(name: str, sprint: SprintView) -> Sample:
    return Sample(f"started: {name}", lambda words: sprints.started(words, sprint))

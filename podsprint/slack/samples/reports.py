"""Samples of a pod's report, in its window and as files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from podsprint.domain.experiments import EXPERIMENT_LIMITS, MAX_WHAT_CHANGED, OUTCOMES
from podsprint.domain.figures import Means, Moment, Statement
from podsprint.domain.people import Who
from podsprint.domain.pods import CHARTER_LIMITS
from podsprint.domain.read_models import PodReport, ResultLine, SprintResult
from podsprint.domain.reflections import MAX_LINE, ReflectionChoice
from podsprint.slack.samples.made import (
    FRIDAY,
    GOAL,
    HYPOTHESIS,
    LARGE_POD,
    MORNING,
    PEOPLE,
    TODAY,
    Sample,
    long,
    long_line,
)
from podsprint.slack.views import help as help_views
from podsprint.slack.views import report_files, reports

_LINE = ResultLine(
    leader=PEOPLE[0],
    outcome="running",
    framing_question="What will it take for decisions to be made where the work is?",
    hypothesis=HYPOTHESIS,
    what_i_do="Ask one question before I say anything",
    place="Monday planning",
    expect="Somebody else speaks first",
    work_item="PLAN-7",
    linked=True,
)
_TOLD = tuple(
    replace(
        _LINE,
        outcome=outcome,
        leader=person,
        what_changed="Two decisions were made in planning, without me",
        takeaway="Waiting is work too",
        facts="Three of five spoke",
        choice=choice,
        behaviour="Counted to ten before answering",
    )
    for person, outcome, choice in zip(PEOPLE, (*OUTCOMES, OUTCOMES[0]), ReflectionChoice, strict=False)
)
_BARE = replace(_LINE, framing_question="", what_i_do="", place="", expect="", work_item="", linked=False)
_BARE_TOLD = replace(_BARE, outcome="dropped", what_changed="Nothing changed", choice="too_early")
_LONG = replace(
    _TOLD[1],
    framing_question=long_line(500),
    hypothesis=long(EXPERIMENT_LIMITS["hypothesis"]),
    what_changed=long(MAX_WHAT_CHANGED),
    takeaway=long(MAX_LINE),
    facts=long(MAX_LINE),
    behaviour=long(MAX_LINE),
    linked=False,
)
_PULSE = Means(people=5, means=dict.fromkeys(map(str, Statement), 4.2))
_PROGRESS = Means(people=6, means=dict.fromkeys(map(str, Moment), 5.5))
_SPRINT = SprintResult(
    number=2,
    starts_on=TODAY,
    ends_on=FRIDAY,
    over=True,
    changed=_TOLD,
    running=(_LINE, replace(_BARE, what_changed="Two spoke first")),
    shared=6,
    kept_private=1,
    sessions_held=4,
    observations=9,
    pulse=_PULSE,
    progress=_PROGRESS,
)
_BEGUN = replace(_SPRINT, number=3, over=False, changed=(_BARE_TOLD,), pulse=None, progress=None, kept_private=0)
_QUIET = replace(
    _SPRINT, number=1, changed=(), running=(), shared=0, sessions_held=1, observations=1, pulse=None, progress=None
)
_FULL = PodReport(
    pod_id=1,
    pod="Platform leads",
    goal=GOAL,
    so_that="customers wait days and not weeks",
    sees_less="",
    made_at=MORNING,
    sprints=(_BEGUN, _SPRINT, _QUIET),
)
_NUMBERS = tuple(replace(sprint, changed=(), running=()) for sprint in _FULL.sprints)
_LONG_SPRINT = replace(
    _SPRINT, changed=(_LONG,) * 7, running=(_LONG,) * 7, ends_on=TODAY + timedelta(days=27), sessions_held=14
)
REPORTS = {
    "full": _FULL,
    "one earlier": replace(_FULL, so_that="", earlier=1),
    "new": replace(_FULL, goal="", so_that="", sprints=()),
    "just begun": replace(_FULL, sprints=(replace(_QUIET, over=False, sessions_held=0),)),
    "cleared": replace(_FULL, sprints=(replace(_QUIET, observations=0, kept_private=0, cleared=True),)),
    "kicked off": replace(_FULL, sprints=(replace(_BEGUN, changed=(), running=(_LINE,)),)),
    "all told": replace(_FULL, sprints=(replace(_SPRINT, running=()),)),
    "to a manager": replace(_FULL, sees_less="manager", sprints=_NUMBERS),
    "to an outsider": replace(_FULL, sees_less="outsider", sprints=_NUMBERS),
    "long": replace(
        _FULL,
        pod=LARGE_POD.name,
        goal=long_line(CHARTER_LIMITS["goal"]),
        so_that=long_line(CHARTER_LIMITS["so_that"]),
        sprints=(_LONG_SPRINT,) * 3,
        earlier=40,
    ),
}
NAMES = dict.fromkeys(PEOPLE[:2], "Amara")


def samples() -> Iterator[Sample]:
    """The window, the files, and what is said beside them."""
    for name, model in REPORTS.items():
        yield Sample(f"report: {name}", lambda words, model=model: reports.report(words, model))  # type: ignore[misc]
        yield Sample(
            f"report to read: {name}",
            lambda words, model=model: "".join(report_files.as_markdown(words, model, NAMES)),  # type: ignore[misc]
        )
    yield Sample("report: for programs", lambda _: "".join(report_files.as_json(Who("T1", PEOPLE[0]), _FULL, NAMES)))
    yield Sample("report: for spreadsheets", lambda _: "".join(report_files.as_csv(_FULL, NAMES)))
    yield Sample("report: on its way", lambda words: help_views.done(words, words("report.asked")))
    for key in ("comment", "comment_numbers"):
        yield Sample(f"report: {key}", lambda words, key=key: words(f"report.file.{key}", pod="Leads"))  # type: ignore[misc]
    for key in ("name", "title_markdown", "title_json", "title_csv"):
        yield Sample(f"report: {key}", lambda words, key=key: words.plain(f"report.file.{key}"))  # type: ignore[misc]

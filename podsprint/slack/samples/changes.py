"""Samples of what somebody changed of a pod's sessions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta

from podsprint.domain.problems import problem
from podsprint.domain.read_models import MoveAsked, SessionChange, SessionToChange, SprintAsked, SprintChange
from podsprint.slack.samples.made import FRIDAY, LARGE_POD, MORNING, PEOPLE, TODAY, Sample, message, session
from podsprint.slack.samples.sprints import SPRINT
from podsprint.slack.views import changes

_SESSION_ACTIONS = ("moved", "skipped", "merged", "restored", "resized", "async", "live", "closed")
_SPRINT_ACTIONS = ("moved", "paused", "resumed", "closed", "reopened")
_INTO = session(id=9, kind="retro", state="planned")
_ALL = ("move", "skip", "undo", "merge", "async", "live", "resize", "close")
_FORM = SessionToChange(
    session=session(state="planned"),
    pod=LARGE_POD.name,
    may=_ALL,
    days=(TODAY, FRIDAY),
    day=TODAY,
    wall=time(9, 30),
    following=_INTO,
)
_ASKED = MoveAsked(
    session=session(state="planned"),
    to=MORNING + timedelta(days=3),
    cautions=(
        problem("caution_weekend", "day", date=FRIDAY),
        problem("caution_same_day", "day", kind="retro", number=1, date=FRIDAY),
    ),
)


def samples() -> Iterator[Sample]:
    """Every change, told and asked about."""
    for action in _SESSION_ACTIONS:
        state = "skipped" if action in ("skipped", "merged") else "planned"
        line = session(state=state, live=action != "async")
        change = SessionChange(action=action, by=PEOPLE[0], session=line, into=_INTO if action == "merged" else None)
        yield from _session(action, change)
    window = SessionChange(action="moved", by=PEOPLE[0], session=session(live=False), skipped=time(2, 30))
    yield from _session("a window, in a gap", window)
    for action in _SPRINT_ACTIONS:
        yield from _sprint(action, SprintChange(action=action, by=PEOPLE[0], sprint=SPRINT))
    yield Sample("ask_move", lambda words: changes.ask_move(words, _ASKED, "2:1:1"))
    yield Sample("ask_when", changes.ask_when)
    for action in ("move", "resume", "close"):
        yield _asked(SprintAsked(action=action, sprint=SPRINT, to=FRIDAY))
    yield Sample("change form", lambda words: changes.form(words, _FORM))
    yield Sample("change form, asked", lambda words: changes.form(words, _FORM, asked=_ASKED))
    open_now = replace(_FORM, session=session(minutes=25), may=("resize", "close", "move"), following=None)
    yield Sample("change form, open", lambda words: changes.form(words, open_now))
    yield Sample("change form, nothing", lambda words: changes.form(words, replace(_FORM, may=())))


def _session(name: str, change: SessionChange) -> Iterator[Sample]:
    yield message(name, change)
    yield Sample(f"changed, answer: {name}", lambda words: changes.answer(words, change))
    yield Sample(f"changed, window: {name}", lambda words: changes.answer_window(words, change))


def _sprint(name: str, change: SprintChange) -> Iterator[Sample]:
    yield message(name, change)
    yield Sample(f"sprint changed, answer: {name}", lambda words: changes.answer_sprint(words, change))
    yield Sample(f"sprint changed, window: {name}", lambda words: changes.answer_window(words, change))


def _asked(asked: SprintAsked) -> Sample:
    return Sample(f"ask_sprint: {asked.action}", lambda words: changes.ask_sprint(words, asked, "1"))

"""Samples of what needs a person."""

from collections.abc import Iterator
from dataclasses import replace

from podsprint.domain.needs import Cause
from podsprint.domain.read_models import AsksPod, Need, Needs
from podsprint.slack.samples.made import LARGE_POD, PEOPLE, SMALL_POD, Sample, message, pod, session

_SKIPPED = Need(
    cause=Cause.SKIPPED,
    pod=LARGE_POD,
    sessions=(session(number=1, state="skipped"), session(state="skipped")),
    following=session(kind="retro", state="planned"),
    sprint_id=7,
)
_SMALL = Need(cause=Cause.SMALL, pod=SMALL_POD, person=PEOPLE[3])
_UNCOVERED = Need(
    cause=Cause.UNCOVERED, pod=pod(), sessions=(session(state="planned"),), person=PEOPLE[0], own=True, more=2
)
_GONE = Need(cause=Cause.GONE, pod=LARGE_POD, person=PEOPLE[6])
_OUTSIDE = Need(cause=Cause.OUTSIDE, pod=LARGE_POD, person=PEOPLE[2], place_id=3)
_ALL = (_SKIPPED, _SMALL, _UNCOVERED, _GONE, _OUTSIDE)


def samples() -> Iterator[Sample]:
    """Each cause alone, as it may stand; all of them; and what a pod is asked."""
    others = (
        replace(_SKIPPED, following=None),
        *(replace(_SMALL, person="", pod=pod(leaders=PEOPLE[:count])) for count in (1, 2)),
        replace(_SMALL, pod=pod(leaders=PEOPLE[:2], sprint=None)),
        replace(_UNCOVERED, own=False, more=0),
        replace(_GONE, person=""),
    )
    for number, need in enumerate((*_ALL, *others)):
        yield message(f"{need.cause}, {number}", Needs(items=(need,)))
        yield message(f"{need.cause}, {number}, settled", Needs(items=(replace(need, stands=False),)))
    yield message("all of them", Needs(items=(*_ALL, _UNCOVERED), more=3))
    for number, need in enumerate((_UNCOVERED, _GONE, replace(_GONE, person=""))):
        yield message(f"{need.cause}, {number}", AsksPod(need=need))
        yield message(f"{need.cause}, {number}, settled", AsksPod(need=replace(need, stands=False)))

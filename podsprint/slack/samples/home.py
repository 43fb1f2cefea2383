"""Samples of the Home tab."""

from collections.abc import Iterator
from dataclasses import replace

from podsprint.domain.ledger import Week
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Home, OfferLine, PodToday, ReflectionLine
from podsprint.domain.reflections import MAX_LINE, ReflectionChoice
from podsprint.slack.samples.endings import BOOSTERS, PROGRESS
from podsprint.slack.samples.made import (
    BARE_EXPERIMENT,
    EXPERIMENTS,
    FRIDAY,
    LARGE_POD,
    LONG_EXPERIMENT,
    MORNING,
    PEOPLE,
    PLAIN_POD,
    SMALL_POD,
    Sample,
    experiment,
    long,
    pod,
    session,
)
from podsprint.slack.samples.programmes import LINES as PROGRAMMES
from podsprint.slack.views import home

_TODAY = PodToday(pod=pod(), is_leader=True, is_facilitator=False, session=session())
_FULL_TODAY = PodToday(
    pod=LARGE_POD,
    is_leader=True,
    is_facilitator=True,
    session=session(),
    late=session(state="closed"),
    checked_in=True,
    commitment=long(1000),
    commitment_by=FRIDAY,
    waiting_for=PEOPLE,
    needs=("archived", "undelivered", "skipped_twice", "small", "join"),
)
_TODAYS = (
    _TODAY,
    _FULL_TODAY,
    replace(_TODAY, session=session(state="planned"), commitment="Ask first"),
    replace(_TODAY, pod=SMALL_POD, session=None),
    replace(_TODAY, pod=pod(paused_at=MORNING, paused_by=PEOPLE[0]), session=None),
    replace(_TODAY, pod=PLAIN_POD, session=None),
)
_NEEDS = ("archived", "undelivered", "skipped_twice", "small", "join", "charter")
_FACILITATED = (
    replace(
        _TODAY, is_leader=False, is_facilitator=True, pod=pod(paused_at=MORNING, paused_by=PEOPLE[0]), session=None
    ),
    replace(_TODAY, is_leader=False, is_facilitator=True, waiting_for=PEOPLE[:2], needs=_NEEDS),
    replace(_TODAY, is_leader=False, is_facilitator=True, needs=("bot_removed", "sprint")),
    replace(_TODAY, pod=PLAIN_POD, session=None, is_leader=False, is_facilitator=True),
    replace(_TODAY, pod=replace(PLAIN_POD, has_charter=False, goal=""), session=None, is_facilitator=True),
    replace(_TODAY, pod=replace(LARGE_POD, sprint=3), session=None, is_facilitator=True),
    replace(_TODAY, pod=replace(LARGE_POD, sprint=None), session=None, is_facilitator=True),
)

_WEEK = Week(seconds=1260, live_seconds=3600)
_FULL_WEEK = replace(_WEEK, seconds=3600)


def samples(asked: tuple[str, ...]) -> Iterator[Sample]:
    """Nobody yet, one pod in each state, and as much as fits."""
    prompts = ("", *asked[:1], "gone")
    reflections = tuple(
        ReflectionLine(on=MORNING, choice=choice, line="It helped to wait", ring=ring, prompt=prompt)
        for choice in ReflectionChoice
        for ring in (Ring.ME, Ring.POD)
        for prompt in prompts
    )
    empty = Home(person=PEOPLE[0], pods=(), facilitated=(), experiments=(), reflections=())
    yield _home("nobody yet", empty)
    for number, today in enumerate(_TODAYS, start=1):
        yield _home(f"one pod, {number}", replace(empty, pods=(today,)))
    yield _home("an owner", replace(empty, programmes=PROGRAMMES))
    over_time = replace(empty, pods=_TODAYS[:1], boosters=BOOSTERS, progress=PROGRESS, programmes=PROGRAMMES)
    yield _home("over months", over_time)
    yield _home("a facilitator", replace(empty, facilitated=_FACILITATED))
    yield _home("a facilitator of one pod", replace(empty, facilitated=_FACILITATED[:1]))
    yield _home("a leader who facilitates", replace(empty, pods=_TODAYS, facilitated=_FACILITATED))
    for number, week in enumerate((_WEEK, _FULL_WEEK, replace(_WEEK, live_seconds=0, seconds=60)), start=1):
        full = replace(empty, pods=(_TODAY,), week=week, away_until=FRIDAY if number == 1 else None)
        yield _home(f"week {number}", full)
    for reflection in reflections:
        yield _home(f"reflection {reflection.choice} {reflection.ring} {reflection.prompt}", _filled(reflection))
    yield _home("one's own after all pods", replace(_filled(reflections[0]), pods=()))
    yield _home("a facilitator who led before", replace(_filled(reflections[0]), pods=(), facilitated=_FACILITATED))
    most = tuple(replace(kept, line=long(MAX_LINE)) for kept in reflections[:5])
    offer = OfferLine(id=6, pod="Platform leads", by=PEOPLE[1], to=PEOPLE[0], topic=long(1000), at=MORNING)
    yield _home("an admin", replace(empty, pods=(_TODAY,), runs_workspace=True))
    yield _home("an admin in no pod", replace(empty, runs_workspace=True))
    yield _home("something is offered", replace(empty, pods=(_TODAY,), offered=(offer,)))
    yield _home("something was offered", replace(empty, pods=(_TODAY,), offered_by_me=(offer,)))
    yield _home(
        "full",
        Home(
            person=PEOPLE[0],
            pods=(replace(_FULL_TODAY, pod=replace(LARGE_POD, sprint=None)),) * 6,
            facilitated=(replace(_FULL_TODAY, pod=replace(LARGE_POD, sprint=None)),) * 15,
            experiments=(LONG_EXPERIMENT,) * 6,
            reflections=most,
            boosters=BOOSTERS[2:] * 3,
            progress=PROGRESS[:1] * 3,
            programmes=PROGRAMMES[2:] * 5,
            more_pods=True,
            more_experiments=True,
            more_reflections=True,
            offered=(offer,) * 5,
            offered_by_me=(offer,) * 5,
            week=_FULL_WEEK,
            away_until=FRIDAY,
        ),
    )


def _filled(reflection: ReflectionLine) -> Home:
    closed = (experiment(state="adopted"), experiment(state="dropped", ring=Ring.ME))
    experiments = (*EXPERIMENTS, BARE_EXPERIMENT, *closed)
    return Home(person=PEOPLE[0], pods=(_TODAY,), facilitated=(), experiments=experiments, reflections=(reflection,))


def _home(name: str, model: Home) -> Sample:
    return Sample(f"home: {name}", lambda words: home.home(words, model))

"""Samples of programmes and of what crosses in them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from podsprint.domain.consents import Crossing
from podsprint.domain.experiments import EXPERIMENT_LIMITS, MAX_WHAT_CHANGED
from podsprint.domain.figures import Means, Moment, Statement
from podsprint.domain.programmes import MAX_NAME, MAX_PURPOSE, MAX_WORKSHOP
from podsprint.domain.read_models import (
    Learning,
    Learnings,
    OwnLearning,
    ProgrammeInviteView,
    ProgrammeLine,
    ProgrammePod,
    ProgrammeView,
    WorkshopLine,
)
from podsprint.slack.samples.endings import LEARNING as OWN
from podsprint.slack.samples.endings import LONG_LEARNING as LONG_OWN
from podsprint.slack.samples.made import (
    CHANNEL,
    FRIDAY,
    HYPOTHESIS,
    LARGE_POD,
    PEOPLE,
    TODAY,
    Sample,
    Shown,
    long,
    long_line,
    message,
)
from podsprint.slack.text import Words
from podsprint.slack.views import programmes as views

WORKSHOPS = tuple(
    WorkshopLine(id=number, on=day, title=title)
    for number, (day, title) in enumerate(((TODAY, "Feedback workshop"), (FRIDAY, long_line(MAX_WORKSHOP))), start=1)
)
_PURPOSE = "So that decisions get made where the work is"
_PODS = (
    ProgrammePod(id=1, name="Platform leads", channel=CHANNEL, facilitator=PEOPLE[0], sprints=2, running=None),
    ProgrammePod(id=2, name=LARGE_POD.name, channel=CHANNEL, facilitator=PEOPLE[1], sprints=3, running=3),
)
_NAMED = Learning(
    hypothesis=HYPOTHESIS,
    outcome="adopted",
    what_changed="Two decisions were made without me",
    author=PEOPLE[0],
    pod="Platform leads",
)
_LEARNINGS = (
    _NAMED,
    replace(_NAMED, author="", pod="", outcome="dropped"),
    replace(
        _NAMED,
        hypothesis=long(EXPERIMENT_LIMITS["hypothesis"]),
        what_changed=long(MAX_WHAT_CHANGED),
        pod=LARGE_POD.name,
    ),
)
_EMPTY = ProgrammeView(
    id=1, name="Leading in the open", purpose=_PURPOSE, pods=(), asked=(), workshops=(), learnings=()
)
_FULL = replace(
    _EMPTY,
    name=long_line(MAX_NAME),
    purpose=long(MAX_PURPOSE),
    pods=_PODS * 20,
    asked=(CHANNEL, "C0SAMPLE2"),
    workshops=WORKSHOPS * 3,
    learnings=_LEARNINGS[2:] * 10,
    pulse=Means(people=11, means=dict.fromkeys(map(str, Statement), 4.0)),
    progress=Means(people=5, means={Moment.START: 3.2, Moment.END: 6.0}),
)
_LINE = ProgrammeLine(id=1, name="Leading in the open", purpose=_PURPOSE, pods=1, is_owner=True)
LINES = (
    _LINE,
    replace(_LINE, id=2, is_owner=False, pods=3),
    replace(_LINE, id=3, name=long_line(MAX_NAME), purpose=long(MAX_PURPOSE), pods=0),
)
_INVITE = ProgrammeInviteView(
    invite_id=1,
    pod_id=1,
    programme="Leading in the open",
    purpose=_PURPOSE,
    owner=PEOPLE[2],
    pod="Platform leads",
    channel=CHANNEL,
    joined=False,
)
_CROSSING = Learnings(programme="Leading in the open", purpose=_PURPOSE, from_others=(), own=())
_OWN = tuple(replace(OWN, how=how, experiment_id=number) for number, how in enumerate(Crossing, start=1))


def samples() -> Iterator[Sample]:
    """For owners, facilitators and leaders."""
    yield _of("overview: none", lambda words: views.overview(words, ()))
    yield _of("overview: some", lambda words: views.overview(words, LINES))
    for name, model in (("empty", _EMPTY), ("full", _FULL)):
        yield _programme(name, model)
    yield _of("programme_form", views.programme_form)
    yield _of("pod_form", lambda words: views.pod_form(words, _FULL))
    yield _of("workshop_form", lambda words: views.workshop_form(words, _FULL))
    yield message("asked", _INVITE)
    yield message("joined", replace(_INVITE, joined=True, purpose=long(MAX_PURPOSE)))
    yield _learnings("none", _CROSSING)
    yield _learnings("some", replace(_CROSSING, from_others=_LEARNINGS, own=_OWN))
    yield _learnings("most", replace(_CROSSING, from_others=_LEARNINGS[2:] * 10, own=(LONG_OWN,) * 10))
    for learning in (*_OWN, LONG_OWN):
        yield _crossing(f"{learning.how}, {learning.experiment_id}", learning)


def _of(name: str, show: Callable[[Words], Shown]) -> Sample:
    return Sample(name, show)


def _programme(name: str, model: ProgrammeView) -> Sample:
    return Sample(f"programme: {name}", lambda words: views.programme(words, model))


def _learnings(name: str, model: Learnings) -> Sample:
    return Sample(f"learnings: {name}", lambda words: views.learnings(words, model))


def _crossing(name: str, learning: OwnLearning) -> Sample:
    return Sample(f"crossing_form: {name}", lambda words: views.crossing_form(words, learning))

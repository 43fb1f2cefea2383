"""Samples of a sprint's end, a pod's practices, and looking again."""

from collections.abc import Iterator
from dataclasses import replace

from podsprint.domain.boosters import DAYS
from podsprint.domain.consents import Crossing
from podsprint.domain.experiments import EXPERIMENT_LIMITS, MAX_WHAT_CHANGED
from podsprint.domain.figures import Means, Statement
from podsprint.domain.form_models import BoosterForm, EndingForm
from podsprint.domain.practices import GoOn, Practice, Verdict, Vote
from podsprint.domain.read_models import (
    BoosterLine,
    Ending,
    NextSprint,
    OwnLearning,
    PracticesView,
    ProgressLine,
    SprintEnded,
)
from podsprint.slack.samples.made import CHANNEL, FRIDAY, HYPOTHESIS, LARGE_POD, TODAY, Sample, long, long_line, message
from podsprint.slack.views import endings as views

_EVERY = tuple(map(str, Practice))
_CHANGED = tuple(
    (str(practice), str(vote)) for practice, vote in zip(Practice, (Vote.CHANGE, Vote.STOP) * 3, strict=True)
)
_PULSE = Means(people=5, means=dict.fromkeys(map(str, Statement), 4.2))
ENDINGS = {
    **{f"verdict {verdict}": Ending(verdict=verdict, decisions=()) for verdict in Verdict},
    "decided": Ending(verdict=Verdict.CHANGES, decisions=_CHANGED, pulse=_PULSE),
    "few answers": Ending(verdict=Verdict.YES, decisions=(), pulse_few=True),
}
LEARNING = OwnLearning(
    experiment_id=3,
    programme="Leading in the open",
    hypothesis=HYPOTHESIS,
    what_changed="Two decisions were made without me",
    how=Crossing.NOT,
)
LONG_LEARNING = replace(
    LEARNING,
    programme=long_line(60),
    hypothesis=long(EXPERIMENT_LIMITS["hypothesis"]),
    what_changed=long(MAX_WHAT_CHANGED),
    how=Crossing.NAMED,
)
_FORM = EndingForm(meeting_id=2, pod="Platform leads", number=1, practices=_EVERY, pulse=True)
_FORMS = {
    "empty": _FORM,
    "a small pod": replace(_FORM, pulse=False),
    "everything off": replace(_FORM, practices=()),
    "again": replace(
        _FORM,
        pulse_answered=True,
        votes=dict.fromkeys(_EVERY, str(Vote.CHANGE)),
        progress=7,
        go_on=GoOn.CHANGES,
        learning=LEARNING,
    ),
    "long": replace(_FORM, pod=LARGE_POD.name, learning=LONG_LEARNING),
}
_ENDED = SprintEnded(
    pod_id=1,
    pod="Platform leads",
    channel=CHANNEL,
    number=1,
    ending=ENDINGS["decided"],
    following=NextSprint(number=2, first_day=FRIDAY, cadence="classic"),
)
_PRACTICES = PracticesView(pod_id=1, pod="Platform leads", stopped=(), may_change=False)
_BOOSTER = BoosterForm(booster_id=1, pod="Platform leads", hypothesis=HYPOTHESIS, days=30, adopted_on=TODAY, last=False)
BOOSTERS = tuple(
    BoosterLine(id=number, hypothesis=hypothesis, days=days, pod="Platform leads", due_on=TODAY)
    for number, (days, hypothesis) in enumerate(
        ((30, HYPOTHESIS), (60, HYPOTHESIS), (90, long(EXPERIMENT_LIMITS["hypothesis"]))), start=1
    )
)
PROGRESS = tuple(
    ProgressLine(pod=LARGE_POD.name, sprint=number, start=start, end=end)
    for number, (start, end) in enumerate(((3, 5), (None, 6), (4, None)), start=1)
)


def samples() -> Iterator[Sample]:
    """Forms, messages and what was voted off."""
    for name, form in _FORMS.items():
        yield _ending(name, form)
    yield message("decided", _ENDED)
    yield message("few answers, long", replace(_ENDED, pod=LARGE_POD.name, ending=ENDINGS["few answers"]))
    yield message("nobody said", replace(_ENDED, ending=ENDINGS[f"verdict {Verdict.UNSAID}"]))
    for name, model in (("all on", _PRACTICES), ("all off", replace(_PRACTICES, stopped=_EVERY))):
        yield _practices(name, model)
    yield _practices_form("all off", replace(_PRACTICES, pod=LARGE_POD.name, stopped=_EVERY, may_change=True))
    for days in DAYS:
        yield _booster(f"{days} days", replace(_BOOSTER, days=days, last=days == max(DAYS)))
    yield _booster("long", replace(_BOOSTER, hypothesis=long(EXPERIMENT_LIMITS["hypothesis"])))


def _ending(name: str, form: EndingForm) -> Sample:
    return Sample(f"ending_form: {name}", lambda words: views.ending_form(words, form))


def _practices(name: str, model: PracticesView) -> Sample:
    return Sample(f"practices: {name}", lambda words: views.practices(words, model))


def _practices_form(name: str, model: PracticesView) -> Sample:
    return Sample(f"practices_form: {name}", lambda words: views.practices_form(words, model))


def _booster(name: str, form: BoosterForm) -> Sample:
    return Sample(f"booster_form: {name}", lambda words: views.booster_form(words, form))

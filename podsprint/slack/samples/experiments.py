"""Samples of experiments: the form with its hints, observations, the list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from podsprint.domain.experiments import ExperimentState
from podsprint.domain.form_models import ExperimentForm
from podsprint.domain.forms import Issue
from podsprint.domain.pods import CHARTER_LIMITS
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.domain.read_models import ExperimentLine
from podsprint.slack.samples.made import (
    BARE_EXPERIMENT,
    EXPERIMENTS,
    GOAL,
    LONG_EXPERIMENT,
    Sample,
    experiment,
    long,
    long_line,
)
from podsprint.slack.views import experiments

_FORM = ExperimentForm(pod_id=1, pod="Platform leads", goal=GOAL)
_FORMS = {
    "new": _FORM,
    "no goal": replace(_FORM, goal=""),
    "kick-off": replace(_FORM, meeting_id=2, ring=Ring.POD, carried_over=EXPERIMENTS * 3),
    "edited": replace(_FORM, experiment=experiment(work_item="OPS-12")),
    "bare": replace(_FORM, experiment=BARE_EXPERIMENT),
    "long": replace(_FORM, goal=long_line(CHARTER_LIMITS["goal"]), experiment=LONG_EXPERIMENT),
}
_HINTS = (*(f"forms.{issue}" for issue in Issue), "experiment.form.missing_signal", "experiment.form.missing_by")


def samples() -> Iterator[Sample]:
    """Forms, notes and lists."""
    for name, form in _FORMS.items():
        yield _form(name, form, ())
    for hint in _HINTS:
        yield _form(f"hint {hint}", _FORM, (hint,))
    yield _form("every hint", _FORMS["long"], _HINTS)
    for some in (EXPERIMENTS[:1], EXPERIMENTS):
        yield _observation(f"{len(some)}", some, note="")
        yield _observation(f"{len(some)}, with a note", some, note=long(2000))
    over = problem("session_over", kind="standup", number=2)
    yield Sample(
        "observation_form: instead",
        lambda words: experiments.observation_form(words, EXPERIMENTS, note="They waited", instead=over, ring=Ring.POD),
    )
    yield Sample("kept anyway", lambda words: experiments.kept_anyway(words, over))
    for name, line in (("short", experiment()), ("long", LONG_EXPERIMENT)):
        yield _noted(name, line)
    states = tuple(experiment(state=state, what_changed="Others speak first") for state in ExperimentState)
    for lines in ((), EXPERIMENTS, states, (LONG_EXPERIMENT,) * 10):
        yield _list(f"{len(lines)}", lines)


def _form(name: str, form: ExperimentForm, hints: Sequence[str]) -> Sample:
    return Sample(
        f"experiment_form: {name}",
        lambda words: experiments.experiment_form(words, form, hints=[words(hint) for hint in hints]),
    )


def _observation(name: str, lines: Sequence[ExperimentLine], *, note: str) -> Sample:
    chosen = lines[0].id if note else None
    return Sample(
        f"observation_form: {name}",
        lambda words: experiments.observation_form(words, lines, chosen=chosen, note=note),
    )


def _noted(name: str, line: ExperimentLine) -> Sample:
    return Sample(f"noted: {name}", lambda words: experiments.noted(words, line))


def _list(name: str, lines: Sequence[ExperimentLine]) -> Sample:
    return Sample(f"own_list: {name}", lambda words: experiments.own_list(words, lines))

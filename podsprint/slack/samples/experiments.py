"""Samples of experiments: the form with its hints, and the list."""

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
from podsprint.slack.views import experiments, outcomes

_FORM = ExperimentForm(pod_id=1, pod="Platform leads", goal=GOAL)
_FORMS = {
    "new": _FORM,
    "no goal": replace(_FORM, goal=""),
    "kick-off": replace(_FORM, meeting_id=2, ring=Ring.POD, carried_over=EXPERIMENTS * 3),
    "edited": replace(_FORM, check_in_id=9, experiment=experiment(work_item="OPS-12")),
    "from a message": replace(_FORM, draft="Ask first", source={"channel": "C1", "ts": "1.2"}),
    "from somebody's message": replace(_FORM, quote=long(1000)),
    "bare": replace(_FORM, experiment=BARE_EXPERIMENT),
    "long": replace(_FORM, goal=long_line(CHARTER_LIMITS["goal"]), experiment=LONG_EXPERIMENT),
}
_HINTS = (*(f"forms.{issue}" for issue in Issue), "experiment.form.missing_signal", "experiment.form.missing_by")


def samples() -> Iterator[Sample]:
    """Forms and lists."""
    for name, form in _FORMS.items():
        yield _form(name, form, ())
    for hint in _HINTS:
        yield _form(f"hint {hint}", _FORM, (hint,))
    yield _form("every hint", _FORMS["long"], _HINTS)
    for line in (experiment(), LONG_EXPERIMENT):
        yield from _endings(line)
    over = problem("session_over", kind="standup", number=2)
    yield Sample("kept anyway", lambda words: experiments.kept_anyway(words, over))
    states = tuple(experiment(state=state, what_changed="Others speak first") for state in ExperimentState)
    for lines in ((), EXPERIMENTS, states, (LONG_EXPERIMENT,) * 10):
        yield _list(f"{len(lines)}", lines)


def _form(name: str, form: ExperimentForm, hints: Sequence[str]) -> Sample:
    return Sample(
        f"experiment_form: {name}",
        lambda words: experiments.experiment_form(words, form, hints=[words(hint) for hint in hints]),
    )


def _endings(line: ExperimentLine) -> Iterator[Sample]:
    yield Sample(f"drop_form: {line.id}", lambda words: outcomes.drop_form(words, line))
    yield Sample(f"delete_form: {line.id}", lambda words: outcomes.delete_form(words, line))


def _list(name: str, lines: Sequence[ExperimentLine]) -> Sample:
    return Sample(f"own_list: {name}", lambda words: experiments.own_list(words, lines))

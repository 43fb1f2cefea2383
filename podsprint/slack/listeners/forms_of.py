"""Forms that can be opened from several places, each made from how things stand now."""

from typing import Any

from podsprint.deps import Deps
from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import OPEN
from podsprint.domain.form_models import CheckInForm, ExperimentForm, RetroForm
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import PodView
from podsprint.errors import Refused
from podsprint.slack.views import checkins as checkin_views
from podsprint.slack.views import experiments as experiment_views
from podsprint.slack.views import notes as note_views
from podsprint.slack.views import sprints as sprint_views
from podsprint.usecases import endings, experiments, practices, rhythm, session_forms

View = dict[str, Any]


def sprint(deps: Deps, pod: PodView) -> View:
    """The form that starts a sprint: the proposed Monday, the pod's rhythm, and the first theme there is."""
    proposed = deps.look(endings.proposed, pod.id, deps.now())
    return sprint_views.start_form(
        deps.words,
        pod,
        first_day=proposed.first_day,
        theme=next(iter(deps.words.themes), ""),
        cadence=proposed.cadence,
        stopped=deps.look(practices.stopped, pod.id),
        hours=deps.look(rhythm.shared_hours, pod.id, proposed.first_day),
    )


def session(deps: Deps, who: Who, meeting_id: int) -> View:
    """A session's form, whatever its kind."""
    return _session_view(deps, deps.look(session_forms.form, who, meeting_id, deps.now()))


def session_here(deps: Deps, who: Who, channel: str, kind: SessionKind | None, *, number: int | None = None) -> View:
    """The form of the session that is open in the pod meant by a command; or of the one of this number."""
    return _session_view(deps, deps.look(session_forms.form_here, who, channel, kind, deps.now(), number=number))


def observation(deps: Deps, who: Who, *, experiment_id: int | None, note: str = "") -> View:
    """A note on an experiment; on any open one if none is given.

    Raises:
        Refused: there is none to note anything on.
    """
    mine = deps.look(experiments.mine, who)
    open_ones = [line for line in mine if line.state in OPEN or line.id == experiment_id]
    if not open_ones:
        raise Refused(problem("no_experiment"))
    if experiment_id is not None:
        open_ones = [line for line in open_ones if line.id == experiment_id] or open_ones
    return note_views.observation_form(deps.words, open_ones, chosen=experiment_id, note=note)


def _session_view(deps: Deps, form: ExperimentForm | CheckInForm | RetroForm) -> View:
    if isinstance(form, ExperimentForm):
        return experiment_views.experiment_form(deps.words, form)
    if isinstance(form, CheckInForm):
        return checkin_views.check_in_form(deps.words, form)
    return checkin_views.retro_form(deps.words, form)

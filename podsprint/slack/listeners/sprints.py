"""Starting a sprint, and looking at it."""

from podsprint.deps import Deps
from podsprint.domain.read_models import PodView, SprintView
from podsprint.errors import Refused
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners import forms_of
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import pods as pod_views
from podsprint.slack.views import sprints as views
from podsprint.usecases import pods, sprints


def start(deps: Deps, command: Command) -> Reply:
    """The form that starts a sprint; the charter's own where that comes first (W9)."""
    try:
        pod = deps.look(sprints.may_start, command.who, command.channel)
    except Refused as refused:
        if refused.problems[0].code != "charter_missing":
            raise
        pod, kept = deps.look(pods.charter_here, command.who, command.channel)
        form = pod_views.charter_form(deps.words, pod, kept, before_sprint=True)
        deps.gateway.open_view(command.trigger_id, form)
        return None
    deps.gateway.open_view(command.trigger_id, forms_of.sprint(deps, pod))
    return None


def status(deps: Deps, command: Command) -> Reply:
    """The dates, and where the sprint is."""
    found: SprintView | PodView = deps.look(sprints.status, command.who, command.channel)
    if isinstance(found, SprintView):
        return views.plan(deps.words, found)
    return views.none(deps.words, found)


def press_start(deps: Deps, press: Press) -> None:
    """The form that starts a sprint."""
    pod = deps.look(sprints.may_start_in, press.who, press.id)
    show(deps, press, forms_of.sprint(deps, pod))


def submit(deps: Deps, form: Form) -> View | None:
    """A new sprint; the answer is its dates."""
    theme = form.chosen("theme")
    command = sprints.StartSprint(
        who=form.who,
        pod_id=form.row("pod"),
        starts_on=form.day("starts_on"),
        cadence=form.chosen("cadence"),
        theme=theme if theme in deps.words.themes else "",
    )
    return views.started(deps.words, deps.do(sprints.start_sprint, command))


AREA = Area(
    commands={("sprint", "start"): start, ("sprint", "status"): status, ("sprint",): status},
    buttons={Act.START_SPRINT: press_start},
    forms={ids.Form.SPRINT: submit},
)

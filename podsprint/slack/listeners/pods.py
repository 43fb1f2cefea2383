"""A pod's charter."""

from podsprint.deps import Deps
from podsprint.domain.pods import CHARTER_LIMITS, Charter
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import pods as views
from podsprint.usecases import pods


def charter(deps: Deps, command: Command) -> Reply:
    """The charter, to read or to change."""
    pod, kept = deps.look(pods.charter_here, command.who, command.channel)
    deps.gateway.open_view(command.trigger_id, views.charter_form(deps.words, pod, kept))
    return None


def write_charter(deps: Deps, press: Press) -> None:
    """The charter; in a window of its own, or in place of the one the button is in."""
    pod, kept = deps.look(pods.charter_for, press.who, press.id)
    show(deps, press, views.charter_form(deps.words, pod, kept))


def submit_charter(deps: Deps, form: Form) -> View | None:
    """The pod's charter."""
    words = Charter(**{part: form.text(part) for part in CHARTER_LIMITS})
    deps.do(pods.write_charter, pods.WriteCharter(who=form.who, pod_id=form.row("pod"), charter=words))
    return None


AREA = Area(
    commands={("charter",): charter},
    buttons={Act.WRITE_CHARTER: write_charter},
    forms={ids.Form.CHARTER: submit_charter},
)

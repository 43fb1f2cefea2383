"""A pod's report, to read in a window and to have as files."""

import contextlib

from podsprint.deps import Deps
from podsprint.errors import SlackError
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, show
from podsprint.slack.payloads import Command, Press
from podsprint.slack.views import help as help_views
from podsprint.slack.views import reports as views
from podsprint.usecases import reports


def report(deps: Deps, command: Command) -> Reply:
    """What came of the pod's latest sprints."""
    found = deps.look(reports.here, command.who, command.channel, deps.now())
    deps.gateway.open_view(command.trigger_id, views.report(deps.words, found))
    return None


def press_report(deps: Deps, press: Press) -> None:
    """The same, of a pod that is named."""
    show(deps, press, views.report(deps.words, deps.look(reports.look, press.who, press.id, deps.now())))


def press_send(deps: Deps, press: Press) -> None:
    """The files."""
    deps.do(reports.ask, reports.AskForReport(who=press.who, pod_id=press.id))
    window = help_views.done(deps.words, deps.words("report.asked"))
    push = deps.gateway.push_view if (press.view or {}).get("type") == "modal" else deps.gateway.open_view
    with contextlib.suppress(SlackError):  # they are on their way, whether or not we can say so
        push(press.trigger_id, window)


AREA = Area(
    commands={("report",): report},
    buttons={Act.REPORT: press_report, Act.SEND_REPORT: press_send},
)

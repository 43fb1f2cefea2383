"""What is one's own: taking it along, and having it deleted."""

import contextlib

from podsprint.deps import Deps
from podsprint.errors import SlackError
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import help as help_views
from podsprint.slack.views import own_data as views
from podsprint.usecases import exports, forgetting


def export(deps: Deps, command: Command) -> Reply:
    """Everything of one's own, as files."""
    deps.do(exports.ask, exports.AskForExport(who=command.who))
    return deps.words("own_data.asked")


def export_pressed(deps: Deps, press: Press) -> None:
    """The same from a button."""
    deps.do(exports.ask, exports.AskForExport(who=press.who))
    window = help_views.window(deps.words, deps.words("own_data.asked"))
    push = deps.gateway.push_view if (press.view or {}).get("type") == "modal" else deps.gateway.open_view
    with contextlib.suppress(SlackError):  # they are on their way, whether or not we can say so
        push(press.trigger_id, window)


def forget(deps: Deps, command: Command) -> Reply:
    """What goes and what stays, before anything is deleted."""
    form = deps.look(forgetting.form, command.who)
    deps.gateway.open_view(command.trigger_id, views.forget_form(deps.words, form))
    return None


def submit_forget(deps: Deps, form: Form) -> View | None:
    """Delete everything of one's own."""
    successor = form.user("successor")
    facts = deps.gateway.people(form.who.team, (successor,))
    command = forgetting.ForgetMe(who=form.who, typed=form.text("typed"), successor=successor, facts=facts)
    deps.do(forgetting.begin, command)
    return views.forget_begun(deps.words)


AREA = Area(
    commands={("export",): export, ("forget", "me"): forget},
    buttons={Act.EXPORT: export_pressed},
    forms={ids.Form.FORGET: submit_forget},
)

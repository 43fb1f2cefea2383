"""What holds for the whole workspace. Whether somebody may change it, Slack is asked: once for the form, and again when
it is sent."""

from podsprint.deps import Deps
from podsprint.domain.people import Who
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners import loading
from podsprint.slack.listeners.area import Area, Reply, View
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import workspace as views
from podsprint.usecases import standings, workspaces


def settings(deps: Deps, command: Command) -> Reply:
    """The form for an admin; for everyone else, what holds."""
    loading.open_with(deps, command.trigger_id, lambda: _view(deps, command.who))
    return None


def settings_pressed(deps: Deps, press: Press) -> None:
    """The same from a button."""
    loading.show_with(deps, press, lambda: _view(deps, press.who))


def submit(deps: Deps, form: Form) -> View | None:
    """What holds from now on, read back."""
    command = workspaces.ChangeWorkspace(
        who=form.who,
        facts=deps.gateway.people(form.who.team, (form.who.user,)),
        contacts=form.text("contacts"),
        keep_months=form.number("keep_months"),
        version=str(form.meta("version") or ""),
    )
    return views.kept(deps.words, deps.do(workspaces.change, command))


def _view(deps: Deps, who: Who) -> View:
    facts = deps.gateway.people(who.team, (who.user,))
    found = deps.look(workspaces.settings, who.team)
    if not workspaces.runs_it(facts, who):
        return views.shown(deps.words, found)
    deps.do(standings.learn, standings.Learn(team=who.team, facts=facts))
    return views.settings_form(deps.words, found)


AREA = Area(
    commands={("workspace",): settings},
    buttons={Act.WORKSPACE: settings_pressed},
    forms={ids.Form.WORKSPACE: submit},
)

"""Buttons, wherever they are shown, and shortcuts."""

import contextlib
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from podsprint.deps import Deps
from podsprint.errors import SlackError
from podsprint.slack import payloads
from podsprint.slack.ids import Act, Shortcut
from podsprint.slack.listeners import forms_of
from podsprint.slack.payloads import Press
from podsprint.slack.views import checkins as checkin_views
from podsprint.slack.views import experiments as experiment_views
from podsprint.slack.views import help as help_views
from podsprint.slack.views import pods as pod_views
from podsprint.slack.views import sessions as session_views
from podsprint.usecases import coaching, entries, experiments, facilitation, pods, sprints

Run = Callable[[Deps, Press], None]


def register(app: App, deps: Deps) -> None:
    """Bind every button and shortcut."""
    for action_id, run in _RUNS.items():
        _bind(app, deps, action_id, run)

    @app.shortcut(Shortcut.CHECK_IN)
    def check_in(ack: Ack, body: dict[str, Any]) -> None:
        form = forms_of.session_here(deps, payloads.who(body), "", None)
        deps.gateway.open_view(body["trigger_id"], form)
        ack()

    @app.shortcut(Shortcut.OBSERVE)
    def observe(ack: Ack, body: dict[str, Any]) -> None:
        form = forms_of.observation(deps, payloads.who(body), experiment_id=None)
        deps.gateway.open_view(body["trigger_id"], form)
        ack()


def start_pod(deps: Deps, press: Press) -> None:
    """The form that starts a pod; it asks for the channel."""
    forms_of.create(deps, press.who, "", press.trigger_id)


def write_charter(deps: Deps, press: Press) -> None:
    """The charter; in a window of its own, or in place of the one the button is in."""
    pod, kept = deps.look(pods.charter_for, press.who, press.id)
    _show(deps, press, pod_views.charter_form(deps.words, pod, kept))


def start_sprint(deps: Deps, press: Press) -> None:
    """The form that starts a sprint."""
    pod = deps.look(sprints.may_start_in, press.who, press.id)
    _show(deps, press, forms_of.sprint(deps, pod))


def check_in(deps: Deps, press: Press) -> None:
    """The form of a session."""
    _show(deps, press, forms_of.session(deps, press.who, press.id))


def read_entry(deps: Deps, press: Press) -> None:
    """Somebody's entry, once one's own is in (W11)."""
    entry = deps.look(entries.read, entries.ReadEntry(who=press.who, check_in_id=press.id))
    _show(deps, press, session_views.entry_window(deps.words, entry))


def new_experiment(deps: Deps, press: Press) -> None:
    """An empty form for an experiment."""
    form = deps.look(experiments.form, press.who, press.id, deps.now())
    _show(deps, press, experiment_views.experiment_form(deps.words, form))


def edit_experiment(deps: Deps, press: Press) -> None:
    """One's own experiment, to change."""
    form = deps.look(experiments.form_of, press.who, press.id, deps.now())
    _show(deps, press, experiment_views.experiment_form(deps.words, form))


def carry_on(deps: Deps, press: Press) -> None:
    """An experiment from before, taken into the kick-off form that is open (L13)."""
    if press.view is None:
        return
    meeting_id = payloads.view_meta(press.view, "meeting")
    form = deps.look(experiments.form_of, press.who, press.id, deps.now(), meeting_id=meeting_id)
    view = experiment_views.experiment_form(deps.words, form)
    deps.gateway.update_view(press.view["id"], press.view["hash"], view)


def observe(deps: Deps, press: Press) -> None:
    """A note on one's own experiment."""
    _show(deps, press, forms_of.observation(deps, press.who, experiment_id=press.id))


def reflect(deps: Deps, press: Press) -> None:
    """A line on one's own experiment."""
    form = deps.look(experiments.form_of, press.who, press.id, deps.now())
    about = form.experiment.hypothesis if form.experiment else ""
    _show(
        deps,
        press,
        checkin_views.reflect_form(deps.words, about=about, experiment=press.id, check_in=None),
    )


def answer(deps: Deps, press: Press) -> None:
    """A line in answer to a coaching question."""
    asked = deps.look(coaching.own_question, press.who, press.id)
    view = checkin_views.reflect_form(deps.words, question_id=asked.question_id, experiment=None, check_in=press.id)
    _show(deps, press, view)


def try_again(deps: Deps, press: Press) -> None:
    """Send again what did not get through."""
    armed = deps.do(facilitation.try_again, facilitation.TryAgain(who=press.who, pod_id=press.id))
    window = help_views.window(deps.words, deps.words("facilitator.undeliverable.again", count=armed))
    with contextlib.suppress(SlackError):  # they are on their way, whether or not we can say so
        _show(deps, press, window)


_RUNS: dict[Act, Run] = {
    Act.START_POD: start_pod,
    Act.WRITE_CHARTER: write_charter,
    Act.START_SPRINT: start_sprint,
    Act.CHECK_IN: check_in,
    Act.READ_ENTRY: read_entry,
    Act.NEW_EXPERIMENT: new_experiment,
    Act.EDIT_EXPERIMENT: edit_experiment,
    Act.CARRY_ON: carry_on,
    Act.OBSERVE: observe,
    Act.REFLECT: reflect,
    Act.ANSWER: answer,
    Act.TRY_AGAIN: try_again,
}


def _bind(app: App, deps: Deps, action_id: str, run: Run) -> None:
    @app.action(action_id)
    def pressed(ack: Ack, body: dict[str, Any]) -> None:
        run(deps, payloads.press(body))
        ack()


def _show(deps: Deps, press: Press, view: dict[str, Any]) -> None:
    """Open a window; from a button inside a window, that one makes place."""
    if press.view is not None and press.view.get("type") == "modal":
        deps.gateway.update_view(press.view["id"], press.view["hash"], view)
    else:
        deps.gateway.open_view(press.trigger_id, view)

"""Listeners: parse, call one use case, acknowledge. ``register`` binds them all to the app."""

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from slack_bolt import Ack, App

from podsprint.deps import Deps
from podsprint.slack import payloads
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form, Shortcut
from podsprint.slack.listeners import (
    changes,
    copies,
    creating,
    endings,
    entries,
    events,
    experiments,
    facilitators,
    help,  # noqa: A004 - the area's name
    home,
    leftovers,
    members,
    merging,
    my_data,
    notes,
    offers,
    options,
    pods,
    programmes,
    reports,
    rhythm,
    sessions,
    sprints,
    trouble,
    wishes,
    workspace,
)
from podsprint.slack.listeners.area import Area, OnCommand, OnPress, OnShortcut, OnSubmit
from podsprint.usecases import ledger

AREAS: tuple[Area, ...] = (
    help.AREA,
    creating.AREA,
    pods.AREA,
    members.AREA,
    merging.AREA,
    sprints.AREA,
    sessions.AREA,
    changes.AREA,
    experiments.AREA,
    notes.AREA,
    copies.AREA,
    offers.AREA,
    entries.AREA,
    wishes.AREA,
    facilitators.AREA,
    rhythm.AREA,
    my_data.AREA,
    endings.AREA,
    programmes.AREA,
    workspace.AREA,
    reports.AREA,
)
COMMANDS: dict[tuple[str, ...], OnCommand] = dict(chain.from_iterable(area.commands.items() for area in AREAS))


def register(app: App, deps: Deps) -> None:
    """Bind every listener. An error in any of them is told by ``trouble``."""
    trouble.register(app, deps)
    _bind_command(app, deps)
    for area in AREAS:
        for act, on_press in area.buttons.items():
            _bind_button(app, deps, act, on_press)
        for form, on_submit in area.forms.items():
            _bind_form(app, deps, form, on_submit)
        for shortcut, on_shortcut in area.shortcuts.items():
            _bind_shortcut(app, deps, shortcut, on_shortcut)
    options.register(app, deps)
    events.register(app, deps)
    home.register(app, deps)
    copies.register(app, deps)
    leftovers.register(app)


def _bind_command(app: App, deps: Deps) -> None:
    @app.command("/pod")
    def pod(ack: Ack, body: dict[str, object]) -> None:
        command = payloads.command(body)
        run = COMMANDS.get(command.words[:2]) or COMMANDS.get(command.words[:1]) or help.usage
        reply = run(deps, command)
        if isinstance(reply, Message):
            ack(text=reply.text, blocks=list(reply.blocks))
        elif reply:
            ack(text=reply)
        else:
            ack()


def _bind_button(app: App, deps: Deps, act: Act, run: OnPress) -> None:
    @app.action(act)
    def pressed(ack: Ack, body: dict[str, Any]) -> None:
        run(deps, payloads.press(body))
        ack()


def _bind_form(app: App, deps: Deps, form: Form, run: OnSubmit) -> None:
    @app.view(form)
    def submitted(ack: Ack, body: dict[str, Any]) -> None:
        filled = payloads.Form(body)
        time_taken = ledger.Filled(who=filled.who, form=form, key=filled.key, meeting=filled.meta("meeting"))
        view = run(replace(deps, also=partial(ledger.count, time_taken)), filled)
        if view is None:
            ack()
        else:
            ack(response_action="update", view=view)


def _bind_shortcut(app: App, deps: Deps, shortcut: Shortcut, run: OnShortcut) -> None:
    @app.shortcut(shortcut)
    def chosen(ack: Ack, body: dict[str, Any]) -> None:
        run(deps, payloads.press(body))
        ack()

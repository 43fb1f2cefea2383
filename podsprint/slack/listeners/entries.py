"""Entries of one's own: the list, who may see one, taking one back."""

from podsprint.deps import Deps
from podsprint.domain.privacy import Ring
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners import forms_of
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import entries as views
from podsprint.usecases import withdrawal

RINGS = {views.SHOW: Ring.POD, views.HIDE: Ring.ME}


def own(deps: Deps, command: Command) -> Reply:
    """One's own entries."""
    page = deps.look(withdrawal.page, command.who, deps.now())
    deps.gateway.open_view(command.trigger_id, views.entries_window(deps.words, page))
    return None


def entries(deps: Deps, press: Press) -> None:
    """One's own entries."""
    show(deps, press, _window(deps, press))


def older(deps: Deps, press: Press) -> None:
    """The next page of them."""
    show(deps, press, _window(deps, press, before=press.id))


def menu(deps: Deps, press: Press) -> None:
    """Change an entry, show it to others or to oneself, take it back."""
    do, check_in_id = press.picked
    if do in RINGS:
        deps.do(withdrawal.show_to, withdrawal.ShowTo(who=press.who, check_in_id=check_in_id, ring=RINGS[do]))
        show(deps, press, _window(deps, press))
        return
    entry = deps.look(withdrawal.one, press.who, check_in_id, deps.now())
    if do == views.WITHDRAW:
        show(deps, press, views.withdraw_form(deps.words, entry))
    else:
        show(deps, press, forms_of.session(deps, press.who, entry.session.id))


def withdraw(deps: Deps, press: Press) -> None:
    """Ask once more before an entry is taken back."""
    show(deps, press, views.withdraw_form(deps.words, deps.look(withdrawal.one, press.who, press.id, deps.now())))


def submit(deps: Deps, form: Form) -> View | None:
    """Take it back, and say what stays."""
    kind = deps.do(withdrawal.withdraw, withdrawal.Withdraw(who=form.who, check_in_id=form.row("check_in")))
    return views.withdrawn(deps.words, kind)


def _window(deps: Deps, press: Press, *, before: int | None = None) -> View:
    return views.entries_window(deps.words, deps.look(withdrawal.page, press.who, deps.now(), before=before))


AREA = Area(
    commands={("entries",): own},
    buttons={
        Act.ENTRIES: entries,
        Act.ENTRIES_OLDER: older,
        Act.ENTRY_MENU: menu,
        Act.WITHDRAW: withdraw,
    },
    forms={ids.Form.WITHDRAW: submit},
)

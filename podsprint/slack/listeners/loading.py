"""A window that has to ask Slack something first: it opens at once, since a trigger lives three seconds, and is filled
when the answer is in. Every form that cannot be made from our own database comes this way."""

from collections.abc import Callable

from podsprint.deps import Deps
from podsprint.domain.problems import problem
from podsprint.errors import Refused
from podsprint.slack.listeners.area import View
from podsprint.slack.payloads import Press
from podsprint.slack.views import help as help_views


def open_with(deps: Deps, trigger_id: str, make: Callable[[], View]) -> None:
    """Open a window that is still empty, and put in what ``make`` finds out."""
    opened = deps.gateway.open_view(trigger_id, help_views.loading(deps.words))
    _fill(deps, opened["id"], opened["hash"], make)


def show_with(deps: Deps, press: Press, make: Callable[[], View]) -> None:
    """The same from a button; from one inside a window, that one makes place once the answer is in."""
    if press.view is not None and press.view.get("type") == "modal":
        _fill(deps, press.view["id"], press.view["hash"], make)
    else:
        open_with(deps, press.trigger_id, make)


def _fill(deps: Deps, view_id: str, view_hash: str, make: Callable[[], View]) -> None:
    # Whatever happens, the window does not go on saying that it is loading.
    view = help_views.notice(deps.words, (problem("window_not_made"),))
    try:
        view = make()
    except Refused as refused:
        view = help_views.notice(deps.words, refused.problems)
    finally:
        deps.gateway.update_view(view_id, view_hash, view)

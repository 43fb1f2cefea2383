"""Wishes to be coached: taken up, ended, taken up after all."""

import contextlib

from podsprint.deps import Deps
from podsprint.domain.read_models import WishNote
from podsprint.errors import SlackError
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, show
from podsprint.slack.payloads import Press
from podsprint.slack.views import wishes as views
from podsprint.usecases import wishes


def take(deps: Deps, press: Press) -> None:
    """I can coach you on this."""
    _say(deps, press, deps.do(wishes.take, wishes.TakeWish(who=press.who, check_in_id=press.id)))


def end(deps: Deps, press: Press) -> None:
    """Not now; or, by whoever could, taken back."""
    _say(deps, press, deps.do(wishes.end, wishes.EndWish(who=press.who, check_in_id=press.id)))


def revive(deps: Deps, press: Press) -> None:
    """Yes after all."""
    _say(deps, press, deps.do(wishes.revive, wishes.ReviveWish(who=press.who, check_in_id=press.id)))


def _say(deps: Deps, press: Press, note: WishNote) -> None:
    with contextlib.suppress(SlackError):  # it is done, whether or not we can say so
        show(deps, press, views.window(deps.words, note))


AREA = Area(buttons={Act.TAKE_WISH: take, Act.END_WISH: end, Act.REVIVE_WISH: revive})

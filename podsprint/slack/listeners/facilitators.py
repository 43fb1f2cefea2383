"""What a facilitator answers."""

import contextlib

from podsprint.deps import Deps
from podsprint.errors import SlackError
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, show
from podsprint.slack.payloads import Press
from podsprint.slack.views import help as help_views
from podsprint.usecases import facilitation


def try_again(deps: Deps, press: Press) -> None:
    """Send again what did not get through."""
    armed = deps.do(facilitation.try_again, facilitation.TryAgain(who=press.who, pod_id=press.id))
    window = help_views.window(deps.words, deps.words("facilitator.undeliverable.again", count=armed))
    with contextlib.suppress(SlackError):  # they are on their way, whether or not we can say so
        show(deps, press, window)


AREA = Area(buttons={Act.TRY_AGAIN: try_again})

"""What this person can do here."""

from collections.abc import Sequence

from podsprint.deps import Deps
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import PodView
from podsprint.errors import Refused
from podsprint.slack.listeners.area import Area, Reply
from podsprint.slack.payloads import Command
from podsprint.slack.views import help as views
from podsprint.usecases import pods


def usage(deps: Deps, command: Command) -> Reply:
    """What this person can do here."""
    unknown = command.text if command.words not in ((), ("help",)) else ""
    pod, in_the_way = _pod_if_any(deps, command)
    return views.usage(deps.words, pod=pod, user=command.who.user, unknown=unknown, in_the_way=in_the_way)


def _pod_if_any(deps: Deps, command: Command) -> tuple[PodView | None, Sequence[Problem]]:
    """The pod meant, if one is; and what there is to say if it is not clear which."""
    try:
        found, _ = deps.look(pods.charter_here, command.who, command.channel)
    except Refused as refused:
        return None, [found for found in refused.problems if found.code == "which_pod"]
    return found, ()


AREA = Area(commands={("help",): usage})

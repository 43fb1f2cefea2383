"""What this person can do here."""

from podsprint.deps import Deps
from podsprint.slack.listeners.area import Area, Reply
from podsprint.slack.payloads import Command
from podsprint.slack.views import help as views
from podsprint.usecases import helping


def usage(deps: Deps, command: Command) -> Reply:
    """What this person can do here; also the answer to anything unknown."""
    unknown = command.text if command.words not in ((), ("help",)) else ""
    here, in_the_way = deps.look(helping.here, command.who, command.channel, deps.now())
    return views.usage(deps.words, here, unknown=unknown, in_the_way=in_the_way)


AREA = Area(commands={("help",): usage})

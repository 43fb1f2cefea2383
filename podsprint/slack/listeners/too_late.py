"""A form that was sent when its session took no entries any more: what was written is kept, one way or another."""

from collections.abc import Sequence

from podsprint.deps import Deps
from podsprint.domain.experiments import OPEN
from podsprint.domain.text import is_blank
from podsprint.errors import Refused
from podsprint.slack.listeners.area import View
from podsprint.slack.payloads import Form
from podsprint.slack.views import notes as views
from podsprint.usecases import experiments

CODES = {"session_over", "session_was_skipped", "session_on_hold", "session_not_open"}


def is_too_late(refused: Refused) -> bool:
    """Whether all that stands in the way is that the session takes no entries now."""
    return {found.code for found in refused.problems} <= CODES


def as_observation(deps: Deps, form: Form, refused: Refused, fields: Sequence[str]) -> View:
    """The same words as an observation, to be kept with one more click.

    Raises:
        Refused: as it was, where they would not fit or there is no experiment to note them on; the form stays open.
    """
    note = "\n\n".join(text for name in fields if not is_blank(text := form.text(name)))
    mine = [line for line in deps.look(experiments.mine, form.who) if line.state in OPEN]
    if not is_too_late(refused) or not mine or not note or len(note) > views.NOTE_LIMIT:
        raise refused
    chosen, late = form.number("experiment"), refused.problems[0]
    return views.observation_form(deps.words, mine, chosen=chosen, note=note, instead=late, ring=form.ring())

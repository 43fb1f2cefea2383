"""Samples of a wish to be coached, and of what the two are told."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from podsprint.domain.checkins import CHECKIN_LIMITS
from podsprint.domain.read_models import WishNote
from podsprint.domain.wishes import Wish
from podsprint.slack.samples.made import LARGE_POD, PEOPLE, Sample, long, message
from podsprint.slack.samples.sessions import entry
from podsprint.slack.text import Words
from podsprint.slack.views import wishes as views

_NOTE = WishNote(
    check_in_id=3,
    pod=LARGE_POD.name,
    leader=PEOPLE[0],
    coach=PEOPLE[1],
    topic=long(CHECKIN_LIMITS["coaching_topic"]),
    wished=True,
    state=Wish.TAKEN,
)


def samples() -> Iterator[Sample]:
    """In the thread, open and taken; the messages of the two; what a button is answered with."""
    yield message("a wish", entry(wish=Wish.OPEN))
    yield message("a wish, taken", entry(wish=Wish.TAKEN, coach=PEOPLE[1]))
    notes = [replace(_NOTE, state=state) for state in (Wish.TAKEN, Wish.DECLINED, Wish.OPEN)]
    notes += [replace(_NOTE, wished=False), replace(_NOTE, wished=False, topic="", state=Wish.OPEN)]
    for note in notes:
        name = f"{'wished' if note.wished else 'coach'}, {note.state}"
        yield message(name, note)
        yield Sample(f"wish window: {name}", partial(_window, note))


def _window(note: WishNote, words: Words) -> dict[str, object]:
    return views.window(words, note)

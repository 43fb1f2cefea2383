"""Samples of what a facilitator gets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from podsprint.domain.cadences import SessionKind
from podsprint.domain.read_models import Brief, Digest, Missed, Undeliverable
from podsprint.slack.samples.made import CHANNEL, LARGE_POD, MORNING, PEOPLE, Sample, message, pod, session
from podsprint.slack.samples.sessions import LEADER_LINES, LONG_LINES, entry, long_entry
from podsprint.slack.views import help as help_views

_NO_SCOPE = ("missing_scope", "missing_scope groups:history")
_ERRORS = ("not_in_channel", "channel_not_found", "is_archived", "messages_tab_disabled", *_NO_SCOPE, "no_text")
_DIGEST = Digest(
    pod=pod(),
    session=session(state="closed"),
    entries=(entry(by=MORNING.date()), entry(), entry(parts=())),
    private=2,
    not_yet=PEOPLE[3:5],
    grace_until=MORNING + timedelta(days=1),
)


def samples(asked: tuple[str, ...]) -> Iterator[Sample]:
    """The brief, the digest, and what needs a person."""
    first, second = (*asked[:2], "gone", "gone")[:2]
    for kind in SessionKind:
        line = session(kind=kind, state="planned")
        brief = Brief(pod=pod(), session=line, lines=LEADER_LINES, questions=(first, second))
        yield message(kind, brief)
        yield message(f"{kind}, no lines", replace(brief, lines=()))
        yield message(f"{kind}, long", replace(brief, pod=LARGE_POD, lines=LONG_LINES))
        yield message(kind, Missed(pod=LARGE_POD, session=line))
        yield message(f"{kind}, long", _long_digest(kind))
    yield message("standup", _DIGEST)
    yield message("nothing shared", replace(_DIGEST, entries=(), private=0, not_yet=()))
    for error in _ERRORS:
        note = Undeliverable(
            pod_id=1, pod=LARGE_POD.name, channel=CHANNEL, person="", error=f"chat.postMessage: {error}"
        )
        yield message(error, note)
        yield message(f"{error}, to a person", replace(note, person=PEOPLE[0]))
    yield Sample(
        "window: try again",
        lambda words: help_views.window(words, words("facilitator.undeliverable.again", count=3)),
    )


def _long_digest(kind: SessionKind) -> Digest:
    entries = tuple(long_entry(kind, person) for person in PEOPLE)
    return replace(_DIGEST, pod=LARGE_POD, session=session(kind=kind), entries=entries, not_yet=PEOPLE)

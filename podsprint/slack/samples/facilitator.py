"""Samples of what a facilitator gets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from podsprint.domain.cadences import SessionKind
from podsprint.domain.channels import Trouble
from podsprint.domain.pods import size_advice
from podsprint.domain.read_models import (
    Brief,
    BriefSession,
    ChannelTrouble,
    Departure,
    Digest,
    LeaderLine,
    Missed,
    Undeliverable,
)
from podsprint.domain.visibility import SEES_LESS
from podsprint.slack.samples.made import CHANNEL, LARGE_POD, MORNING, PEOPLE, Sample, message, pod, session
from podsprint.slack.samples.sessions import LEADER_LINES, LONG_LINES, entry, long_entry

KINDS = ("session", "entry", "sprint", "pod", "direct")
_NO_SCOPE = ("missing_scope", "missing_scope groups:history")
_ERRORS = ("not_in_channel", "channel_not_found", "is_archived", "messages_tab_disabled", *_NO_SCOPE, "no_text")
_DIGEST = Digest(
    pod=pod(),
    session=session(state="closed"),
    entries=(entry(by=MORNING.date()), entry(), entry(coach=PEOPLE[1]), entry(parts=())),
    shared=3,
    private=2,
    silent=2,
    wishes=1,
    following=session(number=3, state="planned"),
    not_yet=PEOPLE[3:5],
    grace_until=MORNING + timedelta(days=1),
)


def samples(asked: tuple[str, ...]) -> Iterator[Sample]:
    """The brief, the digest, and what needs a person."""
    first, second = (*asked[:2], "gone", "gone")[:2]
    for kind in SessionKind:
        line = session(kind=kind, state="planned")
        one = BriefSession(pod=pod(), session=line, lines=LEADER_LINES, questions=(first, second), host=PEOPLE[0])
        yield message(kind, Brief(sessions=(one,)))
        yield message(f"{kind}, no lines", Brief(sessions=(replace(one, lines=()),)))
        long = replace(one, pod=LARGE_POD, lines=LONG_LINES, away=PEOPLE[1:3], stands_in=True)
        yield message(f"{kind}, long", Brief(sessions=(long,)))
        yield message(f"{kind}, all away", Brief(sessions=(replace(long, away=LARGE_POD.leaders),)))
        yield message(f"{kind}, many", Brief(sessions=(long,) * 5, more=7))
        silent = tuple(LeaderLine(leader=person) for person in PEOPLE[:3])
        yield message(f"{kind}, nothing shared", Brief(sessions=(replace(one, lines=silent),)))
        open_now = replace(one, session=session(kind=kind, state="open"))
        yield message(f"{kind}, open", Brief(sessions=(open_now,)))
        for stands in ("moved", "skipped", "handed_over", "closed", "missed", "merged"):
            yield message(f"{kind}, {stands}", Brief(sessions=(replace(one, stands=stands),)))
        skipped = replace(one, pod=LARGE_POD, stands="skipped", may_undo=True)
        yield message(f"{kind}, skipped, to be taken back", Brief(sessions=(skipped,) * 5))
        for reader in sorted(SEES_LESS):
            less = replace(one, lines=(), sees_less=reader)
            yield message(f"{kind}, {reader}", Brief(sessions=(less,)))
        yield message(kind, Missed(pod=LARGE_POD, sessions=(line,)))
        yield message(f"{kind}, several", Missed(pod=LARGE_POD, sessions=(line, session(state="missed"))))
        yield message(f"{kind}, to be moved", Missed(pod=LARGE_POD, sessions=(line,), may_move=True))
        yield message(f"{kind}, many to be moved", Missed(pod=LARGE_POD, sessions=(line,) * 12, may_move=True))
        yield message(f"{kind}, long", _long_digest(kind))
    yield message("standup", _DIGEST)
    yield message("with a link", replace(_DIGEST, link="https://acme.slack.com/archives/C0SAMPLE1/p1", runs_next=True))
    yield message("nothing shared", replace(_DIGEST, entries=(), private=0, not_yet=(), silent=0, following=None))
    yield message("away", replace(_DIGEST, not_yet=(), silent=0, away=PEOPLE[3:5]))
    for reader in sorted(SEES_LESS):
        yield message(reader, replace(_DIGEST, entries=(), not_yet=(), sees_less=reader))
        yield message(
            f"{reader}, nothing", replace(_DIGEST, entries=(), not_yet=(), sees_less=reader, shared=1, wishes=0)
        )
    for error in _ERRORS:
        note = Undeliverable(
            pod_id=1, pod=LARGE_POD.name, channel=CHANNEL, person="", error=f"chat.postMessage: {error}"
        )
        yield message(error, note)
        yield message(f"{error}, to a person", replace(note, person=PEOPLE[0], kinds=(("direct", 1),)))
    yield message("of every kind", replace(note, kinds=tuple((kind, count) for count, kind in enumerate(KINDS, 1))))
    for left in range(9):
        advice = size_advice(left)
        yield message(f"{left} left", Departure(pod=LARGE_POD.name, channel=CHANNEL, left=left, advice=advice))
    for trouble in Trouble:
        yield message(trouble, ChannelTrouble(pod=LARGE_POD.name, channel=CHANNEL, trouble=trouble))


def _long_digest(kind: SessionKind) -> Digest:
    entries = tuple(long_entry(kind, person) for person in PEOPLE)
    return replace(_DIGEST, pod=LARGE_POD, session=session(kind=kind), entries=entries, not_yet=PEOPLE)

"""Samples of the day's one message."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from podsprint.domain.cadences import SessionKind
from podsprint.domain.read_models import (
    AbsenceNote,
    BoosterDue,
    CommitmentDue,
    Daily,
    DailyItem,
    EntryMissing,
    MidWeek,
    OfferLine,
    SessionToday,
    TopicOffered,
)
from podsprint.slack.samples.endings import BOOSTERS
from podsprint.slack.samples.made import (
    CHANNEL,
    FRIDAY,
    HYPOTHESIS,
    LARGE_POD,
    MORNING,
    PEOPLE,
    TODAY,
    Sample,
    long,
    message,
    session,
)

_DAILY = Daily(user=PEOPLE[0], day=TODAY, items=())


def samples() -> Iterator[Sample]:
    """Each thing alone, the longest of all, and what a button turns it into."""
    items = [item for kind in SessionKind for item in _sessions(kind)]
    items += [
        CommitmentDue(pod="Platform leads", step="Ask first"),
        CommitmentDue(pod=LARGE_POD.name, step=long(1000)),
        MidWeek(experiment_id=3, hypothesis=HYPOTHESIS),
        MidWeek(experiment_id=3, hypothesis=long(1000)),
        *(BoosterDue(line=line) for line in BOOSTERS),
    ]
    offer = OfferLine(id=6, pod=LARGE_POD.name, by=PEOPLE[1], to=PEOPLE[0], topic=long(1000), at=MORNING)
    items += [TopicOffered(offer=offer)]
    for number, item in enumerate(items, start=1):
        yield message(f"{type(item).__name__} {number}", replace(_DAILY, items=(item,)))
    yield message("six of the longest", replace(_DAILY, items=tuple(items[-6:])))
    yield message("stopped", replace(_DAILY, stopped=True))
    yield message("put off", replace(_DAILY, snoozed_until=FRIDAY))
    yield message("done", _DAILY)
    for source in ("facilitator", "slack_status"):
        note = AbsenceNote(absence_id=1, source=source, by=PEOPLE[1], first_day=TODAY, last_day=FRIDAY)
        yield message(source, note)


def _sessions(kind: SessionKind) -> tuple[DailyItem, ...]:
    planned = session(kind=kind, state="planned")
    return (
        SessionToday(session=planned, pod=LARGE_POD.name, channel=CHANNEL),
        SessionToday(session=session(kind=kind, state="open"), pod=LARGE_POD.name, channel=CHANNEL),
        EntryMissing(session=session(kind=kind, state="closed"), pod=LARGE_POD.name, until=MORNING + timedelta(days=1)),
    )

"""Samples of people's own rhythm."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from podsprint.domain.read_models import Away, MyRhythm
from podsprint.domain.rhythm import Reminders, Rhythm
from podsprint.slack.samples.made import FRIDAY, PEOPLE, TODAY, ZONE, Sample
from podsprint.slack.views import rhythm as views

_RHYTHM = Rhythm(zone=ZONE)
_AWAY = Away(user=PEOPLE[0], zone=ZONE, today=TODAY, spans=())


def samples() -> Iterator[Sample]:
    """How it reads back, and absences."""
    for profile in Reminders:
        yield _said(profile, MyRhythm(rhythm=replace(_RHYTHM, reminders=profile)))
    everything = replace(_RHYTHM, works_on=frozenset(range(7)), quiet=(time(18), time(8)))
    yield _said("everything", MyRhythm(rhythm=everything, country="South Georgia And The South Sandwich Islands"))
    yield _said("put off", MyRhythm(rhythm=_RHYTHM, snoozed_until=FRIDAY))
    yield _away("not", _AWAY)
    yield _away("one day", replace(_AWAY, spans=((TODAY, TODAY),)))
    yield _away("several", replace(_AWAY, spans=((TODAY, FRIDAY),) * 5, more=True))


def _said(name: str, model: MyRhythm) -> Sample:
    return Sample(f"rhythm: {name}", lambda words: views.said(words, model))


def _away(name: str, model: Away) -> Sample:
    return Sample(f"away: {name}", lambda words: views.away(words, model))

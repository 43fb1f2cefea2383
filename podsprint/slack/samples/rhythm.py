"""Samples of people's own rhythm."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from podsprint.domain.read_models import AbsenceNote, Away, MyRhythm
from podsprint.domain.rhythm import Reminders, Rhythm
from podsprint.slack.samples.made import FRIDAY, PEOPLE, TODAY, ZONE, Sample
from podsprint.slack.views import rhythm as views

_RHYTHM = Rhythm(zone=ZONE)
_NOTE = AbsenceNote(absence_id=1, source="facilitator", by=PEOPLE[1], first_day=TODAY, last_day=FRIDAY)
_AWAY = Away(user=PEOPLE[0], zone=ZONE, today=TODAY, spans=())


def samples() -> Iterator[Sample]:
    """How it reads back, and absences."""
    for profile in Reminders:
        yield _said(profile, MyRhythm(rhythm=replace(_RHYTHM, reminders=profile)))
    everything = replace(_RHYTHM, works_on=frozenset(range(7)), quiet=(time(18), time(8)))
    yield _said("everything", MyRhythm(rhythm=everything, country="South Georgia And The South Sandwich Islands"))
    yield _said("put off", MyRhythm(rhythm=_RHYTHM, snoozed_until=FRIDAY))
    filled = MyRhythm(rhythm=replace(everything, country="DE"), country="Germany")
    yield Sample("rhythm form", lambda words: views.rhythm_form(words, MyRhythm(rhythm=_RHYTHM)))
    yield Sample("rhythm form: filled", lambda words: views.rhythm_form(words, filled, own_zone=True))
    yield Sample("rhythm form: kept", lambda words: views.kept(words, filled))
    yield Sample("away form", lambda words: views.away_form(words, today=TODAY, zone=ZONE))
    yield Sample("away form: of another", lambda words: views.away_form(words, today=TODAY, zone=ZONE, pod_id=1))
    yield Sample("away form: kept", lambda words: views.kept_away(words, replace(_AWAY, spans=((TODAY, FRIDAY),))))
    yield Sample("away form: noted", lambda words: views.kept_other(words, _NOTE, PEOPLE[2]))
    yield _away("not", _AWAY)
    yield _away("one day", replace(_AWAY, spans=((TODAY, TODAY),)))
    yield _away("several", replace(_AWAY, spans=((TODAY, FRIDAY),) * 5, more=True))


def _said(name: str, model: MyRhythm) -> Sample:
    return Sample(f"rhythm: {name}", lambda words: views.said(words, model))


def _away(name: str, model: Away) -> Sample:
    return Sample(f"away: {name}", lambda words: views.away(words, model))

"""Samples of the forms of a session."""

from collections.abc import Iterator
from dataclasses import replace

from podsprint.domain.checkins import CHECKIN_LIMITS
from podsprint.domain.experiments import MAX_WHAT_CHANGED
from podsprint.domain.form_models import CheckInForm, RetroForm
from podsprint.domain.privacy import Ring
from podsprint.domain.reflections import MAX_LINE, ReflectionChoice
from podsprint.slack.samples.made import (
    EXPERIMENTS,
    FRIDAY,
    LARGE_POD,
    Sample,
    long,
    long_line,
    session,
)
from podsprint.slack.views import checkins

_CHECK_IN = CheckInForm(
    session=session(),
    pod="Platform leads",
    experiments=(),
    commitment="",
    commitment_by=None,
    late=False,
    ring=Ring.ME,
)
_CHECK_INS = {
    "empty": _CHECK_IN,
    "an experiment": replace(_CHECK_IN, experiments=EXPERIMENTS[:1]),
    "a long experiment": replace(_CHECK_IN, experiments=EXPERIMENTS[2:]),
    "after a commitment": replace(_CHECK_IN, commitment="Ask first\non Monday", experiments=EXPERIMENTS),
    "late, after a commitment with a date": replace(
        _CHECK_IN, late=True, commitment="Ask first", commitment_by=FRIDAY, ring=Ring.POD
    ),
    "long": replace(
        _CHECK_IN,
        pod=LARGE_POD.name,
        experiments=EXPERIMENTS,
        experiment_id=EXPERIMENTS[2].id,
        commitment=long(CHECKIN_LIMITS["next_step"]),
        tried=long(CHECKIN_LIMITS["tried"]),
        noticed=long(CHECKIN_LIMITS["noticed"]),
        next_step=long(CHECKIN_LIMITS["next_step"]),
        next_by=FRIDAY,
        confidence=10,
        coaching_on=long_line(CHECKIN_LIMITS["coaching_topic"]),
    ),
}
_RETRO = RetroForm(session=session(kind="retro"), pod="Platform leads", experiments=(), late=False, ring=Ring.ME)
_RETROS = {
    "empty": _RETRO,
    "late": replace(_RETRO, late=True, experiments=EXPERIMENTS, ring=Ring.POD),
    "long": replace(
        _RETRO,
        pod=LARGE_POD.name,
        experiments=EXPERIMENTS,
        experiment_id=EXPERIMENTS[1].id,
        outcome="adapted",
        what_changed=long(MAX_WHAT_CHANGED),
        facts=long(MAX_LINE),
        line=long(MAX_LINE),
        behaviour=long(MAX_LINE),
        choice=ReflectionChoice.HURT,
    ),
}


def samples() -> Iterator[Sample]:
    """Check-ins and retros."""
    for name, form in _CHECK_INS.items():
        yield _check_in(name, form)
    for name, retro in _RETROS.items():
        yield _retro(name, retro)


def _check_in(name: str, form: CheckInForm) -> Sample:
    return Sample(f"check_in_form: {name}", lambda words: checkins.check_in_form(words, form))


def _retro(name: str, form: RetroForm) -> Sample:
    return Sample(f"retro_form: {name}", lambda words: checkins.retro_form(words, form))

"""The forms of a session: check-in and retro."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.checkins import CHECKIN_LIMITS, MAX_CONFIDENCE, MIN_CONFIDENCE
from podsprint.domain.experiments import MAX_WHAT_CHANGED, ExperimentState
from podsprint.domain.form_models import CheckInForm, RetroForm
from podsprint.domain.read_models import ExperimentLine
from podsprint.domain.reflections import MAX_LINE
from podsprint.slack import blocks
from podsprint.slack.ids import Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import choice_field, kind, ring_field, ring_line
from podsprint.slack.views.entries import withdraw_button
from podsprint.slack.views.experiments import experiment_field

KEEP_RUNNING = "running"
_OUTCOMES = (ExperimentState.ADOPTED, ExperimentState.ADAPTED, ExperimentState.DROPPED)


def check_in_form(words: Words, form: CheckInForm) -> dict[str, Any]:
    """A stand-up's check-in: 90 seconds, starting from the leader's last words (C1)."""

    def label(key: str) -> str:
        return words.plain(f"session.check_in.{key}")

    degrees = [(str(number), str(number)) for number in range(MIN_CONFIDENCE, MAX_CONFIDENCE + 1)]
    said = [
        blocks.field(
            name,
            label(name),
            blocks.text_input(initial=initial, limit=CHECKIN_LIMITS[name], lines=True),
            hint=label("hint") if name == "tried" else "",
            optional=True,
        )
        for name, initial in (
            ("tried", form.tried),
            ("noticed", form.noticed),
            ("next_step", form.next_step),
        )
    ]
    return blocks.modal(
        Form.CHECK_IN,
        label("title"),
        _lead(words, form),
        withdraw_button(words, form.check_in_id),
        ring_line(words, "choose", "ninety_seconds"),
        _commitment(words, form),
        experiment_field(words, form.experiments, form.experiment_id),
        said,
        blocks.field("next_by", label("next_by"), blocks.date_input(form.next_by), optional=True),
        blocks.field(
            "confidence",
            label("confidence"),
            blocks.choice(degrees, str(form.confidence) if form.confidence else None),
            hint=label("confidence_hint"),
            optional=True,
        ),
        blocks.field(
            "coaching_topic",
            label("coaching_topic"),
            blocks.text_input(initial=form.coaching_on, limit=CHECKIN_LIMITS["coaching_topic"]),
            optional=True,
        ),
        ring_field(words, form.ring),
        submit=label("submit"),
        close=words.plain("common.button.cancel"),
        meta={"meeting": form.session.id},
    )


def retro_form(words: Words, form: RetroForm) -> dict[str, Any]:
    """Looking back: one button and one line are enough (L18); closing says what changed in the work (L16)."""

    def label(key: str) -> str:
        return words.plain(f"session.retro.{key}")

    outcomes = [(KEEP_RUNNING, label("keep_running")), *((name, label(name)) for name in _OUTCOMES)]
    return blocks.modal(
        Form.RETRO,
        label("title"),
        _lead(words, form),
        withdraw_button(words, form.check_in_id),
        ring_line(words, "choose", "three"),
        _set_out(words, form.experiments),
        experiment_field(words, form.experiments, form.experiment_id),
        choice_field(words, label("choice"), form.choice),
        blocks.field(
            "line",
            label("line"),
            blocks.text_input(initial=form.line, limit=MAX_LINE, lines=True, placeholder=label("line_placeholder")),
        ),
        blocks.field("outcome", label("outcome"), blocks.radio(outcomes, form.outcome or KEEP_RUNNING)),
        blocks.field(
            "what_changed",
            label("what_changed"),
            blocks.text_input(initial=form.what_changed, limit=MAX_WHAT_CHANGED, lines=True),
            hint=label("what_changed_hint"),
            optional=True,
        ),
        [
            blocks.field(
                name, label(name), blocks.text_input(initial=initial, limit=MAX_LINE, lines=True), optional=True
            )
            for name, initial in (("facts", form.facts), ("behaviour", form.behaviour))
        ],
        ring_field(words, form.ring),
        submit=label("submit"),
        close=words.plain("common.button.cancel"),
        meta={"meeting": form.session.id},
    )


def _lead(words: Words, form: CheckInForm | RetroForm) -> list[Block]:
    area = "check_in" if isinstance(form, CheckInForm) else "retro"
    lead = words(f"session.{area}.lead", kind=kind(words, form.session), pod=form.pod)
    late = [blocks.section(words("session.check_in.late"))] if form.late else []
    return [blocks.section(lead), *late]


def _commitment(words: Words, form: CheckInForm) -> list[Block]:
    if not form.commitment:
        return _set_out(words, form.experiments)
    key = "commitment_by" if form.commitment_by else "commitment"
    return [*blocks.sections(words(f"session.check_in.{key}", commitment=form.commitment, by=form.commitment_by))]


def _set_out(words: Words, experiments: Sequence[ExperimentLine]) -> list[Block]:
    """What the leader set out to try; with several, the menu names them."""
    if len(experiments) != 1:
        return []
    return [*blocks.sections(words("session.check_in.set_out", hypothesis=experiments[0].hypothesis))]

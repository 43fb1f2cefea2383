"""Experiments: writing one down, noting what happened, the list of one's own."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.experiments import EXPERIMENT_LIMITS
from podsprint.domain.form_models import ExperimentForm
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import ExperimentLine
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import explain, ring_field, ring_line

LINKED_TO_GOAL, LINKED_TO_ITEM = "goal", "item"
QUESTION_LIMIT, ITEM_LIMIT, NOTE_LIMIT = 500, 300, 2000


def experiment_form(words: Words, form: ExperimentForm, *, hints: Sequence[str] = ()) -> dict[str, Any]:
    """An experiment, with gentle hints when it comes back with some (W3, W4). Hints never stand in the way."""
    meta = {
        "pod": form.pod_id,
        "meeting": form.meeting_id,
        "experiment": form.experiment.id if form.experiment and not form.as_new else None,
        "hinted": bool(hints),
    }
    view = blocks.modal(
        Form.EXPERIMENT,
        words.plain("experiment.form.title"),
        _hints(words, hints),
        blocks.section(words("experiment.form.lead", pod=form.pod)),
        [blocks.section(words("experiment.form.goal", goal=form.goal))] if form.goal else [],
        ring_line(words, "choose", "three"),
        _carried_over(words, form),
        _fields(words, form),
        submit=words.plain("experiment.form.submit"),
        close=words.plain("common.button.cancel"),
        meta=meta,
    )
    # Taken into a form that is open (L13), an experiment's words have to show; sent back with hints, what was typed.
    return blocks.fresh(view, form.experiment.id) if form.experiment else view


def observation_form(
    words: Words,
    experiments: Sequence[ExperimentLine],
    *,
    chosen: int | None = None,
    note: str = "",
    instead: Problem | None = None,
    ring: Ring = Ring.ME,
) -> dict[str, Any]:
    """A note of what happened; ``instead`` says what it could not be."""
    return blocks.modal(
        Form.OBSERVE,
        words.plain("experiment.observe.title"),
        [blocks.section(f"{explain(words, instead)} {words('experiment.observe.instead')}")] if instead else [],
        ring_line(words, "choose", "one"),
        experiment_field(words, experiments, chosen),
        blocks.field(
            "note",
            words.plain("experiment.observe.note"),
            blocks.text_input(initial=note, limit=NOTE_LIMIT, lines=True),
            hint=words.plain("experiment.observe.note_hint"),
        ),
        blocks.field(
            "noted_on",
            words.plain("experiment.observe.noted_on"),
            blocks.date_input(),
            hint=words.plain("experiment.observe.noted_on_hint"),
            optional=True,
        ),
        ring_field(words, ring),
        submit=words.plain("experiment.observe.submit"),
        close=words.plain("common.button.cancel"),
        # A single experiment needs no choice; which one it was comes back here.
        meta={"experiment": experiments[0].id if len(experiments) == 1 else None},
    )


def kept_anyway(words: Words, problem: Problem) -> dict[str, Any]:
    """An experiment was kept, though not as what it was sent for."""
    return blocks.modal(
        "kept",
        words.plain("experiment.form.title"),
        blocks.section(f"{explain(words, problem)} {words('experiment.form.kept_anyway')}"),
        close=words.plain("common.button.close"),
    )


def noted(words: Words, line: ExperimentLine) -> Message:
    """An observation was kept: what, and for which day."""
    on, note = line.observations[0]
    return blocks.message(blocks.sections(words("experiment.observe.kept", on=on, note=note)))


def own_list(words: Words, experiments: Sequence[ExperimentLine]) -> Message:
    """A leader's own experiments."""
    if not experiments:
        return blocks.message(blocks.section(words("experiment.list.none")))
    return blocks.message(
        blocks.section(f"*{words('experiment.list.heading')}*"),
        *(line_blocks(words, line) for line in experiments),
        blocks.context(words("common.ring.me")),
    )


def line_blocks(words: Words, line: ExperimentLine, *, with_buttons: bool = False) -> list[Block]:
    """One experiment, with its latest observations."""
    text = words("experiment.list.line", line=line, state=words(f"common.state.{line.state}"))
    notes = [words("experiment.list.note", on=on, note=note) for on, note in line.observations]
    if line.what_changed:
        notes.append(words("experiment.list.changed", line=line))
    buttons = []
    if with_buttons:
        about = words.plain("experiment.form.carried_line", line=line)
        buttons = [
            blocks.actions(
                *(
                    blocks.button(
                        words.plain(f"common.button.{key}"),
                        act,
                        line.id,
                        label=f"{words.plain(f'common.button.{key}')}: {about}",
                    )
                    for key, act in (
                        ("observe", Act.OBSERVE),
                        ("reflect", Act.REFLECT),
                        ("edit", Act.EDIT_EXPERIMENT),
                    )
                )
            )
        ]
    return [*blocks.sections(text), *([blocks.context(*notes)] if notes else []), *buttons]


def experiment_field(words: Words, experiments: Sequence[ExperimentLine], chosen: int | None) -> list[Block]:
    """Which experiment; not asked when there is no choice."""
    if len(experiments) < 2:
        return []
    options = [(str(line.id), line.hypothesis) for line in experiments]
    initial = str(chosen) if chosen is not None else options[0][0]
    return [blocks.field("experiment", words.plain("experiment.observe.experiment"), blocks.choice(options, initial))]


def _hints(words: Words, hints: Sequence[str]) -> list[Block]:
    if not hints:
        return []
    lines = [words("experiment.form.hint_line", hint=hint) for hint in hints]
    return [blocks.section("\n".join((words("experiment.form.hints"), *lines)))]


def _carried_over(words: Words, form: ExperimentForm) -> list[Block]:
    if not form.carried_over or form.experiment:
        return []
    carry = words.plain("common.button.carry_on")
    about = [(line, words.plain("experiment.form.carried_line", line=line)) for line in form.carried_over[:5]]
    return [
        blocks.context(words("experiment.form.carried_over")),
        *(
            blocks.section(
                words("experiment.form.carried_line", line=line),
                accessory=blocks.button(carry, Act.CARRY_ON, line.id, label=f"{carry}: {text}"),
            )
            for line, text in about
        ),
    ]


def _fields(words: Words, form: ExperimentForm) -> list[Block]:
    line = form.experiment

    def label(key: str) -> str:
        return words.plain(f"experiment.form.{key}")

    link = LINKED_TO_ITEM if line and line.work_item else LINKED_TO_GOAL
    return [
        blocks.field(
            "framing_question",
            label("framing_question"),
            blocks.text_input(initial=line.framing_question if line else "", limit=QUESTION_LIMIT),
            hint=label("framing_question_hint"),
            optional=True,
        ),
        blocks.field(
            "hypothesis",
            label("hypothesis"),
            blocks.text_input(
                initial=line.hypothesis if line else "", limit=EXPERIMENT_LIMITS["hypothesis"], lines=True
            ),
            hint=label("hypothesis_hint"),
        ),
        blocks.field(
            "expect",
            label("expect"),
            blocks.text_input(initial=line.expect if line else "", limit=EXPERIMENT_LIMITS["expect"]),
            hint=label("expect_hint"),
            optional=True,
        ),
        blocks.field(
            "what_i_do",
            label("what_i_do"),
            blocks.text_input(initial=line.what_i_do if line else "", limit=EXPERIMENT_LIMITS["what_i_do"]),
            optional=True,
        ),
        blocks.field(
            "where",
            label("where"),
            blocks.text_input(initial=line.place if line else "", limit=EXPERIMENT_LIMITS["where"]),
            optional=True,
        ),
        blocks.field(
            "by", label("by"), blocks.date_input(line.by if line and not form.as_new else None), optional=True
        ),
        blocks.field(
            "link",
            label("link"),
            blocks.radio([(LINKED_TO_GOAL, label("link_goal")), (LINKED_TO_ITEM, label("link_item"))], link),
        ),
        blocks.field(
            "work_item",
            label("work_item"),
            blocks.text_input(initial=line.work_item if line else "", limit=ITEM_LIMIT),
            hint=label("work_item_hint"),
            optional=True,
        ),
        ring_field(words, form.ring),
    ]

"""Experiments: writing one down, noting what happened, the list of one's own."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.experiments import EXPERIMENT_LIMITS
from podsprint.domain.form_models import ExperimentForm
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import ExperimentLine
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views import outcomes
from podsprint.slack.views.common import explain, ring_field, ring_line
from podsprint.slack.views.endings import progress_field
from podsprint.slack.views.entries import withdraw_button

LINKED_TO_GOAL, LINKED_TO_ITEM = "goal", "item"
QUESTION_LIMIT, ITEM_LIMIT = 500, 300


def experiment_form(words: Words, form: ExperimentForm, *, hints: Sequence[str] = ()) -> dict[str, Any]:
    """An experiment, with gentle hints when it comes back with some (W3, W4). Hints never stand in the way."""
    meta = {
        "pod": form.pod_id,
        "meeting": form.meeting_id,
        "experiment": form.experiment.id if form.experiment and not form.as_new else None,
        "hinted": bool(hints),
        **({"source": form.source} if form.source else {}),
    }
    view = blocks.modal(
        Form.EXPERIMENT,
        words.plain("experiment.form.title"),
        _hints(words, hints),
        blocks.section(words("experiment.form.lead", pod=form.pod)),
        [blocks.section(words("experiment.form.goal", goal=form.goal))] if form.goal else [],
        _quote(words, form.quote),
        withdraw_button(words, form.check_in_id),
        ring_line(words, "choose", "three"),
        _carried_over(words, form),
        _fields(words, form),
        [blocks.divider(), *progress_field(words, "start", form.progress)] if form.meeting_id is not None else [],
        submit=words.plain("experiment.form.submit"),
        close=words.plain("common.button.cancel"),
        meta=meta,
    )
    # Taken into a form that is open (L13), an experiment's words have to show; sent back with hints, what was typed.
    return blocks.fresh(view, form.experiment.id) if form.experiment else view


def kept_anyway(words: Words, problem: Problem) -> dict[str, Any]:
    """An experiment was kept, though not as what it was sent for."""
    return blocks.modal(
        "kept",
        words.plain("experiment.form.title"),
        blocks.section(f"{explain(words, problem)} {words('experiment.form.kept_anyway')}"),
        close=words.plain("common.button.close"),
    )


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
    buttons = [outcomes.what_to_do(words, line)] if with_buttons else []
    return [*blocks.sections(text), *([blocks.context(*notes)] if notes else []), *buttons]


def experiment_field(words: Words, experiments: Sequence[ExperimentLine], chosen: int | None) -> list[Block]:
    """Which experiment; not asked when there is no choice."""
    if len(experiments) < 2:
        return []
    options = [(str(line.id), line.hypothesis) for line in experiments]
    initial = str(chosen) if chosen is not None else options[0][0]
    return [blocks.field("experiment", words.plain("experiment.which"), blocks.choice(options, initial))]


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


def _quote(words: Words, quote: str) -> list[Block]:
    return [*blocks.sections(words("experiment.form.quote", quote=quote))] if quote else []


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
                initial=line.hypothesis if line else form.draft, limit=EXPERIMENT_LIMITS["hypothesis"], lines=True
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

"""Observations: writing one down, the list of them, changing one, and having one back that was taken away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import ExperimentLine, NoteLine, NotesPage
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import explain, ring_field, ring_line
from podsprint.slack.views.experiments import experiment_field

NOTE_LIMIT = 2000
CHANGE, DELETE = "change", "delete"


def observation_form(
    words: Words,
    experiments: Sequence[ExperimentLine],
    *,
    chosen: int | None = None,
    note: str = "",
    quoted: bool = False,
    cut: bool = False,
    instead: Problem | None = None,
    ring: Ring = Ring.ME,
) -> dict[str, Any]:
    """A note of what happened; or what a message said, ``cut`` to a note's length; or what an entry said
    that came too late, with ``instead`` for why."""
    return blocks.modal(
        Form.OBSERVE,
        words.plain("note.form.title"),
        [blocks.section(words("note.message.cut"))] if cut else [],
        [blocks.section(f"{explain(words, instead)} {words('note.message.instead')}")] if instead else [],
        _whose(words, quoted),
        experiment_field(words, experiments, chosen),
        _fields(words, note, None, ring, quoted=quoted),
        submit=words.plain("note.form.submit"),
        close=words.plain("common.button.cancel"),
        # A single experiment needs no choice; which one it was comes back here.
        meta={"experiment": experiments[0].id if len(experiments) == 1 else None},
    )


def change_form(words: Words, line: NoteLine) -> dict[str, Any]:
    """A note of one's own, to change."""
    view = blocks.modal(
        Form.CHANGE_NOTE,
        words.plain("note.change.title"),
        blocks.sections(words("note.change.lead", about=line.about)),
        _whose(words, line.quoted),
        _fields(words, line.note, line.on, line.ring, quoted=line.quoted),
        submit=words.plain("note.form.submit"),
        close=words.plain("common.button.cancel"),
        meta={"note": line.id},
    )
    return blocks.fresh(view, line.id)


def taken_back(words: Words, gone: NoteLine) -> dict[str, Any]:
    """A note that is gone; its last words are in a form, to keep them after all. Nothing of it is stored meanwhile."""
    view = blocks.modal(
        Form.OBSERVE,
        words.plain("note.gone.title"),
        blocks.section(words("note.gone.lead")),
        _whose(words, gone.quoted),
        _fields(words, gone.note, gone.on, gone.ring, quoted=gone.quoted),
        submit=words.plain("note.gone.submit"),
        close=words.plain("common.button.close"),
        meta={"experiment": gone.experiment_id, "again": gone.id, "quoted": gone.quoted},
    )
    return blocks.fresh(view, f"again_{gone.id}")


def noted(words: Words, line: NoteLine) -> Message:
    """An observation was kept: what, for which day, who sees it; and a way back."""
    ring = words(f"common.ring.{line.ring}")
    undo = blocks.button(words.plain("common.button.undo"), Act.UNDO_NOTE, line.id)
    return blocks.message(
        blocks.sections(words("note.kept", line=line, ring=ring)),
        blocks.actions(undo),
    )


def notes_window(words: Words, page: NotesPage) -> dict[str, Any]:
    """One's own notes on an experiment, the newest first."""
    older = blocks.button(words.plain("common.button.older"), Act.NOTES_OLDER, page.notes[-1].id if page.notes else "")
    return blocks.modal(
        "notes",
        words.plain("note.list.title"),
        blocks.sections(words("note.list.about", about=page.experiment.hypothesis)),
        [block for line in page.notes for block in _line(words, line)],
        [] if page.notes else [blocks.section(words("note.list.none"))],
        [blocks.actions(older)] if page.more else [],
        blocks.context(words("note.list.ring")),
        close=words.plain("common.button.close"),
        meta={"experiment": page.experiment.id},
    )


def _line(words: Words, line: NoteLine) -> list[Block]:
    menu = blocks.overflow(
        Act.NOTE_MENU,
        line.id,
        [(CHANGE, words.plain("common.button.edit")), (DELETE, words.plain("common.button.delete"))],
    )
    ring = words(f"common.ring.{line.ring}")
    first, *rest = blocks.sections(words("note.list.line", line=line, ring=ring))
    first.accessory = menu
    return [first, *rest]


def _whose(words: Words, quoted: bool) -> list[Block]:
    """Who sees it; and of somebody else's words, why that is only oneself."""
    theirs = [blocks.section(words("note.message.quoted"))] if quoted else []
    return [*theirs, ring_line(words, "me" if quoted else "choose", "one")]


def _fields(words: Words, note: str, on: date | None, ring: Ring, *, quoted: bool) -> list[Block]:
    return [
        blocks.field(
            "note",
            words.plain("note.form.note"),
            blocks.text_input(initial=note, limit=NOTE_LIMIT, lines=True),
            hint=words.plain("note.form.note_hint"),
        ),
        blocks.field(
            "noted_on",
            words.plain("note.form.noted_on"),
            blocks.date_input(on),
            hint=words.plain("note.form.noted_on_hint"),
            optional=True,
        ),
        *([] if quoted else [ring_field(words, ring)]),
    ]

"""Everything of one's own as two files, written line by line so that nothing is ever held whole."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from podsprint.domain.people import Who
from podsprint.domain.read_models import ExportPart, ExportRow, FileTrouble, ForgetForm, Forgotten
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Mrkdwn, Words
from podsprint.slack.views.common import ring_line

FORMAT, VERSION = "podsprint.export", 1
_EXPLAINED = ("missing_scope", "messages_tab_disabled", "user_disabled", "no_place")
_COMMANDS = {"export": Mrkdwn("`/pod export`"), "report": Mrkdwn("`/pod report`")}


def as_json(who: Who, made_at: datetime, parts: Iterable[ExportPart]) -> Iterator[str]:
    """One JSON document; a part is a list, a row stands on a line of its own."""
    head = {"format": FORMAT, "version": VERSION, "made_at": made_at.isoformat(), "team": who.team, "user": who.user}
    yield json.dumps(head, ensure_ascii=False)[:-1]
    for part in parts:
        yield f",\n{json.dumps(part.name)}: ["
        for number, row in enumerate(part.rows):
            yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
        yield "]"
    yield "}\n"


def as_markdown(words: Words, made_at: datetime, parts: Iterable[ExportPart]) -> Iterator[str]:
    """The same to read. The names of what is told are those of the JSON file."""
    yield f"# {words.plain('own_data.file.title')}\n\n{words.plain('own_data.file.lead', made_at=made_at)}\n"
    for part in parts:
        for number, row in enumerate(part.rows):
            if number == 0:  # a part with nothing in it is left out
                yield f"\n## {words.plain(f'own_data.part.{part.name}')}\n"
            yield _row(row)


def trouble(words: Words, model: FileTrouble) -> Message:
    """A file did not get through: what happened, and what to do."""
    reason = model.code if model.code in _EXPLAINED else "other" if model.code else "unknown"
    return blocks.message(
        blocks.section(words(f"own_data.trouble.{model.what}")),
        blocks.section(words(f"own_data.trouble.reason.{reason}", code=model.code, command=_COMMANDS[model.what])),
    )


def _row(row: ExportRow) -> str:
    told = [_told(name, str(value)) for name, value in row.items() if value not in (None, "")]
    return "\n" + "\n".join(told) + "\n"


def _told(name: str, value: str) -> str:
    label = name.replace("_", " ")
    if "\n" not in value and len(value) <= 80:
        return f"- **{label}**: {value}"
    quoted = "\n".join(f"  > {line}" for line in value.split("\n"))
    return f"- **{label}**:\n\n{quoted}\n"


def forget_form(words: Words, model: ForgetForm) -> dict[str, Any]:
    """What goes, what stays and why, before anything is deleted; and who takes over."""
    looks_after = [
        blocks.section(words("own_data.forget.looks_after", form=model)),
        blocks.field(
            "successor",
            words.plain("own_data.forget.successor"),
            blocks.person_input(model.successor or None),
            hint=words.plain("own_data.forget.successor_hint"),
        ),
    ]
    return blocks.modal(
        Form.FORGET,
        words.plain("own_data.forget.title"),
        blocks.section(words("own_data.forget.goes")),
        blocks.section(words("own_data.forget.stays")),
        blocks.section(words("own_data.forget.slack")),
        blocks.actions(blocks.button(words.plain("own_data.forget.export"), Act.EXPORT)),
        looks_after if model.pods or model.programmes else [],
        blocks.field(
            "typed",
            words.plain("own_data.forget.typed"),
            blocks.text_input(limit=40),
            hint=words.plain("own_data.forget.typed_hint"),
        ),
        ring_line(words, "me", "one"),
        submit=words.plain("own_data.forget.submit"),
        close=words.plain("common.button.cancel"),
    )


def forget_begun(words: Words) -> dict[str, Any]:
    """It has begun."""
    return blocks.modal(
        "forget_begun",
        words.plain("own_data.forget.title"),
        blocks.section(words("own_data.forget.begun")),
        close=words.plain("common.button.close"),
    )


def forgotten(words: Words, model: Forgotten) -> Message:
    """The last words: it is done, and what is still there."""
    return blocks.message(
        blocks.section(words("own_data.forgotten.done")),
        blocks.section(words("own_data.forgotten.stuck", count=model.left)) if model.left else [],
        blocks.context(words("own_data.forgotten.stays")),
    )

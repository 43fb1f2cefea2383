"""Lines kept for oneself: writing one, the list of them, changing one, and having one back."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.read_models import LinesPage, ReflectionLine
from podsprint.domain.reflections import MAX_LINE
from podsprint.slack import blocks
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Mrkdwn, Words
from podsprint.slack.views.common import choice_field, ring_line

CHANGE, DELETE = "change", "delete"


def reflect_form(
    words: Words, *, about: str = "", question_id: str = "", experiment: int | None, check_in: int | None
) -> dict[str, Any]:
    """One line, for oneself (L18). In answer to a question the line is all there is to fill in."""
    lead = words("session.reflect.lead", about=about)
    if question_id:
        lead = words("session.reflect.question", question=words.question(question_id))
    return blocks.modal(
        Form.REFLECT,
        words.plain("session.reflect.title"),
        blocks.section(lead),
        ring_line(words, "me", "one"),
        _fields(words, line="", choice="", choose=not question_id),
        submit=words.plain("session.reflect.submit"),
        close=words.plain("common.button.cancel"),
        meta={"experiment": experiment, "check_in": check_in, "prompt": question_id},
    )


def change_form(words: Words, line: ReflectionLine) -> dict[str, Any]:
    """A line of one's own, to change."""
    view = blocks.modal(
        Form.CHANGE_LINE,
        words.plain("session.lines.change"),
        ring_line(words, "me", "one"),
        _fields(words, line=line.line, choice=line.choice, choose=bool(line.choice)),
        submit=words.plain("session.reflect.submit"),
        close=words.plain("common.button.cancel"),
        meta={"line": line.id},
    )
    return blocks.fresh(view, line.id)


def taken_back(words: Words, gone: ReflectionLine) -> dict[str, Any]:
    """A line that is gone. Its words are shown once more, to copy them; nothing of it is stored any more."""
    return blocks.modal(
        "line_gone",
        words.plain("session.lines.gone_title"),
        blocks.section(words("session.lines.gone")),
        blocks.sections(words("session.entry.words", words=gone.line)),
        close=words.plain("common.button.close"),
    )


def lines_window(words: Words, page: LinesPage) -> dict[str, Any]:
    """All one's lines, the newest first."""
    older = blocks.button(words.plain("common.button.older"), Act.LINES_OLDER, page.lines[-1].id if page.lines else "")
    return blocks.modal(
        "lines",
        words.plain("session.lines.title"),
        [block for line in page.lines for block in line_blocks(words, line)],
        [] if page.lines else [blocks.section(words("home.reflections.none"))],
        [blocks.actions(older)] if page.more else [],
        blocks.context(words("home.reflections.ring")),
        close=words.plain("common.button.close"),
    )


def line_blocks(words: Words, line: ReflectionLine) -> list[Block]:
    """One line, with what can be done with it. What was told in a retro is changed where it was told."""
    first, *rest = blocks.sections(_said(words, line))
    if not line.of_entry:
        change, delete = words.plain("common.button.edit"), words.plain("common.button.delete")
        first.accessory = blocks.overflow(Act.LINE_MENU, line.id, [(CHANGE, change), (DELETE, delete)])
    return [first, *rest]


def _said(words: Words, line: ReflectionLine) -> Mrkdwn:
    choice = words(f"common.choice.{line.choice}") if line.choice else ""
    if not line.prompt:
        return words("home.reflections.line", line=line, choice=choice)
    return words("home.reflections.line_prompt", line=line, choice=choice, prompt=words.question(line.prompt))


def _fields(words: Words, *, line: str, choice: str, choose: bool) -> list[Block]:
    how = choice_field(words, words.plain("session.reflect.choice"), choice, optional=not choose)
    text = blocks.text_input(initial=line, limit=MAX_LINE, lines=True)
    return [how, blocks.field("line", words.plain("session.reflect.line"), text)]

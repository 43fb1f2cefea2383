"""Small builders over ``slack_sdk.models``: what a message or a form is made of, and the limits both must keep."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    DividerBlock,
    ExternalDataSelectElement,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from podsprint.slack.ids import VALUE
from podsprint.slack.text import escape

SECTION_LIMIT = 3000
TEXT_LIMIT = 4000  # chat.update refuses more
INPUT_LIMIT = 3000
# Where a text may be cut: never inside an entity, a mention or a date.
_ATOMS = re.compile(r"&\w+;|<[^>]*>|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Message:
    """A message: blocks for the eye, and one text that says it all, for screen readers and notifications."""

    text: str
    blocks: tuple[dict[str, Any], ...]


def message(*blocks: Block | Sequence[Block]) -> Message:
    """Blocks, with their own words as the message's text."""
    flat = list(_flat(blocks))
    said = "\n".join(words for block in flat for words in _words(block))
    return Message(text=cut(said, TEXT_LIMIT), blocks=tuple(block.to_dict() for block in flat))


def modal(
    callback_id: str,
    title: str,
    *blocks: Block | Sequence[Block],
    submit: str | None = None,
    close: str | None = None,
    meta: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A form. ``meta`` comes back with it, and is a claim like any other."""
    return View(
        type="modal",
        callback_id=callback_id,
        title=plain(title),
        submit=plain(submit) if submit else None,
        close=plain(close) if close else None,
        private_metadata=json.dumps(meta) if meta else None,
        blocks=list(_flat(blocks)),
    ).to_dict()


def fresh(view: dict[str, Any], name: object) -> dict[str, Any]:
    """A form whose fields are named anew. Updating a view, Slack keeps what is in a field that keeps its names, and
    looks at an initial value only where there is a new one."""
    for block in view["blocks"]:
        if block["type"] == "input" and block["element"]["action_id"] == VALUE:
            block["element"]["action_id"] = f"{VALUE}_{name}"
    return view


def home(*blocks: Block | Sequence[Block]) -> dict[str, Any]:
    """A Home tab."""
    return View(type="home", blocks=list(_flat(blocks))).to_dict()


def header(text: str) -> HeaderBlock:
    """A heading. Plain text, 150 characters."""
    return HeaderBlock(text=plain(_shorten(text, 150)))


def section(text: str, *, accessory: BlockElement | None = None, block_id: str | None = None) -> SectionBlock:
    """A paragraph, with a button beside it if there is one."""
    return SectionBlock(text=MarkdownTextObject(text=cut(text, SECTION_LIMIT)), accessory=accessory, block_id=block_id)


def sections(text: str) -> list[SectionBlock]:
    """A text of any length, in as many paragraphs as it takes."""
    return [section(part) for part in _parts(text, SECTION_LIMIT)]


def context(*texts: str) -> ContextBlock:
    """Small print."""
    return ContextBlock(elements=[MarkdownTextObject(text=cut(text, SECTION_LIMIT)) for text in texts])


def divider() -> DividerBlock:
    """A line."""
    return DividerBlock()


def actions(*buttons: InteractiveElement) -> ActionsBlock:
    """A row of buttons, and a menu of what is rarely wanted."""
    return ActionsBlock(elements=list(buttons))


def button(
    text: str,
    action_id: str,
    value: object = "",
    *,
    style: str | None = None,
    label: str | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """A button. ``label`` is for those who hear it without seeing what it stands beside."""
    return ButtonElement(
        text=plain(text),
        action_id=action_id,
        value=str(value) or None,
        style=style,
        accessibility_label=_shorten(label, 75) if label else None,
        confirm=confirm,
    )


def confirm(title: str, text: str, yes: str, no: str) -> ConfirmObject:
    """What is asked before a button does its work. Plain text: a name in it is shown as it is, and calls nobody."""
    return ConfirmObject(
        title=_shorten(title, 100), text=plain(_shorten(text, 300)), confirm=_shorten(yes, 30), deny=_shorten(no, 30)
    )


def overflow(action_id: str, row: int, choices: Sequence[tuple[str, str]]) -> OverflowMenuElement:
    """A menu behind three dots: one to five of (what to do, text), all about one row."""
    made = [option(json.dumps({"do": do, "id": row}), text) for do, text in choices]
    return OverflowMenuElement(action_id=action_id, options=made)


def field(
    block_id: str, label: str, element: InputInteractiveElement, *, hint: str = "", optional: bool = False
) -> InputBlock:
    """A labelled input. Its block id is the field's name in the domain, so that a problem finds its place."""
    return InputBlock(
        block_id=block_id,
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
    )


def text_input(
    *, initial: str = "", limit: int = INPUT_LIMIT, lines: bool = False, placeholder: str = ""
) -> PlainTextInputElement:
    """A text. Its limit is the domain's own, so that Slack says so while one is typing."""
    return PlainTextInputElement(
        action_id=VALUE,
        initial_value=initial or None,
        max_length=min(limit, INPUT_LIMIT),
        multiline=lines or None,
        placeholder=plain(placeholder) if placeholder else None,
    )


def date_input(initial: date | None = None) -> DatePickerElement:
    """A day."""
    return DatePickerElement(action_id=VALUE, initial_date=initial.isoformat() if initial else None)


def time_input(initial: time | None = None) -> TimePickerElement:
    """A time of day."""
    return TimePickerElement(action_id=VALUE, initial_time=initial.strftime("%H:%M") if initial else None)


def choice(options: Sequence[tuple[str, str]], initial: str | None = None) -> StaticSelectElement:
    """A menu of (value, text)."""
    made = [option(value, text) for value, text in options]
    return StaticSelectElement(action_id=VALUE, options=made, initial_option=_initial(made, initial))


def radio(options: Sequence[tuple[str, str]], initial: str | None = None) -> RadioButtonsElement:
    """A few (value, text) of which one is chosen."""
    made = [option(value, text) for value, text in options]
    return RadioButtonsElement(action_id=VALUE, options=made, initial_option=_initial(made, initial))


def checkboxes(options: Sequence[tuple[str, str]], initial: Collection[str] = ()) -> CheckboxesElement:
    """A few (value, text) of which any may be ticked."""
    made = [option(value, text) for value, text in options]
    ticked = [one for one in made if one.value in initial]
    return CheckboxesElement(action_id=VALUE, options=made, initial_options=ticked or None)


def lookup(action_id: str, placeholder: str, initial: tuple[str, str] | None = None) -> ExternalDataSelectElement:
    """A menu whose options are looked up as one types."""
    return ExternalDataSelectElement(
        action_id=action_id,
        placeholder=plain(placeholder),
        initial_option=option(*initial) if initial else None,
        min_query_length=1,
    )


def person_input(initial: str | None = None) -> UserSelectElement:
    """A person."""
    return UserSelectElement(action_id=VALUE, initial_user=initial)


def people_input(initial: Sequence[str] = ()) -> UserMultiSelectElement:
    """Several people."""
    return UserMultiSelectElement(action_id=VALUE, initial_users=list(initial) or None)


def channel_input() -> ConversationSelectElement:
    """A channel, public or private."""
    only_channels = ConversationFilter(include=["public", "private"], exclude_external_shared_channels=True)
    return ConversationSelectElement(action_id=VALUE, filter=only_channels)


def option(value: str, text: str) -> Option:
    """One option of a menu."""
    return Option(value=value, text=plain(_shorten(text, 75)))


def plain(text: str) -> PlainTextObject:
    """Text without markup."""
    return PlainTextObject(text=text)


def cut(text: str, limit: int) -> str:
    """A text of at most ``limit`` characters that ends in a whole one: no entity, mention or date is cut."""
    return text if len(text) <= limit else next(_parts(text, limit - 1)) + "…"


def _parts(text: str, limit: int) -> Iterator[str]:
    if len(text) <= limit:  # nearly always
        yield text
        return
    part = ""
    for atom in _ATOMS.findall(text):
        if len(part) + len(atom) > limit:
            kept, newline, rest = part.rpartition("\n")
            # Between lines if there is a line to speak of, so that a quote goes on as one.
            whole = bool(newline) and len(kept) > limit // 2
            yield kept if whole else part
            part = rest if whole else ""
        part += atom
    yield part


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _initial(options: list[Option], value: str | None) -> Option | None:
    return next((made for made in options if made.value == value), None)


def _flat(blocks: Sequence[Block | Sequence[Block]]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Block):
            yield block
        else:
            yield from block


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, HeaderBlock) and block.text is not None:
        yield escape(block.text.text or "")  # a heading is plain text; the message's text is read as markup
    elif isinstance(block, SectionBlock) and block.text is not None:
        yield block.text.text or ""
    elif isinstance(block, ContextBlock):
        yield from (str(element.to_dict().get("text", "")) for element in block.elements)

"""Limits of the blocks themselves, and on which surface each may appear."""

from collections.abc import Callable, Mapping
from typing import Any

from .limits_basics import Json, Report
from .limits_elements import element, image

_EVERYWHERE = {"actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
_MESSAGES_ONLY = {
    "markdown",
    "table",
    "data_table",
    "data_visualization",
    "context_actions",
    "card",
    "carousel",
    "container",
    "task_card",
    "plan",
}
SURFACES = {
    "message": _EVERYWHERE | _MESSAGES_ONLY | {"alert"},
    "modal": _EVERYWHERE | {"alert"},
    "home": _EVERYWHERE,
}
_RICH = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
_TABLES = ("table", "data_table")
_MARKDOWN = 12_000


def block_list(report: Report, blocks: list[Any], surface: str) -> None:
    """Checks all blocks of a message or view, and what they must not repeat."""
    ids: dict[str, int] = {}
    focused = 0
    for index, block in enumerate(blocks):
        here = report.at(index)
        one_block(here, block, surface)
        if not isinstance(block, Mapping):
            continue
        name = block.get("block_id")
        if isinstance(name, str) and name in ids:
            here.at("block_id").add(f"`block_id` {name} already exists for a different block (/{ids[name]})")
        elif isinstance(name, str):
            ids[name] = index
        focused += sum(1 for one in _elements(block) if one.get("focus_on_load"))
    if focused > 1:
        report.add("only one element may have focus_on_load")
    _tables(report, blocks)


def one_block(report: Report, block: Any, surface: str) -> None:
    """Checks one block."""
    if not isinstance(block, Mapping):
        report.add("must provide an object")
        return
    kind = block.get("type")
    if kind not in _CHECKS:
        report.at("type").add(f"unsupported type: {kind}")
        return
    if kind not in SURFACES[surface]:
        report.at("type").add(f"unsupported type: {kind} is not allowed in a {surface}")
        return
    keys, check = _CHECKS[kind]
    if keys:
        report.only(block, "type block_id " + keys)
    report.string(block, "block_id", 255)
    check(report, block, surface)
    _unique_actions(report, block)


def _section(report: Report, block: Json, surface: str) -> None:
    if block.get("text") is None and block.get("fields") is None:
        report.add("missing required field: text or fields")
    report.text(block, "text", 3000)
    report.flag(block, "expand")
    for index, field in enumerate(report.items(block, "fields", 1, 10, required=False)):
        report.at("fields", index).text_object(field, 2000)
    if block.get("accessory") is not None:
        element(report.at("accessory"), block["accessory"], "section", surface)


def _header(report: Report, block: Json, surface: str) -> None:
    report.plain(block, "text", 150, required=True)


def _divider(report: Report, block: Json, surface: str) -> None:
    pass


def _image(report: Report, block: Json, surface: str) -> None:
    image(report, block)
    report.plain(block, "title", 2000)


def _context(report: Report, block: Json, surface: str) -> None:
    for index, part in enumerate(report.items(block, "elements", 1, 10)):
        here = report.at("elements", index)
        if isinstance(part, Mapping) and part.get("type") == "image":
            here.only(part, "type image_url slack_file alt_text")
            image(here, part)
        else:
            here.text_object(part, 3000)


def _actions(report: Report, block: Json, surface: str) -> None:
    for index, one in enumerate(report.items(block, "elements", 1, 25)):
        element(report.at("elements", index), one, "actions", surface)


def _context_actions(report: Report, block: Json, surface: str) -> None:
    for index, one in enumerate(report.items(block, "elements", 1, 5)):
        element(report.at("elements", index), one, "context_actions", surface)


def _input(report: Report, block: Json, surface: str) -> None:
    report.plain(block, "label", 2000, required=True)
    report.plain(block, "hint", 2000)
    report.flag(block, "optional")
    report.flag(block, "dispatch_action")
    if not report.missing(block, "element", required=True):
        element(report.at("element"), block["element"], "input", surface)


def _markdown(report: Report, block: Json, surface: str) -> None:
    report.string(block, "text", _MARKDOWN, required=True)


def _rich_text(report: Report, block: Json, surface: str) -> None:
    for index, part in enumerate(report.items(block, "elements", 1, 1000)):
        here = report.at("elements", index)
        if not isinstance(part, Mapping) or part.get("type") not in _RICH:
            here.add("must be one of: " + " ".join(_RICH))
        else:
            here.items(part, "elements", 0, 1000)


def _video(report: Report, block: Json, surface: str) -> None:
    report.plain(block, "title", 199, required=True)
    report.string(block, "alt_text", 2000, required=True)
    for key in ("video_url", "thumbnail_url"):
        report.string(block, key, 3000, required=True)
    report.string(block, "author_name", 49)
    report.plain(block, "description", 200)


def _table(report: Report, block: Json, surface: str) -> None:
    for index, row in enumerate(report.items(block, "rows", 1, 100)):
        if not isinstance(row, list):
            report.at("rows", index).add("must be an array")
        elif len(row) > 20:
            report.at("rows", index).add("no more than 20 items allowed")
    report.items(block, "column_settings", 0, 20, required=False)


def _data_table(report: Report, block: Json, surface: str) -> None:
    report.missing(block, "caption", required=True)
    for index, row in enumerate(report.items(block, "rows", 2, 201)):
        if not isinstance(row, list) or not 1 <= len(row) <= 20:
            report.at("rows", index).add("must contain 1 to 20 cells")
    report.number(block, "page_size", 1, 100)


def _chart(report: Report, block: Json, surface: str) -> None:
    report.missing(block, "title", required=True)
    report.string(block, "title", 50)


def _alert(report: Report, block: Json, surface: str) -> None:
    report.text(block, "text", 3000, required=True)
    report.word(block, "level", "default info warning error success")


def _card(report: Report, block: Json, surface: str) -> None:
    if all(block.get(key) is None for key in ("hero_image", "title", "actions", "body")):
        report.add("missing required field: one of hero_image, title, actions, body")
    report.text(block, "title", 150)
    report.text(block, "subtitle", 150)
    report.text(block, "body", 200)
    for index, one in enumerate(report.items(block, "actions", 1, 25, required=False)):
        element(report.at("actions", index), one, "card", surface)


def _carousel(report: Report, block: Json, surface: str) -> None:
    for index, card in enumerate(report.items(block, "elements", 1, 10)):
        here = report.at("elements", index)
        if not isinstance(card, Mapping) or card.get("type") != "card":
            here.add("must be a card")
        else:
            one_block(here, card, surface)


def _container(report: Report, block: Json, surface: str) -> None:
    if block.get("title") is None and block.get("rich_text_title") is None:
        report.add("missing required field: title or rich_text_title")
    report.plain(block, "title", 150)
    report.text(block, "subtitle", 150)
    report.word(block, "width", "narrow standard wide full")
    for index, child in enumerate(report.items(block, "child_blocks", 1, 10)):
        one_block(report.at("child_blocks", index), child, surface)


def _task(report: Report, block: Json, surface: str) -> None:
    report.string(block, "task_id", 255, required=True)
    report.missing(block, "title", required=True)
    report.word(block, "status", "pending in_progress complete error")


def _plan(report: Report, block: Json, surface: str) -> None:
    report.missing(block, "title", required=True)


def _elements(block: Json) -> list[Json]:
    found: list[Any] = [block.get("accessory"), block.get("element")]
    for key in ("elements", "actions"):
        found += block[key] if isinstance(block.get(key), list) else []
    return [one for one in found if isinstance(one, Mapping)]


def _unique_actions(report: Report, block: Json) -> None:
    seen: set[str] = set()
    for one in _elements(block):
        name = one.get("action_id")
        if isinstance(name, str) and name in seen:
            report.add(f"`action_id` {name} already exists for a different element")
        elif isinstance(name, str):
            seen.add(name)


def _tables(report: Report, blocks: list[Any]) -> None:
    kinds = [block.get("type") for block in blocks if isinstance(block, Mapping)]
    if sum(kinds.count(kind) for kind in _TABLES) > 1:
        report.add("only_one_table_allowed")
    markdown = [str(b.get("text", "")) for b in blocks if isinstance(b, Mapping) and b.get("type") == "markdown"]
    if len(markdown) > 1 and sum(map(len, markdown)) > _MARKDOWN:
        report.add(f"msg_blocks_too_long: all markdown together must be less than {_MARKDOWN + 1} characters")
    if kinds.count("data_visualization") > 2:
        report.add("no more than 2 data_visualization blocks allowed")


_CHECKS: dict[str, tuple[str, Callable[[Report, Json, str], None]]] = {
    "section": ("text fields accessory expand", _section),
    "header": ("text", _header),
    "divider": ("type", _divider),
    "image": ("image_url slack_file alt_text title", _image),
    "context": ("elements", _context),
    "actions": ("elements", _actions),
    "context_actions": ("elements", _context_actions),
    "input": ("label element hint optional dispatch_action", _input),
    "markdown": ("text", _markdown),
    "rich_text": ("elements", _rich_text),
    "video": (
        "title title_url video_url thumbnail_url alt_text author_name description provider_icon_url provider_name",
        _video,
    ),
    "table": ("rows column_settings", _table),
    # The newest blocks: their keys still change, so unknown ones are let through.
    "data_table": ("", _data_table),
    "data_visualization": ("", _chart),
    "alert": ("text level", _alert),
    "card": ("hero_image icon title subtitle body actions", _card),
    "carousel": ("elements", _carousel),
    "container": (
        "title rich_text_title subtitle child_blocks width icon is_collapsible default_collapsed has_header_divider",
        _container,
    ),
    "task_card": ("", _task),
    "plan": ("", _plan),
}

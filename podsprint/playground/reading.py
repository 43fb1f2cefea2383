"""Reading a screen: the text of blocks, and the fields and buttons on it, as a person finds them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .fields import Placed, options, placed

Json = dict[str, Any]


def text_of(blocks: Sequence[Json]) -> str:
    """Everything one can read, a line for each piece, in order; buttons in brackets."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def names_of(item: Placed) -> list[str]:
    """Every name under which a person or a test may mean this element."""
    element, block = item.element, item.block
    seen = [plain(element.get("text")), plain(block.get("label")), plain(element.get("placeholder"))]
    if block.get("type") == "section":
        seen.append(plain(block.get("text")))
    return [name for name in (item.action_id, item.block_id, *seen) if name]


def plain(text: Any) -> str:
    """The text of a text object, or of nothing."""
    return str(text.get("text", "")) if isinstance(text, Mapping) else str(text or "")


def matching(blocks: Sequence[Json], name: str) -> list[Placed]:
    """The elements of this name; ids win over labels."""
    everything = list(placed(blocks))
    by_id = [item for item in everything if item.action_id == name]
    return by_id or [item for item in everything if name in names_of(item)]


def _lines(block: Json) -> Iterator[str]:
    kind = block.get("type")
    if kind in ("header", "section", "markdown"):
        yield plain(block.get("text"))
    for field in block.get("fields") or []:
        yield plain(field)
    if kind == "image":
        yield plain(block.get("title")) or str(block.get("alt_text", ""))
    for key in ("label", "hint", "title", "subtitle", "body"):
        if kind != "image":
            yield plain(block.get(key))
    if kind == "rich_text":
        yield _rich(block)
    elif kind == "table":
        yield "\n".join(" | ".join(_cell(cell) for cell in row) for row in block.get("rows", []))
    elif kind == "context":
        yield " ".join(plain(e.get("text")) or str(e.get("alt_text", "")) for e in block.get("elements") or [])
    elif kind in ("carousel", "container"):
        yield text_of(block.get("elements") or block.get("child_blocks") or [])
    if kind in ("actions", "context_actions", "section", "input", "card"):
        for item in placed([block]):
            yield _element_line(item.element)


def _element_line(element: Json) -> str:
    offered = [plain(option.get("text")) for option in options(element)]
    if element["type"] in ("button", "workflow_button"):
        return f"[{plain(element.get('text'))}]"
    return f"({' / '.join(offered)})" if offered else plain(element.get("placeholder"))


def _cell(cell: Any) -> str:
    return _rich(cell) if isinstance(cell, dict) and cell.get("type") == "rich_text" else plain(cell)


def _rich(part: Any) -> str:
    if isinstance(part, dict):
        own = str(part.get("text") or part.get("user_id") or part.get("name") or "")
        return own + "".join(_rich(inner) for inner in part.get("elements") or [])
    return ""

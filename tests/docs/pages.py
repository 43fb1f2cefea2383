"""The project's own pages, and what they mention."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_CODE = re.compile(r"```.*?\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def code(page: Path) -> Iterator[str]:
    """Everything on a page that is set as code, line by line, without prompts and remarks."""
    for block, span in _CODE.findall(page.read_text(encoding="utf-8")):
        for line in (block or span).splitlines():
            yield line.removeprefix("$ ").partition(" #")[0].strip()


def rows(text: str) -> Iterator[list[str]]:
    """The rows of a page's tables."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("|--"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]

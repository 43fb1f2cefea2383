"""The package's source, read once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import podsprint

Node = TypeVar("Node", bound=ast.AST)
PACKAGE = Path(podsprint.__file__).parent
# Alembic runs these by itself; they are scripts, not modules.
SCRIPTS = ("store/migrations/env.py", "store/migrations/versions/")


@cache
def sources() -> dict[str, str]:
    """Every module's text, by its path in the package."""
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def trees() -> dict[str, ast.Module]:
    """The same, parsed."""
    return {path: ast.parse(text) for path, text in sources().items() if not path.startswith(SCRIPTS)}


def nodes(kind: type[Node], under: str = "") -> Iterator[tuple[str, Node]]:
    """Every node of a kind, with the path of its module."""
    for path, tree in trees().items():
        if path.startswith(under):
            yield from ((path, node) for node in ast.walk(tree) if isinstance(node, kind))


def imported(under: str) -> Iterator[tuple[str, str]]:
    """The name of every module that is imported, with the path of the one that does so."""
    for path, node in nodes(ast.Import, under):
        yield from ((path, alias.name) for alias in node.names)
    for path, origin in nodes(ast.ImportFrom, under):
        package = ["podsprint", *path.split("/")[: -origin.level]] if origin.level else []
        yield path, ".".join([*package, *([origin.module] if origin.module else [])])

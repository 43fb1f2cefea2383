"""Every problem that is raised anywhere has a sample with the same values, and so a text that was rendered."""

import ast
from collections.abc import Iterator
from pathlib import Path

import podsprint
from podsprint.slack.samples.problems import PROBLEMS
from podsprint.slack.text import prompt_folders

PACKAGE = Path(podsprint.__file__).parent
# Given to `explain` by a variable: both are in `listeners/trouble.py`.
BY_NAME = {("unexpected", ("reference",)), ("unexpected_short", ("reference",))}


def raised() -> Iterator[tuple[str, tuple[str, ...]]]:
    for path in PACKAGE.rglob("*.py"):
        if {"samples", "playground"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "problem":
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value), tuple(sorted(str(keyword.arg) for keyword in node.keywords))


def test_every_problem_has_a_sample_and_every_sample_is_raised() -> None:
    sampled = {(found.code, tuple(name for name, _ in found.params)) for found in PROBLEMS}
    assert sampled == set(raised()) | BY_NAME


def test_the_bot_keeps_its_voice() -> None:
    folder = prompt_folders()[0]
    loud = [
        f"{path.relative_to(folder)}: {line}"
        for path in sorted(folder.rglob("*.*"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#") and ("!" in line.replace("!=", "") or "why did you" in line.lower())
    ]
    assert loud == []

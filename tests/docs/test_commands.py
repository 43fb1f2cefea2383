"""What the docs, the prompts and the manifest say one can type exists, and what exists is in the docs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from podsprint.cli import app
from podsprint.slack.ids import Shortcut
from podsprint.slack.listeners import COMMANDS
from podsprint.slack.listeners.changes import VERBS
from tests.docs.pages import PAGES, ROOT, code, read, rows
from tests.docs.test_manifest import FEATURES

RUNS = {" ".join(words) for words in COMMANDS}
SESSIONS = {"kickoff", "standup", "retro"}
TAKE_WORDS = {"away", "quiet"}  # what stands behind them is read: days, hours
PROMPTS = sorted((ROOT / "prompts").rglob("*.yaml"))
REFERENCE = read("docs/reference/commands.md")
TARGETS = set(re.findall(r"^([\w./]+):", read("Makefile"), re.MULTILINE))


def program() -> dict[str, Any]:
    """Every command of the command line, by its words. Typer brings a Click of its own: there is no type to name."""

    def walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
        if inside := getattr(command, "commands", None):
            for word, one in inside.items():
                yield from walk(one, f"{name} {word}".strip())
        else:
            yield name, command

    return dict(walk(typer.main.get_command(app), ""))


def options(command: Any) -> Iterator[set[str]]:
    for parameter in command.params:
        if parameter.param_type_name == "option" and "--help" not in parameter.opts:
            yield {*parameter.opts, *parameter.secondary_opts}


def test_reference_lists_exactly_the_slash_commands() -> None:
    listed = [row[0].strip("`").removeprefix("/pod ") for row in rows(REFERENCE) if row[0].startswith("`/pod")]
    assert sorted(listed) == sorted(RUNS)


def test_reference_lists_exactly_what_stands_behind_a_session() -> None:
    listed = [row[0].strip("`").split()[0] for row in rows(REFERENCE.split("### Behind")[1].split("\n### ")[0])]
    assert sorted(listed[1:]) == sorted(["open", *VERBS])


def test_reference_lists_exactly_the_shortcuts() -> None:
    declared = {shortcut["name"]: shortcut["callback_id"] for shortcut in FEATURES["shortcuts"]}
    listed = [row[0] for row in rows(REFERENCE.split("## Shortcuts")[1].split("\n## ")[0])]
    assert listed[1:] == list(declared)
    assert set(declared.values()) == set(Shortcut)


@pytest.mark.parametrize("path", [*PAGES, *PROMPTS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_slash_command_that_is_mentioned_exists(path: Path) -> None:
    for said in re.findall(r"`/pod ([^`]+)`", path.read_text(encoding="utf-8")):
        words = said.removesuffix("...").split()
        if "{{" in said:  # a session's own name stands there
            assert words[-1] == "open" or path.stem == "help", said
        elif words[0] in SESSIONS and len(words) > 1:
            behind = words[2] if words[1].isdecimal() else words[1]
            assert behind == "open" or behind in VERBS, said
        else:
            assert " ".join(words) in RUNS or words[0] in TAKE_WORDS, said


def test_the_manifests_hint_names_what_exists() -> None:
    (command,) = FEATURES["slash_commands"]
    assert {hint.strip() for hint in command["usage_hint"].split("|")} <= RUNS


def test_reference_lists_exactly_the_command_line() -> None:
    listed = {row[0].strip("`"): row[1] for row in rows(REFERENCE) if row[0].startswith("`podsprint")}
    assert set(listed) == {f"podsprint {name}" for name in program()}
    for name, command in program().items():
        mentioned = set(re.findall(r"--[a-z-]+", listed[f"podsprint {name}"]))
        known = list(options(command))
        assert mentioned <= {option for names in known for option in names}, name
        assert [names for names in known if not names & mentioned] == [], name


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_line_that_is_mentioned_exists(page: Path) -> None:
    known = program()
    for line in code(page):
        if target := re.match(r"make ([\w./-]+)", line):
            assert target[1] in TARGETS, line
        found = re.search(r"(?:^|/|\| )podsprint ([a-z-]+(?: [a-z-]+)?)", line)
        if found is None or "/" in found[1]:
            continue
        command = known.get(found[1]) or known.get(found[1].split()[0])
        group = any(name.startswith(f"{found[1]} ") for name in known)
        assert command or group, line
        given = set(re.findall(r"(?<=\s)--[a-z-]+", line)) - {"--help"}
        assert given <= ({option for names in options(command) for option in names} if command else set()), line


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_arguments_handed_to_make_exist(page: Path) -> None:
    demo = {option for names in options(program()["demo"]) for option in names}
    for line in code(page):
        if found := re.match(r'make demo ARGS="([^"]*)"', line):
            assert {word for word in found[1].split() if word.startswith("-")} <= demo, line

"""Checks on standard input: JSON lines in, JSON lines out."""

import json
import sys
from collections.abc import Iterator
from typing import TextIO

import typer

from podsprint.domain.questions import check

BAD_INPUT = 2


class BadLineError(ValueError):
    """An input line is not what was asked for; the message says which and why."""


def read_json_lines(stdin: TextIO, field: str) -> Iterator[str]:
    """The text under ``field`` of each JSON object in the lines of ``stdin``; blank lines are passed over."""
    for number, line in enumerate(stdin, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise BadLineError(f"line {number}: not JSON ({error})") from error
        if not isinstance(entry, dict) or not isinstance(entry.get(field), str):
            raise BadLineError(f'line {number}: expected an object with a string under "{field}"')
        yield entry[field]


def write_verdicts(stdin: TextIO, stdout: TextIO) -> None:
    """One verdict for each question, in order."""
    try:
        for text in read_json_lines(stdin, "text"):
            verdict = check(text)
            stdout.write(json.dumps({"label": verdict.label, "leading": verdict.leading, "open": verdict.open}) + "\n")
    finally:
        stdout.flush()


def check_questions() -> None:
    """Label each question: JSON lines {"text": ...} in, {"label", "leading", "open"} out."""
    try:
        write_verdicts(sys.stdin, sys.stdout)
    except BadLineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error

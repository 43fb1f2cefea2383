"""Checks on standard input: JSON lines in, JSON lines out."""

import json
import sys
from collections.abc import Iterator
from typing import TextIO

import typer

from podsprint.domain.forms import Form, check_form
from podsprint.domain.questions import check

BAD_INPUT = 2


class BadLineError(ValueError):
    """An input line is not what was asked for; the message says which and why."""


def read_json_lines(stdin: TextIO, field: str) -> Iterator[str]:
    """The text under ``field`` of each JSON object in the lines of ``stdin``; blank lines are passed over."""
    for _, (text,) in read_fields(stdin, field):
        yield text


def read_fields(stdin: TextIO, *fields: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The same for several fields, with the number of each line for messages."""
    for number, line in enumerate(stdin, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadLineError(f"line {number}: not JSON ({error})") from error
        for field in fields:
            if not isinstance(entry, dict) or not isinstance(entry.get(field), str):
                raise BadLineError(f'line {number}: expected an object with a string under "{field}"')
        yield number, tuple(entry[field] for field in fields)


def write_verdicts(stdin: TextIO, stdout: TextIO) -> None:
    """One verdict for each question, in order."""
    try:
        for text in read_json_lines(stdin, "text"):
            verdict = check(text)
            stdout.write(json.dumps({"label": verdict.label, "leading": verdict.leading, "open": verdict.open}) + "\n")
    finally:
        stdout.flush()


def write_form_verdicts(stdin: TextIO, stdout: TextIO) -> None:
    """One verdict for each framing question or action hypothesis, in order."""
    try:
        for number, (form, text) in read_fields(stdin, "form", "text"):
            if form not in set(Form):
                raise BadLineError(f'line {number}: unknown form "{form}", expected one of {", ".join(Form)}')
            verdict = check_form(Form(form), text)
            stdout.write(json.dumps({"well_formed": verdict.well_formed, "issues": verdict.issues}) + "\n")
    finally:
        stdout.flush()


def check_questions() -> None:
    """Label each question: JSON lines {"text": ...} in, {"label", "leading", "open"} out."""
    try:
        write_verdicts(typer.get_text_stream("stdin", encoding="utf-8", errors="replace"), sys.stdout)
    except BadLineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error


def check_forms() -> None:
    """Check each form: JSON lines {"form", "text"} in, {"well_formed", "issues"} out."""
    try:
        write_form_verdicts(sys.stdin, sys.stdout)
    except BadLineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error

"""A pod's report as files: to read, for programs, and for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from podsprint.domain.cells import safe_cell
from podsprint.domain.experiments import OUTCOMES
from podsprint.domain.people import Who
from podsprint.domain.read_models import PodReport, ResultLine, SprintResult
from podsprint.slack.text import Words
from podsprint.slack.views.reports import by_behaviour, figures, nothing

FORMAT, VERSION = "podsprint.report", 1
COLUMNS = (
    *("sprint", "starts_on", "ends_on", "leader", "outcome", "framing_question", "work_item", "what_changed"),
    *("hypothesis", "what_i_do", "place", "expect", "facts", "takeaway", "choice", "behaviour"),
)
_PARTS = ("framing_question", "work_item", "what_changed", "hypothesis", "what_i_do", "place", "expect", "facts")
_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet takes the file for another encoding

Names = Mapping[str, str]


def as_json(who: Who, model: PodReport, names: Names) -> Iterator[str]:
    """One JSON document; leaders by Slack's id and by name."""
    head = {"format": FORMAT, "version": VERSION, "made_at": model.made_at, "team": who.team, "pod": model.pod}
    document = {
        **head,
        "goal": model.goal,
        "so_that": model.so_that,
        "sees_less": model.sees_less,
        "sprints": [_sprint_data(sprint, names) for sprint in model.sprints],
        "earlier_sprints": model.earlier,
    }
    yield json.dumps(document, ensure_ascii=False, indent=1, default=_plain) + "\n"


def as_csv(model: PodReport, names: Names) -> Iterator[str]:
    """A row an experiment. Every cell is text to a spreadsheet, whatever was typed."""
    yield _BYTE_ORDER_MARK + _row(COLUMNS)
    for sprint in model.sprints:
        for line in sprint.lines:
            told = {**asdict(line), "leader": names.get(line.leader, line.leader), "sprint": sprint.number}
            told |= {"starts_on": sprint.starts_on.isoformat(), "ends_on": sprint.ends_on.isoformat()}
            yield _row([told[name] for name in COLUMNS])


def as_markdown(words: Words, model: PodReport, names: Names) -> Iterator[str]:
    """The same to read: the work first, counts last (W2)."""
    lead = words.plain("report.file.lead", made_at=model.made_at)
    if model.sees_less:
        lead = words.plain(f"report.who_{model.sees_less}")
    yield f"# {words.plain('report.heading', report=model)}\n\n{lead}\n"
    for part, text in (("goal", model.goal), ("so_that", model.so_that)):
        if text:
            yield f"\n**{words.plain(f'report.file.{part}')}**\n\n{_quoted(text)}\n"
    if not model.sprints:
        yield f"\n{words.plain('report.none')}\n"
    for sprint in model.sprints:
        yield from _sprint(words, model, sprint, names)
    if model.earlier:
        yield f"\n{words.plain('report.file.earlier', report=model)}\n"


def _sprint(words: Words, model: PodReport, sprint: SprintResult, names: Names) -> Iterator[str]:
    yield f"\n## {words.plain('report.file.sprint', sprint=sprint)}\n"
    if sprint.cleared or not model.sees_less:
        yield from _told(words, sprint, names)
    found = figures(words, sprint)
    if found:
        yield f"\n### {words.plain('report.file.figures')}\n"
    for name, means, parts in found:
        lines = "\n".join(f"- {text}: {mean}" for text, mean in parts)
        yield f"\n{words.plain(f'report.file.{name}', people=means.people)}\n\n{lines}\n"
    if not found and sprint.over:
        yield f"\n{words.plain('report.few')}\n"
    yield f"\n{words.plain('report.small_print', sprint=sprint)}\n"


def _told(words: Words, sprint: SprintResult, names: Names) -> Iterator[str]:
    if not sprint.lines:
        yield f"\n{words.plain(nothing(sprint))}\n"
    if sprint.changed:
        yield f"\n### {words.plain('report.file.changed')}\n"
    for outcome in OUTCOMES:
        for line in sprint.changed:
            if line.outcome == outcome:
                yield _line(words, line, names, words.plain(f"common.state.{outcome}"))
    if sprint.running:
        yield f"\n### {words.plain('report.file.went_on' if sprint.over else 'report.file.running')}\n"
    for line in sprint.running:
        yield _line(words, line, names, "")
    behaviours = by_behaviour(sprint.lines)
    if behaviours:
        yield f"\n### {words.plain('report.file.behaviour')}\n"
    for line in behaviours:
        choice = words.plain(f"common.choice.{line.choice}")
        yield f"\n**{choice}** - {_name(names, line)}\n\n{_quoted(line.behaviour)}\n"


def _line(words: Words, line: ResultLine, names: Names, outcome: str) -> str:
    head = f"**{_name(names, line)}**" + (f" - {outcome}" if outcome else "")
    told = [(name, getattr(line, name)) for name in (*_PARTS, "takeaway")]
    parts = [f"{words.plain(f'report.file.part.{name}')}:\n\n{_quoted(text)}\n" for name, text in told if text]
    return "\n".join(("", head, "", *parts))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _name(names: Names, line: ResultLine) -> str:
    return " ".join(names.get(line.leader, line.leader).split())


def _sprint_data(sprint: SprintResult, names: Names) -> dict[str, Any]:
    kept = {name: value for name, value in asdict(sprint).items() if name not in ("changed", "running")}
    lines = [{**asdict(line), "name": names.get(line.leader, "")} for line in sprint.lines]
    return {**kept, "experiments": lines}


def _row(cells: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe_cell(cell) for cell in cells])
    return written.getvalue()


def _plain(value: date) -> str:
    return value.isoformat()

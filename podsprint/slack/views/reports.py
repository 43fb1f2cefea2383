"""A pod's report in a window: the work first, counts last (W2). Nothing of it stays in Slack until somebody asks for
the files."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.figures import Means, Moment, Statement
from podsprint.domain.read_models import PodReport, ResultLine, SprintResult
from podsprint.slack import blocks
from podsprint.slack.ids import Act
from podsprint.slack.text import Words

SHOWN = 6  # experiments of a sprint; all of them are in the files


def report(words: Words, model: PodReport) -> dict[str, Any]:
    """The latest sprints, and a button for the files."""
    who = f"report.who_{model.sees_less}" if model.sees_less else "report.who"
    earlier = [blocks.context(words("report.earlier", report=model))] if model.earlier else []
    files = blocks.button(words.plain("report.button.files"), Act.SEND_REPORT, model.pod_id, style="primary")
    return blocks.modal(
        "report",
        words.plain("report.title"),
        blocks.header(words.plain("report.heading", report=model)),
        [blocks.section(words("report.goal", report=model))] if model.goal else [],
        blocks.context(words(who)),
        [block for sprint in model.sprints for block in _sprint(words, model, sprint)]
        or blocks.section(words("report.none")),
        [blocks.divider(), *earlier, blocks.actions(files)] if model.sprints else [],
        close=words.plain("common.button.close"),
    )


def figures(words: Words, sprint: SprintResult) -> list[tuple[str, Means, list[tuple[str, float]]]]:
    """What was published of the sprint (S4): which figure, of how many, and each part in words with its mean."""
    said = {
        "pulse": {str(name): words.plain(f"ending.pulse.{name}") for name in Statement},
        "progress": {str(name): words.plain(f"report.progress_{name}") for name in Moment},
    }
    found = [(name, means) for name, means in (("pulse", sprint.pulse), ("progress", sprint.progress)) if means]
    return [
        (name, means, [(text, means.means[part]) for part, text in said[name].items() if part in means.means])
        for name, means in found
    ]


def _sprint(words: Words, model: PodReport, sprint: SprintResult) -> list[Block]:
    told = [] if model.sees_less and not sprint.cleared else _told(words, sprint)
    return [
        blocks.divider(),
        blocks.header(words.plain("report.sprint", sprint=sprint)),
        *told,
        *_figures(words, sprint),
        blocks.context(words("report.small_print", sprint=sprint)),
    ]


def _told(words: Words, sprint: SprintResult) -> list[Block]:
    if not sprint.lines:
        return [blocks.section(words(nothing(sprint)))]
    return [*_changed(words, sprint.changed), *_running(words, sprint), *_behaviour(words, sprint.lines)]


def nothing(sprint: SprintResult) -> str:
    """Which text says that there is nothing to show of it."""
    if sprint.cleared:
        return "report.cleared"
    return "report.nothing_told" if sprint.over else "report.nothing_yet"


def _changed(words: Words, lines: Sequence[ResultLine]) -> list[Block]:
    if not lines:
        return []
    shown = [block for line in lines[:SHOWN] for block in _line(words, line)]
    return [blocks.section(words("report.changed")), *shown, *_more(words, len(lines))]


def _line(words: Words, line: ResultLine) -> list[Block]:
    marks = [words("report.tried", line=line)]
    if line.takeaway:
        marks.append(words("report.takeaway", line=line))
    if not line.linked:
        marks.append(words("report.unlinked"))
    outcome = words(f"common.state.{line.outcome}")
    return [blocks.section(words("report.line", line=line, outcome=outcome)), blocks.context(*marks)]


def _running(words: Words, sprint: SprintResult) -> list[Block]:
    if not sprint.running:
        return []
    lines = [words("report.running_line", line=line) for line in sprint.running[:SHOWN]]
    heading = words("report.went_on" if sprint.over else "report.running")
    return [blocks.section("\n".join((heading, *lines))), *_more(words, len(sprint.running))]


def _behaviour(words: Words, lines: Sequence[ResultLine]) -> list[Block]:
    """What people did, by how it went (R5)."""
    found = by_behaviour(lines)
    shown = [
        words("report.behaviour_line", choice=words(f"common.choice.{line.choice}"), line=line)
        for line in found[:SHOWN]
    ]
    if not shown:
        return []
    return [blocks.section("\n".join((words("report.behaviour"), *shown))), *_more(words, len(found))]


def by_behaviour(lines: Sequence[ResultLine]) -> list[ResultLine]:
    """Those that name a behaviour, by how it went: what helped first."""
    order = ("helped", "mixed", "hurt", "too_early")
    named = [line for line in lines if line.behaviour and line.choice in order]
    return sorted(named, key=lambda line: order.index(line.choice))


def _figures(words: Words, sprint: SprintResult) -> list[Block]:
    found: list[Block] = []
    for name, means, parts in figures(words, sprint):
        lines = [words("report.mean", what=text, mean=mean) for text, mean in parts]
        found.append(blocks.section("\n".join((words(f"report.{name}", people=means.people), *lines))))
    if not found and sprint.over:
        return [blocks.context(words("report.few"))]
    return found


def _more(words: Words, count: int) -> list[Block]:
    return [blocks.context(words("report.more", count=count - SHOWN))] if count > SHOWN else []

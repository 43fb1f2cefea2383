"""Starting a sprint, its dates, and what came of it."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.cadences import CADENCES
from podsprint.domain.practices import Practice
from podsprint.domain.read_models import PodView, SessionLine, SharedHours, SprintSummary, SprintView, SummaryLine
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import kind
from podsprint.slack.views.endings import result, stopped_line

NO_THEME = "none"


def start_form(
    words: Words,
    pod: PodView,
    *,
    first_day: Any,
    theme: str,
    cadence: str,
    stopped: Sequence[str] = (),
    hours: SharedHours | None = None,
) -> dict[str, Any]:
    """The form that starts a sprint; what the pod has voted off is not offered (W8)."""
    themes = [
        (item.id, words.plain("sprint.start.theme_option", title=item.title, minutes=item.minutes))
        for item in words.themes.values()
    ]
    return blocks.modal(
        Form.SPRINT,
        words.plain("sprint.start.title"),
        blocks.section(words("sprint.start.lead", pod=pod)),
        blocks.context(words("sprint.start.ring")),
        [blocks.context(_hours(words, hours))] if hours is not None and not hours.suits else [],
        blocks.field("starts_on", words.plain("sprint.start.starts_on"), blocks.date_input(first_day)),
        blocks.field(
            "cadence",
            words.plain("sprint.start.cadence"),
            blocks.radio([(name, words.plain(f"sprint.cadence.{name}")) for name in CADENCES], cadence),
        ),
        []
        if Practice.THEME in stopped
        else [
            blocks.field(
                "theme",
                words.plain("sprint.start.theme"),
                blocks.choice([(NO_THEME, words.plain("sprint.start.theme_none")), *themes], theme or NO_THEME),
            )
        ],
        [stopped_line(words, stopped)] if stopped else [],
        submit=words.plain("sprint.start.submit"),
        close=words.plain("common.button.cancel"),
        meta={"pod": pod.id},
    )


def started(words: Words, sprint: SprintView) -> dict[str, Any]:
    """The dates, once a sprint is planned."""
    return blocks.modal(
        "started",
        words.plain("sprint.planned.title"),
        _plan(words, sprint),
        close=words.plain("common.button.close"),
    )


def plan(words: Words, sprint: SprintView) -> Message:
    """The dates of a sprint and where it is, for the channel or for one person."""
    return blocks.message(_plan(words, sprint))


def none(words: Words, pod: PodView) -> Message:
    """There is no sprint to look at."""
    return blocks.message(
        blocks.section(words("sprint.none.text", pod=pod)), blocks.context(words("sprint.none.next", pod=pod))
    )


def summary(words: Words, model: SprintSummary) -> Message:
    """What came of a sprint: the work first, counts last (W2)."""
    goal = [blocks.section(_goal(words, model))] if model.goal else []
    changed: list[Block] = []
    for line in model.changed:
        changed += _changed(words, line)
    running = [words("sprint.summary.running_line", line=line) for line in model.still_running]
    return blocks.message(
        blocks.header(words.plain("sprint.summary.heading", summary=model)),
        goal,
        [blocks.section(f"*{words('sprint.summary.changed')}*"), *changed] if changed else [],
        [] if changed or running else [blocks.section(words("sprint.summary.nothing_yet"))],
        blocks.sections("\n".join((f"*{words('sprint.summary.still_running')}*", *running))) if running else [],
        result(words, model.ending) if model.ending else [],
        blocks.context(words("sprint.summary.small_print", summary=model)),
    )


def dates(words: Words, sprint: SprintView) -> list[Block]:
    """A sprint's days and its sessions, the earliest first."""
    return [
        blocks.section(words("sprint.planned.span", sprint=sprint)),
        blocks.section("\n".join(_line(words, sprint, session) for session in sprint.sessions)),
    ]


def _plan(words: Words, sprint: SprintView) -> list[Block]:
    zone = sprint.sessions[0].zone
    paused = [blocks.section(words("sprint.planned.paused", sprint=sprint, zone=zone))] if sprint.paused_at else []
    ended = [blocks.section(words("sprint.planned.closed", sprint=sprint))] if sprint.closed_by else []
    return [
        blocks.header(words.plain("sprint.planned.heading", sprint=sprint)),
        *paused,
        *ended,
        *dates(words, sprint),
        *([blocks.context(words("sprint.planned.close"))] if sprint.sessions[0].state == "planned" else []),
        *_beside(words, sprint),
        *([stopped_line(words, sprint.stopped)] if sprint.stopped else []),
    ]


def _beside(words: Words, sprint: SprintView) -> list[Block]:
    """The programme, and what is dated beside the sprint (L13)."""
    if not sprint.programme:
        return []
    lines = [words("programme.plan.part_of", programme=sprint.programme)]
    lines += [words("programme.plan.workshop", workshop=workshop) for workshop in sprint.workshops]
    return [blocks.context(*lines)]


def _goal(words: Words, model: SprintSummary) -> str:
    return words("sprint.summary.goal_so_that" if model.so_that else "sprint.summary.goal", summary=model)


def _changed(words: Words, line: SummaryLine) -> list[Block]:
    outcome = words(f"common.state.{line.outcome}")
    marks = [words("sprint.summary.tried", line=line)]
    if line.takeaway:
        marks.append(words("sprint.summary.takeaway", line=line))
    if not line.linked:
        marks.append(words("sprint.summary.unlinked"))
    return [
        *blocks.sections(words("sprint.summary.line", line=line, outcome=outcome)),
        blocks.context(*marks),
    ]


def _line(words: Words, sprint: SprintView, session: SessionLine) -> str:
    keys = {"closed": "done", "open": "open", "missed": "missed", "skipped": "skipped", "on_hold": "on_hold"}
    key = keys.get(session.state) or ("line" if session.live else "line_async")
    into = next((one for one in sprint.sessions if one.id == session.merged_into), None)
    if into is not None and session.state == "skipped":
        key = "merged"
    elif key == "on_hold" and sprint.closed_by:
        key = "fell_away"
    elif session.state == "planned" and session.moved_from not in (None, session.opens_at):
        key = f"{key}_moved"
    return words(
        f"sprint.planned.{key}",
        kind=kind(words, session),
        opens_at=session.opens_at,
        closes_at=session.closes_at,
        zone=session.zone,
        hours=session.minutes // 60,
        into=kind(words, into) if into else "",
        checked_in=sprint.checked_in,
        leaders=sprint.leaders,
    )


def _hours(words: Words, hours: SharedHours) -> str:
    """A hint that the pod's time is outside somebody's working hours, and when everybody works (C8)."""
    return words(f"sprint.start.{'hours' if hours.spans else 'hours_none'}", hours=hours)

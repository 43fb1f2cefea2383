"""Every pod somebody runs: a line each, with the one thing to do next, and buttons into it."""

from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.read_models import Overview, PodLine
from podsprint.slack import blocks
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views.common import kind


def overview(words: Words, model: Overview) -> dict[str, Any]:
    """A page of pods."""
    turns = [
        blocks.button(words.plain(f"common.button.{label}"), act, page)
        for label, act, page in (
            ("page_before", Act.OVERVIEW_BEFORE, model.page - 1),
            ("page_after", Act.OVERVIEW_AFTER, model.page + 1),
        )
        if 0 <= page < model.pages
    ]
    count = words("overview.count", total=model.total, page=model.page + 1, pages=model.pages)
    return blocks.modal(
        "overview",
        words.plain("overview.title"),
        [block for line in model.pods for block in _pod(words, line)],
        blocks.context(count),
        [blocks.actions(*turns)] if turns else [],
        close=words.plain("common.button.close"),
    )


def _pod(words: Words, line: PodLine) -> list[Block]:
    pod, session = line.pod, line.session
    said = [words("overview.pod", pod=pod)]
    if session is not None:
        key = "open" if session.state == "open" else "next"
        said.append(words(f"overview.{key}", kind=kind(words, session), session=session, line=line))
    marks = [words(f"overview.needs.{need if need in _NEEDS else 'trouble'}") for need in line.needs]
    if line.away:
        marks.append(words("overview.away", away=line.away))
    if line.host != pod.facilitator:
        marks.append(words("overview.host", host=line.host))
    if line.is_deputy:
        marks.append(words("overview.deputy", pod=pod))
    return [
        blocks.section("\n".join(said)),
        *([blocks.context(" · ".join(marks))] if marks else []),
        blocks.actions(*_buttons(words, line)),
    ]


_NEEDS = ("undelivered", "skipped_twice", "small", "charter", "sprint")


def _buttons(words: Words, line: PodLine) -> list[ButtonElement]:
    def button(label: str, act: Act, row: int) -> ButtonElement:
        text = words.plain(f"common.button.{label}")
        return blocks.button(text, act, row, label=f"{text}: {line.pod.name}")

    pod, found = line.pod, []
    if "charter" in line.needs:
        found.append(button("charter", Act.WRITE_CHARTER, pod.id))
    if "sprint" in line.needs:
        found.append(button("start_sprint", Act.START_SPRINT, pod.id))
    if "undelivered" in line.needs:
        found.append(button("try_again", Act.TRY_AGAIN, pod.id))
    if line.session is not None:
        found.append(button("hand_over", Act.HAND_OVER, line.session.id))
    found.append(button("report", Act.REPORT, pod.id))
    found.append(button("roles", Act.ROLES, pod.id))
    return found

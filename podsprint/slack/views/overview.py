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


_NEEDS = ("undelivered", "skipped_twice", "small", "join", "charter", "sprint")


def _buttons(words: Words, line: PodLine) -> list[ButtonElement]:
    """First what needs somebody, then the next session, then the pod."""

    def button(key: str, act: Act, row: int) -> ButtonElement:
        text = words.plain(key)
        return blocks.button(text, act, row, label=f"{text}: {line.pod.name}")

    pod, session = line.pod, line.session
    found = [button(key, act, pod.id) for need, key, act in _FOR_A_NEED if need in line.needs]
    people = button("members.manage", Act.MEMBERS, pod.id)
    if needs_people := {"small", "join"} & set(line.needs):
        found.append(people)
    if "skipped_twice" in line.needs:
        found.append(button("needs.skipped.pause", Act.PAUSE_SPRINT, pod.sprint_id))
    if session is not None:
        found.append(button("common.button.change_session", Act.CHANGE_SESSION, session.id))
        if session.state == "planned":
            found.append(button("common.button.skip", Act.SKIP_SESSION, session.id))
        found.append(button("common.button.hand_over", Act.HAND_OVER, session.id))
    found.append(button("common.button.report", Act.REPORT, pod.id))
    found += [] if needs_people else [people]
    return [*found, button("common.button.roles", Act.ROLES, pod.id)]


_FOR_A_NEED = (
    ("charter", "common.button.charter", Act.WRITE_CHARTER),
    ("sprint", "common.button.start_sprint", Act.START_SPRINT),
    ("undelivered", "common.button.try_again", Act.TRY_AGAIN),
    ("small", "needs.small.join", Act.ASK_MERGE),
)

"""The Home tab: the product's front page, for anybody who opens it."""

from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.read_models import Home, PodToday, ReflectionLine, SessionLine
from podsprint.slack import blocks
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views.common import kind
from podsprint.slack.views.experiments import line_blocks


def home(words: Words, model: Home) -> dict[str, Any]:
    """Today first, then what is one's own, then the pods."""
    if not model.pods:
        return blocks.home(_empty(words))
    leads = any(today.is_leader for today in model.pods)
    return blocks.home(
        blocks.header(words.plain("home.today.heading")),
        [block for today in model.pods for block in _today(words, today)],
        _experiments(words, model) if leads else [],
        _reflections(words, model) if leads else [],
        blocks.divider(),
        blocks.header(words.plain("home.pods.heading")),
        [block for today in model.pods for block in _pod(words, today)],
        [blocks.context(words("home.pods.more"))] if model.more_pods else [],
        blocks.context(words("home.help")),
    )


def _empty(words: Words) -> list[Block]:
    return [
        blocks.header(words.plain("home.empty.heading")),
        blocks.section(words("home.empty.text")),
        blocks.actions(blocks.button(words.plain("common.button.start_pod"), Act.START_POD, style="primary")),
        blocks.context(words("home.empty.privacy")),
    ]


def _today(words: Words, today: PodToday) -> list[Block]:
    lines: list[Block] = []
    if today.session is None:
        lines.append(blocks.section(words("home.today.idle", pod=today.pod.name)))
    else:
        lines.append(_session(words, today, today.session))
    if today.late is not None:
        lines.append(_late(words, today, today.late))
    marks = []
    if today.commitment:
        key = "commitment_by" if today.commitment_by else "commitment"
        marks.append(words(f"home.today.{key}", commitment=today.commitment, by=today.commitment_by))
    if today.waiting_for:
        marks.append(words("home.today.waiting_for", waiting_for=today.waiting_for))
    return [*lines, *([blocks.context(*marks)] if marks else [])]


def _session(words: Words, today: PodToday, session: SessionLine) -> Block:
    is_open = session.state == "open"
    key = "next" if not is_open else "open_in" if today.checked_in else "open"
    text = words(
        f"home.today.{key}",
        pod=today.pod.name,
        kind=kind(words, session),
        opens_at=session.opens_at,
        closes_at=session.closes_at,
        zone=session.zone,
        channel=today.pod.channel,
    )
    if not (is_open and today.is_leader):
        return blocks.section(text)
    label = words.plain(f"common.button.{'check_in_again' if today.checked_in else 'check_in'}")
    return blocks.section(
        text,
        accessory=_button(label, Act.CHECK_IN, session.id, today, style=None if today.checked_in else "primary"),
    )


def _late(words: Words, today: PodToday, session: SessionLine) -> Block:
    return blocks.section(
        words("home.today.late", pod=today.pod.name, kind=kind(words, session)),
        accessory=_button(words.plain("common.button.check_in_late"), Act.CHECK_IN, session.id, today),
    )


def _experiments(words: Words, model: Home) -> list[Block]:
    shown = [block for line in model.experiments for block in line_blocks(words, line, with_buttons=True)]
    more = [blocks.context(words("home.experiments.more"))]
    return [
        blocks.divider(),
        blocks.header(words.plain("home.experiments.heading")),
        *(shown or [blocks.section(words("home.experiments.none"))]),
        *(more if model.more_experiments else []),
        blocks.actions(
            blocks.button(words.plain("common.button.new_experiment"), Act.NEW_EXPERIMENT, _first_led(model))
        ),
    ]


def _reflections(words: Words, model: Home) -> list[Block]:
    lines = [blocks.section(_reflection(words, line)) for line in model.reflections]
    return [
        blocks.divider(),
        blocks.header(words.plain("home.reflections.heading")),
        *(lines or [blocks.section(words("home.reflections.none"))]),
        blocks.context(words("home.reflections.ring")),
    ]


def _reflection(words: Words, line: ReflectionLine) -> str:
    choice = words(f"common.choice.{line.choice}")
    if not line.prompt:
        return words("home.reflections.line", on=line.on, choice=choice, ring=line.ring, line=line.line)
    prompt = words.question(line.prompt)
    return words(
        "home.reflections.line_prompt",
        on=line.on,
        choice=choice,
        ring=line.ring,
        prompt=prompt,
        line=line.line,
    )


def _pod(words: Words, today: PodToday) -> list[Block]:
    pod = today.pod
    marks = [words("home.pods.goal", pod=pod)] if pod.goal else [words("home.pods.no_charter")]
    marks.append(words("home.pods.sprint", pod=pod) if pod.sprint else words("home.pods.no_sprint"))
    if today.is_facilitator:
        marks.append(words("home.pods.facilitate"))
    buttons = []
    if not pod.has_charter:
        buttons.append(_button(words.plain("common.button.charter"), Act.WRITE_CHARTER, pod.id, today))
    elif pod.sprint is None and today.is_facilitator:
        buttons.append(
            _button(words.plain("common.button.start_sprint"), Act.START_SPRINT, pod.id, today, style="primary")
        )
    return [
        blocks.section(words("home.pods.line", pod=pod)),
        blocks.context(*marks),
        *([blocks.actions(*buttons)] if buttons else []),
    ]


def _button(text: str, act: Act, row: int, today: PodToday, *, style: str | None = None) -> ButtonElement:
    """A button of one pod among several: heard with the pod's name."""
    return blocks.button(text, act, row, style=style, label=f"{text}: {today.pod.name}")


def _first_led(model: Home) -> int:
    return next(today.pod.id for today in model.pods if today.is_leader)

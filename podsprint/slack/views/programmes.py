"""Programmes, and the learnings that cross between their pods."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.figures import Means, Moment, Statement
from podsprint.domain.programmes import MAX_NAME, MAX_PURPOSE, MAX_WORKSHOP
from podsprint.domain.read_models import (
    Learning,
    Learnings,
    OwnLearning,
    ProgrammeInviteView,
    ProgrammeLine,
    ProgrammeView,
)
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import crossing_field, ring_line


def overview(words: Words, lines: tuple[ProgrammeLine, ...]) -> dict[str, Any]:
    """One's own programmes, and those of one's pods."""
    return blocks.modal(
        "programmes",
        words.plain("programme.list.title"),
        [block for line in lines for block in line_blocks(words, line)]
        if lines
        else blocks.section(words("programme.list.none")),
        blocks.actions(blocks.button(words.plain("common.button.new_programme"), Act.NEW_PROGRAMME)),
        close=words.plain("common.button.close"),
    )


def line_blocks(words: Words, line: ProgrammeLine) -> list[Block]:
    """A programme in a list; its owner can open it."""
    text = words("programme.list.line", line=line)
    if not line.is_owner:
        return [blocks.section(text), blocks.context(words("programme.list.taking_part"))]
    label = words.plain("common.button.open")
    return [
        blocks.section(text, accessory=blocks.button(label, Act.OPEN_PROGRAMME, line.id, label=f"{label}: {line.name}"))
    ]


def home_lines(words: Words, lines: tuple[ProgrammeLine, ...]) -> list[Block]:
    """On the Home tab: one's own programmes, and those of one's pods."""
    if not lines:
        return []
    return [
        blocks.divider(),
        blocks.header(words.plain("programme.list.title")),
        *(block for line in lines for block in line_blocks(words, line)),
    ]


def programme(words: Words, model: ProgrammeView) -> dict[str, Any]:
    """A programme for its owner: what changed in the work first (W2), then who takes part. Nobody's entries."""
    end = words.plain("common.button.end_programme")
    return blocks.modal(
        "programme",
        words.plain("programme.view.title"),
        blocks.header(model.name),
        blocks.section(words("programme.view.purpose", purpose=model.purpose)),
        blocks.section(words("programme.view.learnings")),
        [block for learning in model.learnings for block in _learning(words, learning)]
        or [blocks.context(words("programme.view.learnings_none"))],
        _figures(words, model),
        blocks.divider(),
        blocks.section(words("programme.view.pods")),
        _pods(words, model),
        blocks.section(words("programme.view.workshops")),
        _workshops(words, model),
        blocks.actions(
            blocks.button(words.plain("common.button.ask_pod"), Act.ASK_POD, model.id, style="primary"),
            blocks.button(words.plain("common.button.add_workshop"), Act.ADD_WORKSHOP, model.id),
            blocks.button(
                end,
                Act.END_PROGRAMME,
                model.id,
                confirm=blocks.confirm(
                    end, words.plain("programme.view.end_confirm"), end, words.plain("common.button.cancel")
                ),
            ),
        ),
        blocks.context(words("programme.view.small_print")),
        close=words.plain("common.button.close"),
    )


def programme_form(words: Words) -> dict[str, Any]:
    """A new programme."""
    return blocks.modal(
        Form.PROGRAMME,
        words.plain("programme.form.title"),
        blocks.section(words("programme.form.lead")),
        ring_line(words, "programme", "one"),
        blocks.field("name", words.plain("programme.form.name"), blocks.text_input(limit=MAX_NAME)),
        blocks.field(
            "purpose",
            words.plain("programme.form.purpose"),
            blocks.text_input(initial=words.plain("programme.form.purpose_start"), limit=MAX_PURPOSE, lines=True),
            hint=words.plain("programme.form.purpose_hint"),
        ),
        submit=words.plain("programme.form.submit"),
        close=words.plain("common.button.cancel"),
    )


def pod_form(words: Words, model: ProgrammeView) -> dict[str, Any]:
    """Ask a pod to take part."""
    return blocks.modal(
        Form.PROGRAMME_POD,
        words.plain("programme.ask.title"),
        blocks.section(words("programme.ask.lead", name=model.name)),
        ring_line(words, "programme", "one"),
        blocks.field("channel", words.plain("programme.ask.channel"), blocks.channel_input()),
        submit=words.plain("programme.ask.submit"),
        close=words.plain("common.button.cancel"),
        meta={"programme": model.id},
    )


def workshop_form(words: Words, model: ProgrammeView) -> dict[str, Any]:
    """Something dated beside the sprints."""
    return blocks.modal(
        Form.WORKSHOP,
        words.plain("programme.workshop.title"),
        blocks.section(words("programme.workshop.lead", name=model.name)),
        ring_line(words, "programme", "one"),
        blocks.field("title", words.plain("programme.workshop.what"), blocks.text_input(limit=MAX_WORKSHOP)),
        blocks.field("on_day", words.plain("programme.workshop.on_day"), blocks.date_input()),
        submit=words.plain("programme.workshop.submit"),
        close=words.plain("common.button.cancel"),
        meta={"programme": model.id},
    )


def invite(words: Words, model: ProgrammeInviteView) -> Message:
    """To a facilitator: whether their pod takes part, or that it does."""
    if model.joined:
        leave = words.plain("common.button.leave_programme")
        return blocks.message(
            blocks.section(words("programme.invite.joined", invite=model)),
            blocks.actions(blocks.button(leave, Act.LEAVE_PROGRAMME, model.pod_id, label=f"{leave}: {model.pod}")),
            blocks.context(words("programme.invite.small_print")),
        )
    return blocks.message(
        blocks.section(words("programme.invite.ask", invite=model)),
        blocks.section(words("programme.invite.means")),
        blocks.actions(
            blocks.button(
                words.plain("common.button.join_programme"), Act.JOIN_PROGRAMME, model.invite_id, style="primary"
            ),
            blocks.button(words.plain("common.button.decline_programme"), Act.DECLINE_PROGRAMME, model.invite_id),
        ),
        blocks.context(words("programme.invite.small_print")),
    )


def learnings(words: Words, model: Learnings) -> dict[str, Any]:
    """What other pods let one read, and what one lets them read. A window: nothing of it stays in a channel (L14)."""
    return blocks.modal(
        "learnings",
        words.plain("programme.learnings.title"),
        blocks.section(words("programme.learnings.lead", model=model)),
        [block for learning in model.from_others for block in _learning(words, learning)]
        or [blocks.context(words("programme.learnings.none"))],
        [blocks.divider(), blocks.section(words("programme.learnings.own"))] if model.own else [],
        [_own(words, learning) for learning in model.own],
        blocks.context(words("programme.learnings.small_print")),
        close=words.plain("common.button.close"),
    )


def crossing_form(words: Words, learning: OwnLearning) -> dict[str, Any]:
    """How far a learning of one's own goes."""
    return blocks.modal(
        Form.CROSSING,
        words.plain("programme.crossing.title"),
        ring_line(words, "how_far", "one"),
        crossing_field(words, learning),
        submit=words.plain("programme.crossing.submit"),
        close=words.plain("common.button.cancel"),
        meta={"experiment": learning.experiment_id},
    )


def _learning(words: Words, learning: Learning) -> list[Block]:
    by = words("programme.learnings.by_name" if learning.author else "programme.learnings.by_nobody", learning=learning)
    outcome = words(f"common.state.{learning.outcome}")
    return [
        *blocks.sections(words("programme.learnings.line", learning=learning)),
        blocks.context(words("programme.learnings.tried", learning=learning, outcome=outcome), by),
    ]


def _own(words: Words, learning: OwnLearning) -> Block:
    label = words.plain("common.button.let_cross")
    text = words("programme.learnings.own_line", learning=learning, how=words(f"programme.crossing.is_{learning.how}"))
    heard = f"{label}: {learning.hypothesis}"
    return blocks.section(text, accessory=blocks.button(label, Act.LET_CROSS, learning.experiment_id, label=heard))


def _figures(words: Words, model: ProgrammeView) -> list[Block]:
    lines = []
    if model.pulse is not None:
        said = {str(name): words.plain(f"ending.pulse.{name}") for name in Statement}
        lines += [words("programme.view.pulse", people=model.pulse.people), *_means(words, model.pulse, said)]
    if model.progress is not None:
        said = {str(name): words.plain(f"programme.view.progress_{name}") for name in Moment}
        lines += [words("programme.view.progress", people=model.progress.people), *_means(words, model.progress, said)]
    return [blocks.section("\n".join(lines))] if lines else [blocks.context(words("programme.view.figures_none"))]


def _means(words: Words, means: Means, said: dict[str, str]) -> list[str]:
    return [
        words("ending.result.mean", statement=text, mean=means.means[name])
        for name, text in said.items()
        if name in means.means
    ]


def _pods(words: Words, model: ProgrammeView) -> list[Block]:
    remove = words.plain("common.button.remove")
    shown: list[Block] = [
        blocks.section(
            words("programme.view.pod_running" if pod.running else "programme.view.pod", pod=pod),
            accessory=blocks.button(remove, Act.REMOVE_POD, pod.id, label=f"{remove}: {pod.name}"),
        )
        for pod in model.pods
    ]
    if model.asked:
        shown.append(blocks.context(words("programme.view.asked", channels=model.asked)))
    return shown or [blocks.context(words("programme.view.pods_none"))]


def _workshops(words: Words, model: ProgrammeView) -> list[Block]:
    remove = words.plain("common.button.remove")
    return [
        blocks.section(
            words("programme.view.workshop", workshop=workshop),
            accessory=blocks.button(
                remove, Act.REMOVE_WORKSHOP, workshop.id, label=f"{remove}: {workshop.title} {workshop.on}"
            ),
        )
        for workshop in model.workshops
    ] or [blocks.context(words("programme.view.workshops_none"))]

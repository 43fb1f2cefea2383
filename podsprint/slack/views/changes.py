"""What somebody changed of a pod's sessions: told, asked about, and the form for it."""

from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.read_models import (
    MoveAsked,
    SessionChange,
    SessionToChange,
    SprintAsked,
    SprintChange,
    SprintView,
)
from podsprint.domain.replanning import LENGTHS
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import explain, kind
from podsprint.slack.views.sprints import dates


def session(words: Words, model: SessionChange) -> Message:
    """One line for the channel."""
    return blocks.message(_session(words, model))


def sprint(words: Words, model: SprintChange) -> Message:
    """A line for the channel, with the dates where they are new."""
    return blocks.message(_sprint(words, model))


def answer(words: Words, model: SessionChange) -> Message:
    """The same, for whoever did it; a skip can be taken back from here."""
    return blocks.message(_session(words, model), _back(words, model))


def answer_window(words: Words, model: SessionChange | SprintChange) -> dict[str, Any]:
    """The same in a window, for a button."""
    said = _session(words, model) if isinstance(model, SessionChange) else _sprint(words, model)
    title = words.plain("changes.form.done_title")
    return blocks.modal("changed", title, said, _back(words, model), close=words.plain("common.button.close"))


def ask_move(words: Words, model: MoveAsked, value: str) -> Message:
    """A new time that is odd."""
    button = blocks.button(words.plain("changes.button.move_anyway"), Act.MOVE_ANYWAY, value)
    return blocks.message(
        blocks.section(words("changes.ask.move", kind=kind(words, model.session), to=model.to, session=model.session)),
        blocks.section("\n".join(explain(words, found) for found in model.cautions)),
        blocks.section(words("changes.ask.move_done")),
        blocks.actions(button),
    )


def ask_when(words: Words) -> Message:
    """The day a sprint is to move to is still missing."""
    return blocks.message(blocks.section(words("changes.ask.sprint_when")))


def ask_sprint(words: Words, model: SprintAsked, value: str) -> Message:
    """What would become of a sprint."""
    label, act = {
        "move": ("move_sprint", Act.MOVE_SPRINT),
        "resume": ("resume", Act.RESUME_SPRINT),
        "close": ("close_sprint", Act.CLOSE_SPRINT),
    }[model.action]
    style = "danger" if model.action == "close" else "primary"
    return blocks.message(
        blocks.section(words(f"changes.ask.sprint_{model.action}", sprint=model.sprint)),
        dates(words, model.sprint) if model.action != "close" else [],
        blocks.actions(blocks.button(words.plain(f"changes.button.{label}"), act, value, style=style)),
    )


def answer_sprint(words: Words, model: SprintChange) -> Message:
    """What became of a sprint, for whoever did it."""
    return blocks.message(_sprint(words, model), _back(words, model))


def form(words: Words, model: SessionToChange, *, asked: MoveAsked | None = None) -> dict[str, Any]:
    """All that can be done with a session; with ``asked``, what is odd about it, to be sent once more."""
    line = model.session
    if not model.may:
        return blocks.modal(
            "changed",
            words.plain("changes.form.title"),
            blocks.section(words("changes.form.nothing")),
            close=words.plain("common.button.close"),
        )
    lead = words("changes.form.lead", kind=kind(words, line), pod=model.pod, session=line)
    return blocks.modal(
        Form.CHANGE_SESSION,
        words.plain("changes.form.title"),
        blocks.section(lead),
        _odd(words, asked) if asked else [],
        blocks.context(f"{words('changes.form.ring')} {words('common.minutes.one')}"),
        blocks.field(
            "how",
            words.plain("changes.form.how"),
            blocks.radio([(how, _may(words, model, how)) for how in model.may], model.may[0]),
        ),
        _fields(words, model),
        submit=words.plain("changes.form.submit"),
        close=words.plain("common.button.cancel"),
        meta={
            "meeting": line.id,
            "seen": int(line.opens_at.timestamp()),
            "sure": int(asked.to.timestamp()) if asked else 0,
        },
    )


def _back(words: Words, model: SessionChange | SprintChange) -> list[Block]:
    """The way back, where a change has one of its own: what is only moved can be moved again."""
    if isinstance(model, SessionChange):
        skipped = model.session.state == "skipped"
        return [blocks.actions(undo_skip(words, model.session.id))] if skipped else []
    if model.action != "closed":
        return []
    reopen = blocks.button(words.plain("changes.button.reopen"), Act.REOPEN_SPRINT, model.sprint.id)
    return [blocks.actions(reopen), blocks.context(words("changes.reopen_later"))]


def undo_skip(words: Words, meeting_id: int, *, pod: str = "") -> ButtonElement:
    """The button that takes a skip back; ``pod`` where there may be several."""
    text = words.plain("changes.button.undo_skip")
    return blocks.button(text, Act.UNDO_SKIP, meeting_id, label=f"{text}: {pod}" if pod else None)


def _fields(words: Words, model: SessionToChange) -> list[Block]:
    found: list[Block] = []
    if "move" in model.may:
        hint = words.plain("changes.form.wall_hint", zone=model.session.zone)
        found.append(blocks.field("day", words.plain("changes.form.day"), blocks.date_input(model.day)))
        found.append(blocks.field("wall", words.plain("changes.form.wall"), blocks.time_input(model.wall), hint=hint))
    if "resize" in model.may:
        options = [(str(one), words.plain("changes.form.minutes_option", minutes=one)) for one in LENGTHS]
        menu = blocks.choice(options, str(model.session.minutes))
        hint = words.plain("changes.form.minutes_hint")
        found.append(blocks.field("minutes", words.plain("changes.form.minutes"), menu, hint=hint, optional=True))
    return found


def _odd(words: Words, asked: MoveAsked) -> list[Block]:
    said = "\n".join(explain(words, found) for found in asked.cautions)
    return [blocks.section(f"{said}\n*{words('changes.form.sure')}*")]


def _may(words: Words, model: SessionToChange, how: str) -> str:
    following = kind(words, model.following) if model.following else ""
    return words.plain(f"changes.form.may.{how}", kind=following)


def _session(words: Words, model: SessionChange) -> list[Block]:
    key = "moved_window" if model.action == "moved" and not model.session.live else model.action
    text = words(
        f"changes.session.{key}",
        by=model.by,
        kind=kind(words, model.session),
        session=model.session,
        into=model.into,
        into_kind=kind(words, model.into) if model.into else "",
    )
    skipped = [blocks.context(words("changes.skipped_hour", skipped=model.skipped))] if model.skipped else []
    # The small print belongs to a time, and these tell none.
    zone = (
        []
        if model.action in ("skipped", "closed")
        else [blocks.context(words("changes.zone", zone=model.session.zone))]
    )
    return [blocks.section(text), *skipped, *zone]


def _sprint(words: Words, model: SprintChange) -> list[Block]:
    shown: SprintView = model.sprint
    said: list[Block] = [blocks.section(words(f"changes.sprint.{model.action}", by=model.by))]
    if model.action in ("moved", "resumed", "reopened"):
        said += dates(words, shown)
    return said

"""A session in its channel: the one message that is edited in place, and the thread below it."""

from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.read_models import (
    BoxChange,
    BoxLine,
    CoachQuestion,
    Entry,
    LeaderLine,
    SessionCard,
    SessionLine,
    SessionOpening,
    ThemeView,
)
from podsprint.domain.wishes import Wish
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views.common import kind


def card(words: Words, model: SessionCard) -> Message:
    """Who is on, how much time is left, what is next."""
    session = model.session
    heading = words.plain("session.card.heading", kind=kind(words, session), card=model)
    held = session.state in ("open", "closed")
    everyone_in = set(model.leaders) <= set(model.checked_in)
    # Once everyone is in and the session has closed, the message asks for nothing more.
    asks = model.takes_entries and not (everyone_in and session.state == "closed")
    label = "check_in" if session.state == "open" else "check_in_late"
    check_in = blocks.button(
        words.plain(f"common.button.{label}"),
        Act.CHECK_IN,
        session.id,
        style="primary" if session.state == "open" else None,
        label=f"{words.plain(f'common.button.{label}')}: {heading}",
    )
    return blocks.message(
        blocks.header(heading),
        blocks.section(words(f"session.card.{_state(model)}", card=model)),
        [blocks.context(words("session.card.opened_late", card=model))] if _says_late(model) else [],
        [blocks.section(words(f"session.card.{_here(model)}", card=model))] if held else [],
        [blocks.context(words("session.card.away", card=model))] if model.away and held else [],
        [blocks.section(_order(words, model))] if model.boxes and session.state == "open" else [],
        [blocks.actions(check_in, *_go_on(words, model), *_change(words, session))] if asks else [],
    )


def opening(words: Words, model: SessionOpening) -> Message:
    """What the session starts from."""
    charter: list[Block] = []
    if model.charter is not None:
        parts = ("goal", "so_that", "norms", "confidentiality")
        charter = [blocks.section(words(f"session.opening.kickoff_{part}", charter=model.charter)) for part in parts]
    shown = [line for line in model.lines if line.hypothesis or (line.commitment and model.kind != "kickoff")]
    # Whether there is one is its leader's to say.
    silent = tuple(line.leader for line in model.lines if line not in shown) if model.kind != "kickoff" else ()
    tries = "kickoff_tries" if not model.asks else "kickoff_carried"
    head = [blocks.section(words(f"session.opening.{tries}"))] if shown and model.kind == "kickoff" else []
    return blocks.message(
        blocks.section(f"*{words(f'session.opening.{model.kind}')}*"),
        charter,
        head,
        [section for line in shown for section in _leader(words, line)],
        [blocks.section(words("session.opening.silent", leaders=silent))] if silent else [],
        [blocks.context(words(f"session.opening.{model.kind}_do"))] if model.asks else [],
    )


def box_change(words: Words, model: BoxChange) -> Message:
    """Who or what is on now. What comes next is named only if it is nobody's turn: a line is to call one person."""
    what = _box(words, model.box, model.number)
    said = words("session.box_begins", what=what, ends_at=model.box.ends_at, zone=model.zone)
    following = model.following
    if following is None or following.leader:
        return blocks.message(blocks.section(said))
    then = words("session.box_follows", what=_box(words, following, model.number + 1))
    return blocks.message(blocks.section(said), blocks.context(then))


def theme(words: Words, model: ThemeView) -> Message:
    """The sprint's theme, to be read in its few minutes."""
    found = words.themes.get(model.theme)
    if found is None:  # taken out of the prompts since the sprint was planned
        return blocks.message(blocks.section(words("sprint.start.theme_none")))
    return blocks.message(
        blocks.section(f"*{words('session.theme.heading', theme=found)}*"),
        blocks.sections(found.body),
        blocks.context(words("session.theme.minutes", theme=found)),
    )


def entry(words: Words, model: Entry) -> Message:
    """A leader's entry in the thread; while it is sealed, only that it is there (W11)."""
    if model.sealed:
        return blocks.message(
            blocks.section(
                words("session.entry.sealed", entry=model),
                accessory=blocks.button(words.plain("common.button.read"), Act.READ_ENTRY, model.check_in_id),
            )
        )
    return blocks.message(_entry(words, model), _wish(words, model))


def _wish(words: Words, model: Entry) -> list[Block]:
    """Where coaching is wished for: a button for whoever can, or who has said so."""
    if model.wish == Wish.TAKEN:
        return [blocks.context(words("session.wish.taken", entry=model))]
    if model.wish != Wish.OPEN:
        return []
    return [blocks.actions(blocks.button(words.plain("session.wish.take"), Act.TAKE_WISH, model.check_in_id))]


def entry_window(words: Words, model: Entry) -> dict[str, Any]:
    """The same entry for one reader, in a window of its own."""
    title = words.plain(f"common.kind.{model.kind}", number="").strip()
    return blocks.modal("entry", title, _entry(words, model), close=words.plain("common.button.close"))


def opened(words: Words, session: SessionLine) -> Message:
    """The facilitator opened a session before its time."""
    text = words("session.opened", kind=kind(words, session), closes_at=session.closes_at, zone=session.zone)
    return blocks.message(blocks.section(text))


def question(words: Words, model: CoachQuestion) -> Message:
    """One question, for one leader."""
    quoted = [blocks.sections(words("coaching.quote", quote=model.quote))] if model.quote else []
    return blocks.message(
        *quoted,
        blocks.section(words("coaching.question", question=words.question(model.question_id))),
        [blocks.section(words("coaching.kept"))] if model.kept else [],
        blocks.actions(
            blocks.button(
                words.plain(f"common.button.{'reflect_again' if model.kept else 'reflect'}"),
                Act.ANSWER,
                model.check_in_id,
            )
        ),
        blocks.context(words("coaching.small_print")),
    )


def parts(words: Words, model: Entry) -> list[str]:
    """What an entry says, part by part."""
    said = [
        f"*{words(f'session.entry.part.{code}')}*\n{words('session.entry.words', words=text)}"
        for code, text in model.parts
    ]
    marks = []
    if model.by is not None:
        marks.append(words("session.entry.by", entry=model))
    if model.confidence is not None:
        marks.append(words("session.entry.confidence", entry=model))
    if model.outcome:
        marks.append(words("session.entry.outcome", outcome=words(f"common.state.{model.outcome}")))
    return [*said, *([" · ".join(marks)] if marks else [])]


def _entry(words: Words, model: Entry) -> list[Block]:
    if model.choice:
        key = "session.entry.head_choice_late" if model.late else "session.entry.head_choice"
        head = words(key, entry=model, choice=words(f"common.choice.{model.choice}"))
    else:
        head = words("session.entry.head_late" if model.late else "session.entry.head", entry=model)
    return [blocks.section(head), *(part for text in parts(words, model) for part in blocks.sections(text))]


def _leader(words: Words, line: LeaderLine) -> list[Block]:
    text = words(f"session.opening.{'line' if line.hypothesis else 'line_bare'}", line=line)
    said = []
    if line.commitment:
        said.append(words(f"session.opening.{'commitment_by' if line.commitment_by else 'commitment'}", line=line))
    if line.noticed:
        said.append(words("session.opening.noticed", line=line))
    return [*blocks.sections(text), *(part for words_said in said for part in blocks.sections(words_said))]


def _change(words: Words, session: SessionLine) -> list[ButtonElement]:
    """For the facilitator, while it is open. Anybody else is told whose it is."""
    if session.state != "open":
        return []
    return [blocks.button(words.plain("common.button.change_session"), Act.CHANGE_SESSION, session.id)]


def _says_late(model: SessionCard) -> bool:
    return model.opened_late is not None and model.session.state == "open"


def _go_on(words: Words, model: SessionCard) -> list[ButtonElement]:
    """At a retro, the way to what the pod decides for its next sprint; the retro's own form leads there too."""
    if model.session.kind != "retro":
        return []
    return [blocks.button(words.plain("common.button.go_on"), Act.END_SPRINT, model.session.id)]


def _here(model: SessionCard) -> str:
    if set(model.leaders) <= set(model.checked_in):
        return "here_all"
    if model.checked_in:
        return "here"
    return "here_none" if model.takes_entries else "here_nobody"


def _state(model: SessionCard) -> str:
    session = model.session
    if session.state == "closed":
        return "closed" if model.takes_entries else "over_and_done"
    if session.state != "open":
        return "planned" if session.state == "planned" else "not_held"
    if model.over_by:
        return "over"
    if session.live:
        return "open_live" if model.boxes else "open_plain"
    return "open_window"


def _order(words: Words, model: SessionCard) -> str:
    zone = model.session.zone
    lines = [words("session.card.order")]
    for number, box in enumerate(model.boxes, start=1):
        what = _box(words, box, number)
        lines.append(
            words(f"session.card.box_{box.state}", starts_at=box.starts_at, ends_at=box.ends_at, zone=zone, what=what)
        )
    return "\n".join(lines)


def _box(words: Words, box: BoxLine, number: int) -> str:
    return words(f"session.box.{box.code}", leader=box.leader, turn=number)

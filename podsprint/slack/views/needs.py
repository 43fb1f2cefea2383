"""What needs a person: the day's message to whoever runs a pod, and what a pod is asked in its channel."""

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.needs import Cause
from podsprint.domain.pods import OVERRIDE_MIN
from podsprint.domain.read_models import AsksPod, Need, Needs
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views.common import kind


def needs(words: Words, model: Needs) -> Message:
    """One message about all of it, each with what could be done."""
    more: list[Block] = []
    if model.more:
        more.append(blocks.section(words("needs.more", count=model.more)))
        more.append(blocks.actions(blocks.button(words.plain("common.button.overview"), Act.OVERVIEW)))
    return blocks.message(
        blocks.header(words.plain("needs.heading")),
        [block for need in model.items for block in _need(words, need)],
        more,
        blocks.context(words("needs.small_print")),
    )


def asks_pod(words: Words, model: AsksPod) -> Message:
    """A question to the pod, with one button; once somebody has said yes, who it is."""
    need, settled = model.need, "" if model.need.stands else "_settled"
    shown = {"pod": need.pod, "person": need.person}
    if need.cause is Cause.UNCOVERED:
        session = need.sessions[0]
        said = words(f"needs.asks.uncovered{settled}", kind=kind(words, session), session=session, **shown)
        button = blocks.button(words.plain("needs.asks.run"), Act.RUN_SESSION, session.id)
    else:
        said = words(f"needs.asks.gone{settled or ('' if need.person else '_nobody')}", **shown)
        button = blocks.button(words.plain("needs.asks.take_over"), Act.TAKE_OVER, need.pod.id)
    asked = [blocks.actions(button), blocks.context(words("needs.asks.ring"))]
    return blocks.message(blocks.section(said), asked if need.stands else [])


def _need(words: Words, need: Need) -> list[Block]:
    if not need.stands:
        return [blocks.section(words("needs.settled", pod=need.pod))]
    lines, buttons = {
        Cause.SKIPPED: _skipped,
        Cause.SMALL: _small,
        Cause.UNCOVERED: _uncovered,
        Cause.GONE: _gone,
        Cause.OUTSIDE: _outside,
    }[need.cause](words, need)
    return [blocks.section("\n".join(lines)), blocks.actions(*buttons)]


def _skipped(words: Words, need: Need) -> tuple[list[str], list[ButtonElement]]:
    first, second = (kind(words, session) for session in need.sessions)
    lines: list[str] = [words("needs.skipped.text", pod=need.pod, first=first, second=second)]
    buttons = []
    if need.following is not None:
        what = kind(words, need.following)
        lines.append(words("needs.skipped.next", kind=what, session=need.following))
        buttons.append(_button(words, need, "skipped.move", Act.CHANGE_SESSION, need.following.id))
    else:
        lines.append(words("needs.skipped.no_next"))
    buttons.append(_button(words, need, "skipped.pause", Act.PAUSE_SPRINT, need.sprint_id))
    close = _button(words, need, "skipped.close", Act.CLOSE_SPRINT, need.sprint_id)
    yes = words.plain("needs.skipped.close")
    close.confirm = blocks.confirm(yes, words.plain("needs.skipped.sure"), yes, words.plain("common.button.cancel"))
    return lines, [*buttons, close]


def _small(words: Words, need: Need) -> tuple[list[str], list[ButtonElement]]:
    count = len(need.pod.leaders)
    advice = "refill" if count >= OVERRIDE_MIN else "merge"
    lines: list[str] = [
        words("needs.small.text", pod=need.pod, person=need.person, count=count),
        words(f"needs.small.{advice}", pod=need.pod),
    ]
    buttons = [_button(words, need, "small.invite", Act.MEMBERS, need.pod.id)]
    if need.pod.sprint is None:  # a pod joins another between its sprints
        buttons.append(_button(words, need, "small.join", Act.ASK_MERGE, need.pod.id))
    return lines, buttons


def _uncovered(words: Words, need: Need) -> tuple[list[str], list[ButtonElement]]:
    session = need.sessions[0]
    said = "own" if need.own else "other"
    what = kind(words, session)
    lines: list[str] = [words(f"needs.uncovered.{said}", pod=need.pod, person=need.person, kind=what, session=session)]
    if need.more:
        lines.append(words("needs.uncovered.more", count=need.more))
    lines.append(words("needs.uncovered.fine"))
    return lines, [
        _labelled(words.plain("common.button.hand_over"), need, Act.HAND_OVER, session.id),
        _labelled(words.plain("common.button.change_session"), need, Act.CHANGE_SESSION, session.id),
        _button(words, need, "uncovered.deputy", Act.ROLES, need.pod.id),
    ]


def _gone(words: Words, need: Need) -> tuple[list[str], list[ButtonElement]]:
    key = "text" if need.person else "text_nobody"
    lines: list[str] = [words(f"needs.gone.{key}", pod=need.pod, person=need.person)]
    return lines, [_button(words, need, "uncovered.deputy", Act.ROLES, need.pod.id)]


def _outside(words: Words, need: Need) -> tuple[list[str], list[ButtonElement]]:
    lines: list[str] = [words("needs.outside.text", pod=need.pod, person=need.person)]
    return lines, [
        _button(words, need, "outside.bring", Act.BRING_BACK, need.place_id),
        _labelled(words.plain("members.manage"), need, Act.MEMBERS, need.pod.id),
    ]


def _button(words: Words, need: Need, key: str, act: Act, row: int) -> ButtonElement:
    return _labelled(words.plain(f"needs.{key}"), need, act, row)


def _labelled(text: str, need: Need, act: Act, row: int) -> ButtonElement:
    return blocks.button(text, act, row, label=f"{text}: {need.pod.name}")

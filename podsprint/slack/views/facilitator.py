"""What whoever runs a pod or a session gets by direct message after it, and when something needs them."""

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.read_models import ChannelTrouble, Departure, Digest, Entry, Missed, SessionLine, Undeliverable
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views.common import kind

_EXPLAINED = (
    "not_in_channel",
    "channel_not_found",
    "is_archived",
    "messages_tab_disabled",
    "missing_scope",
)
# What an entry is about, in one line: the first of these that the leader filled in.
_GIST = ("what_changed", "line", "noticed", "tried", "hypothesis", "set_out", "framing_question", "next_step")


def digest(words: Words, model: Digest) -> Message:
    """After a session: what was shared, what comes next, whom the pod has not heard from. Shared things only."""
    session = model.session
    return blocks.message(
        blocks.header(words.plain("facilitator.digest.heading", kind=kind(words, session), pod=model.pod)),
        _shared(words, model),
        _list(words, "commitments", [_commitment(words, entry) for entry in model.entries]),
        _list(words, "coaching", [_topic(words, entry) for entry in model.entries]),
        _next_step(words, model),
        blocks.context(*_small_print(words, model)),
    )


def missed(words: Words, model: Missed) -> Message:
    """Sessions were not opened, and why; each can still be held, where its place has not been taken."""

    def move(one: SessionLine) -> ButtonElement | None:
        text = words.plain("facilitator.missed.move")
        label = f"{text}: {kind(words, one)}"
        return blocks.button(text, Act.CHANGE_SESSION, one.id, label=label) if model.may_move else None

    first = model.sessions[0]
    if len(model.sessions) == 1:
        heading = words.plain("facilitator.missed.heading", kind=kind(words, first), pod=model.pod)
        said = [blocks.section(words("facilitator.missed.text", session=first), accessory=move(first))]
    else:
        heading = words.plain("facilitator.missed.heading_several", pod=model.pod, count=len(model.sessions))
        lines = [(words("facilitator.missed.line", kind=kind(words, one), session=one), one) for one in model.sessions]
        said = [blocks.section(text, accessory=move(one)) for text, one in lines]
        said.append(blocks.section(words("facilitator.missed.text_several")))
    return blocks.message(
        blocks.header(heading),
        said,
        [blocks.section(words("facilitator.missed.how"))] if model.may_move else [],
        blocks.context(words("facilitator.missed.kept")),
    )


def undeliverable(words: Words, model: Undeliverable) -> Message:
    """Messages did not get through: the latest and why, how many of which kind, what was kept, and what to do."""
    code, _, scope = model.error.rpartition(": ")[2].partition(" ")
    place = "to_person" if model.person else "text"
    known = code if code in _EXPLAINED else "other"
    reason = words(f"facilitator.undeliverable.reason.{known}", code=code, scope=scope)
    counts = [words(f"facilitator.undeliverable.kind.{name}", count=count) for name, count in model.kinds]
    waiting = [blocks.section(words("facilitator.undeliverable.waiting", counts=", ".join(counts)))] if counts else []
    return blocks.message(
        blocks.header(words.plain("facilitator.undeliverable.heading")),
        blocks.section(words(f"facilitator.undeliverable.{place}", note=model, reason=reason)),
        waiting,
        blocks.section(words("facilitator.undeliverable.kept")),
        blocks.actions(blocks.button(words.plain("common.button.try_again"), Act.TRY_AGAIN, model.pod_id)),
    )


def _shared(words: Words, model: Digest) -> list[Block]:
    if model.sees_less:
        said = [words("facilitator.digest.shared_count", count=model.shared)]
        if model.wishes:
            said.append(words("facilitator.digest.wishes_count", count=model.wishes))
        return [blocks.section("\n".join(said))]
    gists = _list(words, "shared", [_gist(words, entry) for entry in model.entries])
    return gists or [blocks.section(words("facilitator.digest.shared_none"))]


def _next_step(words: Words, model: Digest) -> list[Block]:
    """The next session, with what its reader can do about it."""
    session = model.following
    if session is None:
        return []
    said = blocks.section(words("facilitator.digest.following", kind=kind(words, session), session=session))
    choices = (
        ("change_session", Act.CHANGE_SESSION),
        ("skip", Act.SKIP_SESSION),
        ("hand_over", Act.HAND_OVER),
    )

    def button(label: str, act: Act) -> ButtonElement:
        text = words.plain(f"common.button.{label}")
        return blocks.button(text, act, session.id, label=f"{text}: {model.pod.name}")

    return [said, blocks.actions(*(button(*choice) for choice in choices))] if model.runs_next else [said]


def _list(words: Words, key: str, lines: list[str]) -> list[Block]:
    said = [line for line in lines if line]
    return [*blocks.sections("\n".join((words(f"facilitator.digest.{key}"), *said)))] if said else []


def _gist(words: Words, entry: Entry) -> str:
    parts = dict(entry.parts)
    gist = next((parts[code] for code in _GIST if code in parts), "")
    return words("facilitator.digest.entry", entry=entry, words=gist) if gist else ""


def _commitment(words: Words, entry: Entry) -> str:
    step = dict(entry.parts).get("next_step")
    return words("facilitator.digest.commitment", entry=entry, step=step) if step else ""


def _topic(words: Words, entry: Entry) -> str:
    topic = dict(entry.parts).get("coaching_topic")
    key = "coaching_taken" if entry.coach else "coaching_line"
    return words(f"facilitator.digest.{key}", entry=entry, topic=topic) if topic else ""


def _small_print(words: Words, model: Digest) -> list[str]:
    where = "thread_link" if model.link else "thread"
    lines: list[str] = [words(f"facilitator.digest.{where}", pod=model.pod, link=model.link)]
    zone = model.session.zone
    if model.private:
        lines.append(words("facilitator.digest.private", private=model.private))
    if model.away:
        lines.append(words("facilitator.digest.away", away=model.away))
    if model.not_yet:
        lines.append(
            words("facilitator.digest.not_yet", not_yet=model.not_yet, grace_until=model.grace_until, zone=zone)
        )
    elif model.silent:
        lines.append(
            words("facilitator.digest.not_yet_count", count=model.silent, grace_until=model.grace_until, zone=zone)
        )
    if model.sees_less:
        lines.append(words(f"facilitator.sees_less.{model.sees_less}"))
    return lines


def departure(words: Words, model: Departure) -> Message:
    """Somebody has left the pod, and what that means for it (L4)."""
    return blocks.message(
        blocks.section(words("facilitator.departure.text", model=model)),
        blocks.section(words(f"facilitator.departure.{model.advice}")),
    )


def channel_trouble(words: Words, model: ChannelTrouble) -> Message:
    """The pod's channel cannot be used: what happened, what is kept, what to do."""
    return blocks.message(
        blocks.section(words(f"facilitator.channel.{model.trouble}", model=model)),
        blocks.section(words("facilitator.channel.kept")),
    )

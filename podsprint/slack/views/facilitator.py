"""What a facilitator gets by direct message."""

from slack_sdk.models.blocks import Block

from podsprint.domain.read_models import Brief, Digest, Entry, LeaderLine, Missed, Undeliverable
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
_GIST = ("what_changed", "line", "noticed", "tried", "hypothesis", "framing_question", "next_step")


def brief(words: Words, model: Brief) -> Message:
    """Before a session: who is in it, each experiment in a line, two questions that might serve."""
    session = model.session
    first, second = (words.question(question_id) for question_id in model.questions)
    return blocks.message(
        blocks.header(words.plain("facilitator.brief.heading", kind=kind(words, session))),
        blocks.section(words("facilitator.brief.when", pod=model.pod, session=session)),
        blocks.sections("\n\n".join(_leader(words, line) for line in model.lines)) if model.lines else [],
        blocks.section(words("facilitator.brief.questions", first=first, second=second)),
        [blocks.context(words("facilitator.brief.small_print", command=session.kind))]
        if session.kind != "kickoff"
        else [],
    )


def digest(words: Words, model: Digest) -> Message:
    """After a session: what was shared, what comes next, whom the pod has not heard from. Shared things only."""
    session = model.session
    return blocks.message(
        blocks.header(words.plain("facilitator.digest.heading", kind=kind(words, session), pod=model.pod)),
        _list(words, "shared", [_gist(words, entry) for entry in model.entries])
        or [blocks.section(words("facilitator.digest.shared_none"))],
        _list(words, "commitments", [_commitment(words, entry) for entry in model.entries]),
        _list(words, "coaching", [_topic(words, entry) for entry in model.entries]),
        blocks.context(*_small_print(words, model)),
    )


def missed(words: Words, model: Missed) -> Message:
    """A session was not opened, and why."""
    return blocks.message(
        blocks.header(words.plain("facilitator.missed.heading", kind=kind(words, model.session), pod=model.pod)),
        blocks.section(words("facilitator.missed.text", session=model.session)),
        blocks.context(words("facilitator.missed.kept")),
    )


def undeliverable(words: Words, model: Undeliverable) -> Message:
    """A message did not get through, what was kept, and what to do."""
    code, _, scope = model.error.rpartition(": ")[2].partition(" ")
    place = "to_person" if model.person else "text"
    known = code if code in _EXPLAINED else "other"
    reason = words(f"facilitator.undeliverable.reason.{known}", code=code, scope=scope)
    return blocks.message(
        blocks.header(words.plain("facilitator.undeliverable.heading")),
        blocks.section(words(f"facilitator.undeliverable.{place}", note=model, reason=reason)),
        blocks.section(words("facilitator.undeliverable.kept")),
        blocks.actions(blocks.button(words.plain("common.button.try_again"), Act.TRY_AGAIN, model.pod_id)),
    )


def _leader(words: Words, line: LeaderLine) -> str:
    if not line.hypothesis:
        return words("facilitator.brief.line_none", line=line)  # whether there is one is its leader's to say
    return words(f"facilitator.brief.{'line_commitment' if line.commitment else 'line'}", line=line)


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
    return words("facilitator.digest.coaching_line", entry=entry, topic=topic) if topic else ""


def _small_print(words: Words, model: Digest) -> list[str]:
    lines: list[str] = [words("facilitator.digest.thread", pod=model.pod)]
    if model.private:
        lines.append(words("facilitator.digest.private", private=model.private))
    if model.not_yet:
        zone = model.session.zone
        lines.append(
            words("facilitator.digest.not_yet", not_yet=model.not_yet, grace_until=model.grace_until, zone=zone)
        )
    return lines

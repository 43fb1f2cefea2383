"""What this person can do here, and how problems are told."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from slack_sdk.models.blocks import SectionBlock

from podsprint.domain.problems import Problem
from podsprint.domain.read_models import Here, TooLate
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.text import Words
from podsprint.slack.views.common import explain

SAID_BACK = 60  # of a command nobody knows


def usage(words: Words, here: Here, *, unknown: str = "", in_the_way: Sequence[Problem] = ()) -> Message:
    """The commands that make sense for this person, in this place, now, a paragraph a group."""
    lead = [blocks.section(words("help.unknown", text=unknown, limit=SAID_BACK))] if unknown else []
    lead += _to_copy(words, unknown if len(unknown) > SAID_BACK else "")
    lead += [blocks.section(explain(words, problem)) for problem in in_the_way]
    groups = ((group, [key for key, fits in lines if fits(here)]) for group, lines in LINES.items())
    return blocks.message(
        lead,
        blocks.section(words("help.heading")),
        [
            block
            for group, keys in groups
            if keys
            for block in blocks.sections("\n".join((words(f"help.{group}.heading"), *_said(words, group, keys))))
        ],
        blocks.context(words("help.home")),
    )


def told(words: Words, problems: Sequence[Problem], *, typed: str = "") -> Message:
    """What stands in the way, as a message; with what somebody ``typed``, which is nowhere else any more."""
    text = "\n".join(explain(words, problem) for problem in problems)
    return blocks.message(blocks.section(text), _to_copy(words, typed))


def too_late(words: Words, _: TooLate) -> Message:
    """A window did not open in time."""
    return blocks.message(blocks.section(words("error.trigger_expired")))


def notice(words: Words, problems: Sequence[Problem]) -> dict[str, Any]:
    """What stands in the way, as a window: for buttons, which have no other place to answer."""
    return window(words, "\n".join(explain(words, problem) for problem in problems))


def done(words: Words, text: str) -> dict[str, Any]:
    """What was done, in a window."""
    title, close = words.plain("common.done_title"), words.plain("common.button.close")
    return blocks.modal("done", title, blocks.section(text), close=close)


def loading(words: Words) -> dict[str, Any]:
    """A window that is filled in a moment."""
    return blocks.modal(
        "loading",
        words.plain("common.loading.title"),
        blocks.section(words("common.loading.text")),
        close=words.plain("common.button.close"),
    )


def window(words: Words, text: str, *, title: str = "") -> dict[str, Any]:
    """A few words in a window."""
    return blocks.modal(
        "notice",
        title or words.plain("error.notice_title"),
        blocks.section(text),
        close=words.plain("common.button.close"),
    )


def everyone(_: Here) -> bool:
    """What anybody can do anywhere."""
    return True


def _to_copy(words: Words, typed: str) -> list[SectionBlock]:
    return blocks.sections(words("help.typed", text=typed)) if typed else []


def _said(words: Words, group: str, keys: Sequence[str]) -> list[str]:
    return [words(f"help.{group}.{key}") for key in keys]


# For whom a command is: what is true of them here. What is about one pod needs to know which; what is theirs does not.
MAY_CREATE, MAY_JOIN, IN_POD = attrgetter("may_create"), attrgetter("may_join"), attrgetter("in_pod")
LEADS, FACILITATES = attrgetter("leads"), attrgetter("facilitates")
IN_PROGRAMME = attrgetter("in_programme")
MAY_START, MAY_CHANGE = attrgetter("may_start_sprint"), attrgetter("may_change_sprint")
MAY_REOPEN = attrgetter("may_reopen_sprint")
HAS_SEAT, RUNS_ANY = attrgetter("has_seat"), attrgetter("runs_any")
EXPERIMENTS, ENTRIES = attrgetter("experiments"), attrgetter("entries")

# By group: a command's key in ``prompts/en/help.yaml``, and for whom it is.
LINES: Mapping[str, Sequence[tuple[str, Callable[[Here], bool]]]] = MappingProxyType(
    {
        "pod": (
            ("create", MAY_CREATE),
            ("join", MAY_JOIN),
            ("members", IN_POD),
            ("charter", IN_POD),
            ("settings", FACILITATES),
            ("leave", LEADS),
            ("merge", FACILITATES),
            ("end", FACILITATES),
            ("facilitator", IN_POD),
            ("practices", IN_POD),
            ("overview", RUNS_ANY),
        ),
        "sprint": (
            ("status", IN_POD),
            ("start", MAY_START),
            ("move", MAY_CHANGE),
            ("pause", MAY_CHANGE),
            ("close", MAY_CHANGE),
            ("reopen", MAY_REOPEN),
            ("report", IN_POD),
        ),
        "session": (
            ("kickoff", LEADS),
            ("standup", LEADS),
            ("retro", LEADS),
            ("entries", ENTRIES),
            ("open", MAY_CHANGE),
            ("move", MAY_CHANGE),
            ("skip", MAY_CHANGE),
            ("shape", MAY_CHANGE),
        ),
        "experiment": (("new", LEADS), ("list", EXPERIMENTS), ("note", EXPERIMENTS), ("offer", IN_POD)),
        "rhythm": (("form", HAS_SEAT), ("away", HAS_SEAT), ("remind", HAS_SEAT), ("quiet", HAS_SEAT)),
        "programme": (("list", everyone), ("create", everyone), ("learnings", IN_PROGRAMME)),
        "mine": (("export", everyone), ("forget", everyone), ("workspace", everyone)),
    }
)

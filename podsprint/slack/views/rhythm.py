"""My rhythm: the form, and how it reads back."""

from datetime import time

from podsprint.domain.read_models import Away, MyRhythm
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.text import Words

_WEEK = "01234"


def said(words: Words, model: MyRhythm) -> Message:
    """Everything that holds now, for its person alone."""
    return blocks.message(blocks.section(in_full(words, model)), blocks.context(words("rhythm.ring")))


def away(words: Words, model: Away) -> Message:
    """When somebody is away, or that they are not."""
    lines = [words("rhythm.away.span", first=first, last=last) for first, last in model.spans]
    return blocks.message(
        blocks.section("\n".join((words("rhythm.away.heading", zone=model.zone), *lines)))
        if lines
        else blocks.section(words("rhythm.away.none", today=model.today, zone=model.zone)),
        [blocks.context(words("rhythm.away.more"))] if model.more else [],
        [blocks.context(words("rhythm.away.means"))] if lines else [],
    )


def in_full(words: Words, model: MyRhythm) -> str:
    """One line for each thing."""
    own = model.rhythm
    lines = [
        words(
            "rhythm.line.hours", days=days(words, own.works_on), begin=own.works_from, end=own.works_to, zone=own.zone
        ),
        _quiet(words, own.quiet, own.zone),
        words(f"rhythm.line.reminders.{own.reminders}"),
        words("rhythm.line.holidays", country=model.country) if model.country else words("rhythm.line.no_holidays"),
    ]
    if model.snoozed_until is not None:
        lines.append(words("rhythm.line.snoozed", until=model.snoozed_until))
    return "\n".join(lines)


def days(words: Words, works_on: frozenset[int]) -> str:
    """Working days, as one would say them."""
    key = "".join(str(day) for day in sorted(works_on))
    if key == _WEEK:
        return words("rhythm.day.week")
    return ", ".join(words(f"rhythm.day.{day}") for day in key)


def _quiet(words: Words, quiet: tuple[time, time] | None, zone: str) -> str:
    if quiet is None:
        return words("rhythm.line.no_quiet")
    return words("rhythm.line.quiet", begin=quiet[0], end=quiet[1], zone=zone)

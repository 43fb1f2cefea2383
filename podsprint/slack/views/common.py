"""What several views share."""

from collections.abc import Set as AbstractSet

from slack_sdk.models.blocks import Block, CheckboxesElement

from podsprint.domain.consents import Crossing
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import OwnLearning, SessionLine
from podsprint.domain.reflections import ReflectionChoice
from podsprint.slack import blocks
from podsprint.slack.text import Mrkdwn, Words


def kind(words: Words, session: SessionLine) -> Mrkdwn:
    """What a session is called."""
    return words(f"common.kind.{session.kind}", number=session.number)


def ring_line(words: Words, ring: str, minutes: str) -> Block:
    """Who can see what is entered, and how long it takes: on every form (S1, N8)."""
    return blocks.context(f"{words(f'common.ring.{ring}')} {words(f'common.minutes.{minutes}')}")


def ring_field(words: Words, initial: Ring) -> Block:
    """The choice between oneself and the pod."""
    options = [(ring, words.plain(f"common.ring.option_{ring}")) for ring in (Ring.ME, Ring.POD)]
    return blocks.field("ring", words.plain("common.ring.label"), blocks.radio(options, initial))


def choice_field(words: Words, label: str, initial: str, *, optional: bool = False) -> Block:
    """How it went, or is going."""
    options = [(choice, words.plain(f"common.choice.{choice}")) for choice in ReflectionChoice]
    return blocks.field("choice", label, blocks.radio(options, initial or None), optional=optional)


def crossing_field(words: Words, learning: OwnLearning) -> list[Block]:
    """How far a learning may go (L14), with the very words that would cross; not at all unless its author says so."""
    options = [(how, words.plain(f"programme.crossing.{how}")) for how in Crossing]
    return [
        *blocks.sections(words("programme.crossing.lead", learning=learning)),
        blocks.context(words("programme.crossing.ring")),
        blocks.field("crossing", words.plain("programme.crossing.label"), blocks.radio(options, learning.how)),
    ]


def weekdays(words: Words, works_on: AbstractSet[int]) -> CheckboxesElement:
    """The days of a week, to tick those one works on."""
    week = [(str(day), words.plain(f"rhythm.day.{day}")) for day in range(7)]
    return blocks.checkboxes(week, {str(day) for day in works_on})


def explain(words: Words, problem: Problem, *, plain: bool = False) -> str:
    """A problem in words."""
    values = problem.values
    key = f"error.{problem.code}"
    if problem.code == "not_found":
        key = f"{key}.{values['what']}"
    if "kind" in values:
        label = f"common.kind.{values['kind']}"
        values["kind"] = words.plain(label, number=values.get("number", "")).strip()
    return words.plain(key, **values) if plain else words(key, **values)

"""What the prompts are to hold: no text too many, good questions, short themes."""

import difflib
from collections import Counter
from collections.abc import Iterator

from podsprint.cli_prompts.files import Files, Finding, of_language
from podsprint.domain.grow import Breadth, Stage
from podsprint.domain.questions import Label
from podsprint.domain.questions import check as judge
from podsprint.slack.text import QUESTIONS, THEMES, Theme, Words

LEAST_QUESTIONS, MOST_MINUTES, OPTION_LIMIT = 30, 5, 75


def leftovers(words: Words, files: Files) -> Iterator[Finding]:
    """Texts that nothing shows."""
    shipped = files.shipped()
    for key in sorted(words.keys() - words.used):
        if key in shipped:
            yield Finding(files.of(key), key, "is no longer used", "Take it out.")
            continue
        meant = difflib.get_close_matches(key, shipped, n=1)
        remedy = f"Is {meant[0]} meant?" if meant else "Take it out, or look for its name in the shipped files."
        yield Finding(files.of(key), key, "is unknown, a typo?", remedy)


def hints(words: Words, files: Files) -> Iterator[Finding]:
    """What the question checker offers; each example passes the checker itself (L1)."""
    for label in Label:
        if label is not Label.OK:
            words(f"hints.{label}.hint")
            key = f"hints.{label}.example"
            yield from _judged(files.of(key), key, words.plain(key))


def questions(words: Words, files: Files) -> Iterator[Finding]:
    """The bank: open and neutral questions, enough of each kind."""
    times = Counter(question.id for question in words.bank)
    for stage in Stage:
        file = files.name(files.last(f"{QUESTIONS}/{stage}.yaml"))
        mine = [question for question in words.bank if question.stage is stage]
        for question in mine:
            yield from _judged(file, question.id, question.text)
            if times[question.id] > 1:
                yield Finding(file, question.id, "is an id used more than once", "Give each question its own.")
        if len(mine) < LEAST_QUESTIONS:
            remedy = "With fewer, leaders meet the same ones too soon."
            yield Finding(file, stage, f"has {len(mine)} questions of at least {LEAST_QUESTIONS}", remedy)
        for breadth in set(Breadth) - {question.breadth for question in mine}:
            yield Finding(file, stage, f"has no {breadth} question", f"Write some: breadth: {breadth}.")


def _judged(file: str, key: str, text: str) -> Iterator[Finding]:
    label = judge(text).label
    if label is not Label.OK:
        wrong = f"the question checker calls it {label.replace('_', ' ')}: {text}"
        yield Finding(file, key, wrong, "Ask one open, neutral question, as in `podsprint check-questions`.")


def themes(words: Words, files: Files) -> Iterator[Finding]:
    """Themes can be read in their few minutes (L9), and chosen by their titles."""
    names = {path.name for folder in files.folders for path in (of_language(folder) / THEMES).glob("*.md")}
    paths = [files.last(f"{THEMES}/{name}") for name in sorted(names)]
    found = [(files.name(path), Theme.read(path)) for path in paths]
    times = Counter(theme.id for _, theme in found)
    for file, theme in found:
        if times[theme.id] > 1:
            yield Finding(file, theme.id, "is an id used more than once", "Give each theme its own.")
        if not 1 <= theme.minutes <= MOST_MINUTES:
            yield Finding(file, theme.id, f"takes {theme.minutes} minutes", f"From 1 to {MOST_MINUTES}; shorten it.")
        for part in ("title", "teaser", "body"):
            if not getattr(theme, part).strip():
                yield Finding(file, theme.id, f"has an empty {part}", "Fill it in.")
        option = words.plain("sprint.start.theme_option", title=theme.title, minutes=theme.minutes)
        if len(option) > OPTION_LIMIT:
            remedy = f"Together with its minutes it may have {OPTION_LIMIT} characters."
            yield Finding(file, theme.id, f"has a title too long for the menu: {theme.title}", remedy)

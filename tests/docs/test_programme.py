"""The page on programmes says what holds: its numbers are the code's, its buttons are there."""

import re

import pytest

from podsprint.domain import boosters, programmes
from podsprint.domain.figures import FEWEST, MAX_PROGRESS, MIN_PROGRESS, Statement
from podsprint.domain.practices import VOICES_TO_STOP
from podsprint.slack.text import Words
from tests.docs.pages import read

PAGE = " ".join(read("docs/how-to/run-a-programme.md").split())
COUNT = {3: "three"}


@pytest.mark.parametrize(
    "said",
    [
        f"One person can own {programmes.MAX_OWNED}.",
        f"room for {programmes.MAX_PODS} pods",
        "{}, {} and {} days later".format(*boosters.DAYS),
        f"at least {VOICES_TO_STOP} do",
        f"if {FEWEST} or more have answered",
        f"from {MIN_PROGRESS} to {MAX_PROGRESS}",
        f"{COUNT[len(Statement)]} statements",
    ],
)
def test_the_page_has_the_numbers_that_hold(said: str) -> None:
    assert said in PAGE


def test_the_page_names_buttons_as_they_are_called(words: Words) -> None:
    keys = ("ask_pod", "add_workshop", "end_programme", "carry_on")
    called = {words.plain(f"common.button.{key}") for key in keys}
    assert called <= set(re.findall(r"\*([^*]+)\*", PAGE))
    assert words.plain("programme.form.purpose_start").strip() in PAGE

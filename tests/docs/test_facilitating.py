"""The pages for facilitators and on one's own rhythm say what holds: names of buttons, numbers, reminders."""

import re

import pytest

from podsprint.domain.cadences import MAX_MINUTES, MIN_MINUTES
from podsprint.domain.ledger import CEILING_SECONDS
from podsprint.domain.rhythm import Reminders, Rhythm
from podsprint.slack.text import Words
from podsprint.usecases.roles import UNDONE_WITHIN
from podsprint.usecases.sessions import OPEN_EARLY
from podsprint.usecases.sprint_moves import UNDO_FOR
from tests.docs.pages import read, rows

FACILITATE = " ".join(read("docs/how-to/facilitate.md").split())
RHYTHM = read("docs/how-to/your-rhythm.md")


@pytest.mark.parametrize(
    "said",
    [
        f"up to {OPEN_EARLY.seconds // 3600} hours before its time",
        f"{MIN_MINUTES} to {MAX_MINUTES} minutes",
        f"undo it for {UNDONE_WITHIN.days} days",
    ],
)
def test_the_page_for_facilitators_has_the_numbers_that_hold(said: str) -> None:
    assert said in FACILITATE


def test_an_early_end_is_taken_back_within_the_day_the_page_says() -> None:
    assert "within a day, take that back" in FACILITATE and UNDO_FOR.days == 1


def test_the_pages_name_buttons_and_needs_as_they_are_called(words: Words) -> None:
    common = ("hand_over", "change_session", "try_again")
    keys = [f"common.button.{key}" for key in common]
    keys += ["needs.skipped.pause", "needs.small.join", "members.manage"]
    called = {words.plain(key) for key in keys}
    needs = {
        words.plain(f"overview.needs.{need}").strip("*")
        for need in ("trouble", "undelivered", "skipped_twice", "small", "join")
    }
    assert called | needs <= set(re.findall(r"\*([^*]+)\*", FACILITATE))
    own = {words.plain(f"daily.button.{key}") for key in ("tomorrow", "next", "stop")}
    own |= {words.plain("daily.absence.undo"), words.plain("home.rhythm.button")}
    assert own <= set(re.findall(r"\*([^*]+)\*", " ".join(RHYTHM.split())))


def test_the_page_on_ones_own_rhythm_lists_every_way_to_be_reminded() -> None:
    listed = {row[0].strip("`").removeprefix("/pod remind "): row[1] for row in rows(RHYTHM) if row[0].startswith("`")}
    assert list(listed) == list(Reminders)
    assert [name for name, what in listed.items() if "what holds until" in what] == [Rhythm(zone="UTC").reminders]
    assert f"past {CEILING_SECONDS // 60} minutes in a week" in RHYTHM

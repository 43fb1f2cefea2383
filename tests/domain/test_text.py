"""C1: people's words are kept as they are, in any script; what is invisible or breaks a database is not."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podsprint.domain.problems import problem
from podsprint.domain.text import check_text, clean, is_blank

FAMILY, FLAG, THUMB, ENGLAND = (
    "👨‍👩‍👧",
    "🇳🇵",
    "👍🏽",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
)


@pytest.mark.parametrize(
    "words",
    [
        "שלום \u2067abc\u2069 עולם",
        "می\u200cخواهم",  # a joiner that changes the word
        f"{FAMILY} {FLAG} {THUMB} {ENGLAND} ❤️",
        "one\n\ttwo\n\nthree",
        "naïve e\u0301",
        "<@U1> & `code` *bold*",
    ],
)
def test_C1_words_are_kept_as_they_are(words: str) -> None:
    assert clean(f"  {words}\n", 100) == words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00b\x07c\x1b[0m\x7f", "abc[0m"),
        ("\ufeffa\u202eb\u202d", "ab"),
        ("a\ud800b", "ab"),
        ("\x00 a \x00", "a"),
        ("", ""),
    ],
)
def test_C1_what_no_eye_sees_and_no_database_holds_goes(typed: str, kept: str) -> None:
    assert clean(typed, 100) == kept


@pytest.mark.parametrize(
    ("typed", "limit", "kept"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("abc def", 5, "abc…"),
        (f"a{FAMILY}b", 5, "a…"),
        (f"a{FLAG}{FLAG}b", 5, f"a{FLAG}…"),
        (f"a{THUMB}b", 3, "a…"),
        (f"a{ENGLAND}b", 7, "a…"),
        ("ae\u0301b", 3, "a…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_C1_a_cut_is_visible_and_halves_no_emoji(typed: str, limit: int, kept: str) -> None:
    assert clean(typed, limit) == kept


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.text(st.characters() | st.sampled_from("\r\n\t\u200d\u202e🇳🇵👍🏽\ufe0f"), max_size=60),
    st.integers(0, 50),
)
@example("\r\r\n\n", 3)
def test_C1_clean_text_stays_clean(typed: str, limit: int) -> None:
    kept = clean(typed, limit)
    assert len(kept) <= limit
    assert kept == clean(kept, limit) == kept.strip()
    assert kept.encode().decode() == kept
    assert not any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in kept)


@pytest.mark.parametrize(
    "nothing", [None, "", " \n\t", "\u200b\u2060\ufeff", "\u3164", "…!?", "👍🏽", "1️⃣", ":+1:", "ℹ️", "🇳🇵"]
)
def test_W9_spaces_punctuation_and_emoji_say_nothing(nothing: str | None) -> None:
    assert is_blank(nothing)


@pytest.mark.parametrize("something", ["a", "7", "是", "لا", "हाँ", ":tada: done", "10:30", "²", "(x)"])
def test_W9_a_letter_or_number_of_any_script_says_something(something: str) -> None:
    assert not is_blank(something)


def test_W9_a_text_is_checked_for_words_and_length() -> None:
    assert check_text(None, "goal", limit=3) == check_text(" abc ", "goal", limit=3, required=True) == ()
    assert check_text(" ", "goal", limit=3, required=True) == (problem("required", "goal"),)
    assert check_text("abcd", "goal", limit=3) == (problem("too_long", "goal", limit=3, length=4),)


def test_W9_a_problem_is_a_value() -> None:
    found = problem("too_long", "goal", limit=3, length=4)
    assert found == problem("too_long", "goal", length=4, limit=3)
    assert {found, problem("too_long", "goal", limit=3, length=4)} == {found}
    assert found.values == {"limit": 3, "length": 4}

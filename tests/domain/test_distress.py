"""Words of distress, and the words of a hard week that are none."""

import pytest

from podsprint.domain.distress import in_distress
from podsprint.domain.workspace import FOR_EVER, KEEP_MONTHS, MAX_CONTACTS, check_settings

SAID = (
    "I want to kill myself",
    "Lately I have suicidal thoughts",
    "some days I just want to die.",
    "I don't want to live any more",
    "I don\N{RIGHT SINGLE QUOTATION MARK}t want to be here anymore",
    "They would be better off without me",
    "I   can't\ngo on any longer",
    "I wish I was dead",
    "There is no point in living",
    "I have started hurting myself again",
    "thinking about self-harm",
    "I had a panic attack before the meeting",
    "I was abused by my manager",
    "I AM AT THE END OF MY ROPE",
    "I think about ending it all",
)
NOT_SAID = (
    "This release is killing me",
    "a suicide mission of a project",
    "I was killing myself laughing",
    "We should kill the feature, and die on another hill",
    "I cut myself short and let others speak",
    "the deadline cannot go on like this",
    "I want to live up to it",
    "The build died again",
    "I hurt my knee",
    "We took the market's life cycle into account",
    "the end of my talk",
    "I abused the word agile",
    "",
)


@pytest.mark.parametrize("text", SAID)
def test_words_of_distress_are_heard(text: str) -> None:
    assert in_distress("all is fine", None, text)


@pytest.mark.parametrize("text", NOT_SAID)
def test_a_hard_week_is_no_distress(text: str) -> None:
    assert not in_distress(text, None)


@pytest.mark.parametrize("months", [FOR_EVER, *KEEP_MONTHS])
def test_a_workspace_keeps_for_one_of_the_spans_there_are(months: int) -> None:
    assert check_settings("", months) == []


@pytest.mark.parametrize("months", [None, 1, -6, 7, 10**6])
def test_any_other_span_is_none(months: int | None) -> None:
    assert [(found.code, found.field) for found in check_settings("", months)] == [("choose_one", "keep_months")]


def test_contacts_have_a_length() -> None:
    assert check_settings("x" * MAX_CONTACTS, FOR_EVER) == []
    (found,) = check_settings("x" * (MAX_CONTACTS + 1), FOR_EVER)
    assert (found.code, found.field) == ("too_long", "contacts")

"""What whoever runs a pod sees of it, by who they are to its leaders (L17): the whole matrix, as the docs show it."""

import re
from itertools import product
from pathlib import Path

import pytest

from podsprint.domain.privacy import Ring
from podsprint.domain.visibility import SEES_LESS, WORDS, Reader, Role, Shown, may_see, running_it

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "privacy.md"
COLUMNS = (Reader.AUTHOR, Reader.LEADER, Reader.PEER, Reader.MANAGER, Reader.OUTSIDER, Reader.STRANGER)
ROWS = {
    "The charter": (Shown.CHARTER,),
    "Experiments, observations, entries, last commitments, coaching wishes, reflections, summaries": tuple(
        what for what in Shown if what in WORDS
    ),
    "Who has not been heard from": (Shown.NOT_HEARD_FROM,),
    "Who is away": (Shown.AWAY,),
    "How many shared, and how many kept theirs": (Shown.NUMBERS,),
}


def test_L17_the_matrix_in_the_docs_is_the_one_that_holds() -> None:
    """Of what is in the ring *My pod*. A cell says yes or no."""
    page = PAGE.read_text(encoding="utf-8")
    for label, kinds in ROWS.items():
        found = re.search(rf"^\| {re.escape(label)} \|(.*)\|$", page, re.MULTILINE)
        assert found is not None, label
        said = [cell.strip() == "yes" for cell in found[1].split("|")]
        for what in kinds:
            assert said == [may_see(reader, what, Ring.POD) for reader in COLUMNS], what


@pytest.mark.parametrize(("reader", "what"), list(product(Reader, sorted(WORDS))))
def test_S2_what_is_private_is_its_authors_alone(reader: Reader, what: Shown) -> None:
    assert may_see(reader, what, Ring.ME) is (reader is Reader.AUTHOR)


@pytest.mark.parametrize(("reader", "what", "ring"), list(product(sorted(SEES_LESS), sorted(WORDS), Ring)))
def test_L17_a_manager_or_an_outsider_is_shown_no_words_in_any_ring(reader: Reader, what: Shown, ring: Ring) -> None:
    assert may_see(reader, what, ring) is False


@pytest.mark.parametrize(("reader", "what"), list(product(Reader, Shown)))
def test_L17_nobody_sees_more_in_a_narrower_ring(reader: Reader, what: Shown) -> None:
    assert may_see(reader, what, Ring.ME) <= may_see(reader, what, Ring.POD) <= may_see(reader, what, Ring.PROGRAMME)


@pytest.mark.parametrize(
    ("role", "facilitates", "leads", "guest", "reader"),
    [
        (Role.PEER, True, True, False, Reader.PEER),
        (Role.PEER, True, False, False, Reader.PEER),
        (Role.PEER, True, False, True, Reader.OUTSIDER),  # a guest, whatever was said
        (Role.MANAGER, True, False, False, Reader.MANAGER),
        (Role.MANAGER, True, True, False, Reader.MANAGER),  # to lead in the pod oneself opens nothing
        (Role.OUTSIDER, True, False, False, Reader.OUTSIDER),
        (Role.MANAGER, False, True, False, Reader.PEER),  # a leader who stands in for a manager
        (Role.PEER, False, False, False, Reader.OUTSIDER),  # a deputy of whom nobody said what they are
    ],
)
def test_L17_who_somebody_is_to_the_leaders(
    role: Role, facilitates: bool, leads: bool, guest: bool, reader: Reader
) -> None:
    assert running_it(role, is_facilitator=facilitates, is_leader=leads, is_guest=guest) is reader

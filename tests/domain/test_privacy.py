"""S1: three rings. S2: nobody but its author reads what is private. L18: one button and one line."""

from itertools import product

import pytest

from podsprint.domain.privacy import Ring, may_read
from podsprint.domain.problems import problem
from podsprint.domain.reflections import MAX_LINE, ReflectionChoice, check_reflection


@pytest.mark.parametrize(("ring", "same_pod", "same_programme"), list(product(Ring, (True, False), (True, False))))
def test_S1_authors_always_read_what_they_wrote(ring: Ring, same_pod: bool, same_programme: bool) -> None:
    assert may_read(ring, is_author=True, same_pod=same_pod, same_programme=same_programme)


@pytest.mark.parametrize(
    ("ring", "same_pod", "same_programme", "reads"),
    [
        (Ring.ME, True, True, False),
        (Ring.ME, True, False, False),
        (Ring.ME, False, True, False),
        (Ring.ME, False, False, False),
        (Ring.POD, True, True, True),
        (Ring.POD, True, False, True),
        (Ring.POD, False, True, False),
        (Ring.POD, False, False, False),
        (Ring.PROGRAMME, True, True, True),
        (Ring.PROGRAMME, True, False, True),
        (Ring.PROGRAMME, False, True, True),
        (Ring.PROGRAMME, False, False, False),
    ],
)
def test_S1_others_read_inside_the_ring_only(ring: Ring, same_pod: bool, same_programme: bool, reads: bool) -> None:
    assert may_read(ring, is_author=False, same_pod=same_pod, same_programme=same_programme) is reads


@pytest.mark.parametrize("choice", ReflectionChoice)
def test_L18_one_button_and_one_line_is_enough(choice: ReflectionChoice) -> None:
    assert check_reflection(choice, "They spoke up.") == check_reflection(choice.value, "ok") == ()


def test_L18_what_is_missing_is_named() -> None:
    assert check_reflection(None, " ") == (problem("choose_one", "choice"), problem("required", "line"))
    assert check_reflection("excellent", "They spoke up.") == (problem("choose_one", "choice"),)
    assert [found.code for found in check_reflection("hurt", "w" * (MAX_LINE + 1))] == ["too_long"]

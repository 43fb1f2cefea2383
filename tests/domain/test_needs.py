"""Whom what needs a person goes to, and when two skips in a row are one."""

from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.needs import is_uncovered, skipped_last, whom

PEOPLE = st.sampled_from(("fay", "bo", ""))
SOME = st.frozensets(st.sampled_from(("fay", "bo", "cy")))


def test_C12_it_goes_to_whoever_runs_the_pod_and_is_there() -> None:
    assert whom("fay", "bo", away=(), gone=()) == "fay"
    assert whom("fay", "bo", away=("fay",), gone=()) == "bo"
    assert whom("fay", "bo", away=("fay", "bo"), gone=()) == "fay"  # it waits for her
    assert whom("fay", "", away=("fay",), gone=()) == "fay"
    assert whom("fay", "", away=(), gone=("fay",)) == ""
    assert whom("fay", "bo", away=(), gone=("fay",)) == "bo"


@given(PEOPLE, SOME, SOME)
def test_C12_it_never_goes_to_somebody_who_is_gone(deputy: str, away: frozenset[str], gone: frozenset[str]) -> None:
    found = whom("fay", deputy, away=away, gone=gone)
    assert found not in gone
    assert found in ("fay", deputy, "")
    assert (found == "") == ("fay" in gone and (not deputy or deputy in away | gone))


def test_C12_nobody_runs_a_session_while_its_host_and_the_deputy_are_out() -> None:
    assert not is_uncovered("fay", "", out=())
    assert is_uncovered("fay", "", out=("fay",))
    assert not is_uncovered("fay", "bo", out=("fay",))
    assert is_uncovered("fay", "bo", out=("fay", "bo"))
    assert not is_uncovered("fay", "bo", out=("bo",))


def test_two_skips_count_until_a_session_is_held_after_them() -> None:
    held, skipped, planned = (True, False), (False, True), (False, False)
    assert skipped_last([held, skipped, planned, skipped]) is None
    assert skipped_last([held, skipped, skipped, planned]) == 2
    assert skipped_last([held, skipped, skipped, skipped]) == 3
    assert skipped_last([held, skipped, skipped, held, planned]) is None
    assert skipped_last([skipped, held, skipped]) is None

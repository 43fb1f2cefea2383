"""L4: pods of 4-6 leaders. W9: a charter before the first sprint."""

from dataclasses import replace

import pytest

from podsprint.domain.pods import (
    CHARTER_LIMITS,
    MAX_LEADERS,
    MIN_LEADERS,
    Charter,
    SizeAdvice,
    check_charter,
    check_members,
    check_pod_name,
    size_advice,
)
from podsprint.domain.problems import Problem, problem

LEADERS = tuple(f"U{number}" for number in range(9))
CHARTER = Charter(
    goal="Halve the time from a customer's question to our answer",
    so_that="customers plan with us",
    roles="Ana speaks for support; we take turns asking",
    norms="We ask before we advise.",
    confidentiality="What is said here stays here.",
)


def codes(found: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.field) for each in found]


@pytest.mark.parametrize(
    ("count", "without_reason", "with_reason"),
    [
        (0, "pod_too_small", "pod_too_small"),
        (2, "pod_too_small", "pod_too_small"),
        (3, "pod_size_needs_reason", None),
        (4, None, None),
        (5, None, None),
        (6, None, None),
        (7, "pod_size_needs_reason", None),
        (8, "pod_too_large", "pod_too_large"),
    ],
)
def test_L4_pod_size_boundaries(count: int, without_reason: str | None, with_reason: str | None) -> None:
    def code(reason: str | None) -> str | None:
        found = check_members(LEADERS[:count], override_reason=reason, facilitator="U0")
        assert len(found) <= 1
        assert all(each.values["count"] == count for each in found)
        return found[0].code if found else None

    assert (MIN_LEADERS, MAX_LEADERS) == (4, 6)
    assert code(None) == code("") == code(" \u200b ") == code("👍") == code("...") == without_reason
    assert code("Two sites, one leader on leave until May") == with_reason


def test_L4_a_reason_is_bounded() -> None:
    found = check_members(LEADERS[:3], override_reason="so " * 200, facilitator="U0")
    assert codes(found) == [("too_long", "override_reason")]


def test_L4_somebody_picked_twice_is_pointed_out_and_counted_once() -> None:
    found = check_members(("U1", "U2", "U3", "U1"), facilitator="U9")
    assert found == (
        problem("pod_duplicate_leaders", "leaders", leaders=("U1",)),
        problem("pod_size_needs_reason", "override_reason", count=3, min=4, max=6),
    )


def test_L4_a_pod_has_a_facilitator_who_may_be_one_of_its_leaders() -> None:
    assert check_members(LEADERS[:4], facilitator="U0") == check_members(LEADERS[:4], facilitator="U8") == ()
    assert codes(check_members(LEADERS[:4], facilitator=None)) == [("required", "facilitator")]


def test_L4_a_pod_that_shrinks_or_grows_gets_a_proposal() -> None:
    assert [size_advice(count) for count in range(9)] == [
        SizeAdvice.MERGE,
        SizeAdvice.MERGE,
        SizeAdvice.MERGE,
        SizeAdvice.REFILL,
        SizeAdvice.FINE,
        SizeAdvice.FINE,
        SizeAdvice.FINE,
        SizeAdvice.CROWDED,
        SizeAdvice.CROWDED,
    ]


def test_L4_a_pod_has_a_name_in_words() -> None:
    assert check_pod_name("Nördliche Leitstelle 2") == check_pod_name("北") == ()
    assert codes(check_pod_name(":rocket: 🚀")) == [("required", "name")]
    assert codes(check_pod_name("n" * 61)) == [("too_long", "name")]


def test_W9_a_complete_charter_is_accepted() -> None:
    assert check_charter(CHARTER) == ()


@pytest.mark.parametrize("part", CHARTER_LIMITS)
@pytest.mark.parametrize("nothing", ["", "  \n", "\u200b\u2060", "🎯🎯", ":dart:", "-- / --", "1️⃣"])
def test_W9_every_part_of_a_charter_says_something(part: str, nothing: str) -> None:
    assert check_charter(replace(CHARTER, **{part: nothing})) == (problem("required", part),)


@pytest.mark.parametrize(("part", "limit"), CHARTER_LIMITS.items())
def test_W9_no_part_of_a_charter_is_endless(part: str, limit: int) -> None:
    assert check_charter(replace(CHARTER, **{part: "w" * limit})) == ()
    assert check_charter(replace(CHARTER, **{part: "w" * (limit + 1)})) == (
        problem("too_long", part, limit=limit, length=limit + 1),
    )

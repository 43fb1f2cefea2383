"""Check-ins ask little (L6), are late rather than lost, and stay hidden until one's own is in (W11)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from podsprint.domain.checkins import (
    CHECKIN_LIMITS,
    CheckInFields,
    Timing,
    check_checkin,
    may_see_others,
    timing,
)
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem

TODAY = date(2026, 11, 23)
OPENS = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CLOSES, GRACE = OPENS + timedelta(minutes=30), datetime(2026, 11, 25, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("name", ["tried", "noticed", "next_step"])
def test_L6_one_answer_is_enough(name: str) -> None:
    assert check_checkin(CheckInFields(**{name: "Asked first"}), today=TODAY) == ()  # type: ignore[arg-type]


def test_L6_an_empty_check_in_is_asked_again() -> None:
    empty = CheckInFields(tried=" ", noticed="👍", next_step="-", confidence=7, coaching_topic="Delegating")
    assert check_checkin(empty, today=TODAY) == (problem("checkin_empty", "tried"),)


def test_S1_a_check_in_is_private_until_its_author_says_otherwise() -> None:
    assert CheckInFields().ring is Ring.ME


@pytest.mark.parametrize(("confidence", "fine"), [(None, True), (0, False), (1, True), (10, True), (11, False)])
def test_L15_confidence_is_between_one_and_ten(confidence: int | None, fine: bool) -> None:
    found = check_checkin(CheckInFields(tried="Asked first", confidence=confidence), today=TODAY)
    assert found == (() if fine else (problem("out_of_range", "confidence", min=1, max=10),))


def test_C1_a_commitment_is_to_come_unless_it_was_made_before() -> None:
    yesterday = date(2026, 11, 22)
    fields = CheckInFields(next_step="Ask again", next_by=yesterday)
    assert check_checkin(fields, today=TODAY, kept=yesterday) == check_checkin(fields, today=yesterday) == ()
    assert check_checkin(fields, today=TODAY) == (problem("date_in_past", "next_by", date=yesterday, today=TODAY),)


@pytest.mark.parametrize(("name", "limit"), CHECKIN_LIMITS.items())
def test_L6_answers_are_bounded(name: str, limit: int) -> None:
    fields = CheckInFields(**{"tried": "Asked first", name: "w" * (limit + 1)})  # type: ignore[arg-type]
    assert check_checkin(fields, today=TODAY) == (problem("too_long", name, limit=limit, length=limit + 1),)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - MOMENT, Timing.EARLY),
        (OPENS, Timing.OPEN),
        (CLOSES - MOMENT, Timing.OPEN),
        (CLOSES, Timing.LATE),
        (GRACE - MOMENT, Timing.LATE),
        (GRACE, Timing.OVER),
    ],
)
def test_L6_late_check_ins_are_welcome_until_the_next_working_day_ends(now: datetime, expected: Timing) -> None:
    assert timing(now, OPENS, CLOSES, GRACE) is expected


@pytest.mark.parametrize(
    ("own_in", "closed", "sees"),
    [(False, False, False), (True, False, True), (False, True, True), (True, True, True)],
)
def test_W11_others_answers_wait_for_ones_own_or_the_end(own_in: bool, closed: bool, sees: bool) -> None:
    assert may_see_others(own_in, closed) is sees

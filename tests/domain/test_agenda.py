"""L6: time boxes add up to the session, everybody gets the same time, overrun is visible."""

from datetime import timedelta
from itertools import product

import pytest

from podsprint.domain.agenda import (
    MAX_SEATS,
    Box,
    Position,
    RunningOrder,
    SessionProtocol,
    Step,
    position,
    running_order,
    small_groups,
)
from podsprint.domain.cadences import MAX_MINUTES, MIN_MINUTES, SessionKind

KICKOFF, STANDUP, RETRO = SessionKind
ROUND, ONE_CASE, TWO_CASES, TRIADS = SessionProtocol


def summary(order: RunningOrder) -> list[tuple[str, int | float]]:
    return [(box.code, box.minutes) for box in order.boxes]


@pytest.mark.parametrize(("kind", "protocol"), list(product(SessionKind, SessionProtocol)))
def test_L6_boxes_always_add_up_and_treat_everybody_alike(kind: SessionKind, protocol: SessionProtocol) -> None:
    sizes, lengths = range(1, MAX_SEATS + 1), range(MIN_MINUTES, MAX_MINUTES + 1)
    for leaders, minutes, (theme, carried) in product(sizes, lengths, product((True, False), repeat=2)):
        order = running_order(kind, leaders, protocol, minutes, theme=theme, carried=carried)
        assert order.length == timedelta(minutes=minutes)
        assert all(box.seconds >= 30 and box.seconds % 30 == 0 for box in order.boxes)
        assert all(sum(step.seconds for step in box.steps) == box.seconds for box in order.boxes if box.steps)
        assert all(step.seconds > 0 for box in order.boxes for step in box.steps)
        shares: dict[int, list[int]] = {}
        for box in order.boxes:
            if box.who is not None:
                shares.setdefault(box.who, []).append(box.seconds)
        assert len({tuple(share) for share in shares.values()}) == 1


@pytest.mark.parametrize(("kind", "leaders"), list(product(SessionKind, range(3, 8))))
def test_L6_thirty_minutes_are_made_of_whole_ones_and_everybody_has_a_turn(kind: SessionKind, leaders: int) -> None:
    order = running_order(kind, leaders)
    assert all(isinstance(box.minutes, int) for box in order.boxes)
    assert [box.who for box in order.boxes if box.code == "leader"] == list(range(leaders))
    assert min(box.minutes for box in order.boxes) >= 2


def test_L13_before_the_second_sprint_there_is_nothing_to_carry_over() -> None:
    first = dict(summary(running_order(KICKOFF, 5, carried=False)))
    later = dict(summary(running_order(KICKOFF, 5)))
    assert "carried_over" not in first and later["carried_over"] == 2
    assert first["write"] == later["write"] + 2


def test_L6_stand_up_of_five_leaders() -> None:
    order = running_order(STANDUP, 5)
    assert summary(order) == [("check_in", 2), *[("leader", 4)] * 5, ("deeper_case", 5), ("close", 3)]
    assert order.boxes[3] == Box(
        "leader", 240, who=2, steps=(Step("tell", 60), Step("open_questions", 120), Step("next_step", 60))
    )


@pytest.mark.parametrize(
    ("leaders", "each", "deeper"),
    [(1, 6, 19), (2, 6, 13), (3, 6, 7), (4, 5, 5), (5, 4, 5), (6, 3, 7), (7, 3, 4)],
)
def test_L6_stand_up_of_other_sizes(leaders: int, each: int, deeper: int) -> None:
    boxes = [("check_in", 2), *[("leader", each)] * leaders, ("deeper_case", deeper), ("close", 3)]
    assert summary(running_order(STANDUP, leaders)) == boxes


@pytest.mark.parametrize(("leaders", "write", "each"), [(3, 9, 3), (4, 6, 3), (5, 8, 2), (6, 6, 2), (7, 4, 2)])
def test_L6_kick_off_with_and_without_a_theme(leaders: int, write: int, each: int) -> None:
    turns = [("leader", each)] * leaders
    end = [("coach_turns", 3), ("close", 3)]
    assert summary(running_order(KICKOFF, leaders)) == [
        ("check_in", 2), ("theme", 2), ("carried_over", 2), ("write", write), *turns, *end
    ]  # fmt: skip
    assert summary(running_order(KICKOFF, leaders, theme=False)) == [
        ("check_in", 2), ("carried_over", 2), ("write", write + 2), *turns, *end
    ]  # fmt: skip


@pytest.mark.parametrize(("leaders", "each", "practices"), [(3, 5, 5), (4, 4, 4), (5, 3, 5), (6, 3, 2), (7, 2, 6)])
def test_L6_retro_writes_first_and_ends_on_going_on(leaders: int, each: int, practices: int) -> None:
    turns = [("leader", each)] * leaders
    assert summary(running_order(RETRO, leaders)) == [
        ("check_in", 2), ("write", 4), *turns, ("practices", practices), ("go_on", 2), ("close", 2)
    ]  # fmt: skip


def test_L6_question_circle_on_one_case() -> None:
    order = running_order(STANDUP, 5, ONE_CASE)
    assert summary(order) == [
        ("check_in", 2),
        ("case", 3),
        ("facts", 3),
        ("goal", 3),
        ("reality", 5),
        ("options", 4),
        ("thinking_aloud", 4),
        ("will", 3),
        ("close", 3),
    ]
    assert {box.who for box in order.boxes[1:-1]} == {0}


def test_L6_two_cases() -> None:
    order = running_order(STANDUP, 5, TWO_CASES)
    case = [("case", 1.5), ("facts", 2), ("open_questions", 6), ("will", 2.5)]
    assert summary(order) == [("check_in", 2), *case, *case, ("close", 4)]
    assert [box.who for box in order.boxes] == [None, 0, 0, 0, 0, 1, 1, 1, 1, None]


def test_L6_triads() -> None:
    order = running_order(STANDUP, 6, TRIADS)
    assert summary(order) == [("turn", 9), ("turn", 9), ("turn", 9), ("close", 3)]
    assert [(step.code, step.minutes) for step in order.boxes[0].steps] == [
        ("case", 2),
        ("facts", 1),
        ("open_questions", 4),
        ("will", 2),
    ]
    groups = {4: (2, 2), 5: (3, 2), 6: (3, 3)}
    assert {leaders: small_groups(leaders) for leaders in groups} == groups
    for leaders in range(2, MAX_SEATS + 1):
        assert sum(small_groups(leaders)) == leaders
        assert set(small_groups(leaders)) <= {2, 3}


@pytest.mark.parametrize("protocol", SessionProtocol)
def test_L6_kick_off_and_retro_know_one_protocol(protocol: SessionProtocol) -> None:
    assert running_order(KICKOFF, 5, protocol) == running_order(KICKOFF, 5)
    assert running_order(RETRO, 5, protocol) == running_order(RETRO, 5)


@pytest.mark.parametrize(("leaders", "minutes"), [(0, 30), (MAX_SEATS + 1, 30), (5, 9), (5, MAX_MINUTES + 1)])
def test_L6_there_is_no_running_order_beyond_the_limits(leaders: int, minutes: int) -> None:
    with pytest.raises(ValueError, match="no running order"):
        running_order(STANDUP, leaders, minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "index", "left_in_box", "left", "over"),
    [
        (-1, 0, 2, 30, 0),  # opened by a clock that is ahead
        (0, 0, 2, 30, 0),
        (1.5, 0, 1, 29, 0),
        (2, 1, 4, 28, 0),
        (21.99, 5, 1, 9, 0),
        (22, 6, 5, 8, 0),
        (29.5, 7, 1, 1, 0),
        (30, 7, 0, 0, 0),
        (30.1, 7, 0, 0, 1),
        (42, 7, 0, 0, 12),
    ],
)
def test_L6_position_shows_what_is_left_and_the_overrun(
    minutes: float, index: int, left_in_box: int, left: int, over: int
) -> None:
    order = running_order(STANDUP, 5)
    assert position(order, timedelta(minutes=minutes)) == Position(
        index=index,
        box=order.boxes[index],
        next_box=order.boxes[index + 1] if index < 7 else None,
        minutes_left_in_box=left_in_box,
        minutes_left=left,
        over_by=over,
    )

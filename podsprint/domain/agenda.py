"""Running orders (L6): the time boxes of a session, and where in them a moment falls.

All times are whole half-minutes, kept in seconds, and add up to exactly the session's length. A leader is an
index into whatever speaking order the caller chooses. A box's code, and a step's, is the key of its text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import accumulate

from podsprint.domain.cadences import MAX_MINUTES, MIN_MINUTES, SessionKind

MAX_SEATS = 12  # a pod has 7 at most; guests may sit in
_HALF = 30  # seconds


class SessionProtocol(StrEnum):
    """How a stand-up is held. Kick-offs and retros have one way each."""

    ROUND = "round"
    ONE_CASE = "one_case"
    TWO_CASES = "two_cases"
    TRIADS = "triads"


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a box. The bot announces boxes only; a box's own line names its steps."""

    code: str
    seconds: int

    @property
    def minutes(self) -> int | float:
        """Its length; an int unless there is a half-minute in it."""
        return _minutes(self.seconds)


@dataclass(frozen=True, slots=True)
class Box:
    """A time box. `who` is the index of the leader it belongs to, if any (in triads: within each group)."""

    code: str
    seconds: int
    who: int | None = None
    steps: tuple[Step, ...] = ()

    @property
    def minutes(self) -> int | float:
        """Its length; an int unless there is a half-minute in it."""
        return _minutes(self.seconds)


@dataclass(frozen=True, slots=True)
class RunningOrder:
    """A session's boxes, in order."""

    boxes: tuple[Box, ...]

    @property
    def length(self) -> timedelta:
        """The sum of the boxes."""
        return timedelta(seconds=sum(box.seconds for box in self.boxes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a session is. Whole minutes, rounded up: "0 left" means none; `over_by` is 0 until time is up."""

    index: int
    box: Box
    next_box: Box | None
    minutes_left_in_box: int
    minutes_left: int
    over_by: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A box before its length is known: half-minutes in a 30-minute session, and the shares of its steps."""

    code: str
    halves: int
    who: int | None = None
    steps: tuple[tuple[str, int], ...] = ()


_TURN = (("tell", 1), ("open_questions", 2), ("next_step", 1))
_PLAN = (("tell", 1), ("open_questions", 1))
_LOOK_BACK = (("facts", 1), ("what_changed", 1), ("decision", 1))
_CASE = (("case", 2), ("facts", 1), ("open_questions", 4), ("will", 2))


def running_order(
    kind: SessionKind,
    leaders: int,
    protocol: SessionProtocol = SessionProtocol.ROUND,
    minutes: int = 30,
    *,
    theme: bool = True,
    carried: bool = True,
) -> RunningOrder:
    """The boxes of a live session of `minutes` with `leaders` people in it. Every leader gets the same time.

    Other lengths than 30 keep the proportions; what is left over goes to a box that can use it. `theme` says
    whether the sprint has one (L9), `carried` whether there was a sprint before it to carry anything over from
    (L13). A pod can shrink to any size, so 1 or 2 leaders have a running order too.
    """
    if not 1 <= leaders <= MAX_SEATS or not MIN_MINUTES <= minutes <= MAX_MINUTES:
        raise ValueError(f"no running order for {leaders} leaders and {minutes} minutes")
    match kind, protocol:
        case SessionKind.KICKOFF, _:
            parts, flexible = _kickoff(leaders, theme, carried), "write"
        case SessionKind.RETRO, _:
            parts, flexible = _retro(leaders), "practices"
        case _, SessionProtocol.ONE_CASE:
            parts, flexible = _one_case(), "reality"
        case _, SessionProtocol.TWO_CASES:
            parts, flexible = _two_cases(), "close"
        case _, SessionProtocol.TRIADS:
            parts, flexible = _triads(), "close"
        case _:
            parts, flexible = _round(leaders), "deeper_case"
    lengths = _shares(2 * minutes, [part.halves for part in parts], [part.code for part in parts].index(flexible))
    return RunningOrder(tuple(_box(part, halves) for part, halves in zip(parts, lengths, strict=True)))


def small_groups(leaders: int) -> tuple[int, ...]:
    """The sizes of the groups for triads: threes and pairs (nobody sits alone unless nobody else is there).

    In a pair, the third turn goes to whichever of the two wants it.
    """
    threes, rest = divmod(leaders, 3)
    if rest == 1 and threes:
        return (*(3,) * (threes - 1), 2, 2)
    return (*(3,) * threes, *((rest,) if rest else ()))


def position(order: RunningOrder, elapsed: timedelta) -> Position:
    """Where `order` is after `elapsed`. Once time is up it stays in the last box and shows the overrun."""
    gone = max(elapsed, timedelta(0))
    ends = [timedelta(seconds=total) for total in accumulate(box.seconds for box in order.boxes)]
    index = min(sum(end <= gone for end in ends), len(ends) - 1)
    following = order.boxes[index + 1 : index + 2]
    return Position(
        index=index,
        box=order.boxes[index],
        next_box=following[0] if following else None,
        minutes_left_in_box=_whole_minutes(ends[index] - gone),
        minutes_left=_whole_minutes(order.length - gone),
        over_by=_whole_minutes(gone - order.length),
    )


def _round(leaders: int) -> list[_Part]:
    each = min(6, 21 // leaders)  # 2 to check in, 3 to close, at least 4 for a deeper case
    return [
        _Part("check_in", 4),
        *_each("leader", leaders, each, _TURN),
        _Part("deeper_case", 50 - 2 * leaders * each),
        _Part("close", 6),
    ]


def _kickoff(leaders: int, theme: bool, carried: bool) -> list[_Part]:
    each = min(3, max(1, 14 // leaders))  # leaves at least 4 to write
    before = [_Part(code, 4) for code, there in (("theme", theme), ("carried_over", carried)) if there]
    return [
        _Part("check_in", 4),
        *before,
        _Part("write", 44 - 4 * len(before) - 2 * leaders * each),
        *_each("leader", leaders, each, _PLAN),
        _Part("coach_turns", 6),
        _Part("close", 6),
    ]


def _retro(leaders: int) -> list[_Part]:
    each = min(5, 18 // leaders)  # leaves at least 2 for the practices
    return [
        _Part("check_in", 4),
        _Part("write", 8),
        *_each("leader", leaders, each, _LOOK_BACK),
        _Part("practices", 40 - 2 * leaders * each),
        _Part("go_on", 4),
        _Part("close", 4),
    ]


def _one_case() -> list[_Part]:
    case = (
        ("case", 6),
        ("facts", 6),
        ("goal", 6),
        ("reality", 10),
        ("options", 8),
        ("thinking_aloud", 8),
        ("will", 6),
    )
    return [_Part("check_in", 4), *(_Part(code, halves, 0) for code, halves in case), _Part("close", 6)]


def _two_cases() -> list[_Part]:
    case = (("case", 3), ("facts", 4), ("open_questions", 12), ("will", 5))
    cases = (_Part(code, halves, who) for who in (0, 1) for code, halves in case)
    return [_Part("check_in", 4), *cases, _Part("close", 8)]


def _triads() -> list[_Part]:
    return [*_each("turn", 3, 9, _CASE), _Part("close", 6)]


def _each(code: str, people: int, minutes: int, steps: tuple[tuple[str, int], ...]) -> Iterator[_Part]:
    return (_Part(code, 2 * minutes, who, steps) for who in range(people))


def _box(part: _Part, halves: int) -> Box:
    if halves < len(part.steps) or not part.steps:
        return Box(part.code, _HALF * halves, part.who)
    shares = [share for _, share in part.steps]
    lengths = _shares(halves, shares, shares.index(max(shares)))
    steps = zip((code for code, _ in part.steps), lengths, strict=True)
    return Box(part.code, _HALF * halves, part.who, tuple(Step(code, _HALF * length) for code, length in steps))


def _shares(total: int, shares: Sequence[int], flexible: int) -> list[int]:
    """`total` half-minutes in proportion to `shares`, one each at least; index `flexible` takes the rest."""
    lengths = [max(1, total * share // sum(shares)) for share in shares]
    lengths[flexible] += total - sum(lengths)
    return lengths


def _minutes(seconds: int) -> int | float:
    return seconds // 60 if seconds % 60 == 0 else seconds / 60


def _whole_minutes(left: timedelta) -> int:
    return max(0, -(-left // timedelta(minutes=1)))

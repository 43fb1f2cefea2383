"""Samples of a session: its message and its thread."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from podsprint.domain.agenda import SessionProtocol, running_order
from podsprint.domain.cadences import SessionKind
from podsprint.domain.checkins import CHECKIN_LIMITS
from podsprint.domain.experiments import EXPERIMENT_LIMITS, MAX_WHAT_CHANGED
from podsprint.domain.read_models import (
    BoxChange,
    BoxLine,
    CoachQuestion,
    Entry,
    LeaderLine,
    SessionCard,
    SessionLine,
    SessionOpening,
    ThemeView,
)
from podsprint.domain.reflections import MAX_LINE, ReflectionChoice
from podsprint.slack.samples.made import (
    CHARTER,
    FRIDAY,
    HYPOTHESIS,
    LARGE_POD,
    LONG_CHARTER,
    MORNING,
    PEOPLE,
    Sample,
    long,
    message,
    session,
)
from podsprint.slack.views import sessions

_PARTS = {
    "kickoff": ("framing_question", "hypothesis", "what_i_do", "expect"),
    "standup": ("tried", "noticed", "next_step", "coaching_topic"),
    "retro": ("set_out", "facts", "what_changed", "line", "behaviour"),
}
_LIMITS = {
    **CHECKIN_LIMITS,
    **EXPERIMENT_LIMITS,
    "framing_question": 500,
    "set_out": EXPERIMENT_LIMITS["hypothesis"],
    "what_changed": MAX_WHAT_CHANGED,
    **dict.fromkeys(("facts", "line", "behaviour"), MAX_LINE),
}
LEADER_LINES = (
    LeaderLine(leader=PEOPLE[0]),
    LeaderLine(leader=PEOPLE[1], kept_private=True),
    LeaderLine(leader=PEOPLE[1], kept_private=True, commitment="Ask first"),
    LeaderLine(leader=PEOPLE[2], hypothesis=HYPOTHESIS, noticed="Two of five asked first"),
    LeaderLine(leader=PEOPLE[3], hypothesis=HYPOTHESIS, commitment="Ask first on Monday"),
    LeaderLine(leader=PEOPLE[4], hypothesis=HYPOTHESIS, commitment="Ask first", commitment_by=FRIDAY),
)
LONG_LINES = tuple(
    LeaderLine(leader=person, hypothesis=long(1000), commitment=long(1000), commitment_by=FRIDAY, noticed=long(2000))
    for person in PEOPLE
)


def entry(kind: str = "standup", **changes: Any) -> Entry:
    """A leader's entry, with every part its kind has."""
    parts = tuple((part, f"Words on {part.replace('_', ' ')},\nin two lines") for part in _PARTS[kind])
    made = Entry(check_in_id=6, kind=kind, leader=PEOPLE[0], sealed=False, late=False, parts=parts)
    return replace(made, **changes)


def long_entry(kind: str, leader: str = PEOPLE[0]) -> Entry:
    """An entry of the greatest length."""
    return entry(kind, leader=leader, parts=tuple((part, long(_LIMITS[part])) for part in _PARTS[kind]))


def samples(themes: tuple[str, ...], asked: tuple[str, ...]) -> Iterator[Sample]:
    """The card, the thread, and one leader's question."""
    yield from _cards()
    for name, lines in (("lines", LEADER_LINES), ("no lines", ()), ("long", LONG_LINES[:3]), ("seven", LONG_LINES)):
        charter = LONG_CHARTER if lines in (LONG_LINES, LONG_LINES[:3]) else CHARTER
        for kind in SessionKind:
            shown = charter if kind is SessionKind.KICKOFF else None
            yield message(f"{kind}, {name}", SessionOpening(kind=kind, pod=LARGE_POD.name, charter=shown, lines=lines))
            closed = SessionOpening(kind=kind, pod=LARGE_POD.name, charter=shown, lines=lines, asks=False)
            yield message(f"{kind}, {name}, closed", closed)
    for theme in (*themes, "gone"):
        yield message(theme, ThemeView(theme=theme))
    yield from _entries()
    for number, question in enumerate((*asked[:3], "gone")):
        quote = ("", "Two people spoke\nbefore me", long(2000))[number % 3]
        model = CoachQuestion(check_in_id=6, question_id=question, pod="Platform", quote=quote)
        yield message(question, model)
        yield message(f"{question}, kept", replace(model, kept=True))
    for kind in SessionKind:
        yield _opened(session(kind=kind))


def _cards() -> Iterator[Sample]:
    for leaders in (3, 7):
        for kind in SessionKind:
            for protocol in SessionProtocol if kind is SessionKind.STANDUP else (SessionProtocol.ROUND,):
                yield message(f"{kind}, {protocol}, {leaders} leaders", _card(kind, leaders, protocol))
    live = _card(SessionKind.STANDUP, 5, SessionProtocol.ROUND)
    for number, box in enumerate(live.boxes, start=1):
        after = live.boxes[number] if number < len(live.boxes) else None
        yield message(f"box {number}", BoxChange(zone=live.session.zone, box=box, number=number, following=after))
    window = session(live=False, minutes=1440, closes_at=MORNING + timedelta(days=1))
    yield message("over", replace(live, minutes_left=0, over_by=4, checked_in=live.leaders))
    yield message("opened late", replace(live, opened_late=MORNING + timedelta(minutes=12)))
    yield message("a window", replace(live, session=window, boxes=(), checked_in=()))
    for state in ("planned", "closed", "missed"):
        for takes_entries in (True, False):
            shut = replace(live, session=session(state=state), takes_entries=takes_entries, checked_in=())
            yield message(f"{state}, takes entries: {takes_entries}", shut)
    yield message("without a running order", replace(live, session=session(kind="retro"), boxes=()))


def _card(kind: SessionKind, leaders: int, protocol: SessionProtocol) -> SessionCard:
    order = running_order(kind, leaders, protocol)
    people = PEOPLE[:leaders]
    return SessionCard(
        session=session(kind=kind),
        pod=LARGE_POD.name,
        leaders=people,
        checked_in=people[:2],
        boxes=tuple(
            BoxLine(
                code=box.code,
                leader=people[box.who] if box.who is not None else "",
                starts_at=MORNING,
                ends_at=MORNING,
                state=("done", "now", "ahead")[min(number, 2)],
            )
            for number, box in enumerate(order.boxes)
        ),
        takes_entries=True,
        minutes_left=24,
        over_by=0,
        grace_until=MORNING + timedelta(days=1),
        away=people[-1:],
    )


def _entries() -> Iterator[Sample]:
    for kind in _PARTS:
        shapes = {
            "sealed": entry(kind, sealed=True, parts=()),
            "late": entry(kind, late=True, by=FRIDAY),
            "late, with a choice": entry(kind, late=True, choice=ReflectionChoice.MIXED),
            "empty": entry(kind, parts=()),
            "sure": entry(kind, confidence=10, by=FRIDAY, outcome="adopted"),
            "long": long_entry(kind),
            **{f"it {choice}": entry(kind, choice=choice, outcome="dropped") for choice in ReflectionChoice},
        }
        for name, model in shapes.items():
            yield message(f"{kind}, {name}", model)
            yield _window(f"{kind}, {name}", model)


def _window(name: str, model: Entry) -> Sample:
    return Sample(f"entry_window: {name}", lambda words: sessions.entry_window(words, model))


def _opened(line: SessionLine) -> Sample:
    return Sample(f"opened: {line.kind}", lambda words: sessions.opened(words, line))

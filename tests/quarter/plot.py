"""The odd days: who is away, what is moved, skipped, paused and closed, and when the bot is down."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

from sqlmodel import select

from podsprint.store.engine import reading
from podsprint.store.tables import Meeting, Sprint
from podsprint.usecases import absences, moves, rhythm, sprint_moves
from tests.quarter.cast import HARBOR, NORTH, REEF, Cast, name_of
from tests.quarter.stage import who
from tests.quarter.story import Quarter

REMINDERS = {"UAMARA": "active", "UBEN": "active", "UGRACE": "light", "UHUGO": "off", "UISLA": "active"}


def unfold(quarter: Quarter) -> None:
    """Put every odd thing where it belongs."""
    for pod in (NORTH, HARBOR, REEF):
        for user in dict.fromkeys((*pod.leaders, pod.facilitator)):
            if user in REMINDERS:
                quarter.on(pod, date(2026, 2, 13), time(10), partial(_remind, quarter, user, REMINDERS[user]))
    # Jonas has a week off, over the clock change in the United States; Amara notes Priya ill on the day.
    quarter.on(
        NORTH, date(2026, 3, 5), time(17), partial(_away, quarter, "UJONAS", date(2026, 3, 9), date(2026, 3, 13))
    )
    quarter.on(NORTH, date(2026, 4, 2), time(8, 40), partial(_ill, quarter, NORTH, "UPRIYA", date(2026, 4, 2)))
    # The facilitator of Harbor is away for two days with a session in them.
    quarter.on(
        HARBOR, date(2026, 3, 18), time(16), partial(_away, quarter, "ULENA", date(2026, 3, 19), date(2026, 3, 20))
    )
    # Moves: to an afternoon; twice; onto the next one.
    quarter.on(NORTH, date(2026, 3, 9), time(11), partial(_move, quarter, NORTH, 2, "standup", 2, "wednesday 15:00"))
    quarter.on(REEF, date(2026, 3, 4), time(11), partial(_move, quarter, REEF, 2, "standup", 1, "friday 9:00"))
    quarter.on(REEF, date(2026, 3, 5), time(11), partial(_move, quarter, REEF, 2, "standup", 1, "friday 16:30"))
    quarter.on(HARBOR, date(2026, 3, 17), time(11), partial(_change, quarter, HARBOR, 3, "standup", 1, "skip"))
    quarter.on(HARBOR, date(2026, 3, 17), time(12), partial(_change, quarter, HARBOR, 3, "standup", 1, "undo"))
    quarter.on(REEF, date(2026, 3, 31), time(11), partial(_change, quarter, REEF, 4, "standup", 1, "async"))
    quarter.on(HARBOR, date(2026, 4, 14), time(11), partial(_change, quarter, HARBOR, 5, "standup", 1, "skip"))
    quarter.on(NORTH, date(2026, 4, 15), time(11), partial(_change, quarter, NORTH, 5, "standup", 1, "merge"))
    # Harbor pauses for three days in its fifth sprint; North ends its last one early.
    quarter.on(HARBOR, date(2026, 4, 17), time(9), partial(_sprint, quarter, HARBOR, 5, "pause"))
    quarter.on(HARBOR, date(2026, 4, 22), time(9), partial(_sprint, quarter, HARBOR, 5, "resume"))
    quarter.on(NORTH, date(2026, 5, 6), time(12), partial(_sprint, quarter, NORTH, 6, "close"))
    # Downtime: over a stand-up in Berlin, over a long weekend, over half a session in Sydney.
    quarter.on(NORTH, date(2026, 2, 24), time(8), partial(quarter.sleep, 5))
    quarter.on(NORTH, date(2026, 3, 20), time(20), partial(quarter.sleep, 60))
    quarter.on(REEF, date(2026, 4, 16), time(8, 50), partial(quarter.sleep, 0.4))


def _remind(quarter: Quarter, user: str, how: str) -> None:
    quarter.stage.told(f"{name_of(user)} wants reminders: {how}")
    quarter.house.do(rhythm.set_reminders, rhythm.SetReminders(who=who(user), reminders=how))


def _away(quarter: Quarter, user: str, first: date, last: date) -> None:
    quarter.stage.told(f"{name_of(user)} will be away from {first} to {last}")
    quarter.house.do(absences.note, absences.NoteAbsence(who=who(user), first_day=first, last_day=last))


def _ill(quarter: Quarter, pod: Cast, user: str, day: date) -> None:
    quarter.stage.told(f"the facilitator of {pod.name} notes that {name_of(user)} is away today")
    command = absences.NoteAbsence(
        who=quarter.facilitator(pod), user=user, pod_id=quarter.stage.pods()[pod.name], first_day=day, last_day=day
    )
    quarter.house.do(absences.note, command)


def _move(quarter: Quarter, pod: Cast, sprint: int, kind: str, number: int, phrase: str) -> None:
    quarter.stage.told(f"{pod.name}: move {kind} {number} to {phrase}")
    meeting = _meeting(quarter, pod, sprint, kind, number)
    quarter.house.do(
        moves.move,
        moves.MoveSession(who=quarter.facilitator(pod), meeting_id=meeting.id or 0, phrase=phrase, sure=True),
    )


def _change(quarter: Quarter, pod: Cast, sprint: int, kind: str, number: int, how: str) -> None:
    quarter.stage.told(f"{pod.name}: {how} {kind} {number}")
    meeting = _meeting(quarter, pod, sprint, kind, number)
    quarter.house.do(
        moves.change, moves.ChangeSession(who=quarter.facilitator(pod), meeting_id=meeting.id or 0, how=how)
    )


def _sprint(quarter: Quarter, pod: Cast, number: int, how: str) -> None:
    quarter.stage.told(f"{pod.name}: {how} sprint {number}")
    deeds: dict[str, Callable[..., object]] = {
        "pause": sprint_moves.pause,
        "resume": sprint_moves.resume,
        "close": sprint_moves.close,
    }
    sprint = _of(quarter, pod, number)
    quarter.house.do(deeds[how], sprint_moves.ChangeSprint(who=quarter.facilitator(pod), sprint_id=sprint.id or 0))


def _of(quarter: Quarter, pod: Cast, number: int) -> Sprint:
    with reading(quarter.house.engine) as session:
        mine = select(Sprint).where(Sprint.pod_id == quarter.stage.pods()[pod.name], Sprint.number == number)
        return session.exec(mine).one()


def _meeting(quarter: Quarter, pod: Cast, sprint: int, kind: str, number: int) -> Meeting:
    of = _of(quarter, pod, sprint)
    with reading(quarter.house.engine) as session:
        mine = select(Meeting).where(Meeting.sprint_id == of.id, Meeting.kind == kind, Meeting.number == number)
        return session.exec(mine).one()

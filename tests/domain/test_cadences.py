"""L5: the shipped cadences, and what cannot be planned."""

from datetime import date, time

from podsprint.domain.cadences import CADENCES, Cadence, SessionKind, Slot
from podsprint.domain.calendar import MONDAY_TO_FRIDAY, SprintPlan, plan_sprint


def test_L5_shipped_cadences() -> None:
    days = {name: [slot.day for slot in cadence.slots] for name, cadence in CADENCES.items()}
    assert days == {
        "classic": [1, 4, 7, 10],
        "light": [1, 6, 10],
        "intensive": [1, 3, 5, 7, 9, 10],
        "async": [1, 4, 7, 10],
    }
    assert {slot.live for slot in CADENCES["async"].slots} == {False}
    assert {slot.minutes for slot in CADENCES["async"].slots} == {24 * 60}


def test_L5_what_cannot_be_planned_says_why() -> None:
    def codes(
        starts_on: date = date(2026, 6, 1),
        cadence: Cadence = CADENCES["classic"],
        zone: str = "UTC",
        weekdays: frozenset[int] = MONDAY_TO_FRIDAY,
    ) -> list[tuple[str, str]]:
        plan = plan_sprint(starts_on=starts_on, cadence=cadence, wall=time(9), zone=zone, weekdays=weekdays)
        return [] if isinstance(plan, SprintPlan) else [(found.code, found.field) for found in plan]

    kickoff, retro = Slot(1, SessionKind.KICKOFF), Slot(10, SessionKind.RETRO)
    assert codes() == []
    assert codes(cadence=Cadence("short", (kickoff, retro))) == []
    assert codes(zone="Mars/Base") == [("zone_unknown", "zone")]
    assert codes(weekdays=frozenset()) == [("weekdays_empty", "weekdays")]
    assert codes(weekdays=frozenset({7})) == [("weekdays_empty", "weekdays")]
    assert codes(starts_on=date.max) == codes(starts_on=date.min) == [("out_of_range", "starts_on")]
    assert codes(cadence=Cadence("none", ())) == [("cadence_order", "cadence")]
    assert codes(cadence=Cadence("no retro", (kickoff,))) == [("cadence_order", "cadence")]
    assert codes(cadence=Cadence("swapped", (retro, kickoff))) == [
        ("cadence_order", "cadence"),
        ("cadence_days", "cadence"),
    ]
    twice, early = Slot(10, SessionKind.STANDUP), Slot(0, SessionKind.KICKOFF)
    assert codes(cadence=Cadence("two on a day", (kickoff, twice, retro))) == [("cadence_days", "cadence")]
    assert codes(cadence=Cadence("early", (early, retro))) == [("cadence_days", "cadence")]
    assert codes(cadence=Cadence("late", (kickoff, Slot(11, SessionKind.RETRO)))) == [("cadence_days", "cadence")]
    assert codes(cadence=Cadence("endless", (kickoff, Slot(10, SessionKind.RETRO, 121)))) == [
        ("out_of_range", "minutes")
    ]

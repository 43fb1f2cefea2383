"""What a stand-up entry may hold, and whose it may be."""

from datetime import date
from typing import Any

import pytest

from podsprint.domain.checkins import CHECKIN_LIMITS
from podsprint.domain.problems import problem
from podsprint.usecases import checkins
from tests.usecases.house import ANN, ELSEWHERE, FAY, SAM, House, plan, stand_up


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"noticed": ""}, [("checkin_empty", "tried")]),
        ({"noticed": " 🙂 "}, [("checkin_empty", "tried")]),
        ({"next_by": date(2026, 3, 4)}, [("date_in_past", "next_by")]),
        ({"confidence": 0}, [("out_of_range", "confidence")]),
        ({"confidence": 11}, [("out_of_range", "confidence")]),
        ({"confidence": -1}, [("out_of_range", "confidence")]),
        *(({name: "x" * (limit + 1)}, [("too_long", name)]) for name, limit in CHECKIN_LIMITS.items()),
        (dict.fromkeys(CHECKIN_LIMITS, "x" * 3001), [("too_long", name) for name in CHECKIN_LIMITS]),
    ],
)
def test_a_field_that_cannot_stand_is_named(
    house: House, fields: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    house.sprint(house.pod())
    meeting = house.opened("standup")
    assert house.codes(checkins.stand_up, stand_up(ANN, meeting, **fields)) == problems


@pytest.mark.parametrize("field", ["tried", "noticed", "next_step"])
def test_one_of_three_fields_is_enough(house: House, field: str) -> None:
    house.sprint(house.pod())
    meeting = house.opened("standup")
    kept = house.stand_up(ANN, meeting, **{"noticed": "", field: "ok"})
    assert getattr(kept, field) == "ok"


def test_only_leaders_check_in(house: House) -> None:
    house.sprint(house.pod())
    meeting = house.opened("standup")
    assert house.codes(checkins.stand_up, stand_up(FAY, meeting)) == [("leaders_only", "")]
    for who in (SAM, ELSEWHERE):
        assert house.refused(checkins.stand_up, stand_up(who, meeting)) == (problem("not_found", what="session"),)


def test_each_form_goes_with_its_own_kind_of_session(house: House) -> None:
    house.sprint(house.pod())
    standup = house.opened("standup")
    found = (problem("not_found", what="session"),)
    kick_off = checkins.KickOff(meeting_id=standup, plan=plan(ANN, 1))
    assert house.refused(checkins.kick_off, kick_off) == found
    retro = house.opened("retro")
    assert house.refused(checkins.stand_up, stand_up(ANN, retro)) == found

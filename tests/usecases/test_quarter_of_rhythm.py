"""Twelve weeks of a pod's life (L11, N7, C8), over profiles, zones, hours and absences: nobody is asked too much, twice
a day, or at the wrong time."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podsprint.domain.ledger import CEILING_SECONDS
from podsprint.domain.people import Who
from podsprint.slack.text import Words
from podsprint.store.engine import transaction
from podsprint.store.tables import Absence, Meeting, Ping, TimeSpent
from podsprint.usecases import ledger, rhythm
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import ANSWERS, Deliver
from tests.support.clock import Clock
from tests.support.databases import prepared
from tests.usecases.house import LEADERS, MONDAY, TEAM, House

WEEKS = 12
END = datetime(2026, 5, 25, tzinfo=UTC)  # over two changes of the clocks
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
UNASKED = {Deliver.WELCOME, Deliver.DAILY, Deliver.ABSENCE, Deliver.SPRINT_ENDED, Deliver.NEEDS}
OF_A_SESSION = {Deliver.BRIEF, Deliver.DIGEST}  # and so not counted; the first leader facilitates


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    begin = draw(st.integers(6, 11))
    quiet = draw(st.sampled_from([None, (time(18), time(8)), (time(12), time(13)), (time(22), time(7, 30))]))
    first = draw(st.integers(0, WEEKS * 7))
    return {
        "zone": draw(st.sampled_from(ZONES)),
        "works_from": time(begin),
        "works_to": time(begin + draw(st.integers(3, 9))),
        "works_on": draw(st.sampled_from(["01234", "0123", "134", "0123456"])),
        "reminders": draw(st.sampled_from(["light", "standard", "active", "active", "off"])),
        "quiet_from": quiet[0] if quiet else None,
        "quiet_to": quiet[1] if quiet else None,
        "away": (first, first + draw(st.integers(0, 20))),
        "answers": draw(st.booleans()),
    }


@contextmanager
def fresh(template: Path, words: Words) -> Iterator[House]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "store.db"
        copy(template, file)
        engine = prepared(f"sqlite:///{file}")
        yield House(engine, Clock(), words)
        engine.dispose()


class Heard(list[tuple[Deliver, Any]]):
    """What was said, and when."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.at: list[tuple[datetime, Deliver, Outgoing]] = []

    def append(self, said: tuple[Deliver, Any]) -> None:
        kind, out = said
        if isinstance(out, Outgoing) and out.model is not None:
            self.at.append((self._house.clock.now(), kind, out))


@pytest.mark.parametrize("cadence", ["classic", "async"])
@settings(max_examples=1, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(everybody=st.lists(people(), min_size=4, max_size=4))
def test_L11_N7_C8_a_quarter_disturbs_little(
    sqlite_template: Path, words: Words, cadence: str, everybody: list[dict[str, Any]]
) -> None:
    with fresh(sqlite_template, words) as house:
        house.said = heard = Heard(house)
        pod = house.pod(facilitator=LEADERS[0].user)
        _settle_in(house, everybody)
        for sprint in range(WEEKS // 2):
            starts_on = MONDAY + timedelta(days=14 * sprint)
            house.live_through(max(house.clock.now(), datetime.combine(starts_on, time(6), UTC)))
            house.sprint(pod, starts_on, cadence=cadence)
            for meeting in [row for row in house.rows(Meeting) if row.state == "planned"]:
                house.live_through(meeting.opens_at)
                _answer(house, meeting, everybody)
        house.live_through(END)
        _check(house, heard, everybody)


def _settle_in(house: House, everybody: list[dict[str, Any]]) -> None:
    with transaction(house.engine) as session:
        for who, own in zip(LEADERS, everybody, strict=True):
            row = rhythm.person(session, who)
            for name, value in own.items():
                if name not in ("away", "answers"):
                    setattr(row, name, value)
            session.add(row)
            first, last = (MONDAY + timedelta(days=number) for number in own["away"])
            session.add(
                Absence(
                    team_id=TEAM,
                    user_id=who.user,
                    first_day=first,
                    last_day=last,
                    source="self",
                    noted_by=who.user,
                    created_at=house.clock.now(),
                )
            )


def _answer(house: House, meeting: Meeting, everybody: list[dict[str, Any]]) -> None:
    row = next(found for found in house.rows(Meeting) if found.id == meeting.id)
    if row.state != "open":
        return
    for who, own in zip(LEADERS, everybody, strict=True):
        if own["answers"] and row.kind == "kickoff":
            house.kick_off(who, row.id or 0)
        elif own["answers"] and row.kind == "standup":
            by = row.opens_at.date() + timedelta(days=3)
            house.stand_up(who, row.id or 0, next_step="Ask first", next_by=by)
        elif own["answers"]:
            house.look_back(who, row.id or 0)


def _check(house: House, heard: Heard, everybody: list[dict[str, Any]]) -> None:
    zones = {who.user: ZoneInfo(own["zone"]) for who, own in zip(LEADERS, everybody, strict=True)}
    own_of = {who.user: own for who, own in zip(LEADERS, everybody, strict=True)}
    a_day: Counter[tuple[str, date]] = Counter()
    seen: set[str] = set()
    for at, kind, out in heard.at:
        if out.conversation not in zones or out.key in seen:
            continue  # the channel, or an edit, which makes no sound
        seen.add(out.key)
        local, own = at.astimezone(zones[out.conversation]), own_of[out.conversation]
        if kind in ANSWERS:
            continue
        assert kind in UNASKED | OF_A_SESSION
        a_day[out.conversation, local.date()] += kind in UNASKED
        assert str(local.weekday()) in own["works_on"]
        assert own["works_from"] <= local.time() < own["works_to"]
        assert not _is_quiet(own, local.time())
        if kind is Deliver.DAILY:
            away = [MONDAY + timedelta(days=number) for number in own["away"]]
            assert own["reminders"] != "off" and not away[0] <= local.date() <= away[1]
    assert all(count <= 1 for count in a_day.values()), a_day.most_common(3)
    assert len(house.rows(Ping)) == a_day.total()
    weeks: Counter[tuple[str, date]] = Counter()
    for row in house.rows(TimeSpent):
        if not row.live and row.user_id in zones:
            weeks[row.user_id, row.week] += row.seconds
    assert all(seconds <= CEILING_SECONDS for seconds in weeks.values())


def _is_quiet(own: dict[str, Any], shown: time) -> bool:
    begin: time | None = own["quiet_from"]
    end: time | None = own["quiet_to"]
    if begin is None or end is None:
        return False
    return begin <= shown < end if begin < end else shown >= begin or shown < end


def test_N7_a_full_week_is_asked_nothing_more(house: House) -> None:
    """Held back at the ceiling: the day's message and the coach question; and back with the next week."""
    house.sprint(house.pod())
    house.tick()
    ann: Who = LEADERS[0]
    with transaction(house.engine) as session:
        ledger.spent(session, ann, "experiment", "a long one", house.clock.now(), seconds=CEILING_SECONDS)
    meeting = house.opened("standup")
    house.said.clear()
    house.stand_up(ann, meeting)
    house.stand_up(LEADERS[1], meeting)
    house.tick()
    asked = [
        out.conversation for kind, out in house.said if kind is Deliver.COACH_QUESTION and isinstance(out, Outgoing)
    ]
    assert asked == [LEADERS[1].user]
    house.live_through(datetime(2026, 3, 10, 9, tzinfo=UTC))
    dailies = {
        (out.conversation, out.model.day)  # type: ignore[union-attr]
        for kind, out in house.said
        if kind is Deliver.DAILY and isinstance(out, Outgoing)
    }
    assert [day for user, day in dailies if user == ann.user] == [date(2026, 3, 10)]

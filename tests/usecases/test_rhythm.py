"""My rhythm: what somebody sets is kept, read back in full, and seen by nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from podsprint.domain.people import Facts, Standing
from podsprint.domain.rhythm import Reminders, Rhythm
from podsprint.store.engine import transaction
from podsprint.store.tables import Person, Work
from podsprint.usecases import rhythm, standings
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BERLIN, BO, FAY, SAM, House, create_command

SET = rhythm.SetRhythm(
    who=ANN,
    zone="America/New_York",
    works_from=time(8),
    works_to=time(16),
    works_on=frozenset({0, 1, 2, 3}),
    quiet_from=time(18),
    quiet_to=time(8, 30),
    reminders="active",
    country="US",
)


def test_what_is_set_is_read_back_in_full(both: House) -> None:
    both.do(rhythm.set_rhythm, SET)
    found = both.look(rhythm.read_back, ANN, both.clock.now())
    assert found.rhythm == Rhythm(
        zone="America/New_York",
        works_from=time(8),
        works_to=time(16),
        works_on=frozenset({0, 1, 2, 3}),
        quiet=(time(18), time(8, 30)),
        reminders=Reminders.ACTIVE,
        country="US",
    )
    assert found.country == "United States"


def test_who_has_set_nothing_works_nine_to_five_where_their_pod_is(both: House) -> None:
    both.pod(country="DE")
    assert both.look(rhythm.rhythm_of, ANN) == Rhythm(zone=BERLIN, country="DE")
    assert both.look(rhythm.rhythm_of, FAY) == Rhythm(zone=BERLIN, country="DE")
    assert both.look(rhythm.rhythm_of, SAM) is None


def test_L5_who_has_named_no_days_works_on_those_of_their_pod(both: House) -> None:
    week = frozenset({6, 0, 1, 2, 3})
    both.pod(works_on=week)
    both.do(standings.learn, told(BERLIN))  # a row, and nothing of theirs in it
    own = [both.look(rhythm.rhythm_of, who) for who in (ANN, BO)]
    assert [one.works_on for one in own if one] == [week, week]
    both.do(rhythm.set_rhythm, SET)
    assert both.look(rhythm.rhythm_of, ANN) == both.look(rhythm.read_back, ANN, both.clock.now()).rhythm
    assert both.only(Person).works_on == "0123"


def told(zone: str) -> standings.Learn:
    return standings.Learn(team=ANN.team, facts=(Facts(user=ANN.user, standing=Standing.MEMBER, zone=zone),))


def test_slacks_zone_counts_until_another_is_chosen(both: House) -> None:
    both.do(standings.learn, told(BERLIN))
    both.do(rhythm.set_rhythm, replace(SET, zone=BERLIN))
    both.do(standings.learn, told("Asia/Tokyo"))
    assert both.only(Person).zone == "Asia/Tokyo"
    both.do(rhythm.set_rhythm, SET)
    both.do(standings.learn, told(BERLIN))
    assert both.only(Person).zone == "America/New_York"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"works_from": None}, ("required", "works_from")),
        ({"works_to": time(8)}, ("hours_end_first", "works_to")),
        ({"works_on": frozenset()}, ("weekdays_empty", "works_on")),
        ({"quiet_to": None}, ("required", "quiet_to")),
        ({"quiet_from": None}, ("required", "quiet_from")),
        ({"quiet_from": time(7), "quiet_to": time(17)}, ("quiet_all_day", "quiet_to")),
        ({"zone": "Mars/Olympus"}, ("zone_unknown", "zone")),
        ({"reminders": "loud"}, ("choose_one", "reminders")),
        ({"country": "XX"}, ("country_unknown", "country")),
    ],
)
def test_what_cannot_stand_is_said_at_its_field(
    house: House, changes: dict[str, object], code: tuple[str, str]
) -> None:
    assert house.codes(rhythm.set_rhythm, replace(SET, **changes)) == [code]  # type: ignore[arg-type]


def test_a_profile_nobody_knows_is_refused(house: House) -> None:
    assert house.codes(rhythm.set_reminders, rhythm.SetReminders(who=ANN, reminders="loud")) == [
        ("reminders_unknown", "")
    ]


def test_C8_a_message_waits_for_its_readers_hours_and_what_answers_them_does_not(house: House) -> None:
    with transaction(house.engine) as session:
        session.add(Person(team_id=ANN.team, user_id=ANN.user, zone="America/New_York"))
    pod = house.pod()
    house.tick()
    assert {model.leader for model in house.heard(Deliver.WELCOME)} == {
        "U2",
        "U3",
        "U4",
    }  # nine in Berlin is three in New York
    house.sprint(pod)
    meeting = house.opened("kickoff")
    house.kick_off(ANN, meeting)
    house.tick()
    assert house.heard(Deliver.COACH_QUESTION)  # an answer to what she has just done, behind no queue
    house.live_through(datetime(2026, 3, 2, 14, 1, tzinfo=UTC))
    assert [model.leader for model in house.heard(Deliver.WELCOME)] == [ANN.user]


def test_the_brief_comes_in_its_facilitators_own_hours(house: House) -> None:
    with transaction(house.engine) as session:
        session.add(Person(team_id=FAY.team, user_id=FAY.user, zone="Australia/Sydney"))
    house.sprint(house.pod())
    (due,) = [row.due_at for row in house.rows(Work) if row.key == f"session.brief:{house.meeting('standup').id}"]
    # 16:00 in Berlin the day before is the night in Sydney; nine o'clock there is still before the session.
    assert due == datetime(2026, 3, 4, 22, tzinfo=UTC)


def test_C8_the_hours_a_pod_shares_and_whether_its_time_suits(both: House) -> None:
    pod = both.pod()
    monday = date(2026, 3, 9)
    alike = both.look(rhythm.shared_hours, pod.id, monday)
    assert alike is not None and (alike.suits, alike.spans) == (True, ((time(9), time(17)),))
    both.do(rhythm.set_rhythm, replace(SET, who=BO, quiet_from=None, quiet_to=None))
    apart = both.look(rhythm.shared_hours, pod.id, monday)
    assert apart is not None and (apart.suits, apart.spans) == (False, ((time(13), time(17)),))
    assert create_command().meets_at == apart.meets_at

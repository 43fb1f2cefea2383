"""What was adopted is looked at again after 30, 60 and 90 days, inside the day's one message (L10, L11)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import BoosterDue, Daily
from podsprint.store.engine import transaction
from podsprint.store.tables import Booster, Experiment, Observation, Pod
from podsprint.usecases import boosters, home, ledger, outcomes, pods, rhythm, withdrawal
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, ELSEWHERE, FAY, House

ADOPTED_ON = date(2026, 3, 13)


@pytest.fixture
def adopted(both: House) -> House:
    """Ann has adopted an experiment, and her sprint is over."""
    both.sprint(both.pod())
    both.kick_off(ANN, both.opened("kickoff"))
    both.look_back(ANN, both.opened("retro"), outcome="adopted", what_changed="Nine became three")
    both.live_through(both.meeting("retro").grace_until)
    both.said.clear()
    return both


def asked(house: House) -> list[tuple[str, int, datetime]]:
    """Who was asked about which check, by the days' messages so far."""
    rows = [row for row in house.rows(Booster) if row.asked_at]
    return [(row.user_id, row.days, row.asked_at) for row in rows if row.asked_at]


def live(house: House, until: date) -> None:
    house.live_through(datetime(until.year, until.month, until.day, 23, tzinfo=UTC))


def look_again(house: House, days: int, answer: str, line: str = "", who: Who = ANN) -> None:
    (row,) = [row for row in house.rows(Booster) if row.days == days]
    house.do(boosters.look_again, boosters.LookAgain(who=who, booster_id=row.id or 0, answer=answer, line=line))


def test_L10_an_adoption_is_looked_at_three_times_in_working_hours_and_then_no_more(adopted: House) -> None:
    live(adopted, ADOPTED_ON + timedelta(days=200))
    found = asked(adopted)
    assert [(user, days) for user, days, _ in found] == [(ANN.user, 30), (ANN.user, 60), (ANN.user, 90)]
    for _, days, at in found:
        local = at.astimezone(ZoneInfo("Europe/Berlin"))
        due = ADOPTED_ON + timedelta(days=days)
        assert local.weekday() < 5 and 8 <= local.hour < 18
        assert due <= local.date() <= due + timedelta(days=4)
    told = [model for model in adopted.heard(Deliver.DAILY) if isinstance(model, Daily)]
    assert [type(item) for model in told for item in model.items] == [BoosterDue] * 3
    assert {model.user for model in told} == {ANN.user}


def test_L10_dropping_it_ends_the_checks(adopted: House) -> None:
    live(adopted, date(2026, 4, 20))
    look_again(adopted, 30, "dropped")
    assert adopted.only(Experiment).state == "dropped"
    live(adopted, date(2026, 7, 1))
    assert [days for _, days, _ in asked(adopted)] == [30]
    assert [row.days for row in adopted.rows(Booster)] == [30]


@pytest.mark.parametrize("answer", ["still", "adapted"])
def test_L10_still_doing_it_goes_on_to_the_next_check(adopted: House, answer: str) -> None:
    live(adopted, date(2026, 4, 20))
    look_again(adopted, 30, answer, line="On Mondays only")
    assert adopted.only(Experiment).state == "adopted"
    note = adopted.only(Observation)
    assert (note.note, note.ring, note.user_id) == ("On Mondays only", Ring.ME, ANN.user)
    live(adopted, date(2026, 5, 20))
    assert [days for _, days, _ in asked(adopted)] == [30, 60]


def test_L10_a_dropped_one_can_be_taken_up_again(adopted: House) -> None:
    live(adopted, date(2026, 4, 20))
    for answer in ("dropped", "still"):
        look_again(adopted, 30, answer)
    assert adopted.only(Experiment).state == "adopted"
    assert sorted(row.days for row in adopted.rows(Booster)) == [30, 60, 90]


def test_L10_an_experiment_that_is_open_again_is_not_asked_about(both: House) -> None:
    both.sprint(both.pod())
    both.kick_off(ANN, both.opened("kickoff"))
    meeting = both.opened("retro")
    both.look_back(ANN, meeting, outcome="adopted", what_changed="x")
    assert len(both.rows(Booster)) == 3
    both.look_back(ANN, meeting, outcome="running")
    assert both.rows(Booster) == []
    live(both, date(2026, 7, 1))
    assert asked(both) == []


@pytest.mark.parametrize("outcome", ["adapted", "dropped"])
def test_L10_only_what_was_adopted_is_looked_at_again(both: House, outcome: str) -> None:
    both.sprint(both.pod())
    both.kick_off(ANN, both.opened("kickoff"))
    both.look_back(ANN, both.opened("retro"), outcome=outcome, what_changed="x")
    assert both.rows(Booster) == []


def test_L11_who_wants_no_messages_finds_it_nowhere_but_is_not_asked(adopted: House) -> None:
    with transaction(adopted.engine) as session:
        row = rhythm.person(session, ANN)
        row.reminders = "off"
        session.add(row)
    live(adopted, date(2026, 7, 1))
    assert asked(adopted) == []


def test_L11_a_week_without_room_is_not_asked_more_of_and_has_another_chance(adopted: House) -> None:
    due = datetime(2026, 4, 12, tzinfo=UTC)  # a Sunday: it is asked on Monday
    adopted.live_through(due)
    with transaction(adopted.engine) as session:
        ledger.spent(session, ANN, "note", "full", due + timedelta(days=1), seconds=3600)
    live(adopted, date(2026, 4, 17))
    assert asked(adopted) == []
    live(adopted, date(2026, 4, 24))
    assert [days for _, days, _ in asked(adopted)] == [30]


def test_L10_what_is_waiting_is_on_ones_own_home_alone(adopted: House) -> None:
    assert adopted.look(home.home, ANN, adopted.clock.now()).boosters == ()
    live(adopted, date(2026, 4, 20))
    (line,) = adopted.look(home.home, ANN, adopted.clock.now()).boosters
    assert line.days == 30
    for who in (BO, FAY):
        assert adopted.look(home.home, who, adopted.clock.now()).boosters == ()
    look_again(adopted, 30, "still")
    assert adopted.look(home.home, ANN, adopted.clock.now()).boosters == ()


@pytest.mark.parametrize("who", [BO, FAY, ELSEWHERE])
def test_S8_a_check_is_its_leaders(adopted: House, who: Who) -> None:
    command = boosters.LookAgain(who=who, booster_id=1, answer="still")
    assert adopted.codes(boosters.look_again, command) == [("not_found", "")]


def test_an_answer_is_one_of_three(adopted: House) -> None:
    command = boosters.LookAgain(who=ANN, booster_id=1, answer="maybe", line="x" * 2001)
    assert adopted.codes(boosters.look_again, command) == [("too_long", "line"), ("choose_one", "answer")]


# Whatever becomes of an experiment, its checks follow -------------------------------------------------------------


def drop(house: House) -> None:
    house.do(outcomes.drop, outcomes.Drop(who=ANN, experiment_id=1, what_changed="x"))


def reopen(house: House) -> None:
    house.do(outcomes.reopen, outcomes.Reopen(who=ANN, experiment_id=1))


def delete(house: House) -> None:
    house.do(withdrawal.show_to, withdrawal.ShowTo(who=ANN, check_in_id=1, ring=Ring.ME))
    house.do(outcomes.delete, outcomes.Delete(who=ANN, experiment_id=1))


@pytest.mark.parametrize("deed", [drop, reopen, delete])
def test_L10_what_is_not_adopted_any_more_is_not_asked_about(adopted: House, deed: Callable[[House], None]) -> None:
    assert len(adopted.rows(Booster)) == 3
    deed(adopted)
    assert adopted.rows(Booster) == []
    live(adopted, date(2026, 7, 1))
    assert adopted.heard(Deliver.DAILY) == []


@pytest.mark.parametrize("deed", [drop, reopen])
def test_L10_a_question_of_today_is_taken_back_with_its_reason(adopted: House, deed: Callable[[House], None]) -> None:
    adopted.live_through(datetime(2026, 4, 13, 16, 30, tzinfo=UTC))
    assert len(asked(adopted)) == 1
    adopted.said.clear()
    deed(adopted)
    adopted.tick()
    told = [out for kind, out in adopted.said if kind == Deliver.DAILY]
    assert told and "BoosterDue" not in repr(told)
    assert adopted.look(home.home, ANN, adopted.clock.now()).boosters == ()


def test_L10_what_is_adopted_again_later_is_looked_at_from_then_on(adopted: House) -> None:
    reopen(adopted)
    adopted.sprint(adopted.look(pods.view, adopted.only(Pod)), date(2026, 3, 18))
    retro = adopted.opened("retro", sprint=2)
    adopted.look_back(ANN, retro, experiment_id=1, outcome="adopted", what_changed="x")
    (first, *_) = adopted.rows(Booster)
    assert (first.days, first.due_on) == (30, adopted.clock.now().date() + timedelta(days=30))

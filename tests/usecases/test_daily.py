"""The one message a day (L11): asked for often, sent once, in its reader's own hours, if it says something."""

from datetime import UTC, date, datetime, time

import pytest

from podsprint.domain.read_models import Daily, EntryMissing, SessionToday
from podsprint.domain.rhythm import Reminders
from podsprint.store.engine import transaction
from podsprint.store.tables import Person, Ping, Post
from podsprint.usecases import daily, moves, putting_off, rhythm, sprint_moves
from podsprint.usecases.daily_sources import SOURCES
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, FAY, LEADERS, TEAM, House

THURSDAY = date(2026, 3, 5)  # of stand-up 1, 09:30 in Berlin
FRIDAY = date(2026, 3, 6)


def wish(house: House, who: object = ANN, **changes: object) -> None:
    """What somebody has set; everybody works in Berlin, from nine to five, unless it says otherwise."""
    with transaction(house.engine) as session:
        row = rhythm.person(session, who)  # type: ignore[arg-type]
        for name, value in {"zone": "Europe/Berlin", **changes}.items():
            setattr(row, name, value)
        session.add(row)


def dailies(house: House) -> list[tuple[str, date, list[str]]]:
    """Who got which day's message, with what in it."""
    found = [model for model in house.heard(Deliver.DAILY) if isinstance(model, Daily)]
    return [(model.user, model.day, [type(item).__name__ for item in model.items]) for model in found]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in Berlin in winter, an hour ahead of UTC."""
    return datetime.combine(day, time(hour - 1, minute), UTC)


@pytest.fixture
def sprint(both: House) -> House:
    """A pod's sprint, whose first session is over with everybody in it."""
    both.sprint(both.pod())
    kick_off = both.opened("kickoff")
    for leader in LEADERS:
        both.kick_off(leader, kick_off)
    both.closed("kickoff")
    both.said.clear()
    return both


def test_L11_a_session_is_said_in_the_morning_of_its_day(sprint: House) -> None:
    sprint.live_through(at(THURSDAY, 9, 5))
    assert sorted(dailies(sprint)) == [(leader.user, THURSDAY, ["SessionToday"]) for leader in LEADERS]


def test_L11_the_mornings_message_follows_a_session_that_is_moved_or_skipped(sprint: House) -> None:
    wish(sprint, BO, reminders=Reminders.OFF)
    sprint.live_through(at(THURSDAY, 9, 5))
    sprint.said.clear()
    meeting = sprint.meeting("standup").id or 0
    sprint.do(moves.move, moves.MoveSession(who=FAY, meeting_id=meeting, phrase="17:00"))
    sprint.tick()
    told = [model for model in sprint.heard(Deliver.DAILY) if isinstance(model, Daily)]
    assert sorted((model.user, model.items[0].session.opens_at) for model in told) == [  # type: ignore[attr-defined]
        (leader.user, at(THURSDAY, 17)) for leader in LEADERS if leader is not BO
    ]
    with transaction(sprint.engine) as session:  # Ann's is in Slack; nobody has anything new to be told for this
        key = f"daily:{TEAM}:{ANN.user}:{THURSDAY}"
        session.add(Post(key=key, team_id=TEAM, channel_id="D1", ts="1.0", state="sent", sending_since=at(THURSDAY, 9)))
    sprint.do(moves.change, moves.ChangeSession(who=FAY, meeting_id=meeting, how="skip"))
    sprint.tick()
    assert dailies(sprint) == [(ANN.user, THURSDAY, [])]
    sprint.live_through(at(FRIDAY, 12))
    sprint.said.clear()
    sprint.do(sprint_moves.pause, sprint_moves.ChangeSprint(who=FAY, sprint_id=1))
    sprint.tick()
    assert dailies(sprint) == []  # yesterday's stays as it was


def test_C8_whose_day_begins_with_the_session_hears_of_it_until_they_are_in_it(both: House) -> None:
    both.sprint(both.pod(meets_at=time(9)))
    both.travel(at(THURSDAY, 8, 59))
    both.said.clear()
    both.live_through(at(THURSDAY, 9, 1))
    found = [(model.user, item) for model in both.heard(Deliver.DAILY) for item in model.items]
    assert {user for user, _ in found} == {leader.user for leader in LEADERS}
    assert all(isinstance(item, SessionToday) and item.session.state == "open" for _, item in found)
    both.stand_up(ANN, both.meeting("standup").id or 0)
    with transaction(both.engine) as session:
        left = {who.user: daily.message(session, who, THURSDAY, both.clock.now(), SOURCES, key="") for who in (ANN, BO)}
    assert left[ANN.user] is None and left[BO.user] is not None  # Ann is in


def test_L11_a_day_has_one_message_however_often_it_is_asked_for(sprint: House) -> None:
    sprint.live_through(at(THURSDAY, 9, 5))
    sprint.said.clear()
    with transaction(sprint.engine) as session:
        for minute in (5, 6, 7):
            daily.ask(session, ANN, at(THURSDAY, 9, minute))
    sprint.live_through(at(THURSDAY, 9, 10))
    assert dailies(sprint) == []
    assert len([row for row in sprint.rows(Ping) if (row.user_id, row.day) == (ANN.user, THURSDAY)]) == 1


def test_L11_nothing_to_say_is_not_sent_and_uses_nothing_up(sprint: House) -> None:
    before = sprint.rows(Ping)
    with transaction(sprint.engine) as session:
        daily.ask(session, ANN, sprint.clock.now())
    sprint.tick()
    assert dailies(sprint) == []
    assert sprint.rows(Ping) == before


@pytest.mark.parametrize(("profile", "kinds"), [("light", []), ("standard", ["SessionToday"]), ("off", [])])
def test_L11_who_wants_less_hears_less(sprint: House, profile: str, kinds: list[str]) -> None:
    wish(sprint, reminders=profile)
    sprint.live_through(at(THURSDAY, 9, 5))
    assert [found for user, _, found in dailies(sprint) if user == ANN.user] == ([kinds] if kinds else [])


def test_an_entry_that_is_missing_is_said_once_it_is_late_and_only_to_its_leader(sprint: House) -> None:
    meeting = sprint.opened("standup")
    for leader in LEADERS[1:]:
        sprint.stand_up(leader, meeting)
    sprint.closed("standup")
    sprint.said.clear()
    friday = date(2026, 3, 6)
    sprint.live_through(at(friday, 9, 5))
    assert dailies(sprint) == [(ANN.user, friday, ["EntryMissing"])]


def test_who_wants_all_of_it_hears_of_a_commitment_and_in_mid_week(sprint: House) -> None:
    wish(sprint, reminders=Reminders.ACTIVE)
    meeting = sprint.opened("standup")
    for leader in LEADERS:
        sprint.stand_up(leader, meeting, next_step="Ask first", next_by=date(2026, 3, 9))
    sprint.said.clear()
    sprint.live_through(at(date(2026, 3, 12), 9, 5))
    own = {day: found for user, day, found in dailies(sprint) if user == ANN.user}
    assert own == {
        date(2026, 3, 9): ["CommitmentDue"],
        date(2026, 3, 10): ["SessionToday"],
        date(2026, 3, 11): ["EntryMissing", "MidWeek"],
    }


def test_C8_it_comes_in_ones_own_zone_and_hours(sprint: House) -> None:
    wish(sprint, BO, zone="America/New_York")  # works from 15:00 in Berlin on: after the session
    wish(sprint, works_from=time(8), quiet_from=time(22), quiet_to=time(8, 30))
    sprint.live_through(at(THURSDAY, 8, 35))
    assert dailies(sprint) == [(ANN.user, THURSDAY, ["SessionToday"])]
    sprint.live_through(at(THURSDAY, 16))
    assert [one for one in dailies(sprint) if one[0] == BO.user] == [(BO.user, THURSDAY, ["EntryMissing"])]


def test_nothing_late_is_said_as_if_it_were_now(sprint: House) -> None:
    sprint.sleep_until(at(THURSDAY, 22))  # the bot was down; the stand-up has gone by
    assert dailies(sprint) == []
    sprint.live_through(at(date(2026, 3, 6), 9, 5))
    assert dailies(sprint) == []  # a session that was not held asks for nothing


def test_put_off_until_tomorrow_and_until_the_next_session(sprint: House) -> None:
    sprint.live_through(at(THURSDAY, 9, 5))
    sprint.said.clear()
    sprint.do(putting_off.put_off, putting_off.PutOff(who=ANN, day=THURSDAY))
    sprint.tick()
    (shown,) = [model for model in sprint.heard(Deliver.DAILY) if isinstance(model, Daily)]
    assert (shown.snoozed_until, shown.stopped) == (date(2026, 3, 6), False)
    sprint.do(putting_off.put_off, putting_off.PutOff(who=ANN, day=THURSDAY, until_session=True))
    sprint.live_through(at(date(2026, 3, 10), 9, 5))
    kept = [(day, found) for user, day, found in dailies(sprint) if user == ANN.user]
    assert kept[-1] == (date(2026, 3, 10), ["SessionToday"])
    assert all(day in (THURSDAY, date(2026, 3, 10)) for day, _ in kept)


def test_stopped_is_silent_until_it_is_asked_for_again(sprint: House) -> None:
    sprint.live_through(at(THURSDAY, 9, 5))
    sprint.do(putting_off.stop, putting_off.Stop(who=ANN, day=THURSDAY))
    sprint.tick()
    (shown,) = [model for model in sprint.heard(Deliver.DAILY) if isinstance(model, Daily) and model.stopped]
    assert shown.user == ANN.user
    sprint.live_through(at(date(2026, 3, 9), 12))
    assert [one for one in dailies(sprint) if one[0] == ANN.user] == []
    sprint.do(rhythm.set_reminders, rhythm.SetReminders(who=ANN, reminders="standard"))
    sprint.live_through(at(date(2026, 3, 10), 9, 5))
    assert [one for one in dailies(sprint) if one[0] == ANN.user] == [(ANN.user, date(2026, 3, 10), ["SessionToday"])]


def test_S8_a_day_that_had_no_message_cannot_be_put_off(sprint: House) -> None:
    for day in (THURSDAY, None):
        assert sprint.codes(putting_off.put_off, putting_off.PutOff(who=ANN, day=day)) == [("not_found", "")]
        assert sprint.codes(putting_off.stop, putting_off.Stop(who=ANN, day=day)) == [("not_found", "")]
    assert sprint.rows(Person) == []


def test_what_it_says_is_as_things_stand_when_it_is_sent(sprint: House) -> None:
    meeting = sprint.opened("standup")
    sprint.closed("standup")

    def look() -> Daily | None:
        return sprint.look(daily.message, ANN, THURSDAY, sprint.clock.now(), SOURCES, key="daily:none")

    found = look()
    assert found is not None and [type(item) for item in found.items] == [EntryMissing]
    sprint.stand_up(ANN, meeting)
    assert look() is None

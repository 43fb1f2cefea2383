"""Being away: nobody waits for those who are, whoever said so, and they can undo it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from podsprint.domain.absence import away_until
from podsprint.domain.people import Who
from podsprint.domain.read_models import AbsenceNote, Digest, Entry, SessionCard
from podsprint.slack import views
from podsprint.store.engine import transaction
from podsprint.store.tables import Absence
from podsprint.usecases import absences, home, rhythm
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, LEADERS, SAM, TEAM, House

MONDAY, THURSDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 6)


def note(house: House, who: Who = ANN, first: date | None = None, last: date | None = FRIDAY) -> None:
    house.do(absences.note, absences.NoteAbsence(who=who, first_day=first, last_day=last))


def days(house: House, who: Who = ANN) -> list[tuple[date, date]]:
    return [(row.first_day, row.last_day) for row in house.rows(Absence) if row.user_id == who.user]


@pytest.fixture
def sprint(both: House) -> House:
    """A pod's sprint; its kick-off is to come."""
    both.sprint(both.pod())
    both.tick()
    both.said.clear()
    return both


def test_nobody_who_is_away_is_missing_anywhere(sprint: House) -> None:
    note(sprint)
    meeting = sprint.opened("standup")
    (card, *_) = [model for model in reversed(sprint.heard(Deliver.SESSION_CARD)) if isinstance(model, SessionCard)]
    assert (card.leaders, card.away) == ((BO.user, CY.user, DEE.user), (ANN.user,))
    assert {box.leader for box in card.boxes} == {"", BO.user, CY.user, DEE.user}  # turns for those who are there
    waiting = sprint.look(home.home, FAY, sprint.clock.now()).facilitated[0].waiting_for
    assert waiting == (BO.user, CY.user, DEE.user)
    sprint.stand_up(BO, meeting)
    sprint.closed("standup")
    (digest,) = [model for model in sprint.heard(Deliver.DIGEST) if isinstance(model, Digest)]
    assert digest.not_yet == (CY.user, DEE.user)
    sprint.live_through(datetime(2026, 3, 6, 9, tzinfo=UTC))
    assert {model.user for model in sprint.heard(Deliver.DAILY)} == {CY.user, DEE.user}


def test_whoever_runs_a_session_for_nobody_is_told_before(sprint: House) -> None:
    sprint.closed("kickoff")
    for who in LEADERS:
        note(sprint, who)
    sprint.said.clear()
    sprint.live_through(datetime(2026, 3, 4, 15, tzinfo=UTC))  # the working day before the stand-up
    (brief,) = sprint.heard(Deliver.BRIEF)
    text = views.render(sprint.words, brief).text
    assert "Everyone is away that day" in text and "In it" not in text


def test_an_entry_of_somebody_away_is_still_welcome(sprint: House) -> None:
    note(sprint)
    meeting = sprint.opened("standup")
    sprint.stand_up(ANN, meeting)
    sprint.tick()
    card = [model for model in sprint.heard(Deliver.SESSION_CARD) if isinstance(model, SessionCard)][-1]
    assert (card.checked_in, card.away) == ((ANN.user,), ())


def test_W11_everyone_is_in_does_not_wait_for_those_away(sprint: House) -> None:
    note(sprint)
    meeting = sprint.opened("standup")
    for leader in (BO, CY, DEE):
        sprint.stand_up(leader, meeting)
    sprint.tick()
    shown = {model.leader: model.sealed for model in sprint.heard(Deliver.ENTRY) if isinstance(model, Entry)}
    assert shown == {BO.user: False, CY.user: False, DEE.user: False}


def test_W11_entries_open_when_the_last_one_waited_for_turns_out_to_be_away(sprint: House) -> None:
    meeting = sprint.opened("standup")
    for leader in (BO, CY, DEE):
        sprint.stand_up(leader, meeting)
    sprint.tick()
    assert all(model.sealed for model in sprint.heard(Deliver.ENTRY) if isinstance(model, Entry))
    note(sprint)
    sprint.tick()
    shown = [model for model in sprint.heard(Deliver.ENTRY) if isinstance(model, Entry)]
    assert len(shown) == 3 and not any(model.sealed for model in shown)


def test_a_facilitator_notes_somebody_away_who_is_told_and_can_undo_it(sprint: House) -> None:
    pod = sprint.look(home.home, FAY, sprint.clock.now()).facilitated[0].pod
    command = absences.NoteAbsence(who=FAY, user=ANN.user, pod_id=pod.id, last_day=FRIDAY)
    sprint.live_through(datetime(2026, 3, 4, 8, tzinfo=UTC))  # a day that has had no message yet
    sprint.said.clear()
    sprint.do(absences.note, command)
    sprint.tick()
    (told,) = sprint.heard(Deliver.ABSENCE)
    assert isinstance(told, AbsenceNote)
    assert (told.source, told.by, told.last_day) == ("facilitator", FAY.user, FRIDAY)
    sprint.do(absences.end, absences.EndAbsence(who=ANN, absence_id=told.absence_id))
    sprint.tick()
    assert (days(sprint), sprint.heard(Deliver.ABSENCE)) == ([], [None])  # and the message is taken back


def test_L11_what_was_noted_is_told_the_next_day_if_the_days_message_is_used_up(sprint: House) -> None:
    pod = sprint.look(home.home, FAY, sprint.clock.now()).facilitated[0].pod
    sprint.live_through(datetime(2026, 3, 5, 8, 5, tzinfo=UTC))  # Thursday's said that a session opens
    sprint.said.clear()
    sprint.do(absences.note, absences.NoteAbsence(who=FAY, user=ANN.user, pod_id=pod.id, last_day=date(2026, 3, 13)))
    sprint.tick()
    assert sprint.heard(Deliver.ABSENCE) == []
    sprint.live_through(datetime(2026, 3, 6, 8, tzinfo=UTC))
    assert len(sprint.heard(Deliver.ABSENCE)) == 1


@pytest.mark.parametrize(
    ("who", "user", "code"),
    [
        (ANN, BO.user, "facilitator_only"),
        (SAM, BO.user, "not_found"),
        (ELSEWHERE, BO.user, "not_found"),
        (FAY, SAM.user, "not_found"),
    ],
)
def test_S8_only_the_facilitator_notes_others_and_only_their_own(sprint: House, who: Who, user: str, code: str) -> None:
    command = absences.NoteAbsence(who=who, user=user, pod_id=1, last_day=FRIDAY)
    assert sprint.codes(absences.note, command) == [(code, "")]


def test_S8_nobody_ends_anothers_absence(sprint: House) -> None:
    note(sprint)
    absence = sprint.only(Absence).id
    assert sprint.codes(absences.end, absences.EndAbsence(who=BO, absence_id=absence)) == [("not_found", "")]


def test_days_that_cannot_stand_are_refused(sprint: House) -> None:
    command = absences.NoteAbsence(who=ANN, first_day=FRIDAY, last_day=THURSDAY)
    assert sprint.codes(absences.note, command) == [("days_backwards", "last_day")]
    past = replace(command, first_day=date(2026, 2, 2), last_day=date(2026, 2, 3))
    assert sprint.codes(absences.note, past) == [("date_in_past", "last_day")]
    far = replace(command, last_day=date(2028, 1, 1))
    assert sprint.codes(absences.note, far) == [("away_too_long", "last_day")]
    assert sprint.codes(absences.note, replace(command, last_day=None)) == [("required", "last_day")]


def test_the_newest_word_says_when_it_ends_and_a_later_leave_stays(sprint: House) -> None:
    note(sprint, last=date(2026, 3, 20))
    note(sprint, last=FRIDAY)  # sooner than they thought
    assert days(sprint) == [(MONDAY, FRIDAY)]
    note(sprint, first=date(2026, 4, 1), last=date(2026, 4, 10))
    note(sprint, last=date(2026, 4, 2))  # and then the other one goes on
    assert days(sprint) == [(MONDAY, date(2026, 4, 10))]


def test_back_ends_it_from_today_and_keeps_what_is_to_come(sprint: House) -> None:
    note(sprint, first=date(2026, 4, 1), last=date(2026, 4, 10))
    note(sprint, last=FRIDAY)
    sprint.clock.set(datetime(2026, 3, 4, 9, tzinfo=UTC))
    left = sprint.do(absences.end, absences.EndAbsence(who=ANN))
    assert [(row.first_day, row.last_day) for row in left] == [(date(2026, 4, 1), date(2026, 4, 10))]
    assert (MONDAY, date(2026, 3, 3)) in days(sprint)


def test_a_public_holiday_of_ones_own_country_and_a_free_weekday_are_days_away(sprint: House) -> None:
    with transaction(sprint.engine) as session:
        for who, changes in ((ANN, {"country": "BG"}), (BO, {"works_on": "0123"})):
            row = rhythm.person(session, who)
            for name, value in changes.items():
                setattr(row, name, value)
            session.add(row)
    users = [leader.user for leader in LEADERS]
    liberation_day = date(2026, 3, 3)  # in Bulgaria
    assert sprint.look(absences.away, TEAM, users, liberation_day) == {ANN.user}
    assert sprint.look(absences.away, TEAM, users, FRIDAY) == {BO.user}


# Slack's status ---------------------------------------------------------------------------------------------------


def status(house: House, text: str = "Vacationing", ends: date | None = FRIDAY, emoji: str = ":palm_tree:") -> None:
    expires = datetime(ends.year, ends.month, ends.day, 22, 59, 59, tzinfo=UTC) if ends else None  # midnight in Berlin
    house.do(absences.from_status, absences.SeenStatus(who=ANN, text=text, emoji=emoji, expires_at=expires))


def test_a_status_of_leave_is_believed_said_and_can_be_undone(sprint: House) -> None:
    sprint.live_through(datetime(2026, 3, 4, 8, tzinfo=UTC))
    sprint.said.clear()
    status(sprint)
    status(sprint)  # Slack says everything twice
    sprint.tick()
    (told,) = sprint.heard(Deliver.ABSENCE)
    assert (told.source, told.last_day) == ("slack_status", FRIDAY)
    assert days(sprint) == [(date(2026, 3, 4), FRIDAY)]
    status(sprint, text="", emoji="", ends=None)
    assert days(sprint) == []


def test_what_they_said_themselves_counts_more_than_their_status(sprint: House) -> None:
    note(sprint)
    status(sprint, ends=date(2026, 3, 20))
    assert days(sprint) == [(MONDAY, FRIDAY)]
    status(sprint, text="", emoji="", ends=None)
    assert days(sprint) == [(MONDAY, FRIDAY)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("On leave until 12 March", date(2026, 3, 12)),
        ("OOO until Mar 12th", date(2026, 3, 12)),
        ("Out of office till 12.3.", date(2026, 3, 12)),
        ("PTO through 3/20", date(2026, 3, 20)),
        ("Away until Thursday, 12 March", date(2026, 3, 12)),
        ("Vacation until 2026-12-03. Ask Bo", date(2026, 12, 3)),
        ("On vacation, back on 9 March, call Cy", date(2026, 3, 8)),
        ("Annual leave - back in the office on the 9th of March", date(2026, 3, 8)),
        ("Urlaub until 12 March (back 15 March)", date(2026, 3, 12)),
        ("On leave", None),
        ("Away until further notice", None),
        ("OOO until Friday", None),  # of which week, nobody knows who reads it
        ("OOO, back tomorrow", None),
        ("Away until 3/4", None),
        ("Away until 12 March or 13 March", None),
        ("Away until mid March", None),
        ("On leave 20 March until 27 March", None),
        ("Away until 30 February", None),
        ("On leave until 1 March", None),  # it was yesterday
        ("On leave until 12 Dec", None),  # left over from last year
        ("Working on the launch until 12 March", None),
        ("Focus time until 12 March", None),
    ],
)
def test_a_status_without_an_end_of_its_own_may_name_the_day(house: House, text: str, last: date | None) -> None:
    house.pod()
    status(house, text, ends=None, emoji=":calendar:")
    assert days(house) == ([(MONDAY, last)] if last else [])
    status(house, text, ends=None, emoji=":calendar:")  # Slack says everything twice
    assert len(days(house)) == (1 if last else 0)
    house.clock.set(datetime(2026, 3, 12, 23, 30, tzinfo=UTC))  # the 13th in Berlin
    status(house, text, ends=None, emoji=":calendar:")
    assert [span for span in days(house) if span[0] > MONDAY] == []


@pytest.mark.parametrize(
    ("text", "emoji", "away"),
    [
        ("Vacationing", ":palm_tree:", True),
        ("Out of office", "", True),
        ("OOO until Monday", ":speech_balloon:", True),
        ("", ":desert_island:", True),
        ("Out sick", ":face_with_thermometer:", True),
        ("Urlaub", "", True),
        ("In a meeting", ":calendar:", False),
        ("Working remotely", ":palm_tree:", False),
        ("Holiday party planning", ":tada:", False),
        ("Commuting", ":bus:", False),
        ("", "", False),
        ("Zoo trip notes", "", False),
    ],
)
def test_which_statuses_mean_leave(text: str, emoji: str, away: bool) -> None:
    assert (away_until(text, emoji, FRIDAY) == FRIDAY) == away

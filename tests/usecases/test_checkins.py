"""Checking in: the leader's own words back (C1), late entries, edits, and two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest

from podsprint.domain.cadences import SessionKind
from podsprint.domain.checkins import CheckInFields
from podsprint.domain.form_models import CheckInForm, ExperimentForm, RetroForm
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.errors import Refused
from podsprint.slack.views import checkins as views
from podsprint.store.tables import CheckIn, Experiment, Work
from podsprint.usecases import checkins, experiments, pods, session_forms
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, LEADERS, MONDAY, House, plan, stand_up

ODD = "Ask *Karim* & <Bo>:\n\n> “who’s closest?” `x` <!channel> 👩🏽‍💻 — שלום, سلام\tend"


@pytest.fixture
def running(house: House) -> House:
    """A sprint whose kick-off has been held, with an experiment each."""
    return after_kick_off(house)


@pytest.fixture
def anywhere(both: House) -> House:
    """The same on both databases."""
    return after_kick_off(both)


def after_kick_off(house: House) -> House:
    house.sprint(house.pod())
    meeting = house.opened("kickoff")
    for leader in LEADERS:
        house.kick_off(leader, meeting)
    house.closed("kickoff")
    house.said.clear()
    return house


def form(house: House, meeting: int, who: Any = ANN) -> CheckInForm:
    found = house.look(session_forms.form, who, meeting, house.clock.now())
    assert isinstance(found, CheckInForm)
    return found


@pytest.mark.parametrize("said", [ODD, "x" * 1000, "🙂" * 999 + "a"])
def test_C1_the_last_commitment_comes_back_verbatim(running: House, said: str) -> None:
    running.stand_up(ANN, running.opened("standup"), next_step=said, next_by=date(2026, 3, 9))
    second = running.opened("standup", 2)
    (opening,) = running.heard(Deliver.SESSION_OPENING)[-1:]
    assert (opening.lines[0].commitment, opening.lines[0].commitment_by) == (said, date(2026, 3, 9))
    shown = form(running, second)
    assert (shown.commitment, shown.commitment_by) == (said, date(2026, 3, 9))


def test_C1_ones_own_commitment_comes_back_even_if_private_and_to_nobody_else(running: House) -> None:
    running.stand_up(ANN, running.opened("standup"), next_step="Tell Karim", ring=Ring.ME)
    second = running.opened("standup", 2)
    assert form(running, second).commitment == "Tell Karim"
    (opening,) = running.heard(Deliver.SESSION_OPENING)[-1:]
    assert opening.lines[0].commitment == ""


def test_C1_an_entry_without_a_next_step_leaves_the_commitment_as_it_was(running: House) -> None:
    running.stand_up(ANN, running.opened("standup"), next_step="Tell Karim")
    running.stand_up(ANN, running.opened("standup", 2))
    retro = running.opened("retro")
    assert running.look(checkins.last_commitment, ANN, 1).next_step == "Tell Karim"  # type: ignore[union-attr]
    assert isinstance(running.look(session_forms.form, ANN, retro, running.clock.now()), RetroForm)


def test_an_entry_is_kept_whole(running: House) -> None:
    meeting = running.opened("standup")
    entry = running.stand_up(
        ANN,
        meeting,
        tried=ODD,
        noticed="n",
        next_step="s",
        next_by=date(2026, 3, 6),
        confidence=10,
        coaching_topic="c",
    )
    assert (entry.tried, entry.noticed, entry.next_step, entry.coaching_on) == (ODD, "n", "s", "c")
    assert (entry.next_by, entry.confidence, entry.ring, entry.late) == (date(2026, 3, 6), 10, "pod", False)
    assert (entry.experiment_id, entry.pod_id, entry.user_id) == (1, 1, ANN.user)


def test_L12_the_ring_is_private_until_chosen_otherwise(house: House) -> None:
    house.sprint(house.pod())
    kickoff = house.look(session_forms.form, ANN, house.opened("kickoff"), house.clock.now())
    assert isinstance(kickoff, ExperimentForm) and kickoff.ring is Ring.ME
    assert CheckInFields().ring is Ring.ME
    meeting = house.opened("standup")
    assert form(house, meeting).ring is Ring.ME
    house.stand_up(ANN, meeting, ring=Ring.POD)
    assert form(house, house.opened("standup", 2)).ring is Ring.POD
    assert form(house, house.meeting("standup", 2).id or 0, BO).ring is Ring.ME


# When -------------------------------------------------------------------------------------------------------------


def test_before_it_opens_an_entry_is_refused_with_its_time(running: House) -> None:
    meeting = running.meeting("standup")
    running.clock.set(meeting.opens_at - timedelta(seconds=1))
    found = problem("session_not_open", kind="standup", number=1, opens_at=meeting.opens_at, zone="Europe/Berlin")
    assert running.refused(checkins.stand_up, stand_up(ANN, meeting.id or 0)) == (found,)


def test_after_the_close_an_entry_is_late_and_marked(running: House) -> None:
    meeting = running.closed("standup")
    running.said.clear()
    assert form(running, meeting).late
    assert running.stand_up(ANN, meeting).late
    running.tick()
    (entry,) = running.heard(Deliver.ENTRY)
    assert (entry.leader, entry.late, entry.sealed) == (ANN.user, True, False)


def test_a_late_entry_brings_the_facilitators_digest_up_to_date(running: House) -> None:
    meeting = running.closed("standup")
    running.said.clear()
    running.stand_up(ANN, meeting)
    running.tick()
    (digest,) = running.heard(Deliver.DIGEST)
    assert digest.not_yet == (BO.user, CY.user, DEE.user)


def test_an_entry_in_time_stays_in_time_when_it_is_changed_late(running: House) -> None:
    meeting = running.opened("standup")
    running.stand_up(ANN, meeting)
    running.closed("standup")
    assert not running.stand_up(ANN, meeting, noticed="changed").late


def test_late_entries_end_with_the_next_working_day(anywhere: House) -> None:
    meeting = anywhere.closed("standup")
    grace = anywhere.meeting("standup").grace_until
    anywhere.travel(grace - timedelta(seconds=1))
    assert anywhere.stand_up(ANN, meeting).late
    anywhere.travel(grace)
    found = problem("session_over", kind="standup", number=1)
    assert anywhere.refused(checkins.stand_up, stand_up(BO, meeting)) == (found,)
    assert anywhere.refused(checkins.stand_up, stand_up(ANN, meeting)) == (found,)  # nor is an entry changed


def test_a_session_that_was_never_opened_takes_no_entries(both: House) -> None:
    both.sprint(both.pod())
    both.sleep_until(both.meeting("kickoff").closes_at)
    assert both.codes(checkins.kick_off, checkins.KickOff(meeting_id=1, plan=plan(ANN, 1))) == [
        ("session_not_open", "")
    ]


# Changing it ------------------------------------------------------------------------------------------------------


def test_a_changed_entry_overwrites_and_does_not_duplicate(anywhere: House) -> None:
    meeting = anywhere.opened("standup")
    first = anywhere.stand_up(ANN, meeting, tried="t", next_step="s", next_by=date(2026, 3, 6), confidence=3)
    anywhere.clock.advance(minutes=5)
    second = anywhere.stand_up(ANN, meeting, noticed="only this", ring=Ring.ME)
    assert second.id == first.id
    assert (second.tried, second.noticed, second.next_step, second.next_by) == (None, "only this", None, None)
    assert (second.confidence, second.ring, second.created_at) == (None, "me", first.created_at)
    assert second.updated_at == first.updated_at + timedelta(minutes=5)
    assert len([row for row in anywhere.rows(CheckIn) if row.meeting_id == meeting]) == 1
    assert form(anywhere, meeting).noticed == "only this"


def test_a_next_date_that_has_passed_may_stay_but_not_be_set(running: House) -> None:
    meeting = running.opened("standup")  # Thursday
    today = date(2026, 3, 5)
    running.stand_up(ANN, meeting, next_step="s", next_by=today)
    running.travel(running.meeting("standup").closes_at + timedelta(hours=24))
    assert running.stand_up(ANN, meeting, next_step="t", next_by=today).next_step == "t"
    past = stand_up(ANN, meeting, next_by=MONDAY)
    assert running.codes(checkins.stand_up, past) == [("date_in_past", "next_by")]


def test_the_kickoff_sent_twice_is_one_experiment(both: House) -> None:
    both.sprint(both.pod())
    meeting = both.opened("kickoff")
    first = both.kick_off(ANN, meeting)
    second = both.kick_off(ANN, meeting, hypothesis="If I ask twice, then once counts")
    assert (first.id, first.experiment_id) == (second.id, second.experiment_id)
    assert both.only(Experiment).hypothesis == "If I ask twice, then once counts"


def at_once(house: House, *commands: checkins.StandUp) -> None:
    with ThreadPoolExecutor(len(commands)) as threads:
        list(threads.map(lambda command: house.do(checkins.stand_up, command), commands))


def test_the_same_leader_twice_at_once_has_one_entry(anywhere: House) -> None:
    meeting = anywhere.opened("standup")
    at_once(anywhere, *(stand_up(ANN, meeting, noticed=str(number)) for number in range(4)))
    assert len([row for row in anywhere.rows(CheckIn) if row.meeting_id == meeting]) == 1


def test_W11_the_last_leaders_at_once_still_reveal_everything(anywhere: House) -> None:
    meeting = anywhere.opened("standup")
    for leader in (ANN, BO):
        anywhere.stand_up(leader, meeting)
    anywhere.tick()
    anywhere.said.clear()
    at_once(anywhere, *(stand_up(leader, meeting) for leader in (CY, DEE)))
    anywhere.tick()
    shown = anywhere.heard(Deliver.ENTRY)
    assert sorted(entry.leader for entry in shown) == sorted(leader.user for leader in LEADERS)
    assert not any(entry.sealed for entry in shown)


# The experiment it is about ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "state"),
    [({"tried": "t"}, "running"), ({}, "running"), ({"noticed": "", "next_step": "s"}, "planned")],
)
def test_an_entry_that_reports_sets_the_experiment_going(running: House, fields: dict[str, str], state: str) -> None:
    running.stand_up(ANN, running.opened("standup"), **fields)
    states = {row.user_id: row.state for row in running.rows(Experiment)}
    assert states == {ANN.user: state, BO.user: "planned", CY.user: "planned", DEE.user: "planned"}


def test_an_entry_is_about_the_newest_open_experiment_or_the_chosen_one(running: House) -> None:
    newer = running.experiment(ANN, running.look(pods.charter_here, ANN, "C1")[0])
    meeting = running.opened("standup")
    assert running.stand_up(ANN, meeting).experiment_id == newer.id
    assert running.stand_up(ANN, meeting, experiment_id=1).experiment_id == 1
    assert form(running, meeting).experiment_id == 1


def test_W1_an_unlinked_experiment_is_marked_and_not_refused(running: House) -> None:
    pod = running.look(pods.charter_here, ANN, "C1")[0]
    running.experiment(BO, pod, serves_goal=False)
    running.experiment(BO, pod, serves_goal=False, work_item="PROJ-7")
    running.experiment(BO, pod, serves_goal=False, work_item=" - ")
    lines = running.look(experiments.mine, BO)
    assert [line.linked for line in lines] == [False, True, False, True]


def test_one_question_follows_each_entry_however_often_it_is_changed(running: House) -> None:
    meeting = running.opened("standup")
    running.stand_up(ANN, meeting)
    running.tick()
    running.stand_up(ANN, meeting, noticed="again")
    running.tick()
    asked = [row for row in running.rows(Work) if row.kind == Deliver.COACH_QUESTION]
    assert len(asked) == len(LEADERS) + 1  # one each after the kick-off
    assert len(running.heard(Deliver.COACH_QUESTION)) == 1


# Without a session's id -------------------------------------------------------------------------------------------


def test_a_command_finds_the_session_that_is_open_or_still_takes_late_entries(running: House) -> None:
    def here(kind: SessionKind | None) -> Any:
        return running.look(session_forms.form_here, ANN, "C1", kind, running.clock.now())

    assert here(None).meeting_id == running.meeting("kickoff").id  # closed, and still open to late entries
    with pytest.raises(Refused, match="session_not_open"):
        here(SessionKind.STANDUP)
    running.opened("standup")
    assert here(SessionKind.STANDUP).session.id == running.meeting("standup").id
    running.travel(running.meeting("retro").grace_until)
    with pytest.raises(Refused, match="no_session"):
        here(None)


def test_a_late_form_says_so_and_an_open_one_does_not(running: House) -> None:
    def text(meeting: int) -> str:
        return str(views.check_in_form(running.words, form(running, meeting)))

    meeting = running.opened("standup")
    assert "added later" not in text(meeting)
    running.closed("standup")
    assert "added later" in text(meeting)

"""Notes and lines: kept once, changed, listed, taken back; a change is a change wherever it was told (L7, L12, L18)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.domain.read_models import PodView
from podsprint.store.tables import Experiment, Observation, Reflection
from podsprint.usecases import experiments, observations, reflections, retros
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, ELSEWHERE, FAY, MONDAY, House, plan


@pytest.fixture
def pod(house: House) -> PodView:
    """A pod with a charter."""
    return house.pod()


def observe(note: str = "Karim decided alone", **other: Any) -> observations.Observe:
    return replace(observations.Observe(who=ANN, note=note), **other)


def test_a_note_is_dated_private_and_sets_the_experiment_going(house: House) -> None:
    house.experiment(ANN, house.pod())
    line = house.do(observations.observe, observe("<b> & 👍 ok"))
    assert (line.on, line.note, line.ring) == (MONDAY, "<b> & 👍 ok", Ring.ME)
    assert house.only(Experiment).state == "running"
    assert house.only(Observation).ring == "me"


def test_the_latest_three_notes_are_shown(house: House) -> None:
    house.experiment(ANN, house.pod())
    for number in range(5):
        house.do(observations.observe, observe(f"n{number}", noted_on=MONDAY - timedelta(days=number % 2)))
    (line,) = house.look(experiments.mine, ANN)
    assert [note for _, note in line.observations] == ["n4", "n2", "n3"]


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        ({"note": ""}, [("required", "note")]),
        ({"note": "…!?"}, [("required", "note")]),
        ({"note": "x" * 2001}, [("too_long", "note")]),
        ({"noted_on": date(2026, 3, 3)}, [("date_in_future", "noted_on")]),
        ({"noted_on": date.max}, [("date_in_future", "noted_on")]),
    ],
)
def test_a_note_that_cannot_stand(
    house: House, pod: PodView, other: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    house.experiment(ANN, pod)
    assert house.codes(observations.observe, observe(**other)) == problems


def test_without_saying_which_the_only_open_one_is_meant(house: House, pod: PodView) -> None:
    assert house.refused(observations.observe, observe()) == (problem("no_experiment"),)
    first = house.experiment(ANN, pod)
    assert house.do(observations.observe, observe()).experiment_id == first.id
    second = house.experiment(ANN, pod)
    assert house.refused(observations.observe, observe()) == (problem("which_experiment"),)
    assert house.do(observations.observe, observe(experiment_id=second.id)).experiment_id == second.id


def test_a_facilitator_who_leads_nowhere_is_told_whose_notes_they_are(house: House, pod: PodView) -> None:
    assert house.refused(observations.observe, observe(who=FAY)) == (problem("notes_are_leaders"),)


# Nothing twice ----------------------------------------------------------------------------------------------------


def at_once(house: House, use_case: Any, command: Any, times: int = 4) -> list[Any]:
    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(lambda _: house.do(use_case, command), range(times)))


def test_a_note_sent_several_times_at_once_is_one(both: House) -> None:
    both.experiment(ANN, both.pod())
    answers = at_once(both, observations.observe, observe(form_key="V1:a"))
    assert {answer.id for answer in answers} == {both.only(Observation).id}


def test_a_typed_note_sent_several_times_at_once_is_one(both: House) -> None:
    both.experiment(ANN, both.pod())
    answers = at_once(both, observations.observe, observe())
    assert {answer.id for answer in answers} == {both.only(Observation).id}
    both.clock.advance(minutes=3)
    both.do(observations.observe, observe())  # it happened again
    assert len(both.rows(Observation)) == 2


def test_an_experiment_sent_several_times_at_once_is_one(both: House) -> None:
    pod = both.pod()
    answers = at_once(both, experiments.plan_experiment, plan(ANN, pod.id, form_key="V1:a"))
    assert {answer.id for answer in answers} == {both.only(Experiment).id}


def test_a_line_sent_several_times_at_once_is_one(both: House) -> None:
    both.experiment(ANN, both.pod())
    command = retros.Reflect(who=ANN, choice="mixed", line="l", experiment_id=1, form_key="V1:a")
    answers = at_once(both, retros.reflect, command)
    assert {answer.id for answer in answers} == {both.only(Reflection).id}


def test_a_form_sent_again_with_other_words_says_the_newer_ones(house: House, pod: PodView) -> None:
    house.experiment(ANN, pod)
    for words in ("one", "two"):
        house.do(observations.observe, observe(words, form_key="V1:a"))
    assert house.only(Observation).note == "two"
    house.do(observations.observe, observe("three", form_key="V2:a"))
    assert len(house.rows(Observation)) == 2


def test_S8_nobodys_form_reaches_anothers_row(house: House, pod: PodView) -> None:
    house.experiment(ANN, pod)
    house.experiment(BO, pod)
    for who in (ANN, BO):
        house.do(observations.observe, observe(who=who, form_key="V1:a"))
    assert [row.user_id for row in house.rows(Observation)] == [ANN.user, BO.user]


# Changing one's mind ----------------------------------------------------------------------------------------------


def shared_note(house: House) -> int:
    """A note of Ann's that the pod has met at the opening of the stand-up."""
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"))
    house.closed("kickoff")
    note = house.do(observations.observe, observe("zz-note", experiment_id=1, ring=Ring.POD))
    house.live_through(house.meeting("standup").opens_at)
    house.tick()
    assert "zz-note" in repr(house.heard(Deliver.SESSION_OPENING))
    return note.id


def change(note_id: int, note: str, **other: Any) -> observations.ChangeNote:
    return observations.ChangeNote(who=ANN, note_id=note_id, note=note, **other)


def test_a_note_that_is_changed_is_changed_where_it_was_told(house: House) -> None:
    note = shared_note(house)
    house.do(observations.change, change(note, "zz-other", ring=Ring.POD, noted_on=MONDAY))
    house.tick()
    told = repr(house.heard(Deliver.SESSION_OPENING))
    assert "zz-other" in told and "zz-note" not in told
    assert house.only(Observation).noted_on == MONDAY


@pytest.mark.parametrize("deleted", [True, False])
def test_L12_a_note_made_private_or_deleted_leaves_everywhere(house: House, deleted: bool) -> None:
    note = shared_note(house)
    if deleted:
        gone = house.do(observations.delete, observations.DeleteNote(who=ANN, note_id=note))
        assert gone.note == "zz-note"
    else:
        house.do(observations.change, change(note, "zz-note", ring=Ring.ME))
    house.tick()
    kinds = {kind for kind, _ in house.said}
    assert {Deliver.SESSION_OPENING, Deliver.BRIEF} <= kinds
    told = house.heard(Deliver.SESSION_OPENING, Deliver.BRIEF, Deliver.DIGEST)
    assert "zz-note" not in repr(told)
    assert len(house.rows(Observation)) == (0 if deleted else 1)


@pytest.mark.parametrize("who", [BO, FAY, ELSEWHERE])
def test_S8_somebody_elses_note_and_line_are_not_there(house: House, pod: PodView, who: Any) -> None:
    house.experiment(ANN, pod)
    house.do(observations.observe, observe(ring=Ring.POD))
    house.do(retros.reflect, retros.Reflect(who=ANN, choice="mixed", line="l", experiment_id=1))
    missing = (problem("not_found", what="note"),)
    assert house.refused(observations.change, replace(change(1, "x"), who=who)) == missing
    assert house.refused(observations.delete, observations.DeleteNote(who=who, note_id=1)) == missing
    missing = (problem("not_found", what="line"),)
    line = reflections.ChangeLine(who=who, line_id=1, choice="mixed", line="x")
    assert house.refused(reflections.change, line) == missing
    assert house.refused(reflections.delete, reflections.DeleteLine(who=who, line_id=1)) == missing


def test_a_changed_note_is_checked_like_a_new_one(house: House, pod: PodView) -> None:
    house.experiment(ANN, pod)
    house.do(observations.observe, observe())
    assert house.codes(observations.change, change(1, " ")) == [("required", "note")]
    late = change(1, "x", noted_on=MONDAY + timedelta(days=1))
    assert house.codes(observations.change, late) == [("date_in_future", "noted_on")]


def test_notes_and_lines_come_a_page_at_a_time(house: House, pod: PodView) -> None:
    house.experiment(ANN, pod)
    for number in range(10):
        house.do(observations.observe, observe(f"n{number}"))
        house.do(retros.reflect, retros.Reflect(who=ANN, choice="mixed", line=f"l{number}", experiment_id=1))
    notes = house.look(observations.page, ANN, 1)
    assert ([line.note for line in notes.notes], notes.more) == ([f"n{number}" for number in range(9, 1, -1)], True)
    rest = house.look(observations.page, ANN, 1, before=notes.notes[-1].id)
    assert ([line.note for line in rest.notes], rest.more) == (["n1", "n0"], False)
    lines = house.look(reflections.page, ANN)
    rest_of_lines = house.look(reflections.page, ANN, before=lines.lines[-1].id)
    assert ([line.line for line in rest_of_lines.lines], lines.more, rest_of_lines.more) == (["l1", "l0"], True, False)


def test_L18_a_line_in_answer_to_a_question_needs_no_choice(house: House) -> None:
    house.sprint(house.pod())
    entry = house.kick_off(ANN, house.opened("kickoff"))
    answer = retros.Reflect(who=ANN, choice="", line="It was the tone", check_in_id=entry.id, prompt="goal-different")
    assert house.do(retros.reflect, answer).choice == ""
    assert house.codes(retros.reflect, replace(answer, prompt="")) == [("choose_one", "choice")]
    changed = reflections.ChangeLine(who=ANN, line_id=1, choice="", line="It was my tone")
    assert house.do(reflections.change, changed).line == "It was my tone"
    assert house.do(reflections.delete, reflections.DeleteLine(who=ANN, line_id=1)).prompt == "goal-different"
    assert house.rows(Reflection) == []

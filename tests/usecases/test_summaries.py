"""A sprint is summed up by what changed in the work (W2), and by nothing anyone kept to themselves (S2)."""

import re
from datetime import date

import pytest

from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import SprintSummary, SummaryLine
from podsprint.slack import views
from podsprint.usecases import observations, pods, summaries
from tests.usecases.house import ANN, BO, CY, DEE, MONDAY, House


@pytest.fixture
def retro(house: House) -> int:
    """A retro that is open; everybody but Dee has an experiment, and Cy's is private."""
    house.sprint(house.pod())
    kickoff = house.opened("kickoff")
    house.kick_off(ANN, kickoff)
    house.kick_off(BO, kickoff, serves_goal=False)
    house.kick_off(CY, kickoff, ring=Ring.ME)
    return house.opened("retro")


def summary(house: House) -> SprintSummary:
    found = house.look(summaries.summary, 1)
    assert found is not None
    return found[1]


def test_W2_a_summary_is_the_work_first_and_counts_as_small_print(house: House, retro: int) -> None:
    house.do(observations.observe, observations.Observe(who=ANN, note="n", ring=Ring.POD))
    house.do(observations.observe, observations.Observe(who=ANN, note="for me"))
    house.look_back(ANN, retro, outcome="adopted", what_changed="Nine became three", line="Silence is theirs")
    assert summary(house) == SprintSummary(
        pod="Platform leads",
        number=1,
        starts_on=MONDAY,
        ends_on=date(2026, 3, 13),
        goal="Decide near the work",
        so_that="customers wait days",
        changed=(
            SummaryLine(
                leader=ANN.user,
                hypothesis="If U1 asks first, then others decide",
                outcome="adopted",
                what_changed="Nine became three",
                takeaway="Silence is theirs",
                linked=True,
            ),
        ),
        still_running=(
            SummaryLine(
                leader=BO.user,
                hypothesis="If U2 asks first, then others decide",
                outcome="planned",
                what_changed="",
                takeaway="",
                linked=False,
            ),
        ),
        kept_private=1,
        sessions_held=4,
        observations=1,
    )


def test_W2_it_leads_with_what_changed_and_has_no_percentage(house: House, retro: int) -> None:
    house.look_back(ANN, retro, outcome="adopted", what_changed="Nine became three")
    shown = views.render(house.words, summary(house))
    assert "%" not in shown.text
    places = [shown.text.index(part) for part in ("Decide near the work", "Nine became three", "Still running")]
    assert places == sorted(places)
    assert re.search(r"\d+ sessions", shown.text[places[-1] :])


def test_a_sprint_of_which_nothing_is_shared_says_how_many_kept_theirs(house: House, retro: int) -> None:
    for leader in (ANN, BO, CY):
        house.look_back(leader, retro, outcome="dropped", what_changed="Marker", ring=Ring.ME)
    found = summary(house)
    assert (found.changed, found.still_running, found.kept_private) == ((), (), 3)


def test_S2_what_changed_stays_private_when_the_entry_moves_to_another_experiment(house: House, retro: int) -> None:
    other = house.experiment(ANN, house.look(pods.charter_here, ANN, "C1")[0])
    house.look_back(ANN, retro, experiment_id=1, outcome="adopted", what_changed="Marker", ring=Ring.ME)
    house.look_back(ANN, retro, experiment_id=other.id)
    found = summary(house)
    assert "Marker" not in str(found)
    assert {line.hypothesis for line in found.still_running if line.leader == ANN.user} == {other.hypothesis}


def test_S2_what_changed_in_a_private_entry_stays_private_in_the_next_sprint(house: House, retro: int) -> None:
    house.look_back(ANN, retro, what_changed="Marker", ring=Ring.ME)
    assert "Marker" not in str(summary(house))
    house.travel(house.meeting("retro").grace_until)
    house.sprint(house.look(pods.charter_here, ANN, "C1")[0], date(2026, 3, 17))
    house.kick_off(ANN, house.opened("kickoff", sprint=2), experiment_id=1)
    found = house.look(summaries.summary, 2)
    assert found is not None
    assert [line.leader for line in found[1].still_running] == [ANN.user]
    assert "Marker" not in str(found)


def test_nobody_with_nothing_is_in_it(house: House, retro: int) -> None:
    house.look_back(DEE, retro)
    assert DEE.user not in str(summary(house))
    assert house.look(summaries.summary, 99) is None

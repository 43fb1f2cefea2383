"""Words of distress stop the script: where to find help is shown to whoever wrote them, and nothing else."""

import pytest

from podsprint.domain.people import Facts, Standing
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import HelpContacts
from podsprint.store.tables import Asked, Workspace
from podsprint.usecases import boosters, observations, outcomes, reflections, retros, workspaces
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, House

HARD = "I cannot go on any more"


@pytest.fixture
def standup(house: House) -> int:
    """A stand-up that is open."""
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"))
    meeting = house.opened("standup")
    house.said.clear()
    return meeting


def shown(house: House) -> list[str]:
    """To whom it was shown."""
    house.tick()
    found = [(out.conversation, out.model) for kind, out in house.said if out and kind is Deliver.HELP_CONTACTS]  # type: ignore[union-attr]
    house.said.clear()
    assert {model for _, model in found} <= {HelpContacts(contacts="")}
    return [user for user, _ in found]


def test_a_check_in_gets_the_contacts_and_no_coaching_question(house: House, standup: int) -> None:
    house.stand_up(ANN, standup, noticed=HARD, ring=Ring.ME)
    house.stand_up(BO, standup)
    house.tick()
    asked = [out.conversation for kind, out in house.said if kind is Deliver.COACH_QUESTION and out]  # type: ignore[union-attr]
    assert asked == [BO.user] and [row.user_id for row in house.rows(Asked)] == [ANN.user, BO.user]  # Ann's: before
    assert shown(house) == [ANN.user]


@pytest.mark.parametrize("field", ["framing_question", "hypothesis", "what_i_do", "expect"])
def test_so_does_a_kick_off(house: House, field: str) -> None:
    house.sprint(house.pod())
    meeting = house.opened("kickoff")
    house.said.clear()
    house.kick_off(ANN, meeting, **{field: HARD})
    house.kick_off(BO, meeting)
    house.tick()
    assert [row.user_id for row in house.rows(Asked)] == [BO.user]
    assert shown(house) == [ANN.user]


@pytest.mark.parametrize("field", ["line", "facts", "what_changed", "behaviour"])
def test_so_does_a_look_back(house: House, standup: int, field: str) -> None:
    meeting = house.opened("retro")
    house.said.clear()
    house.look_back(ANN, meeting, **{field: HARD})
    house.look_back(BO, meeting)
    house.tick()
    asked = [out.conversation for kind, out in house.said if kind is Deliver.COACH_QUESTION and out]  # type: ignore[union-attr]
    assert asked == [BO.user]
    assert len(house.rows(Asked)) == 2 and shown(house) == [ANN.user]


def test_a_note_and_a_line_are_heard_once_a_day(house: House, standup: int) -> None:
    house.do(observations.observe, observations.Observe(who=ANN, note=HARD))
    assert shown(house) == [ANN.user]
    line = retros.Reflect(who=ANN, experiment_id=1, choice="mixed", line=HARD, ring=Ring.ME)
    house.do(retros.reflect, line)
    assert shown(house) == []
    house.clock.advance(days=1)
    house.do(retros.reflect, line)
    assert shown(house) == [ANN.user]


def test_what_is_changed_is_heard_too(house: House, standup: int) -> None:
    house.do(observations.observe, observations.Observe(who=ANN, note="n"))
    house.do(retros.reflect, retros.Reflect(who=ANN, experiment_id=1, choice="mixed", line="l"))
    house.do(observations.change, observations.ChangeNote(who=ANN, note_id=1, note=HARD))
    assert shown(house) == [ANN.user]
    house.clock.advance(days=1)
    house.do(reflections.change, reflections.ChangeLine(who=ANN, line_id=1, choice="mixed", line=HARD))
    assert shown(house) == [ANN.user]


def test_so_is_what_is_said_when_something_is_given_up(house: House, standup: int) -> None:
    house.look_back(ANN, house.opened("retro"), outcome="adopted", what_changed="c")
    house.clock.advance(days=31)
    house.said.clear()
    house.do(boosters.look_again, boosters.LookAgain(who=ANN, booster_id=1, answer="still", line=HARD))
    assert shown(house) == [ANN.user]
    house.clock.advance(days=1)
    house.do(outcomes.drop, outcomes.Drop(who=ANN, experiment_id=1, what_changed=HARD))
    assert shown(house) == [ANN.user]


def test_what_somebody_else_said_is_not_theirs(house: House, standup: int) -> None:
    house.do(observations.observe, observations.Observe(who=ANN, note=HARD, quoted=True))
    assert shown(house) == []


def test_the_companys_own_words_win(both: House) -> None:
    both.sprint(both.pod())
    both.kick_off(ANN, both.opened("kickoff"))
    both.said.clear()
    change = workspaces.ChangeWorkspace(
        who=ANN,
        facts=(Facts(user=ANN.user, standing=Standing.ADMIN),),
        contacts="Call Dana, 030 1234",
        keep_months=0,
        version="",
    )
    both.do(workspaces.change, change)
    both.do(observations.observe, observations.Observe(who=ANN, note=HARD))
    both.tick()
    assert HelpContacts(contacts="Call Dana, 030 1234") in both.heard(Deliver.HELP_CONTACTS)
    assert both.only(Workspace).help_contacts == "Call Dana, 030 1234"

"""Words of distress stop the script: where to find help is shown to whoever wrote them, and nothing else."""

import pytest

from podsprint.domain.people import Facts, Standing
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import HelpContacts
from podsprint.store.tables import Asked, Workspace
from podsprint.usecases import observations, retros, workspaces
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


@pytest.mark.parametrize("field", ["line", "facts", "what_changed", "behaviour"])
def test_so_does_a_look_back(house: House, standup: int, field: str) -> None:
    meeting = house.opened("retro")
    house.said.clear()
    house.look_back(ANN, meeting, **{field: HARD})
    house.tick()
    assert Deliver.COACH_QUESTION not in [kind for kind, _ in house.said]
    assert len(house.rows(Asked)) == 1 and shown(house) == [ANN.user]


def test_a_note_and_a_line_are_heard_once_a_day(house: House, standup: int) -> None:
    house.do(observations.observe, observations.Observe(who=ANN, note=HARD))
    assert shown(house) == [ANN.user]
    line = retros.Reflect(who=ANN, experiment_id=1, choice="mixed", line=HARD, ring=Ring.ME)
    house.do(retros.reflect, line)
    assert shown(house) == []
    house.clock.advance(days=1)
    house.do(retros.reflect, line)
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

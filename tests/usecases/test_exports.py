"""What somebody takes along is all of theirs, in files a program can read back, and nobody else's word (S5, S2, N9)."""

import json
from typing import Any

import pytest
from sqlmodel import Session, SQLModel

from podsprint.domain.people import Who
from podsprint.slack.views import own_data
from podsprint.store.engine import transaction
from podsprint.store.secret import Secret
from podsprint.store.tables import Experiment, Work
from podsprint.usecases import exports
from podsprint.usecases.belongings import BELONGINGS
from tests.support.clock import START
from tests.support.lives import canary, pod_of
from tests.usecases.house import ANN, BO, CY, ELSEWHERE, FAY, SAM, TEAM, House

OWN = {str(one.table.__tablename__): one for one in BELONGINGS}


@pytest.fixture
def lives(both: House) -> House:
    """Ann and Bo have something everywhere; so has somebody elsewhere whose user id is Ann's."""
    with transaction(both.engine) as session:
        pod_of(session, TEAM, ANN.user, BO.user, facilitator=FAY.user)
        pod_of(session, ELSEWHERE.team, ELSEWHERE.user, facilitator="U9", channel="C2")
    return both


def taken(house: House, who: Who) -> tuple[str, str]:
    """The two files."""

    def both(session: Session) -> tuple[str, str]:
        readable = own_data.as_markdown(house.words, START, exports.parts(session, who))
        return "".join(readable), "".join(own_data.as_json(who, START, exports.parts(session, who)))

    return house.look(both)


def canaries(user: str) -> set[str]:
    return {
        canary(user, column)
        for table in SQLModel.metadata.sorted_tables
        if table.name in OWN
        for column in table.columns
        if isinstance(column.type, Secret)
    }


@pytest.mark.parametrize("who", [ANN, BO, ELSEWHERE], ids=str)
def test_S5_every_text_of_ones_own_is_in_both_files(lives: House, who: Who) -> None:
    readable, document = taken(lives, who)
    assert len(canaries(who.user)) >= 15
    assert [mark for mark in canaries(who.user) if mark not in readable or mark not in document] == []


def test_S2_nobody_elses_text_is_in_either(lives: House) -> None:
    for who, others in ((ANN, (BO,)), (BO, (ANN,)), (FAY, (ANN, BO)), (SAM, (ANN, BO))):
        told = "".join(taken(lives, who))
        assert [mark for other in others for mark in canaries(other.user) if mark in told] == []
        assert "of all" not in told  # the charter is the pod's


def test_S5_nothing_of_a_namesake_in_another_workspace_is_taken_along(lives: House) -> None:
    document = json.loads(taken(lives, ELSEWHERE)[1])
    assert (document["team"], document["user"]) == (ELSEWHERE.team, ELSEWHERE.user)
    assert [len(document[name]) for name in OWN] == [1] * len(OWN)
    assert [row["pod"] for row in document["pods"]] == ["Pod C2"]


def test_S5_the_json_file_is_read_back_whole(lives: House) -> None:
    document = json.loads(taken(lives, ANN)[1])
    assert (document["format"], document["version"], document["made_at"]) == ("podsprint.export", 1, START.isoformat())
    for name, belonging in OWN.items():
        mine = [row for row in lives.rows(belonging.table) if _is_anns(row)]
        told = [{**row} for row in document[name]]
        assert len(told) == len(mine) == 1, name
        for row, kept in zip(told, mine, strict=True):
            stored = {field: _plain(value) for field, value in kept.model_dump().items()}
            assert {**row} == {field: stored[field] for field in row}, name
            assert set(stored) - set(row) <= {"team_id", "user_id", *belonging.left_out}, name


def test_N9_an_experiment_goes_out_with_its_context_and_result(lives: House) -> None:
    (row,) = json.loads(taken(lives, ANN)[1])["experiment"]
    told = {"hypothesis", "framing_question", "what_i_do", "place", "expect", "due_on", "work_item", "state"}
    assert told | {"what_changed", "closed_at", "serves_goal", "pod_id", "sprint_id"} <= set(row)


def test_S2_what_somebody_proposed_is_theirs_until_it_is_taken_up(both: House) -> None:
    pod = both.pod()
    experiment = both.experiment(ANN, pod, hypothesis="Bo thought of this")
    with transaction(both.engine) as session:
        session.get_one(Experiment, experiment.id).offered_by = BO.user
    assert "Bo thought of this" not in taken(both, ANN)[1]
    assert "Bo thought of this" in taken(both, BO)[1]
    with transaction(both.engine) as session:
        session.get_one(Experiment, experiment.id).offered_by = None
    assert "Bo thought of this" in taken(both, ANN)[1]
    assert "Bo thought of this" not in taken(both, BO)[1]


def test_somebody_without_anything_gets_files_that_say_so(both: House) -> None:
    readable, document = taken(both, SAM)
    assert readable.startswith("# Everything of mine") and "##" not in readable
    assert json.loads(document)["experiment"] == []


def test_what_was_written_stands_in_the_file_as_it_was_typed(both: House) -> None:
    typed = 'If I <ask> "first" & wait,\nthen 😀 שלום *others*'
    both.do(exports.ask, exports.AskForExport(who=CY))
    experiment = both.experiment(CY, both.pod(), hypothesis=typed)
    assert json.loads(taken(both, CY)[1])["experiment"][0]["hypothesis"] == experiment.hypothesis == typed
    assert "If I <ask>" in taken(both, CY)[0]


def test_asked_for_twice_it_comes_once(both: House) -> None:
    for _ in range(2):
        both.do(exports.ask, exports.AskForExport(who=ANN))
    assert both.only(Work).payload == {"team": TEAM, "user": ANN.user}


def _is_anns(row: Any) -> bool:
    whose = getattr(row, "user_id", None) or getattr(row, "actor", None)
    if hasattr(row, "team_id"):
        return (row.team_id, whose) == (TEAM, ANN.user)
    # Without a team of its own: the first pod, sprint and experiment are Ann's.
    return whose == ANN.user and {getattr(row, name, 1) for name in ("pod_id", "sprint_id", "experiment_id")} == {1}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value

"""An id in a payload is a claim, and whoever makes it may have made it up (S8): refused, and nothing changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from podsprint.domain.people import Who
from podsprint.domain.pods import Charter
from podsprint.domain.problems import Problem
from podsprint.errors import Refused
from podsprint.usecases import (
    access,
    checkins,
    coaching,
    entries,
    experiments,
    observations,
    pods,
    retros,
    session_forms,
    sprints,
    undelivered,
)
from tests.usecases.house import ANN, BO, CHARTER, CY, DEE, FAY, TEAM, House, look_back, plan, stand_up

THEIRS = tuple(Who(TEAM, f"V{number}") for number in range(1, 5))  # another pod of this workspace
ABROAD = tuple(Who("T0OTHER", f"U{number}") for number in range(1, 5))  # another workspace, with the same user ids
NOBODYS = (0, -1, 99, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30, -(2**63) - 1)
Claims = Callable[[House, Who, int], Any]


@dataclass(frozen=True)
class Ids:
    """One pod's rows: its own pod, sessions, an experiment and an entry."""

    pod: int
    kickoff: int
    standup: int
    retro: int
    experiment: int
    entry: int


def settle(house: House, leaders: tuple[Who, ...], facilitator: str, channel: str) -> Ids:
    """A pod in the middle of a sprint, with one leader's experiment and entry."""
    who = leaders[0]
    made = house.create(
        who=who,
        leaders=tuple(leader.user for leader in leaders),
        facilitator=facilitator,
        name=f"Pod of {who.team} {who.user}",
        channel=channel,
    )
    house.do(pods.write_charter, pods.WriteCharter(who=who, pod_id=made.id, charter=CHARTER))
    start = sprints.StartSprint(who=Who(who.team, facilitator), pod_id=made.id, starts_on=date(2026, 3, 2))
    sprint = house.do(sprints.start_sprint, start)
    kickoff, standup, _, retro = (line.id for line in sprint.sessions)
    house.travel(sprint.sessions[0].opens_at)
    entry = house.kick_off(who, kickoff)
    house.tick()
    return Ids(made.id, kickoff, standup, retro, entry.experiment_id or 0, entry.id or 0)


@pytest.fixture
def own(both: House) -> Ids:
    """Ann's pod, with a kick-off that is open."""
    return settle(both, (ANN, BO, CY, DEE), FAY.user, "C1")


@pytest.fixture
def others(both: House, own: Ids) -> tuple[Ids, ...]:
    """Two more pods: of this workspace, and of another one with the same user ids."""
    return settle(both, THEIRS, "V5", "C2"), settle(both, ABROAD, FAY.user, "C1")


def charter(house: House, who: Who, pod: int) -> Any:
    return house.do(pods.write_charter, pods.WriteCharter(who=who, pod_id=pod, charter=Charter(**_X)))


_X = dict.fromkeys(("goal", "so_that", "roles", "norms", "confidentiality"), "forged")


def read_charter(house: House, who: Who, pod: int) -> Any:
    return house.look(pods.charter_for, who, pod)


def may_start(house: House, who: Who, pod: int) -> Any:
    return house.look(sprints.may_start_in, Who(who.team, FAY.user), pod)


def start(house: House, who: Who, pod: int) -> Any:
    command = sprints.StartSprint(who=Who(who.team, FAY.user), pod_id=pod, starts_on=date(2026, 3, 9))
    return house.do(sprints.start_sprint, command)


def try_again(house: House, who: Who, pod: int) -> Any:
    return house.do(undelivered.try_again, undelivered.TryAgain(who=Who(who.team, FAY.user), pod_id=pod))


def new_experiment(house: House, who: Who, pod: int) -> Any:
    return house.do(experiments.plan_experiment, plan(who, pod))


def experiment_form(house: House, who: Who, pod: int) -> Any:
    return house.look(experiments.form, who, pod, house.clock.now())


def session_form(house: House, who: Who, kickoff: int) -> Any:
    return house.look(session_forms.form, who, kickoff, house.clock.now())


def session_rows(house: House, who: Who, kickoff: int) -> Any:
    return house.look(access.meeting, who, kickoff)


def kick_off(house: House, who: Who, kickoff: int) -> Any:
    return house.do(checkins.kick_off, checkins.KickOff(meeting_id=kickoff, plan=plan(who, 1)))


def check_in(house: House, who: Who, standup: int) -> Any:
    return house.do(checkins.stand_up, stand_up(who, standup))


def retro_entry(house: House, who: Who, retro: int) -> Any:
    return house.do(retros.look_back, look_back(who, retro))


def change_experiment(house: House, who: Who, experiment: int) -> Any:
    return house.do(experiments.plan_experiment, plan(who, 1, experiment_id=experiment))


def carry_on(house: House, who: Who, experiment: int) -> Any:
    command = checkins.KickOff(meeting_id=1, plan=plan(who, 1, experiment_id=experiment))
    return house.do(checkins.kick_off, command)


def edit_form(house: House, who: Who, experiment: int) -> Any:
    return house.look(experiments.form_of, who, experiment, house.clock.now())


def observe(house: House, who: Who, experiment: int) -> Any:
    return house.do(observations.observe, observations.Observe(who=who, note="forged", experiment_id=experiment))


def reflect_on(house: House, who: Who, experiment: int) -> Any:
    command = retros.Reflect(who=who, choice="mixed", line="forged", experiment_id=experiment)
    return house.do(retros.reflect, command)


def answer(house: House, who: Who, entry: int) -> Any:
    return house.do(retros.reflect, retros.Reflect(who=who, choice="mixed", line="forged", check_in_id=entry))


def read_entry(house: House, who: Who, entry: int) -> Any:
    return house.look(entries.read, entries.ReadEntry(who=who, check_in_id=entry))


def own_question(house: House, who: Who, entry: int) -> Any:
    return house.look(coaching.own_question, who, entry)


CLAIMS: list[tuple[str, Claims]] = [
    *(("pod", claim) for claim in (charter, read_charter, may_start, start, try_again)),
    *(("pod", claim) for claim in (new_experiment, experiment_form)),
    *(("kickoff", claim) for claim in (session_form, session_rows, kick_off)),
    ("standup", check_in),
    ("retro", retro_entry),
    *(("experiment", claim) for claim in (change_experiment, carry_on, edit_form, observe, reflect_on)),
    *(("entry", claim) for claim in (answer, read_entry, own_question)),
]


def told(house: House, claim: Claims, who: Who, number: int) -> tuple[Problem, ...]:
    """What somebody is told who makes this claim; it has to be a refusal."""
    try:
        claim(house, who, number)
    except Refused as refused:
        return tuple(refused.problems)
    raise AssertionError(f"{claim.__name__}({number}) was not refused")


def test_S8_a_claim_is_refused_and_nothing_has_changed(both: House, others: tuple[Ids, ...]) -> None:
    before = both.photograph()
    for field, claim in CLAIMS:
        for number in (*NOBODYS, *(getattr(ids, field) for ids in others)):
            (found,) = told(both, claim, ANN, number)
            assert found.code == "not_found", (claim.__name__, number)
    assert both.photograph() == before


def test_S8_what_is_others_and_what_is_nobodys_is_told_alike(both: House, others: tuple[Ids, ...]) -> None:
    for field, claim in CLAIMS:
        numbers = (0, 99, *(getattr(ids, field) for ids in others))
        assert len({told(both, claim, ANN, number) for number in numbers}) == 1, claim.__name__


def test_S8_a_leader_of_the_same_pod_is_refused_as_well(both: House, own: Ids) -> None:
    before = both.photograph()
    for field, claim in CLAIMS:
        if field in ("experiment", "entry"):
            assert told(both, claim, BO, getattr(own, field))[0].code in ("not_found", "own_first")
    assert both.photograph() == before


def test_S8_the_one_it_belongs_to_is_not_refused(both: House, own: Ids) -> None:
    for field, claim in CLAIMS:
        if field in ("kickoff", "experiment", "entry"):
            claim(both, ANN, getattr(own, field))


def test_S8_an_experiment_of_ones_other_pod_is_not_carried_into_this_one(both: House, own: Ids) -> None:
    second = both.pod(name="Second", channel="C7")
    elsewhere = both.experiment(ANN, second).id or 0
    for claim in (change_experiment, carry_on):
        with pytest.raises(Refused, match="not_found"):
            claim(both, ANN, elsewhere)
    both.closed("kickoff")
    both.travel(both.meeting("standup").opens_at)
    with pytest.raises(Refused, match="not_found"):
        both.stand_up(ANN, own.standup, experiment_id=elsewhere)

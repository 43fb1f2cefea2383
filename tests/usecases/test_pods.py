"""Starting a pod (L4) and agreeing on its charter (W9)."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from podsprint.domain.cadences import CADENCES
from podsprint.domain.ledger import Cost
from podsprint.domain.people import Who
from podsprint.domain.pods import CHARTER_LIMITS
from podsprint.domain.problems import problem
from podsprint.domain.read_models import CharterView, PodIntro, PodView, Welcome
from podsprint.errors import Refused
from podsprint.slack import views
from podsprint.store.engine import transaction
from podsprint.store.tables import Charter, Member, Pod, Work
from podsprint.usecases import pods
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BERLIN, CHARTER, DEE, ELSEWHERE, FAY, SAM, TEAM, House, create_command

HOSTILE = "<!channel> <@U1> &<> *b* `x`"


def test_a_pod_has_its_leaders_in_order_and_no_charter_yet(both: House) -> None:
    pod = both.create()
    assert pod == PodView(
        id=1,
        name="Platform leads",
        channel="C1",
        facilitator="U5",
        leaders=("U1", "U2", "U3", "U4"),
        zone=BERLIN,
        meets_at=time(9, 30),
        has_charter=False,
        goal="",
        sprint=None,
    )


def test_a_new_pod_is_introduced_once_and_every_leader_is_welcomed(both: House) -> None:
    pod = both.create()
    both.tick()
    assert [(kind, out.conversation) for kind, out in both.said if out and hasattr(out, "conversation")] == [
        (Deliver.POD_INTRO, "C1"),
        *((Deliver.WELCOME, leader) for leader in pod.leaders),
    ]
    assert both.heard(Deliver.POD_INTRO) == [PodIntro(pod=pod, by="U5")]
    both.tick()
    assert both.said == []


def test_a_welcome_is_made_for_its_reader(house: House) -> None:
    pod = house.create()
    house.tick()
    cost = Cost(sessions=4, minutes=30, form_minutes=11)
    assert house.heard(Deliver.WELCOME) == [Welcome(pod=pod, leader=leader, cost=cost) for leader in pod.leaders]


TAKES = {
    "classic": "4 sessions in two weeks, 30 minutes each; filling in their forms takes about 11 minutes",
    "light": "3 sessions in two weeks, 30 minutes each; filling in their forms takes about 10 minutes",
    "intensive": "6 sessions in two weeks, 30 minutes each; filling in their forms takes about 14 minutes",
    "async": "4 sessions in two weeks, each open for a day, so that you come when it suits you; filling",
}


def test_N7_a_welcome_says_what_the_pods_own_rhythm_takes_and_when_one_is_reminded(house: House) -> None:
    pod_id = house.create().id
    assert set(TAKES) == set(CADENCES)
    for cadence, takes in TAKES.items():
        with transaction(house.engine) as session:
            pod = session.get_one(Pod, pod_id)
            pod.cadence = cadence
            session.add(pod)
        found = house.look(pods.greeting, pod_id, "U1")
        assert found is not None
        said = views.render(house.words, found[1]).text
        assert takes in said and "half-hour" not in said
        assert "one message a day at most" in said and "in the morning of a session" in said


def leaders(count: int) -> tuple[str, ...]:
    return tuple(f"U{number}" for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("count", "reason", "problems"),
    [
        (0, "", [("pod_too_small", "leaders")]),
        (2, "", [("pod_too_small", "leaders")]),
        (2, "They asked", [("pod_too_small", "leaders")]),
        (3, "", [("pod_size_needs_reason", "override_reason")]),
        (3, " \n", [("pod_size_needs_reason", "override_reason")]),
        (3, ":tada:", [("pod_size_needs_reason", "override_reason")]),
        (3, "x" * 301, [("too_long", "override_reason")]),
        (7, "", [("pod_size_needs_reason", "override_reason")]),
        (8, "", [("pod_too_large", "leaders")]),
        (8, "They asked", [("pod_too_large", "leaders")]),
    ],
)
def test_L4_other_sizes_are_refused(house: House, count: int, reason: str, problems: list[tuple[str, str]]) -> None:
    command = replace(create_command(), leaders=leaders(count), size_reason=reason)
    assert house.codes(pods.create_pod, command) == problems


@pytest.mark.parametrize(("count", "reason"), [(3, "One joins in May"), (4, ""), (6, ""), (7, "All lead one product")])
def test_L4_four_to_six_and_with_a_reason_three_and_seven(house: House, count: int, reason: str) -> None:
    assert house.create(leaders=leaders(count), size_reason=reason).leaders == leaders(count)
    assert house.only(Pod).size_reason == (reason or None)
    assert len(house.rows(Member)) == count


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        ({"name": ""}, [("required", "name")]),
        ({"name": " \t\n"}, [("required", "name")]),
        ({"name": "🚀 🎉"}, [("required", "name")]),
        ({"name": ":rocket:"}, [("required", "name")]),
        ({"name": "x" * 61}, [("too_long", "name")]),
        ({"name": "x" * 3000}, [("too_long", "name")]),
        ({"leaders": ("U1", "U2", "U3", "U4", "U1")}, [("pod_duplicate_leaders", "leaders")]),
        ({"facilitator": ""}, [("required", "facilitator")]),
        ({"meets_at": None}, [("required", "meets_at")]),
        ({"zone": ""}, [("zone_unknown", "zone")]),
        ({"zone": "Europe/Atlantis"}, [("zone_unknown", "zone")]),
        ({"zone": "../../etc/passwd"}, [("zone_unknown", "zone")]),
        ({"country": "XX"}, [("country_unknown", "country")]),
        ({"country": "de"}, [("country_unknown", "country")]),
    ],
)
def test_a_field_that_cannot_stand_is_named(
    house: House, other: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    assert house.codes(pods.create_pod, replace(create_command(), **other)) == problems


def test_every_problem_is_told_at_once(house: House) -> None:
    command = replace(create_command(), name="", leaders=("U1",), facilitator="", meets_at=None, zone="?", country="?")
    assert house.codes(pods.create_pod, command) == [
        ("required", "name"),
        ("required", "facilitator"),
        ("pod_too_small", "leaders"),
        ("required", "meets_at"),
        ("zone_unknown", "zone"),
        ("country_unknown", "country"),
    ]


@pytest.mark.parametrize("name", ["Platform leads", "PLATFORM LEADS", "  platform Leads\n"])
def test_a_name_is_taken_whatever_its_case(both: House, name: str) -> None:
    both.create()
    command = replace(create_command(), name=name, channel="C2")
    assert both.refused(pods.create_pod, command) == (problem("name_taken", "name", name=name.strip()),)


def test_a_name_is_free_in_another_workspace(both: House) -> None:
    both.create()
    assert both.create(who=ELSEWHERE).name == "Platform leads"


def test_a_channel_has_one_pod(both: House) -> None:
    both.create()
    command = replace(create_command(), name="Another")
    assert both.refused(pods.create_pod, command) == (problem("channel_has_pod", "name", channel="C1"),)


@pytest.mark.parametrize("name", [HOSTILE, "فريق القادة", "צוות המנהיגים", "Équipe d'Orléans", "x" * 60])
def test_a_name_is_kept_as_typed_and_shown_without_effect(both: House, name: str) -> None:
    assert both.create(name=name).name == name
    assert both.only(Pod).name == name
    both.tick()
    (intro,) = both.heard(Deliver.POD_INTRO)
    shown = views.render(both.words, intro)
    assert "<!channel>" not in str(shown.blocks[1:])  # the header is plain text, where markup does nothing


def test_what_no_eye_sees_is_taken_out_of_a_name(house: House) -> None:
    assert house.create(name="\u202eevil\x00 name\u200f").name == "evil name\u200f"


def test_a_pod_welcomes_even_those_it_does_not_know(house: House) -> None:
    house.create(facilitator=SAM.user)
    assert house.only(Pod).facilitator_id == SAM.user
    assert house.only(Pod).created_by == FAY.user


# The charter ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", CHARTER_LIMITS)
@pytest.mark.parametrize(
    ("text", "code"), [("", "required"), (" \n ", "required"), ("🙂", "required"), (None, "too_long")]
)
def test_W9_every_part_of_the_charter_says_something(house: House, part: str, text: str | None, code: str) -> None:
    pod = house.create()
    charter = replace(CHARTER, **{part: "x" * (CHARTER_LIMITS[part] + 1) if text is None else text})
    command = pods.WriteCharter(who=ANN, pod_id=pod.id, charter=charter)
    assert house.codes(pods.write_charter, command) == [(code, part)]


@pytest.mark.parametrize("who", [ANN, FAY])
def test_anyone_in_the_pod_words_the_charter(both: House, who: Who) -> None:
    pod = both.create()
    kept = both.do(pods.write_charter, pods.WriteCharter(who=who, pod_id=pod.id, charter=CHARTER))
    assert kept == CharterView(
        pod_id=pod.id,
        pod="Platform leads",
        goal=CHARTER.goal,
        so_that=CHARTER.so_that,
        roles=CHARTER.roles,
        norms=CHARTER.norms,
        confidentiality=CHARTER.confidentiality,
        by=who.user,
    )
    seen, read = both.look(pods.charter_here, DEE, "C1")
    assert (seen.has_charter, seen.goal, read) == (True, CHARTER.goal, kept)


def test_a_charter_is_changed_in_place_and_the_introduction_with_it(both: House) -> None:
    pod = both.pod()
    both.tick()
    both.said.clear()
    changed = replace(CHARTER, goal=HOSTILE, norms="م" * 1500)
    both.do(pods.write_charter, pods.WriteCharter(who=ANN, pod_id=pod.id, charter=changed))
    row = both.only(Charter)
    assert (row.goal, row.norms, row.updated_by) == (HOSTILE, "م" * 1500, ANN.user)
    both.tick()
    ((kind, out),) = both.said
    assert kind is Deliver.POD_INTRO and out is not None
    assert [intro.pod.goal for intro in both.heard(Deliver.POD_INTRO)] == [HOSTILE]


def test_a_strangers_charter_is_refused(house: House) -> None:
    pod = house.create()
    for who in (SAM, ELSEWHERE):
        command = pods.WriteCharter(who=who, pod_id=pod.id, charter=CHARTER)
        assert house.refused(pods.write_charter, command) == (problem("not_found", what="pod"),)


def test_nothing_private_is_in_a_row_of_work(house: House) -> None:
    house.pod(name="Marker name", size_reason="")
    assert not [row.payload for row in house.rows(Work) if "Marker" in str(row.payload)]
    assert {key for row in house.rows(Work) for key in row.payload} <= {"pod", "user", "team"}


# The pod meant by a command ---------------------------------------------------------------------------------------


def test_a_command_means_the_channels_own_pod_else_the_persons_only_one(house: House) -> None:
    first = house.create()
    assert house.look(pods.charter_here, ANN, "C9")[0] == first
    second = house.create(name="Second", channel="C2")
    assert house.look(pods.charter_here, ANN, "C2")[0] == second
    assert house.look(pods.charter_here, ANN, "C1")[0] == first
    with pytest.raises(Refused, match="which_pod") as refused:
        house.look(pods.charter_here, ANN, "C9")
    assert refused.value.problems == (problem("which_pod", channels=("C2", "C1")),)


def test_whoever_has_no_pod_is_told_so(house: House) -> None:
    house.create()
    for who in (SAM, ELSEWHERE, Who(TEAM, "")):
        with pytest.raises(Refused, match="no_pod"):
            house.look(pods.charter_here, who, "C1")

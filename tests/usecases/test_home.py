"""Anyone's front page: made for everyone, bounded, and up to date while it is looked at."""

from dataclasses import replace

import pytest

from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Home, PodToday
from podsprint.playground.limits import check_view
from podsprint.slack.ids import Act
from podsprint.slack.views.home import MOST_BLOCKS
from podsprint.slack.views.home import home as home_view
from podsprint.store.tables import Person
from podsprint.usecases import home, joining, members, moves, people, pods, retros, standings
from podsprint.usecases.messages import HomeTab
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, SAM, TEAM, House, create_command


def page(house: House, who: Who) -> Home:
    found = house.look(home.home, who, house.clock.now())
    assert check_view(home_view(house.words, found)) == []
    return found


@pytest.mark.parametrize("who", [SAM, ELSEWHERE])
def test_whoever_was_never_onboarded_has_a_page(house: House, who: Who) -> None:
    house.pod()
    found = page(house, who)
    assert found == Home(person=who.user, pods=(), facilitated=(), experiments=(), reflections=())
    assert "/pod create" in str(home_view(house.words, found))


def test_a_leader_sees_what_is_next_and_what_is_theirs(house: House) -> None:
    house.sprint(house.pod())
    meeting = house.opened("kickoff")
    house.kick_off(ANN, meeting, ring=Ring.ME)
    found = page(house, ANN)
    (today,) = found.pods
    assert (today.is_leader, today.is_facilitator, today.checked_in, today.waiting_for) == (True, False, True, ())
    assert today.session is not None and (today.session.id, today.session.state) == (meeting, "open")
    assert [line.ring for line in found.experiments] == [Ring.ME]
    assert page(house, BO).pods[0].checked_in is False


def test_a_facilitator_only_sees_whom_the_pod_waits_for_and_no_experiments(house: House) -> None:
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"))
    found = page(house, FAY)
    (today,) = found.facilitated
    assert found.pods == ()
    assert (today.is_leader, today.is_facilitator) == (False, True)
    assert today.waiting_for == (BO.user, CY.user, DEE.user)
    assert (found.experiments, found.reflections) == ((), ())
    assert "Check in" not in str(home_view(house.words, found))


def actions(house: House, who: Who) -> list[tuple[str, str]]:
    """Every button on somebody's page: what it does, and about what."""
    view = home_view(house.words, page(house, who))
    elements = [one for block in view["blocks"] for one in (block.get("accessory"), *block.get("elements", ())) if one]
    return [(one["action_id"], one.get("value", "")) for one in elements if "action_id" in one]


def test_a_facilitator_reaches_the_report_and_everyone_their_own_data(house: House) -> None:
    house.pod()
    assert (Act.REPORT, "1") in actions(house, FAY)
    assert [act for act, _ in actions(house, ANN) if act in (Act.REPORT, Act.OVERVIEW)] == []
    house.pod(name="Second", channel="C2")
    assert {(Act.OVERVIEW, ""), (Act.EXPORT, "")} <= set(actions(house, FAY))  # each pod's report is in there
    assert (Act.EXPORT, "") in actions(house, ANN)


def test_whoever_runs_a_pod_sees_what_needs_them_and_what_helps(house: House) -> None:
    house.sprint(house.pod())
    assert page(house, FAY).facilitated[0].needs == ()
    house.do(members.leave, members.Leave(who=DEE, pod_id=1))
    house.do(people.open_home, people.OpenHome(who=FAY))
    house.tick()
    house.said.clear()
    house.do(joining.ask_to_join, joining.AskToJoin(who=SAM, channel="C1"))
    for number in (1, 2):
        skip = moves.ChangeSession(who=FAY, meeting_id=house.meeting("standup", number).id or 0, how="skip")
        house.do(moves.change, skip)
    found = page(house, FAY)
    assert found.facilitated[0].needs == ("skipped_twice", "small", "join")
    shown = str(home_view(house.words, found))
    for said in ("Two sessions skipped", "moves the next one", "Fewer than four", "/pod merge", "asks to join"):
        assert said in shown
    assert SAM.user not in shown
    assert {(Act.OVERVIEW, ""), (Act.REPORT, "1")} <= set(actions(house, FAY))
    assert [today.needs for today in page(house, ANN).pods] == [()]
    house.tick()
    assert FAY in [out.who for _, out in house.said if isinstance(out, HomeTab)]  # who looks at it sees it come


def test_a_page_with_everything_on_it_is_cut_to_what_slack_takes(house: House) -> None:
    found = page(house, ANN)
    line = PodToday(pod=house.pod(), is_leader=True, is_facilitator=True, session=None)
    view = home_view(house.words, replace(found, pods=(line,) * 60, facilitated=(line,) * 60))
    assert check_view(view) == [] and len(view["blocks"]) == MOST_BLOCKS
    assert "more than fits" in str(view) and Act.EXPORT in str(view["blocks"][-1])


def test_a_closed_session_asks_those_who_are_not_in_yet_for_a_late_entry(house: House) -> None:
    house.sprint(house.pod())
    meeting = house.opened("kickoff")
    house.kick_off(ANN, meeting)
    house.closed("kickoff")
    assert [page(house, who).pods[0].late is not None for who in (ANN, BO)] == [False, True]
    assert page(house, FAY).facilitated[0].late is None
    house.travel(house.meeting("kickoff").grace_until)
    assert page(house, BO).pods[0].late is None


def test_a_leader_of_two_pods_sees_both_the_newest_first(house: House) -> None:
    house.pod()
    house.pod(name="Second", channel="C2", facilitator=ANN.user)
    found = page(house, ANN)
    assert [(today.pod.name, today.is_leader, today.is_facilitator) for today in found.pods] == [
        ("Second", True, True),
        ("Platform leads", True, False),
    ]


def test_the_page_is_bounded_whatever_there_is(house: House) -> None:
    for number in range(12):
        pod = house.pod(name=f"Pod {number}", channel=f"C{number}")
        house.experiment(ANN, pod, hypothesis="a" + "&" * 999)
        reflection = retros.Reflect(who=ANN, choice="mixed", line="a" + "<" * 1999, experiment_id=number + 1)
        house.do(retros.reflect, reflection)
    found = page(house, ANN)
    assert (len(found.pods), len(found.experiments), len(found.reflections)) == (6, 6, 5)
    assert found.more_pods and found.more_experiments


def test_a_page_is_published_when_it_is_opened_and_when_something_changes(house: House) -> None:
    pod = house.pod()
    house.tick()
    house.said.clear()
    house.do(people.open_home, people.OpenHome(who=ANN))
    house.do(people.open_home, people.OpenHome(who=ANN))
    house.tick()
    assert [(kind, getattr(out, "who", None)) for kind, out in house.said] == [(Deliver.HOME, ANN)]
    house.said.clear()
    house.experiment(BO, pod)
    house.tick()
    assert [out.who for _, out in house.said if isinstance(out, HomeTab)] == [ANN]
    assert len(house.rows(Person)) == 1


def test_a_page_nobody_has_looked_at_for_long_waits_to_be_opened(house: House) -> None:
    pod = house.pod()
    house.do(people.open_home, people.OpenHome(who=ANN))
    house.tick()
    house.said.clear()
    house.clock.advance(hours=12)
    house.experiment(BO, pod)
    house.tick()
    assert house.said == []


def test_a_zone_is_remembered_if_it_is_one(house: House) -> None:
    def told(zone: str) -> standings.Learn:
        return standings.Learn(team=TEAM, facts=(Facts(user=ANN.user, standing=Standing.MEMBER, zone=zone),))

    house.do(standings.learn, told("Europe/Lisbon"))
    assert house.look(people.zone_of, ANN) == "Europe/Lisbon"
    house.do(standings.learn, told("Mars/Base"))
    assert house.look(people.zone_of, ANN) == "Europe/Lisbon"
    assert house.look(people.zone_of, ELSEWHERE) is None


def test_the_commitment_on_the_page_is_ones_own(house: House) -> None:
    house.sprint(house.pod())
    house.stand_up(ANN, house.opened("standup"), next_step="Ask <who>", ring=Ring.ME)
    assert page(house, ANN).pods[0].commitment == "Ask <who>"
    assert (page(house, BO).pods[0].commitment, page(house, FAY).facilitated[0].commitment) == ("", "")


def test_a_pod_of_another_workspace_is_not_on_the_page(house: House) -> None:
    house.do(pods.create_pod, replace(create_command(), who=ELSEWHERE))
    assert page(house, ANN).pods == ()
    assert len(page(house, Who("T0OTHER", ANN.user)).pods) == 1


def test_a_facilitator_of_twelve_sees_each_pod_in_a_line_with_what_to_do_next(house: House) -> None:
    for number in range(12):
        house.pod(name=f"Pod {number}", channel=f"C{number}")
    found = page(house, FAY)
    assert (len(found.facilitated), found.pods, found.more_pods) == (12, (), False)
    view = home_view(house.words, found)
    lines = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
    assert sum(line.startswith("*Pod ") for line in lines) == 12
    assert {block["accessory"]["text"]["text"] for block in view["blocks"] if "accessory" in block} == {
        "My rhythm",
        "Everything of mine, as files",
        "Start a sprint",
    }


@pytest.mark.parametrize("standing", list(Standing))
def test_S8_an_admin_finds_the_workspace_on_the_page(house: House, standing: Standing) -> None:
    facts = (Facts(user=SAM.user, standing=standing),)
    house.do(standings.learn, standings.Learn(team=TEAM, facts=facts))
    shown = page(house, SAM)
    assert shown.runs_workspace == (standing == Standing.ADMIN)
    assert ("*This workspace*" in str(home_view(house.words, shown))) == shown.runs_workspace

"""Programmes (L13): a purpose, pods whose facilitators agreed, workshops; the owner sees no more than that (S2, S4)."""

from datetime import date, timedelta

import pytest

from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.domain.read_models import PodView, ProgrammeView
from podsprint.slack import views
from podsprint.slack.views.programmes import programme as programme_window
from podsprint.store.engine import transaction
from podsprint.store.tables import Audit, Pod, Programme, ProgrammeInvite, Published, Workshop
from podsprint.usecases import home, pods, programme_pods, programme_views, programmes, sprints
from podsprint.usecases.outbox import Deliver
from tests.support.statements import counted
from tests.usecases.house import ANN, BO, ELSEWHERE, FAY, MONDAY, SAM, TEAM, House

OWNER = Who(TEAM, "U40")


def create(house: House, who: Who = OWNER, name: str = "In the open") -> ProgrammeView:
    command = programmes.CreateProgramme(who=who, name=name, purpose="So that work flows")
    return house.do(programmes.create_programme, command)


def ask(house: House, programme: ProgrammeView, channel: str = "C1", who: Who = OWNER) -> ProgrammeView:
    return house.do(programme_pods.ask_pod, programme_pods.AskPod(who=who, programme_id=programme.id, channel=channel))


def answer(house: House, joins: bool, who: Who = FAY) -> None:
    (invite,) = house.rows(ProgrammeInvite)
    house.do(programme_pods.answer_invite, programme_pods.AnswerInvite(who=who, invite_id=invite.id or 0, joins=joins))


def seen(house: House, programme: ProgrammeView) -> ProgrammeView:
    return house.look(programme_views.look, OWNER, programme.id)


@pytest.fixture
def taking_part(both: House) -> ProgrammeView:
    """A programme that Fay's pod takes part in."""
    both.pod()
    programme = create(both)
    ask(both, programme)
    answer(both, joins=True)
    both.tick()
    both.said.clear()
    return seen(both, programme)


def test_L13_whoever_creates_a_programme_owns_it(both: House) -> None:
    create(both)
    row = both.only(Programme)
    assert (row.owner_id, row.name, row.purpose) == (OWNER.user, "In the open", "So that work flows")
    (line,) = both.look(home.home, OWNER, both.clock.now()).programmes
    assert (line.name, line.is_owner, line.pods) == ("In the open", True, 0)
    assert both.look(home.home, SAM, both.clock.now()).programmes == ()


def test_a_name_is_taken_until_the_programme_ends(both: House) -> None:
    programme = create(both)
    again = programmes.CreateProgramme(who=SAM, name="IN THE OPEN ", purpose="So that x")
    assert both.codes(programmes.create_programme, again) == [("programme_name_taken", "name")]
    both.do(programmes.end_programme, programmes.EndProgramme(who=OWNER, programme_id=programme.id))
    assert create(both, SAM).pods == ()


def test_one_person_owns_five_at_most(both: House) -> None:
    for number in range(5):
        create(both, name=f"P{number}")
    sixth = programmes.CreateProgramme(who=OWNER, name="P6", purpose="So that x")
    assert both.codes(programmes.create_programme, sixth) == [("too_many_programmes", "name")]


def test_L13_a_pod_takes_part_once_its_facilitator_agrees(both: House) -> None:
    both.pod()
    programme = create(both)
    assert ask(both, programme).asked == ("C1",)
    ask(both, programme)  # twice is once
    both.tick()
    assert both.only(Pod).programme_id is None
    (question,) = both.heard(Deliver.PROGRAMME_INVITE)
    assert (question.joined, question.owner, question.pod) == (False, OWNER.user, "Platform leads")
    answer(both, joins=True)
    both.tick()
    assert both.only(Pod).programme_id == programme.id
    assert [model.joined for model in both.heard(Deliver.PROGRAMME_INVITE)] == [True]
    found = seen(both, programme)
    assert ([pod.name for pod in found.pods], found.asked) == (["Platform leads"], ())


def test_L13_a_no_takes_the_question_back(both: House) -> None:
    both.pod()
    programme = create(both)
    ask(both, programme)
    both.tick()
    both.said.clear()
    answer(both, joins=False)
    both.tick()
    assert both.heard(Deliver.PROGRAMME_INVITE) == [None]
    assert both.only(Pod).programme_id is None and both.rows(ProgrammeInvite) == []


def test_L13_a_pod_the_owner_facilitates_joins_at_once(both: House) -> None:
    both.pod()
    assert [pod.name for pod in ask(both, create(both, FAY), who=FAY).pods] == ["Platform leads"]


def test_L13_a_pod_is_in_one_programme_at_a_time(both: House, taking_part: ProgrammeView) -> None:
    other = create(both, name="Another")
    command = programme_pods.AskPod(who=OWNER, programme_id=other.id, channel="C1")
    assert both.codes(programme_pods.ask_pod, command) == [("pod_in_programme", "channel")]
    command = programme_pods.AskPod(who=OWNER, programme_id=other.id, channel="C9")
    assert both.codes(programme_pods.ask_pod, command) == [("no_pod_there", "channel")]


@pytest.mark.parametrize("who", [ANN, OWNER, SAM, ELSEWHERE])
def test_S8_only_the_facilitator_agrees(both: House, who: Who) -> None:
    both.pod()
    ask(both, create(both))
    command = programme_pods.AnswerInvite(who=who, invite_id=1, joins=True)
    assert both.codes(programme_pods.answer_invite, command) == [
        ("facilitator_only" if who == ANN else "not_found", "")
    ]
    made_up = programme_pods.AnswerInvite(who=FAY, invite_id=99, joins=True)
    assert both.codes(programme_pods.answer_invite, made_up) == [("not_found", "")]


@pytest.mark.parametrize("who", [FAY, OWNER])
def test_L13_the_facilitator_or_the_owner_takes_a_pod_out(both: House, taking_part: ProgrammeView, who: Who) -> None:
    both.do(programme_pods.remove_pod, programme_pods.RemovePod(who=who, pod_id=1))
    both.tick()
    assert both.only(Pod).programme_id is None
    assert both.heard(Deliver.PROGRAMME_INVITE) == [None]


@pytest.mark.parametrize("who", [FAY, ANN, SAM, ELSEWHERE])
def test_S8_a_programme_is_its_owners(both: House, taking_part: ProgrammeView, who: Who) -> None:
    one = taking_part.id
    for use_case, command in (
        (programmes.end_programme, programmes.EndProgramme(who=who, programme_id=one)),
        (programme_pods.ask_pod, programme_pods.AskPod(who=who, programme_id=one, channel="C1")),
        (programmes.add_workshop, programmes.AddWorkshop(who=who, programme_id=one, title="x", on_day=MONDAY)),
    ):
        assert both.codes(use_case, command) == [("not_found", "")]  # type: ignore[arg-type]
    if who != FAY:
        out = programme_pods.RemovePod(who=who, pod_id=1)
        assert both.codes(programme_pods.remove_pod, out) == [("facilitator_only" if who == ANN else "not_found", "")]


def test_L13_a_workshop_is_context_in_the_plan_of_a_sprint(both: House, taking_part: ProgrammeView) -> None:
    pod = both.only(Pod)
    for title, on_day in (("Before", MONDAY - timedelta(days=3)), ("In it", MONDAY), ("Later", date(2026, 5, 1))):
        added = programmes.AddWorkshop(who=OWNER, programme_id=taking_part.id, title=title, on_day=on_day)
        both.do(programmes.add_workshop, added)
    both.do(sprints.start_sprint, sprints.StartSprint(who=FAY, pod_id=pod.id or 0, starts_on=MONDAY))
    both.tick()
    plan = both.heard(Deliver.SPRINT_PLAN)[-1]
    assert (plan.programme, [workshop.title for workshop in plan.workshops]) == ("In the open", ["Before", "In it"])
    assert "Beside it" in views.render(both.words, plan).text
    workshop = both.rows(Workshop)[1]
    both.do(programmes.remove_workshop, programmes.RemoveWorkshop(who=OWNER, workshop_id=workshop.id or 0))
    both.tick()  # a running plan is brought up to date
    assert [found.title for found in both.heard(Deliver.SPRINT_PLAN)[-1].workshops] == ["Before"]


def test_L13_an_ended_programme_leaves_its_pods_as_they_are(both: House, taking_part: ProgrammeView) -> None:
    both.sprint(pod_of(both))
    both.do(programmes.end_programme, programmes.EndProgramme(who=OWNER, programme_id=taking_part.id))
    both.tick()
    assert both.only(Pod).programme_id is None
    assert both.heard(Deliver.SPRINT_PLAN)[-1].programme == ""
    assert both.look(programme_views.lines, OWNER) == ()


def test_S2_the_owner_sees_pods_and_sprints_and_nobodys_words(both: House, taking_part: ProgrammeView) -> None:
    both.sprint(pod_of(both))
    meeting = both.opened("kickoff")
    for who in (ANN, BO):
        both.kick_off(who, meeting, hypothesis="zz-mine-zz")
    both.look_back(ANN, both.opened("retro"), outcome="adopted", what_changed="zz-changed-zz", line="zz-line-zz")
    found = seen(both, taking_part)
    (pod,) = found.pods
    assert (pod.name, pod.sprints, pod.running) == ("Platform leads", 1, 1)
    shown = str(programme_window(both.words, found))
    assert "zz-" not in shown and "%" not in shown
    assert ANN.user not in shown and BO.user not in shown


def test_S4_the_owner_sees_figures_of_whole_sprints_of_five_or_more(both: House, taking_part: ProgrammeView) -> None:
    both.sprint(pod_of(both))
    assert seen(both, taking_part).pulse is None
    with transaction(both.engine) as session:
        means = {"failure": 4.0, "hard_issue": 3.0, "help": 5.0}
        session.add(Published(sprint_id=1, figure="pulse", people=5, means=means))
    found = seen(both, taking_part).pulse
    assert found is not None and (found.people, found.means["help"]) == (5, 5.0)


def test_S6_who_did_what_to_a_programme_is_on_the_trail(both: House, taking_part: ProgrammeView) -> None:
    both.do(programme_pods.remove_pod, programme_pods.RemovePod(who=FAY, pod_id=1))
    both.do(programmes.end_programme, programmes.EndProgramme(who=OWNER, programme_id=taking_part.id))
    trail = [(row.actor, row.action) for row in both.rows(Audit) if row.action.startswith("programme.")]
    assert trail == [
        (OWNER.user, Action.PROGRAMME_CREATED),
        (OWNER.user, Action.PROGRAMME_POD_ASKED),
        (FAY.user, Action.PROGRAMME_POD_JOINED),
        (FAY.user, Action.PROGRAMME_POD_LEFT),
        (OWNER.user, Action.PROGRAMME_ENDED),
    ]


def test_a_programme_is_looked_at_in_as_many_queries_for_one_pod_as_for_many(both: House) -> None:
    programme = create(both, FAY)
    counts = []
    for number in range(1, 4):
        both.pod(
            channel=f"C{number}",
            name=f"Pod {number}",
            leaders=tuple(f"U{number}{leader}" for leader in range(4)),
        )
        ask(both, programme, f"C{number}", FAY)
        counts.append(_queries(both, programme.id))
    assert len(set(counts)) == 1


def _queries(house: House, programme_id: int) -> int:
    with counted(house.engine) as asked:
        house.look(programme_views.look, FAY, programme_id)
    return len(asked)


def pod_of(house: House) -> PodView:
    return house.look(pods.charter_here, ANN, "C1")[0]

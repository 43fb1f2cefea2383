"""A pod's own report: the work first (W2), what was shared and nothing else (S2), by who asks (L17), figures from five
people on (S4)."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest

from podsprint.domain.audit import Action
from podsprint.domain.figures import FEWEST, Figure
from podsprint.domain.people import Standing, Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import PodReport
from podsprint.errors import Refused
from podsprint.playground.limits import check_view
from podsprint.slack.views import report_files
from podsprint.slack.views import reports as report_views
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import Audit, CheckIn, Person, Progress, Published, Work
from podsprint.usecases import (
    boosters,
    entries,
    members,
    observations,
    outcomes,
    pods,
    reports,
    roles,
    sprint_moves,
    summaries,
)
from podsprint.usecases.outbox import Errand
from tests.support.statements import counted
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, SAM, TEAM, House

SECRET = "zz-private-zz"
NAMES = {ANN.user: "Ann"}
FIELDS = {"what_i_do": "Ask first", "where": "Planning", "expect": "Silence", "work_item": "PLAN-7"}


def report(house: House, who: Who = ANN, *, pod: int = 1, limit: int = reports.IN_WINDOW) -> PodReport:
    return house.look(reports.look, who, pod, house.clock.now(), limit=limit)


def everything(house: House, model: PodReport) -> str:
    """The window and the three files."""
    window = report_views.report(house.words, model)
    assert check_view(window) == []
    files = (
        *report_files.as_markdown(house.words, model, NAMES),
        *report_files.as_json(ANN, model, NAMES),
        *report_files.as_csv(model, NAMES),
    )
    return json.dumps(window, ensure_ascii=False) + "".join(files)


def live(house: House) -> int:
    """Kick-off and retro of a sprint: Ann adopts, Bo drops, Cy keeps hers private, Dee goes on; it has closed."""
    house.sprint(house.pod())
    kickoff = house.opened("kickoff")
    house.kick_off(ANN, kickoff, framing_question="What will it take to decide near the work?", **FIELDS)
    house.kick_off(BO, kickoff)
    house.kick_off(CY, kickoff, ring=Ring.ME, hypothesis=f"If {SECRET}, then so that")
    house.kick_off(DEE, kickoff)
    retro = house.opened("retro")
    house.look_back(ANN, retro, outcome="adopted", what_changed="Nine became three", behaviour="I waited")
    house.look_back(BO, retro, outcome="dropped", what_changed="Nothing changed", choice="hurt", behaviour="I hurried")
    house.look_back(CY, retro, outcome="adopted", what_changed=SECRET, line=SECRET, behaviour=SECRET, ring=Ring.ME)
    return house.closed("retro")


@pytest.fixture
def lived(both: House) -> House:
    live(both)
    return both


def test_W2_what_changed_in_the_work_comes_first_and_counts_last(lived: House) -> None:
    (sprint,) = report(lived).sprints
    assert [(line.leader, line.outcome, line.what_changed) for line in sprint.changed] == [
        (ANN.user, "adopted", "Nine became three"),
        (BO.user, "dropped", "Nothing changed"),
    ]
    assert [(line.leader, line.outcome) for line in sprint.running] == [(DEE.user, "running")]
    assert (sprint.shared, sprint.kept_private, sprint.sessions_held, sprint.over) == (3, 1, 4, False)
    for told in (
        str(report_views.report(lived.words, report(lived))),
        "".join(report_files.as_markdown(lived.words, report(lived), NAMES)),
    ):
        places = [told.index(part) for part in ("Decide near the work", "Nine became three", "4 sessions")]
        assert places == sorted(places)
        assert "%" not in told


def test_R5_what_people_did_is_told_by_how_it_went(lived: House) -> None:
    told = "".join(report_files.as_markdown(lived.words, report(lived), NAMES)).partition("### What people did")[2]
    assert told.index("It helped") < told.index("I waited") < told.index("harder") < told.index("I hurried")


def test_S2_nothing_anyone_kept_to_themselves_is_in_it(lived: House) -> None:
    lived.do(observations.observe, observations.Observe(who=ANN, note=SECRET, experiment_id=1))
    for who in (ANN, BO, CY, FAY):  # not even for its author: the report is the pod's
        assert SECRET not in everything(lived, report(lived, who, limit=reports.IN_FILES))


def test_N9_an_experiment_goes_out_with_hypothesis_context_and_result(lived: House) -> None:
    document = json.loads("".join(report_files.as_json(ANN, report(lived), NAMES)))
    assert (document["format"], document["version"], document["team"]) == ("podsprint.report", 1, TEAM)
    (sprint,) = document["sprints"]
    first = sprint["experiments"][0]
    assert (first["leader"], first["name"], first["outcome"]) == (ANN.user, "Ann", "adopted")
    assert first["framing_question"] == "What will it take to decide near the work?"
    told = {"what_i_do": "Ask first", "place": "Planning", "expect": "Silence", "work_item": "PLAN-7"}
    told |= {"hypothesis": f"If {ANN.user} asks first, then others decide", "takeaway": f"{ANN.user} looks back"}
    assert {name: first[name] for name in told} == told
    assert (first["what_changed"], first["behaviour"]) == ("Nine became three", "I waited")


def test_a_spreadsheet_runs_nothing_that_people_typed(both: House) -> None:
    both.sprint(both.pod())
    both.kick_off(ANN, both.opened("kickoff"), hypothesis='=HYPERLINK("http://x";"y")')
    both.look_back(ANN, both.opened("retro"), outcome="adopted", what_changed="+1\n@SUM(1)", behaviour="-2")
    both.closed("retro")
    told = "".join(report_files.as_csv(report(both), {ANN.user: "=Ann"}))
    head, row = csv.reader(io.StringIO(told.removeprefix("\ufeff"), newline=""))
    cells = dict(zip(head, row, strict=True))
    assert cells["hypothesis"].startswith("'=") and cells["what_changed"] == "'+1\n'@SUM(1)"
    assert (cells["behaviour"], cells["leader"], cells["sprint"]) == ("'-2", "'=Ann", "1")


def test_W11_what_is_entered_in_an_open_session_is_told_once_it_has_closed(both: House) -> None:
    both.sprint(both.pod())
    kickoff = both.opened("kickoff")
    both.kick_off(ANN, kickoff, hypothesis=f"If {SECRET}, then so that")
    assert SECRET not in everything(both, report(both, BO))
    both.closed("kickoff")
    assert SECRET in everything(both, report(both, BO))
    both.look_back(ANN, both.opened("retro"), outcome="dropped", what_changed="Nine became three")
    (sprint,) = report(both, BO).sprints
    assert [(line.outcome, line.what_changed) for line in sprint.lines] == [("running", "")]
    assert (sprint.kept_private, sprint.changed) == (0, ())
    both.closed("retro")
    assert [line.what_changed for line in report(both, BO).sprints[0].changed] == ["Nine became three"]


# Over several sprints ------------------------------------------------------------------------------------------------


def next_sprint(house: House, number: int) -> None:
    house.travel(house.meeting("retro", sprint=number - 1).grace_until + timedelta(days=3))
    day = house.clock.now().date()
    house.sprint(house.look(pods.charter_here, ANN, "C1")[0], day - timedelta(days=day.weekday()) + timedelta(days=7))


def test_L13_what_is_carried_on_is_told_where_it_ended(lived: House) -> None:
    next_sprint(lived, 2)
    lived.kick_off(DEE, lived.opened("kickoff", sprint=2), experiment_id=4)
    lived.look_back(DEE, lived.opened("retro", sprint=2), outcome="adapted", what_changed="Six became four")
    lived.closed("retro", sprint=2)
    second, first = report(lived).sprints
    assert [(line.leader, line.outcome) for line in second.changed] == [(DEE.user, "adapted")]
    assert [(line.leader, line.outcome, line.what_changed) for line in first.running] == [(DEE.user, "running", "")]
    assert (first.over, second.over) == (True, False)


def test_S2_a_private_ending_leaves_the_sprint_before_as_it_was(lived: House) -> None:
    next_sprint(lived, 2)
    lived.kick_off(DEE, lived.opened("kickoff", sprint=2), experiment_id=4)
    retro = lived.opened("retro", sprint=2)
    lived.look_back(DEE, retro, outcome="adapted", what_changed=SECRET, ring=Ring.ME)
    lived.closed("retro", sprint=2)
    second, first = report(lived).sprints
    assert (second.lines, second.kept_private) == ((), 1)
    assert [(line.leader, line.outcome) for line in first.running] == [(DEE.user, "running")]
    assert SECRET not in everything(lived, report(lived))


def test_S2_what_was_dropped_outside_a_retro_is_not_told(lived: House) -> None:
    lived.clock.set(lived.clock.now() + timedelta(minutes=5))
    command = outcomes.Drop(who=ANN, experiment_id=1, what_changed=SECRET)
    lived.do(outcomes.drop, command)
    (sprint,) = report(lived).sprints
    (told,) = [line for line in sprint.lines if line.leader == ANN.user]
    assert (told.outcome, told.what_changed) == ("adopted", "Nine became three")  # as the pod was told
    assert SECRET not in everything(lived, report(lived))


def test_S2_what_leaders_do_by_themselves_later_changes_nothing_the_pod_was_told(lived: House) -> None:
    def told() -> tuple[Any, ...]:
        entries_told = tuple(lived.look(entries.in_thread, row.id or 0) for row in lived.rows(CheckIn))
        return report(lived).sprints, lived.look(summaries.summary, 1), repr(entries_told)

    lived.look_back(DEE, lived.meeting("retro").id or 0, outcome="adapted", what_changed="Six became four")
    lived.travel(lived.meeting("retro").grace_until + timedelta(days=14))
    before = told()
    outcomes_before = {line.leader: line.outcome for line in before[0][0].lines}
    assert outcomes_before == {ANN.user: "adopted", DEE.user: "adapted", BO.user: "dropped"}
    for who, number in ((ANN, 1), (DEE, 4)):
        lived.do(outcomes.drop, outcomes.Drop(who=who, experiment_id=number, what_changed=SECRET))
    lived.do(outcomes.reopen, outcomes.Reopen(who=BO, experiment_id=2))
    assert told() == before


def test_S2_what_the_retro_did_not_tell_of_went_on_for_the_pod_whatever_its_leader_does_later(lived: House) -> None:
    lived.travel(lived.meeting("retro").grace_until + timedelta(days=14))
    before = report(lived).sprints
    assert [line.leader for line in before[0].running] == [DEE.user]
    lived.do(outcomes.drop, outcomes.Drop(who=DEE, experiment_id=4, what_changed=SECRET))
    assert [(line.leader, line.outcome) for line in report(lived).sprints[0].running] == [(DEE.user, "running")]
    assert report(lived).sprints[0].kept_private == before[0].kept_private


def test_S2_what_a_later_look_back_gave_up_stays_its_leaders_own(lived: House) -> None:
    lived.clock.set(lived.clock.now() + timedelta(days=31))
    lived.do(boosters.look_again, boosters.LookAgain(who=ANN, booster_id=1, answer="dropped", line=SECRET))
    (sprint,) = report(lived).sprints
    assert (ANN.user, "adopted") in [(line.leader, line.outcome) for line in sprint.changed]
    assert SECRET not in everything(lived, report(lived))


def test_a_note_counts_once_though_the_next_sprint_begins_before_this_one_was_to_end(house: House) -> None:
    pod = house.pod()
    house.sprint(pod)
    house.kick_off(ANN, house.opened("kickoff"))
    house.do(observations.observe, observations.Observe(who=ANN, note="n", ring=Ring.POD, experiment_id=1))
    house.travel(house.clock.now() + timedelta(days=1))
    house.do(sprint_moves.close, sprint_moves.ChangeSprint(who=FAY, sprint_id=1))
    house.sprint(pod, house.clock.now().date())
    house.kick_off(ANN, house.opened("kickoff", sprint=2), experiment_id=1)
    house.do(observations.observe, observations.Observe(who=ANN, note="m", ring=Ring.POD, experiment_id=1))
    assert [sprint.observations for sprint in report(house).sprints] == [1, 1]
    assert [house.look(summaries.summary, number)[1].observations for number in (1, 2)] == [1, 1]  # type: ignore[index]


def test_W11_what_was_noticed_counts_once_its_session_has_closed(house: House) -> None:
    house.sprint(house.pod())
    house.stand_up(ANN, house.opened("standup"))
    assert report(house).sprints[0].observations == 0
    house.closed("standup")
    assert report(house).sprints[0].observations == 1


def test_the_window_shows_a_few_sprints_and_the_files_the_rest(house: House) -> None:
    house.sprint(house.pod())
    for number in range(2, reports.IN_WINDOW + 3):
        next_sprint(house, number)
    window, whole = report(house), report(house, limit=reports.IN_FILES)
    assert [sprint.number for sprint in window.sprints] == [5, 4, 3]
    assert (window.earlier, whole.earlier, len(whole.sprints)) == (2, 0, 5)
    assert "2 earlier sprints are in the files" in str(report_views.report(house.words, window))


def test_it_takes_as_many_queries_for_many_sprints_as_for_one(house: House) -> None:
    def statements() -> int:
        with reading(house.engine) as session, counted(house.engine) as asked:
            reports.look(session, ANN, 1, house.clock.now(), limit=reports.IN_FILES)
        return len(asked)

    live(house)
    alone = statements()
    for number in (2, 3):
        next_sprint(house, number)
        kickoff = house.opened("kickoff", sprint=number)
        for who in (ANN, BO, DEE):
            house.kick_off(who, kickoff)
    assert statements() == alone <= 14


# Figures -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [FEWEST - 1, FEWEST])
def test_S4_a_number_about_people_is_of_five_or_more(both: House, people: int) -> None:
    both.sprint(both.pod())
    both.travel(both.meeting("retro").grace_until + timedelta(days=3))
    with transaction(both.engine) as session:
        for figure, parts in ((Figure.PULSE, ("failure", "hard_issue", "help")), (Figure.PROGRESS, ("start", "end"))):
            session.add(Published(sprint_id=1, figure=figure, people=people, means=dict.fromkeys(parts, 4.25)))
    model = report(both)
    assert bool(model.sprints[0].pulse) is bool(model.sprints[0].progress) is (people >= FEWEST)
    told = everything(both, model)
    assert ("4.25" in told) is (people >= FEWEST)
    assert ("Here it was fewer" in told) is (people < FEWEST)


def test_L15_nobodys_own_rating_is_in_it(both: House) -> None:
    live(both)
    with transaction(both.engine) as session:
        for who in (ANN, BO, CY):
            session.add(Progress(sprint_id=1, user_id=who.user, moment="end", value=9, created_at=both.clock.now()))
    both.travel(both.meeting("retro").grace_until + timedelta(days=3))
    (sprint,) = report(both).sprints
    assert sprint.progress is None


# Who may ask ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "sees"), [("peer", True), ("manager", False), ("outsider", False), ("guest", False)])
def test_L17_a_manager_an_outsider_or_a_guest_gets_numbers_and_is_told_so(lived: House, role: str, sees: bool) -> None:
    if role == "guest":
        with transaction(lived.engine) as session:
            session.add(Person(team_id=TEAM, user_id=FAY.user, standing=Standing.GUEST))
    else:
        lived.do(roles.set_roles, roles.SetRoles(who=FAY, pod_id=1, facilitator=FAY.user, deputy="", role=role))
    model = report(lived, FAY)
    (sprint,) = model.sprints
    assert (sprint.shared, sprint.kept_private, sprint.sessions_held) == (3, 1, 4)
    assert bool(sprint.lines) is bool(model.people) is sees
    told = everything(lived, model)
    for mark in ("Nine became three", "I waited", "If U1 asks first", ANN.user):
        assert (mark in told) is sees, mark
    assert ("nobody's words" in told) is not sees


def test_L17_a_deputy_sees_what_they_are_to_the_leaders(lived: House) -> None:
    for deputy, sees in ((BO, True), (SAM, False)):
        command = roles.SetRoles(who=FAY, pod_id=1, facilitator=FAY.user, deputy=deputy.user, role="peer")
        lived.do(roles.set_roles, command)
        assert bool(report(lived, deputy).people) is sees


@pytest.mark.parametrize("who", [SAM, ELSEWHERE])
def test_S8_who_has_no_place_in_a_pod_finds_no_report(lived: House, who: Who) -> None:
    with pytest.raises(Refused, match="not_found"):
        report(lived, who)
    assert lived.codes(reports.ask, reports.AskForReport(who=who, pod_id=1)) == [("not_found", "")]
    assert lived.codes(reports.ask, reports.AskForReport(who=ANN, pod_id=99)) == [("not_found", "")]


def test_S8_whoever_has_left_finds_no_report_and_what_they_shared_stays(lived: House) -> None:
    lived.do(members.leave, members.Leave(who=BO, pod_id=1))
    with pytest.raises(Refused, match="not_found"):
        report(lived, BO)
    assert "Nothing changed" in everything(lived, report(lived, ANN))


def test_in_several_pods_it_asks_which(house: House) -> None:
    house.pod()
    house.pod(name="Second", channel="C2")
    with pytest.raises(Refused, match="which_pod"):
        house.look(reports.here, ANN, "C9", house.clock.now())
    assert house.look(reports.here, ANN, "C2", house.clock.now()).pod == "Second"


def test_a_new_pod_is_told_kindly_that_there_is_nothing_yet(both: House) -> None:
    both.create()
    model = report(both)
    assert (model.sprints, model.earlier, model.goal) == ((), 0, "")
    told = everything(both, model)
    assert "nothing is missing" in told and "send_report" not in told
    both.sprint(both.pod(name="Second", channel="C2"))
    assert "It is told in the retro" in everything(both, report(both, pod=2))


def test_S6_asking_for_the_files_is_in_the_trail_and_looking_is_not(lived: House) -> None:
    report(lived)
    before = len(lived.rows(Audit))
    for _ in range(2):
        lived.do(reports.ask, reports.AskForReport(who=ANN, pod_id=1))
    asked = lived.rows(Audit)[before:]
    assert [(row.action, row.actor, row.pod_id) for row in asked] == [(Action.REPORT_ASKED, ANN.user, 1)] * 2
    (row,) = [row for row in lived.rows(Work) if row.kind == Errand.REPORT]
    assert row.payload == {"team": TEAM, "user": ANN.user, "pod": 1}

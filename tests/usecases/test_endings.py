"""A sprint's end: what a pod says in one short form, made known once, and then it really is so (W8, L12, L15, W12)."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from podsprint.domain.figures import Statement
from podsprint.domain.form_models import ExperimentForm
from podsprint.domain.people import Who
from podsprint.domain.practices import Practice, Verdict
from podsprint.domain.read_models import PodView, SprintEnded, SprintSummary
from podsprint.slack import views
from podsprint.store.engine import transaction
from podsprint.store.tables import (
    Asked,
    GoOn,
    Meeting,
    PracticeVote,
    Progress,
    Published,
    PulseAnswer,
    PulseSeat,
    Sprint,
    StoppedPractice,
    Work,
)
from podsprint.usecases import (
    checkins,
    daily,
    endings,
    home,
    pod_settings,
    pods,
    practices,
    session_forms,
    sprints,
    summaries,
)
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, FAY, SAM, TEAM, House, plan

EVE = Who(TEAM, "U7")
FIVE = (ANN, BO, CY, DEE, EVE)
NEXT_MONDAY = date(2026, 3, 23)


def pulse(score: int) -> dict[str, int | None]:
    return dict.fromkeys(map(str, Statement), score)


@pytest.fixture
def pod(both: House) -> PodView:
    """A pod of five whose retro is open."""
    pod = both.pod(leaders=tuple(leader.user for leader in FIVE))
    both.sprint(pod, theme="small-experiments")
    both.opened("retro")
    both.said.clear()
    return pod


def end(house: House, who: Who, **said: Any) -> None:
    meeting = house.meeting("retro").id or 0
    house.do(endings.end_sprint, endings.EndSprint(who=who, meeting_id=meeting, **said))


def finish(house: House) -> None:
    """Late entries end, and the facilitator is at work again."""
    house.travel(house.meeting("retro").grace_until)
    house.live_through(house.clock.now() + timedelta(days=3))


def summary(house: House) -> SprintSummary:
    found = house.look(summaries.summary, 1)
    assert found is not None
    return found[1]


def stop(house: House, practice: Practice) -> None:
    """The pod votes something off, and its sprint ends."""
    for who in FIVE[:3]:
        end(house, who, votes={practice: "stop"})
    finish(house)
    assert house.only(StoppedPractice).practice == practice


def next_sprint(house: House, pod: PodView, **other: Any) -> None:
    house.said.clear()
    house.sprint(pod, NEXT_MONDAY, **other)


# What the pod decides ----------------------------------------------------------------------------------------------


def test_W8_a_majority_switches_a_practice_off_for_the_next_sprint(both: House, pod: PodView) -> None:
    for who in (ANN, BO):
        end(both, who, votes={"theme": "stop", "brief": "change"})
    end(both, CY, votes={"theme": "keep", "made up": "stop", "opening": "burn it"})
    assert both.rows(StoppedPractice) == []  # not before the sprint is over
    finish(both)
    assert [row.practice for row in both.rows(StoppedPractice)] == ["theme"]
    ending = summary(both).ending
    assert ending is not None and ending.decisions == (("theme", "stop"), ("brief", "change"))


def test_W8_a_vote_can_be_changed_until_the_end(both: House, pod: PodView) -> None:
    for choice in ("stop", "keep"):
        end(both, ANN, votes={"theme": choice})
    assert [row.vote for row in both.rows(PracticeVote)] == ["keep"]


def test_W8_the_plan_shows_what_is_off_and_the_facilitator_can_have_it_back(both: House, pod: PodView) -> None:
    stop(both, Practice.BRIEF)
    next_sprint(both, pod)
    assert both.look(sprints.planned, 2)[1].stopped == ("brief",)  # type: ignore[index]
    back = practices.SwitchOn(who=ANN, pod_id=pod.id, practices=("brief",))
    assert both.codes(practices.switch_on, back) == [("facilitator_only", "")]
    back = practices.SwitchOn(who=FAY, pod_id=pod.id, practices=("brief", "theme"))
    assert both.do(practices.switch_on, back).stopped == ()
    assert both.look(sprints.planned, 2)[1].stopped == ()  # type: ignore[index]


def test_W8_a_stopped_theme_is_not_posted(both: House, pod: PodView) -> None:
    stop(both, Practice.THEME)
    next_sprint(both, pod, theme="small-experiments")
    both.opened("kickoff", sprint=2)
    assert both.rows(Sprint)[1].theme == ""
    assert both.heard(Deliver.THEME) == []


def test_W8_stopped_stand_ups_are_not_planned(both: House, pod: PodView) -> None:
    stop(both, Practice.STANDUPS)
    next_sprint(both, pod)
    assert [row.kind for row in both.rows(Meeting) if row.sprint_id == 2] == ["kickoff", "retro"]


def test_W8_a_stopped_opening_is_not_posted(both: House, pod: PodView) -> None:
    stop(both, Practice.OPENING)
    next_sprint(both, pod)
    both.opened("standup", sprint=2)
    assert both.heard(Deliver.SESSION_OPENING) == []


def test_W8_a_stopped_running_order_is_not_shown(both: House, pod: PodView) -> None:
    stop(both, Practice.RUNNING_ORDER)
    next_sprint(both, pod)
    both.opened("kickoff", sprint=2)
    card = both.heard(Deliver.SESSION_CARD)[-1]
    assert card.boxes == ()
    shown = views.render(both.words, card).text
    assert "Open until" in shown and "minutes left" not in shown
    assert [row for row in both.rows(Work) if row.kind == "session.beat" and row.done_at is None] == []


def test_W8_a_stopped_coaching_question_is_not_asked(both: House, pod: PodView) -> None:
    stop(both, Practice.COACHING_QUESTION)
    next_sprint(both, pod)
    asked = len(both.rows(Asked))
    both.kick_off(ANN, both.opened("kickoff", sprint=2))
    both.tick()
    assert both.heard(Deliver.COACH_QUESTION) == []
    assert len(both.rows(Asked)) == asked


def test_W8_a_stopped_brief_is_not_sent(both: House, pod: PodView) -> None:
    stop(both, Practice.BRIEF)
    next_sprint(both, pod)
    both.live_through(both.meeting("kickoff", sprint=2).opens_at)
    assert both.heard(Deliver.BRIEF) == []


@pytest.mark.parametrize("kind", [Deliver.BRIEF, Deliver.THEME, Deliver.SESSION_OPENING, Deliver.COACH_QUESTION])
def test_W8_what_is_not_stopped_goes_on_so_that_the_tests_above_mean_something(
    both: House, pod: PodView, kind: Deliver
) -> None:
    finish(both)
    next_sprint(both, pod, theme="small-experiments")
    both.live_through(both.meeting("kickoff", sprint=2).opens_at)
    both.kick_off(ANN, both.meeting("kickoff", sprint=2).id or 0)
    both.tick()
    assert both.heard(kind) != []


# Going on ----------------------------------------------------------------------------------------------------------


def test_W12_nothing_starts_by_itself_and_the_facilitator_gets_a_proposal(both: House, pod: PodView) -> None:
    for who, answer in ((ANN, "yes"), (BO, "changes"), (CY, "pause")):
        end(both, who, go_on=answer)
    finish(both)
    (told,) = both.heard(Deliver.SPRINT_ENDED)
    assert isinstance(told, SprintEnded)
    assert told.ending.verdict == Verdict.CHANGES
    assert (told.following.number, told.following.first_day, told.following.cadence) == (2, NEXT_MONDAY, "classic")
    assert len(both.rows(Sprint)) == 1
    shown = str(views.render(both.words, told))
    assert "start_sprint" in shown
    assert not any(who.user in shown for who in FIVE)


def test_W12_the_facilitator_is_told_at_the_pods_time_on_a_working_day(both: House, pod: PodView) -> None:
    both.travel(both.meeting("retro").grace_until)
    (row,) = [row for row in both.rows(Work) if row.kind == endings.TELL]
    assert (row.due_at.isoformat(), row.lane) == ("2026-03-17T08:30:00+00:00", None)


def test_L11_that_a_sprint_is_over_is_the_one_message_of_a_day(both: House, pod: PodView) -> None:
    told_at = datetime(2026, 3, 17, 8, 30, tzinfo=UTC)
    both.live_through(told_at - timedelta(minutes=1))
    with transaction(both.engine) as session:
        assert daily.take_turn(session, FAY, both.clock.now())  # something else has come this morning
    both.said.clear()
    both.live_through(told_at + timedelta(hours=12))
    assert both.heard(Deliver.SPRINT_ENDED) == []
    both.live_through(told_at + timedelta(days=1))
    assert len(both.heard(Deliver.SPRINT_ENDED)) == 1
    with transaction(both.engine) as session:
        assert not daily.take_turn(session, FAY, both.clock.now())


def test_W12_once_the_next_sprint_runs_there_is_nothing_to_propose(both: House, pod: PodView) -> None:
    both.travel(both.meeting("retro").grace_until)
    both.sprint(pod, NEXT_MONDAY)
    finish(both)
    assert both.heard(Deliver.SPRINT_ENDED) == []


def test_W12_what_the_pod_said_is_made_known_once_when_all_is_in(both: House, pod: PodView) -> None:
    end(both, ANN, go_on="stop")
    both.closed("retro")
    assert summary(both).ending is None
    end(both, BO, go_on="yes")  # late, and nobody can tell from a result that moved
    finish(both)
    ending = summary(both).ending
    assert ending is not None and ending.verdict == Verdict.DIVIDED
    before = both.photograph()
    for who in (ANN, CY):
        command = endings.EndSprint(who=who, meeting_id=both.meeting("retro").id or 0, go_on="yes")
        assert both.codes(endings.end_sprint, command) == [("session_over", "")]
    assert both.photograph() == before


def test_W2_a_summary_says_what_changed_before_what_was_decided(both: House, pod: PodView) -> None:
    both.look_back(ANN, both.meeting("retro").id or 0, line="Nine became three")
    for who in FIVE:
        end(both, who, go_on="yes", votes={"theme": "stop"}, pulse=pulse(4))
    finish(both)
    shown = views.render(both.words, summary(both)).text
    places = [
        shown.index(part) for part in ("set out to move", "How we work", "Another sprint", "How safe", "sessions")
    ]
    assert places == sorted(places)
    assert "%" not in shown


# How safe it feels -------------------------------------------------------------------------------------------------


def test_L12_the_pulse_is_shown_from_five_answers_on(both: House, pod: PodView) -> None:
    for who in FIVE:
        end(both, who, pulse=pulse(4 if who != EVE else 5))
        assert summary(both).ending is None  # never while answers come in
    finish(both)
    ending = summary(both).ending
    assert ending is not None and ending.pulse is not None
    assert (ending.pulse.people, set(ending.pulse.means.values())) == (5, {4.2})


def test_L12_four_answers_show_nothing_and_it_says_so(both: House, pod: PodView) -> None:
    for who in FIVE[:4]:
        end(both, who, pulse=pulse(1))
    finish(both)
    ending = summary(both).ending
    assert ending is not None and (ending.pulse, ending.pulse_few) == (None, True)
    assert both.rows(Published) == []
    assert "fewer, so nothing is shown" in views.render(both.words, summary(both)).text


def test_S4_a_fifth_answer_after_the_end_changes_nothing(both: House, pod: PodView) -> None:
    for who in FIVE[:4]:
        end(both, who, pulse=pulse(1))
    finish(both)
    command = endings.EndSprint(who=EVE, meeting_id=both.meeting("retro").id or 0, pulse=pulse(5))
    assert both.codes(endings.end_sprint, command) == [("session_over", "")]
    assert both.rows(Published) == []


def test_S4_a_pod_of_four_is_not_asked(house: House) -> None:
    house.sprint(house.pod())
    meeting = house.opened("retro")
    assert house.look(endings.form, ANN, meeting, house.clock.now()).pulse is False
    end(house, ANN, pulse=pulse(3))
    assert (house.rows(PulseAnswer), house.rows(PulseSeat)) == ([], [])


def test_L12_nothing_links_an_answer_to_who_gave_it(both: House, pod: PodView) -> None:
    for number, who in enumerate(FIVE, start=1):
        end(both, who, pulse=pulse(number))
        end(both, who, pulse=pulse(1))  # sent twice: the first one stands, nobody knows which it is
    answers = both.rows(PulseAnswer)
    assert sorted(row.scores["help"] for row in answers) == [1, 2, 3, 4, 5]
    assert [row.id for row in answers] == sorted(row.id for row in answers)  # their order is that of random ids
    kept = json.dumps([row.payload for row in both.rows(Work)])
    assert not any(name in kept for name in ("pulse", "score", *map(str, Statement)))
    assert {column for row in answers for column in row.model_dump()} == {"id", "sprint_id", "scores"}


def test_L12_once_published_the_answers_are_gone(both: House, pod: PodView) -> None:
    for who in FIVE:
        end(both, who, pulse=pulse(3))
    finish(both)
    assert (both.rows(PulseAnswer), both.rows(PulseSeat)) == ([], [])
    assert both.only(Published).people == 5


def test_L12_the_form_never_shows_what_was_answered(both: House, pod: PodView) -> None:
    end(both, ANN, pulse=pulse(2), go_on="yes", progress=6, votes={"theme": "change"})
    found = both.look(endings.form, ANN, both.meeting("retro").id or 0, both.clock.now())
    assert (found.pulse_answered, found.go_on, found.progress, dict(found.votes)) == (
        True,
        "yes",
        6,
        {"theme": "change"},
    )
    assert both.look(endings.form, BO, both.meeting("retro").id or 0, both.clock.now()).pulse_answered is False


# How far one is ----------------------------------------------------------------------------------------------------


def test_L15_progress_is_the_leaders_own(both: House) -> None:
    both.sprint(both.pod())
    meeting = both.opened("kickoff")
    both.do(checkins.kick_off, checkins.KickOff(meeting_id=meeting, plan=plan(ANN, 1), progress=3))
    both.opened("retro")
    end(both, ANN, progress=7)
    (line,) = both.look(home.home, ANN, both.clock.now()).progress
    assert (line.start, line.end) == (3, 7)
    for who in (BO, FAY):
        assert both.look(home.home, who, both.clock.now()).progress == ()


def test_L15_progress_is_published_of_five_who_rated_both(both: House, pod: PodView) -> None:
    with transaction(both.engine) as session:
        for who in FIVE:
            session.add(Progress(sprint_id=1, user_id=who.user, moment="start", value=2, created_at=both.clock.now()))
    for who in FIVE[:4]:
        end(both, who, progress=6)
    finish(both)
    assert both.rows(Published) == []


# What cannot stand -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"go_on": "maybe"}, [("choose_one", "go_on")]),
        ({"progress": 11}, [("out_of_range", "progress")]),
        ({"pulse": {"help": 3}}, [("all_or_none", "pulse_failure"), ("all_or_none", "pulse_hard_issue")]),
    ],
)
def test_a_part_that_cannot_stand_is_named(
    both: House, pod: PodView, said: dict[str, Any], codes: list[tuple[str, str]]
) -> None:
    command = endings.EndSprint(who=ANN, meeting_id=both.meeting("retro").id or 0, **said)
    assert both.codes(endings.end_sprint, command) == codes


def test_every_part_may_stay_empty(both: House, pod: PodView) -> None:
    end(both, ANN)
    assert [both.rows(table) for table in (GoOn, PracticeVote, Progress)] == [[], [], []]


@pytest.mark.parametrize("who", [SAM, FAY])
def test_S8_only_its_leaders_say_how_a_sprint_ends(both: House, pod: PodView, who: Who) -> None:
    command = endings.EndSprint(who=who, meeting_id=both.meeting("retro").id or 0, go_on="stop")
    assert both.codes(endings.end_sprint, command) == [("not_found" if who == SAM else "leaders_only", "")]
    both.travel(both.meeting("retro").grace_until)
    assert both.look(pods.charter_here, ANN, "C1")[0].sprint is None


def test_the_pods_rhythm_is_where_the_next_form_starts_wherever_it_was_chosen(both: House) -> None:
    pod = both.pod()

    def proposed() -> str:
        return both.look(endings.proposed, pod.id, both.clock.now()).cadence

    both.sprint(pod, cadence="light")
    assert proposed() == "light"
    settings = pod_settings.ChangeSettings(
        who=FAY, pod_id=pod.id, name=pod.name, meets_at=pod.meets_at, zone=pod.zone, cadence="async"
    )
    both.do(pod_settings.change_settings, settings)
    assert proposed() == "async"


def test_L15_a_kick_off_form_opened_again_shows_what_was_rated(house: House) -> None:
    house.sprint(house.pod())
    meeting = house.opened("kickoff")
    house.do(checkins.kick_off, checkins.KickOff(meeting_id=meeting, plan=plan(ANN, 1), progress=4))
    form = house.look(session_forms.form, ANN, meeting, house.clock.now())
    assert isinstance(form, ExperimentForm) and (form.progress, form.check_in_id) == (4, 1)

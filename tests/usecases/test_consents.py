"""A learning crosses to other pods only with its author's consent, by name or without, and comes back (L14)."""

from typing import Any

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Learnings, PodView
from podsprint.errors import Refused
from podsprint.slack import views
from podsprint.slack.text import Words
from podsprint.slack.views import programmes as programme_forms
from podsprint.slack.views.home import home as home_view
from podsprint.store.tables import Consent, ProgrammeInvite
from podsprint.usecases import (
    access,
    consents,
    endings,
    facilitation,
    home,
    members,
    outcomes,
    programme_pods,
    programme_views,
    programmes,
    summaries,
)
from podsprint.usecases.messages import HomeTab
from tests.usecases.house import ANN, BO, FAY, SAM, TEAM, House

MARK = "zz-learning-zz"
OTHERS = tuple(Who(TEAM, f"U2{number}") for number in range(4))
HOST = Who(TEAM, "U30")  # facilitates the other pod
OWNER = Who(TEAM, "U40")


@pytest.fixture
def two_pods(both: House) -> PodView:
    """Two pods of one programme; Ann has adopted an experiment and told her pod what changed."""
    pod = both.pod()
    other = both.pod(
        who=HOST,
        channel="C2",
        name="Product leads",
        leaders=tuple(leader.user for leader in OTHERS),
        facilitator=HOST.user,
    )
    made = programmes.CreateProgramme(who=OWNER, name="In the open", purpose="So that work flows")
    programme = both.do(programmes.create_programme, made)
    for channel, who in (("C1", FAY), ("C2", HOST)):
        asked = programme_pods.AskPod(who=OWNER, programme_id=programme.id, channel=channel)
        both.do(programme_pods.ask_pod, asked)
        (invite,) = both.rows(ProgrammeInvite)
        both.do(
            programme_pods.answer_invite, programme_pods.AnswerInvite(who=who, invite_id=invite.id or 0, joins=True)
        )
    both.sprint(pod)
    both.kick_off(ANN, both.opened("kickoff"))
    both.look_back(ANN, both.opened("retro"), outcome="adopted", what_changed=MARK)
    return other


def let(house: House, how: str, who: Who = ANN) -> None:
    house.do(consents.let_cross, consents.LetCross(who=who, experiment_id=1, how=how))


def read(house: House, who: Who = OTHERS[0], channel: str = "C2") -> Learnings:
    return house.look(consents.learnings, who, channel)


def reaches_others(house: House, words: Words) -> str:
    """All that the other pod, its facilitator and the owner can see: asked for, or told."""
    house.live_through(house.meeting("retro").grace_until)
    seen: list[Any] = []
    for _, out in house.said:
        if isinstance(out, HomeTab):
            seen += [home_view(words, out.model)] if out.who in (*OTHERS, HOST, OWNER) else []
        elif out is not None and out.model is not None and out.conversation not in ("C1", ANN.user, FAY.user, BO.user):
            seen.append(views.render(words, out.model))
    for who in (*OTHERS, HOST, OWNER):
        seen.append(home_view(words, house.look(home.home, who, house.clock.now())))
    seen.append(programme_forms.programme(words, house.look(programme_views.look, OWNER, 1)))
    seen.append(programme_forms.learnings(words, read(house)))
    seen.append(house.look(facilitation.theme, 1))
    for sprint in (2, 3):
        seen.append(house.look(summaries.summary, sprint))
    return repr(seen)


def test_L14_nothing_crosses_without_a_consent(both: House, two_pods: PodView, words: Words) -> None:
    both.sprint(two_pods, both.clock.now().date())
    assert MARK not in reaches_others(both, words)
    assert both.rows(Consent) == []


@pytest.mark.parametrize(("how", "author", "pod"), [("named", ANN.user, "Platform leads"), ("anonymous", "", "")])
def test_L14_it_crosses_as_its_author_says(both: House, two_pods: PodView, how: str, author: str, pod: str) -> None:
    let(both, how)
    (learning,) = read(both).from_others
    assert (learning.what_changed, learning.author, learning.pod) == (MARK, author, pod)
    (seen_by_owner,) = both.look(programme_views.look, OWNER, 1).learnings
    assert seen_by_owner == learning
    both.travel(both.meeting("retro").grace_until)
    both.do(outcomes.drop, outcomes.Drop(who=ANN, experiment_id=1, what_changed="zz-now"))
    assert read(both).from_others == (learning,) and learning.outcome == "adopted"  # as its own pod was told


def test_L14_without_a_name_nothing_shown_names_anybody(both: House, two_pods: PodView, words: Words) -> None:
    let(both, "anonymous")
    shown = repr(programme_forms.learnings(words, read(both)))
    assert MARK in shown
    assert f"<@{ANN.user}>" not in shown and "Platform leads" not in shown


def test_L14_what_is_taken_back_is_gone_at_once_and_stays_on_record(
    both: House, two_pods: PodView, words: Words
) -> None:
    let(both, "named")
    let(both, "anonymous")
    let(both, "not")
    assert MARK not in reaches_others(both, words)
    assert [(row.how, row.withdrawn_at is not None) for row in both.rows(Consent)] == [
        ("named", True),
        ("anonymous", True),
    ]


def test_L14_the_same_decision_twice_is_one(both: House, two_pods: PodView) -> None:
    let(both, "named")
    let(both, "named")
    assert len(both.rows(Consent)) == 1


def test_L14_it_is_asked_once_with_the_sprints_end_and_is_no_by_default(both: House, two_pods: PodView) -> None:
    meeting = both.meeting("retro").id or 0
    found = both.look(endings.form, ANN, meeting, both.clock.now()).learning
    assert found is not None and (found.what_changed, found.how) == (MARK, "not")
    both.do(
        endings.end_sprint,
        endings.EndSprint(who=ANN, meeting_id=meeting, crossing="anonymous", experiment_id=found.experiment_id),
    )
    assert [row.how for row in both.rows(Consent)] == ["anonymous"]
    assert both.look(endings.form, BO, meeting, both.clock.now()).learning is None


def test_L14_what_the_pod_itself_may_not_read_cannot_cross(both: House, two_pods: PodView) -> None:
    let(both, "named")
    both.look_back(ANN, both.meeting("retro").id or 0, outcome="adopted", what_changed=MARK, ring=Ring.ME)
    assert read(both).from_others == ()
    command = consents.LetCross(who=ANN, experiment_id=1, how="anonymous")
    assert both.codes(consents.let_cross, command) == [("nothing_to_cross", "crossing")]


def test_L14_an_experiment_that_is_open_again_has_nothing_to_cross(both: House, two_pods: PodView) -> None:
    let(both, "named")
    both.look_back(ANN, both.meeting("retro").id or 0, outcome="running", what_changed=MARK)
    assert read(both).from_others == ()


def test_L14_a_pod_that_left_the_programme_shows_and_reads_nothing(both: House, two_pods: PodView) -> None:
    let(both, "named")
    both.do(programme_pods.remove_pod, programme_pods.RemovePod(who=FAY, pod_id=1))
    assert read(both).from_others == ()
    with pytest.raises(Refused, match="no_programme"):
        read(both, ANN, "C1")


def test_L14_ones_own_are_listed_with_how_far_they_go(both: House, two_pods: PodView) -> None:
    let(both, "named")
    found = read(both, ANN, "C1")
    assert (found.from_others, [line.how for line in found.own]) == ((), ["named"])
    assert read(both, BO, "C1").own == ()


@pytest.mark.parametrize("who", [BO, FAY, SAM, OWNER, OTHERS[0]])
def test_S8_only_its_author_decides(both: House, two_pods: PodView, who: Who) -> None:
    command = consents.LetCross(who=who, experiment_id=1, how="named")
    assert both.codes(consents.let_cross, command) == [("not_found", "")]
    with pytest.raises(Refused, match="not_found"):
        both.look(consents.learning, who, 1)


def test_L14_in_another_pod_one_still_finds_what_crosses_from_the_former_and_takes_it_back(
    both: House, two_pods: PodView
) -> None:
    let(both, "anonymous")
    former = both.look(access.seats, ANN)[0].pod
    both.do(members.leave, members.Leave(who=ANN, pod_id=former.id or 0))
    both.do(members.add_members, members.AddMembers(who=HOST, pod_id=two_pods.id, users=(ANN.user,)))
    (own,) = read(both, ANN).own
    assert (own.experiment_id, own.how) == (1, "anonymous")
    let(both, "not")
    assert read(both, ANN).own == () and read(both).from_others == ()

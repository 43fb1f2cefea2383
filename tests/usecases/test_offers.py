"""Only a leader owns a topic: what somebody else proposes is offered until it is taken up (W6)."""

from collections.abc import Sequence
from typing import Any

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.domain.read_models import DailyItem, PodView
from podsprint.domain.rhythm import Rhythm
from podsprint.store.tables import Experiment
from podsprint.usecases import access, experiments, facilitation, home, observations, offers, outcomes, summaries
from podsprint.usecases.daily import Today
from podsprint.usecases.messages import Outgoing
from tests.usecases.house import ANN, BO, CY, ELSEWHERE, FAY, LEADERS, SAM, House


@pytest.fixture
def pod(house: House) -> PodView:
    """A pod whose sprint is running."""
    pod = house.pod()
    house.sprint(pod)
    return pod


def offer(pod: PodView, who: Who = FAY, **other: Any) -> offers.Offer:
    return offers.Offer(**{"who": who, "pod_id": pod.id, "to": ANN.user, "topic": "zz-topic", **other})


def seen(house: House, who: Who) -> str:
    """All that somebody may see of it."""
    now = house.clock.now()
    found: list[Any] = [house.look(home.home, who, now), house.look(experiments.mine, who)]
    return repr(found)


def test_W6_an_offer_is_seen_by_two_people_and_counted_nowhere(house: House, pod: PodView) -> None:
    house.do(offers.offer, offer(pod))
    assert [who for who in (*LEADERS, FAY, SAM) if "zz-topic" in seen(house, who)] == [ANN, FAY]
    assert house.look(experiments.mine, ANN) == []
    house.opened("kickoff")
    house.live_through(house.meeting("standup").opens_at)
    meeting = house.opened("standup")
    told: list[Any] = [house.look(facilitation.opening, meeting), house.look(summaries.summary, 1)]
    told += [out for _, out in house.said if not isinstance(out, Outgoing) or out.conversation != ANN.user]
    assert "zz-topic" not in repr(told)
    summary = house.look(summaries.summary, 1)
    assert summary is not None and summary[1].kept_private == 0


def test_W6_taken_up_it_is_the_leaders_own_in_their_words_and_ring(house: House, pod: PodView) -> None:
    row = house.do(offers.offer, offer(pod))
    form = house.look(experiments.form_of, ANN, row.id or 0, house.clock.now())
    assert form.experiment is not None and form.experiment.hypothesis == "zz-topic" and form.ring is Ring.ME
    house.experiment(ANN, pod, experiment_id=row.id, hypothesis="mine", ring=Ring.POD)
    taken = house.only(Experiment)
    assert (taken.state, taken.hypothesis, taken.user_id, taken.offered_by) == ("planned", "mine", ANN.user, None)
    assert taken.sprint_id == 1
    for who in (ANN, FAY):
        page = house.look(home.home, who, house.clock.now())
        assert (page.offered, page.offered_by_me) == ((), ())


@pytest.mark.parametrize("who", [ANN, FAY])
def test_W6_declined_or_taken_back_it_is_gone_and_nobody_is_told(house: House, pod: PodView, who: Who) -> None:
    house.do(offers.offer, offer(pod))
    house.tick()
    house.said.clear()
    house.do(offers.end, offers.EndOffer(who=who, offer_id=1))
    house.tick()
    assert house.rows(Experiment) == [] and house.said == []


@pytest.mark.parametrize("who", [BO, CY, ELSEWHERE, SAM])
def test_W6_S8_nobody_else_takes_it_up_or_ends_it(house: House, pod: PodView, who: Who) -> None:
    house.do(offers.offer, offer(pod))
    missing = (problem("not_found", what="offer"),)
    assert house.refused(offers.end, offers.EndOffer(who=who, offer_id=1)) == missing
    with pytest.raises(Exception, match="not_found"):
        house.look(experiments.form_of, who, 1, house.clock.now())


def test_W6_an_offer_is_no_experiment_before_it_is_taken_up(house: House, pod: PodView) -> None:
    house.do(offers.offer, offer(pod))
    missing = (problem("not_found", what="experiment"),)
    assert house.refused(observations.observe, observations.Observe(who=ANN, note="n", experiment_id=1)) == missing
    assert house.refused(observations.observe, observations.Observe(who=ANN, note="n")) == (problem("no_experiment"),)
    assert house.refused(outcomes.drop, outcomes.Drop(who=ANN, experiment_id=1, what_changed="x")) == missing
    with pytest.raises(Exception, match="not_found"):
        house.look(access.own_experiment, FAY, 1)


@pytest.mark.parametrize("to", [FAY.user, SAM.user, "", ANN.user])
def test_W6_it_is_offered_to_another_leader_of_the_pod(house: House, pod: PodView, to: str) -> None:
    assert house.codes(offers.offer, offer(pod, who=ANN, to=to)) == [("offer_to_leader", "to")]


def test_W6_one_at_a_time_and_a_form_sent_twice_is_one(house: House, pod: PodView) -> None:
    for _ in range(2):
        house.do(offers.offer, offer(pod, form_key="V1:a"))
    assert len(house.rows(Experiment)) == 1
    assert house.codes(offers.offer, offer(pod, form_key="V2:a")) == [("offer_waiting", "to")]
    assert house.codes(offers.offer, offer(pod, topic=" ", to=BO.user)) == [("required", "topic")]
    house.do(offers.offer, offer(pod, who=BO))


def test_L11_an_offer_is_told_in_the_days_one_message_for_a_few_days(house: House, pod: PodView) -> None:
    house.do(offers.offer, offer(pod))
    assert len(_mentioned(house, ANN)) == 1
    assert len(_mentioned(house, FAY)) == 0
    house.clock.advance(days=5)
    assert len(_mentioned(house, ANN)) == 0


def _mentioned(house: House, who: Who) -> Sequence[DailyItem]:
    now = house.clock.now()
    led = [seat.pod for seat in house.look(access.seats, who)]
    today = Today(who=who, own=Rhythm(zone="Europe/Berlin"), day=now.date(), led=led)
    return house.look(offers.find, today, now)

"""Who hears of what a pod needs done while its facilitator is away (C12)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, delete, select

from podsprint.domain.channels import Trouble
from podsprint.domain.people import Who
from podsprint.domain.read_models import Undeliverable
from podsprint.store import work
from podsprint.store.engine import transaction
from podsprint.store.tables import Absence, Pod, Work
from podsprint.usecases import (
    acting,
    channels,
    joining,
    members,
    outbox,
    programme_pods,
    programmes,
    roles,
    sprint_moves,
    undelivered,
)
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import DEE, FAY, LEADERS, MONDAY, SAM, TEAM, House

NEW = Who(TEAM, "U7")
FIVE = (*(leader.user for leader in LEADERS), NEW.user)


@pytest.fixture
def alone(both: House) -> House:
    """A pod of five, whose facilitator is away and has a deputy."""
    both.sprint(both.pod(leaders=FIVE))
    both.do(roles.set_roles, roles.SetRoles(who=FAY, pod_id=1, facilitator=FAY.user, deputy=SAM.user, role="peer"))
    is_away(both, FAY)
    both.tick()
    both.said.clear()
    return both


def is_away(house: House, who: Who) -> None:
    row = Absence(
        team_id=TEAM,
        user_id=who.user,
        first_day=MONDAY,
        last_day=MONDAY + timedelta(days=30),
        source="self",
        noted_by=who.user,
        created_at=house.clock.now(),
    )
    with transaction(house.engine) as session:
        session.add(row)


def is_back(house: House) -> None:
    with transaction(house.engine) as session:
        session.exec(delete(Absence).where(col(Absence.user_id) == FAY.user))


def told(house: House) -> list[tuple[Deliver, str]]:
    """What was said to whom of those who run the pod."""
    house.tick()
    outgoing = [(kind, out) for kind, out in house.said if isinstance(out, Outgoing) and out.model is not None]
    house.said.clear()
    return [(kind, out.conversation) for kind, out in outgoing if out.conversation in (FAY.user, SAM.user)]


def leave(house: House, who: Who) -> None:
    house.do(members.leave, members.Leave(who=who, pod_id=1))


def ask(house: House, who: Who) -> str:
    return house.do(joining.ask_to_join, joining.AskToJoin(who=who, channel="C1"))


def lost(house: House, trouble: Trouble | None) -> None:
    house.do(channels.changed, channels.ChannelIs(team=TEAM, channel="C1", trouble=trouble))


def dead(house: House, kind: Deliver, key: str, **payload: Any) -> int:
    """Something that Slack would not take."""
    with transaction(house.engine) as session:
        lane = outbox.lane(TEAM, "C1")
        work.enqueue(session, kind, payload, key=key, due_at=house.clock.now(), lane=lane, again=True)
        row = session.exec(select(Work).where(Work.key == key)).one()
        row.done_at, row.error = house.clock.now(), "conversations.invite: cant_invite"
        session.add(row)
        return row.id or 0


def trouble(house: House, kind: Deliver, work_id: int = 0) -> None:
    with transaction(house.engine) as session:
        acting.tell_trouble(session, kind, session.get_one(Pod, 1), house.clock.now(), work_id=work_id)


def test_C12_what_a_pod_needs_done_goes_to_the_deputy_while_its_facilitator_is_away(alone: House) -> None:
    assert ask(alone, Who(TEAM, "U8")) == SAM.user
    leave(alone, DEE)
    lost(alone, Trouble.ARCHIVED)
    owner = Who(TEAM, "U9")
    made = alone.do(programmes.create_programme, programmes.CreateProgramme(who=owner, name="Open", purpose="So"))
    alone.do(programme_pods.ask_pod, programme_pods.AskPod(who=owner, programme_id=made.id, channel="C1"))
    kinds = (Deliver.PROPOSAL, Deliver.PLACE, Deliver.CHANNEL_TROUBLE, Deliver.PROGRAMME_INVITE)
    assert sorted(told(alone)) == sorted((kind, SAM.user) for kind in kinds)
    alone.do(sprint_moves.close, sprint_moves.ChangeSprint(who=SAM, sprint_id=1))
    alone.live_through(alone.clock.now() + timedelta(days=2))
    assert (Deliver.SPRINT_ENDED, SAM.user) in told(alone)


def test_C8_a_deputy_is_told_in_the_hours_of_the_pod_while_nothing_else_is_known(alone: House) -> None:
    alone.clock.advance(hours=12)  # the evening
    lost(alone, Trouble.ARCHIVED)
    assert told(alone) == []
    alone.live_through(alone.clock.now() + timedelta(hours=14))
    assert (Deliver.CHANNEL_TROUBLE, SAM.user) in told(alone)


def test_C12_it_waits_for_the_facilitator_while_the_deputy_is_away_or_it_is_about_them(alone: House) -> None:
    assert ask(alone, SAM) == FAY.user
    is_away(alone, SAM)
    leave(alone, DEE)
    assert sorted(told(alone)) == [(Deliver.PLACE, FAY.user), (Deliver.PROPOSAL, FAY.user)]


def test_C12_what_did_not_get_through_is_told_to_who_is_there_and_followed_where_it_was_told(alone: House) -> None:
    gone = dead(alone, Deliver.INVITE, outbox.invite_key(1, NEW.user), pod=1, user=NEW.user)
    for kind in (Deliver.UNDELIVERABLE, Deliver.NOT_INVITED):
        is_away(alone, FAY)
        trouble(alone, kind, gone)
        assert told(alone) == [(kind, SAM.user)]
        is_back(alone)
        trouble(alone, kind, gone)
        assert sorted(told(alone)) == [(kind, FAY.user), (kind, SAM.user)]  # the one is new, the other is edited
    alone.do(roles.set_roles, roles.SetRoles(who=FAY, pod_id=1, facilitator="U1", deputy=SAM.user, role="peer"))
    alone.tick()
    alone.do(roles.set_roles, roles.SetRoles(who=SAM, pod_id=1, facilitator="U1", deputy="", role="peer"))
    alone.tick()
    notes = [(kind, out) for kind, out in alone.said if isinstance(out, Outgoing) and out.key.startswith("pod:1:")]
    for kind in (Deliver.UNDELIVERABLE, Deliver.NOT_INVITED):
        now = {out.conversation: out.model is not None for said, out in notes if said == kind}
        assert now == {"U1": True, FAY.user: False, SAM.user: False}


def test_C12_a_deputy_mends_what_did_not_get_through_and_both_notes_go(alone: House) -> None:
    key = f"{Deliver.POD_INTRO}:1"
    gone = dead(alone, Deliver.POD_INTRO, key, pod=1)
    trouble(alone, Deliver.UNDELIVERABLE, gone)
    is_back(alone)
    trouble(alone, Deliver.UNDELIVERABLE, gone)
    alone.tick()
    (note, _) = alone.heard(Deliver.UNDELIVERABLE)[-2:]
    assert isinstance(note, Undeliverable) and note.kinds == (("pod", 1),)
    alone.do(undelivered.try_again, undelivered.TryAgain(who=SAM, pod_id=1))
    alone.tick()
    assert alone.heard(Deliver.UNDELIVERABLE) == [None, None]

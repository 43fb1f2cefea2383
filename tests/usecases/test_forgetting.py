"""Forgetting: nothing of theirs is left in any table but ids in the trail, and nobody else's is touched (S5, S6)."""

from typing import Any

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.store import work
from podsprint.store.engine import transaction
from podsprint.store.tables import Audit, Member, Pod, Post, Programme, Work
from podsprint.usecases import forgetting
from podsprint.usecases.outbox import Deliver, Errand
from tests.support.clock import START
from tests.support.lives import pod_of
from tests.usecases.house import ANN, BO, CY, DEE, ELSEWHERE, FAY, TEAM, House

TYPED = "forget me"


def forget(house: House, who: Who, **other: Any) -> None:
    """Asked for, and all but Slack's part carried out."""
    house.do(forgetting.begin, forgetting.ForgetMe(who=who, typed=TYPED, **other))
    with transaction(house.engine) as session:
        forgetting.delete_rows(session, who, house.clock.now())
    with transaction(house.engine) as session:
        forgetting.finish(session, who, house.clock.now())


def naming(house: House, user: str) -> set[str]:
    """The tables that say a person was here."""
    marks = (f"'{user}'", f":{user}'", f"zz-{user}-")
    return {
        name for name, rows in house.everything().items() if any(mark in repr(row) for row in rows for mark in marks)
    }


@pytest.fixture
def lives(both: House) -> House:
    """Ann and Bo have something everywhere, and Ann is named in what is not hers as well."""
    with transaction(both.engine) as session:
        pod = pod_of(session, TEAM, ANN.user, BO.user, facilitator=FAY.user)
        pod.created_by, pod.deputy_id = ANN.user, ANN.user
        session.add(pod)
    return both


def test_S5_nothing_is_left_but_ids_in_the_trail(lives: House) -> None:
    assert naming(lives, ANN.user) >= {"experiment", "reflection", "progress", "pulse_seat", "member", "pod"}
    forget(lives, ANN)
    # A file's row goes with the file, and the row of work at its end: see `tests/worker/test_forgetting_in_slack.py`.
    assert naming(lives, ANN.user) == {"audit", "work", "shared_file"}
    assert {row.kind for row in lives.rows(Work) if ANN.user in repr(row.payload)} == {Errand.FORGET}


def test_S5_nothing_of_anybody_elses_is_touched(lives: House) -> None:
    with transaction(lives.engine) as session:
        pod_of(session, ELSEWHERE.team, ELSEWHERE.user, facilitator="U9", channel="C2")  # whose user id is Ann's
    before = lives.everything()
    forget(lives, ANN)
    after = lives.everything()
    gone = {name: [row for row in rows if row not in after[name]] for name, rows in before.items()}
    assert [name for name, rows in gone.items() if len(rows) > 1 or f"'{ANN.user}'" not in repr(rows or "'U1'")] == []
    assert ELSEWHERE.team not in repr(gone)


def test_S6_the_trail_says_that_it_happened_and_nothing_more(lives: House) -> None:
    forget(lives, ANN)
    trail = [row for row in lives.rows(Audit) if row.actor == ANN.user and row.team_id == TEAM]
    assert {"data.forget", "data.forgotten", "member.left"} <= {row.action for row in trail}


def test_S5_it_needs_to_be_typed(both: House) -> None:
    both.pod()
    for typed in ("", "yes", "forget", "delete me"):
        command = forgetting.ForgetMe(who=ANN, typed=typed)
        assert both.codes(forgetting.begin, command) == [("type_to_confirm", "typed")]
    both.do(forgetting.begin, forgetting.ForgetMe(who=ANN, typed="  Forget   ME "))


def test_C12_a_facilitator_names_who_takes_over(both: House) -> None:
    pod = both.pod()
    assert both.look(forgetting.form, FAY).pods == (pod.name,)
    assert both.codes(forgetting.begin, forgetting.ForgetMe(who=FAY, typed=TYPED)) == [
        ("successor_missing", "successor")
    ]
    oneself = forgetting.ForgetMe(who=FAY, typed=TYPED, successor=FAY.user)
    assert both.codes(forgetting.begin, oneself) == [("successor_oneself", "successor")]
    both.tick()
    both.invited.clear()
    forget(both, FAY, successor="U7")
    both.tick()
    assert both.only(Pod).facilitator_id == "U7" and both.invited == [("C1", "U7")]
    assert naming(both, FAY.user) <= {"audit", "work"}


def test_an_owner_of_a_programme_names_who_takes_over(both: House) -> None:
    with transaction(both.engine) as session:
        row = Programme(
            team_id=TEAM,
            owner_id=FAY.user,
            name="Lead",
            name_key="lead",
            purpose="so that",
            created_by=FAY.user,
            created_at=START,
        )
        session.add(row)
    assert both.look(forgetting.form, FAY).programmes == 1
    forget(both, FAY, successor=BO.user)
    row = both.only(Programme)
    assert (row.owner_id, row.created_by) == (BO.user, "")


def test_L4_the_facilitator_hears_that_somebody_left_and_how_many_are_left(both: House) -> None:
    both.pod()
    both.tick()
    both.said.clear()
    forget(both, DEE)
    both.tick()
    (told,) = both.heard(Deliver.NEEDS)
    (need,) = told.items
    assert (need.cause, len(need.pod.leaders), need.person) == ("small", 3, "")  # nobody is named
    assert [row.user_id for row in both.rows(Member)] == [ANN.user, BO.user, CY.user]


def test_S5_what_quoted_them_is_told_anew_without_them(both: House) -> None:
    both.sprint(both.pod())
    kickoff = both.opened("kickoff")
    both.kick_off(ANN, kickoff, hypothesis="zz-quoted-zz", ring=Ring.POD)
    both.kick_off(BO, kickoff, hypothesis="Bo stays", ring=Ring.POD)
    both.live_through(both.meeting("standup").opens_at)  # its brief is sent the day before
    standup = both.opened("standup")
    both.closed("standup")
    keys = [f"meeting:{standup}:{what}" for what in ("card", "opening", "digest")]
    keys.append(f"brief:{TEAM}:{FAY.user}:{both.meeting('standup').opens_at:%Y-%m-%d}")
    with transaction(both.engine) as session:
        for key in keys:
            session.add(Post(key=key, team_id=TEAM, channel_id="C1", state="sent", sending_since=START))
    both.said.clear()
    forget(both, ANN)
    both.tick()
    told = {out.key: out.model for _, out in both.said if out is not None and hasattr(out, "key")}
    assert set(keys) <= set(told)
    assert "Bo stays" in repr(told[keys[1]])
    assert "zz-quoted-zz" not in repr(told) and f"'{ANN.user}'" not in repr({key: told[key] for key in keys})


def test_S5_doing_a_step_twice_is_doing_it_once(lives: House) -> None:
    forget(lives, ANN)
    before = lives.everything()
    with transaction(lives.engine) as session:
        forgetting.delete_rows(session, ANN, START)
    assert lives.everything() == before


def test_S5_nothing_that_is_on_its_way_is_said_after_it(both: House) -> None:
    """An entry that a worker has read, and not posted yet, is looked at again: and there is nothing left to say."""

    both.sprint(both.pod())
    kickoff = both.opened("kickoff")
    both.kick_off(ANN, kickoff, ring=Ring.POD)
    held = None
    while held is None:
        with transaction(both.engine) as session:
            for claim in work.claim(session, both.clock.now()):
                if claim.kind == Deliver.ENTRY:
                    held = claim
                else:
                    work.finish(session, claim, both.clock.now())
    forget(both, ANN)
    with transaction(both.engine) as session:
        assert not work.still_held(session, held, both.clock.now())

"""Retention: what has been kept long enough goes after a notice, and nothing that is in use (S5)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, update
from sqlmodel import Session, SQLModel, col, select

from podsprint.domain.experiments import ExperimentState
from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import PodView, RetentionNotice, RetentionOff
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import (
    Absence,
    Audit,
    Booster,
    Charter,
    CheckIn,
    Experiment,
    Observation,
    Ping,
    Pod,
    Post,
    Reflection,
    Sprint,
    TimeSpent,
    Work,
    Workspace,
)
from podsprint.usecases import clearing, observations, pods, reports, retention, retros, tidying, workspaces
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver, Errand
from tests.support.clock import START
from tests.support.lives import pod_of
from tests.usecases.house import ANN, BO, CY, ELSEWHERE, FAY, TEAM, House

MARCH = datetime(2026, 3, 5, 9, tzinfo=UTC)
NOVEMBER = date(2026, 11, 1)  # six months and more after the first sprint
WRITTEN = (CheckIn, Experiment, Observation, Reflection)


def keep(house: House, months: int, who: Who = FAY) -> None:
    """An admin says how long."""
    found = house.look(workspaces.settings, who.team)
    facts = (Facts(user=who.user, standing=Standing.ADMIN),)
    change = workspaces.ChangeWorkspace(who=who, facts=facts, contacts="", keep_months=months, version=found.version)
    house.do(workspaces.change, change)


def at(month: int, day: int = 1, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def lived(both: House) -> House:
    """A sprint of March that is over: Ann adopted something, Bo kept his going."""
    both.sprint(both.pod())
    kickoff = both.opened("kickoff")
    both.kick_off(ANN, kickoff)
    both.kick_off(BO, kickoff)
    both.do(observations.observe, observations.Observe(who=ANN, note="Two people spoke first"))
    both.stand_up(ANN, both.opened("standup"), coaching_topic="delegating")
    retro = both.opened("retro")
    both.look_back(ANN, retro, outcome="adopted", what_changed="Others decide")
    both.look_back(BO, retro)
    both.do(retros.reflect, retros.Reflect(who=BO, experiment_id=2, choice="mixed", line="Mine", ring=Ring.ME))
    both.travel(at(4))
    assert both.only(Sprint).closed_at is not None
    with transaction(both.engine) as session:  # what is posted is Slack's part of the house
        for key, author in (("check_in:1", ANN.user), ("check_in:1:question", ANN.user), ("sprint:1:summary", "")):
            session.add(_post(key, author))
        session.add(_post("wish:3:U2", BO.user))  # what Ann wished to be coached on, to the peer who can
        session.add(_post("pod:1:intro", ""))
        for kind in ("daily", "brief"):  # which quote people
            session.add(_post(f"{kind}:old", BO.user))
            session.add(_post(f"{kind}:new", BO.user, since=at(4, 2)))
        session.add(_line(1, CY.user))
        for booster in session.exec(select(Booster)).all():
            booster.answered_at = at(4)
            session.add(booster)
    both.said.clear()
    return both


def _post(key: str, author: str, since: datetime = MARCH) -> Post:
    return Post(key=key, author=author, team_id=TEAM, channel_id="C1", ts="1.0", state="sent", sending_since=since)


def _line(pod_id: int, user: str) -> Reflection:
    """A line about no experiment, and of no entry."""
    kept = {"choice": "helped", "line": "Quiet", "created_at": MARCH, "updated_at": MARCH}
    return Reflection(pod_id=pod_id, user_id=user, ring=Ring.ME, **kept)  # type: ignore[arg-type]


def notices(house: House) -> dict[str, Any]:
    """Who was told what since this was asked last; it has arrived."""
    found = [out for kind, out in house.said if kind is Deliver.RETENTION and isinstance(out, Outgoing)]
    house.said.clear()
    with transaction(house.engine) as session:
        for out in found:
            session.merge(_post(out.key, out.author, house.clock.now()))
    return {out.conversation: out.model for out in found}


def counts(house: House) -> list[int]:
    return [len(house.rows(table)) for table in WRITTEN]


def test_S5_for_ever_is_for_ever(lived: House) -> None:
    before = counts(lived)
    lived.live_through(at(12) + timedelta(days=2000))
    assert counts(lived) == before and not notices(lived)


def test_S5_those_concerned_are_told_once_and_two_weeks_before(lived: House) -> None:
    lived.clock.set(at(9))
    keep(lived, 6)
    lived.live_through(at(9, 2))
    told = notices(lived)
    assert set(told) == {ANN.user, BO.user, CY.user}
    assert told[ANN.user].on == date(2026, 10, 1) and told[ANN.user].before == date(2026, 4, 1)
    assert [(one.pod, one.number) for one in told[ANN.user].sprints] == [("Platform leads", 1)]
    assert told[CY.user].sprints == ()
    before = counts(lived)
    lived.live_through(datetime(2026, 9, 30, 23, tzinfo=UTC))
    assert counts(lived) == before and not notices(lived)
    assert not lived.look(reports.look, ANN, 1, lived.clock.now()).sprints[0].cleared


def test_S5_on_the_day_it_goes_and_what_was_posted_of_it(lived: House) -> None:
    lived.clock.set(at(9))
    keep(lived, 6)
    lived.live_through(at(10, 2))
    assert counts(lived) == [0, 0, 0, 0]
    assert {row.key: row.state for row in lived.rows(Post)} == {
        "check_in:1": "going",
        "check_in:1:question": "going",
        "sprint:1:summary": "going",
        "wish:3:U2": "going",
        "pod:1:intro": "sent",
        "daily:old": "going",
        "daily:new": "sent",
        "brief:old": "going",
        "brief:new": "sent",
    }
    assert [row.payload for row in lived.rows(Work) if row.kind == Errand.CLEAR] == [{"team": TEAM}]
    assert [row.payload["pod"] for row in lived.rows(Work) if row.kind == Errand.TAKE_BACK] == [1]
    # That it took place stays, and what the pod agreed on as long as there is a pod.
    assert lived.only(Sprint).cleared_at and lived.only(Charter)
    (sprint,) = lived.look(reports.look, ANN, 1, lived.clock.now()).sprints
    assert (sprint.cleared, sprint.lines, sprint.shared, sprint.kept_private) == (True, (), 0, 0)
    assert [row.action for row in lived.rows(Audit)][-1] == "workspace.retention_done"


def test_S5_what_somebody_touched_since_stays(lived: House) -> None:
    lived.clock.set(at(9))
    lived.do(observations.observe, observations.Observe(who=BO, note="Again", experiment_id=2))
    keep(lived, 6)
    lived.live_through(at(10, 2))
    assert [row.user_id for row in lived.rows(Experiment)] == [BO.user]
    assert [row.note for row in lived.rows(Observation)] == ["Again"]


def test_S5_an_open_look_back_keeps_its_experiment(lived: House) -> None:
    with transaction(lived.engine) as session:
        for booster in session.exec(select(Booster)).all():
            booster.due_on, booster.answered_at = date(2026, 4, 2), None
            session.add(booster)
    lived.clock.set(at(9))
    keep(lived, 6)
    lived.live_through(at(10, 2))
    assert [row.user_id for row in lived.rows(Experiment)] == [ANN.user] and lived.rows(Booster)
    lived.said.clear()
    lived.live_through(at(11, 2))  # it is as old now as anything that is let go
    assert lived.rows(Experiment) == [] and lived.rows(Booster) == []


def test_S5_never_touched_while_a_sprint_runs_that_could_carry_it_on(lived: House) -> None:
    lived.clock.set(at(9, 7, 6))
    lived.sprint(_view(lived), starts_on=date(2026, 9, 7))
    lived.clock.set(at(9, 8))
    with transaction(lived.engine) as session:
        running = session.exec(select(Sprint).where(col(Sprint.closed_at).is_(None))).one()
        running.paused_at = at(9, 8)
        session.add(running)
        for row in session.exec(select(Work).where(col(Work.done_at).is_(None))).all():
            row.done_at = at(9, 8)  # paused: nothing opens, closes or ends
            session.add(row)
    keep(lived, 6)
    lived.live_through(at(12, 2))
    assert [row.state for row in lived.rows(Experiment)] == [ExperimentState.RUNNING]  # Bo's; Ann's was over
    assert [row.cleared_at is None for row in lived.rows(Sprint)] == [False, True]


def test_S5_what_is_let_go_of_between_its_notice_and_the_day_is_announced_first(lived: House) -> None:
    with transaction(lived.engine) as session:
        carries = session.get_one(Sprint, 1).model_dump(exclude={"id"}) | {"number": 2, "closed_at": None}
        session.add(Sprint(**carries))  # another one runs, and could carry on what Bo tries
    lived.clock.set(at(9))
    keep(lived, 6)
    lived.live_through(at(9, 10))
    with transaction(lived.engine) as session:
        session.get_one(Sprint, 2).closed_at = at(9, 11)
    lived.live_through(at(10, 2))
    assert counts(lived)[0] == 0 and [row.user_id for row in lived.rows(Experiment)] == [BO.user]
    notices(lived)
    lived.live_through(datetime(2027, 3, 31, tzinfo=UTC))
    kept = {row.user_id for row in lived.rows(Experiment)} | {row.user_id for row in lived.rows(Reflection)}
    assert kept == set(notices(lived)) == {BO.user, CY.user}
    lived.live_through(datetime(2027, 4, 2, tzinfo=UTC))
    assert counts(lived) == [0, 0, 0, 0]


@pytest.mark.parametrize("months", [12, 0], ids=["longer", "for ever"])
def test_S5_another_span_is_another_plan_and_those_who_were_told_hear_of_it(lived: House, months: int) -> None:
    lived.clock.set(at(9))
    keep(lived, 6)
    lived.live_through(at(9, 20))
    told, before = set(notices(lived)), counts(lived)
    keep(lived, months)
    lived.live_through(at(9, 21, 20))
    assert notices(lived) == dict.fromkeys(told, RetentionOff(on=date(2026, 10, 1))) and len(told) == 3
    lived.live_through(at(12))
    assert counts(lived) == before and not notices(lived)


def test_S5_a_later_day_takes_the_place_of_an_earlier_one(lived: House) -> None:
    lived.clock.set(at(10))
    keep(lived, 6)
    lived.live_through(at(10, 20))
    assert {notice.on for notice in notices(lived).values()} == {NOVEMBER}
    keep(lived, 12)
    keep(lived, 6)
    lived.live_through(at(10, 21, 20))
    told = [out.model for kind, out in lived.said if kind is Deliver.RETENTION and isinstance(out, Outgoing)]
    assert {(type(model), getattr(model, "on", None)) for model in told} == {
        (RetentionOff, NOVEMBER),
        (RetentionNotice, date(2026, 12, 1)),
    }


def test_S5_whoever_was_told_of_no_day_is_not_told_that_it_is_off(lived: House) -> None:
    lived.clock.set(at(9))
    before = counts(lived)
    keep(lived, 12)
    lived.live_through(at(9, 20))
    assert not notices(lived)
    keep(lived, 0)
    lived.live_through(at(12) + timedelta(days=1000))
    assert counts(lived) == before


def test_S5_whoever_could_not_be_told_in_time_is_told_of_a_later_day(lived: House) -> None:
    lived.clock.set(at(9, 10))
    keep(lived, 6)
    with transaction(lived.engine) as session:
        retention.sweep(session, TEAM, lived.clock.now())
    lived.sleep_until(at(9, 30))  # between the plan and the telling
    told = {user: notice.on for user, notice in notices(lived).items()}
    assert told == {ANN.user: NOVEMBER, BO.user: NOVEMBER, CY.user: NOVEMBER}
    lived.live_through(datetime(2026, 10, 31, tzinfo=UTC))
    assert lived.only(Workspace).clears_on == NOVEMBER and counts(lived)[0]
    lived.live_through(at(11, 2))
    assert counts(lived) == [0, 0, 0, 0]


def test_S5_however_many_there_are_everyone_is_told_and_nobody_of_too_much(house: House) -> None:
    many = [f"U{number}" for number in range(100, 100 + retention.TOLD_AT_ONCE)]
    with transaction(house.engine) as session:
        for number in range(retention.SHOWN + 1):
            pod = pod_of(session, TEAM, facilitator=FAY.user, channel=f"C{number}")
            entry = {"pod_id": pod.id, "meeting_id": pod.id, "late": False, "ring": Ring.ME}
            session.add(CheckIn(user_id=ANN.user, created_at=START, updated_at=START, **entry))  # type: ignore[arg-type]
        session.add_all(_line(1, user) for user in many)
        session.execute(update(Sprint).values(closed_at=at(3, 20)))
    house.clock.set(at(9))
    keep(house, 6)
    house.live_through(at(9, 5))
    told = notices(house)
    assert set(told) == {ANN.user, *many}
    assert len(told[ANN.user].sprints) == retention.SHOWN and told[ANN.user].more and not told[many[0]].more


def test_S5_what_an_ended_pod_agreed_on_is_kept_as_long_as_anything(lived: House) -> None:
    with transaction(lived.engine) as session:
        ended = pod_of(session, TEAM, facilitator=FAY.user, channel="C2")
        later = pod_of(session, TEAM, facilitator=FAY.user, channel="C3")
        ended.ended_at, ended.size_reason, later.ended_at = at(3, 20), "Two left", at(4, 20)
        kept = later.id
    lived.clock.set(at(9))
    keep(lived, 6)
    lived.live_through(at(10, 2))
    assert [row.pod_id for row in lived.rows(Charter)] == [1, kept]
    assert [row.size_reason for row in lived.rows(Pod)] == [None] * 3


def test_S5_an_app_that_was_taken_out_lets_nothing_go_unannounced(lived: House) -> None:
    lived.clock.set(at(9))
    keep(lived, 6)
    lived.live_through(at(9, 3))
    with transaction(lived.engine) as session:
        row = session.get_one(Workspace, TEAM)
        row.uninstalled_at = at(9, 3)
        session.add(row)
    before = counts(lived)
    lived.live_through(at(10, 20))
    assert counts(lived) == before and lived.only(Workspace).clears_on is None


def _view(house: House) -> PodView:
    with reading(house.engine) as session:
        return pods.view(session, session.get_one(Pod, 1))


# Broken off, and more than one workspace ------------------------------------------------------------------------


@contextmanager
def failing(engine: Engine, statement: str) -> Iterator[None]:
    """The database goes away when it hears a statement that begins like this."""

    def fail(_connection: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        if text.startswith(statement):
            raise ConnectionError("gone")

    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("statement", ["DELETE FROM check_in", "DELETE FROM progress", "DELETE FROM experiment"])
def test_S5_broken_off_anywhere_it_goes_on_from_there(lived: House, statement: str) -> None:
    lived.clock.set(at(9))
    keep(lived, 6)
    lived.live_through(at(9, 30))
    lived.clock.set(at(10, 1))
    with pytest.raises(ConnectionError), failing(lived.engine, statement):
        lived.tick()
    posts = [row for row in lived.rows(Post) if row.state == "going"]
    # All of a sprint, or nothing of it; and the third begins only once that is done.
    assert (lived.only(Sprint).cleared_at is not None) is bool(posts) is (statement == "DELETE FROM experiment")
    lived.clock.advance(minutes=2)
    lived.tick()
    assert counts(lived) == [0, 0, 0, 0]
    assert len([row for row in lived.rows(Audit) if row.action == "workspace.retention_done"]) == 1


def test_S5_another_workspace_is_not_touched(lived: House) -> None:
    with transaction(lived.engine) as session:  # the same again, elsewhere, and its people have the same ids
        _moved(session)
    lived.clock.set(at(9))
    mine = counts(lived)
    assert all(mine)
    keep(lived, 6)
    lived.live_through(at(10, 2))
    assert counts(lived) == mine and not notices(lived)
    keep(lived, 6, ELSEWHERE)
    lived.live_through(at(12, 2))
    assert counts(lived) == [0, 0, 0, 0]


def _moved(session: Session) -> None:
    """All of the house's is another workspace's."""
    for table in SQLModel.metadata.sorted_tables:
        if "team_id" in table.c and table.name != "workspace":
            session.execute(update(table).values(team_id=ELSEWHERE.team))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, 1, 5, 7, 30]),  # months since the sprint ended; None: it runs
            st.sampled_from(list(ExperimentState)),
            st.booleans(),  # a look back is ahead
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([6, 12]),
)
def test_S5_nothing_of_a_running_sprint_and_no_open_look_back_is_ever_removed(
    house: House, lives: list[tuple[int | None, ExperimentState, bool]], months: int
) -> None:
    now = START + timedelta(days=31 * 40)
    with transaction(house.engine) as session:
        team = f"T{len(session.exec(select(Pod.id)).all())}X"
        for number, (ended, state, ahead) in enumerate(lives):
            pod = pod_of(session, team, f"U{number}{team}", facilitator="U9", channel=f"C{number}{team}")
            _shape(session, pod, now, ended, state, ahead)
        session.flush()
        made = session.exec(select(Pod).where(Pod.team_id == team).order_by(col(Pod.id))).all()
        before = now - timedelta(days=30 * months)
        while clearing.some(session, team, before, now):
            pass
        for pod, (ended, _, ahead) in zip(made, lives, strict=True):
            kept = [
                len(session.exec(select(table).where(table.pod_id == pod.id)).all()) for table in (CheckIn, Experiment)
            ]
            if ended is None or ended < months:
                assert kept == [1, 1], (ended, months)
            else:
                assert kept[0] == 0 and kept[1] == int(ahead)


def _shape(session: Session, pod: Pod, now: datetime, ended: int | None, state: ExperimentState, ahead: bool) -> None:
    sprint = session.exec(select(Sprint).where(Sprint.pod_id == pod.id)).one()
    sprint.closed_at = None if ended is None else now - timedelta(days=31 * ended)
    experiment = session.exec(select(Experiment).where(Experiment.pod_id == pod.id)).one()
    experiment.state = state
    booster = session.exec(select(Booster).where(Booster.experiment_id == experiment.id)).one()
    booster.answered_at = None if ahead else now
    booster.due_on = now.date()
    rows: list[SQLModel] = [sprint, experiment, booster]
    session.add_all(rows)


# Whatever the workspace wants ------------------------------------------------------------------------------------


def test_S6_no_table_grows_for_ever(both: House) -> None:
    now = both.clock.now()
    ages = {"young": timedelta(days=10), "old": timedelta(days=3 * 366)}
    with transaction(both.engine) as session:
        for age in ages.values():
            then = now - age
            session.add(Ping(team_id=TEAM, user_id=ANN.user, day=then.date(), kind="daily", at=then))
            week, key = then.date(), f"spent:{age.days}"
            session.add(
                TimeSpent(key=key, team_id=TEAM, user_id=ANN.user, week=week, kind="message", seconds=30, at=then)
            )
            session.add(Audit(team_id=TEAM, at=then, actor=ANN.user, action="pod.created"))
            session.add(
                Absence(
                    team_id=TEAM,
                    user_id=ANN.user,
                    first_day=then.date(),
                    last_day=then.date(),
                    source="self",
                    noted_by=ANN.user,
                    created_at=then,
                )
            )
            for kind in ("session.open", "deliver.welcome"):
                session.add(Work(key=f"{kind}:{age.days}", kind=kind, due_at=then, done_at=then))
            session.add(Work(key=f"failed:{age.days}", kind="session.open", due_at=then, done_at=then, error="x"))
            session.add(Work(key=f"waits:{age.days}", kind="session.open", due_at=now + timedelta(days=1)))
    both.do(lambda session, _none, at: tidying.ask(session, at), None)
    both.tick()
    assert [len(both.rows(table)) for table in (Ping, TimeSpent, Audit, Absence)] == [1, 1, 1, 1]
    assert {row.key for row in both.rows(Work)} == {  # all but what was done with long ago, of a moment that is over
        *("session.open:10", "deliver.welcome:10", "failed:10", "waits:10"),
        *("deliver.welcome:1098", "failed:1098", "waits:1098"),
        f"tidy:{now.date().isoformat()}",
    }


def test_S6_the_end_of_a_sprint_has_things_tidied(lived: House) -> None:
    assert [row.key for row in lived.rows(Work) if row.kind == tidying.TIDY] == ["tidy:2026-03-16"]


def test_a_great_many_go_in_several_steps(both: House) -> None:
    then = both.clock.now() - timedelta(days=200)
    with transaction(both.engine) as session:
        session.add_all(
            Ping(team_id=TEAM, user_id=f"U{number}", day=then.date(), kind="daily", at=then)
            for number in range(tidying.AT_ONCE * 2 + 1)
        )
    both.do(lambda session, _none, at: tidying.ask(session, at), None)
    both.tick()
    assert both.rows(Ping) == []

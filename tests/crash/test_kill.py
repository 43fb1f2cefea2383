"""S5: kill -9 at any moment, as often as you like: nothing is lost, nothing is said twice, and what was acknowledged
is there."""

import functools
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time as wall
from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import col, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import ExperimentFields
from podsprint.domain.people import Who
from podsprint.domain.pods import Charter
from podsprint.domain.privacy import Ring
from podsprint.playground.actor import Actor
from podsprint.playground.config import Channel, Config
from podsprint.playground.server import Playground
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import Meeting, Pod, Post, Work
from podsprint.usecases import checkins, experiments, pods, sessions, sprints
from podsprint.usecases.coaching import ASK
from podsprint.usecases.outbox import Deliver
from podsprint.worker.delivery import SENT
from tests.support.bots import ROOT, settings_for, workspace
from tests.support.clock import START
from tests.support.crash_bot import READY, Plan
from tests.support.notes import TEAM, keys_shown

SPEED = 40  # a lease is a second and a half
PODS = 6
LEADERS = ("U1", "U2", "U3", "U4")
PATIENCE_SECONDS = 60.0
# On PostgreSQL others may hold leases, so after each crash one has to wait until those of the dead have run out.
KILLS = {"sqlite": 13, "postgresql": 5}


@contextmanager
def slack(plan: Plan) -> Iterator[Playground]:
    """A playground with a channel for each pod, on the time of the story."""
    known = workspace()
    bot = known.bot_user
    channels = tuple(Channel(f"C{number}", f"pod-{number}", (*LEADERS, bot)) for number in range(1, PODS + 1))
    config = Config(manifest=known.manifest, users=known.users, channels=channels)
    with Playground(config, now=plan.now, monotonic=plan.monotonic) as playground:
        yield playground


@contextmanager
def running(plan: Plan) -> Iterator[None]:
    """A bot in a process of its own. On leaving it is killed, with no chance to put anything in order."""
    with subprocess.Popen(plan.command(), cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == READY
            yield
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()


# Deliveries that leave a message; a Home tab and an invitation leave none.
MESSAGES = [kind for kind in Deliver if kind not in (Deliver.HOME, Deliver.INVITE)]


def test_kill_9_loses_nothing_and_doubles_nothing(engine: Engine) -> None:
    plan = Plan(settings={}, base=time.time(), speed=SPEED)
    dice = random.Random(20261121)
    with slack(plan) as playground:
        plan = _with_settings(plan, playground, engine)
        _kick_offs(engine)
        for _ in range(KILLS[engine.dialect.name]):
            enough = len(playground.calls("chat.postMessage")) + dice.randint(1, 6)
            with running(plan):
                _until(functools.partial(_have_arrived, playground, enough))
        assert not _all_said(engine)  # every one of them was in the middle of something
        with running(plan):
            _until(lambda: _all_said(engine))
        _expect_each_message_once(engine, playground)


def test_what_was_acknowledged_is_committed(engine: Engine) -> None:
    plan = Plan(settings={}, base=time.time(), speed=1, socket=True)
    with slack(plan) as playground:
        plan = _with_settings(plan, playground, engine)
        ann = Actor(playground.url, "U1")
        with running(plan):
            playground.wait_connected()
            ann.command("C1", "/pod create")
            ann.fill({"name": "North", "leaders": list(LEADERS), "zone": "Europe/Berlin"})
            assert ann.submit().ok
        with reading(engine) as session:
            (pod,) = session.exec(select(Pod)).all()
            assert (pod.name, pod.channel_id) == ("North", "C1")
            told = session.exec(select(Work.kind).where(col(Work.kind).in_(list(Deliver)))).all()
        assert sorted(told) == sorted([Deliver.POD_INTRO, *[Deliver.WELCOME] * len(LEADERS)])


def _with_settings(plan: Plan, playground: Playground, engine: Engine) -> Plan:
    url = engine.url.render_as_string(hide_password=False)
    settings = settings_for(playground, url).model_dump(exclude={"prompts_dir"})
    return Plan(settings=settings, base=plan.base, speed=plan.speed, socket=plan.socket)


def _kick_offs(engine: Engine) -> None:
    """Pods with an open kick-off in which every leader has checked in: a hundred messages, all due at once."""
    for number in range(1, PODS + 1):
        with transaction(engine) as session:
            lead, channel = Who(TEAM, "U1"), f"C{number}"
            pod = pods.create_pod(
                session,
                pods.CreatePod(
                    who=lead,
                    channel=channel,
                    name=f"Pod {number}",
                    leaders=LEADERS,
                    facilitator=lead.user,
                    meets_at=wall(11, 0),
                    zone="Europe/Berlin",
                ),
                START,
            )
            charter = Charter(goal="Less", so_that="flow", roles="All", norms="Ask", confidentiality="Here")
            pods.write_charter(session, pods.WriteCharter(who=lead, pod_id=pod.id, charter=charter), START)
            sprints.start_sprint(session, sprints.StartSprint(who=lead, pod_id=pod.id, starts_on=START.date()), START)
            sessions.open_now(session, sessions.OpenNow(who=lead, channel=channel, kind=SessionKind.KICKOFF), START)
            meeting = session.exec(
                select(Meeting.id).where(Meeting.pod_id == pod.id, Meeting.kind == SessionKind.KICKOFF)
            ).one()
            for leader in LEADERS:
                fields = ExperimentFields(
                    hypothesis="By asking first, I get shorter meetings",
                    expect="Shorter meetings",
                    by=START.date() + timedelta(days=7),
                )
                planned = experiments.PlanExperiment(who=Who(TEAM, leader), pod_id=pod.id, fields=fields, ring=Ring.POD)
                checkins.kick_off(session, checkins.KickOff(meeting_id=meeting or 0, plan=planned), START)


def _have_arrived(playground: Playground, enough: int) -> bool:
    return len(playground.calls("chat.postMessage")) >= enough


def _all_said(engine: Engine) -> bool:
    kinds = [*Deliver, ASK]
    with reading(engine) as session:
        left = select(Work.id).where(col(Work.done_at).is_(None), col(Work.kind).in_(kinds)).limit(1)
        return session.exec(left).first() is None


def _expect_each_message_once(engine: Engine, playground: Playground) -> None:
    with reading(engine) as session:
        posts = session.exec(select(Post)).all()
        said = session.exec(select(Work).where(col(Work.kind).in_(MESSAGES))).all()
    assert [row.error for row in said if row.error] == []
    assert len(said) == len(posts) >= 90
    assert {post.state for post in posts} == {SENT}
    shown = keys_shown(playground, *{post.channel_id for post in posts})
    assert shown == {post.key: 1 for post in posts}
    there = {
        (channel, message["ts"])
        for channel in {post.channel_id for post in posts}
        for message in playground.messages(channel)
    }
    assert there == {(post.channel_id, post.ts) for post in posts}


def _until(ready: Callable[[], bool]) -> None:
    glance, deadline = threading.Event(), time.monotonic() + PATIENCE_SECONDS
    while not ready():
        assert time.monotonic() < deadline, "this takes too long"
        glance.wait(0.003)

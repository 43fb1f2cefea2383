"""What tests of crashes share: a Slack, a bot in a process of its own that is killed, and waiting for what it does."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time as wall
from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import col, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.experiments import ExperimentFields
from podsprint.domain.people import Who
from podsprint.domain.pods import Charter
from podsprint.domain.privacy import Ring
from podsprint.playground.config import Channel, Config
from podsprint.playground.server import Playground
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import Meeting, Work
from podsprint.usecases import checkins, experiments, pods, sessions, sprints
from podsprint.usecases.coaching import ASK
from podsprint.usecases.outbox import Deliver
from tests.support.bots import ROOT, settings_for, workspace
from tests.support.clock import START
from tests.support.crash_bot import READY, Plan
from tests.support.notes import TEAM

SPEED = 40  # a lease is a second and a half
LEADERS = ("U1", "U2", "U3", "U4")
PATIENCE_SECONDS = 60.0


@contextmanager
def slack(plan: Plan, *, channels: int) -> Iterator[Playground]:
    """A playground with a channel for each pod, on the time of the story."""
    known = workspace()
    bot = known.bot_user
    made = tuple(Channel(f"C{number}", f"pod-{number}", (*LEADERS, bot)) for number in range(1, channels + 1))
    config = Config(manifest=known.manifest, users=known.users, channels=made)
    with Playground(config, now=plan.now, monotonic=plan.monotonic) as playground:
        yield playground


def mark(leader: str) -> str:
    """What stands in everything that this person wrote, and nobody else."""
    return f"zz-{leader}-zz"


def kick_offs(engine: Engine, count: int) -> None:
    """Pods with an open kick-off in which every leader has checked in, all of it due at once."""
    for number in range(1, count + 1):
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
                    hypothesis=f"By asking first, {mark(leader)} gets shorter meetings",
                    expect="Shorter meetings",
                    by=START.date() + timedelta(days=7),
                )
                planned = experiments.PlanExperiment(who=Who(TEAM, leader), pod_id=pod.id, fields=fields, ring=Ring.POD)
                checkins.kick_off(session, checkins.KickOff(meeting_id=meeting or 0, plan=planned), START)


@dataclass(frozen=True)
class Lives:
    """Bots in processes of their own, one after the other."""

    process: subprocess.Popen[str]

    @contextmanager
    def running(self) -> Iterator[None]:
        """A bot. On leaving it is killed, with no chance to put anything in order."""
        asked, said = self.process.stdin, self.process.stdout
        assert asked is not None
        assert said is not None
        asked.write("\n")
        asked.flush()
        ready, pid = said.readline().split()
        try:
            assert ready == READY
            yield
        finally:
            os.kill(int(pid), signal.SIGKILL)


@contextmanager
def lives(plan: Plan) -> Iterator[Lives]:
    """What bots come from."""
    command = plan.command()
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Lives(process)


def with_settings(plan: Plan, playground: Playground, engine: Engine) -> Plan:
    """The plan, for a bot on this playground and this database."""
    url = engine.url.render_as_string(hide_password=False)
    settings = settings_for(playground, url).model_dump(exclude={"prompts_dir"})
    return Plan(settings=settings, base=plan.base, speed=plan.speed, socket=plan.socket)


def all_said(engine: Engine) -> bool:
    """Whether nothing is left to say."""
    kinds = [*Deliver, ASK]
    with reading(engine) as session:
        left = select(Work.id).where(col(Work.done_at).is_(None), col(Work.kind).in_(kinds)).limit(1)
        return session.exec(left).first() is None


def until(ready: Callable[[], bool]) -> None:
    """Wait for it, looking often."""
    glance, deadline = threading.Event(), time.monotonic() + PATIENCE_SECONDS
    while not ready():
        assert time.monotonic() < deadline, "this takes too long"
        glance.wait(0.003)

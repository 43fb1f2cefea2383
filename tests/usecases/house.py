"""A pod in a database, and short ways to do what its people do. Time moves only when told to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, select
from sqlmodel import Session, SQLModel
from sqlmodel import select as find

from podsprint.bootstrap import timed
from podsprint.domain.checkins import CheckInFields
from podsprint.domain.experiments import ExperimentFields
from podsprint.domain.people import Who
from podsprint.domain.pods import Charter
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import PodView, SprintView
from podsprint.errors import Refused
from podsprint.slack.text import Words
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import CheckIn, Experiment, Meeting, Post
from podsprint.store.work import Claim
from podsprint.usecases import arrivals, checkins, experiments, messages, pods, retros, sprints
from podsprint.usecases.invitations import Invitation
from podsprint.usecases.messages import HomeTab, Outgoing
from podsprint.usecases.outbox import Deliver, Errand
from tests.support import photographs
from tests.support.clock import Clock
from tests.usecases.journeys import History, journey

T = TypeVar("T", bound=SQLModel)
C = TypeVar("C")
R = TypeVar("R")
P = ParamSpec("P")

TEAM = "T0ACME"
ANN, BO, CY, DEE = (Who(TEAM, f"U{number}") for number in range(1, 5))
LEADERS = (ANN, BO, CY, DEE)
FAY = Who(TEAM, "U5")  # facilitates, and does not lead
SAM = Who(TEAM, "U6")  # has no pod
ELSEWHERE = Who("T0OTHER", "U1")  # another workspace, where user ids may be the same
BERLIN = "Europe/Berlin"
MONDAY = date(2026, 3, 2)  # the day the test's clock starts on
CHARTER = Charter(
    goal="Decide near the work", so_that="customers wait days", roles="All", norms="Ask", confidentiality="Here"
)


class House:
    """Everything but Slack: use cases, the calendar, and what would be said to whom (`said`)."""

    def __init__(self, engine: Engine, clock: Clock, words: Words, history: History | None = None) -> None:
        self.engine, self.clock, self.words, self.history = engine, clock, words, history
        self.said: list[tuple[Deliver, Outgoing | HomeTab | None]] = []
        self.posted: set[str] = set()
        self.invited: list[tuple[str, str]] = []  # into which channel, and who
        self._timed = timed(words)
        self._loaders = messages.loaders(words.bank)

    # Doing and looking ---------------------------------------------------------------------------------------

    @journey
    def do(self, use_case: Callable[[Session, C, datetime], R], command: C) -> R:
        """Run a use case in its transaction."""
        with transaction(self.engine) as session:
            return use_case(session, command, self.clock.now())

    def look(self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask something."""
        with reading(self.engine) as session:
            return query(session, *args, **kwargs)

    def refused(self, use_case: Callable[[Session, C, datetime], Any], command: C) -> tuple[Problem, ...]:
        """The problems a use case is refused with; it has to be, and nothing may have changed."""
        before = self.photograph()
        try:
            self.do(use_case, command)
        except Refused as refused:
            assert self.photograph() == before
            return tuple(refused.problems)
        raise AssertionError(f"{command} was not refused")

    def codes(self, use_case: Callable[[Session, C, datetime], Any], command: C) -> list[tuple[str, str]]:
        """The same, as (code, field)."""
        return [(found.code, found.field) for found in self.refused(use_case, command)]

    def photograph(self) -> bytes:
        """Every row of every table, to compare with a later one."""
        return photographs.take(self.engine, ids=False)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        with self.engine.connect() as connection:
            return {
                table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
                for table in SQLModel.metadata.sorted_tables
            }

    def rows(self, table: type[T]) -> list[T]:
        """A table's rows, the oldest first."""
        with reading(self.engine) as session:
            return sorted(session.exec(find(table)).all(), key=lambda row: getattr(row, "id", None) or 0)

    def only(self, table: type[T]) -> T:
        """A table's one row."""
        (row,) = self.rows(table)
        return row

    # Time ----------------------------------------------------------------------------------------------------

    @journey
    def tick(self) -> None:
        """Do and say all that is due now."""
        claims = True
        while claims:
            with transaction(self.engine) as session:  # one for all of them, which is quick
                found = work.claim(session, self.clock.now())
                for held in found:
                    self._run(session, held)
            claims = bool(found)

    @journey
    def travel(self, to: datetime) -> None:
        """Go to a moment, stopping where sessions open, close and settle; what else is due in between is past then."""
        self.tick()
        moments = {at for row in self.rows(Meeting) for at in (row.opens_at, row.closes_at, row.grace_until)}
        for moment in sorted(moment for moment in {*moments, to} if self.clock.now() < moment <= to):
            self.clock.set(moment)
            self.tick()

    @journey
    def live_through(self, to: datetime) -> None:
        """Go to a moment, stopping wherever anything is due."""
        while (due := self.look(work.next_due)) is not None and due <= to:
            self.clock.set(max(due, self.clock.now()))
            self.tick()
        self.clock.set(to)

    @journey
    def sleep_until(self, to: datetime) -> None:
        """The bot was down until then."""
        self.clock.set(to)
        self.tick()

    def heard(self, *kinds: Deliver) -> list[Any]:
        """What has been said of some kinds, as the models shown; and then forget all that has been said."""
        found = [out.model for kind, out in self.said if kind in kinds and out is not None]
        self.said.clear()
        return found

    def is_out(self) -> None:
        """All that was said is in Slack, and brought up to date there from now on."""
        with transaction(self.engine) as session:
            for _, out in self.said:
                if isinstance(out, Outgoing) and out.model is not None and session.get(Post, out.key) is None:
                    session.add(
                        Post(
                            key=out.key,
                            team_id=out.team,
                            channel_id=out.conversation,
                            state="sent",
                            ts="1.0",
                            sending_since=self.clock.now(),
                        )
                    )

    # What people do ------------------------------------------------------------------------------------------

    @journey
    def create(self, **other: Any) -> PodView:
        """Fay's pod of four, in Berlin at 09:30."""
        return self.do(pods.create_pod, replace(create_command(), **other))

    @journey
    def pod(self, **other: Any) -> PodView:
        """The same, with a charter."""
        pod = self.create(**other)
        self.do(pods.write_charter, pods.WriteCharter(who=Who(TEAM, pod.facilitator), pod_id=pod.id, charter=CHARTER))
        return pod

    @journey
    def sprint(self, pod: PodView, starts_on: date = MONDAY, **other: Any) -> SprintView:
        """A sprint from the clock's Monday on."""
        who = Who(TEAM, pod.facilitator)
        return self.do(sprints.start_sprint, sprints.StartSprint(who=who, pod_id=pod.id, starts_on=starts_on, **other))

    def meeting(self, kind: str, number: int = 1, *, sprint: int = 1) -> Meeting:
        """A session of a sprint, by its numbers."""
        (row,) = [row for row in self.rows(Meeting) if (row.kind, row.number, row.sprint_id) == (kind, number, sprint)]
        return row

    @journey
    def opened(self, kind: str, number: int = 1, *, sprint: int = 1) -> int:
        """Go to the moment a session opens, and let it."""
        meeting = self.meeting(kind, number, sprint=sprint)
        self.travel(meeting.opens_at)
        assert self.meeting(kind, number, sprint=sprint).state == "open"
        return meeting.id or 0

    @journey
    def closed(self, kind: str, number: int = 1, *, sprint: int = 1) -> int:
        """Go to the moment a session closes, and let it."""
        meeting = self.meeting(kind, number, sprint=sprint)
        self.travel(meeting.closes_at)
        assert self.meeting(kind, number, sprint=sprint).state == "closed"
        return meeting.id or 0

    @journey
    def experiment(self, who: Who, pod: PodView, **other: Any) -> Experiment:
        """Something to try."""
        return self.do(experiments.plan_experiment, plan(who, pod.id, **other))

    @journey
    def kick_off(self, who: Who, meeting: int, **other: Any) -> CheckIn:
        """A kick-off entry."""
        found = next(row for row in self.rows(Meeting) if row.id == meeting)
        return self.do(checkins.kick_off, checkins.KickOff(meeting_id=meeting, plan=plan(who, found.pod_id, **other)))

    @journey
    def stand_up(self, who: Who, meeting: int, **fields: Any) -> CheckIn:
        """A stand-up entry."""
        return self.do(checkins.stand_up, stand_up(who, meeting, **fields))

    @journey
    def look_back(self, who: Who, meeting: int, **other: Any) -> CheckIn:
        """A retro entry."""
        return self.do(retros.look_back, look_back(who, meeting, **other))

    # Inside --------------------------------------------------------------------------------------------------

    def _run(self, session: Session, held: Claim) -> None:
        now = self.clock.now()
        if held.kind in self._loaders and not held.expired:
            self._say(session, held, Deliver(held.kind), now)
            return
        if not work.finish(session, held, now, error="expired" if held.expired else None):
            return
        if held.kind in list(Errand) or held.kind in self._loaders:
            return  # Slack's part of it, and so no house's
        timed_kind = self._timed[held.kind]
        if held.expired and timed_kind.missed:
            timed_kind.missed(session, held.payload, now)
        elif not held.expired:
            timed_kind.run(session, held.payload, now)

    def _say(self, session: Session, held: Claim, kind: Deliver, now: datetime) -> None:
        out = self._loaders[kind](session, held.payload, now)
        if isinstance(out, Invitation):
            self.invited.append((out.channel, out.user))
            work.finish(session, held, now)
            return
        if isinstance(out, Outgoing) and out.last:  # the message says so, if there is one, and is known no more
            if work.finish(session, held, now) and out.key in self.posted:
                self.said.append((kind, out))
            self.posted.discard(out.key)
            return
        if isinstance(out, Outgoing) and out.model is not None and out.key not in self.posted:
            if until := arrivals.held_until(session, kind, out, now):
                work.hand_back(session, held, until)
                return
            self.posted.add(out.key)
            arrivals.received(session, kind, out, now)
        if work.finish(session, held, now):
            self.said.append((kind, out))


def create_command() -> pods.CreatePod:
    """Fay's pod of four, in Berlin at 09:30."""
    return pods.CreatePod(
        who=FAY,
        channel="C1",
        name="Platform leads",
        leaders=tuple(leader.user for leader in LEADERS),
        facilitator=FAY.user,
        meets_at=time(9, 30),
        zone=BERLIN,
    )


def plan(who: Who, pod_id: int, *, hypothesis: str = "", **other: Any) -> experiments.PlanExperiment:
    """An experiment; what belongs to its fields goes there."""
    names = ("what_i_do", "where", "by", "expect")
    inner = {name: other.pop(name) for name in names if name in other}
    fields = ExperimentFields(hypothesis=hypothesis or f"If {who.user} asks first, then others decide", **inner)
    return experiments.PlanExperiment(who=who, pod_id=pod_id, fields=fields, **{"ring": Ring.POD, **other})


def stand_up(who: Who, meeting: int, *, experiment_id: int | None = None, **fields: Any) -> checkins.StandUp:
    """A stand-up entry of the pod's ring."""
    words: dict[str, Any] = {"noticed": f"{who.user} noticed something", "ring": Ring.POD, **fields}
    return checkins.StandUp(who=who, meeting_id=meeting, fields=CheckInFields(**words), experiment_id=experiment_id)


def look_back(who: Who, meeting: int, **other: Any) -> retros.LookBack:
    """A retro entry of the pod's ring."""
    given: dict[str, Any] = {"choice": "helped", "line": f"{who.user} looks back", "ring": Ring.POD, **other}
    return retros.LookBack(who=who, meeting_id=meeting, **given)

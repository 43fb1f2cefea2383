"""The work table against a model of it: whatever happens in whatever order, nothing is lost and nothing done twice."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlmodel import col, select

from podsprint.store import work
from podsprint.store.engine import open_engine, reading, transaction
from podsprint.store.migrate import migrate
from podsprint.store.tables import Work
from podsprint.store.work import LEASE, Claim
from tests.support.clock import Clock

LANES = (None, "north", "south")


@dataclass
class Expected:
    """What a row should be like."""

    lane: str | None
    owed: bool = True


class Machine(RuleBasedStateMachine):
    """Enqueue, claim, finish, fail, crash and wait, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp(prefix="podsprint-machine-")
        self.engine = open_engine(f"sqlite:///{self.folder}/work.db")
        migrate(self.engine)
        self.clock = Clock()
        self.rows: dict[str, Expected] = {}
        self.valid: dict[str, Claim] = {}  # whose result counts for a row: its latest claim
        self.leases: dict[str, datetime] = {}  # until when a row must not be handed out
        self.claims: list[Claim] = []  # every claim ever made, stale ones too

    @rule(key=st.integers(0, 5), lane=st.sampled_from(LANES), after=st.sampled_from([0, 0, 30]), again=st.booleans())
    def enqueue(self, key: int, lane: str | None, after: int, again: bool) -> None:
        due_at = self.clock.now() + timedelta(seconds=after)
        with transaction(self.engine) as session:
            work.enqueue(session, "kind", {"id": key}, key=str(key), due_at=due_at, lane=lane, again=again)
        if again or str(key) not in self.rows:
            self.rows[str(key)] = Expected(lane)
            self._let_go(str(key))

    @rule(limit=st.integers(1, 3))
    def claim(self, limit: int) -> None:
        now = self.clock.now()
        with transaction(self.engine) as session:
            claims = work.claim(session, now, limit=limit)
        lanes = [self.rows[held.key].lane for held in claims if self.rows[held.key].lane]
        assert len(lanes) == len(set(lanes)), "a lane was handed out twice at once"
        for held in claims:
            assert self.rows[held.key].owed
            assert self.leases.get(held.key, now) <= now, "a row was handed out that somebody holds"
            self.valid[held.key], self.leases[held.key] = held, now + LEASE
        self.claims += claims

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), how=st.sampled_from(["finish", "finish", "fail", "hand back", "renew"]))
    def use_a_claim(self, data: st.DataObject, how: str) -> None:
        held, now = data.draw(st.sampled_from(self.claims)), self.clock.now()
        counts, row = self.valid.get(held.key) == held, self.rows[held.key]
        with transaction(self.engine) as session:
            match how:
                case "finish":
                    counted = work.finish(session, held, now)
                case "fail":
                    counted = work.fail(session, held, now, "broken")
                case "hand back":
                    counted = work.hand_back(session, held, now + timedelta(seconds=1))
                case _:
                    counted = work.still_held(session, held, now)
            ended = session.get_one(Work, held.id).done_at is not None
        assert counted == counts
        if counts:
            self.leases.pop(held.key, None)
            if how == "renew":
                self.leases[held.key] = now + LEASE
            if ended:
                assert how in ("finish", "fail")
                row.owed = False
                self._let_go(held.key)

    @rule()
    def cancel(self) -> None:
        with transaction(self.engine) as session:
            work.cancel(session, "0", now=self.clock.now())
        if "0" in self.rows:
            self.rows["0"].owed = False
            self._let_go("0")

    @rule()
    def retry_dead(self) -> None:
        with transaction(self.engine) as session:
            dead = [row.key for row in work.dead(session)]
            assert work.retry_dead(session, self.clock.now()) == len(dead)
        for key in dead:
            self.rows[key].owed = True

    @rule()
    def crash_and_restart(self) -> None:
        with transaction(self.engine) as session:
            work.release(session, self.clock.now())
        self.leases.clear()

    @rule(seconds=st.sampled_from([1, 5, 60]))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @invariant()
    def what_is_owed_is_on_the_table(self) -> None:
        with reading(self.engine) as session:
            undone = set(session.exec(select(Work.key).where(col(Work.done_at).is_(None))).all())
        assert undone == {key for key, row in self.rows.items() if row.owed}

    def teardown(self) -> None:
        """Given time and somebody who works, everything that is owed is done, and once."""
        done: list[str] = []
        self.clock.advance(hours=2)
        while claims := self._work():
            done += claims
        self.engine.dispose()
        shutil.rmtree(self.folder)
        assert sorted(done) == sorted(key for key, row in self.rows.items() if row.owed)

    def _work(self) -> list[str]:
        now = self.clock.now()
        with transaction(self.engine) as session:
            return [held.key for held in work.claim(session, now) if work.finish(session, held, now)]

    def _let_go(self, key: str) -> None:
        self.valid.pop(key, None)
        self.leases.pop(key, None)


Machine.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestTheWorkTable = Machine.TestCase

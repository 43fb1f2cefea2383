"""The worker: takes due work in turn, whoever put it there, and keeps going whatever happens to one row."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor as JobThreads
from apscheduler.schedulers.background import BackgroundScheduler
from sqlmodel import Session

from podsprint.deps import Deps
from podsprint.errors import StoreError
from podsprint.store import work
from podsprint.store.engine import transaction
from podsprint.store.work import Claim

TICK_SECONDS = 0.5
_TICK = "tick"
_EXPIRED = "expired"
_REST = timedelta(seconds=5)  # after the database could not be used, before it is asked again

log = structlog.get_logger(__name__)

Handler = Callable[[Session, Mapping[str, Any], datetime], None]


class Carrier(Protocol):
    """Whoever runs work that calls Slack, and writes down what came of it."""

    def handles(self, kind: str) -> bool:
        """Whether this kind of work is theirs."""

    def run(self, held: Claim) -> None:
        """Run one row."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Work that happens at a time, in its own transaction. ``missed`` runs instead when its time has passed."""

    run: Handler
    missed: Handler | None = None


class Worker:
    """Claims due work and runs it: time kinds in their order, then deliveries side by side."""

    def __init__(self, deps: Deps, timed: Mapping[str, Timed], *carriers: Carrier, threads: int) -> None:
        self._deps = deps
        self._timed = timed
        self._carriers = carriers
        self._turn = threading.Lock()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="deliver")
        self._rests_until: datetime | None = None
        self.ticked_at: datetime | None = None
        """When it last looked for work and was through with it. Whoever watches the bot sees here that it is alive."""

    def tick(self) -> int:
        """Run everything that is due now, and what becomes due by it.

        Returns:
            How many rows were run.
        """
        ran = 0
        with self._turn:
            while claims := self._claim_if_possible():
                for held in claims:
                    if self._carrier(held.kind) is None:
                        self.run_one(held)
                list(self._pool.map(self.run_one, (held for held in claims if self._carrier(held.kind))))
                ran += len(claims)
            self.ticked_at = self._deps.now()
        return ran

    def run_one(self, held: Claim) -> None:
        """Run one row. An error no one foresaw is logged and the row tried again later: the others must not wait."""
        self._deps.way.give()
        try:
            if held.expired:
                self._expire(held)
            elif (carrier := self._carrier(held.kind)) is not None:
                carrier.run(held)
            elif held.kind in self._timed:
                self._run_timed(held, self._timed[held.kind].run, error=None)
            else:
                self._run_timed(held, _nothing, error=f"no handler for {held.kind}")
        except StoreError as error:
            # Its lease runs out, and then it is its turn again.
            log.error("the database cannot be used", kind=type(error).__name__, reason=str(error), work=held.id)
        except Exception as error:
            log.exception("work failed", work=held.id, kind=held.kind)
            with transaction(self._deps.engine) as session:
                work.fail(session, held, self._deps.now(), type(error).__name__)

    def close(self) -> None:
        """Let what is being sent be sent, and take nothing more."""
        self._pool.shutdown()

    def _carrier(self, kind: str) -> Carrier | None:
        return next((carrier for carrier in self._carriers if carrier.handles(kind)), None)

    def _claim_if_possible(self) -> list[Claim]:
        """Nothing, while the database is in trouble: what is due stays due."""
        now = self._deps.now()
        if self._rests_until is not None and now < self._rests_until:
            return []
        try:
            with transaction(self._deps.engine) as session:
                return work.claim(session, now)
        except StoreError as error:
            log.error("the database cannot be used", kind=type(error).__name__, reason=str(error))
            self._rests_until = now + _REST
            return []

    def _expire(self, held: Claim) -> None:
        timed = self._timed.get(held.kind)
        self._run_timed(held, (timed.missed if timed else None) or _nothing, error=_EXPIRED)

    def _run_timed(self, held: Claim, handler: Handler, *, error: str | None) -> None:
        now = self._deps.now()
        with transaction(self._deps.engine) as session:
            if work.finish(session, held, now, error=error):
                handler(session, held.payload, now)


class Ticker:
    """The clock: one interval job in memory. It stores nothing; the ``work`` table is the calendar."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": JobThreads(1)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self, worker: Worker) -> None:
        """Tick from now on."""
        self._scheduler.add_job(worker.tick, "interval", seconds=TICK_SECONDS, id=_TICK)
        self._scheduler.start()

    def wake(self) -> None:
        """Tick at once: something was just committed. If a tick is under way, it will find it."""
        if self._scheduler.running:
            self._scheduler.modify_job(_TICK, next_run_time=datetime.now(UTC))

    def stop(self) -> None:
        """Finish the tick that is under way, and stop."""
        if self._scheduler.running:
            self._scheduler.shutdown()


def _nothing(_session: Session, _ids: Mapping[str, Any], _now: datetime) -> None:
    """Nothing is left to do."""

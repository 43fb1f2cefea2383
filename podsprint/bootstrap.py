"""The composition root: settings in, a running bot out. Nothing happens when this is imported."""

import functools
import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlmodel import Session

from podsprint.config import Settings
from podsprint.deps import Deps
from podsprint.domain.people import Who
from podsprint.errors import CannotStart
from podsprint.slack import listeners
from podsprint.slack.gateway import Gateway
from podsprint.slack.pace import Pace
from podsprint.slack.text import Words, prompt_folders
from podsprint.store import work
from podsprint.store.engine import keep_others_out, open_engine, transaction
from podsprint.store.keys import check_keys
from podsprint.store.migrate import migrate
from podsprint.store.secret import give_keys, keyring
from podsprint.usecases import (
    absences,
    attendance,
    briefs,
    coaching,
    daily,
    endings,
    installation,
    messages,
    needs,
    reminders,
    retention,
    sessions,
    sprints,
    standstill,
    tidying,
)
from podsprint.usecases.daily_sources import SOURCES
from podsprint.usecases.sessions import Tick
from podsprint.worker import Ticker, Timed, Worker
from podsprint.worker.clearing import Clearer
from podsprint.worker.delivery import Courier
from podsprint.worker.files import FileBearer
from podsprint.worker.forgetting import Forgetter
from podsprint.worker.taking_back import TakerBack

API_TIMEOUT_SECONDS = 10
SYSTEM_NOW: Callable[[], datetime] = functools.partial(datetime.now, UTC)


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs. ``start`` and ``stop`` are for the clock and the socket; ``app`` answers by itself."""

    app: App
    deps: Deps
    worker: Worker
    ticker: Ticker
    settings: Settings

    def connect(self) -> SocketModeHandler:
        """Open the socket to Slack.

        Raises:
            CannotStart: Slack did not let us.
        """
        settings = self.settings
        if not settings.slack_app_token:
            raise CannotStart("SLACK_APP_TOKEN is not set; Socket Mode needs an app-level token (xapp-...)")
        handler = SocketModeHandler(
            self.app,
            app_token=settings.slack_app_token,
            web_client=WebClient(token=settings.slack_app_token, base_url=settings.slack_api_url),
            concurrency=settings.socket_concurrency,
        )
        try:
            handler.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            raise CannotStart(f"Slack refused the socket: {error.response['error']}") from error
        return handler

    def start(self) -> Self:
        """Let the clock run."""
        # What is here now stays: the garbage collector need not stop everybody to go through it again and again.
        gc.collect()
        gc.freeze()
        self.ticker.start(self.worker)
        return self

    def stop(self) -> None:
        """Finish what is under way, and stop."""
        self.ticker.stop()
        self.worker.close()
        self.deps.engine.dispose()


def open_store(settings: Settings, now: Callable[[], datetime] = SYSTEM_NOW) -> Engine:
    """The database, migrated, with keys that fit it.

    Raises:
        WrongKey: there is no key, or it does not open what is stored.
        NotAlone: another process works on this SQLite file.
    """
    ring = keyring(settings.keys)
    engine = open_engine(settings.database_url)
    keep_others_out(engine)
    give_keys(engine, ring)
    migrate(engine)
    check_keys(engine)
    if engine.dialect.name == "sqlite":
        # One process to a file: whoever held a lease is gone.
        with transaction(engine) as session:
            work.release(session, now())
    return engine


def make_bot(
    settings: Settings,
    *,
    now: Callable[[], datetime] = SYSTEM_NOW,
    monotonic: Callable[[], float] = time.monotonic,
    speed: float = 1.0,
    words: Words | None = None,
) -> Bot:
    """Put the bot together. ``speed`` multiplies the pace kept towards Slack: more than 1 is for tests, as are
    ``words`` that were read before.

    Raises:
        CannotStart: a setting is missing or wrong, with what to do about it.
    """
    if not settings.slack_bot_token:
        raise CannotStart("SLACK_BOT_TOKEN is not set; copy .env.example to .env and fill it in")
    words = words or Words(prompt_folders(settings.prompts_dir))
    client = WebClient(token=settings.slack_bot_token, base_url=settings.slack_api_url, timeout=API_TIMEOUT_SECONDS)
    ticker = Ticker()
    deps = Deps(
        engine=open_store(settings, now),
        now=now,
        words=words,
        gateway=Gateway(client, Pace(monotonic, speed=speed)),
        wake=ticker.wake,
        zone=settings.zone,
    )
    team, url = deps.gateway.workspace()
    courier = Courier(deps, messages.loaders(words.bank, url))
    carriers = (courier, FileBearer(deps), Forgetter(deps), TakerBack(deps), Clearer(deps))
    worker = Worker(deps, timed(words), *carriers, threads=settings.delivery_threads)
    app = make_app(settings, client)
    with transaction(deps.engine) as session:
        installation.installed(session, team, now())
    listeners.register(app, deps)
    return Bot(app=app, deps=deps, worker=worker, ticker=ticker, settings=settings)


def make_app(settings: Settings, client: WebClient) -> App:
    """Bolt, set so that an acknowledgement means *committed*: a listener runs before Slack is answered.

    Raises:
        CannotStart: Slack does not know the token.
    """
    try:
        return App(
            client=client,
            signing_secret=settings.slack_signing_secret or "socket mode needs none",
            process_before_response=True,
        )
    except (BoltError, OSError) as error:
        raise CannotStart(f"Slack did not accept SLACK_BOT_TOKEN: {error}") from error


def timed(words: Words) -> Mapping[str, Timed]:
    """What happens at a time."""

    def on_meeting(run: Callable[[Session, int, datetime], None]) -> Callable[..., None]:
        def handler(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
            run(session, ids["meeting"], now)

        return handler

    def finish_sprint(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        sprints.finish_sprint(session, ids["sprint"], now)
        tidying.ask(session, now)

    def go_on(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        standstill.go_on(session, ids["sprint"], now)

    def tell_ended(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        endings.tell(session, ids["sprint"], now)

    def ask(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        coaching.ask(session, ids["check_in"], now, words.bank)

    def send_daily(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        daily.send(session, Who(ids["team"], ids["user"]), now, SOURCES)

    def refresh(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        attendance.refresh(session, Who(ids["team"], ids["user"]), now)

    def tell_absence(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        attendance.tell(session, ids["absence"], now)

    def wipe(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        installation.wipe(session, ids["team"], now)

    def tidy(session: Session, _ids: Mapping[str, Any], now: datetime) -> None:
        tidying.run(session, now)

    def sweep(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        retention.sweep(session, ids["team"], now)

    def announce(session: Session, ids: Mapping[str, Any], now: datetime) -> None:
        retention.tell(session, ids["team"], date.fromisoformat(ids["day"]), ids["after"], now)

    return {
        Tick.BRIEF: Timed(on_meeting(briefs.due)),
        Tick.OPEN: Timed(on_meeting(sessions.open_session), missed=on_meeting(sessions.miss_session)),
        Tick.BEAT: Timed(on_meeting(sessions.beat)),
        Tick.CLOSE: Timed(on_meeting(sessions.close_session)),
        Tick.SETTLE: Timed(on_meeting(sessions.settle_session)),
        Tick.FINISH_SPRINT: Timed(finish_sprint),
        standstill.GO_ON: Timed(go_on),
        coaching.ASK: Timed(ask),
        installation.WIPE: Timed(wipe),
        Tick.REMIND: Timed(on_meeting(reminders.on_schedule)),
        Tick.MISSING: Timed(on_meeting(reminders.on_close)),
        daily.SEND: Timed(send_daily),
        absences.CHANGED: Timed(refresh),
        absences.TELL: Timed(tell_absence),
        endings.TELL: Timed(tell_ended),
        needs.TELL: Timed(needs.tell),
        retention.SWEEP: Timed(sweep),
        tidying.TIDY: Timed(tidy),
        retention.TELL: Timed(announce),
    }

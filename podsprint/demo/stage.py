"""The stage: the playground and the real bot in one process, and a folder that keeps both."""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from podsprint.bootstrap import Bot, make_bot
from podsprint.config import Settings
from podsprint.demo.cast import CHANNELS, PEOPLE, TEAM, ZONE
from podsprint.demo.clock import DemoClock, Travel
from podsprint.errors import CannotStart
from podsprint.playground.config import Config
from podsprint.playground.pace import Pace
from podsprint.playground.server import Playground
from podsprint.store.secret import new_key

_LOCK, _KEY, _CLOCK, _STORY = "lock", "key", "clock.json", "story.json"
_BEFORE = timedelta(days=3)  # the story begins on the Friday before its first Monday


@dataclass(slots=True)
class Stage:
    """Everything the demo runs on."""

    folder: Path
    playground: Playground
    bot: Bot
    clock: DemoClock
    travel: Travel

    @property
    def first_day(self) -> date:
        """The first day of the story's sprint."""
        return date.fromisoformat(json.loads((self.folder / _STORY).read_text())["first_day"])

    @property
    def told(self) -> int:
        """How many scenes of the story have been told."""
        return int(json.loads((self.folder / _STORY).read_text())["told"])

    @told.setter
    def told(self, scenes: int) -> None:
        _write_story(self.folder, self.first_day, scenes)


@contextmanager
def open_stage(folder: Path, *, port: int, fresh: bool, today: date, speed: float = 1.0) -> Iterator[Stage]:
    """Raise the curtain; on leaving, everything is put away so that the next time continues here.

    ``speed`` is how many times as fast as Slack allows messages are sent and taken: more than 1 is for tests.

    Raises:
        CannotStart: another demo runs in this folder, or something else listens on this port.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        if fresh:
            _clear(folder)
        if not (folder / _STORY).exists():
            _write_story(folder, today - timedelta(days=today.weekday()), 0)
        first_day = date.fromisoformat(json.loads((folder / _STORY).read_text())["first_day"])
        start = datetime.combine(first_day - _BEFORE, time(15, 0), ZoneInfo(ZONE)).astimezone(UTC)
        clock = DemoClock(folder / _CLOCK, start)
        travel = Travel(clock, ZONE)
        config = Config(manifest=manifest(), team=TEAM, users=PEOPLE, channels=CHANNELS)
        pace = Pace(scale=speed)
        playground = Playground(config, port=port, clock=travel, store_path=folder / "playground.db", pace=pace)
        with _listening(playground, port):
            bot = make_bot(_settings(folder, playground, config), now=clock.now, speed=speed)
            travel.carry(bot)
            handler = bot.start().connect()
            try:
                yield Stage(folder, playground, bot, clock, travel)
            finally:
                handler.close()  # type: ignore[no-untyped-call]
                bot.stop()
                clock.save()


@contextmanager
def _listening(playground: Playground, port: int) -> Iterator[None]:
    try:
        playground.start()
    except OSError as error:
        raise CannotStart(f"port {port} is taken; choose another one with --port ({error.strerror})") from error
    try:
        yield
    finally:
        playground.stop()


def manifest() -> dict[str, object]:
    """The app's manifest: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    file = next(path for path in (package / "manifest.yml", package.parent / "manifest.yml") if path.is_file())
    loaded: dict[str, object] = yaml.safe_load(file.read_text())
    return loaded


def _settings(folder: Path, playground: Playground, config: Config) -> Settings:
    key = folder / _KEY
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(new_key())
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        slack_bot_token=config.bot_token,
        slack_app_token=config.app_token,
        slack_api_url=playground.api_url,
        database_url=f"sqlite:///{(folder / 'podsprint.db').resolve()}",
        keys=[key.read_text()],
        zone=ZONE,
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStart(f"a demo is running in {folder} already") from error
        yield


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != _LOCK:
            path.unlink()


def _write_story(folder: Path, first_day: date, told: int) -> None:
    (folder / _STORY).write_text(json.dumps({"first_day": first_day.isoformat(), "told": told}))

"""``podsprint doctor``: each trouble once, with its remedy; and it fails exactly when the bot could not work."""

import json
import resource
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlmodel import select

from podsprint.config import Settings
from podsprint.doctor import examine, run, slack, store
from podsprint.doctor.finding import Finding, State
from podsprint.doctor.machine import prompts, zone_version, zones
from podsprint.doctor.manifest import ESSENTIAL, shipped
from podsprint.playground.config import Config
from podsprint.playground.server import Playground
from podsprint.serve import watch
from podsprint.store import work
from podsprint.store.engine import keep_others_out, transaction
from podsprint.store.secret import new_key
from podsprint.store.tables import Heartbeat, Work
from podsprint.usecases import liveness
from tests.support.bots import Bots, settings_for, workspace
from tests.support.clock import START, Clock
from tests.support.databases import KEY, prepared


@pytest.fixture
def stage() -> Iterator[Playground]:
    """A playground on the real clock, whose answers carry the time."""
    with Playground(workspace(), hang_seconds=0.1, pace=None) as found:
        yield found


@pytest.fixture
def settings(stage: Playground, tmp_path: Path, sqlite_template: Path) -> Settings:
    """What works, on a database that has been used."""
    file = shutil.copy(sqlite_template, tmp_path / "podsprint.db")
    return settings_for(stage, f"sqlite:///{file}")


def look(settings: Settings, now: datetime | None = None) -> list[Finding]:
    """All but the words, which take their time."""
    moment = now or datetime.now(UTC)
    return [*slack.examine(settings, shipped(), moment), *store.examine(settings, moment)]


def wrong(findings: list[Finding], state: State = State.FAILURE) -> list[Finding]:
    return [found for found in findings if found.state is state]


def only(settings: Settings, state: State = State.FAILURE, now: datetime | None = None) -> Finding:
    """The one thing that is wrong; it has a remedy."""
    findings = look(settings, now)
    (found,) = wrong(findings, state)
    assert found.remedy
    if state is State.WARNING:
        assert wrong(findings) == []
    return found


def changed(settings: Settings, **other: Any) -> Settings:
    return settings.model_copy(update=other)


def test_where_all_is_well_nothing_is_to_be_done_but_what_no_bot_can_see(settings: Settings) -> None:
    findings = list(examine(settings, datetime.now(UTC)))
    assert wrong(findings) == [] and wrong(findings, State.WARNING) == []
    (unseen,) = wrong(findings, State.UNSEEN)
    assert "A0PLAYGRND/app-manifest" in unseen.remedy and "manifest.yml" in unseen.remedy
    checks = {found.check for found in findings}
    assert {"settings", "bot token", "permissions", "app-level token", "socket", "clock"} <= checks
    assert {"database", "writing", "keys", "disk", "failed messages", "words", "time zones"} <= checks


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("invalid_auth", "Copy it anew"),
        ("token_revoked", "Install the app again"),
        ("account_inactive", "Install it again"),
        ("ratelimited", "Try again"),
    ],
)
def test_a_bot_token_that_is_not_good(settings: Settings, stage: Playground, error: str, remedy: str) -> None:
    stage.fail("auth.test", error)
    found = only(settings)
    assert (found.check, found.seen) == ("bot token", f"SLACK_BOT_TOKEN: {error}")
    assert remedy in found.remedy


def test_a_bot_token_that_is_not_set_or_of_another_kind(settings: Settings) -> None:
    assert only(changed(settings, slack_bot_token="")).seen == "SLACK_BOT_TOKEN: not_authed"
    assert "xoxb-" in only(changed(settings, slack_bot_token=settings.slack_app_token)).remedy


@pytest.mark.parametrize(
    ("error", "remedy"),
    [("missing_scope", "connections:write"), ("forbidden_team", "Socket Mode"), ("invalid_auth", "Copy it anew")],
)
def test_an_app_level_token_is_tried_by_a_call_of_its_own(
    settings: Settings, stage: Playground, error: str, remedy: str
) -> None:
    stage.fail("apps.connections.open", error)
    found = only(settings)
    assert (found.check, found.seen) == ("app-level token", f"SLACK_APP_TOKEN: {error}")
    assert remedy in found.remedy


def test_socket_mode_that_is_switched_off(settings: Settings, stage: Playground) -> None:
    stage.socket("link_disabled")
    assert "Socket Mode is off" in only(settings).remedy


def test_neither_socket_nor_http(settings: Settings) -> None:
    found = only(changed(settings, slack_app_token="", slack_signing_secret=""))
    assert "SLACK_SIGNING_SECRET" in found.remedy
    assert wrong(look(changed(settings, slack_app_token=""))) == []


def test_no_network(settings: Settings, stage: Playground) -> None:
    stage.stop()
    findings = wrong(look(settings))
    assert [found.check for found in findings] == ["bot token", "app-level token"]
    assert all("Slack cannot be reached" in found.remedy for found in findings)


@pytest.mark.parametrize("scope", [*sorted(ESSENTIAL), "groups:history"])
def test_a_permission_that_is_missing_says_what_it_is_for(scope: str, tmp_path: Path) -> None:
    known = workspace()
    bot = [one for one in known.bot_scopes if one != scope]
    manifest = {**known.manifest, "oauth_config": {"scopes": {"bot": bot}}}
    url = f"sqlite:///{tmp_path / 'podsprint.db'}"
    with Playground(replace(known, manifest=manifest), pace=None) as stage:
        found = only(settings_for(stage, url), State.FAILURE if scope in ESSENTIAL else State.WARNING)
    assert found.seen.startswith(f"{scope} is missing. It is for: ")
    assert shipped().scopes[scope] in found.seen
    assert "install the app again" in found.remedy


def test_a_permission_that_nobody_asked_for(tmp_path: Path) -> None:
    known = workspace()
    manifest = {**known.manifest, "oauth_config": {"scopes": {"bot": [*known.bot_scopes, "admin"]}}}
    config: Config = replace(known, manifest=manifest)
    with Playground(config, pace=None) as stage:
        found = only(settings_for(stage, f"sqlite:///{tmp_path / 'podsprint.db'}"), State.WARNING)
    assert found.seen == "granted but never used: admin"


def test_every_permission_has_its_reason() -> None:
    assert all(shipped().scopes.values())
    assert set(shipped().scopes) >= ESSENTIAL


def test_a_clock_that_is_wrong(settings: Settings) -> None:
    ahead = datetime.now(UTC) + timedelta(minutes=10)
    assert "ahead of Slack's" in only(settings, State.WARNING, ahead).seen
    over_http = only(changed(settings, slack_app_token=""), State.FAILURE, ahead)
    assert (over_http.check, "refused as too old" in over_http.remedy) == ("clock", True)


def test_a_database_that_is_not_there_yet(settings: Settings, tmp_path: Path) -> None:
    fresh = changed(settings, database_url=f"sqlite:///{tmp_path / 'new.db'}")
    assert wrong(look(fresh)) == []
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("postgresql://nobody@127.0.0.1:1/nothing", "cannot be used"),
        ("mysql://x/y", "SQLite or PostgreSQL"),
        ("nothing", "not the address of a database"),
    ],
)
def test_a_database_that_cannot_be_used(settings: Settings, url: str, seen: str) -> None:
    found = only(changed(settings, database_url=url))
    assert (found.check, seen in found.seen) == ("database", True)


def test_a_database_of_a_newer_version(settings: Settings) -> None:
    engine = prepared(settings.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = 'ffff'")
    engine.dispose()
    assert "newer version" in only(settings).seen


def test_a_database_that_others_keep(settings: Settings) -> None:
    engine = prepared(settings.database_url)
    with transaction(engine) as session:
        session.connection()
        found = only(settings)
    engine.dispose()
    assert (found.check, "locked" in found.seen) == ("writing", True)


def test_a_disk_that_is_full(settings: Settings) -> None:
    """The kernel lets no file of this process grow beyond a few pages."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40 * 1024, hard))
    try:
        found = only(settings)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (found.check, "cannot be written" in found.seen) == ("writing", True)
    assert wrong(look(settings)) == []


def test_S3_keys(settings: Settings) -> None:
    assert "no key is set" in only(changed(settings, keys=[])).seen
    assert "key 1 of 1" in only(changed(settings, keys=["short"])).seen
    assert "PODSPRINT_KEYS" in only(changed(settings, keys=[new_key()])).seen
    assert wrong(look(changed(settings, keys=[new_key(), KEY]))) == []


def test_failed_messages_are_counted_by_cause(settings: Settings) -> None:
    engine = prepared(settings.database_url)
    now = datetime.now(UTC)
    with transaction(engine) as session:
        for number in range(3):
            error = "chat.postMessage: messages_tab_disabled"
            row = Work(key=f"{number}", kind="deliver.entry", payload={}, due_at=now, done_at=now, error=error)
            session.add(row)
        work.enqueue(session, "deliver.entry", {}, key="late", due_at=now - timedelta(hours=1))
    findings = wrong(look(settings), State.WARNING)
    engine.dispose()
    assert [found.check for found in findings] == ["failed messages", "work"]
    assert findings[0].seen == "3 x chat.postMessage: messages_tab_disabled"
    assert "Messages Tab" in findings[0].remedy and "Start the bot" in findings[1].remedy


def test_it_sees_a_bot_at_work(settings: Settings) -> None:
    engine = prepared(settings.database_url)
    keep_others_out(engine)
    assert "running" in {found.check for found in look(settings)}
    engine.dispose()
    assert "running" not in {found.check for found in look(settings)}


def socket_mode(settings: Settings, now: datetime) -> Finding:
    return next(found for found in store.examine(settings, now) if found.check == "socket mode")


def test_it_says_whether_slack_reaches_the_bot_at_work(settings: Settings) -> None:
    engine, now = prepared(settings.database_url), datetime(2026, 3, 2, 9, tzinfo=UTC)
    beats = [(0, True, "fine", "last seen connected at 2026-03-02 09:00:00"), (1, False, "warning", "not connected")]
    assert "no bot is at work" in socket_mode(settings, now).seen
    for minutes, connected, state, seen in beats:
        at = now + timedelta(minutes=minutes)
        with transaction(engine) as session:
            liveness.beat(session, connected, at)
        found = socket_mode(settings, at + timedelta(seconds=50))
        assert found.state == state and seen in found.seen and "09:00:00" in found.seen
    found = socket_mode(settings, now + timedelta(minutes=10))
    assert found.state == "warning" and "nothing heard since 2026-03-02 09:01:00" in found.seen and found.remedy
    with transaction(engine) as session:
        liveness.stopped(session, None, now)
    assert "no bot is at work" in socket_mode(settings, now).seen


def test_a_bot_at_work_writes_down_whether_it_is_connected(bot_on: Bots, clock: Clock) -> None:
    bot, stop = bot_on(), threading.Event()
    stop.set()  # one look is enough
    handler = bot.connect()

    def connected() -> bool:
        return handler.client is not None and handler.client.is_connected()

    watch(bot, connected, stop)
    clock.advance(minutes=1)
    handler.close()  # type: ignore[no-untyped-call]
    watch(bot, connected, stop)
    with transaction(bot.deps.engine) as session:
        (row,) = session.exec(select(Heartbeat)).all()
        assert (row.connected_at, row.seen_at) == (START, START + timedelta(minutes=1))


def test_words_that_cannot_be_shown(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "words" / "en").mkdir(parents=True)
    (tmp_path / "words" / "en" / "error.yaml").write_text("required: '{{ nothing_of_the_kind }}'\n")
    (found,) = prompts(changed(settings, prompts_dir=tmp_path / "words"))
    assert (found.check, found.state, "prompts check" in found.remedy) == ("words", State.FAILURE, True)
    (found,) = prompts(changed(settings, prompts_dir=tmp_path / "none"))
    assert (found.check, found.state) == ("words", State.FAILURE)


def test_time_zones(tmp_path: Path) -> None:
    (later,) = zones(datetime(2050, 1, 1, tzinfo=UTC))
    assert (later.state, "tzdata" in later.remedy) == (State.WARNING, True)
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Berlin").touch()
    (tmp_path / "tzdata.zi").write_text("# version 2019c\n")
    assert zone_version((str(tmp_path),)) == "2019c"


def test_the_program_says_it_to_people_and_machines(
    settings: Settings, stage: Playground, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = structlog.get_config()
    for name, value in {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
        "SLACK_API_URL": settings.slack_api_url,
        "PODSPRINT_DATABASE_URL": settings.database_url,
        "PODSPRINT_KEYS": KEY,
        "COLUMNS": "200",
    }.items():
        monkeypatch.setenv(name, value)
    assert run(as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["works"] is True
    stage.fail("auth.test", "token_revoked")
    assert run(as_json=False) == 1
    said = capsys.readouterr().out
    assert "could not work" in said and "Install the app again" in " ".join(said.split())
    monkeypatch.setenv("PODSPRINT_ZONE", "Mars/Olympus")
    assert run(as_json=True) == 1
    (problem,) = json.loads(capsys.readouterr().out)["findings"]
    assert problem["seen"].startswith("PODSPRINT_ZONE")
    assert structlog.get_config() == before

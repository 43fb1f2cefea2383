"""What is logged when something breaks, exactly as an operator's log file gets it (S2)."""

import json
from pathlib import Path
from typing import Any

import pytest
import structlog

from podsprint.bootstrap import Bot
from podsprint.logs import set_up_logs
from podsprint.playground.server import Playground
from podsprint.store.keys import check_keys
from podsprint.web import make_web, web
from tests.edges.http import Slack
from tests.support.bots import Bots, settings_for
from tests.support.databases import KEY

MARK = "zz-what-I-typed-zz"


@pytest.fixture(autouse=True)
def as_before() -> Any:
    """Leave structlog as it was."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def break_and_note(bot: Bot, slack: Slack) -> None:
    """A note that cannot be kept, with a secret in it."""
    with bot.deps.engine.begin() as connection:
        connection.exec_driver_sql("drop table observation")
        connection.exec_driver_sql("drop table member")
    answer = slack.command("U1", f"note {MARK}")
    assert "the reference is" in answer.get_json()["text"]


@pytest.mark.parametrize("as_json", [True, False])
def test_S2_a_log_line_has_the_reference_and_no_word_of_what_was_typed(
    bot_on: Bots, playground: Playground, as_json: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = bot_on()
    set_up_logs(settings_for(playground, "sqlite://", log_json=as_json))
    break_and_note(bot, Slack(make_web(bot).test_client()))
    written = "".join(capsys.readouterr())
    assert "listener failed" in written and "no such table" in written
    assert MARK not in written
    if as_json:
        assert json.loads(written)["kind"] == "command"


def test_S2_the_same_behind_a_web_server(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "web.db"
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "SLACK_BOT_TOKEN": playground.config.bot_token,
        "SLACK_SIGNING_SECRET": "signed by the playground",
        "SLACK_API_URL": playground.api_url,
        "PODSPRINT_DATABASE_URL": f"sqlite:///{database}",
        "PODSPRINT_KEYS": KEY,
    }.items():
        monkeypatch.setenv(name, value)
    flask = web()
    bot = flask.extensions["podsprint"]
    try:
        check_keys(bot.deps.engine)
        break_and_note(bot, Slack(flask.test_client()))
    finally:
        bot.stop()
    written = "".join(capsys.readouterr())
    assert "listener failed" in written
    assert MARK not in written

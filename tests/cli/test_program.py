"""The program as an operator types it: what waits, what failed, keys, and settings that cannot work."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from podsprint.bootstrap import SYSTEM_NOW
from podsprint.playground.actor import Actor
from podsprint.playground.config import Channel, Config, User
from podsprint.playground.server import Playground
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.secret import new_key
from podsprint.store.tables import Experiment, Pod, Work
from podsprint.store.work import Claim
from tests.support.databases import prepared


class Operator:
    """Somebody at a terminal, in a folder with settings of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, f"sqlite:///{folder / 'podsprint.db'}"
        self.settings = {"PODSPRINT_DATABASE_URL": self.url}

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The program, running."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PODSPRINT_", "SLACK_"))}
        program = [sys.executable, "-c", "from podsprint.cli import main; main()", *words]
        environment = {**clean, **self.settings, "COLUMNS": "200"}
        pipe = subprocess.PIPE
        return subprocess.Popen(program, stdout=pipe, stderr=pipe, text=True, cwd=self.folder, env=environment)

    def run(self, *words: str, expect: int = 0) -> str:
        """What the program answers."""
        program = self.start(*words)
        answer, complaint = program.communicate(timeout=60)
        assert program.returncode == expect, complaint
        assert "Traceback" not in complaint
        return answer + complaint


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def test_failed_work_is_seen_and_run_again(operator: Operator) -> None:
    assert "Nothing is waiting, and nothing has failed." in operator.run("work", "list")
    engine = prepared(operator.url)
    now = SYSTEM_NOW()
    with transaction(engine) as session:
        work.enqueue(session, "deliver.entry", {"check_in": 7}, key="one", due_at=now)
        work.enqueue(session, "session.open", {"meeting": 3}, key="two", due_at=now + timedelta(days=1))
    with transaction(engine) as session:
        (held,) = work.claim(session, now)
        assert isinstance(held, Claim)
        work.finish(session, held, now, error="chat.postMessage: not_in_channel")
    everything = operator.run("work", "list")
    assert "chat.postMessage: not_in_channel" in everything
    assert "check_in 7" in everything
    assert "meeting 3" in everything
    assert "meeting 3" not in operator.run("work", "list", "--dead")
    assert "1 armed." in operator.run("work", "retry", str(held.id))
    with reading(engine) as session:
        assert session.get_one(Work, held.id).done_at is None
    engine.dispose()


def test_S3_keys_are_made_and_rotated(operator: Operator) -> None:
    old, new = new_key(), operator.run("keys", "new").strip()
    operator.settings["PODSPRINT_KEYS"] = old
    engine = prepared(operator.url, old)
    now = SYSTEM_NOW()
    with transaction(engine) as session:
        pod = Pod(
            team_id="T1",
            channel_id="C1",
            name="A",
            name_key="a",
            facilitator_id="U1",
            zone="UTC",
            meets_at=now.time(),
            created_by="U1",
            created_at=now,
        )
        session.add(pod)
        session.flush()
        session.add(
            Experiment(
                pod_id=pod.id or 0,
                user_id="U1",
                ring="me",
                state="planned",
                hypothesis="If I ask",
                serves_goal=True,
                created_at=now,
                updated_at=now,
            )
        )
    engine.dispose()
    operator.settings["PODSPRINT_KEYS"] = f"{new},{old}"
    assert "under the first key" in operator.run("keys", "rotate")
    engine = prepared(operator.url, new)
    with reading(engine) as session:
        assert session.get_one(Experiment, 1).hypothesis == "If I ask"
    engine.dispose()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "no key is set"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "PODSPRINT_KEYS": "short"}, "key 1 of 1"),
        ({"PODSPRINT_DATABASE_URL": "mysql://x"}, "SQLite or PostgreSQL"),
        ({"PODSPRINT_DATABASE_URL": "nothing"}, "PODSPRINT_DATABASE_URL is not the address"),
        ({"PODSPRINT_SOCKET_CONCURRENCY": "many"}, "PODSPRINT_SOCKET_CONCURRENCY"),
    ],
)
def test_S3_what_cannot_work_does_not_start_and_says_why(
    operator: Operator, settings: dict[str, str], said: str
) -> None:
    operator.settings |= settings
    command = ("work", "list") if "PODSPRINT_DATABASE_URL" in settings else ("run",)
    assert said in operator.run(*command, expect=1)


def test_it_runs_answers_and_stops_when_told(operator: Operator) -> None:
    manifest = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text())
    config = Config(manifest=manifest, users=(User("U1", "ann"),), channels=(Channel("C1", "north", ("U1", "U0BOT")),))
    with Playground(config) as slack:
        operator.settings |= {
            "SLACK_BOT_TOKEN": config.bot_token,
            "SLACK_APP_TOKEN": config.app_token,
            "SLACK_API_URL": slack.api_url,
            "PODSPRINT_KEYS": new_key(),
        }
        program = operator.start("run")
        try:
            slack.wait_connected()
            (answer,) = Actor(slack.url, "U1").command("C1", "/pod help")
            assert "/pod create" in answer["text"]
        finally:
            program.send_signal(signal.SIGTERM)
            _, said = program.communicate(timeout=30)
    assert (program.returncode, "Traceback" in said) == (0, False)
    assert "running" in said and "stopping" in said

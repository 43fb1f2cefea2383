"""What outlives the process, and what people see while time moves."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk import WebClient

from podsprint.playground.actor import Actor, ActorError
from podsprint.playground.config import Config, sample_config
from podsprint.playground.server import Playground

from .kit import client_of, error_of, home, manifest, section

CHILD = """
import json, sys
from pathlib import Path
from podsprint.playground.config import sample_config
from podsprint.playground.server import Playground
pg = Playground(sample_config(json.loads(sys.argv[2])), store_path=Path(sys.argv[1]), pace=None).start()
sys.stdout.write(pg.url + "\\n")
sys.stdout.flush()
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "slack.sqlite3"


def test_what_was_answered_ok_survives_kill_9(path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), json.dumps(manifest())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        url = child.stdout.readline().strip()
        client = WebClient(token="xoxb-playground", base_url=f"{url}api/", retry_handlers=[])
        metadata = {"event_type": "k", "event_payload": {"key": "1"}}
        parent = client.chat_postMessage(channel="C1", text="kept", metadata=metadata)["ts"]
        client.chat_postMessage(channel="C1", text="reply", thread_ts=parent)
        gone = client.chat_postMessage(channel="C1", text="gone")["ts"]
        client.chat_delete(channel="C1", ts=gone)
        made = client.conversations_create(name="made")["channel"]["id"]
        view = client.views_publish(user_id="U1", view=home(section("Hello")))["view"]
        Actor(url, "U2").say("C1", "from Bo")
        file = client.files_upload_v2(channel="C1", content="abc", filename="a.txt")["file"]["id"]
        os.kill(child.pid, signal.SIGKILL)
    with Playground(sample_config(manifest()), store_path=path, pace=None) as pg:
        assert [message["text"] for message in pg.messages("C1")] == ["kept", "reply", "from Bo", ""]
        assert pg.messages("C1")[0]["metadata"] == metadata
        assert pg.channel(made)["name"] == "made"
        again = client_of(pg)
        assert Actor(pg.url, "U1").home_text() == "Hello"
        assert error_of(again.views_publish, user_id="U1", view=home(), hash="1.old") == "hash_conflict"
        assert again.views_publish(user_id="U1", view=home(), hash=view["hash"])["view"]["id"] == view["id"]
        assert again.files_info(file=file)["file"]["size"] == 3
        fresh = again.conversations_create(name="fresh")["channel"]["id"]
        assert fresh not in (made, view["id"], file)
        later = again.chat_postMessage(channel="C1", text="later", thread_ts=parent)["ts"]
        assert later > parent


def test_a_revoked_token_and_open_modals_are_kept(path: Path, config: Config) -> None:
    with Playground(config, store_path=path) as pg:
        pg.revoke()
        pg.change_user("U2", deleted=True)
    with Playground(config, store_path=path) as pg:
        assert error_of(client_of(pg).auth_test) == "token_revoked"
        with pytest.raises(ActorError, match="no such person"):
            Actor(pg.url, "U2").state()


def test_without_a_file_nothing_is_kept(config: Config) -> None:
    for _ in range(2):
        with Playground(config) as pg:
            assert pg.messages("C1") == []
            client_of(pg).chat_postMessage(channel="C1", text="x")


# Time and waiting


class Machine:
    """A clock that people may move; it waits to be let go when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self.go = threading.Event()

    @property
    def zone(self) -> str:
        return "Europe/Berlin"

    def now(self) -> datetime:
        return self.time

    def next(self) -> tuple[datetime, str] | None:
        return self.time + timedelta(hours=3), "Stand-up"

    def travel(self, to: str) -> None:
        self.go.wait(5)
        self.time += {"+1h": timedelta(hours=1), "+1d": timedelta(days=1), "next": timedelta(hours=3)}[to]


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def moving(config: Config, machine: Machine) -> Iterator[Playground]:
    with Playground(config, clock=machine, pace=None) as pg:
        yield pg


def test_a_person_moves_the_apps_time_and_sees_that_it_is_busy(moving: Playground, machine: Machine) -> None:
    ann = Actor(moving.url, "U1")
    assert ann.state()["clock"] == {
        "now": "2026-03-02T09:00:00+00:00",
        "zone": "Europe/Berlin",
        "can_travel": True,
        "next": {"at": "2026-03-02T12:00:00+00:00", "label": "Stand-up"},
        "busy": False,
    }
    traveller = threading.Thread(target=ann.travel, args=("next",))
    traveller.start()
    bo = Actor(moving.url, "U2")
    bo.wait_until(lambda: bo.state()["clock"]["busy"])
    with pytest.raises(ActorError, match="already moving"):
        bo.travel("+1d")
    machine.go.set()
    traveller.join()
    assert (bo.state()["clock"]["now"], bo.state()["clock"]["busy"]) == ("2026-03-02T12:00:00+00:00", False)
    ts = client_of(moving).chat_postMessage(channel="C1", text="x")["ts"]
    assert float(ts) == machine.time.timestamp()


def test_time_stands_where_there_is_no_clock(ann: Actor) -> None:
    assert ann.state()["clock"]["can_travel"] is False
    with pytest.raises(ActorError, match="cannot be moved"):
        ann.travel("next")


def test_waiting_ends_with_the_change_one_may_see(pg: Playground, client: WebClient, ann: Actor) -> None:
    rev = ann.state()["rev"]
    client.chat_postMessage(channel="U2", text="for Bo alone")
    query = f"/ui/wait?user=U1&rev={rev}&timeout="
    assert ann._request("GET", query + "0.05")["changed"] is False
    poster = threading.Thread(target=client.chat_postMessage, kwargs={"channel": "C1", "text": "for all"})
    poster.start()
    assert ann._request("GET", query + "10")["changed"] is True
    poster.join()
    with pytest.raises(ActorError, match="for a miracle"):
        ann.wait_until(lambda: False, timeout=0.05, what="a miracle")


def test_the_inspector_shows_calls_and_envelopes_without_tokens(client: WebClient, ann: Actor) -> None:
    client.chat_postMessage(channel="C1", text="x")
    entries = ann._request("GET", "/ui/traffic?after=0&limit=10")["entries"]
    assert [(entry["direction"], entry["name"], entry["ok"]) for entry in entries][-1] == (
        "to_app",
        "events_api",
        False,
    )
    assert ("from_app", "chat.postMessage", True) in [(e["direction"], e["name"], e["ok"]) for e in entries]
    assert "xoxb" not in json.dumps(entries)

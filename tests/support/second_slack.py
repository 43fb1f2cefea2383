"""Another local Slack, by other people: the npm package ``local-slack``, driven over its page's own WebSocket.

It listens on every interface and asks nobody who they are, so it runs for the length of a test and no longer.
"""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import aiohttp

PACKAGE = "local-slack-linux-x64@0.1.8"
BOT_TOKEN, APP_TOKEN, TEAM = "xoxb-second", "xapp-second", "T0SECOND"
PEOPLE = {"U1": "Ann Ito", "U2": "Bo Lind", "U3": "Cy Owusu", "U4": "Dee Park"}
_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "podsprint-tests" / PACKAGE
_PROGRAM = _CACHE / "node_modules" / "local-slack-linux-x64" / "bin" / "local-slack"
_SECONDS = 20.0
_READY = "local-slack is running"

Json = dict[str, Any]


def why_not() -> str:
    """Why it cannot run here; "" if it can. It is fetched the first time."""
    if sys.platform != "linux" or os.uname().machine != "x86_64":
        return "local-slack has no program for this platform"
    if _PROGRAM.is_file():
        return ""
    if shutil.which("npm") is None:
        return "no npm on this machine"
    _CACHE.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--prefix", str(_CACHE), "--no-audit", "--no-fund", PACKAGE]
    fetched = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return "" if _PROGRAM.is_file() else f"npm could not install {PACKAGE}: {fetched.stderr[-200:]}"


@dataclass
class SecondSlack:
    """A running one."""

    port: int

    @property
    def api_url(self) -> str:
        """Where the bot finds its Web API."""
        return f"http://127.0.0.1:{self.port}/api/"

    def state(self) -> Json:
        """All there is."""
        found: Json = asyncio.run(self._exchange(None, lambda frame: frame["t"] == "init"))["state"]
        return found

    def messages(self, channel: str) -> list[Json]:
        """A channel's messages with their threads, the oldest first."""
        kept = self.state()["messages"].get(channel, [])
        return sorted(kept, key=lambda message: float(message["ts"]))

    def direct(self, user: str) -> list[Json]:
        """What the bot wrote to somebody."""
        channels = self.state()["channels"]
        here = [one["id"] for one in channels if one.get("is_im") and user in json.dumps(one)]
        return [message for channel in here for message in self.messages(channel)]

    def command(self, user: str, text: str) -> Json:
        """A slash command that opens a form; a window that is still being filled is none yet."""
        frame = {"t": "slash_command", "user": user, "channel": "C1", "command": "/pod", "text": text}
        return self._top(self._act(frame, _shows_a_form))

    def click(self, user: str, message: Json, label: str) -> Json:
        """A button of a message that opens a window."""
        buttons = [
            {"block_id": block.get("block_id"), **element}
            for block in message["blocks"]
            for element in (*block.get("elements", ()), block.get("accessory") or {})
            if element.get("type") == "button" and element["text"]["text"] == label
        ]
        pressed = {name: buttons[0].get(name) for name in ("type", "action_id", "block_id", "value")}
        frame = {"t": "block_action", "channel": "C1", "messageTs": message["ts"], "user": user, "action": pressed}
        return self._top(self._act(frame, _shows_a_view))

    def submit(self, user: str, values: Json) -> Json | None:
        """Send the form on top. The answer is the window after it, if there is one.

        Raises:
            AssertionError: it came back with errors.
        """
        frame = {"t": "view_submit", "user": user, "values": values}
        answer = self._act(frame, lambda said: said["t"] in ("view", "view_errors"))
        assert answer["t"] == "view", answer
        return answer["stack"][-1] if answer["stack"] else None

    def close(self, user: str) -> None:
        """Close the window on top."""
        self._act({"t": "view_close", "user": user}, lambda said: said["t"] == "view")

    def open_home(self, user: str) -> None:
        """Open the app's Home."""
        self._act({"t": "open_home", "user": user}, lambda said: said["t"] == "log")

    def home(self, user: str) -> str:
        """What somebody's Home says."""
        return json.dumps([view for key, view in self.state()["homeViews"].items() if user in key])

    def _act(self, frame: Json, until: Callable[[Json], bool]) -> Json:
        return asyncio.run(self._exchange(frame, until))

    async def _exchange(self, frame: Json | None, until: Callable[[Json], bool]) -> Json:
        address = f"ws://127.0.0.1:{self.port}/ui"
        async with (
            asyncio.timeout(_SECONDS),
            aiohttp.ClientSession() as session,
            session.ws_connect(address, max_msg_size=0) as page,
        ):
            first: Json = await page.receive_json()
            if frame is None:
                return first
            await page.send_json(frame)
            while True:
                said: Json = await page.receive_json()
                if until(said):
                    return said

    @staticmethod
    def _top(frame: Json) -> Json:
        found: Json = frame["stack"][-1]
        return found


@contextmanager
def second_slack(folder: Path) -> Iterator[SecondSlack]:
    """Start it on a free port, and end it by its process id."""
    users = [
        {"id": user, "name": user.lower(), "real_name": name, "tz": "Europe/Berlin"} for user, name in PEOPLE.items()
    ]
    app = {
        "appId": "A0SECOND",
        "botUserId": "U0BOT",
        "botName": "podsprint",
        "botToken": BOT_TOKEN,
        "appToken": APP_TOKEN,
    }
    channel = {"id": "C1", "name": "pod-north", "members": [*PEOPLE, "U0BOT"]}
    workspace = {"name": "Second", "domain": "second", "teamId": TEAM}
    config = folder / "second.json"
    config.write_text(json.dumps({"workspace": workspace, "apps": [app], "users": users, "channels": [channel]}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(_PROGRAM), "--config", str(config), "--port", str(port), "--base-host", "127.0.0.1"]
    with (
        (folder / "second.log").open("w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder) as process,
    ):
        said, ready = process.stdout, threading.Event()
        assert said is not None
        reader = threading.Thread(target=_listen, args=(said, log, ready), daemon=True)
        reader.start()
        try:
            assert ready.wait(_SECONDS), "local-slack did not start"
            yield SecondSlack(port)
        finally:
            process.terminate()
            process.wait(timeout=10)
            reader.join(timeout=10)


def _listen(said: IO[str], log: IO[str], ready: threading.Event) -> None:
    """Keep what it says, to the end: a pipe that nobody reads would stop it. It says when it runs."""
    for line in said:
        log.write(line)
        if _READY in line:
            ready.set()


def _shows_a_view(frame: Json) -> bool:
    return frame["t"] == "view" and bool(frame["stack"])


def _shows_a_form(frame: Json) -> bool:
    return _shows_a_view(frame) and any(block["type"] == "input" for block in frame["stack"][-1]["blocks"])

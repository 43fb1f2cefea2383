"""``make bench``: what podsprint costs beside a bare Bolt app, measured side by side in one run.

``--quick`` takes few samples, ``--postgres URL`` adds PostgreSQL (an empty database), ``--pods`` says how many.
"""

import argparse
import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from aiohttp import ClientError, ClientSession
from rich.console import Console
from rich.table import Table

from benchmarks.company import Letters, Seat, fill, hush
from benchmarks.due import opening, queries
from benchmarks.load import SECRET, Figures, Stand, over_http, over_socket
from podsprint.slack.text import Words, prompt_folders
from podsprint.store.engine import open_engine
from podsprint.store.keys import check_keys
from podsprint.store.migrate import migrate
from podsprint.store.secret import give_keys, keyring

ROOT = Path(__file__).resolve().parents[1]
KEY = "c29tZSBvcmRpbmFyeSBieXRlcyBmb3IgdGVzdHMgMzI="
ACTIONS = {"status": "/pod sprint status", "check-in": "check-in submitted", "home": "Home opened"}
USERS = (1, 10, 50)
WARMING_UP = 30  # requests before any are measured, on both sides
FREE_PORT = 3987
console = Console(width=150)
Found = dict[tuple[str, int], Figures | float]
HEADINGS = ("what", "users", "bare p50 / p99 ms, per s", "podsprint p50 / p99 ms, per s", "ratio p50 / p99", "")


def prepare(url: str, count: int) -> tuple[list[Seat], Letters]:
    """A database with so many pods, and what their people send."""
    engine = open_engine(url)
    give_keys(engine, keyring([KEY]))
    migrate(engine)
    check_keys(engine)
    now = datetime.now(UTC)
    seats = fill(engine, count, now)
    letters = Letters(engine, Words(prompt_folders()), seats, now)
    engine.dispose()
    return seats, letters


@contextmanager
def running(side: str, way: str, stand: Stand, url: str, form: str) -> Iterator[subprocess.Popen[bytes]]:
    """One side, started; ended by its process id."""
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{stand.port}/api/",
        "SLACK_APP_TOKEN": "xapp-bench" if way == "socket" else "",
        "PODSPRINT_DATABASE_URL": url,
        "PODSPRINT_KEYS": KEY,
        "PODSPRINT_LOG_LEVEL": "ERROR",
        "BENCH_FORM": form,
    }
    target = "benchmarks.serve:bare()" if side == "bare" else "app:web()"
    gunicorn = ["-m", "gunicorn", "-w", "1", "--threads", "16", "-b", f"127.0.0.1:{FREE_PORT}", target]
    alone = ["-m", "benchmarks.serve"] if side == "bare" else ["app.py"]
    command = [sys.executable, *(gunicorn if way == "http" else alone)]
    log = tempfile.TemporaryFile()  # noqa: SIM115 - open for as long as the process
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield process
    except (OSError, TimeoutError, AssertionError):
        log.seek(0)
        console.print(log.read().decode()[-3000:], markup=False)
        raise
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def resident(process: subprocess.Popen[bytes], way: str) -> float:
    """Megabytes in memory: of gunicorn, the one worker's."""
    pid = process.pid
    if way == "http":
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pid = int(children[0])
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def measure(
    way: str, side: str, url: str, letters: Letters, count: int
) -> dict[tuple[str, int], Figures | float]:
    """All actions at every number of users, on one side, one way in."""
    stand = Stand()
    await stand.start()
    found: Found = {}
    start = time.perf_counter()
    with running(side, way, stand, url, letters.form) as process:
        await (stand.connected() if way == "socket" else _answers(process))
        found["start-up", 0] = time.perf_counter() - start
        send = partial(over_http, FREE_PORT) if way == "http" else partial(over_socket, stand)
        for action in ACTIONS:
            await send(letters.each(action), 1, WARMING_UP)
            for users in USERS:
                found[action, users] = await send(letters.each(action), users, count)
        found["memory", 0] = resident(process, way)
    await stand.stop()
    return found


async def _answers(process: subprocess.Popen[bytes]) -> None:
    """Wait until it answers anything at all."""
    async with asyncio.timeout(60), ClientSession() as session:
        while True:
            try:
                async with session.post(f"http://127.0.0.1:{FREE_PORT}/slack/events") as answer:
                    await answer.read()
                    return
            except ClientError:
                assert process.poll() is None, "it has ended"
                await asyncio.sleep(0.01)


def compare(name: str, url: str, letters: Letters, count: int) -> bool:
    """Both sides, both ways in, as a table of ratios. True if the targets are met."""
    well = True
    for way in ("http", "socket"):
        bare = asyncio.run(measure(way, "bare", url, letters, count))
        engine = open_engine(url)
        hush(engine, datetime.now(UTC))
        engine.dispose()
        ours = asyncio.run(measure(way, "podsprint", url, letters, count))
        table = Table(title=f"{name}, over {'HTTP (gunicorn, 1 x 16)' if way == 'http' else 'Socket Mode'}")
        for heading in (
            "what",
            "users",
            "bare p50 / p99 ms, per s",
            "podsprint p50 / p99 ms, per s",
            "ratio p50 / p99",
            "",
        ):
            table.add_column(heading, justify="right" if "/" in heading else "left")
        for (action, users), figure in ours.items():
            other = bare[action, users]
            if isinstance(figure, Figures) and isinstance(other, Figures):
                ratio = figure.p99 / other.p99
                met = (ratio < 10 or users != 10) and figure.p99 < 1000 and not figure.wrong
                table.add_row(
                    ACTIONS[action],
                    str(users),
                    f"{other.p50:.1f} / {other.p99:.1f}, {other.per_second:.0f}",
                    f"{figure.p50:.1f} / {figure.p99:.1f}, {figure.per_second:.0f}",
                    f"{figure.p50 / other.p50:.1f} / {ratio:.1f}",
                    "met" if met else f"missed ({figure.wrong} wrong)",
                )
            elif isinstance(figure, float) and isinstance(other, float):
                most, unit = (2.0, "s") if action == "start-up" else (150.0, "MB")
                met = figure < most
                shown = f"{figure / other:.1f}", "met" if met else "missed"
                table.add_row(action, "", f"{other:.2f} {unit}", f"{figure:.2f} {unit}", *shown)
            well &= met
        console.print(table)
    return well


def main() -> None:
    """Everything, on every database there is."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--pods", type=int, default=2000)
    options.add_argument("--postgres", default="")
    options.add_argument("--due", type=int, default=1000)
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="podsprint-bench-"))
    well = True
    try:
        one = prepare(f"sqlite:///{folder / 'one.db'}", 1)
        places = {"SQLite": f"sqlite:///{folder / 'many.db'}"}
        if given.postgres:
            places["PostgreSQL"] = given.postgres
        for name, url in places.items():
            many = prepare(url, given.pods)
            if name == "SQLite":
                well &= queries(console, (f"sqlite:///{folder / 'one.db'}", one[1]), (url, many[1]), given.pods)
            well &= compare(f"{name}, {given.pods:,} pods", url, many[1], 60 if given.quick else 1000)
        opening(console, f"sqlite:///{folder / 'due.db'}", given.due)
    finally:
        shutil.rmtree(folder)
    console.print("All targets met." if well else "[bold red]A target was missed.")
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()

"""Nothing happens when podsprint is imported: no file, no thread, no socket, no setting is needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PACKAGE, trees

WATCH = """
import importlib, json, sys, threading

happened = []
def watch(event, args):
    if event == "open":
        path, mode, flags = args
        if isinstance(mode, str) and set(mode) & set("wax+"):
            happened.append(f"{event} {path} {mode}")
    elif event.startswith(("socket.connect", "socket.bind", "subprocess.", "sqlite3.", "os.mkdir", "os.remove",
                           "os.rename", "os.system", "os.fork", "shutil.", "tempfile.", "urllib.", "webbrowser.")):
        happened.append(event)
sys.addaudithook(watch)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
happened += [f"thread {thread.name}" for thread in threading.enumerate() if thread is not threading.main_thread()]
sys.stdout.write(json.dumps(happened))
"""


def test_nothing_happens_at_import(tmp_path: Path) -> None:
    names = [
        ".".join(("podsprint", *path.removesuffix(".py").removesuffix("__init__").strip("/").split("/"))).strip(".")
        for path in trees()
    ]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WATCH, json.dumps(["app", *names])],
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(PACKAGE.parent),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PATH": os.defpath,
            "HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (json.loads(done.stdout), list(tmp_path.iterdir())) == ([], [])

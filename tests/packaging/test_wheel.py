"""The wheel carries all the bot needs, and works from an empty folder with nothing of the checkout in sight."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "from podsprint.cli import main; main()")
MIGRATE = """
import sys
from pathlib import Path
import podsprint
from podsprint.store.engine import open_engine
from podsprint.store.migrate import migrate
engine = open_engine("sqlite:///podsprint.db")
migrate(engine)
with engine.connect() as connection:
    tables = connection.exec_driver_sql("select count(*) from sqlite_master where type = 'table'").scalar_one()
engine.dispose()
sys.stdout.write(f"{Path(podsprint.__file__).parent} {tables > 10}")
"""


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] = os.environ) -> str:
    """What a program says; if it fails, why."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network and without a trace in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT, env=env)
    (built,) = folder.glob("podsprint-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the installed wheel."""
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:  # a wheel without scripts and compiled parts is installed by unpacking
        archive.extractall(target)
    return target


@pytest.fixture
def env(installed: Path, tmp_path: Path) -> dict[str, str]:
    """The libraries of this environment, with the installed wheel in front; no setting, no home of one's own."""
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(installed), "PYTHONWARNINGS": "error"}


def names(folder: str) -> set[str]:
    """The files of the package as they are in the checkout."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def test_it_carries_everything(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    prompts = {f"podsprint/{name}" for name in names("prompts")}
    assert (names("podsprint") | prompts | {"podsprint/manifest.yml"}) - inside == set()
    assert {
        "podsprint/prompts/en/questions/goal.yaml",
        "podsprint/store/migrations/versions/0001_the_first_schema.py",
        "podsprint/store/migrations/script.py.mako",
        "podsprint/playground/page/index.html",
    } <= inside


def test_it_carries_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
        stray = [name for name in archive.namelist() if name.endswith((".pyc", ".db", ".env"))]
    assert {top for top in tops if not top.endswith(".dist-info")} == {"podsprint"}
    assert stray == []


def test_its_prompts_are_all_well(installed: Path, env: dict[str, str], tmp_path: Path) -> None:
    said = run(*PROGRAM, "prompts", "check", cwd=tmp_path, env=env)
    assert said.endswith("all is well.\n")


def test_it_makes_its_database(installed: Path, env: dict[str, str], tmp_path: Path) -> None:
    said = run(sys.executable, "-c", MIGRATE, cwd=tmp_path, env=env)
    assert said == f"{installed / 'podsprint'} True"


def test_its_program_runs(installed: Path, env: dict[str, str], tmp_path: Path) -> None:
    (entry,) = installed.glob("*.dist-info/entry_points.txt")
    assert "podsprint = podsprint.cli:main" in entry.read_text()
    key = run(*PROGRAM, "keys", "new", cwd=tmp_path, env=env)
    assert len(key.strip()) == 44

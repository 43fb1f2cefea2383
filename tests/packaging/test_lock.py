"""The lock installs the same everywhere: from any index, and nothing that was not looked at."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked() -> dict[str, str]:
    """Each requirement with all that belongs to it, by its name."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE))
    return {normal(re.split(r"[=\[ ]", entry, maxsplit=1)[0]): entry for entry in entries if entry.strip()}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> dict[str, str]:
    """What the project asks for, with all its extras: the least version of each."""
    project = PROJECT["project"]
    asked = [*project["dependencies"], *PROJECT["build-system"]["requires"]]
    asked += [one for extra in project["optional-dependencies"].values() for one in extra]
    found: dict[str, str] = {}
    for requirement in asked:
        name, least = re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?(?:>=([\d.]+))?.*", requirement).groups()  # type: ignore[union-attr]
        found[normal(name)] = least or found.get(normal(name), "0")
    return found


def parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def test_it_names_no_index() -> None:
    assert re.findall(r"https?://|--index|--extra-index|--find-links|--trusted-host| @ ", LOCK) == []


def test_every_requirement_is_pinned_and_has_hashes() -> None:
    entries = locked()
    assert len(entries) > 30
    assert [name for name, entry in entries.items() if not re.match(r"[\w.\[\]-]+==[\w.]+[ ;]", entry)] == []
    assert [name for name, entry in entries.items() if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_it_covers_what_the_project_asks_for() -> None:
    entries = locked()
    assert wanted().keys() - entries.keys() == set()
    versions = {name: re.search(r"==([\w.]+)", entry)[1] for name, entry in entries.items()}  # type: ignore[index]
    assert {name for name, least in wanted().items() if parts(versions[name]) < parts(least)} == set()

"""This machine and the words: time zones that are there and recent, prompts that can be shown."""

import re
from datetime import datetime
from importlib import metadata
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError

from podsprint.cli_prompts import examine as examine_prompts
from podsprint.config import Settings
from podsprint.doctor.finding import Findings, failure, fine, warning
from podsprint.errors import CannotStart
from podsprint.slack.text import prompt_folders

_ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
_OLD_YEARS = 2
_VERSION = re.compile(r"(20\d\d)(?:\.\d+|[a-z])")


def zones(now: datetime) -> Findings:
    """Rules of time zones change every year; sessions would be an hour off."""
    install = "Upgrade them: pip install --upgrade tzdata, and the tzdata package of your system."
    try:
        for name in _ZONES:
            ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        yield failure("time zones", f"missing: {error}", install)
        return
    version = zone_version()
    year = int(found[1]) if (found := _VERSION.search(version)) else 0
    if year < now.year - _OLD_YEARS:
        yield warning("time zones", f"of {version or 'an unknown date'}", install)
    else:
        yield fine("time zones", f"of {version}")


def zone_version(paths: tuple[str, ...] = TZPATH) -> str:
    """The version of the data that is used: the system's comes first, then the package's."""
    for folder in map(Path, paths):
        if not (folder / _ZONES[0]).is_file():
            continue
        for name in ("tzdata.zi", "+VERSION", "version"):
            if (folder / name).is_file():
                with (folder / name).open(encoding="utf-8") as file:
                    return file.readline().removeprefix("# version").strip()
    try:
        return metadata.version("tzdata")
    except metadata.PackageNotFoundError:
        return ""


def prompts(settings: Settings) -> Findings:
    """A text that cannot be shown would fail in front of somebody."""
    try:
        report = examine_prompts(prompt_folders(settings.prompts_dir))
    except CannotStart as error:
        yield failure("words", str(error), "Mend PODSPRINT_PROMPTS_DIR, or leave it empty for the shipped words.")
        return
    if report.findings:
        first = report.findings[0]
        seen = f"{len(report.findings)} to mend, such as {first.key} in {first.file}: {first.wrong}"
        yield failure("words", seen, "podsprint prompts check lists them all, with what helps.")
    else:
        yield fine("words", report.looked_at)

"""`.env.example` and the reference list exactly the settings there are, with their defaults."""

import re
from pathlib import Path

import pytest

from podsprint.config import Settings
from tests.docs.pages import PAGES, ROOT, read, rows

# Not a setting of the bot's: where the demo keeps its files, and the arguments of make.
OTHERS = {"PODSPRINT_DEMO_DIR"}


def settings() -> dict[str, str]:
    """The environment's names, with defaults as one would write them; "" for none."""
    found = {}
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        default = field.default
        text = str(default).lower() if isinstance(default, bool) else str(default)
        found[str(alias) if alias else f"PODSPRINT_{name.upper()}"] = "" if default in (None, [], "") else text
    return found


def test_the_example_lists_them_with_their_defaults() -> None:
    assert dict(re.findall(r"^#?([A-Z_]+)=(.*)$", read(".env.example"), re.MULTILINE)) == settings()


def test_what_the_example_sets_is_what_everyone_needs() -> None:
    live = re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE)
    assert live == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "PODSPRINT_KEYS"]


def test_the_example_is_taken_as_it_is() -> None:
    Settings(_env_file=ROOT / ".env.example")  # type: ignore[call-arg]


def test_the_reference_lists_them_with_their_defaults() -> None:
    listed = {row[0].strip("`"): row[1].strip("`") for row in rows(read("docs/reference/settings.md"))}
    assert {name: "" if default == "none" else default for name, default in listed.items() if name != "name"} == (
        settings()
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_variable_that_is_mentioned_exists(page: Path) -> None:
    mentioned = set(re.findall(r"\b(?:PODSPRINT|SLACK)_[A-Z_]+\b", page.read_text(encoding="utf-8")))
    assert mentioned - settings().keys() - OTHERS == set()

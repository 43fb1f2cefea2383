"""The words of the form checks: one sentence for every issue, in the bot's voice."""

from pathlib import Path

import yaml

from podsprint.domain.forms import Issue

HINTS = yaml.safe_load((Path(__file__).parents[2] / "prompts/en/forms.yaml").read_text(encoding="utf-8"))


def test_W3_W4_every_issue_has_a_hint_and_no_hint_is_left_over() -> None:
    assert set(HINTS) == set(Issue)


def test_W3_W4_hints_are_short_and_calm() -> None:
    for code, hint in HINTS.items():
        assert isinstance(hint, str), code
        assert len(hint) <= 150, code
        assert "!" not in hint, code

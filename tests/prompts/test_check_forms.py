"""``podsprint check-forms``: JSON lines in, verdicts out, in order."""

import json

import pytest
from typer.testing import CliRunner

from podsprint.cli import app


def lines(*entries: object) -> str:
    return "".join(json.dumps(entry) + "\n" for entry in entries)


def test_W3_W4_each_line_gets_its_verdict_in_order() -> None:
    given = lines(
        {"form": "framing_question", "text": "Should we merge the two teams?", "id": "ignored"},
        {"form": "action_hypothesis", "text": "If we communicate more, then everyone will feel better."},
        {"form": "framing_question", "text": "What will it take for us to answer every customer within a day?"},
    )
    result = CliRunner().invoke(app, ["check-forms"], input=given)
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"well_formed": False, "issues": ["yes_no"]},
        {"well_formed": False, "issues": ["missing_so_that", "vague_action", "not_observable"]},
        {"well_formed": True, "issues": []},
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            "\n" + lines({"form": "haiku", "text": "x"}),
            'line 2: unknown form "haiku", expected one of framing_question',
        ),
        (lines({"form": "framing_question"}), 'line 1: expected an object with a string under "text"'),
        (lines({"text": "What will it take?"}), 'line 1: expected an object with a string under "form"'),
        (lines(["a list"]), "line 1: expected an object"),
        ("not json\n", "line 1: not JSON"),
    ],
)
def test_W3_W4_a_bad_line_is_named(given: str, message: str) -> None:
    result = CliRunner().invoke(app, ["check-forms"], input=given)
    assert result.exit_code == 2
    assert message in result.stderr


def test_W3_W4_nothing_in_nothing_out() -> None:
    result = CliRunner().invoke(app, ["check-forms"], input="")
    assert (result.exit_code, result.stdout) == (0, "")

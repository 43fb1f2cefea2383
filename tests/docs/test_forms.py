"""docs/reference/forms.md and the form checks say the same."""

import json
import re
from pathlib import Path

import pytest

from podsprint.domain.forms import ISSUES, Form, check_form

PAGE = (Path(__file__).parents[2] / "docs/reference/forms.md").read_text(encoding="utf-8")
SECTIONS = {Form.ACTION_HYPOTHESIS: "Action hypothesis", Form.FRAMING_QUESTION: "Framing question"}


def section(form: Form) -> str:
    return PAGE.split(f"## {SECTIONS[form]}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("form", Form)
def test_W3_W4_page_lists_the_codes_in_order(form: Form) -> None:
    assert re.findall(r"^\| `(\w+)` \|", section(form), re.MULTILINE) == list(ISSUES[form])


@pytest.mark.parametrize("form", Form)
def test_W3_W4_each_example_shows_its_code(form: Form) -> None:
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", section(form), re.MULTILINE)
    assert [(code, *check_form(form, example).issues) for code, example in rows] == [(code, code) for code, _ in rows]


@pytest.mark.parametrize("form", Form)
def test_W3_W4_the_well_formed_example_is_well_formed(form: Form) -> None:
    (example,) = re.findall(r"^> (.*)$", section(form), re.MULTILINE)
    assert check_form(form, example).well_formed


def test_W3_W4_the_command_line_example_is_true() -> None:
    given, answer = re.findall(r"\{.*\}", PAGE.split("```console\n")[1])
    verdict = check_form(Form(json.loads(given)["form"]), json.loads(given)["text"])
    assert json.loads(answer) == {"well_formed": verdict.well_formed, "issues": list(verdict.issues)}

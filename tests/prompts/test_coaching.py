"""The bank, the hints and the themes as they are shipped: every question passes the checker it is meant to teach."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from podsprint.domain.cadences import SessionKind
from podsprint.domain.grow import Breadth, Question, Stage, question_at, two_open_questions
from podsprint.domain.questions import Label, check

PROMPTS = Path(__file__).parents[2] / "prompts/en"
WHEN = {"trying", "naming", "named", "trouble", "looking_back", "following"}
ABOUT = WHEN | {"experiment", "people", "obstacle", "confidence", "learning", "time", "support"}


def read(path: str) -> Any:
    return yaml.safe_load((PROMPTS / path).read_text(encoding="utf-8"))


def bank_of(stage: Stage) -> list[Question]:
    return [
        Question(entry["id"], stage, entry["text"], Breadth(entry["breadth"]), tuple(entry.get("about", ())))
        for entry in read(f"questions/{stage}.yaml")
    ]


BANK = [question for stage in Stage for question in bank_of(stage)]


def test_L1_every_question_of_the_bank_is_ok() -> None:
    judged = {question.text: check(question.text) for question in BANK}
    assert [(text, verdict) for text, verdict in judged.items() if verdict.label is not Label.OK] == []


def test_L1_broad_questions_are_open() -> None:
    assert [q.text for q in BANK if q.breadth is Breadth.BROAD and not check(q.text).open] == []


def test_L1_bank_keeps_the_voice() -> None:
    assert [q.text for q in BANK if "!" in q.text or "why did you" in q.text.lower() or len(q.text) > 110] == []


@pytest.mark.parametrize("stage", Stage)
def test_L2_each_stage_has_questions_of_every_breadth(stage: Stage) -> None:
    questions = bank_of(stage)
    assert len(questions) >= 32
    assert all(question.id.startswith(f"{stage}-") and set(question.about) <= ABOUT for question in questions)
    assert min(Counter(question.breadth for question in questions)[breadth] for breadth in Breadth) >= 8


def test_L2_no_id_and_no_question_comes_twice() -> None:
    assert len({question.id for question in BANK}) == len({question.text for question in BANK}) == len(BANK)


def test_L2_the_shipped_bank_serves_every_leader_and_brief() -> None:
    assert {question_at(stage, BANK, [], "U001").breadth for stage in Stage} == {Breadth.BROAD}
    for kind in SessionKind:
        pairs = {two_open_questions(BANK, f"session-{n}", kind) for n in range(50)}
        assert len(pairs) > 20


def test_L1_every_label_but_ok_has_a_hint_whose_example_is_ok() -> None:
    hints = read("hints.yaml")
    assert set(hints) == set(Label) - {Label.OK}
    assert {hint["example"]: check(hint["example"]).label for hint in hints.values()} == {
        hint["example"]: Label.OK for hint in hints.values()
    }


@pytest.mark.parametrize("path", sorted((PROMPTS / "themes").glob("*.md")), ids=lambda path: path.stem)
def test_L9_a_theme_takes_five_minutes_at_most(path: Path) -> None:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    theme = yaml.safe_load(front)
    words = len(body.split())
    assert set(theme) == {"id", "title", "minutes", "teaser"}
    assert theme["id"] == path.stem
    assert 1 <= theme["minutes"] <= 5
    assert 150 <= words <= 250
    assert words / 150 <= theme["minutes"], "slow readers manage about 150 words a minute"
    assert "!" not in body
    assert "To try in the coming two weeks" in body


def test_L1_questions_in_themes_are_ok() -> None:
    asked = [
        line.removeprefix("• ")
        for path in (PROMPTS / "themes").glob("*.md")
        for line in re.findall(r"^• .*\?$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(asked) == 3
    assert {text: check(text).label for text in asked} == dict.fromkeys(asked, Label.OK)

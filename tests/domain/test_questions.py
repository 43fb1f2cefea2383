"""The question checker: every rule's examples, precedence, figures on the corpus, and text of any kind."""

import io
import itertools
import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from podsprint.cli import app
from podsprint.cli_checks import BadLineError, write_verdicts
from podsprint.domain.questions import RULES, Hint, Label, Rule, check
from podsprint.domain.questions.clauses import read
from podsprint.domain.questions.normalise import LONGEST, normalise

BENCHMARK: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "questions.py"))
HITS = [(rule, text) for rule in RULES for text in rule.hits]
MISSES = [(rule, text) for rule in RULES for text in rule.misses]


@pytest.mark.parametrize(("rule", "text"), HITS, ids=lambda part: getattr(part, "name", part))
def test_L1_a_rule_catches_its_own_examples(rule: Rule, text: str) -> None:
    assert rule.matches(read(text))
    assert check(text).label is rule.label


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=lambda part: getattr(part, "name", part))
def test_L1_a_rule_leaves_its_near_misses_alone(rule: Rule, text: str) -> None:
    assert not rule.matches(read(text))


def test_L1_rules_have_names_of_their_own_and_examples_of_both_kinds() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.hits and rule.misses for rule in RULES)


@pytest.mark.parametrize(
    ("text", "label", "leading"),
    [
        ("Thanks, you should be proud.", Label.NOT_A_QUESTION, False),
        ("What do you want? Why did you leave?", Label.STACKED, True),
        ("What do you want? How will you get it?", Label.STACKED, False),
        ("Don't you think you should tell her?", Label.ADVICE, True),
        ("Why don't you just tell her, you coward?", Label.ADVICE, True),
        ("Why did you let that toxic man decide?", Label.JUDGEMENTAL, True),
        ("Is it because he is lazy?", Label.LEADING, True),
        ("Did he decide?", Label.CLOSED, False),
        ("What did he decide?", Label.OK, False),
    ],
)
def test_L1_the_first_label_that_fits_wins(text: str, label: Label, leading: bool) -> None:
    verdict = check(text)
    assert (verdict.label, verdict.leading) == (label, leading)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("What now? And then?", Hint.KEEP_ONE),
        ("Have you tried yoga?", Hint.ASK_FOR_THEIRS),
        ("Why did you do it?", Hint.ASK_FOR_INTENTION),
        ("It's late, isn't it?", Hint.TAKE_ANSWER_OUT),
        ("Is it late?", Hint.START_WITH_WHAT_OR_HOW),
        ("It is late.", Hint.SAY_IT_OR_ASK),
        ("What happens when it is late?", None),
    ],
)
def test_L1_a_label_comes_with_a_hint(text: str, hint: Hint | None) -> None:
    assert check(text).hint is hint


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("whats going on there", Label.OK),
        ("WHAT DO U THINK", Label.OK),
        ("Don’t you think it’s late?", Label.LEADING),
        ("&gt; why did you do that?\nHow do you see it now?", Label.OK),
        ("*What* would _help_ you :thinking_face: <@U012AB3CD>?", Label.OK),
        ("Look at <https://example.com/a?b=c|this>", Label.NOT_A_QUESTION),
        ("How do R&amp;D and sales see it?", Label.OK),
        ('He asked "why did you do that?" and left.', Label.NOT_A_QUESTION),
        ("Um, so, what, what would that, uh, look like for you?", Label.OK),
        ("", Label.NOT_A_QUESTION),
        ("?", Label.NOT_A_QUESTION),
        (" \n\t ", Label.NOT_A_QUESTION),
        (":tada:", Label.NOT_A_QUESTION),
    ],
)
def test_L1_chat_is_read_as_it_is_typed(text: str, label: Label) -> None:
    assert check(text).label is label


def test_L1_an_idea_the_coachee_had_is_not_advice() -> None:
    text = "What would happen if you delegated the report?"
    said = ["I keep thinking I might delegate", "that report is eating me"]
    assert check(text).label is Label.ADVICE
    assert check(text, coachee_words=said).label is Label.OK
    assert check(text, coachee_words=["delegating", "reports"]).label is Label.OK
    assert check(text, coachee_words=["my boss is away"]).label is Label.ADVICE


def test_L1_an_echo_does_not_excuse_blame() -> None:
    assert check("Why did you hide the report?", coachee_words=["I hide the report"]).label is Label.JUDGEMENTAL


def test_L1_figures_on_the_held_half_of_the_corpus() -> None:
    figures = BENCHMARK["measure"](BENCHMARK["read"]("held"))
    assert figures.steer.precision >= 0.90
    assert figures.steer.recall >= 0.80
    assert figures.ok_specificity >= 0.92
    assert figures.open_accuracy >= 0.95
    assert figures.macro_f1 >= 0.80


def test_L1_the_documented_figures_are_the_measured_ones() -> None:
    page = Path(__file__).parents[2] / "docs" / "explanation" / "question-checker.md"
    assert BENCHMARK["table"]("held", BENCHMARK["measure"](BENCHMARK["read"]("held"))) in page.read_text("utf-8")


def test_L1_the_corpus_is_sound() -> None:
    items = BENCHMARK["read"]("tune") + BENCHMARK["read"]("held")
    assert len(items) >= 400
    assert len({item["id"] for item in items}) == len({item["text"] for item in items}) == len(items)
    assert all(item["label"] in set(Label) for item in items)
    assert all(item["leading"] for item in items if item["label"] in ("advice", "judgemental", "leading"))
    assert not any(item["leading"] for item in items if item["label"] in ("ok", "closed", "not_a_question"))


_WORDS = ["what", "why", "if", "you", "did", "don't", "or", ",", "?", "'", '"', "<", "&", "and", "is", "it", "not"]


@given(st.text() | st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_L1_any_text_gets_a_verdict_and_always_the_same(text: str) -> None:
    verdict = check(text)
    assert verdict == check(text)
    assert verdict.leading or verdict.label not in (Label.ADVICE, Label.JUDGEMENTAL, Label.LEADING)
    assert not verdict.leading or verdict.label not in (Label.OK, Label.CLOSED, Label.NOT_A_QUESTION)


# Pieces that begin many of the patterns: repeated, they are what backtracking feeds on.
_PIECES = (
    "a",
    "what ",
    "you ",
    "or ",
    "not , ",
    "is it ",
    "maybe ",
    "when i ",
    "so and ",
    "', ",
    '"',
    "<",
    ":",
    "*",
    "..",
    "\ufdfa",
)


@pytest.mark.parametrize("piece", _PIECES + tuple(map("".join, itertools.combinations(_PIECES[:9], 2))))
def test_L1_no_pattern_sees_more_than_a_message(piece: str) -> None:
    text = piece * (10_000 // len(piece)) + "?"
    # Written-out contractions can lengthen the text again, by a fixed factor at most.
    assert len(normalise(text)) <= 3 * LONGEST
    assert check(text) == check(text)


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=40))
def test_L1_a_long_message_is_judged_by_its_end(start: str) -> None:
    text = start * 500 + ".\n" + "It rained. " * 200 + "What would help you?"
    assert len(normalise(text)) <= 3 * LONGEST
    assert check(text).label is Label.OK


def test_L1_check_questions_answers_line_by_line() -> None:
    stdin = io.StringIO('{"text": "What helps?"}\n\n{"text": "Have you tried yoga?"}\n{"text": "Is it late?"}\n')
    stdout = io.StringIO()
    write_verdicts(stdin, stdout)
    assert [json.loads(line) for line in stdout.getvalue().splitlines()] == [
        {"label": "ok", "leading": False, "open": True},
        {"label": "advice", "leading": True, "open": False},
        {"label": "closed", "leading": False, "open": False},
    ]


@pytest.mark.parametrize("line", ["not json", "[]", "{}", '{"text": 3}', "[" * 100_000])
def test_L1_check_questions_names_the_bad_line(line: str) -> None:
    stdout = io.StringIO()
    with pytest.raises(BadLineError, match=r"^line 2: "):
        write_verdicts(io.StringIO('{"text": "What helps?"}\n' + line + "\n"), stdout)
    assert len(stdout.getvalue().splitlines()) == 1


def test_L1_the_command_ends_with_2_on_a_bad_line() -> None:
    result = CliRunner().invoke(app, ["check-questions"], input='{"text": "What helps?"}\nnonsense\n')
    assert result.exit_code == 2
    assert "line 2" in result.stderr
    assert json.loads(result.stdout)["label"] == "ok"

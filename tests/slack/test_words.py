"""The words: escaped, complete, and replaceable one by one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from podsprint.errors import CannotStart
from podsprint.slack.text import Words, clip, escape, people, prompt_folders, quote

HOSTILE = "<!channel> <@U1> & <https://x|y> {{ 7 * 7 }}"


def own(folder: Path, name: str, text: str) -> Words:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / name).write_text(text, encoding="utf-8")
    return Words(prompt_folders(folder))


def test_what_people_typed_is_escaped_once_and_never_run(words: Words) -> None:
    shown = words("home.pods.goal", pod={"goal": HOSTILE})
    assert shown == "_&lt;!channel&gt; &lt;@U1&gt; &amp; &lt;https://x|y&gt; {{ 7 * 7 }}_"


def test_plain_text_is_not_escaped_where_slack_reads_no_markup(words: Words) -> None:
    assert words.plain("pod.intro.heading", pod={"name": HOSTILE}) == HOSTILE


def test_a_value_that_is_missing_is_an_error_and_not_a_gap(words: Words) -> None:
    with pytest.raises(UndefinedError):
        words("home.pods.goal", pod={})


def test_a_text_that_is_missing_is_an_error(words: Words) -> None:
    with pytest.raises(KeyError, match=r"no text has the key home\.nothing"):
        words("home.nothing")


@given(st.text())
def test_an_escaped_text_has_no_markup_and_comes_back_whole(text: str) -> None:
    shown = escape(text)
    assert "<" not in shown and ">" not in shown
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(st.text(), st.integers(min_value=1, max_value=200))
def test_a_clipped_text_fits(text: str, limit: int) -> None:
    assert len(clip(text, limit)) <= limit


def test_every_line_of_a_quote_is_marked() -> None:
    assert quote("a\n\n<b>") == "> a\n> \n> &lt;b&gt;"


def test_people_are_named_as_one_would_say_them() -> None:
    assert [str(people(users)) for users in ((), ("U1",), ("U1", "U2"), ("U1", "U2", "U3"))] == [
        "",
        "<@U1>",
        "<@U1> and <@U2>",
        "<@U1>, <@U2> and <@U3>",
    ]


# A company's own words --------------------------------------------------------------------------------------------


def test_one_text_can_be_replaced_and_the_rest_stays(words: Words, tmp_path: Path) -> None:
    ours = own(tmp_path, "common.yaml", "button:\n  check_in: Bin da\n")
    assert ours("common.button.check_in") == "Bin da"
    assert ours("common.button.cancel") == words("common.button.cancel")
    assert ours.keys() == words.keys()


def test_the_questions_of_a_stage_can_be_replaced(words: Words, tmp_path: Path) -> None:
    (tmp_path / "en" / "questions").mkdir(parents=True)
    ours = own(tmp_path, "questions/goal.yaml", '- {id: ours, text: "What for?", breadth: broad}\n')
    assert [question.id for question in ours.bank if question.stage == "goal"] == ["ours"]
    assert ours.question("ours") == "What for?"
    gone = words.bank[0].id
    assert ours.question(gone) == ours.plain("coaching.question_gone")


def test_a_folder_that_is_not_there_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="no such folder"):
        prompt_folders(tmp_path / "nowhere")


def test_an_empty_folder_changes_nothing(words: Words, tmp_path: Path) -> None:
    assert Words(prompt_folders(tmp_path)).keys() == words.keys()


@pytest.mark.parametrize("text", ["- a list", "just words", "a: [unclosed"])
def test_a_file_that_cannot_be_read_is_told_by_its_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(CannotStart, match=r"common\.yaml"):
        own(tmp_path, "common.yaml", text)


def test_a_text_that_is_no_template_is_told_by_its_key(tmp_path: Path) -> None:
    ours = own(tmp_path, "common.yaml", "button:\n  check_in: '{{ oops'\n")
    with pytest.raises(CannotStart, match=r"common\.button\.check_in"):
        ours("common.button.check_in")

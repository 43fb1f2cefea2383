"""``podsprint prompts check`` finds nothing in what is shipped, and names each fault in a company's own folder."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from typer.testing import CliRunner

from podsprint.cli import app
from podsprint.cli_prompts import Report, examine
from podsprint.cli_prompts.files import Finding
from podsprint.slack import views
from podsprint.slack.samples import samples
from podsprint.slack.text import Words, prompt_folders

THEME = "---\nid: {name}\ntitle: {title}\nminutes: {minutes}\nteaser: What happens next?\n---\nWait a little."


def own(tmp_path: Path, **files: str) -> tuple[Path, ...]:
    """The shipped prompts with a company's own over them; a file's name comes with _ for / and without its ending."""
    for name, content in files.items():
        path = tmp_path / "en" / f"{name.replace('__', '/')}.{'md' if name.startswith('themes') else 'yaml'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return prompt_folders(tmp_path)


def found(report: Report) -> list[tuple[str, str, str]]:
    return [(finding.file.partition("/en/")[2], finding.key, finding.wrong) for finding in report.findings]


def test_shipped_prompts_are_all_well() -> None:
    assert examine(prompt_folders()).findings == ()


def test_the_command_says_so_and_ends_well(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["prompts", "check"], env={"PODSPRINT_PROMPTS_DIR": str(tmp_path)})
    assert (result.exit_code, result.stdout.rpartition(": ")[2]) == (0, "all is well.\n")


def test_the_command_names_file_key_and_remedy(tmp_path: Path) -> None:
    own(tmp_path, session="check_in:\n  title: 'Check in to {{ kidn }}'\n")
    result = CliRunner().invoke(app, ["prompts", "check"], env={"PODSPRINT_PROMPTS_DIR": str(tmp_path)})
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == [
        f"{tmp_path.name}/en/session.yaml  session.check_in.title",
        "  'kidn' is undefined",
        "  -> This text is given no values.",
    ]
    assert result.stdout.splitlines()[3].startswith("1 thing to mend.")


def test_a_good_text_of_ones_own_is_taken(tmp_path: Path) -> None:
    assert examine(own(tmp_path, common="button:\n  read: Have a look\n")).findings == ()


def test_templates_that_do_not_fit(tmp_path: Path) -> None:
    faults = {
        "planned": ("'Opens {{ card.sesion.opens_at }}.'", "has no attribute 'sesion'", "card"),
        "closed": ("'Until {{ closes_at | moment(zone) }}.'", "'closes_at' is undefined", "card"),
        "over": ("'{{ card.over_by | nicely }}'", "No filter named 'nicely'", "card"),
        "open_live": ("'{{ card'", "unexpected end of template", "card"),
        "here": ("'{% if card.over_by > 99 %}{{ who }}{% endif %}x'", "'who' is undefined", "card"),
        "open_window": ("'{{ card.session.opens_at | moment }}'", "missing 1 required positional argument", "card"),
        "box_now": (
            "'{{ starts_at.strftime(what) + 1 }}'",
            "can only concatenate str",
            "ends_at, starts_at, what, zone",
        ),
    }
    texts = "".join(f"  {key}: {text}\n" for key, (text, _, _) in faults.items())
    report = examine(own(tmp_path, session=f"card:\n{texts}"))
    assert {(one.file, one.key) for one in report.findings} == {
        (f"{tmp_path.name}/en/session.yaml", f"session.card.{key}") for key in faults
    }
    for one in report.findings:
        _, wrong, values = faults[one.key.rpartition(".")[2]]
        assert wrong in one.wrong
        assert one.remedy == f"Values for this text: {values}."


def test_texts_that_slack_would_not_take(tmp_path: Path) -> None:
    def x(count: int) -> str:
        return "x" * count

    report = examine(
        own(
            tmp_path,
            pod=f"create: {{title: {x(25)}, leaders: '', name_placeholder: {x(151)}}}\nwelcome: {{cost: ''}}",
            experiment=f"form: {{submit: {x(25)}}}",
            common=f"button: {{close: {x(25)}, read: {x(76)}}}\nchoice: {{mixed: {x(76)}}}",
            home=f"today: {{heading: {x(151)}}}",
        )
    )
    assert {(key, wrong.removeprefix("Slack: ")) for _, key, wrong in found(report)} == {
        ("pod.create.title", "title must be between 1 and 24 characters"),
        ("pod.create.leaders", "missing required field: text"),
        ("pod.create.name_placeholder", "placeholder attribute cannot exceed 150 characters"),
        ("pod.welcome.cost", "missing required field: text"),
        ("experiment.form.submit", "submit cannot exceed 24 characters"),
        ("common.button.close", "close cannot exceed 24 characters"),
        ("common.button.read", "text attribute cannot exceed 75 characters"),
        ("common.choice.mixed", f"is cut to 75 characters: {x(76)}"),
        ("home.today.heading", f"is cut to 150 characters: {x(151)}"),
    }


def test_an_unknown_text_is_named_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    assert examine(own(tmp_path, session="card:\n  haeding: Hello\n", mood="glad: Glad\n")).findings == (
        Finding(f"{tmp_path.name}/en/mood.yaml", "mood.glad", "is unknown, a typo?", _LOOK),
        Finding(
            f"{tmp_path.name}/en/session.yaml",
            "session.card.haeding",
            "is unknown, a typo?",
            "Is session.card.heading meant?",
        ),
    )


_LOOK = "Take it out, or look for its name in the shipped files."


def test_a_text_that_nothing_shows_any_more_is_named(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    for path in sorted(prompt_folders()[0].rglob("*.*")):
        copy = shipped / path.relative_to(prompt_folders()[0])
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (shipped / "en/old.yaml").write_text("greeting: Good day\n")
    assert found(examine((shipped,))) == [("old.yaml", "old.greeting", "is no longer used")]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("card: {planned: [", "cannot be read: while parsing"),
        ("- a\n- list\n", "is not a list of names and texts"),
        ("just a text", "is not a list of names and texts"),
        ("", "is not a list of names and texts"),
    ],
)
def test_broken_yaml_is_named_before_anything_else(tmp_path: Path, content: str, wrong: str) -> None:
    (one,) = examine(own(tmp_path, session=content)).findings
    assert one.file == f"{tmp_path.name}/en/session.yaml"
    assert wrong in one.wrong


def test_texts_that_yaml_takes_for_something_else(tmp_path: Path) -> None:
    report = examine(own(tmp_path, common="button:\n  read:\n  close: Yes\n  edit: [a, b]\n"))
    assert found(report) == [
        ("common.yaml", "common.button.read", "is not a text but None"),
        ("common.yaml", "common.button.close", "is not a text but True"),
        ("common.yaml", "common.button.edit", "is not a text but ['a', 'b']"),
    ]


def bank(name: str, count: int, *breadths: str, text: str = "What matters most to you in this?") -> str:
    return "".join(
        f"- {{id: {name}-{number}, text: '{text}', breadth: {breadths[number % len(breadths)]}}}\n"
        for number in range(count)
    )


def test_L1_the_question_bank(tmp_path: Path) -> None:
    every = ("broad", "focused", "narrow")
    leading = bank("lead", 1, "broad", text="Should you not delegate more?")
    report = examine(
        own(
            tmp_path,
            questions__goal=bank("goal", 29, *every),
            questions__reality=bank("reality", 30, "broad", "narrow"),
            questions__options=bank("options", 30, *every) + bank("options", 1, "broad"),
            questions__will=bank("will", 30, *every) + leading,
        )
    )
    assert sorted(set(found(report))) == [
        ("questions/goal.yaml", "goal", "has 29 questions of at least 30"),
        ("questions/options.yaml", "options-0", "is an id used more than once"),
        ("questions/reality.yaml", "reality", "has no focused question"),
        ("questions/will.yaml", "lead-0", "the question checker calls it advice: Should you not delegate more?"),
    ]


def test_L1_questions_that_cannot_be_read(tmp_path: Path) -> None:
    report = examine(
        own(
            tmp_path,
            questions__goal="- {id: a, text: What now}\n- {id: b, text: What next, breadth: vast}\n",
            questions__reality="- What is it?\n",
            questions__options="a: What is it?\n",
            questions__will="- {id: a, text: What now?}\n",
        )
    )
    assert [(file, key, wrong[:40]) for file, key, wrong in found(report)] == [
        ("questions/goal.yaml", "question 1", "has no breadth"),
        ("questions/goal.yaml", "b", "has the breadth vast, which is none"),
        ("questions/options.yaml", "", "is not a list of questions"),
        ("questions/reality.yaml", "question 1", "is not a question"),
        ("questions/will.yaml", "", "cannot be read: while parsing a flow map"),
    ]


def test_L1_an_example_that_leads_is_named(tmp_path: Path) -> None:
    report = examine(own(tmp_path, hints="closed:\n  example: Did you talk to her?\n"))
    assert found(report) == [
        ("hints.yaml", "hints.closed.example", "the question checker calls it closed: Did you talk to her?")
    ]


def test_L9_themes(tmp_path: Path) -> None:
    report = examine(
        own(
            tmp_path,
            themes__long=THEME.format(name="long", title="Long", minutes=6),
            themes__titled=THEME.format(name="titled", title="x" * 80, minutes=5),
            themes__twin=THEME.format(name="waiting", title="Waiting", minutes=1),
            themes__untitled=THEME.format(name="untitled", title="''", minutes=2),
            themes__waiting=THEME.format(name="waiting", title="Waiting", minutes=2),
        )
    )
    assert {(file, key, wrong) for file, key, wrong in found(report) if file.startswith("themes/")} == {
        ("themes/long.md", "long", "takes 6 minutes"),
        ("themes/titled.md", "titled", f"has a title too long for the menu: {'x' * 80}"),
        ("themes/twin.md", "waiting", "is an id used more than once"),
        ("themes/untitled.md", "untitled", "has an empty title"),
        ("themes/waiting.md", "waiting", "is an id used more than once"),
    }


def test_L9_themes_that_cannot_be_read(tmp_path: Path) -> None:
    report = examine(own(tmp_path, themes__bare="Wait a little.", themes__headless="---\nid: waiting\n---\nWait."))
    assert found(report) == [
        ("themes/bare.md", "", "bare.md lacks its front matter"),
        ("themes/headless.md", "", "has no title"),
    ]


def test_a_file_nobody_reads_is_named(tmp_path: Path) -> None:
    (tmp_path / "session.yaml").write_text("card: {}\n")
    (tmp_path / "README.md").write_text("Our words.\n")
    (tmp_path / "en/questions").mkdir(parents=True)
    (tmp_path / "en/questions/wish.yaml").write_text("[]\n")
    assert [finding.file for finding in examine(prompt_folders(tmp_path)).findings] == [
        f"{tmp_path.name}/en/questions/wish.yaml",
        f"{tmp_path.name}/session.yaml",
    ]


def test_every_line_of_every_view_is_reached_by_a_sample() -> None:
    """Otherwise a text in a branch no sample takes would go unchecked."""
    words = Words(prompt_folders())
    folder = str(Path(views.__file__).parent)
    reached: set[tuple[str, int]] = set()
    codes: set[CodeType] = set()

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        if not frame.f_code.co_filename.startswith(folder):
            return None
        codes.add(frame.f_code)
        if event == "line":
            reached.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for sample in samples(words):
            sample.show(words)
    finally:
        sys.settrace(before)
    missed = {
        f"{Path(code.co_filename).name}:{line}"
        for path in Path(folder).glob("*.py")
        for code in _functions(compile(path.read_text(encoding="utf-8"), str(path), "exec"))
        for line in _lines(code)
        if (code.co_filename, line) not in reached
    }
    assert missed == set()


def _functions(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _functions(constant)


def _lines(code: CodeType) -> set[int]:
    """The lines a function runs; its first is its ``def``."""
    return {line for _, _, line in code.co_lines() if line is not None and line != code.co_firstlineno}

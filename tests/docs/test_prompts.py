"""The list of prompt files says what each says of itself."""

from tests.docs.pages import ROOT, read, rows


def test_the_reference_lists_every_prompt_file_with_its_first_line() -> None:
    files = sorted((ROOT / "prompts").rglob("*.yaml"))
    first = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").splitlines()[0] for path in files}
    listed = {row[0].strip("`"): f"# {row[1]}" for row in rows(read("docs/reference/prompts.md")) if row[0] != "file"}
    assert listed == first

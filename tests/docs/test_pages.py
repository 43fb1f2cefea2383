"""Pages lead somewhere: links, paths and promises."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, code, read, rows

PROMISE = r"[CLNPRSW]\d{1,2}"
PROMISES = {row[0]: (row[1], row[2]) for row in rows(read("docs/promises.md")) if re.fullmatch(PROMISE, row[0])}
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_something(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"https?://|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert there.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_is_mentioned_exists(page: Path) -> None:
    for said in code(page):
        if re.fullmatch(r"(podsprint|tests|prompts|docs|benchmarks)/[\w./-]+", said):
            assert (ROOT / said).exists(), said


def test_every_page_is_reached_from_the_readme() -> None:
    reached, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        links = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text(encoding="utf-8"))
        ahead += [(page.parent / link).resolve() for link in links if not link.startswith("http")]
    assert {page.relative_to(ROOT).as_posix() for page in PAGES} - {
        page.relative_to(ROOT).as_posix() for page in reached
    } == set()


def test_every_promise_that_is_cited_is_listed() -> None:
    cited = {
        (path.name, promise)
        for path in TESTS
        for name in re.findall(r"^ *(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        for promise in re.findall(rf"_({PROMISE})(?=_)", name)
    }
    cited |= {
        (page.name, promise)
        for page in PAGES
        for promise in re.findall(rf"(?<![\w/-])({PROMISE})(?![\w/-])", page.read_text(encoding="utf-8"))
    }
    assert {one for one in cited if one[1] not in PROMISES} == set()


@pytest.mark.parametrize("promise", sorted(PROMISES))
def test_every_promise_is_kept_by_tests_that_are_there(promise: str) -> None:
    files = re.findall(r"`([^`]+)`", PROMISES[promise][1])
    assert files
    assert [name for name in files if not (ROOT / name).is_file()] == []
    assert any(re.search(rf"\b_?{promise}(?=\b|_)|_{promise}_", read(name)) for name in files)


def test_promises_are_short() -> None:
    assert [promise for promise, (text, _) in PROMISES.items() if not 20 < len(text) <= 180] == []

"""The page on reports names the files, columns and parts there are."""

import json
import re

from podsprint.domain.people import Who
from podsprint.slack.samples.reports import NAMES, REPORTS
from podsprint.slack.text import Words
from podsprint.slack.views import report_files
from podsprint.usecases import reports
from tests.docs.pages import read, rows

PAGE = read("docs/how-to/get-a-report.md")


def test_the_page_names_every_column() -> None:
    listed = PAGE.split("Its columns are ")[1].split(". An apostrophe")[0]
    assert re.findall(r"`(\w+)`", listed) == list(report_files.COLUMNS)


def test_the_page_names_every_part_of_the_document() -> None:
    document = json.loads("".join(report_files.as_json(Who("T1", "U1"), REPORTS["full"], NAMES)))
    listed = [name for row in rows(PAGE.split("### The JSON file")[1]) for name in re.findall(r"`(\w+)`", row[0])]
    assert listed == list(document)


def test_the_page_says_how_much_is_in_the_files(words: Words) -> None:
    page = " ".join(PAGE.split())
    assert f"last {reports.IN_FILES} sprints" in page
    assert f"the latest {('no', 'one', 'two', 'three', 'four')[reports.IN_WINDOW]} sprints" in page
    listed = [row[0].strip("`") for row in rows(PAGE.split("## As files")[1].split("### ")[0])][1:]
    name = words.plain("report.file.name")
    assert listed == [f"{name}.{ending}" for ending in ("md", "csv", "json")]

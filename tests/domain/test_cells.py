"""Nothing that people type is run as a formula when a table is opened in a spreadsheet."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.cells import safe_cell

SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t'=1"),
        ('"=1"', '\'"=1"'),
        ("fine;=1", "fine;'=1"),
        ("first\n- second", "first\n'- second"),
        ("nine - six = three", "nine - six = three"),
        ("", ""),
        (None, ""),
        (3, "3"),
    ],
)
def test_a_cell_that_would_be_a_formula_is_text(typed: object, cell: str) -> None:
    assert safe_cell(typed) == cell


@given(st.text(alphabet=f"{SIGNS}\"';,|\t\r\n ab", max_size=12))
def test_no_cell_begins_with_a_sign_wherever_a_spreadsheet_splits(typed: str) -> None:
    written = safe_cell(typed)
    for cell in re.split(r"[;,|\t\r\n]", written):
        assert not cell.strip(' "').startswith(tuple(SIGNS)), (typed, written)


@given(st.text(max_size=40))
def test_what_was_typed_is_still_there(typed: str) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([safe_cell(typed)])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert row[0].replace("'", "") == typed.replace("'", "")

"""Cells of a table for a spreadsheet: what people typed stays text, and is never run as a formula."""

import re

# A spreadsheet takes a cell that begins like this for a formula. Where it splits cells at another sign than ours, one
# begins after that sign; spaces and quotes before it do not matter.
_FORMULA = re.compile(r"(^|[;,|\t\r\n])(?=[\s\"']*[=+\-@\uff0b\uff0d\uff1d\uff20])")


def safe_cell(value: object) -> str:
    """A value as a cell's text. An apostrophe before a formula's sign makes it text; numbers of ours are left alone."""
    if value is None:
        return ""
    return _FORMULA.sub(r"\1'", value) if isinstance(value, str) else str(value)
